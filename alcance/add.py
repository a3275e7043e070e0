"""The door that adds rows to a table of a study."""

from pathlib import Path
from typing import Annotated

import typer

from alcance.day import latest_day
from alcance.draft_summary import describe_file, summarise_file
from alcance.make import Columns, Shelters, check_shelters, chosen_columns
from alcance.options import AsJson, StudyFolder
from alcance.report import MOST_LINES, report, rows_repaired, rows_set_aside
from data.add_rows import add_rows
from data.from_outside import take_outside
from data.study import load_study
from data.tables_of_study import STUDY_TABLES
from data.visibility import HIDDEN
from geo.errors import QuestionError

ADDABLE = tuple(noun for noun, each in STUDY_TABLES.items() if each.suffix == ".csv")


def add(
    study: StudyFolder,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The rows, in any format `new` takes.", show_default=False)
    ],
    *,
    table: Annotated[str, typer.Option("--table", metavar="TABLE", help=f"One of {', '.join(ADDABLE)}.")],
    column: Columns = None,
    shelters: Shelters = HIDDEN,
    as_json: AsJson = False,
) -> None:
    """Add rows to a table of a study.

    Such as those set aside when it was made: mend them in its quarantine-TABLE.csv and give that file. Rows the study
    has already stay as they are: told if they say the same, set aside if they say something else. But who may know a
    place is then told by the more careful of the two. Visits of a team take the place of its older ones, from their
    first day to their last.
    """
    if table not in ADDABLE:
        raise QuestionError(
            "--table", f"'{table[:80]}' is no table rows can be added to", f"Use one of: {', '.join(ADDABLE)}"
        )
    load_study(study)
    check_shelters(shelters, {table: file})
    chosen = chosen_columns(column or [], {table: file}).get(table, {})
    taken = take_outside(table, file, chosen, shelters=shelters, latest=latest_day())
    done = add_rows(study, table, taken)
    counts, had = done.counts, list(done.had)
    counted = {**counts._asdict(), "rows": counts.rows + len(had), "had": had}
    summary = {**summarise_file(taken), **counted, "study": str(study), "table": table}
    summary["held_back"] = [dict(zip(("id", "was", "why"), each, strict=True)) for each in done.held_back]
    names = ("team", "first_day", "last_day", "visits", "later")
    summary["replaced"] = [dict(zip(names, each, strict=True)) for each in done.replaced]
    lines = [f"Added to {table}: {counts.kept + counts.repaired} of {counted['rows']} rows"]
    for team, first, last, count, later in done.replaced:
        stays = f"; {later} after that stay" if later else ""
        lines.append(f"Visits of {team} replaced by these, {first} to {last}: {count}{stays}")
    if done.held_back:
        told = [f"  {name}, {was} until now: {why}" for name, was, why in done.held_back[:MOST_LINES]]
        told += [f"  … and {len(done.held_back) - MOST_LINES} more"] if len(done.held_back) > MOST_LINES else []
        lines += [f"Held back in the study from now on: {len(done.held_back)} of its places", *told]
    if had:
        more = f" and {len(had) - MOST_LINES} more" if len(had) > MOST_LINES else ""
        lines.append(f"Rows of {taken.file} the study has already: {len(had)} ({', '.join(had[:MOST_LINES])}{more})")
    set_aside = load_study(study).set_aside
    lines += [*describe_file(table, summary), *rows_repaired(done.repaired), *rows_set_aside(set_aside)]
    report(lines, summary, as_json=as_json)
