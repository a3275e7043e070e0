"""Days as people write them, in four languages; a column's other rows tell what 03/04 is."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from data.recognise.plain import plain

Order = Literal["day first", "month first", "unknown"]
# The first three letters tell most months in Spanish, English, French and Portuguese; those that don't, in full.
_MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "ene jan enero january janvier janeiro janv",
            "feb fev fevr febrero february fevrier fevereiro",
            "mar mars marzo march marco",
            "abr apr avr abril april avril",
            "may mai mayo maio",
            "jun juin junio june junho",
            "jul juil julio july juillet julho",
            "ago aug aou agosto august aout",
            "sep sept set septiembre september septembre setembro setiembre",
            "oct out octubre october octobre outubro",
            "nov noviembre november novembre novembro",
            "dic dec dez diciembre december decembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ]\d.*)?", re.ASCII)
_DAY_WORD = re.compile(r"(?:\w+ )?(\d{1,2})(?:st|nd|rd|th|er|o)? ?([a-z]+) ?(\d{4}|\d{2})", re.ASCII)
_WORD_DAY = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})", re.ASCII)
_MOST_MONTHS = 12
# As POSIX reads two digits: 69–99 are of the last century.
_LAST_CENTURY = 69
# Nothing here was checked before, and a clock that says later is wrong; the Buddhist year 2567 is 2024.
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def order_of(texts: Iterable[str]) -> Order:
    """Return what stands first in a column's dates like 13/01/2020; ``unknown`` where no row, or not all, tell it."""
    found = [match for text in texts if (match := _NUMERIC.fullmatch(text))]
    day = any(int(match[1]) > _MOST_MONTHS for match in found)
    month = any(int(match[2]) > _MOST_MONTHS for match in found)
    if day == month:
        return "unknown"
    return "day first" if day else "month first"


def read_day(text: str, order: Order) -> str | None:
    """Return a day as an ISO date; ``""`` where it may be two days, None where it is none we can read.

    Parameters
    ----------
    text
        One cell. A time of day behind it is left out; two digits of a year are 1969 to 2068.
    order
        What stands first where both numbers could be a month.

    Examples
    --------
    >>> read_day("13-Jan-20", "unknown"), read_day("3 de abril de 2021", "unknown"), read_day("03/04/2021", "unknown")
    ('2020-01-13', '2021-04-03', '')
    """
    iso = _ISO_DAY.fullmatch(text)
    if iso:
        return _day(iso[1], iso[2], iso[3])
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _of_numbers(numeric[1], numeric[2], numeric[3], order)
    return _of_words(plain(text))


def _of_words(words: str) -> str | None:
    day_first, month_first = _DAY_WORD.fullmatch(words), _WORD_DAY.fullmatch(words)
    day = _of_month(day_first[3], day_first[2], day_first[1]) if day_first else None
    return day or (_of_month(month_first[3], month_first[1], month_first[2]) if month_first else None)


def _of_month(year: str, word: str, day: str) -> str | None:
    month = _MONTHS.get(word)
    return _day(year, str(month), day) if month else None


def _of_numbers(first: str, second: str, year: str, order: Order) -> str | None:
    days = {_day(year, second, first), _day(year, first, second)} - {None}
    if len(days) < 2 or order == "unknown":  # noqa: PLR2004 - one reading, or two that the rows don't decide between
        return days.pop() if len(days) == 1 else ("" if days else None)
    return _day(year, second, first) if order == "day first" else _day(year, first, second)


def _day(year: str, month: str, day: str) -> str | None:
    century = 0 if len(year) > 2 else 1900 if int(year) >= _LAST_CENTURY else 2000  # noqa: PLR2004 - two digits
    try:
        return date(century + int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read_days(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return each cell of a column as (cell, how it was read); the second is empty where the cell stays as it is."""
    order = order_of(texts)
    return [_read(text, order) for text in texts]


def is_plausible(day: str) -> bool:
    """Tell whether an ISO date is of the years 1990 to 2100, in which somebody could have written it."""
    return _FIRST_YEAR <= int(day[:4]) <= _LAST_YEAR


def _read(text: str, order: Order) -> tuple[str, str]:
    day = read_day(text, order)
    if day and not is_plausible(day):
        return "", f"year {day[:4]}: another calendar or a slip, emptied"
    if day is None or day == text:
        return text, ""
    return day, f"read as {day}" if day else "may be day or month first, emptied"
