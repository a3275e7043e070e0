"""Adds rows to a table of a study: new ones, or those set aside when it was made and mended since."""

import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.encode import encode_csv
from data.hsds_members import NOT_KEPT
from data.intake import Counts, Intake, SetAside, list_set_aside
from data.left_out import with_left_out
from data.made_ids import number_on
from data.quarantine import file_to_mend, first_set_aside, rows_to_mend
from data.read_csv import read_csv
from data.study import QUARANTINE, REPAIRED, load_study
from data.table import CRS, Table, check
from data.tables_of_study import STUDY_TABLES, load_table
from data.taken_file import TakenFile
from data.write import write_together
from geo.errors import StudyError


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the rows of a file that were added to a study.

    Attributes
    ----------
    counts
        Of all its rows but those the study had already.
    had
        Ids of those the study had already, and that say nothing else than it does; sorted.
    repaired
        The mended cells of the rows that joined it, as `Intake` lists them.
    """

    counts: Counts
    had: tuple[str, ...]
    repaired: pd.DataFrame


def add_rows(study: Path, noun: str, file: TakenFile) -> Added:
    """Add the rows of a file to a table of a study, and return what became of them.

    Parameters
    ----------
    study
        The study's folder.
    noun
        A table of points or numbers, which the study keeps as CSV.
    file
        The file as it was taken in. A row whose key the study has already is set aside, unless it says the same. Rows
        that say where they were set aside from (as in quarantine-TABLE.csv) are taken off the study's list of rows set
        aside; if they are set aside again, they are listed as the rows they were at first.

    Raises
    ------
    StudyError
        The study keeps the table in another format.
    QuestionError
        The study cannot be written.
    """
    table = STUDY_TABLES[noun].table
    path = study / STUDY_TABLES[noun].file_name
    if path.suffix != ".csv":
        raise StudyError(
            str(path), "is a table of lines or areas, which rows cannot be added to", "Make the study again."
        )
    loaded = load_study(study)
    old = load_table(noun, path).frame if path.is_file() else None
    fresh, had = _fresh(table, file, old)
    left = [line for line in _lines(loaded.set_aside) if (line.file, line.row) not in file.mended]
    new = [line for line in map(_as_at_first, _lines(fresh.set_aside)) if line not in left]
    aside = list_set_aside([*left, *new])
    to_mend = _to_mend(study / file_to_mend(noun), file.mended, list_set_aside(new))
    repaired = pd.concat([loaded.repaired, fresh.repaired], ignore_index=True)
    frame = fresh.frame if old is None else _joined(table, old, fresh.frame)
    contents = {path.name: encode_csv(frame), QUARANTINE: encode_csv(aside), REPAIRED: encode_csv(repaired)}
    if file.left_out:
        contents[NOT_KEPT] = encode_csv(with_left_out(study / NOT_KEPT, file.file, file.left_out))
    write_together(study, contents | {file_to_mend(noun): encode_csv(to_mend)})
    return Added(fresh.counts, had, fresh.repaired)


def _lines(set_aside: pd.DataFrame) -> list[SetAside]:
    records = set_aside.astype(object).where(set_aside.notna(), None).to_dict("records")
    return [SetAside(**{str(name): value for name, value in each.items()}) for each in records]


def _as_at_first(line: SetAside) -> SetAside:
    first = first_set_aside(line.cells)
    return line if first is None else line._replace(file=first[0], row=first[1], cells=first[2])


def _fresh(table: Table, file: TakenFile, old: pd.DataFrame | None) -> tuple[Intake, tuple[str, ...]]:
    """Return what was taken in without the rows whose key the study has, and the ids of those that say the same.

    Those that say something else are set aside.
    """
    intake = file.intake
    if old is None:
        return intake, ()
    if file.has_made_ids:
        return _numbered_on(intake, old)
    keys = list(table.key)
    known = pd.MultiIndex.from_frame(intake.frame[keys]).isin(pd.MultiIndex.from_frame(old[keys]))
    records = {tuple(each[name] for name in keys): each for each in _cells(old)}
    had, lines = [], []
    for cells in _cells(intake.frame[known]):
        name = cells[keys[0]]
        held = records[tuple(cells[key] for key in keys)]
        if all(text == held.get(column, "") for column, text in cells.items()):
            had.append(name)
            continue
        whole, row = json.dumps(cells, ensure_ascii=False), file.rows.get(name)
        where, number = file.first.get(row or 0, (file.file, row))
        lines.append(SetAside(where, number, name, keys[0], name, "is repeated: the study has it", whole))
    aside = list_set_aside([*_lines(intake.set_aside), *lines])
    repaired = intake.repaired[~intake.repaired["id"].isin(intake.frame[known][keys[0]])]
    return Intake(intake.frame[~known], aside, repaired), tuple(sorted(had))


def _numbered_on(intake: Intake, old: pd.DataFrame) -> tuple[Intake, tuple[str, ...]]:
    """Return facilities whose ids were made with ids the study lacks, and the ids it has for those that say the same.

    Two numbers that are equal say nothing of two rows: only all their other cells do.
    """
    held: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for each in _cells(old):
        held.setdefault(_spot(each), []).append(each)
    same = [
        next((other["facility_id"] for other in held.get(_spot(each), ()) if _says_the_same(each, other)), "")
        for each in _cells(intake.frame)
    ]
    is_known = pd.Series([bool(found) for found in same], index=intake.frame.index, dtype="bool")
    repaired = intake.repaired[~intake.repaired["id"].isin(intake.frame.loc[is_known, "facility_id"])]
    fresh = Intake(intake.frame[~is_known], intake.set_aside, repaired)
    return number_on(fresh, old["facility_id"]), tuple(sorted(filter(None, same)))


def _spot(cells: dict[str, str]) -> tuple[str, ...]:
    return cells["name"], cells["lon"], cells["lat"]


def _says_the_same(cells: dict[str, str], held: dict[str, str]) -> bool:
    return all(text == held.get(column, "") for column, text in cells.items() if column != "facility_id")


def _cells(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table as text; the geometry of points stands in lon and lat."""
    cells = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    texts = cells.astype(object).where(cells.notna(), "").to_dict("records")
    return [{str(name): str(value) for name, value in row.items()} for row in texts]


def _joined(table: Table, old: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([old, fresh], ignore_index=True).sort_values(list(table.key), ignore_index=True)
    texts = [name for name in both.columns if name != "geometry" and both[name].dtype != "float64"]
    both[texts] = both[texts].fillna("")
    return check(table, gpd.GeoDataFrame(both, crs=CRS) if table.geometry else pd.DataFrame(both))


def _to_mend(path: Path, mended: frozenset[tuple[str, int]], fresh: pd.DataFrame) -> pd.DataFrame:
    """Return the table's rows still to be mended, under their own columns."""
    new = rows_to_mend(fresh)
    if not path.is_file():
        return new
    raw = read_csv(path)
    own = [
        row.cells for row in raw.rows if (row.cells["alcance_file"], int(row.cells["alcance_row"] or 0)) not in mended
    ]
    return pd.concat([pd.DataFrame(own, columns=list(raw.columns)), new], ignore_index=True).fillna("").astype("str")
