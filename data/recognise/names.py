"""How surely a column's name says which of ours it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from data.openness import openness_asked
from data.raw import RawTable
from data.recognise.column_map import CONSTANT
from data.recognise.form import Form
from data.recognise.headers import Synonyms, hashtag_fits, load_synonyms
from data.recognise.plain import hashtag, last_part, plain, without_hashtag
from data.schemas import OPENNESS, VISIBILITY
from data.secrecy import is_for_women_only
from data.table import Column, Table

COORDINATES = ("lon", "lat")
# A shapefile cuts the names of its columns.
_SHAPEFILE_LETTERS = 10
# Behind a name that repeats.
_NUMBER = re.compile(r" \d+$")
# Words that change nothing about a name that says who may know a place, or whether it is open.
_LEVEL = frozenset(
    [
        "nivel",
        "level",
        "niveau",
        "actual",
        "actuel",
        "current",
        "atual",
        "grado",
        "tipo",
        "type",
        "sitio",
        "lugar",
        "place",
        "site",
    ]
)


class Sureness(IntEnum):
    """Why a column's name may stand for ours, the surest first."""

    OWN_NAME = 0
    FORM = 1
    HASHTAG = 2
    HEADER = 3
    LAST_PART = 4
    CUT = 5
    WITHIN = 6
    WEAK = 7
    AGAIN = 8


@dataclass(frozen=True, slots=True)
class _Name:
    theirs: str
    bare: str
    header: str
    last: str
    tag: str
    is_cut: bool
    numberless: frozenset[str]


# Their columns by ours and by how surely.
Named = dict[str, dict[Sureness, list[str]]]


def name_columns(raw: RawTable, table: Table, form: Form | None) -> Named:
    """Return which of a file's columns could stand for each of ours, and how surely their names say so.

    A name that begins like a constant stands for none.

    Parameters
    ----------
    raw
        The file.
    table
        The table it is meant for.
    form
        What the file was taken for; None if for nothing. Its columns, and hashtags, stand in order, the best first.
    """
    may_be_cut = raw.spatial and all(len(theirs) <= _SHAPEFILE_LETTERS for theirs in raw.columns)
    names = [_name(theirs, may_be_cut=may_be_cut) for theirs in raw.columns if not theirs.startswith(CONSTANT)]
    return {
        column.name: _named(names, column, load_synonyms(table.noun)[column.name], form) for column in table.columns
    }


def _name(theirs: str, *, may_be_cut: bool) -> _Name:
    bare = without_hashtag(theirs)
    is_cut = may_be_cut and len(theirs.encode()) >= _SHAPEFILE_LETTERS
    header, last = plain(bare), plain(last_part(theirs))
    numberless = frozenset(_NUMBER.sub("", each) for each in (header, last))
    return _Name(theirs, bare, header, last, hashtag(theirs), is_cut, numberless)


def _named(names: list[_Name], column: Column, synonyms: Synonyms, form: Form | None) -> dict[Sureness, list[str]]:
    found: dict[Sureness, list[str]] = {
        Sureness.FORM: list(_of_form(names, column, form)),
        Sureness.HASHTAG: _of_hashtag(names, synonyms),
    }
    for name in names:
        sureness = _sureness(name, column, synonyms)
        if sureness is not None:
            found.setdefault(sureness, []).append(name.theirs)
    return found


def _of_form(names: list[_Name], column: Column, form: Form | None) -> Iterator[str]:
    for wanted in form.columns.get(column.name, ()) if form else ():
        yield from (name.theirs for name in names if name.header == wanted)


def _of_hashtag(names: list[_Name], synonyms: Synonyms) -> list[str]:
    fits = {
        name.theirs: max((hashtag_fits(name.tag, tag) for tag in synonyms.hashtags), default=0)
        for name in names
        if name.tag
    }
    return sorted((theirs for theirs, fit in fits.items() if fit), key=lambda theirs: -fits[theirs])


def _sureness(name: _Name, column: Column, synonyms: Synonyms) -> Sureness | None:
    says = {
        Sureness.OWN_NAME: name.bare == column.name,
        Sureness.HEADER: name.header in synonyms.strong,
        Sureness.LAST_PART: name.last in synonyms.strong or _asks_for(name, column, synonyms),
        Sureness.CUT: name.is_cut and any(word.startswith(name.header) for word in synonyms.strong),
        Sureness.WITHIN: column.name in COORDINATES and _is_within(name, column, synonyms),
        Sureness.WEAK: name.header in synonyms.weak or name.last in synonyms.weak,
        Sureness.AGAIN: not name.numberless.isdisjoint(synonyms.strong),
    }
    return next((sureness for sureness, is_so in says.items() if is_so), None)


def _asks_for(name: _Name, column: Column, synonyms: Synonyms) -> bool:
    """Say whether a name asks in words of its own for what could hide or close a place."""
    if column.unit == OPENNESS and openness_asked(name.theirs):
        return True
    if column.name == "women_only":
        return is_for_women_only(name.bare)
    if column.unit not in (OPENNESS, VISIBILITY):
        return False
    return any(
        " ".join(w for w in words.split() if w not in _LEVEL) in synonyms.strong for words in (name.header, name.last)
    )


def _is_within(name: _Name, column: Column, synonyms: Synonyms) -> bool:
    """Say whether a longer header has the coordinate in it, and not the other one too."""
    words = name.header.split()
    other = "lat" if column.name == "lon" else "lon"
    return any(word in synonyms.strong for word in words) and not any(word.startswith(other) for word in words)
