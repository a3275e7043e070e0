"""Reads single cells: numbers, words, yes/no/unknown, dates, countries. Each mends its cell, or refuses the row."""

import math
import re
from collections.abc import Iterable
from datetime import date

from data.intake import Row
from data.vocabulary import NO, TRISTATE, UNKNOWN, YES

# Plain ASCII: Python's own float() would also take 1_000, nan and the digits of other scripts.
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}")
_YES_NO = {
    "y": YES,
    "true": YES,
    "1": YES,
    "sí": YES,
    "si": YES,
    "oui": YES,
    "n": NO,
    "false": NO,
    "0": NO,
    "non": NO,
}


def number(row: Row, column: str) -> float:
    """Return a number that must be there; a row without it is refused."""
    value = optional_number(row, column)
    if math.isnan(value):
        row.refuse(column, "is empty")
    return value


def optional_number(row: Row, column: str) -> float:
    """Return a number, NaN where the cell is empty; a row with text in it is refused."""
    text = row.text(column)
    if not text:
        return math.nan
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    if math.isinf(value):
        row.refuse(column, "is not a number (digits with a decimal point, no unit)")
    return value + 0.0  # no negative zero


def amount(row: Row, column: str) -> float:
    """Return a number of at least 0 that must be there."""
    return _not_negative(row, column, number(row, column))


def optional_amount(row: Row, column: str) -> float:
    """Return a number of at least 0, NaN where the cell is empty."""
    return _not_negative(row, column, optional_number(row, column))


def _not_negative(row: Row, column: str, value: float) -> float:
    if value < 0:
        row.refuse(column, "is below 0")
    return value


def tristate(row: Row, column: str) -> str:
    """Return yes, no or unknown; a word that is none of them counts as unknown, and is listed."""
    text = row.text(column)
    folded = text.lower()
    value = folded if folded in TRISTATE else _YES_NO.get(folded, UNKNOWN)
    if text not in ("", value):
        row.mend(column, f"read as {value}")
    return value


def word(row: Row, column: str, words: Iterable[str], *, otherwise: str) -> str:
    """Return the word of a list that the cell holds, `otherwise` for any other (listed), ``""`` where it is empty."""
    text = row.text(column)
    value = folded(text) if not text or folded(text) in words else otherwise
    if text != value:
        row.mend(column, f"read as {value}" if value == folded(text) else f"unknown word, read as {value or 'empty'}")
    return value


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
    """Return a country code of two capitals; anything else is emptied, and listed."""
    text = row.text(column)
    value = text.upper() if _COUNTRY.fullmatch(text.upper()) else ""
    if text != value:
        row.mend(column, f"read as {value}" if value else "not a country code of two letters, emptied")
    return value
