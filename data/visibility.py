"""Who may know where a place is: what its row says, unless that could put somebody in danger."""

from typing import Literal, NamedTuple

import pandas as pd

from data.cells import word
from data.intake import Record, Row
from data.raw import RawTable
from data.vocabulary import VISIBILITIES, YES

Origin = Literal["upload", "osm"]
HIDDEN, RESTRICTED, PUBLIC = "hidden", "restricted", "public"


class Unsaid(NamedTuple):
    """How many places do not say who may know them and are hidden for what they are.

    Attributes
    ----------
    shelters
        Shelters, which somebody may decide about for the whole list.
    secret
        Places for women only or about violence, which only a reason in their own row can show.
    """

    shelters: int = 0
    secret: int = 0


def visibility(row: Row, record: Record, origin: Origin, shelters: str = HIDDEN) -> str:
    """Return who may know the place: ``public``, ``restricted`` or ``hidden``.

    Parameters
    ----------
    row
        The row, whose cell ``visibility`` may be empty. A word that is none of the three hides the place.
    record
        Its kind, services, women_only and visibility_reason as they were read.
    origin
        ``upload``: somebody's file; ``osm``: OpenStreetMap.
    shelters
        What a shelter is that does not say it, and is neither for women only nor about violence.
    """
    declared = word(row, "visibility", VISIBILITIES, otherwise=HIDDEN)
    services = set(f"{record['services']};{record['services_possible']}".split(";"))
    secret = _is_secret(record["women_only"], services)
    if secret and not record["visibility_reason"]:
        if declared not in ("", HIDDEN):
            row.mend("visibility", "hidden: for women only or about violence, and no visibility_reason is given")
        return HIDDEN
    if declared:
        return declared
    if record["kind"] == "shelter" or "shelter" in services:
        return HIDDEN if secret else shelters
    return PUBLIC if origin == "osm" else RESTRICTED


def count_unsaid(raw: RawTable, frame: pd.DataFrame) -> Unsaid:
    """Return how many places are hidden without their rows' saying so.

    Parameters
    ----------
    raw
        The rows a list of services was made of, under our names.
    frame
        The list, made with shelters hidden.
    """
    said = {row.cells.get("facility_id", "") for row in raw.rows if row.cells.get("visibility", "").strip()}
    unsaid = frame[(frame["visibility"] == HIDDEN) & ~frame["facility_id"].isin(said)]
    services = unsaid["services"] + ";" + unsaid["services_possible"]
    secret = [
        _is_secret(women_only, set(words.split(";")))
        for women_only, words in zip(unsaid["women_only"], services, strict=True)
    ]
    return Unsaid(len(unsaid) - sum(secret), sum(secret))


def _is_secret(women_only: str, services: set[str]) -> bool:
    return women_only == YES or "gbv" in services
