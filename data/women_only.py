"""Whether a place is for women only, in whatever words: where that is not clear, nobody may learn where it is."""

from functools import lru_cache

from data.cells import yes_no
from data.intake import Row
from data.recognise.plain import plain_whole
from data.secrecy import word_groups
from data.vocabulary import NO, UNKNOWN, YES

_YES_WORDS = [[word] for word in ("yes", "si", "oui", "sim", "wi", "true", "verdadero")]
_NO_AND = ("no, ", "no; ", "no: ", "no. ", "non, ", "não, ", "nao, ")
_COLUMN = "women_only"


def women_only(row: Row) -> str:
    """Return yes, no or unknown: yes too for a cell that begins with it or names women, no for one that names men."""
    text = row.text(_COLUMN)
    if not text:
        return UNKNOWN
    value = _read(text)
    if text != value:
        row.mend(_COLUMN, f"read as {value}" if value else "neither yes nor no, read as unknown")
    return value or UNKNOWN


def may_be_women_only(text: str) -> bool:
    """Tell whether a cell says something that is not clearly no, nor that nobody knows."""
    return bool(text) and _read(text) in (YES, "")


@lru_cache(maxsize=10_000)
def _read(text: str) -> str:
    """Return what a filled cell says, ``""`` where that is not clear."""
    said = yes_no(text)
    if said or "?" in text:
        return said
    head = next((head for head in _NO_AND if text.lower().startswith(head)), "")
    groups, begins_with_yes = word_groups(text[len(head) :]), plain_whole(text).split()[:1] in _YES_WORDS
    if "not" in groups:
        return ""
    if "men" in groups:
        return "" if begins_with_yes else NO
    return YES if begins_with_yes or ("women" in groups and not head) else ""
