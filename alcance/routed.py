"""Ways found between two places, and all they were found with."""

from dataclasses import dataclass

from alcance.hazards_of import HazardsFound, supply_of
from alcance.opened import Opened
from alcance.roads_to_drive import Drivable
from analysis.routes.asked import RoutesAsked
from analysis.routes.routes import RoutesResult, routes
from data.bilingual import Bilingual, said
from data.vocabulary import SERVICES
from data.words import mark
from geo.alternatives import Route
from geo.errors import QuestionError

WORTH_TELLING_M = 100.0


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
    def told(self) -> tuple[Bilingual, ...]:
        """What must be known of the ways: of borders, of hazards, of walks to and from the road."""
        return (*self.drivable.told, *self.hazards.told, *_walks_told(self.result.routes[0].route))


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
    drivable.check_walk("--from", asked.start)
    drivable.check_walk("--to", asked.goal)
    supplies = {each: supply_of(opened, drivable.network, each) for each in services}
    return Routed(opened, drivable, hazards, routes(drivable.network, asked, hazards.hazards, supplies))


def _walks_told(route: Route) -> tuple[Bilingual, ...]:
    start_m = float(route.reach_m[0])
    goal_m = max(0.0, route.length_m - float(route.reach_m[-1]))
    if max(start_m, goal_m) < WORTH_TELLING_M:
        return ()
    words = mark(
        "The way begins or ends off the road: {start} km on foot at the start, {goal} km at the end. They are in its "
        "time, length and hours of dark."
    )
    return (said(words, start=f"{start_m / 1000:.1f}", goal=f"{goal_m / 1000:.1f}"),)
