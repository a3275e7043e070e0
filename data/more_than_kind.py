"""Units that the word for their kind says too much of: one for specialities, a hospital among the clinics, a doubt."""

import re

from data.raw import RawRow
from data.recognise.plain import plain_whole
from data.said_services import is_doubted

_FIRST_CONTACT = ("clinic", "health_post", "mobile_clinic")
_SPECIAL = re.compile(
    r"\b(?:unemes?|especialidad(?:es)?|especializad[oa]s?|speciali[sz]ed|specialist|speciality|specialites?)\b"
)


def is_more_than_its_kind(row: RawRow, kind: str) -> bool:
    """Tell whether a place that counts as one of first contact may see nobody without referral.

    Parameters
    ----------
    row
        Its row, whose notes hold what the file calls its kind.
    kind
        What that was read as.
    """
    if kind not in _FIRST_CONTACT:
        return False
    name = plain_whole(row.cells.get("name", ""))
    return name.startswith("hospital") or any(_SPECIAL.search(text) for text in (name, *map(plain_whole, _called(row))))


def is_kind_doubted(row: RawRow) -> bool:
    """Tell whether a file only supposes the kind of a place: *Clínica?*, *albergue (por confirmar)*."""
    return any(map(is_doubted, _called(row)))


def _called(row: RawRow) -> list[str]:
    """Return what the file calls a kind, where that is not our word for it."""
    return [was for column, _, *file in row.notes for was in file if column == "kind"]
