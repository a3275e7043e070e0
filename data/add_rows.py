"""Adds rows to a table of a study: new ones, or those set aside when it was made and mended since."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.against_study import fresh_rows, lines_of
from data.encode import encode_csv
from data.hsds_members import NOT_KEPT
from data.intake import Counts, SetAside, list_repaired, list_set_aside
from data.left_out import with_left_out
from data.one_place import raised, raised_by_name, raised_by_row, with_visibility
from data.quarantine import file_to_mend, first_set_aside, rows_to_mend
from data.read_csv import read_csv
from data.revised_visits import revise_visits
from data.schemas import VISITS
from data.study import QUARANTINE, REPAIRED, load_study
from data.study_file import FILE_NAME, Source, with_sources
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
        The mended cells of the rows that joined it, and of its own that became more careful, as `Intake` lists them.
    held_back
        (id, visibility before, why) of the study's own places that became more careful by what was added.
    replaced
        (team, first day, last day, visits replaced, visits later than that, which stay) of each team whose older
        timetable a newer one took the place of; only of visits.
    """

    counts: Counts
    had: tuple[str, ...]
    repaired: pd.DataFrame
    held_back: tuple[tuple[str, str, str], ...] = ()
    replaced: tuple[tuple[str, str, str, int, int], ...] = ()


def add_rows(study: Path, noun: str, file: TakenFile) -> Added:
    """Add the rows of a file to a table of a study, and return what became of them.

    Parameters
    ----------
    study
        The study's folder.
    noun
        A table of points or numbers, which the study keeps as CSV.
    file
        The file as it was taken in. A row whose key the study has already is set aside, unless it says the same; the
        study's own row stays as it is, except that it becomes as careful as that about who may know the place, or as
        another place of its name within 100 m. Visits take the place of their team's older ones (`revise_visits`). Rows
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
    replaced: tuple[tuple[str, str, str, int, int], ...] = ()
    if noun == VISITS.noun and isinstance(old, gpd.GeoDataFrame):
        revised = revise_visits(old, file)
        old, file, replaced = revised.old, revised.file, revised.replaced
    found = fresh_rows(table, file, old)
    fresh = found.intake
    left = [line for line in lines_of(loaded.set_aside) if (line.file, line.row) not in file.mended]
    # What is set aside again is listed as it was at first, contradictions and all.
    listed = {line._replace(reason="") for line in left}
    new = [line for line in map(_as_at_first, lines_of(fresh.set_aside)) if line._replace(reason="") not in listed]
    aside = list_set_aside([*left, *new])
    to_mend = _to_mend(study / file_to_mend(noun), file.mended, list_set_aside(new))
    frame = fresh.frame if old is None else _joined(table, old, fresh.frame)
    frame, raised_rows = _as_careful(frame, found.words, file)
    new_repaired = pd.concat([fresh.repaired, raised_rows], ignore_index=True)
    repaired = pd.concat([loaded.repaired, new_repaired], ignore_index=True)
    contents = {path.name: encode_csv(frame), QUARANTINE: encode_csv(aside), REPAIRED: encode_csv(repaired)}
    if file.left_out:
        contents[NOT_KEPT] = encode_csv(with_left_out(study / NOT_KEPT, file.file, file.left_out))
    if old is None and not any(source.table == noun for source in loaded.sources):
        named = [Source(*each, table=noun) for each in file.sources] or [Source(file.file, table=noun)]
        contents[FILE_NAME] = with_sources((study / FILE_NAME).read_text("utf-8"), named).encode()
    write_together(study, contents | {file_to_mend(noun): encode_csv(to_mend)})
    ours = set() if old is None else set(old[table.key[0]])
    told = zip(raised_rows["id"], raised_rows["value"], raised_rows["mend"], strict=True)
    return Added(fresh.counts, found.had, new_repaired, tuple(each for each in told if each[0] in ours), replaced)


def _as_at_first(line: SetAside) -> SetAside:
    first = first_set_aside(line.cells)
    return line if first is None else line._replace(file=first[0], row=first[1], cells=first[2])


def _as_careful(frame: pd.DataFrame, words: Mapping[str, str], file: TakenFile) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a study's table in which no place is told of that a row added says nobody may know, and what changed."""
    if not isinstance(frame, gpd.GeoDataFrame) or "visibility" not in frame.columns:
        return frame, list_repaired([])
    said = dict(zip(frame["facility_id"], frame["visibility"], strict=True))
    alike = with_visibility(frame, words)
    by_name = raised(alike)
    told = {name: raised_by_row(word) for name, word in words.items()}
    told |= {name: raised_by_name(word) for name, word in by_name.items()}
    rows = [(file.rows.get(name), name, told[name]) for name in sorted(told)]
    lines = [(file.file, row, name, mend.column, said[name], mend.mend) for row, name, mend in rows]
    return with_visibility(alike, by_name), list_repaired(lines)


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
