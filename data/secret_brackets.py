"""What the whole name of a column asks for, with what stands in brackets: *Dirección (confidencial, no publicar)*."""

import re
from functools import lru_cache

from data.secret_codes import without_codes
from data.secret_headers import Asks, secrecy_asked
from data.secret_notes import asks_for_secrecy

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]+)[)\]}]|[(\[{]([^()\[\]{}]+)$")


@lru_cache(maxsize=4096)
def asked_by(header: str) -> Asks:
    """Return what a name asks for, or else what its brackets do.

    Parameters
    ----------
    header
        ``Dirección (no publicar)``: ``secret``, so that a place with an address there is hidden; ``q7 (¿Publicar?)``:
        ``tellable``. *Baño (privado)* asks for nothing: what kind of place it is may stand in brackets.
    """
    asked = secrecy_asked(header)
    if asked:
        return asked
    for inside in (one or other for one, other in _BRACKETS.findall(without_codes(header))):
        if secrecy_asked(inside) == "tellable":
            return "tellable" if asks_in_brackets(header) else ""
        if asks_for_secrecy(inside):
            return "secret"
    return ""


def asks_in_brackets(header: str) -> bool:
    """Tell whether a name asks a question in its brackets alone."""
    return any("?" in (one or other) or "¿" in (one or other) for one, other in _BRACKETS.findall(header))
