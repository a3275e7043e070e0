"""What the single rules of OpenStreetMap's opening hours say for sure: on which days, and that day is not night."""

import re
from functools import lru_cache
from itertools import pairwise

_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "|".join(_NAMES)
_DAYS = re.compile(rf"\b(?:{_DAY})\b", re.IGNORECASE)
_RANGE = re.compile(rf"\b({_DAY})\b(?:\s*-\s*({_DAY})\b)?", re.IGNORECASE)
# Days of the week, and holidays, and nothing that they hold on.
_ONLY_DAYS = re.compile(rf"(?:\b(?:{_DAY}|PH)\b|[\s,:-])*", re.IGNORECASE)
_HOLIDAYS = re.compile(r"\b[PS]H\b", re.IGNORECASE)
# One day of the year; a span of them (Jun 1-Aug 31) has weekends in it.
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}(?!\d|\s*-)|\beaster\b(?!\s*-)", re.IGNORECASE
)
_CLOCK = r"(?:\d{1,2}:\d\d|\(?(?:sunrise|sunset|dawn|dusk)(?:\s*[+-]\s*\d\d:\d\d\))?)"
_SPAN = rf"(?:{_CLOCK}(?:\s*-\s*{_CLOCK})?\+?(?:/[\d:]+)?|24/7)"
_SPANS = re.compile(rf"{_SPAN}(?:\s*,\s*{_SPAN})*", re.IGNORECASE)
_FROM_TO = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")
_SHUT = re.compile(r"\b(?:off|closed|unknown)\b", re.IGNORECASE)
_COMMENT = re.compile(r'"[^"]*"')
_ALWAYS = re.compile(r"\s*(?:24/7|00?:00-24:00)\s*", re.IGNORECASE)
_RULE = re.compile(r";|\|\|")
_SATURDAY, _SUNDAY = 5, 6
_DAWN, _EARLY, _LATE, _NOON = 5 * 60, 6 * 60, 10 * 60, 12 * 60
# A shift that begins in the morning ends before noon is round again; between these it is the afternoon, written short.
_ONE, _SEVEN = 60, 7 * 60


@lru_cache(maxsize=10_000)
def leaves_days_open(hours: str) -> bool:
    """Tell whether some rule of hours names no day of the week: in a spreadsheet that mostly means Monday to Friday.

    Not so where it says ``24/7``, speaks of a holiday or a date, closes, or rules behind it say what holds at weekends.

    Examples
    --------
    >>> leaves_days_open("Mo-Fr 07:00-13:00; 15:00-17:00"), leaves_days_open("08:00-15:00; Sa-Su off")
    (True, False)
    """
    told: set[int] = set()
    for at, rule in reversed(list(enumerate(_rules(hours)))):
        if _names_no_day(rule) and not (at == 0 and _ALWAYS.fullmatch(rule)):
            return not {_SATURDAY, _SUNDAY} <= told
        told |= _days(rule)
    return False


@lru_cache(maxsize=10_000)
def are_sure_times(hours: str) -> bool:
    """Tell whether every rule that opens says from when to when, and none takes the afternoon for the night.

    The syntax opens days without times (``Mo-Fr``) day and night; so it does from 08:00 round to 03:00 (``8:00-3:00``).

    Examples
    --------
    >>> are_sure_times("Mo-Fr"), are_sure_times("Mo-Fr 8:00-3:00"), are_sure_times("Mo-Fr 22:00-06:00")
    (False, False, True)
    """
    return all(_is_timed(rule) and all(map(_is_in_order, _SPANS.findall(rule))) for rule in _rules(hours))


def _rules(hours: str) -> list[str]:
    """Return the rules of hours, their remarks empty."""
    return [rule.strip() for rule in _RULE.split(_COMMENT.sub('""', hours)) if rule.strip(' "')]


def _selectors(rule: str) -> list[str]:
    """Return what stands before each list of times of a rule, or the rule where it has no times."""
    return _SPANS.split(rule)[:-1] or [rule]


def _names_no_day(rule: str) -> bool:
    if not _SPANS.search(rule) and _SHUT.search(rule):
        return False
    return not all(_DAYS.search(each) or _HOLIDAYS.search(each) or _DATE.search(each) for each in _selectors(rule))


def _days(rule: str) -> set[int]:
    """Return the days of the week for which a rule says all, whatever the month."""
    named = _SHUT.sub("", " ".join(_selectors(rule)))
    if not _ONLY_DAYS.fullmatch(named):
        return set()
    names = [name.lower() for name in _NAMES]
    found = [
        (names.index(first.lower()), names.index((last or first).lower())) for first, last in _RANGE.findall(named)
    ]
    return {(first + step) % 7 for first, last in found for step in range((last - first) % 7 + 1)}


def _is_timed(rule: str) -> bool:
    """Tell whether each part of a rule has times, closes, or is nothing but what a remark says."""
    if '"' in rule:
        return True
    *_, behind = _SPANS.split(rule)
    untimed = behind.strip(" ,") if _SPANS.search(rule) else rule
    return bool(_SHUT.search(untimed)) or not (_DAYS.search(untimed) or not _SPANS.search(rule))


def _is_in_order(times: str) -> bool:
    """Tell whether times of one day follow each other, and none may be meant for the other half of the day."""
    spans = [_minutes(found) for found in _FROM_TO.finditer(times)]
    follow = all(opens >= closes for (_, closes), (opens, _) in pairwise(spans) if closes)
    return follow and all(map(_is_span, _FROM_TO.finditer(times)))


def _minutes(span: re.Match[str]) -> tuple[int, int]:
    opens_h, opens_min, closes_h, closes_min = map(int, span.groups())
    return opens_h * 60 + opens_min, closes_h * 60 + closes_min


def _is_span(span: re.Match[str]) -> bool:
    opens, closes = _minutes(span)
    if closes < opens:
        return not (_DAWN <= opens <= _NOON and _ONE <= closes < _SEVEN)
    is_padded = span[1].startswith("0")
    return is_padded or closes > _NOON or (opens >= _EARLY and closes >= _LATE)
