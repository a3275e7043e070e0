"""Scenarios answered beside the study as it is, and everything that is written of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from alcance.map_view import bounds_of, closed_roads, credits_of, names_of
from alcance.opened import Opened, open_with, terrain_of
from alcance.results import Given, manifest_of, stamped, stamps_of
from analysis.coverage import coverage
from analysis.gaps import GapsResult, gaps
from analysis.what_if.compare import changes
from data.basemap import load_basemap
from data.encode import encode_csv, encode_json
from data.network_store import load_places
from data.scenario import Scenario
from data.study import NETWORK, Study
from data.write import Content, geopackage, write_together
from geo.errors import QuestionError
from layers.drawn_map import Ground
from layers.main_roads import main_roads
from layers.tables import corridors_table, coverage_table, gaps_table, question_of
from layers.what_if.page import Compared, InScenario, build_difference_page
from layers.what_if.tables import COMPARED_DECIMALS, changes_table, scenarios_table, units_table

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """One question answered with the study as it is, or as a scenario has it.

    Attributes
    ----------
    opened
        The study and the question.
    gaps
        The answer along the corridors; None where the study has none.
    units
        As `layers.what_if.tables.units_table` builds it.
    """

    opened: Opened
    gaps: GapsResult | None
    units: pd.DataFrame

    @property
    def name(self) -> str:
        """The name of the scenario, ``base`` for the study as it is."""
        return self.opened.plan.scenario


def answer_scenarios(
    base: Opened, scenarios: Sequence[Scenario], *, progress: Callable[[int, int], None]
) -> tuple[Answered, ...]:
    """Return the answer of the study as it is, and then that in each scenario.

    Parameters
    ----------
    base
        The study as it is and the question.
    scenarios
        In the order in which they are to stand.
    progress
        Told how many answers there are, and of how many.

    Raises
    ------
    QuestionError
        The study has neither corridors nor people, or a scenario does not fit it.
    """
    study = base.study
    if study.corridors is None and study.demand is None:
        todo = "Add corridors.geojson or demand.csv to its folder."
        raise QuestionError(str(study.path), "has neither corridors nor people to compare scenarios by", todo)
    # All are opened before the first is answered: what does not fit is said at once.
    opened = [base, *(open_with(study, replace(base.plan, what_if=each), base.supply.network) for each in scenarios)]
    answered = []
    for done, each in enumerate(opened):
        progress(done, len(opened))
        answered.append(_answered(each))
    progress(len(opened), len(opened))
    return tuple(answered)


def _answered(opened: Opened) -> Answered:
    study, demand = opened.study, opened.study.demand
    result = None if study.corridors is None else gaps(terrain_of(study), opened.supply)
    people = None
    if demand is not None:
        people = coverage_table(coverage(demand, opened.supply, areas=study.areas, corridors=study.corridors))
    corridors = None if result is None else corridors_table(result)
    return Answered(opened, result, units_table(corridors, people))


def tables_of(answers: Sequence[Answered]) -> Tables:
    """Return scenarios and changes as they are written; changes only where the study has corridors."""
    base, *others = answers
    tables: Tables = {"scenarios": scenarios_table(base.units, [each.units for each in others])}
    before, plan = base.gaps, base.opened.plan
    if before is not None:
        found = {each.name: changes(before, each.gaps) for each in others if each.gaps is not None}
        tables["changes"] = changes_table(found, plan)
    return tables


def write_scenarios(out: Path, answers: Sequence[Answered], tables: Mapping[str, pd.DataFrame]) -> tuple[Path, ...]:
    """Write everything; all files are ready before the first appears.

    Parameters
    ----------
    out
        The folder, as `alcance.results.results_folder` gives it.
    answers, tables
        As `answer_scenarios` and `tables_of` return them.

    Raises
    ------
    QuestionError
        The folder cannot be written.
    """
    opened = [each.opened for each in answers]
    stamps = stamps_of(*opened)
    decimals = {**COMPARED_DECIMALS, "cutoff_min": 6} if _is_fine(opened[0]) else COMPARED_DECIMALS
    marked = {name: stamped(frame.round(decimals), stamps) for name, frame in tables.items()}
    contents: dict[str, Content] = {f"{name}.csv": encode_csv(frame, decimals) for name, frame in marked.items()}
    contents["result.gpkg"] = geopackage(marked)
    contents["map.html"] = build_difference_page(_compared(answers, tables, stamps)).encode()
    contents["manifest.json"] = encode_json(manifest_of(opened[0], Given(), *opened[1:]))
    return write_together(out, contents)


def _is_fine(opened: Opened) -> bool:
    """Return whether a cutoff is finer than a tenth of a minute: it is told as it was asked."""
    cutoff_min = opened.plan.cutoff_s / 60.0
    return round(cutoff_min, 1) != cutoff_min


def _compared(answers: Sequence[Answered], tables: Mapping[str, pd.DataFrame], stamps: tuple[str, ...]) -> Compared:
    base = answers[0]
    study, plan = base.opened.study, base.opened.plan
    roads = main_roads(base.opened.supply.network.roads)
    return Compared(
        title=study.title,
        stamps=stamps,
        named=credits_of(study),
        question=question_of(plan),
        profile=plan.profile,
        arrive=plan.arrive.isoformat(timespec="minutes") if plan.arrive else "",
        ground=Ground(load_basemap(bounds_of(study, roads)), roads, load_places(study.path / NETWORK)),
        segments=None if base.gaps is None else gaps_table(base.gaps),
        units=tables["scenarios"],
        names=_names(study),
        scenarios=tuple(_in_scenario(each, tables) for each in answers[1:]),
    )


def _in_scenario(each: Answered, tables: Mapping[str, pd.DataFrame]) -> InScenario:
    scenario = each.opened.plan.what_if
    if scenario is None:
        raise ValueError("an answer that is in no scenario")
    rows = tables.get("changes", gpd.GeoDataFrame({"scenario": [], "change": []}, geometry=[], crs="EPSG:4326"))
    mine = gpd.GeoDataFrame(rows[rows["scenario"] == each.name].reset_index(drop=True))
    return InScenario(
        scenario, mine, closed_roads(each.opened), () if each.opened.changed is None else each.opened.changed.said
    )


def _names(study: Study) -> dict[str, dict[str, str]]:
    return {"corridor": names_of(study.corridors, "corridor_id"), "area": names_of(study.areas, "area_id")}
