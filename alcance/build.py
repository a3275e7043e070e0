"""Making a study and its roads from files, for whichever door was asked."""

from collections.abc import Mapping
from pathlib import Path

from alcance.day import latest_day
from alcance.draft_summary import describe_draft, describe_files, describe_roads, summarise_draft
from alcance.progress import stages
from alcance.report import report, rows_repaired, rows_set_aside
from data.door.read_roads import read_roads
from data.draft_study import draft_study
from data.from_outside import take_outside
from data.study import NETWORK
from data.visibility import HIDDEN
from data.write_study import check_free, write_study
from geo.errors import QuestionError

FETCHED = "openstreetmap.osm"  # where a study keeps an extract fetched online


def make_study(
    study: Path,
    osm: Path,
    files: Mapping[str, Path],
    complete_in: str | None,
    *,
    chosen: Mapping[str, Mapping[str, str]],
    shelters: str = HIDDEN,
    as_json: bool,
) -> None:
    """Make a study folder and say what it holds."""
    if study.name in ("", ".."):
        raise QuestionError(str(study), "is no name for a new folder", "Give one: alcance new mystudy …")
    check_free(study)
    latest = latest_day()
    with stages() as progress:
        taken = {
            noun: take_outside(noun, path, chosen.get(noun, {}), shelters=shelters, latest=latest)
            for noun, path in files.items()
        }
        drafted = draft_study(study.name, osm, files=taken, complete_in=complete_in, progress=progress, latest=latest)
        write_study(study, drafted.draft)
    summary = summarise_draft(study, drafted)
    lines = [
        *describe_draft(summary),
        *describe_files(summary),
        *rows_repaired(drafted.repaired),
        *rows_set_aside(drafted.set_aside),
    ]
    report(lines, summary, as_json=as_json)


def rebuild_roads(study: Path, source: Path, *, as_json: bool) -> None:
    """Replace the road network of a study and say what it holds."""
    with stages() as progress:
        built = read_roads(source, progress)
        built.write(study / NETWORK)
    summary = {"study": str(study), "network": built.report.to_json()}
    report(describe_roads(built.report.to_json()), summary, as_json=as_json)
