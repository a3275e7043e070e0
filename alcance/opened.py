"""A study opened for one question: its tables, its roads and who offers the service."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from alcance.day import latest_day
from alcance.in_scenario import Changed, in_scenario
from alcance.land_borders import borders_of
from analysis.gaps import Terrain
from analysis.plan import VISITS_A_YEAR, Plan, build_plan
from analysis.supply import Supply, build_supply
from analysis.visited import Visited, with_visits
from data.known_scenarios import find_scenario
from data.network_store import load_roads
from data.study import NETWORK, Study, load_study
from data.study_file import EVERYWHERE
from geo.errors import QuestionError
from geo.interrupts import interrupts_held
from geo.network import Network
from geo.warm_up import warm_up_kernels

WORLD = shapely.box(-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A study and the question asked of it.

    Attributes
    ----------
    study, plan
        The inputs and the question.
    visited
        The study's facilities, its mobile clinics where they are visited.
    supply
        Who offers the service, on the roads of the plan's mode.
    changed
        What the plan's scenario changes; None: the study as it is.
    """

    study: Study
    plan: Plan
    visited: Visited
    supply: Supply
    changed: Changed | None = None

    @property
    def facilities(self) -> gpd.GeoDataFrame:
        """The facilities that take part, a mobile clinic once for each site it visits."""
        return self.visited.frame

    @property
    def stamps(self) -> tuple[str, ...]:
        """The words everything made from this answer must carry."""
        what_if = self.plan.what_if
        illustration = what_if is not None and what_if.illustration
        return ("EXAMPLE",) * self.study.example + ("ILLUSTRATION",) * illustration + ("INTERNAL",) * self.plan.internal


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; None where the study's own default holds."""

    service: str
    cutoff_min: float | None
    mode: str | None
    profile: str | None
    direction: str | None
    internal: bool
    arrive: str | None = None
    visits_a_year: float = VISITS_A_YEAR
    runs: int = 0
    seed: int = 1
    scenario: str | None = None


def open_question(path: Path, asked: Asked) -> Opened:
    """Return the study opened for a question.

    Raises
    ------
    AlcanceError
        The study or its network is missing or altered, it has no facilities, or the question is malformed.
    """
    study = load_study(path, latest_day())
    plan = plan_of(study, asked)
    with interrupts_held():
        warm_up_kernels()
    roads = load_roads(path / NETWORK)
    return open_with(study, plan, Network(roads, plan.mode, walking_kmh=plan.profile.walking_kmh))


def plan_of(study: Study, asked: Asked) -> Plan:
    """Return what was asked, filled up with the study's own defaults and checked.

    Raises
    ------
    QuestionError
        The question is malformed, or the study has no facilities.
    """
    usual = study.plan_defaults
    profile = asked.profile or usual.profile
    known = study.profiles.get(profile)
    plan = build_plan(
        service=asked.service,
        cutoff_min=usual.cutoff_min if asked.cutoff_min is None else asked.cutoff_min,
        mode=asked.mode or (known.mode if known else "") or usual.mode,
        profile=profile,
        profiles=study.profiles,
        direction=asked.direction or usual.direction,
        piece_km=usual.piece_km,
        internal=asked.internal,
        arrive=asked.arrive,
        visits_a_year=asked.visits_a_year,
        runs=asked.runs,
        seed=asked.seed,
        what_if=None if asked.scenario is None else find_scenario(asked.scenario, study.path),
    )
    if study.facilities is None:
        raise _no_facilities(study)
    return plan


def open_with(study: Study, plan: Plan, network: Network) -> Opened:
    """Return a study opened for a question, on roads already loaded for the plan's mode.

    Raises
    ------
    QuestionError
        The study has no facilities, or the plan's scenario does not fit it.
    """
    facilities, changed = study.facilities, None
    if facilities is None:
        raise _no_facilities(study)
    if plan.what_if is not None:
        changed = in_scenario(study, facilities, plan, network)
        study, plan, network, facilities = changed.study, changed.plan, changed.network, changed.facilities
    visited = with_visits(facilities, study.visits)
    return Opened(study, plan, visited, build_supply(visited.frame, network, plan), changed)


def demand_of(opened: Opened) -> gpd.GeoDataFrame:
    """Return the demand points of a study.

    Raises
    ------
    QuestionError
        It has none.
    """
    if opened.study.demand is None:
        todo = "Add demand.csv to its folder: demand_id, lon, lat, population."
        raise QuestionError(str(opened.study.path), "has no demand points", todo)
    return opened.study.demand


def _no_facilities(study: Study) -> QuestionError:
    todo = "Add facilities.csv to its folder, or make it again with --facilities."
    return QuestionError(str(study.path), "has no list of facilities", todo)


def corridor_told(study: Study, corridor_id: str) -> str:
    """Return how a corridor is told: its id, and its name where that is another."""
    names = (
        {}
        if study.corridors is None
        else dict(zip(study.corridors["corridor_id"], study.corridors["name"], strict=True))
    )
    name = str(names.get(corridor_id) or corridor_id)
    return corridor_id if name == corridor_id else f"{corridor_id} ({name})"


def terrain_of(study: Study) -> Terrain:
    """Return what the corridors of a study run through.

    Raises
    ------
    QuestionError
        The study has no corridor.
    """
    if study.corridors is None:
        todo = "Add corridors.geojson to its folder: lines drawn from origin to destination."
        raise QuestionError(str(study.path), "has no corridor", todo)
    west, south, east, north = study.corridors.total_bounds
    borders = borders_of(study, (west, south, east, north))
    return Terrain(study.corridors, borders, study.areas, study.flows, complete_area(study))


def complete_area(study: Study) -> shapely.Geometry | None:
    """Return the area some source of a study declares its list complete in, EPSG:4326, or None."""
    declared = [source.complete_in for source in study.sources]
    if EVERYWHERE in declared:
        return WORLD
    names = {name for areas in declared for name in areas}
    if study.areas is None or not names:
        return None
    return shapely.union_all(list(study.areas.geometry[study.areas["area_id"].isin(names)]))
