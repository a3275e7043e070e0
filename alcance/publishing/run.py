"""Publishes a study: the view is prepared here, the bundle made by a process that sees no more than the view."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from alcance.check import examine, shares_set_aside
from alcance.day import latest_day
from alcance.publishing.child import BUNDLE, VIEW
from analysis.doctor import MISLEADS
from data.door.environment import child_environment
from data.public.prepare import Prepared, prepare_view
from data.public.view import write_view
from data.staging import staging, sync_folder
from data.study import Study
from data.visibility import PUBLIC
from data.write import write_together
from data.write_study import check_free
from geo.errors import QuestionError, StudyError
from layers.public.report import Report
from layers.public.report_page import report_files, report_names

# The tables the public map is made of.
_GO_OUT = ("facilities", "corridors")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ROOM_TODO = "Free space on the disk, or allow larger files, and try again."
Progress = Callable[[int, int], None]
_ROOT = Path(__file__).resolve().parents[2]
# -I: no variable, folder or package of the user's changes what is imported.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from alcance.publishing.child import main; main()"


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """What publishing made.

    Attributes
    ----------
    bundle
        The folder to hand out.
    report
        The files beside it, not to be handed out.
    prepared
        The view it was made of, and what became of each place.
    """

    bundle: Path
    report: tuple[Path, ...]
    prepared: Prepared


def check_publishable(study: Study, out: Path, *, example: bool) -> None:
    """Make sure that a study may be published into a folder, before any work is done.

    Raises
    ------
    QuestionError
        Its places are invented and nobody said that this is meant, many of its rows could not be read, answers of its
        places or corridors would mislead for another reason (`alcance.check.examine`), or the folder lies in the study.
    StudyError
        The folder holds something, is a link or the one this runs in, or cannot be looked into; the network is missing
        or altered.
    """
    if study.example and not example:
        todo = "Add --example if that is meant: every screen will say EXAMPLE."
        raise QuestionError(str(study.path), "holds invented places, and people would look for them", todo)
    if out.resolve().is_relative_to(study.path.resolve()):
        todo = "Choose a folder elsewhere."
        raise QuestionError(str(out), "lies in the study, which holds what nobody may see", todo)
    for fault in shares_set_aside(study):
        if fault.table in _GO_OUT:
            raise QuestionError(str(study.path / fault.table), fault.what, fault.todo)
    if out.is_symlink():
        raise StudyError(str(out), "is a link to another folder", "Name that folder itself, or a new one.")
    # The map takes the place of an empty folder, and nobody can be left standing in one that is gone.
    if out.is_dir() and out.samefile("."):
        raise StudyError(str(out), "is the folder you are in, which cannot be replaced", "Name a new folder.")
    check_free(out)
    _check_sound(study)


def _check_sound(study: Study) -> None:
    """Make sure that what goes out would not mislead, by the doctor's own rule; people, areas, hazards do not go out.

    Of places the public ones alone are looked at: no other is drawn, and whether there is a map must not tell of one.
    """
    listed = study.facilities
    public = listed if listed is None else listed[listed["visibility"] == PUBLIC]
    # Rows set aside were counted before: their share is one of all rows, for nobody knows who may see them.
    told = replace(study, facilities=public, demand=None, areas=None, hazards=None, set_aside=study.set_aside.iloc[:0])
    for fault in examine(told, study.plan_defaults.mode, latest_day()):
        if fault.level == MISLEADS and fault.table in _GO_OUT:
            what = f"public places alone: {fault.what}" if fault.table == "facilities" else fault.what
            raise QuestionError(str(study.path / fault.table), what, fault.todo)


def publish_study(study: Study, out: Path, *, as_of: date, signed_by: str, progress: Progress) -> Published:
    """Publish a study as a folder any web server, memory stick or ``file://`` can hold.

    Parameters
    ----------
    study
        As loaded, and checked (`check_publishable`).
    out
        The bundle's folder; it appears whole or not at all. The report goes beside it, and replaces no other.
    as_of
        The last day whose checks are taken in.
    signed_by
        Who read the report and answers for what goes out; empty: everything is marked as a draft.
    progress
        Told how many steps are done, and of how many.

    Raises
    ------
    StudyError
        The network is missing or altered, the study has no places, or the folder cannot be written.
    QuestionError
        A place for women only or about violence was set public without a reason, or nothing at all would go out.
    """
    prepared = prepare_view(study, as_of=as_of, signed=bool(signed_by))
    if prepared.is_empty:
        what = "no place, no area and no help line of it goes out, and a map of nothing helps nobody"
        todo = "See in the list who may know its places, or give a later --as-of."
        raise QuestionError(str(study.path), what, todo)
    try:
        with staging(out.parent.resolve()) as stage:
            (stage / VIEW).mkdir()
            write_view(stage / VIEW, prepared.view)
            _run(stage, out, progress)
            manifest = hashlib.sha256((stage / BUNDLE / "manifest.json").read_bytes()).hexdigest()
            about = Report.of(study, prepared)
            files = report_files(about, name=out.name, stem=_free_stem(out), signed_by=signed_by, manifest=manifest)
            # Last, so that there is no map without its report.
            report = write_together(out.parent, files)
            for path in report:
                path.chmod(0o600)  # it names what is held back, and may lie beside what is served
            try:
                _appear(stage / BUNDLE, out)
            except OSError:
                for path in report:
                    path.unlink(missing_ok=True)
                raise
    except OSError as error:
        todo = _ROOM_TODO if error.errno in _NO_ROOM else "Choose a place in a folder you may write."
        raise StudyError(str(out), f"cannot be made ({error.strerror})", todo) from None
    return Published(out, report, prepared)


def _free_stem(out: Path) -> str:
    """Return what the report's files begin with: with a number where an earlier map of that name left its own."""
    stems = (f"{out.name}-report{f'-{number}' if number > 1 else ''}" for number in count(1))
    return next(stem for stem in stems if not any(os.path.lexists(out.parent / name) for name in report_names(stem)))


def _appear(bundle: Path, out: Path) -> None:
    """Put the bundle in its place; it is for everybody, unlike the folder it was made in."""
    for path in (bundle, *bundle.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if out.is_dir():
        out.rmdir()
    bundle.replace(out)
    sync_folder(out.parent)


def _run(stage: Path, out: Path, progress: Progress) -> None:
    """Make the bundle in a process that can open nothing of the study."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)]
    environment = {name: value for name, value in child_environment().items() if name != "OGR_SKIP"}
    with subprocess.Popen(  # noqa: S603 - our own program, its order on a pipe
        command,
        cwd=stage,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            for told in _told(child, stage):
                _hear(told, out, progress)
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise StudyError(str(out), f"was not published ({child.returncode})", "Try again; nothing was changed.")


def _hear(told: dict[str, Any], out: Path, progress: Progress) -> None:
    if "what" in told:
        raise StudyError(str(out), told["what"], told["todo"])
    progress(int(told["done"]), int(told["of"]))


def _told(child: "subprocess.Popen[bytes]", stage: Path) -> Iterator[dict[str, Any]]:
    if child.stdin is None or child.stdout is None:
        return
    # One that has ended before it heard its order tells so by its return code.
    with suppress(BrokenPipeError):
        child.stdin.write(json.dumps({"folder": str(stage)}).encode())
        child.stdin.close()
    yield from map(json.loads, child.stdout)
