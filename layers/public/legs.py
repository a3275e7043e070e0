"""Cuts a corridor into legs of a few days' travel, each a sheet of paper and a map of its own."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely

from geo.geodesy import distance_m
from geo.line import MeasuredLine
from geo.nearest_line import NearestLine
from layers.public.along import REACH_M
from layers.public.corridors import Corridor

SHORTEST_KM, LONGEST_KM = 150.0, 300.0
MARGIN_DEG = 0.15  # about 16 km: what lies on the map beside the line
THINNED_DEG = 0.003  # about 300 m


class Leg(NamedTuple):
    """A part of a corridor between two towns.

    Attributes
    ----------
    corridor
        Position of the corridor.
    start, end
        Names of the towns; empty where no town is known, or none but the other end's.
    start_km, end_km
        Along the corridor, one decimal.
    line
        The part itself, EPSG:4326.
    box
        West, south, east, north of its map, degrees, 4 decimals.
    """

    corridor: int
    start: str
    end: str
    start_km: float
    end_km: float
    line: shapely.LineString
    box: tuple[float, float, float, float]


def corridor_legs(number: int, corridor: Corridor, towns: pd.DataFrame) -> list[Leg]:
    """Return the legs of a corridor, from its start to its end.

    A leg ends at the most populous town within 10 km of the line that makes it 150 to 300 km long and leaves as much
    for the rest; where there is none, halfway between those lengths. A corridor up to 300 km is one leg.

    Parameters
    ----------
    number
        Its position.
    corridor
        The corridor; of a town across a border no leg is named.
    towns
        name, country, lon, lat, population (NaN: not known).
    """
    beside = _beside(corridor, towns)
    ends = _cuts(corridor.line.length_m / 1000, beside)
    names = [_name(corridor, km, beside, towns) for km in ends]
    # A road of one leg, all of it around one town.
    if names[1:] == names[:1]:
        names = list(_apart(corridor.line, names[0], beside))
    return [_leg(number, corridor.line, *each) for each in zip(pairwise(ends), pairwise(names), strict=True)]


def corridor_entry(corridor: Corridor) -> Mapping[str, Any]:
    """Return a corridor as the index names it: name, km, c (from which km on it is in which countries)."""
    return {"name": corridor.name, "km": round(corridor.line.length_m / 1000, 1), "c": corridor.runs}


def corridor_course(line: MeasuredLine) -> Mapping[str, Any]:
    """Return where a corridor goes: line (within 300 m of the real one), at (km there)."""
    thin = shapely.get_coordinates(
        shapely.LineString(np.column_stack([line.lon, line.lat])).simplify(THINNED_DEG, preserve_topology=False)
    )
    kept = _positions(line, thin)
    return {
        "line": [[round(x, 3), round(y, 3)] for x, y in thin.tolist()],
        "at": [round(metres / 1000, 1) for metres in line.measure_m[kept].tolist()],
    }


def leg_entry(leg: Leg) -> Mapping[str, Any]:
    """Return a leg as the page knows it."""
    ends = {"start_km": leg.start_km, "end_km": leg.end_km}
    return {"corridor": leg.corridor, "from": leg.start, "to": leg.end, **ends, "box": leg.box}


def all_legs(corridors: Sequence[Corridor], towns: pd.DataFrame) -> list[Leg]:
    """Return the legs of all corridors, corridor after corridor."""
    return [leg for number, corridor in enumerate(corridors) for leg in corridor_legs(number, corridor, towns)]


def _positions(line: MeasuredLine, thin: np.ndarray) -> list[int]:
    """Return which vertices of the line were kept, in order: a line may pass the same point twice."""
    found, at = [], 0
    for x, y in thin:
        while line.lon[at] != x or line.lat[at] != y:
            at += 1
        found.append(at)
        at += 1
    return found


def _beside(corridor: Corridor, towns: pd.DataFrame) -> pd.DataFrame:
    """Return the towns near the line, on its side of a border, with their km along it, most populous first."""
    line = corridor.line
    away = NearestLine([(line.lon, line.lat)]).away(towns["lon"], towns["lat"]).distance_m
    near = towns[away <= REACH_M]
    km = line.locate(near["lon"].to_numpy(), near["lat"].to_numpy()) / 1000
    near = near.assign(km=km)
    near = _on_this_side(near, corridor, near["km"])
    columns = ["population", "name", "km"]
    return near.sort_values(columns, ascending=[False, True, True], ignore_index=True)


def _on_this_side(towns: pd.DataFrame, corridor: Corridor, km: Iterable[float]) -> pd.DataFrame:
    """Return the towns that may be on the corridor's side of a border, each at its kilometre."""
    countries = towns["country"].fillna("")
    return towns[np.array([corridor.may_have(*each) for each in zip(km, countries, strict=True)], dtype=bool)]


def _cuts(length_km: float, beside: pd.DataFrame) -> list[float]:
    cuts = [0.0]
    while length_km - cuts[-1] > LONGEST_KM:
        first, last = cuts[-1] + SHORTEST_KM, min(cuts[-1] + LONGEST_KM, length_km - SHORTEST_KM)
        possible = beside[beside["km"].between(first, last)]
        cuts.append((first + last) / 2 if possible.empty else float(possible["km"].iloc[0]))
    return [*cuts, length_km]


def _name(corridor: Corridor, km: float, beside: pd.DataFrame, towns: pd.DataFrame) -> str:
    """Return the name of the most populous town of the line within 10 km along it, else of the nearest town."""
    here = beside[(beside["km"] - km).abs() <= REACH_M / 1000]
    if not here.empty:
        return str(here["name"].iloc[0])
    towns = _on_this_side(towns, corridor, [km] * len(towns))
    if towns.empty:
        return ""
    lon, lat = corridor.line.at([km * 1000])
    return str(towns["name"].iloc[int(np.argmin(distance_m(lon, lat, towns["lon"], towns["lat"])))])


def _apart(line: MeasuredLine, name: str, beside: pd.DataFrame) -> tuple[str, str]:
    """Return names for the ends of a line of which one town is the largest at both: the nearest two that differ.

    Where there is one alone, it names the end it is nearer to, and the other one has no name.
    """
    lon, lat = line.at([0.0, line.length_m])
    to_start, to_end = (distance_m(lon[at], lat[at], beside["lon"], beside["lat"]) for at in (0, 1))
    names = [str(each) for each in beside["name"]]
    starts, ends = (list(zip(away, names, strict=True)) for away in (to_start, to_end))
    pairs = [(one + other, start, end) for one, start in starts for other, end in ends if start != end]
    if pairs:
        return min(pairs)[1:]
    is_start = beside.empty or min(to_start) <= min(to_end)
    return (name, "") if is_start else ("", name)


def _leg(corridor: int, line: MeasuredLine, ends_km: tuple[float, float], names: tuple[str, str]) -> Leg:
    part = line.cut(ends_km[0] * 1000, ends_km[1] * 1000)
    west, south, east, north = part.bounds
    box = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    km = (round(ends_km[0], 1), round(ends_km[1], 1))
    return Leg(corridor, *names, *km, part, tuple(round(side, 4) for side in box))  # type: ignore[arg-type]
