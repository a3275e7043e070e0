"""A study as a scenario has it: its roads, its places, who may go where; and what must be said of that."""

from dataclasses import dataclass, replace

import geopandas as gpd

from alcance.land_borders import borders_near, country_of_road_ends
from alcance.what_if_told import Done, on_page, printed
from analysis.border_roads import OPEN, Sides, border_of_edges, country_of_nodes, times_under_rule
from analysis.plan import Plan
from analysis.what_if.places import HIDDEN, places_in
from analysis.what_if.policies import profile_in
from analysis.what_if.roads import RoadsChanged, roads_in
from data.bilingual import Bilingual
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
        What is printed beside the answer and kept in its manifest: which scenario it is and what it does, English.
    said
        What it does, for a page.
    """

    study: Study
    plan: Plan
    network: Network
    facilities: gpd.GeoDataFrame
    roads: RoadsChanged
    told: tuple[str, ...]
    said: tuple[Bilingual, ...]


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
    done = Done(scenario, plan, roads, places, study.crossings, _roadless(new, network))
    changed = network.with_times(roads.time_s)
    if scenario.border_rule not in ("", OPEN):
        changed = _under_rule(study, facilities, plan, changed, rule=scenario.border_rule)
    return Changed(
        study=replace(study, facilities=places.frame),
        plan=replace(plan, profile=profile_in(scenario, plan)),
        network=changed,
        facilities=places.frame,
        roads=roads,
        told=printed(done),
        said=on_page(done),
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


def _roadless(new: gpd.GeoDataFrame | None, network: Network) -> tuple[str, ...]:
    """Return the names of new places that find no road, whatever of it is closed, by their id."""
    placed = None if new is None else new[~(new.geometry.isna() | new.geometry.is_empty)]
    if placed is None or placed.empty:
        return ()
    lost = network.snap(placed.geometry.x.to_numpy(), placed.geometry.y.to_numpy()).failed
    return tuple(placed["name"][lost])
