"""A file somebody gave us as a table of a study: read in a child process, its columns recognised, its rows judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from data.about_file import hide_as_asked
from data.collector import collector_paused
from data.door.read_outside import read_outside
from data.facilities import take_facilities
from data.intake import Counts, Intake
from data.made_ids import new_names, renumber
from data.places_check import place_notes
from data.points import take_incidents
from data.quarantine import was_set_aside
from data.raw import RawTable
from data.recognise.apply import apply_map
from data.recognise.careful import note_doubles
from data.recognise.column_map import ColumnMap
from data.recognise.find import ROW_NUMBER, recognise
from data.repeats import key_told
from data.schemas import FACILITIES, INCIDENTS
from data.tables_of_study import STUDY_TABLES
from data.taken_file import TakenFile
from data.visibility import HIDDEN, Unsaid, count_unsaid
from geo.errors import InputError

_MOST_COLUMNS = 40  # named in a message

Choice = Mapping[str, str]
NO_CHOICE: Choice = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Trial:
    """What a file would become, were it taken in.

    Attributes
    ----------
    theirs
        Its columns, in order.
    columns
        What they are taken for.
    notes
        What was noticed about the file as a whole.
    counts
        What would become of its rows; None where a column is missing or no row can be used.
    fault
        Why none of its rows can be used, though no column is missing.
    unsaid
        Places hidden because nobody said who may know them; none for other tables.
    """

    theirs: tuple[str, ...]
    columns: ColumnMap
    notes: tuple[str, ...]
    counts: Counts | None = None
    fault: InputError | None = None
    unsaid: Unsaid = field(default_factory=Unsaid)


def look_into(
    noun: str, path: Path, chosen: Choice = NO_CHOICE, *, name: str | None = None
) -> tuple[RawTable, ColumnMap]:
    """Return the rows of a file and what its columns are taken for.

    Parameters
    ----------
    noun
        The table it is meant for, a key of ``STUDY_TABLES``.
    path
        The file.
    chosen
        Their column by ours, decided by somebody (see `recognise`).
    name
        What messages call the file; None: its own name.

    Raises
    ------
    InputError
        The file cannot be read, or a choice names a column that is not there.
    """
    # A name that is no text in any encoding would break whatever is printed or written of it.
    called = (name or path.name).encode(errors="replace").decode()
    raw = read_outside(path, name=called)
    columns = recognise(raw, STUDY_TABLES[noun].table, chosen)
    return replace(raw, notes=(*raw.notes, *note_doubles(columns))), columns


@collector_paused()
def try_outside(
    noun: str, path: Path, chosen: Choice = NO_CHOICE, *, name: str | None = None, latest: str = ""
) -> Trial:
    """Return what a file would become, so that whoever gave it can see that before anything is made.

    Parameters
    ----------
    noun, path, chosen, name
        As for `look_into`.
    latest
        As for `take_facilities`.

    Raises
    ------
    InputError
        The file cannot be read, or a choice names a column that is not there.
    """
    raw, columns = look_into(noun, path, chosen, name=name)
    trial = Trial(raw.columns, columns, raw.notes)
    if columns.missing and raw.rows:
        return trial
    renamed = _under_our_names(noun, raw, columns)
    try:
        intake = _taken(noun, renamed, HIDDEN, latest)
    except InputError as fault:
        return replace(trial, fault=fault)
    unsaid = count_unsaid(renamed, intake.frame) if noun == FACILITIES.noun else Unsaid()
    notes = (*raw.notes, *place_notes(noun, renamed, intake.frame))
    return replace(trial, counts=intake.counts, unsaid=unsaid, notes=notes)


@collector_paused()
def take_outside(
    noun: str, path: Path, chosen: Choice = NO_CHOICE, *, shelters: str = HIDDEN, latest: str = ""
) -> TakenFile:
    """Take a file in as a table of a study.

    Parameters
    ----------
    noun, path, chosen
        As for `look_into`.
    shelters, latest
        Who may know shelters that do not say it, and the day it is (see `take_facilities`); nothing to other tables.

    Raises
    ------
    InputError
        The file cannot be read, a required column was not recognised, or no row can be used.
    """
    raw, columns = look_into(noun, path, chosen)
    _check_found(raw, columns)
    renamed = _under_our_names(noun, raw, columns)
    intake = _taken(noun, renamed, shelters, latest)
    notes = (*raw.notes, *place_notes(noun, renamed, intake.frame))
    rows = _rows_by_id(renamed, intake, STUDY_TABLES[noun].table.key)
    unsaid = [row.cells.get("facility_id", "") for row in renamed.rows if not row.cells.get("visibility", "").strip()]
    has_made_ids = columns.derived.get("facility_id") == ROW_NUMBER
    names = new_names(intake) if has_made_ids else {}
    return TakenFile(
        raw.file,
        renumber(intake) if has_made_ids else intake,
        columns,
        notes,
        raw.sources,
        was_set_aside(raw),
        rows={names.get(name, name): number for name, number in rows.items()},
        has_made_ids=has_made_ids,
        left_out=raw.left_out,
        unsaid=frozenset(names.get(name, name) for name in unsaid),
    )


def _rows_by_id(raw: RawTable, intake: Intake, key: tuple[str, ...]) -> dict[str, int]:
    aside = set(intake.set_aside["row"])
    return {key_told(key, row.cells): row.number for row in raw.rows if row.number not in aside}


def _under_our_names(noun: str, raw: RawTable, columns: ColumnMap) -> RawTable:
    renamed = apply_map(raw, STUDY_TABLES[noun].table, columns)
    return hide_as_asked(renamed, raw, columns.columns) if noun == FACILITIES.noun else renamed


def _taken(noun: str, raw: RawTable, shelters: str, latest: str) -> Intake:
    if noun == FACILITIES.noun:
        return take_facilities(raw, shelters=shelters, latest=latest)
    if noun == INCIDENTS.noun:
        return take_incidents(raw, latest)
    return STUDY_TABLES[noun].take(raw)


def _check_found(raw: RawTable, columns: ColumnMap) -> None:
    """Refuse a file whose required columns nobody could tell, and say how to choose them."""
    if not columns.missing or not raw.rows:
        return
    missing = columns.missing[0]
    found = ", ".join(columns.tied.get(missing, raw.columns[:_MOST_COLUMNS])) or "none"
    if missing in columns.tied:
        what = f"column {missing} could be any of these: {found}"
    else:
        what = f"column {missing} was not recognised; columns found: {found}"
    todo = f"Say which it is: --column {columns.noun}.{missing}=NAME, or =VALUE where all rows have the same."
    raise InputError(raw.file, what, todo)
