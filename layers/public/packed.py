"""Records of a tile as few bytes: many phones pay for each, and a plain server sends them as they are."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from data.vocabulary import YES
from layers.public.places import KNOWN_OF, Record
from layers.public.script import as_json

# What many places have in common; never a number, so that a number stands for a place in the table.
SHARED = ("k", "s", "m", "c", "o", "h", "hx", "l", "q", "f")


def packed(records: Sequence[Record]) -> tuple[list[Record], list[Any], tuple[str, ...]]:
    """Return the records, what they have in common, and the names of what they ask.

    Parameters
    ----------
    records
        Of one tile. A value of `SHARED` that several have is a position in the second part; ``d`` is a letter for each
        name of the third: ``y``, ``n``, or ``u`` where nobody knows.
    """
    values = [as_json(record[name]) for record in records for name in SHARED if name in record]
    counts = Counter(values)
    at = {text: place for place, text in enumerate(text for text, count in counts.items() if count > 1)}
    known = {as_json(record[name]): record[name] for record in records for name in SHARED if name in record}
    return [_packed(record, at) for record in records], [known[text] for text in at], KNOWN_OF


def _packed(record: Record, at: dict[str, int]) -> Record:
    short = {name: at.get(as_json(value), value) if name in SHARED else value for name, value in record.items()}
    return short | ({"d": _letters(record["d"])} if "d" in record else {})


def _letters(asked: dict[str, str]) -> str:
    return "".join(("y" if asked[name] == YES else "n") if name in asked else "u" for name in KNOWN_OF)
