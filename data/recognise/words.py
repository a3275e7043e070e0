"""The dictionary of words: kinds, services, states, languages and countries as they are written in four languages.

Only whole words count: a "veterinary clinic" is none of ours, and nothing is guessed from a part of a name.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from data.cells import folded
from data.encodings import mended_text
from data.recognise.codes import split_codes
from data.recognise.headers import LANGUAGES
from data.recognise.plain import plain
from data.recognise.service_lists import split_list
from data.said_languages import is_plain_list, say_languages
from data.said_services import in_our_words, is_plainly_said, read_said
from data.schemas import COUNTRY, HAZARD_KIND, OPENNESS, PER, VISIBILITY
from data.table import Column

# The dictionary by the unit of a column: an incident's kind has none, so that no word of it is taken for a facility's.
_DICTIONARIES = {
    "one of KINDS": "kind",
    "SERVICES, split by ;": "services",
    "BCP 47, split by ;": "languages",
    VISIBILITY: "visibility",
    OPENNESS: "status",
    COUNTRY: "country",
    HAZARD_KIND: "hazard",
    PER: "per",
}
_SEVERAL = ("services", "languages")
_IS_PLAIN: Mapping[str, Callable[[str], bool]] = {"services": is_plainly_said, "languages": is_plain_list}
_SPLIT = re.compile(r"[;,|/]|\s(?:[yeo&]|and|et)\s")
# The codes of a form write one word so: staff_only.
_BETWEEN_WORDS = re.compile(r"(?<=[^\W_])[_-](?=[^\W_])")


@cache
def load_words(dictionary: str) -> dict[str, str]:
    """Return our word by theirs, as `plain` writes it: ``kind``, ``services``, ``languages`` …; empty for any other."""
    lines = _lines(dictionary)
    known = {plain(word): line["ours"] for line in lines for word in _theirs(line)}
    return known | {plain(line["ours"]): line["ours"] for line in lines}


def _lines(dictionary: str) -> list[dict[str, str]]:
    text = files("data").joinpath("recognise", "words.csv").read_text("utf-8")
    return [line for line in csv.DictReader(text.splitlines()) if line["dictionary"] == dictionary]


def _theirs(line: Mapping[str, str]) -> list[str]:
    return [word for language in LANGUAGES for word in line[language].split("|")]


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
    if column.unit == VISIBILITY:
        return _load_bare().get(_bare(text), text)
    known = load_words(dictionary)
    if dictionary in _SEVERAL and not _IS_PLAIN[dictionary](text):
        return say_languages(text, known) if dictionary == "languages" else _read_doubted(text, known)
    whole = known.get(plain(text))
    if whole or dictionary not in _SEVERAL:
        # Another case is no other word; the readers of cells see to it.
        return whole if whole and folded(whole) != folded(text) else text
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    readings = [word for part in parts for word in _in_our_words(part, known)]
    if readings == parts and (len(text.split(";")) == len(parts) or not any(plain(part) in known for part in parts)):
        return text
    return ";".join(dict.fromkeys(readings))


def read_visibility(text: str) -> str:
    """Return who may know a place by the bare word for it, ``""`` for anything else."""
    return _load_bare().get(_bare(text), "")


@cache
def _load_bare() -> dict[str, str]:
    """Return who may know a place by the bare word for it, no article left out."""
    return {_bare(word): line["ours"] for line in _lines("visibility") for word in (line["ours"], *_theirs(line))}


def _bare(text: str) -> str:
    """Return a text that is nothing but words, without case, accents and a full stop; ``""`` for any other.

    Whatever stands beside *public*, a mark, a bracket or a word more, may take it back.
    """
    whole = unicodedata.normalize("NFKD", mended_text(text).strip().removesuffix(".").casefold())
    letters = "".join(letter for letter in whole if not unicodedata.combining(letter))
    words = _BETWEEN_WORDS.sub(" ", letters).split()
    return " ".join(words) if all(map(str.isalpha, words)) else ""


def _in_our_words(part: str, known: Mapping[str, str]) -> tuple[str, ...]:
    word = known.get(plain(part))
    return (word,) if word else split_codes(part, known) or (part,)


def _read_doubted(text: str, known: Mapping[str, str]) -> str:
    """Return a cell in which a service is denied, doubted or explained as ours writes it: ``no emergency;water?``."""
    readings = [in_our_words(read_said(part, known)) or [part] for part in split_list(text, known)]
    read = ";".join(dict.fromkeys(word for words in readings for word in words))
    return text if folded(read) == folded(text) else read
