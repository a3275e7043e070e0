"""Files somebody uploads, put where the readers can read them, and taken away again."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alcance.app.work import Step
from alcance.day import latest_day
from data.door.folder import own_folder, sweep
from data.draft_study import draft_study
from data.from_outside import Choice, Trial, take_outside, try_outside
from data.study_file import EVERYWHERE
from data.taken_file import TakenFile
from data.visibility import HIDDEN
from data.watched import Watch, watched
from data.words import mark
from data.write_study import write_study
from geo.errors import InputError

MB = 1_000_000
LARGEST = {"osm": 400 * MB}
LARGEST_TABLE = 25 * MB
TABLE_TYPES = ["csv", "xlsx", "geojson", "json", "gpkg", "zip", "kml", "kmz", "gpx", "fgb"]
_STAGES = {
    "relations": mark("Reading the relations"),
    "ways": mark("Reading the ways"),
    "nodes": mark("Reading the points"),
}
_PREFIX = "alcance-upload-"
_READING, _CHECKING, _WRITING = (
    mark("Reading the files"),
    mark("Checking row by row"),
    mark("Building the roads and writing the study"),
)


class Uploaded(Protocol):
    """A file as Streamlit hands it over."""

    @property
    def name(self) -> str:
        """Its name on the computer it came from."""

    @property
    def size(self) -> int:
        """Its size, bytes."""

    def getvalue(self) -> bytes:
        """Return its content."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody decided about a file.

    Attributes
    ----------
    columns
        Their column by ours, where it is not what was guessed.
    shelters
        Who may know its shelters that do not say it.
    """

    columns: Mapping[str, str]
    shelters: str = HIDDEN


@dataclass(frozen=True, slots=True)
class Received:
    """What a study is to be made from.

    Attributes
    ----------
    title, target
        What it is called, and its folder.
    osm, tables
        The extract, and the tables by noun.
    chosen
        What somebody decided, by noun; a table may lack.
    complete
        Whether the list of services is declared complete.
    let_go
        Takes the files away.
    """

    title: str
    target: Path
    osm: Path
    tables: Mapping[str, Path]
    chosen: Mapping[str, Chosen]
    complete: bool
    let_go: Callable[[], None]


def check_size(noun: str, uploaded: Uploaded) -> None:
    """Refuse a file that is too large to be what it should be.

    Raises
    ------
    InputError
        Saying how large it may be.
    """
    most = LARGEST.get(noun, LARGEST_TABLE)
    if uploaded.size > most:
        what = f"has {uploaded.size / MB:,.0f} MB"
        raise InputError(uploaded.name, what, f"Give at most {most // MB} MB, or use the command line.")


def receive(
    title: str,
    target: Path,
    files: Mapping[str, Uploaded],
    *,
    chosen: Mapping[str, Chosen],
    complete: bool,
) -> Received:
    """Write uploaded files into a temporary folder, under names that are safe wherever they came from."""
    with ExitStack() as held:
        folder = held.enter_context(own_folder(_PREFIX))
        paths = {noun: _written(folder / noun, each) for noun, each in files.items()}
        osm = paths.pop("osm")
        return Received(title, target, osm, paths, chosen, complete, held.pop_all().close)


@contextmanager
def laid_down(noun: str, uploaded: Uploaded) -> Iterator[Path]:
    """Yield the path of an uploaded file, there for as long as the block lasts."""
    with own_folder(_PREFIX) as folder:
        yield _written(folder / noun, uploaded)


def sweep_uploads() -> None:
    """Take away what was received by a run that was killed."""
    sweep(_PREFIX)


def try_upload(noun: str, uploaded: Uploaded, columns: Choice, step: Step) -> Trial:
    """Return what an uploaded table would become (see `try_outside`); called off, its reader is ended.

    Parameters
    ----------
    noun
        As for `try_outside`.
    uploaded
        The file.
    columns
        As for `try_outside`.
    step
        Told how far the reading is.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    step(_READING, 0, 0)
    with laid_down(noun, uploaded) as path, watched(_rows_told_in(step)):
        return try_outside(noun, path, columns, name=uploaded.name, latest=latest_day())


def _written(folder: Path, uploaded: Uploaded) -> Path:
    folder.mkdir()
    path = folder / safe_name(uploaded.name)
    path.write_bytes(uploaded.getvalue())
    return path


def safe_name(name: str) -> str:
    """Return a file's name without anything that could lead elsewhere."""
    return re.sub(r"[^\w.-]+", "_", Path(name.replace("\\", "/")).name).lstrip(".")[-80:] or "file"


def make_study(received: Received, step: Step) -> Path:
    """Make a study of what was received and return its folder; the received files are gone afterwards, come what may.

    Raises
    ------
    AlcanceError
        A file cannot be used; no study is left behind.
    """
    try:
        with watched(_rows_told_in(step)):
            files = {noun: _taken(noun, path, received, step) for noun, path in received.tables.items()}
            drafted = draft_study(
                received.title,
                received.osm,
                files=files,
                complete_in=EVERYWHERE if received.complete else None,
                progress=told_in(step),
                latest=latest_day(),
            )
        step(_WRITING, 0, 0)
        return write_study(received.target, drafted.draft)
    finally:
        received.let_go()


def _taken(noun: str, path: Path, received: Received, step: Step) -> TakenFile:
    step(_READING, 0, 0)
    chosen = received.chosen.get(noun, Chosen({}))
    return take_outside(noun, path, chosen.columns, shelters=chosen.shelters, latest=latest_day())


def _rows_told_in(step: Step) -> Watch:
    return lambda done, of: step(_CHECKING if of else "", done, of)


def told_in(step: Step) -> Callable[[str, int], None]:
    """Return what the readers tell their progress to: it hands it on in words that can be said."""
    return lambda what, count: step(_STAGES.get(what, what), count, 0)


def field_of(error_where: str, received: Received) -> str:
    """Return which file an error is about, by its noun; `osm` where that cannot be told."""
    for noun, path in received.tables.items():
        if path.name in error_where:
            return noun
    return "osm"
