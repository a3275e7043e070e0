"""Reads single cells: numbers, words, yes/no/unknown, dates, countries. Each mends its cell, or refuses the row."""

import math
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from opening_hours import validate

from data.country_codes import country_code
from data.intake import Row
from data.numerals import PLAIN, is_open, read_number
from data.vocabulary import NO, TRISTATE, UNKNOWN, YES

# OpenStreetMap's own limit for a value.
_LONGEST_HOURS = 255
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YES_WORDS = ("y", "true", "1", "x", "✓", "✔", "☑", "s", "sí", "si", "verdadero", "cierto", "oui", "vrai", "sim")
_NO_WORDS = ("n", "false", "0", "✗", "✘", "☒", "ninguno", "ninguna", "falso", "non", "faux", "não", "nao")
_YES_NO = {**dict.fromkeys((*_YES_WORDS, "verdadeiro"), YES), **dict.fromkeys(_NO_WORDS, NO)}
_NOT_SAID = ("?", "-", "n/a", "na", "n/d", "nd", "ns", "no sabe", "no se sabe", "desconocido", "don't know")
_NOBODY_KNOWS = (*_NOT_SAID, "inconnu", "ne sait pas", "não sabe", "nao sabe", "desconhecido")
_NO_NUMBER = "is not a number (digits with a decimal point, no unit)"


def number(row: Row, column: str) -> float:
    """Return a number that must be there; a row without it is refused."""
    value = optional_number(row, column)
    if math.isnan(value):
        row.refuse(column, "is empty")
    return value


def optional_number(row: Row, column: str, units: Iterable[str] = ()) -> float:
    """Return a number, NaN where the cell is empty; another way of writing it is listed, other text refused.

    Parameters
    ----------
    row, column
        The cell. `1.234` is read as the other cells of its column say, and refused where they say nothing.
    units
        Words that may stand behind the number, in lower case, because they say no more than the column's name.
    """
    text = row.text(column)
    if not text:
        return math.nan
    value = read_number(_without_unit(text, units), row.signs_of(column))
    if value is None and is_open(_without_unit(text, units)):
        row.refuse(column, "is a fraction or thousands: the other cells of its column do not say which")
    if value is None or math.isinf(value):
        row.refuse(column, _NO_NUMBER)
    if not PLAIN.fullmatch(text) or float(text) != value:
        row.mend(column, f"read as {value:.12g}")
    return value + 0.0  # no negative zero


def _without_unit(text: str, units: Iterable[str]) -> str:
    digits, _, unit = text.partition(" ")
    return digits if unit and unit.lower().rstrip(".") in units else text


def amount(row: Row, column: str) -> float:
    """Return a number of at least 0 that must be there."""
    return _not_negative(row, column, number(row, column))


def optional_amount(row: Row, column: str, units: Iterable[str] = ()) -> float:
    """Return a number of at least 0, NaN where the cell is empty; see `optional_number`."""
    return _not_negative(row, column, optional_number(row, column, units))


def _not_negative(row: Row, column: str, value: float) -> float:
    if value < 0:
        row.refuse(column, "is below 0")
    return value


def tristate(row: Row, column: str) -> str:
    """Return yes, no or unknown; a word that is none of them counts as unknown, and is listed."""
    text = row.text(column)
    if not text:
        return UNKNOWN
    folded = text.lower()
    value = folded if folded in TRISTATE else _YES_NO.get(folded, UNKNOWN)
    if text != value:
        known = value != UNKNOWN or folded in _NOBODY_KNOWS or folded == value
        row.mend(column, f"read as {value}" if known else "neither yes nor no, read as unknown")
    return value


def hours(row: Row, column: str) -> str:
    """Return opening hours as they are written; those that are not in OpenStreetMap's syntax are listed."""
    text = row.text(column)
    if text and not _are_hours(text):
        row.mend(column, "not written as in OpenStreetMap (Mo-Fr 08:00-16:00), so that the hours count as unknown")
    return text


@lru_cache(maxsize=10_000)
def _are_hours(text: str) -> bool:
    return len(text) <= _LONGEST_HOURS and bool(validate(text))


def word(row: Row, column: str, words: Iterable[str], *, otherwise: str) -> str:
    """Return the word of a list that the cell holds, `otherwise` for any other (listed), ``""`` where it is empty."""
    text = row.text(column)
    if text in words:
        return text
    value = folded(text) if not text or folded(text) in words else otherwise
    if text != value:
        row.mend(column, f"read as {value}" if value == folded(text) else f"unknown word, read as {value or 'empty'}")
    return value


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return a word as the vocabulary writes words: lower case, underscores for spaces and hyphens."""
    return re.sub(r"[ \-]+", "_", text.strip().lower())


def iso_date(row: Row, column: str) -> str:
    """Return an ISO date (YYYY-MM-DD); anything else is emptied, and listed."""
    text = row.text(column)
    if not text or is_iso_date(text):
        return text
    row.mend(column, "not a date like 2025-01-31, emptied")
    return ""


def is_iso_date(text: str) -> bool:
    """Tell whether `text` is a day of the calendar, written YYYY-MM-DD."""
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def country(row: Row, column: str) -> str:
    """Return a country code of two capitals, also for a name we know (listed); anything else is emptied, and listed."""
    text = row.text(column)
    value = country_code(text)
    if text != value:
        row.mend(column, f"read as {value}" if value else "not a country code of two letters, emptied")
    return value
