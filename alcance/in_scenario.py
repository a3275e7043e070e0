"""A study as a scenario has it: its roads, its places, who may go where; and what must be said of that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import geopandas as gpd

from alcance.land_borders import borders_near, country_of_road_ends
from analysis.border_roads import (
    CLOSED,
    OPEN,
    Sides,
    border_of_edges,
    country_of_nodes,
    lets_pass,
    times_under_rule,
)
from analysis.plan import Plan
from analysis.what_if.places import HIDDEN, PlacesChanged, places_in
from analysis.what_if.policies import NOWHERE, PARTLY, profile_in, where_in_force
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
    study, plan, network, facilities
        As `alcance.opened.open_with` goes on with; the facilities are those of the study.
    roads
        What became of the roads; a border rule comes on top.
    told
        What must be said of it beside the answer, in English.
    """

    study: Study
    plan: Plan
    network: Network
    facilities: gpd.GeoDataFrame
    roads: RoadsChanged
    told: tuple[str, ...]


def in_scenario(study: Study, facilities: gpd.GeoDataFrame, plan: Plan, network: Network) -> Changed:
    """Return a study as the scenario of a plan has it.

    Parameters
    ----------
    study, facilities
        As loaded, and its facilities.
    plan
        The question; it has a scenario.
    network
        The roads as they are, for the plan's mode.

    Raises
    ------
    QuestionError
        The scenario names roads or places that are not there, or has a border rule where no border is known.
    """
    scenario = plan.what_if
    if scenario is None:
        raise ValueError("a plan without a scenario")
    roads = roads_in(scenario, network)
    new = new_places_frame(scenario.new_places) if scenario.new_places else None
    places = places_in(scenario, facilities, new, plan)
    changed = network.with_times(roads.time_s)
    if scenario.border_rule not in ("", OPEN):
        changed = _under_rule(study, facilities, plan, changed, rule=scenario.border_rule)
    return Changed(
        study=replace(study, facilities=places.frame),
        plan=replace(plan, profile=profile_in(scenario, plan)),
        network=changed,
        facilities=places.frame,
        roads=roads,
        told=tuple(_told(scenario, plan, roads, places, study.crossings)),
    )


def _under_rule(study: Study, facilities: gpd.GeoDataFrame, plan: Plan, network: Network, *, rule: str) -> Network:
    """Return roads whose borders are closed, or crossed at formal crossings alone."""
    borders, roads = borders_near(study, network), network.roads
    border = border_of_edges(roads, borders)
    # What a hidden place says of its country would tell of it.
    seen = gpd.GeoDataFrame(facilities[facilities["visibility"] != HIDDEN])
    known = country_of_road_ends(network, borders, study.demand, seen)
    sides = Sides(border, country_of_nodes(roads, border, borders, known))
    return network.with_times(times_under_rule(network, sides, rule, crossings=study.crossings, profile=plan.profile))


def _told(
    scenario: Scenario, plan: Plan, roads: RoadsChanged, places: PlacesChanged, crossings: gpd.GeoDataFrame | None
) -> Iterator[str]:
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
    if scenario.border_rule:
        yield f"Land borders: {_rule_told(scenario.border_rule, plan, crossings)}"
    yield from _policies_told(scenario, plan)
    if places.of_no_country:
        yield f"Places that do not say their country, so that no policy reaches them: {places.of_no_country}"


def _rule_told(rule: str, plan: Plan, crossings: gpd.GeoDataFrame | None) -> str:
    if rule == OPEN:
        return "open, a bound nobody travels by"
    if rule == CLOSED:
        return "closed"
    if crossings is None:
        return "closed, for no formal crossing is known (crossings.csv)"
    if not lets_pass(crossings, plan.profile).any():
        return f"closed, for no formal crossing is known to let {plan.profile.name} pass"
    return "crossed at formal crossings alone that are known to let this profile pass"


def _policies_told(scenario: Scenario, plan: Plan) -> Iterator[str]:
    for each in scenario.policies:
        named, where = f"Policy {each.policy} in {each.country}", where_in_force(each, plan)
        if where == NOWHERE:
            yield f"{named}: not in force on the day of arrival"
        elif where == PARTLY:
            yield f"{named}: in force where it is a day of it when people arrive, for the country has several clocks"
        elif plan.arrive is None and (each.since or each.until):
            yield f"{named}: taken as in force, for no day of arrival is told"
        else:
            yield f"{named}: in force"
