"""The turn list of a route: where the driver has to decide, onto which road, and how far it is to the next decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.routes.crossings import CrossingPassed
from analysis.routes.driven import Driven
from analysis.routes.junctions import Exit, Passed, Road, junctions_passed, roads_of
from analysis.routes.towns_along import PASSED_WITHIN_M, TownPassed, towns_along
from analysis.routes.walked import Doors, ends_of, walks_of
from data.road_names import RoadNames
from geo.roads import ROAD_CLASSES, IntArray, Roads

STRAIGHT_DEG, SLIGHT_DEG, SHARP_DEG, BACK_DEG = 20.0, 60.0, 120.0, 170.0
AS_STRAIGHT_DEG = 15.0  # an exit bent so little more than the road driven is as good a way to go on
ONE_TURN_M = 50.0  # turns nearer to each other than this are one: a roundabout, a road with two carriageways
ACTIONS = (
    *("depart", "straight", "slight_left", "left", "sharp_left", "slight_right", "right", "sharp_right"),
    *("u_turn", "ferry", "cross", "arrive", "walk"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One entry of a turn list.

    Attributes
    ----------
    at_m, at_s
        Metres and seconds since the start.
    action
        One of ``ACTIONS``.
    road
        Number or name of the road one is on from here, at the end the road one came by; "" where nobody knows, and on
        foot.
    road_class
        Its class, one of ``ROAD_CLASSES``; "" on foot.
    next_m
        Metres to the next entry; 0 at the end.
    lon, lat
        Where, degrees, EPSG:4326; at both ends the door, or the place on the road where the walk is not worth telling.
    toward
        The largest settlement passed before the next entry, else the next one on the way; one less than 2 km ahead,
        where one is already, only if none follows; "" where there is none.
    crossing
        The formal crossing that is passed; "" in all other entries.
    """

    at_m: float
    at_s: float
    action: str
    road: str
    road_class: str
    next_m: float
    lon: float
    lat: float
    toward: str
    crossing: str


_ON_FOOT = Road("", "")


class _Entry(NamedTuple):
    """An entry: its place in the route, what to do, the road one is on from there, and a crossing."""

    place: int
    action: str
    road: Road
    crossing: str = ""


def turns(
    route: Driven,
    roads: Roads,
    names: RoadNames,
    places: pd.DataFrame,
    *,
    mode: str,
    crossings: Sequence[CrossingPassed] = (),
    doors: Doors | None = None,
) -> list[Turn]:
    """Return the turn list of a route: its start, every real decision, ferries, formal crossings, and its end.

    Where fewer than three roads of the mode meet there is no decision, whatever the road is called from there; nor
    where one goes on on the road of the same number, or on a road that nobody gave another number, and no other exit
    is as good a way to go on. Turns less than 50 m apart are one, and none if together they only lead on along the
    road. Of two ways on at a fork the side to keep to is told.

    Parameters
    ----------
    route
        As it is driven; one that goes nowhere has no entries.
    roads, names
        What it is driven on.
    places
        Settlements (`data.network_store.load_places`).
    mode
        One of ``MODES``.
    crossings
        The formal crossings it leads over.
    doors
        The places it leads from and to, EPSG:4326; None: the ends of its road, and no walk is told.
    """
    if not len(route.edge):
        return []
    driven = roads_of(roads, names, route.edge)
    is_ferry = roads.road_class[route.edge] == ROAD_CLASSES.index("ferry")
    boards = np.flatnonzero(is_ferry[1:] & ~is_ferry[:-1]) + 1
    lands = np.flatnonzero(is_ferry[:-1] & ~is_ferry[1:]) + 1
    passed = junctions_passed(route, roads, names, mode=mode, also=lands)
    wanted = [each for each in passed if each.place not in boards and (each.place in lands or is_decision(each))]
    entries = [
        *(_Entry(place, "ferry", driven[place]) for place in boards.tolist()),
        *(_Entry(each.place, "cross", driven[each.place], each.crossing.name) for each in crossings),
        *_told(_together(route, wanted), lands),
    ]
    walks, last = walks_of(route, doors), len(route.edge)
    entries = [
        *[_Entry(0, "walk", _ON_FOOT)] * bool(walks.start_m),
        _Entry(0, "depart", driven[0]),
        *sorted(entries, key=lambda entry: (entry.place, entry.action != "cross")),
        *[_Entry(last, "walk", _ON_FOOT)] * bool(walks.goal_m),
        _Entry(last, "arrive", driven[-1]),
    ]
    return _listed(route, entries, towns_along(route, places), ends_of(route, doors))


