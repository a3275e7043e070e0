"""The main roads: from lists of towns to stretches with a node at every town."""

from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from shapely import STRtree, points

from data.corridor.gazetteer import Gazetteer, Town, distance, read_rows
from data.corridor.web import RANK, Stretch, Web

PASSED_WITHIN_M = 2_000.0  # a town this near the straight line between two listed ones is passed on the way
PASSED_DETOUR = 1.03  # unless going through it makes the way longer than this
APART_M = 3_000.0  # or it lies closer than this to the next town of the road


class _Passable(NamedTuple):
    tree: STRtree
    towns: list[Town]


def main_roads(gazetteer: Gazetteer) -> Web:
    """Return the roads of roads.csv; where two share the way between two towns, one stretch of the higher class.

    Raises
    ------
    InputError
        A town of roads.csv cannot be found.
    """
    web = Web()
    between: dict[tuple[int, int], Stretch] = {}
    index = {country: _passable(gazetteer, country) for country in sorted({town.country for town in gazetteer.towns})}
    for row in read_rows("roads.csv"):
        stops = [stop.strip() for stop in row["stops"].split(">")]
        path = gazetteer.resolve(row["country"], row["road"], stops)
        if row["class"] != "motorway":
            path = _with_towns_passed(path, index[row["country"]])
        for one, other in pairwise(path):
            _add(web, between, row, (one, other))
    web.stretches = list(between.values())
    return web


def _passable(gazetteer: Gazetteer, country: str) -> _Passable:
    towns = [town for town in gazetteer.towns if town.country == country]
    return _Passable(STRtree(points([(town.x, town.y) for town in towns])), towns)


def _with_towns_passed(path: list[Town], index: _Passable) -> list[Town]:
    listed = set(path)
    return [path[0], *(town for one, other in pairwise(path) for town in [*_passed(one, other, index, listed), other])]


def _passed(one: Town, other: Town, index: _Passable, listed: set[Town]) -> list[Town]:
    """Return the towns on the way from one place to another: the largest first, then those to both sides of it."""
    span = distance(one, other)
    near = index.tree.query(points((one.x + other.x) / 2, (one.y + other.y) / 2), "dwithin", span / 2)
    fits = [town for town in (index.towns[at] for at in near) if _is_passed(town, one, other) and town not in listed]
    if not fits:
        return []
    town = max(fits, key=lambda each: (each.population, each.node_id))
    return [*_passed(one, town, index, listed), town, *_passed(town, other, index, listed)]


def _is_passed(town: Town, one: Town, other: Town) -> bool:
    span, before, after = distance(one, other), distance(one, town), distance(town, other)
    along = (before**2 - after**2 + span**2) / (2 * span)
    off = sqrt(max(0.0, before**2 - along**2))
    return min(before, after) > APART_M and off <= PASSED_WITHIN_M and before + after <= PASSED_DETOUR * span


def _add(web: Web, between: dict[tuple[int, int], Stretch], row: dict[str, str], ends: tuple[Town, Town]) -> None:
    """Add the stretch between two neighbours, drawn the same whichever road comes first."""
    start, end = sorted(web.put(place) for place in ends)
    stretch = between.get((start, end))
    if stretch is None:
        stretch = Stretch(row["class"], row["surface"], web.road(start, end, row["terrain"]))
        between[start, end] = stretch
    stretch.road_class = min(stretch.road_class, row["class"], key=RANK.index)
    if row["road"] not in stretch.numbers:
        stretch.numbers.append(row["road"])
