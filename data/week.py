"""Opening hours as a phone can use them: one normal week in minutes, and which other weeks differ."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from opening_hours import OpeningHours, State, validate

from data.hours_rules import are_sure_times
from data.osm_hours import BY_THE_SUN, NO_END, SCHOOL_HOLIDAYS, alternatives, read_hours

DAY = 1440
WEEKS = 53
_SAMPLE, _SAMPLED = date(2026, 1, 5), 52 * 7  # a Monday
# What hangs on holidays nobody told us about differs whatever the weeks we looked at say.
_VARIES = re.compile(r"\b(?:PH|SH)\b", re.IGNORECASE)

Span = tuple[int, int]
Days = tuple[tuple[Span, ...], ...]


class Week(NamedTuple):
    """A normal week of a place.

    Attributes
    ----------
    days
        For each day, Monday first, the spans it is open: minutes after that day's midnight, local time; the end may
        pass 1440, when it closes after midnight. No span: closed that day. None where the hours are not known.
    varies
        Whether some weeks of the year or holidays differ.
    others
        Which of the 53 weeks differ, by their number from the week of the day on; empty though `varies` where nobody
        knows which.
    """

    days: Days | None
    varies: bool
    others: tuple[int, ...] = ()


UNKNOWN_WEEK = Week(None, varies=False)


@lru_cache(maxsize=10_000)
def week_of(text: str, country: str, as_of: date) -> Week:
    """Return the normal week of opening hours: the commonest of the 53 weeks from a day on, the first of equals.

    Parameters
    ----------
    text
        OpenStreetMap syntax, or anything: what cannot be read, has no end (``08:00+``), says itself that it is unknown,
        hangs on the sun (``sunrise-sunset``), on a remark (``"by appointment"``) or on what holds where nothing else
        does (``|| "call"``) gives no days.
    country
        ISO 3166-1 alpha-2, for its holidays; may be empty.
    as_of
        The day; the first week is its own.
    """
    hours = _read(alternatives(text)[0], country)
    if hours is None or _says_more(text, country):
        return UNKNOWN_WEEK
    monday = as_of - timedelta(days=as_of.weekday())
    # A week more on either side: what is cut off at the ends would look like another week.
    spans = _spans(hours, monday - timedelta(weeks=1), monday + timedelta(weeks=WEEKS + 1))
    if spans is None:
        return UNKNOWN_WEEK
    weeks = [_one_week(spans, monday + timedelta(weeks=number)) for number in range(WEEKS)]
    normal = Counter(weeks).most_common(1)[0][0]
    others = tuple(number for number, week in enumerate(weeks) if week != normal)
    told = () if SCHOOL_HOLIDAYS.search(text) else others
    return Week(normal, varies=bool(others or _VARIES.search(text)), others=told)


@lru_cache(maxsize=10_000)
def days_a_year(text: str, country: str) -> float | None:
    """Return on how many days of a year a place opens, holidays and seasons counted; None where nobody knows.

    Parameters
    ----------
    text
        As in `week_of`.
    country
        ISO 3166-1 alpha-2, for its holidays; may be empty.

    Notes
    -----
    Counted in the 52 weeks from `_SAMPLE` on, so that each weekday counts alike, and put on 365 days.
    """
    hours = _read(alternatives(text)[0], country)
    if hours is None or _says_more(text, country) or SCHOOL_HOLIDAYS.search(text):
        return None
    spans = _spans(hours, _SAMPLE, _SAMPLE + timedelta(days=_SAMPLED))
    return None if spans is None else len(spans) * 365 / _SAMPLED


def are_certain_hours(text: str) -> bool:
    """Tell whether a text is read as hours that say for certain when a place is open."""
    hours = _read(text, "")
    return hours is not None and _spans(hours, _SAMPLE, _SAMPLE + timedelta(days=_SAMPLED)) is not None


def _read(text: str, country: str) -> OpeningHours | None:
    """Return hours that are known without their place; None where they are not."""
    if not validate(text) or not are_sure_times(text) or NO_END.search(text) or BY_THE_SUN.search(text):
        return None
    return read_hours(text, country)


def _says_more(text: str, country: str) -> bool:
    """Return whether a rule after ``||`` opens, or may open, where the rules before it do not."""
    told = [_read(each, country) for each in alternatives(text)[1:]]
    end = _SAMPLE + timedelta(days=_SAMPLED)
    return any(each is None or _spans(each, _SAMPLE, end) != {} for each in told)


def _spans(hours: OpeningHours, first: date, end: date) -> dict[date, list[Span]] | None:
    """Return when it is open by the day on which it opens, or None where something is not sure."""
    told = list(hours.intervals(datetime.combine(first, time()), datetime.combine(end, time())))
    if any(state == State.UNKNOWN or (state == State.OPEN and remark) for _, _, state, remark in told):
        return None
    days: dict[date, list[Span]] = {}
    for opens, closes, state, _ in told:
        if state == State.OPEN:
            for start, stop in _cut(opens, closes):
                days.setdefault(start.date(), []).append(_span(start, stop))
    return days


def _cut(opens: datetime, closes: datetime) -> list[tuple[datetime, datetime]]:
    """Return one opening, cut at midnights where it is longer than a day."""
    if closes - opens <= timedelta(days=1):
        return [(opens, closes)]
    count = (closes.date() - opens.date()).days
    midnights = [datetime.combine(opens.date() + timedelta(days=n), time()) for n in range(1, count + 1)]
    return [(start, stop) for start, stop in pairwise([opens, *midnights, closes]) if start < stop]


def _span(start: datetime, stop: datetime) -> Span:
    midnight = datetime.combine(start.date(), time())
    return int((start - midnight).total_seconds()) // 60, -int((midnight - stop).total_seconds()) // 60


def _one_week(spans: dict[date, list[Span]], monday: date) -> Days:
    return tuple(tuple(spans.get(monday + timedelta(days=day), [])) for day in range(7))
