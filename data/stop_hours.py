"""When a team may stand at a place on a day: spans of that day's clock; what nobody knows is allowed, and said."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import State, validate

from data.open_at import Where, open_at, tells_hours
from data.osm_hours import read_hours

DAY_S = 86_400
_NOON = time(12)
_WHOLE_DAY = ((0, DAY_S),)
Spans = tuple[tuple[int, int], ...]


class DayHours(NamedTuple):
    """The hours of one day.

    Attributes
    ----------
    spans
        From and to, seconds after midnight on the clock of the place; none where it is closed for sure.
    is_known
        False where nobody knows and the day counts as allowed.
    """

    spans: Spans
    is_known: bool


_UNKNOWN = DayHours(_WHOLE_DAY, is_known=False)


@lru_cache(maxsize=50_000)
def hours_on(hours: str, where: Where, day: date) -> DayHours:
    """Return when a team may stand at a place on a day.

    Parameters
    ----------
    hours
        OpenStreetMap syntax; empty, or what `open_at` cannot tell of that day: unknown.
    where
        The place.
    day
        The day on its clock.

    Notes
    -----
    A public holiday of which hours say nothing is unknown, as everywhere else here.
    """
    if not validate(hours) or not tells_hours(hours):
        return _UNKNOWN
    begin = datetime.combine(day, time())
    told = read_hours(hours, where.country, where.coords).intervals(begin, begin + timedelta(days=1))
    spans = [(_second(since, day), _second(until, day)) for since, until, state, _ in told if state == State.OPEN]
    asked = [_at(day, opens) for opens, _ in spans] or [datetime.combine(day, _NOON)]
    if any(open_at(hours, where, moment, 0.0).is_open is None for moment in asked):
        return DayHours(tuple(spans) or _WHOLE_DAY, is_known=False)
    return DayHours(tuple(spans), is_known=True)


def day_begins(zone: str, day: date, at_s: int) -> datetime:
    """Return the moment (UTC) from which the seconds of a day are counted.

    Where a clock changes on that day, they are those that pass, and the clock shows `at_s` after as many of them.

    Parameters
    ----------
    zone
        Whose clock, such as ``America/Tijuana``.
    day
        The day on it.
    at_s
        Seconds after midnight at which it is read.
    """
    return _moment(zone, day, at_s) - timedelta(seconds=at_s)


def second_of(zone: str, day: date, at_s: int, begins: datetime) -> int:
    """Return how many seconds after a moment the clock of a time zone shows so many after midnight of a day."""
    return int((_moment(zone, day, at_s) - begins).total_seconds())


def _moment(zone: str, day: date, at_s: int) -> datetime:
    return _at(day, at_s).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _at(day: date, second: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(seconds=second)


def _second(moment: datetime, day: date) -> int:
    """Return a moment as seconds after midnight on its own clock, within the day."""
    bare = moment.replace(tzinfo=None) - datetime.combine(day, time())
    return min(max(int(bare.total_seconds()), 0), DAY_S)
