"""A timetable asked of a study: its sites, roads, clocks and hours made into a problem."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.visits.moving import Way
from analysis.visits.problem import Problem, Shift, Stops, whole_seconds
from data.countries import countries_of
from data.open_at import Where
from data.stop_hours import DayHours, day_begins, hours_on, second_of
from data.time_zone import time_zone
from geo.errors import QuestionError
from geo.line import MeasuredLine
from geo.network import Network
from geo.roads import FloatArray
from geo.snap import REACH_M

MODE = "4x4"  # how a loaded clinic drives


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a timetable.

    Attributes
    ----------
    teams
        Their names.
    bases
        Longitude and latitude of each team's base, degrees.
    first, works
        The first day, and for each day from it on whether teams work.
    start_s, length_s
        When a day begins, seconds after midnight on the clock of the first base, and how long it may be.
    service_s, revisit_days
        What holds where a site does not say it.
    locked, forbidden
        Ids of stops that go before all others where there is no time for all, and of those left out.
    """

    teams: tuple[str, ...]
    bases: tuple[tuple[float, float], ...]
    first: date
    works: tuple[bool, ...]
    start_s: int
    length_s: int
    service_s: int
    revisit_days: int
    locked: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def day(self, number: int) -> date:
        """Return the date of a day of the timetable."""
        return self.first + timedelta(days=number)


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A problem, and what of it was taken for granted.

    Attributes
    ----------
    problem
        What to solve; its hours are on the clock of the first base, as it is when its day begins.
    zones, base_zones
        The time zone of each stop, and of each team's base.
    begins
        For each day the moment (UTC) its seconds are counted from.
    unknown
        Ids of stops whose hours nobody knows on some day: they count as open then.
    has_many_clocks
        Whether clocks of its stops and bases differ on some day.
    """

    problem: Problem
    zones: tuple[str, ...]
    base_zones: tuple[str, ...]
    begins: tuple[datetime, ...]
    unknown: tuple[str, ...]
    has_many_clocks: bool = False

    def on_clock(self, zone: str, day: int, second: int) -> datetime:
        """Return what the clock of a time zone shows at a second of a day of the problem."""
        return (self.begins[day] + timedelta(seconds=second)).astimezone(ZoneInfo(zone))


def build_problem(asked: Asked, sites: gpd.GeoDataFrame, network: Network) -> Built:
    """Return the problem that is asked of some sites on some roads.

    Parameters
    ----------
    asked
        Teams, days and hours.
    sites
        ``site_id, lon, lat, opening_hours, service_min, revisit_days`` (NaN: not told), EPSG:4326, ordered by id.
    network
        The roads, for a 4x4.

    Raises
    ------
    QuestionError
        A base is on no road.
    """
    lon, lat = (sites[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    zones = tuple(time_zone(*place) for place in zip(lon.tolist(), lat.tolist(), strict=True))
    told = _hours(asked, sites)
    days = [asked.day(number) for number in range(len(asked.works))]
    base_zones = tuple(time_zone(*base) for base in asked.bases)
    begins = tuple(day_begins(base_zones[0], day, asked.start_s) for day in days)
    stops = Stops(
        ids=tuple(sites["site_id"]),
        service_s=tuple(np.round(sites["service_min"].fillna(asked.service_s / 60.0) * 60.0).astype(int).tolist()),
        revisit_days=tuple(np.floor(sites["revisit_days"].fillna(asked.revisit_days)).astype(int).tolist()),
        hours=tuple(
            tuple(
                tuple((second_of(zone, day, a, begin), second_of(zone, day, b, begin)) for a, b in each.spans)
                for each, day, begin in zip(week, days, begins, strict=True)
            )
            for week, zone in zip(told, zones, strict=True)
        ),
        locked=frozenset(np.flatnonzero(sites["site_id"].isin(asked.locked)).tolist()),
    )
    shift = Shift(asked.start_s, asked.length_s, asked.works)
    unknown = [
        site
        for site, week in zip(stops.ids, told, strict=True)
        if not all(each.is_known for each, works in zip(week, asked.works, strict=True) if works)
    ]
    drive_s = _drive_s(asked, (lon, lat), network)
    many = any(len({at.astimezone(ZoneInfo(each)).utcoffset() for each in {*zones, *base_zones}}) > 1 for at in begins)
    return Built(Problem(asked.teams, shift, stops, drive_s), zones, base_zones, begins, tuple(unknown), many)


def stops_of(asked: Asked, sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the sites that may be stops: those nobody left out.

    Raises
    ------
    QuestionError
        A stop that is locked or left out is none of them, or is both, or all are left out.
    """
    known = set(sites["site_id"])
    for option, ids in (("--lock", asked.locked), ("--forbid", asked.forbidden)):
        for site_id in ids:
            if site_id not in known:
                raise QuestionError(f"{option} {site_id}", "is no stop", "Use an id of the list of stops.")
    both = sorted({*asked.locked} & {*asked.forbidden})
    if both:
        raise QuestionError(f"--lock {both[0]}", "is both locked and left out", "Choose one of the two.")
    left = sites[~sites["site_id"].isin(asked.forbidden)].reset_index(drop=True)
    if left.empty:
        raise QuestionError("--forbid", "leaves no stop", "Leave out fewer.")
    return left


