"""Ways found between two places, and all they were found with."""

from dataclasses import dataclass

from alcance.hazards_of import HazardsFound, supply_of
from alcance.opened import Opened
from alcance.roads_to_drive import Drivable
from analysis.routes.asked import RoutesAsked
from analysis.routes.routes import RoutesResult, routes
from data.vocabulary import SERVICES
from geo.errors import QuestionError


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
    supplies = {each: supply_of(opened, drivable.network, each) for each in services}
    return Routed(opened, drivable, hazards, routes(drivable.network, asked, hazards.hazards, supplies))
