"""Whether a place is open, as a cell says it in words, or in a yes or no under a name that asks."""

import re
from functools import lru_cache

from data.asides import CLOSING
from data.cells import yes_no
from data.recognise.plain import last_part, plain, plain_header, plain_whole
from data.recognise.words import load_words
from data.said_services import begins_with_no, is_plainly_said
from data.vocabulary import NO, UNKNOWN, YES

OPEN, CLOSED = "open", "closed"
_OPEN = re.compile(
    r"\b(?:abiert|abert|open|ouvert|oper|fonction|func|activ|ativ|actif|servi|exist|disponib|available|working|running)"
)
_YES = ("si ", "yes ", "oui ", "sim ")
# Words around the one that asks: "is it open", "¿está abierto actualmente?".
_AROUND_WORDS = (
    "actual actualmente ahora aun centro ce currently current es esta est estado hoy il is it lugar now place",
    "sigue sitio still this today todavia unidad",
)
_AROUND = frozenset(word for line in _AROUND_WORDS for word in line.split())


@lru_cache(maxsize=10_000)
def read_openness(text: str) -> str:
    """Return ``open``, ``closed`` or ``unknown`` as a cell says it; ``""`` where it says something else.

    Parameters
    ----------
    text
        The cell, in any of the four languages. What begins with a word for closed, or denies one for open, is closed,
        and so is a bare no; a bare yes says nothing, as long as no question stands above it.
    """
    whole = plain_whole(text)
    said = yes_no(text)
    if not whole or said:
        return {NO: CLOSED, UNKNOWN: UNKNOWN}.get(said, "")
    if whole in load_words("status") and "?" not in text:
        return load_words("status")[whole]
    if CLOSING.match(whole) and "?" not in text:
        return CLOSED
    if begins_with_no(text) and _OPEN.search(whole):
        return CLOSED
    return "" if is_plainly_said(text) else UNKNOWN


@lru_cache(maxsize=4096)
def openness_asked(header: str) -> str:
    """Return what a yes under a column's name means, ``open`` or ``closed``; ``""`` where the name asks for neither."""
    for name in (plain_header(header), plain(last_part(header))):
        said = load_words("status").get(name) or load_words("status").get(
            " ".join(word for word in name.split() if word not in _AROUND)
        )
        if said in (OPEN, CLOSED):
            return said
    return ""


def read_under(text: str, header: str) -> str:
    """Return what a cell says under the name of its column, in our word; the cell as it is where that is not clear.

    Parameters
    ----------
    text
        The cell.
    header
        ``Abierto``, ``¿Está cerrado?``, ``Estatus`` …
    """
    asked, said = openness_asked(header), yes_no(text)
    if asked and said in (YES, NO):
        return asked if said == YES else {OPEN: CLOSED, CLOSED: OPEN}[asked]
    if asked == OPEN and begins_with_no(text):
        return CLOSED
    if asked == CLOSED and plain_whole(text).startswith(_YES):
        return CLOSED
    return read_openness(text) or text
