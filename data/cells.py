"""Reads single cells: numbers, words, yes/no/unknown, dates, countries. Each mends its cell, or refuses the row."""

import math
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from data.country_codes import country_code
from data.hours_in_words import is_unsure, read_hours
from data.intake import Row, RowRefusedError
from data.numerals import PLAIN, is_open, read_number
from data.recognise.dates import is_plausible
from data.vocabulary import NO, TRISTATE, UNKNOWN, YES

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YES_WORDS = ("y", "true", "1", "1.0", "x", "✓", "✔", "☑", "s", "sí", "si", "verdadero", "cierto", "oui", "vrai", "sim")
_NO_WORDS = ("n", "false", "0", "0.0", "✗", "✘", "☒", "ninguno", "ninguna", "falso", "non", "faux", "não", "nao")
_YES_NO = {**dict.fromkeys((*_YES_WORDS, "verdadeiro"), YES), **dict.fromkeys(_NO_WORDS, NO)}
_NOT_SAID = ("?", "-", "n/a", "na", "n/d", "nd", "ns", "no sabe", "no se sabe", "desconocido", "don't know")
_NOT_ASKED = ("no aplica", "not applicable", "sin dato", "sin datos", "s/d", "not known", "--")
_NOBODY_KNOWS = (*_NOT_SAID, *_NOT_ASKED, "inconnu", "ne sait pas", "não sabe", "nao sabe", "desconhecido")
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


def side_amount(row: Row, column: str, units: Iterable[str] = ()) -> float:
    """Return a number of at least 0; what is none is emptied (NaN) and listed, so that it does not cost the row."""
    try:
        return optional_amount(row, column, units)
    except RowRefusedError as refusal:
        row.mend(column, f"{refusal.reason}, emptied")
        return math.nan


def _not_negative(row: Row, column: str, value: float) -> float:
    if value < 0:
        row.refuse(column, "is below 0")
    return value


def tristate(row: Row, column: str) -> str:
    """Return yes, no or unknown; a word that is none of them counts as unknown, and is listed."""
    text = row.text(column)
    if not text:
        return UNKNOWN
    value = yes_no(text)
    if text != value:
        row.mend(column, f"read as {value}" if value else "neither yes nor no, read as unknown")
    return value or UNKNOWN


def yes_no(text: str) -> str:
    """Return the ``yes``, ``no`` or ``unknown`` that a filled cell says in so many words, ``""`` where it says else."""
    said = text.lower().rstrip(".!") or text
    if said in _NOBODY_KNOWS:
        return UNKNOWN
    return said if said in TRISTATE else _YES_NO.get(said, "")


def hours(row: Row, column: str) -> str:
    """Return opening hours in OpenStreetMap's syntax, those that cannot be read as they are written; both listed."""
    text = row.text(column)
    if not text:
        return text
    read = read_hours(text)
    if read is None:
        row.mend(column, "not written as in OpenStreetMap (Mo-Fr 08:00-16:00), so that the hours count as unknown")
        return text
    if read != text and is_unsure(read):
        row.mend(column, "does not say for sure which days and hours, so that the hours count as unknown")
    elif read != text:
        row.mend(column, f"read as {read}")
    return read


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
    """Return an ISO date (YYYY-MM-DD) of the years 1990 to 2100; anything else is emptied, and listed."""
    text = row.text(column)
    if not text:
        return text
    if is_iso_date(text):
        if is_plausible(text):
            return text
        row.mend(column, f"year {text[:4]}: another calendar or a slip, emptied")
        return ""
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
