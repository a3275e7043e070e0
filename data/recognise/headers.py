"""The dictionary of headers: what the columns of each table are called in four languages, and by which HXL hashtags."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from data.recognise.plain import hashtag, last_part, plain, without_hashtag

LANGUAGES = ("es", "en", "fr", "pt")
_ANY_TABLE = "*"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What others call one of our columns.

    Attributes
    ----------
    strong
        Words that mean it alone, as `plain` writes them.
    weak
        Words that often mean it where nothing better is there.
    hashtags
        HXL hashtags, small letters.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    hashtags: tuple[str, ...]


@cache
def load_synonyms(noun: str) -> dict[str, Synonyms]:
    """Return the synonyms of a table's columns, by our column; columns the dictionary lacks are absent."""
    return {line["column"]: _synonyms(line) for line in _load_lines() if line["table"] in (noun, _ANY_TABLE)}


@cache
def _load_lines() -> tuple[dict[str, str], ...]:
    text = files("data").joinpath("recognise", "headers.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _synonyms(line: dict[str, str]) -> Synonyms:
    words = [word for language in LANGUAGES for word in line[language].split("|")]
    return Synonyms(
        strong=frozenset(map(plain, [line["column"], *words])) - {""},
        weak=frozenset(map(plain, line["weak"].split("|"))) - {""},
        hashtags=tuple(tag for tag in line["hxl"].split("|") if tag),
    )


@cache
def _all_words() -> frozenset[str]:
    nouns = {line["table"] for line in _load_lines()}
    return frozenset(
        word for noun in nouns for each in load_synonyms(noun).values() for word in each.strong | each.weak
    )


def is_header_word(text: str) -> bool:
    """Tell whether a text is the name of a column of any table, in any of the languages."""
    words = _all_words()
    return plain(without_hashtag(text)) in words or plain(last_part(text)) in words


def hashtag_fits(theirs: str, ours: str) -> int:
    """Return how well one HXL hashtag says another: 0 not at all, more the more attributes they share."""
    tag, *attributes = hashtag(theirs).split("+")
    wanted, *needed = ours.split("+")
    fits = tag == wanted and set(needed) <= set(attributes)
    # An attribute too many says something else, such as a second language; the plainest tag fits best.
    return 100 * (1 + len(needed)) - len(set(attributes) - set(needed)) if fits and tag else 0
