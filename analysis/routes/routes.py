"""The ways between two places, side by side: what each takes, what it is exposed to, what lies along it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np

from analysis.risk.areas import POINTS_PER_EVENT, event_probability
from analysis.risk.hazard import HEAT, NIGHT, STATED, RoadHazard, exposure_of
from analysis.risk.night import Daylight, daylight
from analysis.routes.asked import RoutesAsked
from analysis.routes.choose import Chosen, choose, named, told_apart
from analysis.routes.crossings import Crossing, CrossingPassed, crossings_passed
from analysis.routes.services import Along, services_along
from analysis.routes.walked import from_door_to_door
from analysis.supply import Supply
from geo.alternatives import Front, Route
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import UNKNOWN_GROUND, UNPAVED, FloatArray, IntArray, Roads
from geo.snap import Snaps

MOST_BY_SUN = 60  # ways looked at with the sun: all of them, or as many evenly spread over the exposure they have
HOUR_S = 3600.0


class NoWayError(Exception):
    """No way leads from one place to the other; whoever knows what is closed can say why."""


@dataclass(frozen=True, slots=True, eq=False)
class RouteTold:
    """One way that is shown.

    Attributes
    ----------
    labels
        Of ``analysis.routes.choose.LABELS``.
    route
        The way; its exposure is that on the roads, without night and heat.
    points
        What each hazard adds to it at weight 1, by name.
    exposure
        All of them together, by their weights.
    event_probability
        The chance of one of the events somebody stated a rate of; NaN where nobody stated any.
    unpaved_m, unknown_ground_m
        Metres known to be unpaved, and metres of which nobody knows.
    sun
        Night and heat; None without a departure.
    services
        The services asked for, along it.
    crossings
        The formal crossings it leads over, in their order.
    leave_by
        Until when one may leave to drive by daylight alone; None without a departure, where the drive is longer than
        the day, or where a crossing is closed to who leaves then.
    """

    labels: tuple[str, ...]
    route: Route
    points: Mapping[str, float]
    exposure: float
    event_probability: float
    unpaved_m: float
    unknown_ground_m: float
    sun: Daylight | None
    services: Sequence[Along]
    crossings: Sequence[CrossingPassed] = ()
    leave_by: datetime | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RoutesResult:
    """The answer.

    Attributes
    ----------
    asked
        The question.
    time_s, exposure
        Of every way no other beats in time and exposure on the roads, by rising time.
    shown
        The position among them of each way that is told, in the order of `routes`.
    routes
        Those that are told, by rising time.
    """

    asked: RoutesAsked
    time_s: FloatArray
    exposure: FloatArray
    shown: tuple[int, ...]
    routes: tuple[RouteTold, ...]


def routes(
    network: Network,
    asked: RoutesAsked,
    hazards: Sequence[RoadHazard],
    supplies: Mapping[str, Supply],
    crossings: Mapping[int, Crossing],
) -> RoutesResult:
    """Return the ways from one place to another.

    Parameters
    ----------
    network
        The roads as they may be driven: borders at formal crossings alone, closures in force.
    asked
        The question.
    hazards
        What is on the roads; one that weighs 0 is told all the same.
    supplies
        Who gives each service that is looked for along the way.
    crossings
        The formal crossings, by the edges that lead over the border there.

    Raises
    ------
    QuestionError
        A place has no road near it.
    NoWayError
        No way leads from one to the other.

    Notes
    -----
    Night and heat depend on when a stretch is driven, so they are no cost of an edge: they are added to ways that
    were found by time and the other hazards. As long as darkness only grows with the time of arrival, no way that
    would be worth showing is missed so.
    """
    exposure = exposure_of(hazards, asked.weights, len(network.roads.tail))
    front = network.front(_snapped(network, "--from", asked.start), _snapped(network, "--to", asked.goal), exposure)
    if not len(front):
        raise NoWayError
    among = told_apart(front.exposure)
    chosen = _chosen(front, among, asked, network)
    told = sorted(((each.number, each.labels) for each in chosen), key=lambda pair: pair[0])
    along = _AlongIt(network.roads, hazards, supplies, crossings)
    return RoutesResult(
        asked=asked,
        time_s=front.time_s[among],
        exposure=front.exposure[among],
        shown=tuple(int(np.searchsorted(among, number)) for number, _ in told),
        routes=tuple(_tell(front.route(number), labels, asked, along) for number, labels in told),
    )


def _snapped(network: Network, option: str, place: tuple[float, float]) -> Snaps:
    snaps = network.snap([place[0]], [place[1]])
    if snaps.failed[0]:
        what = f"has no road open to {network.mode} within 5 km"
        raise QuestionError(option, what, "Give a place on land, near a road of this study.")
    return snaps


def _chosen(front: Front, among: IntArray, asked: RoutesAsked, network: Network) -> list[Chosen]:
    exposure = front.exposure[among]
    others = [int(among[at]) for at in _spread(exposure)]
    if asked.departure is not None and (asked.weights[NIGHT] or asked.weights[HEAT]):
        added = np.array([_by_sun(front.route(at), asked) for at in others])
        exposure, among = _unbeaten(front.exposure[others] + added, np.array(others))
    time_s = front.time_s[among]
    names = named(time_s, exposure, asked.price_s)
    costs = dict(zip(among.tolist(), zip(time_s.tolist(), exposure.tolist(), strict=True), strict=True))
    return choose(
        {name: int(among[at]) for name, at in names.items()},
        [int(at) for at in among if at in set(others)],
        costs.__getitem__,
        lambda number: front.route(number).edge,
        network.roads.length_m,
    )


def _spread(exposure: FloatArray) -> list[int]:
    """Return some ways evenly spread over the exposure they have, the ends among them."""
    if len(exposure) <= MOST_BY_SUN:
        return list(range(len(exposure)))
    marks = np.linspace(exposure[0], exposure[-1], MOST_BY_SUN)
    return sorted({int(np.argmin(np.abs(exposure - mark))) for mark in marks})


def _by_sun(route: Route, asked: RoutesAsked) -> float:
    """Return what night and heat add to a way, by their weights."""
    sun = _sun(route, asked)
    return 0.0 if sun is None else (asked.weights[NIGHT] * sun.dark_s + asked.weights[HEAT] * sun.heat_s) / HOUR_S


def _sun(route: Route, asked: RoutesAsked) -> Daylight | None:
    return None if asked.departure is None else daylight(from_door_to_door(route, asked), asked.departure)


def _unbeaten(exposure: FloatArray, numbers: np.ndarray) -> tuple[FloatArray, np.ndarray]:
    """Return the exposures and numbers of ways, by rising time, that no quicker one beats."""
    before = np.concatenate([[np.inf], np.minimum.accumulate(exposure)[:-1]])
    return exposure[exposure < before], numbers[exposure < before]


class _AlongIt(NamedTuple):
    """What may lie along a way: the roads, the hazards on them, who gives a service, and formal crossings."""

    roads: Roads
    hazards: Sequence[RoadHazard]
    supplies: Mapping[str, Supply]
    crossings: Mapping[int, Crossing]


def _leave_by(route: Route, sun: Daylight | None, crossings: Mapping[int, Crossing]) -> datetime | None:
    latest = None if sun is None else sun.latest_departure
    passed = () if latest is None else crossings_passed(route, crossings, latest)
    return None if any(each.is_open is False for each in passed) else latest


def _tell(route: Route, labels: tuple[str, ...], asked: RoutesAsked, along: _AlongIt) -> RouteTold:
    roads = along.roads
    points = {each.name: float((each.points[route.edge] * route.share).sum()) for each in along.hazards}
    sun = _sun(route, asked)
    if sun is not None:
        points |= {NIGHT: sun.dark_s / HOUR_S, HEAT: sun.heat_s / HOUR_S}
    driven_m = roads.length_m[route.edge] * route.share
    ground = roads.ground[route.edge]
    expected = points.get(STATED, np.nan) / POINTS_PER_EVENT
    return RouteTold(
        labels=labels,
        route=route,
        points=points,
        exposure=sum(asked.weights[name] * value for name, value in points.items()),
        event_probability=float(event_probability(expected)),
        unpaved_m=float(driven_m[ground == UNPAVED].sum()),
        unknown_ground_m=float(driven_m[ground == UNKNOWN_GROUND].sum()),
        sun=sun,
        services=services_along(route, along.supplies),
        crossings=crossings_passed(route, along.crossings, asked.departure),
        leave_by=_leave_by(route, sun, along.crossings),
    )
