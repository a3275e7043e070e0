"""Who may know where a place is: what its row says, unless that could put somebody in danger."""

from typing import Literal

from data.cells import word
from data.intake import Record, Row
from data.vocabulary import VISIBILITIES, YES

Origin = Literal["upload", "osm"]
HIDDEN, RESTRICTED, PUBLIC = "hidden", "restricted", "public"


def visibility(row: Row, record: Record, origin: Origin) -> str:
    """Return who may know the place: ``public``, ``restricted`` or ``hidden``.

    Parameters
    ----------
    row
        The row, whose cell ``visibility`` may be empty. A word that is none of the three hides the place.
    record
        Its kind, services, women_only and visibility_reason as they were read.
    origin
        ``upload``: somebody's file; ``osm``: OpenStreetMap.
    """
    declared = word(row, "visibility", VISIBILITIES, otherwise=HIDDEN)
    services = set(f"{record['services']};{record['services_possible']}".split(";"))
    if _is_secret(record, services) and not record["visibility_reason"]:
        if declared not in ("", HIDDEN):
            row.mend("visibility", "hidden: for women only or about violence, and no visibility_reason is given")
        return HIDDEN
    if declared:
        return declared
    if record["kind"] == "shelter" or "shelter" in services:
        return HIDDEN
    return PUBLIC if origin == "osm" else RESTRICTED


def _is_secret(record: Record, services: set[str]) -> bool:
    return record["women_only"] == YES or "gbv" in services
