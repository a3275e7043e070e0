"""Why a row is set aside that says a place another row says: alike, or with a word against it."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.mends import Refusal
from data.vocabulary import UNKNOWN

# Of these two rows of one place must not differ: whoever reads the list has to find out which is right.
_WEIGHTY = ("visibility", "women_only", "status")
SAME_WORDS = "is repeated: another row says the same under another name of its own"


def same_key(key: tuple[str, ...], kept: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why one of two rows with the same key is set aside.

    Parameters
    ----------
    key
        The columns that tell rows apart.
    kept, other
        Their records.
    """
    column, columns, against = key[0], ", ".join(key), _against(kept, other)
    if len(key) > 1:
        return Refusal(column, f"is repeated: another row has the same {columns}")
    if against:
        return Refusal(column, f"is repeated: another row has it, and the two contradict each other in {against}")
    return Refusal(column, "is repeated: another row has it")


def same_words(column: str) -> Refusal:
    """Return why a row is set aside that says all another does, under another key."""
    return Refusal(column, SAME_WORDS)


def study_has(key: tuple[str, ...], held: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why a row is set aside whose key a study has, while it says something else.

    Parameters
    ----------
    key
        The columns that tell rows apart.
    held, other
        The study's record and the row's.
    """
    column, columns, against = key[0], ", ".join(key), _against(held, other)
    if len(key) > 1:
        return Refusal(column, f"is repeated: the study has another row of the same {columns}")
    if against:
        return Refusal(column, f"is repeated: the study has it, and the two contradict each other in {against}")
    return Refusal(column, "is repeated: the study has it")


def study_has_as(key: tuple[str, ...], held: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why a row is set aside that says under another key what a study does; see `study_has`."""
    column, against = key[0], _against(held, other)
    if against:
        what = f"is repeated: the study has it under another id, and the two contradict each other in {against}"
        return Refusal(column, what)
    return Refusal(column, "is repeated: the study has it under another id")


def key_told(key: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return what tells a row from all others, in words.

    Parameters
    ----------
    key
        The columns that do.
    cells
        The row, as text.

    Examples
    --------
    >>> key_told(["day", "team", "order"], {"day": "2026-03-02", "team": "A", "order": "3.0"})
    '2026-03-02 A 3'
    """
    if len(key) == 1:
        return cells.get(key[0], "")
    return " ".join(cells.get(name, "").strip().removesuffix(".0") for name in key)


def _against(kept: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    known = [name for name in _WEIGHTY if not {kept.get(name) or UNKNOWN, other.get(name) or UNKNOWN} & {UNKNOWN}]
    return ", ".join(name for name in known if kept[name] != other[name])
