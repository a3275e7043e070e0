"""Why a row is set aside that says a place another row says: alike, or with a word against it."""

from collections.abc import Mapping
from typing import Any

from data.mends import Refusal
from data.vocabulary import UNKNOWN

# Of these two rows of one place must not differ: whoever reads the list has to find out which is right.
_WEIGHTY = ("visibility", "women_only", "status")


def same_key(column: str, kept: Mapping[str, Any], other: Mapping[str, Any]) -> Refusal:
    """Return why one of two rows with the same key is set aside.

    Parameters
    ----------
    column
        The key.
    kept, other
        Their records.
    """
    known = [name for name in _WEIGHTY if not {kept.get(name) or UNKNOWN, other.get(name) or UNKNOWN} & {UNKNOWN}]
    against = ", ".join(name for name in known if kept[name] != other[name])
    if against:
        return Refusal(column, f"is repeated: another row has it, and the two contradict each other in {against}")
    return Refusal(column, "is repeated: another row has it")


def same_words(column: str) -> Refusal:
    """Return why a row is set aside that says all another does, under another key."""
    return Refusal(column, "is repeated: another row says the same under another name of its own")
