"""Which column somebody says is which: it must be there."""

from collections.abc import Mapping
from difflib import get_close_matches
from textwrap import shorten

from data.coordinates import read_zone
from data.raw import RawTable
from data.recognise.column_map import CONSTANT, ZONE
from data.recognise.plain import plain, without_hashtag
from data.recognise.words import read_words
from data.table import Table
from geo.errors import InputError

_LONGEST_LIST = 400


def check_chosen(raw: RawTable, table: Table, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return a choice with their columns as the file names them.

    Parameters
    ----------
    raw
        The file.
    table
        The table it is meant for.
    chosen
        Their column by ours, ``=value``, or ``""``. Case, accents and spaces of their name do not matter, and the words
        of a value are read as a cell's are. ``utm_zone`` may have a value too, where the file's places are metres.

    Raises
    ------
    InputError
        It names a column that is not there, one whose name begins like a constant, or one that is none of ours.
    """
    return {ours: _decided(raw, table, ours, theirs) for ours, theirs in chosen.items()}


def _decided(raw: RawTable, table: Table, ours: str, theirs: str) -> str:
    if ours == ZONE and table.is_points:
        return _zone(raw, theirs)
    return _in_our_words(_theirs(raw, table, ours, theirs), table, ours)


def _zone(raw: RawTable, theirs: str) -> str:
    if not theirs.startswith(CONSTANT) or not read_zone(theirs.removeprefix(CONSTANT)):
        what = f"{theirs.removeprefix(CONSTANT)[:60]} is no UTM zone"
        raise InputError(raw.file, what, f"Write it like this: {ZONE}==11N.")
    return theirs


def _in_our_words(theirs: str, table: Table, ours: str) -> str:
    if not theirs.startswith(CONSTANT):
        return theirs
    column = next(column for column in table.columns if column.name == ours)
    return CONSTANT + read_words(theirs.removeprefix(CONSTANT), column)


def _theirs(raw: RawTable, table: Table, ours: str, theirs: str) -> str:
    if ours not in table.names:
        todo = f"Choose one of: {', '.join(table.names)}."
        raise InputError(raw.file, f"{ours[:60]} is no column of {table.noun}", todo)
    if theirs.startswith(CONSTANT) and theirs in raw.columns:
        raise _like_constant(raw, theirs)
    if not theirs or theirs.startswith(CONSTANT) or theirs in raw.columns:
        return theirs
    alike = [each for each in raw.columns if theirs == without_hashtag(each)]
    alike = alike or [each for each in raw.columns if plain(theirs) == plain(without_hashtag(each))]
    if len(alike) == 1 and alike[0].startswith(CONSTANT):
        raise _like_constant(raw, alike[0])
    if len(alike) == 1:
        return alike[0]
    found = shorten(", ".join(raw.columns), _LONGEST_LIST, placeholder=" …") or "none"
    near = get_close_matches(theirs, raw.columns, n=1)
    todo = f"Did you mean {near[0][:60]}?" if near else "Choose one of them."
    raise InputError(raw.file, f"has no column {theirs[:60]}; columns found: {found}", todo)


def _like_constant(raw: RawTable, theirs: str) -> InputError:
    what = f"has a column {theirs[:60]}, whose name cannot be told from one value for all rows"
    return InputError(raw.file, what, "Rename it, without = before it.")
