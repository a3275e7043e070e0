"""How surely a column's name says which of ours it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from data.raw import RawTable
from data.recognise.column_map import CONSTANT
from data.recognise.form import Form
from data.recognise.headers import Synonyms, hashtag_fits, load_synonyms
from data.recognise.plain import hashtag, last_part, plain, without_hashtag
from data.table import Column, Table

COORDINATES = ("lon", "lat")


class Sureness(IntEnum):
    """Why a column's name may stand for ours, the surest first."""

    OWN_NAME = 0
    FORM = 1
    HASHTAG = 2
    HEADER = 3
    LAST_PART = 4
    WITHIN = 5
    WEAK = 6


@dataclass(frozen=True, slots=True)
class _Name:
    theirs: str
    bare: str
    header: str
    last: str
    tag: str


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
    names = [_name(theirs) for theirs in raw.columns if not theirs.startswith(CONSTANT)]
    return {
        column.name: _named(names, column, load_synonyms(table.noun)[column.name], form) for column in table.columns
    }


def _name(theirs: str) -> _Name:
    bare = without_hashtag(theirs)
    return _Name(theirs, bare, plain(bare), plain(last_part(theirs)), hashtag(theirs))


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
    if name.bare == column.name:
        return Sureness.OWN_NAME
    if name.header in synonyms.strong:
        return Sureness.HEADER
    if name.last in synonyms.strong:
        return Sureness.LAST_PART
    if column.name in COORDINATES and _is_within(name, column, synonyms):
        return Sureness.WITHIN
    return Sureness.WEAK if name.header in synonyms.weak or name.last in synonyms.weak else None


def _is_within(name: _Name, column: Column, synonyms: Synonyms) -> bool:
    """Say whether a longer header has the coordinate in it, and not the other one too."""
    words = name.header.split()
    other = "lat" if column.name == "lon" else "lon"
    return any(word in synonyms.strong for word in words) and not any(word.startswith(other) for word in words)
