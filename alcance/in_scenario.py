"""A study as a scenario has it: its roads, its places, who may go where; and what must be said of that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.plan import Plan
from analysis.what_if.places import PlacesChanged, in_force, places_in, profile_in
from analysis.what_if.roads import WALK, RoadsChanged, roads_in
from data.scenario import Scenario
from data.scenario_places import new_places_frame
from data.study import Study
from geo.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A study, a question and roads as a scenario has them.

    Attributes
    ----------
    study, plan, network
        As `alcance.opened.open_with` goes on with.
    roads
        What became of the roads.
    told
        What must be said of it beside the answer, in English.
    """

    study: Study
    plan: Plan
    network: Network
    roads: RoadsChanged
    told: tuple[str, ...]


def in_scenario(study: Study, plan: Plan, network: Network) -> Changed:
    """Return a study as the scenario of a plan has it.

    Raises
    ------
    QuestionError
        The scenario names roads or places that are not there, or the plan has none.
    """
    scenario = _asked(plan)
    roads = roads_in(scenario, network)
    new = new_places_frame(scenario.new_places) if scenario.new_places else None
    places = None if study.facilities is None else places_in(scenario, study.facilities, new, plan)
    return Changed(
        study=study if places is None else replace(study, facilities=places.frame),
        plan=replace(plan, profile=profile_in(scenario, plan)),
        network=network.with_times(roads.time_s),
        roads=roads,
        told=tuple(_told(scenario, plan, roads, places)),
    )


def _asked(plan: Plan) -> Scenario:
    if plan.what_if is None:
        raise ValueError("a plan without a scenario")
    return plan.what_if


def _told(scenario: Scenario, plan: Plan, roads: RoadsChanged, places: PlacesChanged | None) -> Iterator[str]:
    drawn = ", an illustration and no forecast" if scenario.illustration else ""
    yield f"Scenario {scenario.name}: {scenario.title.en or scenario.title.es}{drawn}"
    if scenario.closures:
        yield f"Roads closed to mode {plan.mode}: {roads.closed_m / 1000:,.1f} km"
    if scenario.wet_factor < 1.0 and plan.mode == WALK:
        yield "Rain slows nobody who walks in this answer"
    elif scenario.wet_factor < 1.0:
        yield (
            f"Roads slowed by rain to {scenario.wet_factor:g} of their speed: {roads.slowed_m / 1000:,.1f} km unpaved; "
            f"left as they were, for nobody knows their ground: {roads.unknown_m / 1000:,.1f} km"
        )
    holding = in_force(scenario.policies, plan)
    for each in scenario.policies:
        named = f"Policy {each.policy} in {each.country}"
        if each not in holding:
            yield f"{named}: not in force on the day of arrival"
        elif plan.arrive is None and (each.since or each.until):
            yield f"{named}: taken as in force, for no --arrive says the day"
        else:
            yield f"{named}: in force"
    if places is not None and places.of_no_country:
        yield f"Places that do not say their country, so that no policy reaches them: {places.of_no_country}"
