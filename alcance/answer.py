"""The doors that answer: catchments, reach, coverage, gaps."""

from collections.abc import Hashable
from typing import Annotated, Any

import geopandas as gpd
import pandas as pd
import typer

from alcance.answering import answering
from alcance.at_point import print_points
from alcance.bands import Sureness, sureness_of
from alcance.catchments import catchments_over_facilities, catchments_over_runs, people_in_reach
from alcance.executors import Over
from alcance.finish import finish
from alcance.group_told import everyone_counted
from alcance.opened import Asked, Opened, demand_of, open_question, terrain_of
from alcance.options import (
    Arrive,
    AsJson,
    Cutoff,
    Direction,
    Internal,
    Mode,
    Out,
    Profile,
    Runs,
    Scenario,
    Scheduler,
    Seed,
    Service,
    StudyFolder,
    Threads,
    Visits,
    Workers,
)
from alcance.progress import steps
from alcance.spoilt_room import spoilt_room
from analysis.bands.gaps import gaps_tornado, gaps_with_runs
from analysis.bands.people import coverage_tornado, coverage_with_runs, reach_with_runs
from analysis.coverage import coverage as answer_coverage
from analysis.gaps import gaps as answer_gaps
from analysis.plan import VISITS_A_YEAR
from analysis.reach import reach as answer_reach
from geo.errors import QuestionError
from layers.tables import (
    border_gaps_table,
    catchments_table,
    corridors_table,
    coverage_table,
    gaps_table,
    reach_table,
    tornado_table,
)


def catchments(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    runs: Runs = 0,
    seed: Seed = 1,
    threads: Threads = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write what is within the cutoff of each facility.

    Area, kilometres of road and people: catchments.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive)
    asked = Asked(*who, scenario=scenario, runs=runs, seed=seed)
    over = Over(threads, workers, scheduler)
    with answering("catchments", study, asked, out, over) as (opened, folder, runs_where, facilities_where):
        people = people_in_reach(opened)
        with steps("catchments") as progress:
            result = catchments_over_facilities(opened, people, facilities_where, progress)
        with steps("runs") as progress:
            result = catchments_over_runs(result, opened, people, runs_where, progress)
        table = catchments_table(result)
        finish(opened, folder, {"catchments": table}, _catchments_lines(table), as_json=as_json)


def _catchments_lines(table: pd.DataFrame) -> list[str]:
    drawn, failed = table["area_km2"].dropna(), int((table["status"] == "snap_failed").sum())
    lines = [f"Catchments: {len(drawn)}, the largest {drawn.max():,.0f} km2"] if len(drawn) else []
    return [*lines, f"Too far from any road, without a catchment: {failed}"] if failed else lines


def reach(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    runs: Runs = 0,
    seed: Seed = 1,
    threads: Threads = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write the nearest facility of every place with people.

    Which it is and how far, also beyond the cutoff: reach.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive)
    asked = Asked(*who, scenario=scenario, runs=runs, seed=seed)
    over = Over(threads, workers, scheduler)
    with answering("reach", study, asked, out, over) as (opened, folder, where, _):
        with steps("runs") as progress:
            table = reach_table_of(opened, sureness_of(opened, where, progress))
        counts = table["status"].value_counts().sort_index()
        lines = [f"Demand points {status}: {count}" for status, count in counts.items()]
        finish(opened, folder, {"reach": table}, lines, as_json=as_json)


def coverage(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    scenario: Scenario = None,
    visits_a_year: Visits = VISITS_A_YEAR,
    runs: Runs = 0,
    seed: Seed = 1,
    threads: Threads = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write how many people are within the cutoff.

    By area, by corridor and in all: coverage.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive, visits_a_year)
    asked = Asked(*who, scenario=scenario, runs=runs, seed=seed)
    over = Over(threads, workers, scheduler)
    with answering("coverage", study, asked, out, over) as (opened, folder, where, _):
        with steps("runs") as progress:
            tables = coverage_tables(opened, sureness_of(opened, where, progress))
        lines = [
            f"{unit.unit_kind} {unit.unit_id}: {unit.covered_nearest:,.0f} of {unit.population:,.0f} people in time"
            for unit in tables["coverage"].itertuples()
        ]
        seen = opened.supply.usable.seen["facility_id"]
        notes = [
            *everyone_counted(opened.study, opened.plan, "en"),
            *spoilt_room(opened.study, opened.plan, seen, "en"),
        ]
        finish(opened, folder, tables, lines, as_json=as_json, notes=notes)


