"""The door that lays scenarios beside the study as it is."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from alcance.opened import Asked, Opened, open_question
from alcance.options import Arrive, AsJson, Cutoff, Direction, Internal, Mode, Out, Profile, Service, StudyFolder
from alcance.progress import steps
from alcance.report import report
from alcance.results import results_folder, stamps_of
from alcance.scenarios_results import Answered, answer_scenarios, tables_of, write_scenarios
from analysis.what_if.compare import KINDS
from data.known_scenarios import find_scenario, known_names
from data.scenario import Scenario
from geo.errors import QuestionError
from layers.tables import question_of
from layers.what_if.tables import COMPARED

Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        metavar="NAME",
        help="What if: one that comes along, one of the study's scenarios/NAME.toml, or a TOML file; may be given "
        "several times.",
    ),
]


def scenarios(
    study: StudyFolder,
    *,
    service: Service,
    scenario: Scenarios = None,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Lay scenarios beside the study as it is.

    Kilometres under each flag, gaps and people, unit by unit: scenarios.csv; the segments that differ: changes.csv
    and a map.
    """
    base = open_question(study, Asked(service, cutoff_min, mode, profile, direction, internal, arrive))
    asked = _asked(scenario or [], study)
    with results_folder(out or study / "results" / "scenarios") as folder:
        with steps("scenarios") as progress:
            answers = answer_scenarios(base, asked, progress=progress)
        tables = tables_of(answers)
        written = write_scenarios(folder, answers, tables)
        _report(answers, tables, folder, [path.name for path in written], as_json=as_json)


def _asked(words: Sequence[str], study: Path) -> list[Scenario]:
    if not words:
        todo = f"Give one or several of: {', '.join(known_names(study))}; or a TOML file."
        raise QuestionError("--scenario", "is not given", todo)
    return check_each_once([find_scenario(word, study) for word in words])


def check_each_once(found: list[Scenario]) -> list[Scenario]:
    """Return scenarios as they are.

    Raises
    ------
    QuestionError
        Two have one name.
    """
    names = [each.name for each in found]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise QuestionError("--scenario", f"{twice[0]!r} is given twice", "Give each once, under a name of its own.")
    return found


def _report(
    answers: Sequence[Answered], tables: Mapping[str, pd.DataFrame], out: Path, files: list[str], *, as_json: bool
) -> None:
    stamps = stamps_of(*(each.opened for each in answers))
    told = [_told(each, tables) for each in answers[1:]]
    lines = [line for each in told for line in _lines(each)]
    lines += [f"Stamped {stamp}" for stamp in stamps]
    lines.append(f"Written to {out}: {', '.join(files)}")
    opened: Opened = answers[0].opened
    summary = {
        "study": str(opened.study.path),
        "question": question_of(opened.plan),
        "rows": {name: len(frame) for name, frame in tables.items()},
        "scenarios": told,
        "stamps": stamps,
        "out": str(out),
        "files": files,
    }
    report(lines, summary, as_json=as_json)


def _told(answered: Answered, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Return what a scenario comes to: notes, the units that differ, and how many segments became what."""
    units = tables["scenarios"]
    mine = units[units["scenario"] == answered.name]
    differs = mine[[f"diff_{name}" for name in COMPARED]].fillna(0.0).ne(0.0).any(axis=1)
    changed = tables.get("changes")
    kinds = [] if changed is None else list(changed["change"][changed["scenario"] == answered.name])
    return {
        "scenario": answered.name,
        "notes": [] if answered.opened.changed is None else list(answered.opened.changed.told),
        "differs": mine[differs].drop(columns=list(question_of(answered.opened.plan))).to_dict("records"),
        "segments": {kind: kinds.count(kind) for kind in KINDS},
    }


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield from told["notes"]
    counts = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in told["segments"].items() if count)
    yield f"  Segments: {counts or 'none differs'}"
    for row in told["differs"]:
        if any(abs(row[f"diff_{name}"]) > 0 for name in ("km_underserved", "longest_gap_km", "km_no_data")):
            yield (
                f"  {row['unit_kind']} {row['unit_id']}: underserved {_with(row, 'km_underserved')} km, "
                f"longest gap {_with(row, 'longest_gap_km')} km"
            )
        if abs(row["diff_covered_nearest"]) > 0:
            yield f"  {row['unit_kind']} {row['unit_id']}: people in time {_with(row, 'covered_nearest', decimals=0)}"


def _with(row: Mapping[str, Any], name: str, *, decimals: int = 1) -> str:
    """Return a figure and its difference to the study as it is."""
    return f"{row[name]:,.{decimals}f} ({row[f'diff_{name}']:+,.{decimals}f})"