def is_decision(passed: Passed) -> bool:
    """Say whether the driver must know what to do at a junction."""
    like, bend = passed.before.likeness(passed.after), abs(passed.turn)
    if like == 0 and passed.before.name and passed.after.name:
        return bool(passed.exits) or bend > STRAIGHT_DEG
    others = [(passed.before.likeness(each.road), abs(each.turn)) for each in passed.exits]
    if bend > SHARP_DEG or (bend > SLIGHT_DEG and like < 2):  # noqa: PLR2004  not the same number
        return bool(others)
    as_good = [angle for other, angle in others if other == like or bend > SLIGHT_DEG]
    better = any(other > like and angle <= SLIGHT_DEG for other, angle in others)
    return better or (bend > STRAIGHT_DEG and any(angle < bend + AS_STRAIGHT_DEG for angle in as_good))


def action_of(turn: float, exits: Sequence[Exit] = ()) -> str:
    """Return what a turn is called; where the road forks and both ways lead on, the side to keep to.

    Parameters
    ----------
    turn
        Degrees to the right.
    exits
        What one could take instead.

    Examples
    --------
    >>> action_of(-90.0), action_of(30.0), action_of(175.0), action_of(5.0)
    ('left', 'slight_right', 'u_turn', 'straight')
    """
    side, bend = ("right" if turn > 0 else "left"), abs(turn)
    if bend <= STRAIGHT_DEG:
        beside = [each.turn for each in exits if abs(each.turn) <= STRAIGHT_DEG]
        if not beside:
            return "straight"
        return "slight_right" if turn > min(beside, key=abs) else "slight_left"
    if bend > BACK_DEG:
        return "u_turn"
    return f"slight_{side}" if bend <= SLIGHT_DEG else side if bend <= SHARP_DEG else f"sharp_{side}"


def _together(route: Driven, wanted: list[Passed]) -> list[Passed]:
    """Return the turns with those less than 50 m after the first of them joined to it."""
    joined: list[Passed] = []
    for each in wanted:
        if joined and route.reach_m[each.place] - route.reach_m[joined[-1].place] < ONE_TURN_M:
            joined[-1] = joined[-1]._replace(after=each.after, bearing_out=each.bearing_out, exits=[])
        else:
            joined.append(each)
    return joined


def _told(joined: list[Passed], lands: IntArray) -> list[_Entry]:
    return [
        _Entry(each.place, action_of(each.turn, each.exits), each.after)
        for each in joined
        if each.place in lands or not _leads_on(each)
    ]


def _leads_on(joined: Passed) -> bool:
    """Say whether several turns together only lead on along the road: round a roundabout, over a crossroads."""
    on = abs(joined.turn) <= STRAIGHT_DEG and joined.before.likeness(joined.after) > 1
    return on and not joined.exits


def _listed(route: Driven, entries: list[_Entry], towns: list[TownPassed], doors: Doors) -> list[Turn]:
    at_m = [float(route.reach_m[entry.place]) for entry in entries]
    at_s = [float(route.reach_s[entry.place]) for entry in entries]
    at_m[0] = at_s[0] = 0.0  # the walks belong to the way
    at_m[-1], at_s[-1] = route.length_m, route.time_s
    ends = [*at_m[1:], at_m[-1]]
    spots = [(float(route.lon[entry.place]), float(route.lat[entry.place])) for entry in entries]
    spots[0], spots[-1] = doors
    return [
        Turn(
            at_m=here,
            at_s=seconds,
            action=entry.action,
            road=entry.road.name,
            road_class=entry.road.road_class,
            next_m=end - here,
            lon=lon,
            lat=lat,
            toward=_toward(towns, here, end),
            crossing=entry.crossing,
        )
        for entry, here, end, seconds, (lon, lat) in zip(entries, at_m, ends, at_s, spots, strict=True)
    ]


def _toward(towns: list[TownPassed], here_m: float, end_m: float) -> str:
    """Return the largest settlement passed before the next entry, else the next one; where one is comes last."""
    ahead = [town for town in towns if town.at_m > here_m + ONE_TURN_M]
    ahead = [town for town in ahead if town.at_m > here_m + PASSED_WITHIN_M] or ahead
    passed = [town for town in ahead if town.at_m <= end_m]
    return min(passed, key=lambda town: town.size).name if passed else next((town.name for town in ahead), "")
