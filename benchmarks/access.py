"""All that coverage tells, for twelve profiles, 10,000 places with people and 3,000 services, from a table of times."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.coverage import coverage
from analysis.plan import build_plan
from analysis.supply import build_supply
from benchmarks.target import Target
from data.profile import SHIPPED
from data.vocabulary import TRISTATE_COLUMNS
from geo.network import Nearest, Within
from geo.roads import FloatArray

POINTS, FACILITIES, PROFILES = 10_000, 3_000, SHIPPED[1:]
SIDE_KM, KMH = 600.0, 50.0
PEOPLE_LAT, PLACES_LAT, STEP_DEG = 0.0, 1.0, 1e-4
MOST_S = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class _At:
    """Rows or columns of the table, where the roads would say where on them a place is."""

    row: npt.NDArray[np.int64]
    failed: npt.NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "failed", np.zeros(len(self.row), dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.row)


class _Table:
    """Stands in for a network: it answers from a table of times, one row a facility, as if all had been searched."""

    def __init__(self, time_s: FloatArray) -> None:
        self._time_s = time_s

    def snap(self, lon: npt.ArrayLike, _lat: npt.ArrayLike) -> _At:
        return _At(np.round(np.asarray(lon) / STEP_DEG).astype(np.int64))

    def nearest(self, points: _At, facilities: _At, **_: object) -> Nearest:
        if not len(facilities):
            nothing = np.full(len(points), np.inf)
            return Nearest(nothing, nothing, np.full(len(points), -1, dtype=np.int32))
        rows = self._time_s[facilities.row]
        owner = rows.argmin(axis=0).astype(np.int32)
        near_s = rows[owner, np.arange(rows.shape[1])][points.row]
        return Nearest(near_s, near_s, owner[points.row])

    def within(self, points: _At, facilities: _At, *, direction: str, cutoff_s: float) -> Within:
        del direction
        rows = self._time_s[np.ix_(facilities.row, points.row)]
        facility, point = np.nonzero(rows <= cutoff_s)
        return Within(point, facility, rows[facility, point])


def time_access() -> Iterator[Target]:
    """Yield the seconds twelve profiles take once the times are there."""
    rng = np.random.default_rng(7)
    demand, places, table = _people(rng), _services(rng), _Table(_times_s(rng))
    _answer(demand, places, table, PROFILES[0])  # compiles
    start = time.perf_counter()
    for profile in PROFILES:
        _answer(demand, places, table, profile)
    yield Target("12 profiles, 10,000 places, 3,000 services", time.perf_counter() - start, "s", MOST_S)


def _answer(demand: gpd.GeoDataFrame, places: gpd.GeoDataFrame, table: Any, profile: str) -> None:
    plan = build_plan(service="primary", cutoff_min=60, profile=profile)
    answer = coverage(demand, build_supply(places, table, plan), areas=None, corridors=None)
    assert answer.units["population"].iloc[0] > 0  # noqa: S101  a figure of nothing is none


def _times_s(rng: np.random.Generator) -> FloatArray:
    people, places = (rng.uniform(0, SIDE_KM, (count, 2)) for count in (POINTS, FACILITIES))
    km = np.hypot(places[:, None, 0] - people[None, :, 0], places[:, None, 1] - people[None, :, 1])
    return np.round(km / KMH * 3600.0)


def _people(rng: np.random.Generator) -> gpd.GeoDataFrame:
    lon = np.arange(POINTS) * STEP_DEG
    rows = pd.DataFrame({"demand_id": [f"{at:05d}" for at in range(POINTS)], "lon": lon, "lat": PEOPLE_LAT})
    rows["population"] = rng.integers(50, 5_000, POINTS).astype(np.float64)
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")


def _services(rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return services of which three in ten attributes are unknown, with room for most people."""
    rows = pd.DataFrame(
        {"facility_id": [f"{at:05d}" for at in range(FACILITIES)], "lon": np.arange(FACILITIES) * STEP_DEG}
    )
    rows = rows.assign(lat=PLACES_LAT, kind="clinic", services="primary", services_possible="", visibility="public")
    for column in TRISTATE_COLUMNS:
        rows[column] = rng.choice(["yes", "no", "unknown"], FACILITIES, p=[0.35, 0.35, 0.3])
    rows["languages"] = rng.choice(["", "es", "es;ht", "es;mam"], FACILITIES)
    rows["adm1"] = rng.choice(["Chiapas", "Tabasco", "Oaxaca", ""], FACILITIES)
    rows["capacity_per_day"] = rng.choice([np.nan, 40.0, 90.0, 200.0], FACILITIES)
    rows = rows.assign(country="MX", pcode="", opening_hours="", status="open")
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")


if __name__ == "__main__":
    print(Target.header())
    for line in time_access():
        print(line)
