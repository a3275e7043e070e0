"""Adds rows to a table of a study: new ones, or those set aside when it was made and mended since."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.encode import encode_csv
from data.intake import Counts, Intake, SetAside, list_set_aside
from data.quarantine import file_to_mend, rows_to_mend
from data.read_csv import read_csv
from data.study import QUARANTINE, REPAIRED, load_study
from data.table import CRS, Table, check
from data.tables_of_study import STUDY_TABLES, load_table
from data.taken_file import TakenFile
from data.write import write_together
from geo.errors import StudyError


def add_rows(study: Path, noun: str, file: TakenFile) -> Counts:
    """Add the rows of a file to a table of a study, and return what became of them.

    Parameters
    ----------
    study
        The study's folder.
    noun
        A table of points or numbers, which the study keeps as CSV.
    file
        The file as it was taken in. A row whose key the study has already is set aside. Rows that say where they were
        set aside from (as in quarantine-TABLE.csv) are taken off the study's list of rows set aside.

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
    fresh = _fresh(table, file.intake, old)
    left = [line for line in _lines(loaded.set_aside) if (line.file, line.row) not in file.mended]
    aside = list_set_aside([*left, *_lines(fresh.set_aside)])
    to_mend = _to_mend(study / file_to_mend(noun), file.mended, fresh.set_aside)
    repaired = pd.concat([loaded.repaired, fresh.repaired], ignore_index=True)
    frame = fresh.frame if old is None else _joined(table, old, fresh.frame)
    contents = {path.name: encode_csv(frame), QUARANTINE: encode_csv(aside), REPAIRED: encode_csv(repaired)}
    write_together(study, contents | {file_to_mend(noun): encode_csv(to_mend)})
    return fresh.counts


def _lines(set_aside: pd.DataFrame) -> list[SetAside]:
    records = set_aside.to_dict("records")
    return [SetAside(**{str(name): value for name, value in each.items()}) for each in records]


def _fresh(table: Table, intake: Intake, old: pd.DataFrame | None) -> Intake:
    """Return what was taken in without the rows whose key the study has; those are set aside."""
    if old is None:
        return intake
    keys = list(table.key)
    known = pd.MultiIndex.from_frame(intake.frame[keys]).isin(pd.MultiIndex.from_frame(old[keys]))
    repeated = intake.frame[known]
    lines = [
        SetAside(table.noun, None, str(row[keys[0]]), keys[0], str(row[keys[0]]), "is repeated: the study has it", "{}")
        for row in repeated.to_dict("records")
    ]
    aside = list_set_aside([*_lines(intake.set_aside), *lines])
    repaired = intake.repaired[~intake.repaired["id"].isin(repeated[keys[0]])]
    return Intake(intake.frame[~known], aside, repaired)


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
