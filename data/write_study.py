"""Makes a study folder: complete under its name, or not there at all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.encode import encode_csv, encode_geojson
from data.hsds_members import NOT_KEPT
from data.intake import Intake
from data.left_out import list_left_out
from data.quarantine import file_to_mend, rows_to_mend
from data.raw import LeftOut
from data.staging import staging, sync_folder
from data.study import QUARANTINE, REPAIRED
from data.study_file import FILE_NAME, PlanDefaults, Source, StudyFile, format_study_file
from data.tables_of_study import STUDY_TABLES, agree
from data.write import fill_folder
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
    columns
        What the columns of their files were taken for: theirs by ours, by noun.
    left_out
        (object, member, how many have it) of what a file holds and no column keeps, by file.
    build_network
        Writes the road network into the study folder it is given, as its folder ``network``; None leaves it for later.
    """

    title: str
    sources: tuple[Source, ...] = ()
    tables: Mapping[str, Intake] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
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
        What goes in. Rows set aside are listed in quarantine.csv, and under their own columns in a
        quarantine-TABLE.csv to mend and give again; mended cells in repaired.csv; what a file of services holds and no
        column keeps in not-kept.csv. None is made without a row.

    Raises
    ------
    StudyError
        The folder holds something, or its parent is missing or cannot be written.
    """
    check_free(path)
    tables = agree(dict(draft.tables))
    try:
        with staging(path.parent) as temporary:
            _fill(temporary, draft, tables)
            _rename(temporary, path)
    except OSError as error:
        raise _unwritable(path, error) from None
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
        columns=draft.columns,
        plan=draft.plan_defaults,
    )
    contents[FILE_NAME] = format_study_file(file).encode()
    contents |= _not_as_written(tables, nouns)
    if draft.left_out:
        contents[NOT_KEPT] = encode_csv(list_left_out(draft.left_out))
    _write(folder, contents)
    if draft.build_network is not None:
        draft.build_network(folder)


def _not_as_written(tables: Mapping[str, Intake], nouns: Iterable[str]) -> dict[str, bytes]:
    """Return what was set aside, in one list and table by table to be mended, and what was repaired; none is empty."""
    aside = {noun: tables[noun].set_aside for noun in nouns if len(tables[noun].set_aside)}
    mended = [tables[noun].repaired for noun in nouns if len(tables[noun].repaired)]
    contents = {file_to_mend(noun): encode_csv(rows_to_mend(lines)) for noun, lines in aside.items()}
    if aside:
        contents[QUARANTINE] = encode_csv(pd.concat(aside.values(), ignore_index=True))
    if mended:
        contents[REPAIRED] = encode_csv(pd.concat(mended, ignore_index=True))
    return contents


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    try:
        fill_folder(folder, contents)
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