def gaps(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    runs: Runs = 0,
    seed: Seed = 1,
    threads: Threads = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
    at_km: Annotated[
        float | None,
        typer.Option("--at-km", metavar="KM", help="Print the answer at one point of each corridor; write nothing."),
    ] = None,
) -> None:
    """Write how far the nearest, the next and the last service is.

    Segment by segment in gaps.csv, by corridor in corridors.csv, near land borders in border_gaps.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive)
    asked = Asked(*who, scenario=scenario, runs=runs, seed=seed)
    if at_km is not None:
        if out is not None or runs:
            raise QuestionError(
                "--at-km", "prints one point and writes nothing", "Leave out --out and --runs, or --at-km."
            )
        print_points(open_question(study, asked), at_km, as_json=as_json)
        return
    over = Over(threads, workers, scheduler)
    with answering("gaps", study, asked, out, over) as (opened, folder, where, _):
        with steps("runs") as progress:
            tables = gaps_tables(opened, sureness_of(opened, where, progress))
        lines = [line for row in tables["corridors"].to_dict("records") for line in _corridor_lines(row)]
        lines.append(f"Underserved segments within 25 km of a land border: {len(tables['border_gaps'])}")
        finish(opened, folder, tables, lines, as_json=as_json)


def gaps_tables(opened: Opened, sure: Sureness | None = None) -> dict[str, pd.DataFrame]:
    """Return gaps, corridors and border_gaps as `layers.tables` builds them; with runs how sure they are, and tornado.

    Raises
    ------
    QuestionError
        The study has no corridor, or one lies off the roads.
    """
    terrain = terrain_of(opened.study)
    result = answer_gaps(terrain, opened.supply)
    told = {}
    if sure is not None:
        result = gaps_with_runs(result, terrain, opened.supply, sure.runs)
        told["tornado"] = tornado_table(gaps_tornado(result, terrain, sure.uncertain), "km_beyond", opened.plan)
    rows = {"gaps": gaps_table(result), "corridors": corridors_table(result), "border_gaps": border_gaps_table(result)}
    return {**rows, **told}


def reach_table_of(opened: Opened, sure: Sureness | None = None) -> gpd.GeoDataFrame:
    """Return reach as `layers.tables` builds it; with how sure it is where runs tell it.

    Raises
    ------
    QuestionError
        The study has no demand points.
    """
    result = answer_reach(demand_of(opened), opened.supply)
    return reach_table(result if sure is None else reach_with_runs(result, opened.supply, sure.runs))


def coverage_tables(opened: Opened, sure: Sureness | None = None) -> dict[str, pd.DataFrame]:
    """Return coverage as `layers.tables` builds it, by area and corridor; with runs how sure it is, and tornado.

    Raises
    ------
    QuestionError
        The study has no demand points.
    """
    study, demand = opened.study, demand_of(opened)
    units = {"areas": study.areas, "corridors": study.corridors}
    result = answer_coverage(demand, opened.supply, **units)
    if sure is None:
        return {"coverage": coverage_table(result)}
    result = coverage_with_runs(result, demand, opened.supply, sure.runs, **units)
    matters = tornado_table(coverage_tornado(demand, sure.uncertain), "covered_nearest", opened.plan)
    return {"coverage": coverage_table(result), "tornado": matters}


def _corridor_lines(row: dict[Hashable, Any]) -> list[str]:
    flags = ("served", "uncertain", "underserved", "no_data")
    parts = ", ".join(f"{flag.replace('_', ' ')} {row[f'km_{flag}']:.1f}" for flag in flags)
    return [
        f"Corridor {row['corridor_id']}: {row['length_km']:.1f} km; {parts} km",
        f"  longest gap {row['longest_gap_km']:.1f} km, gap index {row['gap_index']:.2f}",
    ]
