"""Makes a study folder: complete under its name, or not there at all."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.encode import encode_csv, encode_geojson
from data.intake import Intake
from data.study import QUARANTINE
from data.study_file import FILE_NAME, PlanDefaults, Source, StudyFile, format_study_file
from data.tables_of_study import STUDY_TABLES, agree
from data.write import sync_folder, write_together
from geo.errors import QuestionError, StudyError


@dataclass(frozen=True, slots=True, eq=False)
class StudyDraft:
    """A study that is not yet a folder.

    Attributes
    ----------
    title, languages, example, sources, plan_defaults
        For study.toml.
    tables
        What was taken in, by noun (``STUDY_TABLES``).
    build_network
        Writes the road network into the study folder it is given, as its folder ``network``; None leaves it for later.
    """

    title: str
    sources: tuple[Source, ...] = ()
    tables: Mapping[str, Intake] = field(default_factory=dict)
    languages: tuple[str, ...] = ("es", "en")
    example: bool = False
    plan_defaults: PlanDefaults = field(default_factory=PlanDefaults)
    build_network: Callable[[Path], None] | None = None


def write_study(path: Path, draft: StudyDraft) -> Path:
    """Make a study folder and return its path.

    Parameters
    ----------
    path
        The folder; it may be there only if it is empty. A failure or an interruption leaves nothing behind.
    draft
        What goes in. Rows set aside are listed in quarantine.csv, which is not made when there are none.

    Raises
    ------
    StudyError
        The folder holds something, or its parent is missing or cannot be written.
    """
    check_free(path)
    tables = agree(dict(draft.tables))
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        _fill(temporary, draft, tables)
        _rename(temporary, path)
    except BaseException:
        # Ctrl-C too: whatever ends this early, no half study stays.
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return path


def check_free(path: Path) -> None:
    """Make sure that a study can be made under a name.

    Raises
    ------
    StudyError
        The folder holds something, or cannot be looked into.
    """
    try:
        taken = path.is_file() or (path.is_dir() and any(path.iterdir()))
    except OSError as error:
        raise _unwritable(path, error) from None
    if taken:
        raise StudyError(str(path), "is there already and holds something", "Choose another name or remove it.")


def _unwritable(path: Path, error: OSError) -> StudyError:
    return StudyError(str(path), f"cannot be made ({error.strerror})", "Choose a place in a folder you may write.")


def _fill(folder: Path, draft: StudyDraft, tables: Mapping[str, Intake]) -> None:
    # The temporary folder is its owner's alone, and stays so: a study may hold hidden places.
    nouns = sorted(tables, key=tuple(STUDY_TABLES).index)
    written = {noun: STUDY_TABLES[noun] for noun in nouns if len(tables[noun].frame)}
    contents: dict[str, bytes] = {
        each.file_name: _encoded(tables[noun].frame, each.suffix) for noun, each in written.items()
    }
    file = StudyFile(
        title=draft.title,
        languages=draft.languages,
        example=draft.example,
        sources=draft.sources,
        tables={noun: each.file_name for noun, each in written.items()},
        plan=draft.plan_defaults,
    )
    contents[FILE_NAME] = format_study_file(file).encode()
    set_aside = [tables[noun].set_aside for noun in nouns if len(tables[noun].set_aside)]
    if set_aside:
        contents[QUARANTINE] = encode_csv(pd.concat(set_aside, ignore_index=True))
    _write(folder, contents)
    if draft.build_network is not None:
        draft.build_network(folder)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    try:
        write_together(folder, contents)
    except QuestionError as error:
        raise StudyError(str(folder.parent), error.what, error.todo) from None


def _encoded(frame: pd.DataFrame, suffix: str) -> bytes:
    if suffix == ".geojson" and isinstance(frame, gpd.GeoDataFrame):
        return encode_geojson(frame)
    return encode_csv(frame)


def _rename(temporary: Path, path: Path) -> None:
    try:
        if path.is_dir():
            path.rmdir()
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    sync_folder(path.parent)
