"""Ways found between two places, and all they were found with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from alcance.hazards_of import HazardsFound, supply_of
from alcance.no_way import no_way
from alcance.opened import Opened
from alcance.roads_to_drive import Drivable
from analysis.routes.asked import RoutesAsked
from analysis.routes.crossings import Crossing
from analysis.routes.routes import NoWayError, RoutesResult, routes
from analysis.routes.walked import WORTH_TELLING_M, walked_m
from analysis.supply import Supply
from data.bilingual import Bilingual, said
from data.vocabulary import SERVICES
from data.words import mark
from geo.alternatives import Route
from geo.errors import QuestionError
from layers.routes.crossings import closed_then, perhaps_closed
from layers.routes.words import coordinates


@dataclass(frozen=True, slots=True, eq=False)
class Routed:
    """Ways found, and all they were found with.

    Attributes
    ----------
    opened, drivable, hazards
        The study and the question, the roads, what is on them.
    result
        The ways.
    """

    opened: Opened
    drivable: Drivable
    hazards: HazardsFound
    result: RoutesResult

    @property
    def closed(self) -> tuple[Bilingual, ...]:
        """Where a way reaches a border crossing when it is closed: to be told before all else."""
        numbers = range(1, len(self.result.routes) + 1)
        return tuple(each for number in numbers for each in closed_then(self.result, number))

    @property
    def told(self) -> tuple[Bilingual, ...]:
        """What must be known of the ways: of borders, of hazards, of walks to and from the road."""
        return (
            *self.drivable.told,
            *self._near_borders(),
            *perhaps_closed(self.result),
            *self.hazards.told,
            *_walks_told(self.result.routes[0].route),
            *_alike_told(self.result),
        )

    def _near_borders(self) -> list[Bilingual]:
        asked = self.result.asked
        words = mark(
            "{place} lies within 2 km of a land border, whose line is drawn a kilometre off or so: nobody can tell "
            "here on which side. See to it that the way there crosses the border where it must, at a formal crossing."
        )
        near = [place for place in (asked.start, asked.goal) if self.drivable.near_border(place)]
        return [said(words, place=coordinates(place)) for place in near]


def routes_of(
    opened: Opened, drivable: Drivable, hazards: HazardsFound, asked: RoutesAsked, services: tuple[str, ...]
) -> Routed:
    """Return the ways.

    Raises
    ------
    QuestionError
        A service is not known, a place is off the roads, or no way leads there.
    """
    unknown = [each for each in services if each not in SERVICES]
    if unknown:
        todo = f"Use one of: {', '.join(SERVICES)}."
        raise QuestionError("--service", f"{unknown[0]!r} is not one it knows", todo)
    drivable.check_end("--from", asked.start)
    drivable.check_end("--to", asked.goal)
    supplies = {each: supply_of(opened, drivable.network, each) for each in services}
    try:
        found = routes(drivable.network, asked, hazards.hazards, supplies, drivable.crossings)
    except NoWayError:
        raise no_way(opened, drivable, asked) from None
    over_open = _over_open_crossings(Routed(opened, drivable, hazards, found), supplies)
    return over_open or Routed(opened, drivable, hazards, found)


def _over_open_crossings(routed: Routed, supplies: Mapping[str, Supply]) -> Routed | None:
    """Return ways over crossings that are open when one gets there; None where all are, or it is quicker to wait."""
    drivable, found = routed.drivable, routed.result
    while shut := _shut_to_all(found):
        drivable = drivable.without(shut)
        try:
            found = routes(drivable.network, found.asked, routed.hazards.hazards, supplies, drivable.crossings)
        except NoWayError:
            return None
    if found is routed.result or found.time_s[0] >= _opens_s(routed.result):
        return None
    return replace(routed, drivable=drivable, result=found)


def _shut_to_all(result: RoutesResult) -> set[Crossing]:
    """Return the crossings that are closed to each route that leads over them."""
    passed = [each for told in result.routes for each in told.crossings]
    return {each.crossing for each in passed if each.is_open is False} - {
        each.crossing for each in passed if each.is_open is not False
    }


def _opens_s(result: RoutesResult) -> float:
    """Return the least time of a route that waits at the first crossing that is closed to it."""
    waits = [[each.wait_s for each in told.crossings if each.is_open is False] for told in result.routes]
    times = [told.route.time_s + (wait[0] if wait else 0.0) for told, wait in zip(result.routes, waits, strict=True)]
    return float(np.min(np.nan_to_num(times, nan=np.inf)))


def _alike_told(result: RoutesResult) -> tuple[Bilingual, ...]:
    if len(result.routes) == len(result.time_s):
        return ()
    words = mark(
        "Of ways that are nearly the same road, and as quick and as exposed to one percent, one is shown with the "
        "names of all of them."
    )
    return (said(words),)


def _walks_told(route: Route) -> tuple[Bilingual, ...]:
    start_m, goal_m = walked_m(route)
    if max(start_m, goal_m) < WORTH_TELLING_M:
        return ()
    words = mark(
        "The way begins or ends off the road: {start} km on foot at the start, {goal} km at the end. They are in its "
        "time, length and hours of dark."
    )
    return (said(words, start=f"{start_m / 1000:.1f}", goal=f"{goal_m / 1000:.1f}"),)
