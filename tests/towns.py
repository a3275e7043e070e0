"""Toy worlds drawn in ASCII: one character is one kilometre, one kilometre by road is one minute.

``-`` and ``|`` are two-way roads, ``>``, ``<``, ``^`` and ``v`` one-way ones; letters, digits and ``+`` are places on
the road. North is up. Every road is 60 km/h to drive, 30 for a 4x4, 5 to walk (both ways).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from analysis.plan import build_plan
from analysis.supply import Supply, build_supply
from geo.geodesy import metres_per_degree
from geo.network import Network
from geo.roads import MODES, PAVED, ROAD_CLASSES, Roads, round_to_ticks

LON, LAT = -92.0, 15.0
EAST, NORTH = (1000.0 / float(metre) for metre in metres_per_degree(LAT))
ONE_WAY = {">": (1, 0), "<": (-1, 0), "^": (0, 1), "v": (0, -1)}
OPEN = {"kind": "clinic", "services": "primary", "services_possible": "", "status": "open", "visibility": "public"}
KMH = {"walk": 5.0, "drive": 60.0, "4x4": 30.0}


class Town(NamedTuple):
    """A drawn world: its roads and where its named places are."""

    roads: Roads
    spot: dict[str, tuple[float, float]]

    def network(self, mode: str = "drive") -> Network:
        """Return the network of one mode."""
        return Network(self.roads, mode)

    def line(self, names: str) -> shapely.LineString:
        """Return the line through the named places."""
        return shapely.LineString([self.spot[name] for name in names])


def town(drawing: str, *, road_class: str = "primary", km: float = 1.0) -> Town:
    """Return the world of a drawing; `km` is what one character stands for."""
    rows = [row.rstrip() for row in drawing.strip("\n").splitlines()]
    cell = {(x, -y): mark for y, row in enumerate(rows) for x, mark in enumerate(row) if mark != " "}
    places = [place for place, mark in cell.items() if mark.isalnum() or mark == "+"]
    number = {place: k for k, place in enumerate(places)}
    edges = [edge for place in places for step in ((1, 0), (0, -1)) for edge in _road(cell, place, step)]
    lon = np.array([LON + x * km * EAST for x, _ in places])
    lat = np.array([LAT + y * km * NORTH for _, y in places])
    roads = roads_of(
        lon,
        lat,
        [(number[a], number[b], 1000.0 * km * (abs(a[0] - b[0]) + abs(a[1] - b[1]))) for a, b in edges],
        road_class=road_class,
    )
    spot = {cell[p]: (float(lon[k]), float(lat[k])) for p, k in number.items() if cell[p].isalnum()}
    return Town(roads, spot)


def _road(
    cell: dict[tuple[int, int], str], start: tuple[int, int], step: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the directed edges of the road that leaves a place east or south."""
    straight = "-><" if step[0] else "|v^"
    x, y = start[0] + step[0], start[1] + step[1]
    marks = ""
    while cell.get((x, y), " ") in straight and cell.get((x, y)):
        marks += cell[x, y]
        x, y = x + step[0], y + step[1]
    if not marks or (x, y) not in cell or not (cell[x, y].isalnum() or cell[x, y] == "+"):
        return
    ways = {ONE_WAY[mark] for mark in marks if mark in ONE_WAY}
    if not ways or step in ways:
        yield start, (x, y)
    if not ways or (-step[0], -step[1]) in ways:
        yield (x, y), start


def roads_of(
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    edges: Sequence[tuple[int, int, float]],
    *,
    road_class: str = "primary",
    ground: int = PAVED,
    time_s: npt.ArrayLike | None = None,
) -> Roads:
    """Return roads from places and ``(tail, head, metres)``; with `time_s` every mode takes those seconds."""
    tail, head = (np.array([edge[k] for edge in edges], dtype=np.int32) for k in (0, 1))
    length_m = np.array([edge[2] for edge in edges], dtype=np.float64)
    seconds = {m: length_m / KMH[m] * 3.6 if time_s is None else np.asarray(time_s, dtype=float) for m in MODES}
    pairs = [(min(a, b), max(a, b)) for a, b, _ in edges]
    return Roads(
        node_id=np.arange(np.size(lon)),
        lon=np.asarray(lon, dtype=np.float64),
        lat=np.asarray(lat, dtype=np.float64),
        tail=tail,
        head=head,
        length_m=length_m,
        road_class=np.full(len(edges), ROAD_CLASSES.index(road_class), dtype=np.int8),
        way_id=np.array([sorted(set(pairs)).index(pair) for pair in pairs], dtype=np.int64),
        ground=np.full(len(edges), ground, dtype=np.int8),
        time_s={mode: round_to_ticks(values) for mode, values in seconds.items()},
    )


def places_frame(places: dict[str, tuple[float, float]], **columns: object) -> gpd.GeoDataFrame:
    """Return a table of places with their longitude, latitude and geometry, ordered by name."""
    names = sorted(places)
    lon, lat = zip(*[places[name] for name in names], strict=True) if names else ((), ())
    frame = pd.DataFrame({"name": names, "lon": lon, "lat": lat, **columns})
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")


def clinics(places: dict[str, tuple[float, float]], **columns: object) -> gpd.GeoDataFrame:
    """Return open public clinics with primary care, named and identified by the keys of `places`."""
    frame = places_frame(places, **{**OPEN, **columns})
    return frame.assign(facility_id=frame["name"])


def corridors(**lines: shapely.LineString) -> gpd.GeoDataFrame:
    """Return a corridors table."""
    names = sorted(lines)
    frame = pd.DataFrame({"corridor_id": names, "name": names})
    return gpd.GeoDataFrame(frame, geometry=[lines[name] for name in names], crs="EPSG:4326")


def people(places: dict[str, tuple[float, float]], population: npt.ArrayLike = 100.0) -> gpd.GeoDataFrame:
    """Return a demand table; `population` is one number, or one per place in the order of their names."""
    frame = places_frame(places, population=population)
    return frame.assign(demand_id=frame["name"], population=frame["population"].astype(float))


def ask(world: Town, facilities: gpd.GeoDataFrame, **question: object) -> Supply:
    """Return who answers a question: primary care within an hour's drive unless the question says otherwise."""
    plan = build_plan(**{"service": "primary", "cutoff_min": 60.0, **question})
    return build_supply(facilities, world.network(plan.mode), plan)
