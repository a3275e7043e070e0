"""The sites a team or a service could stand at: those of a study, or of a file somebody gives for one question."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.from_outside import NO_CHOICE, Choice, take_outside
from data.repeats import SAME_WORDS
from data.schemas import CANDIDATES
from data.study import Study
from geo.errors import InputError, QuestionError

_ID = CANDIDATES.key[0]


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Sites to choose from.

    Attributes
    ----------
    frame
        The columns of ``CANDIDATES``, EPSG:4326, ordered by ``site_id``; one without a name is called by its id.
    file
        What they were read from.
    set_aside
        Rows that cannot be used, as `Intake` lists them; those of a study's own are listed in the study.
    repaired
        Cells read as something else than they say, or emptied, likewise.
    notes
        What was noticed about the file as a whole.
    """

    frame: gpd.GeoDataFrame
    file: str
    set_aside: pd.DataFrame
    repaired: pd.DataFrame
    notes: tuple[str, ...] = ()


def load_candidates(study: Study, file: Path | None = None, chosen: Choice = NO_CHOICE) -> Sites:
    """Return the sites of a file, else those of the study.

    Parameters
    ----------
    study
        The study.
    file
        A file from outside, its columns recognised; ``sites.csv`` and ``stops.csv`` of an earlier answer are such
        files. None: the study's own table.
    chosen
        Their column by ours, decided by somebody (see `recognise`).

    Raises
    ------
    InputError
        The file cannot be used, or two of its rows have one id: nobody can tell which of them is meant.
    QuestionError
        No file is given and the study has no sites.
    """
    if file is None:
        return _of_study(study)
    taken = take_outside(CANDIDATES.noun, file, chosen)
    _check_ids(taken.file, taken.intake.set_aside)
    return Sites(_named(taken.intake.frame), taken.file, taken.intake.set_aside, taken.intake.repaired, taken.notes)


def _of_study(study: Study) -> Sites:
    if study.candidates is None:
        todo = "Give a file of them, or add some to the study: alcance add STUDY FILE --table candidates."
        raise QuestionError(str(study.path), "has no sites to choose from", todo)
    return Sites(_named(study.candidates), f"{CANDIDATES.noun}.csv", study.set_aside.iloc[:0], study.repaired.iloc[:0])


def _check_ids(file: str, set_aside: pd.DataFrame) -> None:
    twice = set_aside[(set_aside["column"] == _ID) & (set_aside["id"] != "") & (set_aside["reason"] != SAME_WORDS)]
    if len(twice):
        row = twice.iloc[0]
        raise InputError(f"{file} row {row['row']}", f"{row['id']!r} is the id of two sites", "Give each its own.")


def _named(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    names = frame["name"].where(frame["name"] != "", frame[_ID])
    return gpd.GeoDataFrame(frame.assign(name=names))
