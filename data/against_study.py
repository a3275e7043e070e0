"""What a study has already of the rows of a file, and where the two contradict each other."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.intake import Intake, SetAside, list_set_aside
from data.made_ids import number_on
from data.one_place import more_careful
from data.repeats import SAME_WORDS, key_told, study_has, study_has_as
from data.table import Table
from data.taken_file import TakenFile
from data.visibility import HIDDEN

_Cells = dict[str, str]
_ID = "facility_id"


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """What a study has not yet of a file.

    Attributes
    ----------
    intake
        The rows it lacks; those that say something else than it does are set aside.
    had
        What tells those apart that it has, and that say nothing else (`key_told`); sorted.
    words
        The visibility of its own places that a row of the file makes more careful, by id.
    """

    intake: Intake
    had: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


class _Twice(NamedTuple):
    """A row of a place that the study has: what it says, what the study does, how it is listed if set aside."""

    cells: _Cells
    held: _Cells
    line: SetAside


def fresh_rows(table: Table, file: TakenFile, old: pd.DataFrame | None) -> Fresh:
    """Return what a study has not yet of what was taken in.

    Parameters
    ----------
    table
        The study's table.
    file
        The file.
    old
        The rows the study has; None if it lacks the table.
    """
    intake = file.intake
    if old is None:
        return Fresh(intake)
    held = cells_of(old)
    same_key = _same_key(table, file, held)
    same_place = _same_place(table, file, held, {each.cells[table.key[0]] for each in same_key})
    again = {each.line for each in same_key if each.line.reason == SAME_WORDS}
    aside = [line for line in lines_of(intake.set_aside) if line not in again]
    had: list[str] = []
    words: dict[str, str] = {}
    for each in [*same_key, *same_place]:
        said = _as_said(each.cells, each.held, file)
        differ = _differ_in(said, each.held)
        if not differ or (file.has_made_ids and differ == {_ID}):
            had.append(key_told(table.key, each.held))
            continue
        if _is_more_careful(said, each.held):
            word = said["visibility"]
            words[each.held[_ID]] = more_careful(word, words.get(each.held[_ID], word))
        reason = (study_has_as if table.key[0] in differ else study_has)(table.key, each.held, said).reason
        aside.append(each.line._replace(reason=reason))
    gone = [*same_key, *same_place]
    names = intake.frame[table.key[0]] if len(table.key) == 1 else None
    is_gone = (
        _is_known(table, intake.frame, old) if names is None else names.isin({g.cells[table.key[0]] for g in gone})
    )
    numbers = {file.rows.get(key_told(table.key, cells)) for cells in cells_of(intake.frame[is_gone])}
    is_of_gone = intake.repaired["id"].isin(intake.frame.loc[is_gone, table.key[0]])
    repaired = intake.repaired[~(is_of_gone & intake.repaired["row"].isin(numbers))]
    rest = Intake(intake.frame[~is_gone], list_set_aside(aside), repaired)
    return Fresh(number_on(rest, old[_ID]) if file.has_made_ids else rest, tuple(sorted(had)), words)


def _is_known(table: Table, frame: pd.DataFrame, old: pd.DataFrame) -> pd.Series:
    keys = list(table.key)
    known = pd.MultiIndex.from_frame(frame[keys]).isin(pd.MultiIndex.from_frame(old[keys]))
    return pd.Series(np.asarray(known, dtype=bool), index=frame.index)


def _same_key(table: Table, file: TakenFile, held: Iterable[_Cells]) -> list[_Twice]:
    """Return the rows whose key the study has; also one that only an equal row of its file has put aside.

    What that other row says of the place, under another id, is no answer to whether the study says the same.
    """
    if file.has_made_ids:
        return []
    records = {tuple(each[name] for name in table.key): each for each in held}
    rows = cells_of(file.intake.frame)
    found = [
        _Twice(cells, records[key], line_of(table, file, cells))
        for cells in rows
        if (key := tuple(cells[name] for name in table.key)) in records
    ]
    twice = [
        line
        for line in lines_of(file.intake.set_aside)
        if line.reason == SAME_WORDS and line.id in file.intake.same_as and (line.id,) in records
    ]
    kept = {each[table.key[0]]: each for each in rows} if twice else {}
    for line in twice:
        cells = kept[file.intake.same_as[line.id]] | {table.key[0]: line.id}
        found.append(_Twice(cells, records[line.id,], line))
    return found


def _same_place(table: Table, file: TakenFile, held: Iterable[_Cells], known: set[str]) -> list[_Twice]:
    """Return the facilities that say of a place what the study does under another id, save who may know it."""
    if _ID not in table.names:
        return []
    spots: dict[tuple[str, ...], list[_Cells]] = {}
    for each in held:
        spots.setdefault(_spot(each), []).append(each)
    found = []
    for cells in cells_of(file.intake.frame):
        if not cells["name"] or cells[_ID] in known:
            continue
        alike = [each for each in spots.get(_spot(cells), ()) if _differ_in(cells, each) <= {_ID, "visibility"}]
        if alike:
            same = next((each for each in alike if each["visibility"] == cells["visibility"]), alike[0])
            found.append(_Twice(cells, same, line_of(table, file, cells)))
    return found


def _spot(cells: Mapping[str, str]) -> tuple[str, ...]:
    return cells["name"], cells["lon"], cells["lat"]


def _differ_in(cells: Mapping[str, str], held: Mapping[str, str]) -> set[str]:
    return {column for column, text in cells.items() if text != held.get(column, "")}


def _is_more_careful(said: _Cells, held: _Cells) -> bool:
    if "visibility" not in said or said["visibility"] == held["visibility"]:
        return False
    return more_careful(said["visibility"], held["visibility"]) == said["visibility"]


def _as_said(cells: _Cells, held: _Cells, file: TakenFile) -> _Cells:
    """Return a row's cells with the study's visibility where it says none itself, unless the place is hidden for it."""
    is_said = cells.get("visibility") == HIDDEN or cells.get(_ID) not in file.unsaid
    return cells if is_said or _ID not in cells else cells | {"visibility": held["visibility"]}


def line_of(table: Table, file: TakenFile, cells: _Cells) -> SetAside:
    """Return a row that was taken in as it is listed where it is set aside after all; its reason is still to be told.

    Parameters
    ----------
    table, file
        Where it was taken in, and from which file.
    cells
        The row, as `cells_of` tells it.
    """
    name = "" if file.has_made_ids else cells[table.key[0]]
    told = {column: text for column, text in cells.items() if name or column != table.key[0]}
    row = file.rows.get(key_told(table.key, cells))
    where, number = file.first.get(row or 0, (file.file, row))
    return SetAside(where, number, name, table.key[0], name, "", json.dumps(told, ensure_ascii=False))


def lines_of(set_aside: pd.DataFrame) -> list[SetAside]:
    """Return rows set aside as lines."""
    records = set_aside.astype(object).where(set_aside.notna(), None).to_dict("records")
    return [SetAside(**{str(name): value for name, value in each.items()}) for each in records]


def cells_of(frame: pd.DataFrame) -> list[_Cells]:
    """Return the rows of a table as text; the geometry of points stands in lon and lat."""
    cells = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    texts = cells.astype(object).where(cells.notna(), "").to_dict("records")
    return [{str(name): str(value) for name, value in row.items()} for row in texts]
