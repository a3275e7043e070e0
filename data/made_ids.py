"""Ids for facilities whose list has none: numbers that no hidden place has a part in."""

from dataclasses import replace

import pandas as pd

from data.intake import Intake
from data.visibility import HIDDEN


def renumber(intake: Intake) -> Intake:
    """Return facilities numbered anew: those that are not hidden from 1 in the order of their file, the hidden apart.

    Parameters
    ----------
    intake
        Facilities whose ids were made of their file and row, ``<file>-<number>``. A row's own number would tell that
        rows before it are hidden.
    """
    frame = intake.frame
    parts = frame["facility_id"].str.rpartition("-")
    stem, number = parts[0], parts[2].astype(int)
    hidden = frame["visibility"] == HIDDEN
    rank = number.groupby(hidden).rank(method="first").astype(int).astype("str")
    ids = (stem + hidden.map({True: "-hidden-", False: "-"}) + rank).rename("facility_id").astype("str")
    renamed = dict(zip(frame["facility_id"], ids, strict=True))
    numbered = frame.assign(facility_id=ids).sort_values("facility_id", ignore_index=True)
    repaired = intake.repaired.assign(id=intake.repaired["id"].map(renamed).fillna("").astype("str"))
    return replace(intake, frame=numbered, repaired=repaired, set_aside=_without_ids(intake.set_aside))


def _without_ids(set_aside: pd.DataFrame) -> pd.DataFrame:
    return set_aside.assign(id=pd.Series("", index=set_aside.index, dtype="str"))
