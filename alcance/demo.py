"""The door that does the main job on the embedded corridor: nothing to prepare, no browser."""

import math
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

import typer

from alcance.answer import coverage_tables, gaps_tables, reach_table_of
from alcance.opened import Asked, Opened, open_with, plan_of
from alcance.options import AsJson
from alcance.processes import Processes, processes
from alcance.progress import stages, steps
from alcance.report import report
from alcance.results import Tables, results_folder, write_answer
from data.corridor import load_example
from data.fingerprint import study_fingerprint
from data.network_store import load_roads
from data.study import NETWORK, Study, load_study
from data.study_file import FILE_NAME
from geo.errors import QuestionError
from geo.network import Network
from layers.ranking import worst_first
from layers.tables import decimals_of, question_of

SERVICES = ("primary", "emergency", "shelter")
CUTOFF_MIN = {"drive": 60.0, "walk": 120.0}
STUDY = "study"
QUESTIONS = {
    f"{service}-{mode}-{cutoff:g}": (service, mode) for mode, cutoff in CUTOFF_MIN.items() for service in SERVICES
}
AT_ONCE = 2  # processes: one after another, six answers take half as long again on two cores
# A dot for each of four thousand towns would hide the corridor, which is what the page is for.
ON_PAGE = ("gaps", "corridors", "border_gaps")


def demo(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for everything written; else demo.")] = Path(
        "demo"
    ),
    *,
    as_json: AsJson = False,
) -> None:
    """Do the main job on the example corridor.

    Real towns, invented services. For primary care, emergencies and shelter, 60 minutes by car and 120 on foot, each
    in a folder of its own: gaps.csv, corridors.csv, border_gaps.csv, reach.csv, coverage.csv and map.html. The study
    asked is beside them.
    """
    with ExitStack() as held:
        held.enter_context(results_folder(out))
        _check_ours(out)
        for name in QUESTIONS:
            held.enter_context(results_folder(out / name))
        started = held.enter_context(processes(AT_ONCE))
        _make_study(out / STUDY)
        found = _answer_all(started, out)
    stamps = sorted({stamp for each in found for stamp in each["stamps"]})
    lines = [line for each in found for line in _lines(each)]
    lines += [f"Stamped {stamp}: modelled roads between real towns, invented services" for stamp in stamps]
    lines += [f"Maps: {out / name / 'map.html'}" for name in QUESTIONS]
    lines.append(f"Ask it something else: alcance gaps {out / STUDY} --service water")
    report(lines, {"study": str(out / STUDY), "stamps": stamps, "questions": found}, as_json=as_json)


def _check_ours(out: Path) -> None:
    """Refuse a folder in which something stands that is not the demonstration's; what begins with a dot is let be."""
    strangers = sorted(path.name for path in out.glob("[!.]*") if path.name not in {STUDY, *QUESTIONS})
    if strangers:
        raise QuestionError(str(out), f"holds other things, such as {strangers[0]}", "Choose another folder.")


def _make_study(folder: Path) -> None:
    """Make the example's study; where one stands already, only make sure that it is the same."""
    with stages() as progress:
        if not any(folder.glob("*")):
            load_example(folder, progress)
            return
        with tempfile.TemporaryDirectory(prefix="alcance-") as temporary:
            made = study_fingerprint(load_example(Path(temporary) / STUDY, progress))
    if not (folder / FILE_NAME).is_file() or study_fingerprint(folder) != made:
        raise QuestionError(str(folder), "is not the example as it was made", "Choose another folder, or remove it.")


def _answer_all(started: Processes, out: Path) -> list[dict[str, Any]]:
    """Write all answers and return what is said of each, in their order; one that was begun is written whole."""
    found: dict[str, dict[str, Any]] = {}
    with steps("questions") as progress:
        for name, told in started.spread(partial(_answer, out), list(QUESTIONS)):
            found[name] = told
            progress(len(found), len(QUESTIONS))
    return [found[name] for name in QUESTIONS]


@cache
def _read(path: Path) -> tuple[Study, Mapping[str, Network]]:
    """Return the study and its network for each mode, read once in each process."""
    roads = load_roads(path / NETWORK)
    return load_study(path), {mode: Network(roads, mode) for mode in CUTOFF_MIN}


def _answer(out: Path, name: str) -> dict[str, Any]:
    """Write one answer and return what is said of it."""
    service, mode = QUESTIONS[name]
    study, networks = _read(out / STUDY)
    plan = plan_of(study, Asked(service, CUTOFF_MIN[mode], mode, None, None, internal=False))
    opened = open_with(study, plan, networks[mode])
    tables = {**gaps_tables(opened), "reach": reach_table_of(opened), **coverage_tables(opened)}
    written = write_answer(out / name, opened, tables, on_page=ON_PAGE)
    return {
        "question": question_of(plan),
        "rows": {table: len(frame) for table, frame in tables.items()},
        **_summary(opened, tables),
        "stamps": opened.stamps,
        "out": str(out / name),
        "files": [path.name for path in written],
    }


def _summary(opened: Opened, tables: Tables) -> dict[str, Any]:
    """Return the corridors in all, the one with the longest gap, and the worst segment with the services around it."""
    decimals = decimals_of(opened.plan)
    corridors, gaps = (tables[name].round(decimals) for name in ("corridors", "gaps"))
    longest = corridors.sort_values("longest_gap_km", ascending=False, kind="stable").iloc[0].to_dict()
    worst = gaps[gaps["segment_id"] == worst_first(gaps)[0]].iloc[0].to_dict()
    seen = opened.supply.usable.seen
    names = dict(zip(seen["facility_id"], seen["name"], strict=True))
    told = ("corridor_id", "start_km", "end_km", "time_ahead_min", "km_ahead", "time_behind_min", "km_behind", "flag")
    ends = ("facility_ahead", "facility_behind")
    return {
        "length_km": round(float(corridors["length_km"].sum()), 3),
        "km_underserved": round(float(corridors["km_underserved"].sum()), 3),
        "longest_gap_km": longest["longest_gap_km"],
        "longest_gap_corridor": longest["corridor_id"],
        "worst": {
            **{column: worst[column] for column in told},
            **{end: worst[end] for end in ends},
            **{f"{end}_name": names.get(worst[end], "") for end in ends},
        },
    }


def _lines(found: Mapping[str, Any]) -> Iterable[str]:
    asked, worst = found["question"], found["worst"]
    yield (
        f"{asked['service']}, {asked['mode']} {asked['cutoff_min']:g} min: {found['km_underserved']:,.1f} of "
        f"{found['length_km']:,.1f} km underserved; longest gap {found['longest_gap_km']:.1f} km "
        f"({found['longest_gap_corridor']})"
    )
    yield (
        f"  worst: {worst['corridor_id']} km {worst['start_km']:.0f}-{worst['end_km']:.0f}, "
        f"next ahead {_far(worst, 'ahead')}, last behind {_far(worst, 'behind')}"
    )


def _far(worst: Mapping[str, Any], way: str) -> str:
    """Return how far a service is, and which."""
    minutes = worst[f"time_{way}_min"]
    if math.isnan(minutes):
        return "none"
    return f"{minutes:,.0f} min, {worst[f'km_{way}']:.1f} km ({worst[f'facility_{way}_name']})"
