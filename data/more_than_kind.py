"""Units that the word for their kind says too much of: for specialities, a hospital, one on wheels, a doubt."""

import re

from data.raw import RawRow
from data.recognise.plain import plain_whole
from data.said_services import is_doubted

_FIRST_CONTACT = ("clinic", "health_post", "mobile_clinic")
_SPECIAL = re.compile(
    r"\b(?:unemes?|especialidad(?:es)?|especializad[oa]s?|speciali[sz]ed|specialist|speciality|specialites?)\b"
)
# Of these the kind says it already, or where it is makes no difference.
_NOT_FIXED = ("mobile_clinic", "hotline")
_UNIT = (
    r"clinic[ao]?s?|cliniques?|unidade?s?|unites?|units?|hospital(?:es)?|hopital|consultorios?|centros?|centres?"
    r"|brigadas?|brigades?|equipos?|equipes?|teams?|modulos?|puestos?|postos?|postes?|dispensarios?|dispensaires?|farmacias?"
    r"|pharmac(?:y|ies?)|health|medic[ao]s?|medical|salud|saude|sante|servicios?|servicos?|services?"
)
_MOVES = r"moviles|movil|mobiles?|movel|moveis|itinerantes?|ambulantes?|rodantes?"
_MOBILE = re.compile(
    rf"\b(?:{_UNIT}) (?:\w+ ){{0,2}}(?:{_MOVES})\b|\bmobile (?:\w+ ){{0,2}}(?:{_UNIT})\b|\bumms?\b"
    r"|\b(?:caravan[ae]?s?|brigad[ae]s?) (?:\w+ ){0,2}(?:salud|saude|sante|health|medic[ao]s?|medical)\b"
    r"|\b(?:sobre ruedas|on wheels|sur roues|sobre rodas)\b"
)


def is_mobile_by_its_name(row: RawRow, kind: str) -> bool:
    """Tell whether a place that counts as fixed is called a mobile unit: *Clínica Móvil*, *Caravana de la Salud*.

    Parameters
    ----------
    row
        Its row, whose notes hold what the file calls its kind.
    kind
        What that was read as.
    """
    return kind not in _NOT_FIXED and any(map(_MOBILE.search, _called(row)))


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
    name, *kinds = _called(row)
    return name.startswith("hospital") or any(map(_SPECIAL.search, (name, *kinds)))


def is_kind_doubted(row: RawRow) -> bool:
    """Tell whether a file only supposes the kind of a place: *Clínica?*, *albergue (por confirmar)*."""
    return any(map(is_doubted, row.given("kind")))


def _called(row: RawRow) -> list[str]:
    """Return what a place is called: its name, and what the file calls its kind where that is not our word for it."""
    return [plain_whole(text) for text in (row.cells.get("name", ""), *row.given("kind"))]
