"""The doors that answer: catchments, reach, coverage, gaps."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import geopandas as gpd
import pandas as pd
import typer

from alcance.at_point import print_points
from alcance.bands import Sureness, catchments_over_runs, sureness_of
from alcance.group_told import everyone_counted
from alcance.kept_runs import forget_runs
from alcance.opened import Asked, Opened, open_question, terrain_of
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
    Seed,
    Service,
    StudyFolder,
    Visits,
)
from alcance.progress import steps
from alcance.report import MOST_LINES, report
from alcance.results import Given, results_folder, write_answer
from alcance.spoilt_room import spoilt_room
from analysis.bands.gaps import gaps_tornado, gaps_with_runs
from analysis.bands.people import coverage_tornado, coverage_with_runs, reach_with_runs
from analysis.cascade import barriers_counted
from analysis.catchments import catchments as answer_catchments
from analysis.coverage import coverage as answer_coverage
from analysis.gaps import gaps as answer_gaps
from analysis.plan import VISITS_A_YEAR
from analysis.reach import reach as answer_reach
from analysis.visited import is_visited
from geo.errors import QuestionError
from layers.tables import (
    border_gaps_table,
    catchments_table,
    corridors_table,
    coverage_table,
    decimals_of,
    gaps_table,
    question_of,
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
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write what is within the cutoff of each facility.

    Area, kilometres of road and people: catchments.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive)
    opened = open_question(study, Asked(*who, scenario=scenario, runs=runs, seed=seed))
    with results_folder(out or study / "results" / "catchments") as folder:
        with steps("catchments") as progress:
            result = answer_catchments(opened.supply, opened.study.demand, progress=progress)
        with steps("runs") as progress:
            result = catchments_over_runs(result, opened, folder, progress)
        table = catchments_table(result)
        lines = [f"Catchments: {len(table)}, the largest {table['area_km2'].max():,.0f} km2"] if len(table) else []
        finish(opened, folder, {"catchments": table}, lines, as_json=as_json)


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
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write the nearest facility of every place with people.

    Which it is and how far, also beyond the cutoff: reach.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive)
    opened = open_question(study, Asked(*who, scenario=scenario, runs=runs, seed=seed))
    with results_folder(out or study / "results" / "reach") as folder:
        with steps("runs") as progress:
            table = reach_table_of(opened, sureness_of(opened, folder, progress))
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
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write how many people are within the cutoff.

    By area, by corridor and in all: coverage.csv.
    """
    who = (service, cutoff_min, mode, profile, direction, internal, arrive, visits_a_year)
    opened = open_question(study, Asked(*who, scenario=scenario, runs=runs, seed=seed))
    with results_folder(out or study / "results" / "coverage") as folder:
        with steps("runs") as progress:
            tables = coverage_tables(opened, sureness_of(opened, folder, progress))
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
    opened = open_question(study, Asked(*who, scenario=scenario, runs=runs, seed=seed))
    if at_km is not None:
        if out is not None or runs:
            raise QuestionError(
                "--at-km", "prints one point and writes nothing", "Leave out --out and --runs, or --at-km."
            )
        print_points(opened, at_km, as_json=as_json)
        return
    with results_folder(out or study / "results" / "gaps") as folder:
        with steps("runs") as progress:
            tables = gaps_tables(opened, sureness_of(opened, folder, progress))
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


def _counts(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[Hashable, int]]:
    """Return how many rows of each table have which status."""
    return {
        name: frame["status"].value_counts().sort_index().to_dict()
        for name, frame in tables.items()
        if "status" in frame
    }


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


def _corridor_lines(row: dict[Hashable, Any]) -> list[str]:
    flags = ("served", "uncertain", "underserved", "no_data")
    parts = ", ".join(f"{flag.replace('_', ' ')} {row[f'km_{flag}']:.1f}" for flag in flags)
    return [
        f"Corridor {row['corridor_id']}: {row['length_km']:.1f} km; {parts} km",
        f"  longest gap {row['longest_gap_km']:.1f} km, gap index {row['gap_index']:.2f}",
    ]


def visits_told(opened: Opened, day_option: str = "--arrive") -> list[str]:
    """Return what must be known of mobile clinics where they are visited; no option: the question says the days."""
    seen, told = opened.supply.usable.seen, []
    visited = int(is_visited(seen).sum())
    if visited and opened.plan.arrive is None and day_option:
        told.append(
            f"Mobile clinics at {visited} visited sites may count, and none for sure: no {day_option} says the day."
        )
    if opened.visited.strangers:
        named = ", ".join(opened.visited.strangers[:MOST_LINES])
        told.append(f"Teams that are no mobile clinic of this study, whose visits count nowhere: {named}")
    return told


def finish(
    opened: Opened,
    out: Path,
    tables: dict[str, pd.DataFrame],
    lines: list[str],
    *,
    as_json: bool,
    of_one_service: bool = True,
    notes: Sequence[str] = (),
    day_option: str = "--arrive",
    given: Given | None = None,
    summary_too: Mapping[str, object] | None = None,
) -> None:
    """Write the answer, then say what came out, what was left out and what stood in the way, and where it is.

    Of one service it is said whether anybody offers it and what keeps its places from counting; notes are what must be
    known beside the figures; day_option would say the day, and is empty where it is said; given is what was asked and
    read beside the question, summary_too what the summary says more.
    """
    written = write_answer(out, opened, tables, given=given)
    forget_runs(out, tables)
    plan = opened.plan
    # Whether there are hidden places, and how many, is for `alcance doctor` to say: an answer is passed on.
    left_out = {reason: count for reason, count in opened.supply.usable.left_out.items() if reason != "hidden"}
    nobody_offers = of_one_service and opened.supply.nobody
    if nobody_offers:
        told = "" if plan.internal else " Hidden places take no part without --internal."
        nobody = f"No usable facility of this study offers {plan.service!r} for sure: status none throughout.{told}"
        lines = [nobody, *lines]
    notes = [*notes, *visits_told(opened, day_option), *(opened.changed.told if opened.changed else ())]
    lines = [*lines, *notes]
    lines += [f"Left out: {count} {reason}" for reason, count in left_out.items() if count]
    barriers = barriers_counted(opened.supply.usable) if of_one_service else {}
    lines += [f"Not certain: {count} for {barrier}" for barrier, count in barriers.items()]
    lines += [f"Stamped {stamp}" for stamp in opened.stamps]
    lines.append(f"Written to {out}: {', '.join(path.name for path in written)}")
    decimals = decimals_of(plan)
    plain = {name: frame.drop(columns="geometry", errors="ignore").round(decimals) for name, frame in tables.items()}
    summary = {
        "study": str(opened.study.path),
        "question": question_of(plan),
        "offered": not nobody_offers,
        "rows": {name: len(frame) for name, frame in plain.items()},
        "corridors": plain["corridors"].to_dict("records") if "corridors" in plain else [],
        "coverage": plain["coverage"].to_dict("records") if "coverage" in plain else [],
        "status": _counts(plain),
        "left_out": left_out,
        "barriers": barriers,
        "notes": list(notes),
        "stamps": opened.stamps,
        "out": str(out),
        "files": [path.name for path in written],
        **(summary_too or {}),
    }
    report(lines, summary, as_json=as_json)
