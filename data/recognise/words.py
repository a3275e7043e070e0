"""The dictionary of words: kinds, services, states, languages and countries as they are written in four languages.

Only whole words count: a "veterinary clinic" is none of ours, and nothing is guessed from a part of a name.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from data.cells import folded
from data.recognise.headers import LANGUAGES
from data.recognise.plain import plain
from data.schemas import COUNTRY
from data.table import Column

# The dictionary by the unit of a column: an incident's kind has none, so that no word of it is taken for a facility's.
_DICTIONARIES = {
    "one of KINDS": "kind",
    "SERVICES, split by ;": "services",
    "BCP 47, split by ;": "languages",
    "public, restricted or hidden": "visibility",
    "open, closed or unknown": "status",
    COUNTRY: "country",
}
_SEVERAL = ("services", "languages")
_SPLIT = re.compile(r"[;,|/]|\s(?:[yeo&]|and|et)\s")


@cache
def load_words(dictionary: str) -> dict[str, str]:
    """Return our word by theirs, as `plain` writes it: ``kind``, ``services``, ``languages`` …; empty for any other."""
    text = files("data").joinpath("recognise", "words.csv").read_text("utf-8")
    lines = [line for line in csv.DictReader(text.splitlines()) if line["dictionary"] == dictionary]
    known = {
        plain(word): line["ours"] for line in lines for language in LANGUAGES for word in line[language].split("|")
    }
    return known | {plain(line["ours"]): line["ours"] for line in lines}


def read_words(text: str, column: Column) -> str:
    """Return a cell with the words we know in our writing; the cell as it is where there are none.

    Parameters
    ----------
    text
        One cell; services and languages may be several, with ``; , / |`` or *and* between them.
    column
        Ours.
    """
    dictionary = _DICTIONARIES.get(column.unit, "")
    if not dictionary:
        return text
    known = load_words(dictionary)
    whole = known.get(plain(text))
    if whole or dictionary not in _SEVERAL:
        # Another case is no other word; the readers of cells see to it.
        return whole if whole and folded(whole) != folded(text) else text
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    readings = [known.get(plain(part), part) for part in parts]
    if readings == parts and len(text.split(";")) == len(parts):
        return text
    return ";".join(dict.fromkeys(readings)) if any(plain(part) in known for part in parts) else text
