"""What of a table may leave, and who told it."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.sources_sheet import SOURCE_COLUMNS
from data.study import Study
from data.tables_of_study import STUDY_TABLES
from data.visibility import HIDDEN
from geo.errors import QuestionError

# Where people in transit are, where teams will be and what befell somebody is told to nobody outside.
INTERNAL_ONLY = frozenset({"flows", "visits", "incidents"})
INTERNAL, EXAMPLE = "INTERNAL", "EXAMPLE"


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A table that is to leave.

    Attributes
    ----------
    noun, title
        The table, and the study it comes from.
    frame
        Its rows, sorted by key; a column for each stamp behind the others.
    sources
        ``title, licence, url, retrieved`` of who told it, a row each.
    stamps
        The words every file must carry.
    """

    noun: str
    title: str
    frame: pd.DataFrame
    sources: pd.DataFrame
    stamps: tuple[str, ...]


def told(study: Study, noun: str, *, internal: bool) -> Told:
    """Return a table of a study as it may leave.

    Parameters
    ----------
    study
        As loaded.
    noun
        A key of ``STUDY_TABLES``.
    internal
        Whether hidden places, people in transit and visits come along; everything is then stamped. Columns of the
        file's own that are empty in every row told are left out, so that none betrays a row that is not.

    Raises
    ------
    QuestionError
        There is no such table, the study lacks it, or it leaves with `internal` only.
    """
    frame = _frame(study, noun)
    if noun in INTERNAL_ONLY and not internal:
        raise _never_public(noun)
    if "visibility" in frame and not internal:
        frame = frame[frame["visibility"] != HIDDEN].reset_index(drop=True)
    stamps = (EXAMPLE,) * study.example + (INTERNAL,) * internal
    frame = frame.drop(columns=_empty(frame, noun)).assign(**{stamp: stamp for stamp in stamps})
    return Told(noun, study.title, _geometry_last(frame), _sources(study, noun, stamps), stamps)


def _never_public(noun: str) -> QuestionError:
    where, todo = f"table {noun}", "Export it with --internal, and don't pass it on."
    if noun == "flows":
        return QuestionError(where, "tells where people are in transit, which is never public", todo)
    if noun == "visits":
        return QuestionError(where, "tells where teams will be, which is never public", todo)
    return QuestionError(where, "tells what befell single people, which is never public", todo)


def _frame(study: Study, noun: str) -> pd.DataFrame:
    if noun not in STUDY_TABLES:
        raise QuestionError(f"--table {noun}", "is no table of a study", f"Choose one of {', '.join(STUDY_TABLES)}.")
    frame: pd.DataFrame | None = getattr(study, noun)
    if frame is None:
        raise QuestionError(str(study.path), f"has no table {noun}", "Choose a table the study has.")
    return frame


def _empty(frame: pd.DataFrame, noun: str) -> list[str]:
    known = (*STUDY_TABLES[noun].table.names, "geometry")
    return [name for name in frame.columns if name not in known and not frame[name].astype(bool).any()]


def _geometry_last(frame: pd.DataFrame) -> pd.DataFrame:
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    return frame[[name for name in frame.columns if name != "geometry"] + ["geometry"]]


def _sources(study: Study, noun: str, stamps: tuple[str, ...]) -> pd.DataFrame:
    """Return the sources of a table: those named for it, and those of the whole study."""
    rows = [[each.title, each.licence, each.url, each.retrieved] for each in study.sources if each.table in ("", noun)]
    frame = pd.DataFrame(rows, columns=list(SOURCE_COLUMNS), dtype="str")
    return frame.assign(**{stamp: stamp for stamp in stamps})
