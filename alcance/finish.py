"""The end of every answer: its files written, then what came out, what was left out and what stood in the way."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from alcance.kept_batches import forget_batches
from alcance.opened import Opened
from alcance.report import MOST_LINES, report
from alcance.results import Given, write_answer
from analysis.cascade import barriers_counted
from analysis.visited import is_visited
from layers.tables import decimals_of, question_of


def visits_told(opened: Opened, day_option: str | None = "--arrive") -> list[str]:
    """Return what must be known of mobile clinics where they are visited.

    The option would say the day; it is empty where the question says the days, None where no option does.
    """
    seen, told = opened.supply.usable.seen, []
    visited = int(is_visited(seen).sum())
    if visited and opened.plan.arrive is None and day_option != "":
        why = "this answer is of no day" if day_option is None else f"no {day_option} says the day"
        told.append(f"Mobile clinics at {visited} visited sites may count, and none for sure: {why}.")
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
    day_option: str | None = "--arrive",
    given: Given | None = None,
    summary_too: Mapping[str, object] | None = None,
) -> None:
    """Write the answer, then say what came out, what was left out and what stood in the way, and where it is.

    Of one service it is said whether anybody offers it and what keeps its places from counting; notes are what must be
    known beside the figures; day_option is as for `visits_told`; given is what was asked and
    read beside the question, summary_too what the summary says more.
    """
    written = write_answer(out, opened, tables, given=given)
    forget_batches(out, tables)
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


def _counts(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[Hashable, int]]:
    """Return how many rows of each table have which status."""
    return {
        name: frame["status"].value_counts().sort_index().to_dict()
        for name, frame in tables.items()
        if "status" in frame
    }
