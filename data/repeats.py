"""Why a row is set aside that says a place another row says: alike, or with a word against it."""

from collections.abc import Mapping
from typing import Any

from data.mends import Refusal
from data.vocabulary import UNKNOWN

# Of these two rows of one place must not differ: whoever reads the list has to find out which is right.
_WEIGHTY = ("visibility", "women_only", "status")
SAME_WORDS = "is repeated: another row says the same under another name of its own"


def same_key(column: str, kept: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why one of two rows with the same key is set aside.

    Parameters
    ----------
    column
        The key.
    kept, other
        Their records.
    """
    against = _against(kept, other)
    if against:
        return Refusal(column, f"is repeated: another row has it, and the two contradict each other in {against}")
    return Refusal(column, "is repeated: another row has it")


def same_words(column: str) -> Refusal:
    """Return why a row is set aside that says all another does, under another key."""
    return Refusal(column, SAME_WORDS)


def study_has(column: str, held: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why a row is set aside whose key a study has, while it says something else.

    Parameters
    ----------
    column
        The key.
    held, other
        The study's record and the row's.
    """
    against = _against(held, other)
    if against:
        return Refusal(column, f"is repeated: the study has it, and the two contradict each other in {against}")
    return Refusal(column, "is repeated: the study has it")


def study_has_as(column: str, held: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why a row is set aside that says under another key what a study does; see `study_has`."""
    against = _against(held, other)
    if against:
        what = f"is repeated: the study has it under another id, and the two contradict each other in {against}"
        return Refusal(column, what)
    return Refusal(column, "is repeated: the study has it under another id")


def _against(kept: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    known = [name for name in _WEIGHTY if not {kept.get(name) or UNKNOWN, other.get(name) or UNKNOWN} & {UNKNOWN}]
    return ", ".join(name for name in known if kept[name] != other[name])