def way_of(sites: gpd.GeoDataFrame, corridors: gpd.GeoDataFrame, *, day_m: float) -> Way:
    """Return where along the corridors some sites are.

    Parameters
    ----------
    sites
        ``lon, lat``, degrees.
    corridors
        Lines ``corridor_id``, EPSG:4326. A site is on the nearest (the smaller id of equals), up to 5 km away.
    day_m
        Metres people walk in a day.
    """
    lines = {each: MeasuredLine(line) for each, line in zip(corridors["corridor_id"], corridors.geometry, strict=True)}
    found = [_on(lines, float(lon), float(lat)) for lon, lat in zip(sites["lon"], sites["lat"], strict=True)]
    return Way(
        tuple(corridor_id for corridor_id, _ in found),
        np.array([measure_m for _, measure_m in found]),
        np.array([lines[name].length_m if name else np.nan for name, _ in found]),
        day_m,
    )


def _on(lines: dict[str, MeasuredLine], lon: float, lat: float) -> tuple[str, float]:
    apart = sorted((float(line.feet(lon, lat).distance_m.min()), name) for name, line in lines.items())
    if not apart or apart[0][0] > REACH_M:
        return "", np.nan
    name = apart[0][1]
    return name, float(lines[name].locate(lon, lat)[0])


def _hours(asked: Asked, sites: pd.DataFrame) -> list[list[DayHours]]:
    lon, lat = (sites[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    places = zip(sites["opening_hours"], countries_of(lon, lat), lon.tolist(), lat.tolist(), strict=True)
    days = [asked.day(number) for number in range(len(asked.works))]
    return [[hours_on(hours, Where(*where), day) for day in days] for hours, *where in places]


def _drive_s(asked: Asked, sites: tuple[FloatArray, FloatArray], network: Network) -> FloatArray:
    """Return whole seconds from each base and stop to each; what is walked between a place and its road counts too."""
    base_lon, base_lat = (np.array(each, dtype=np.float64) for each in zip(*asked.bases, strict=True))
    _check_bases(network.snap(base_lon, base_lat).failed.tolist(), asked.bases)
    places = network.snap(np.concatenate([base_lon, sites[0]]), np.concatenate([base_lat, sites[1]]))
    drive_s = whole_seconds(network.matrix(places, places))
    np.fill_diagonal(drive_s, 0.0)
    return drive_s


def _check_bases(failed: Sequence[bool], bases: Sequence[tuple[float, float]]) -> None:
    for off, (lon, lat) in zip(failed, bases, strict=True):
        if off:
            what = "is more than 5 km from every road a 4x4 can drive"
            raise QuestionError(f"--base {lon:g},{lat:g}", what, "Give the place the team starts from.")
