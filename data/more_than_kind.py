"""Units that the word for their kind says too much of: one for specialities, a hospital listed among the clinics."""

import re

from data.raw import RawRow
from data.recognise.plain import plain_whole

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
    called = [plain_whole(was) for column, _, *file in row.notes for was in file if column == "kind"]
    return name.startswith("hospital") or any(_SPECIAL.search(text) for text in (name, *called))
