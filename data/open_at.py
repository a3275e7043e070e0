"""Whether a place is open when somebody arrives, or opens before they have waited too long; unknown is never yes."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, validate

from data.hours_rules import are_sure_times, leaves_days_open
from data.osm_hours import (
    BY_THE_SUN,
    HOLIDAYS,
    NO_END,
    SATURDAY,
    SCHOOL_HOLIDAYS,
    alternatives,
    read_hours,
    without_comments,
)
from data.public_holidays import public_holidays

ALWAYS = "24/7"
_UTC = ZoneInfo("UTC")
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


class OpenAt(NamedTuple):
    """What hours say of one arrival.

    Attributes
    ----------
    is_open
        True: open, or opening in time; False: closed; None: nobody knows.
    wait_s
        Seconds until it opens; 0 where it is open or where that is not known.
    """

    is_open: bool | None
    wait_s: float = 0.0


class Where(NamedTuple):
    """Where a place is: its country's holidays and its clock.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2; may be empty, the coordinates then tell.
    lon, lat
        Degrees, EPSG:4326.
    """

    country: str
    lon: float
    lat: float

    @property
    def coords(self) -> tuple[float, float]:
        """Return latitude and longitude, as the hours' library wants them."""
        return self.lat, self.lon


_UNKNOWN, _CLOSED = OpenAt(is_open=None), OpenAt(is_open=False)


@lru_cache(maxsize=50_000)
def open_at(hours: str, where: Where, arrive: datetime, wait_s: float) -> OpenAt:
    """Return whether somebody who arrives finds a place open, or opening within the wait.

    Parameters
    ----------
    hours
        OpenStreetMap syntax. What cannot be read, has no end (``08:00+``), hangs on school holidays or on a remark
        (``"by appointment"``) is unknown; so are days without times (``Mo-Fr``), a day's shift that goes round to the
        night (``8:00-3:00``), and, without time zones, what follows the sun.
    where
        The place.
    arrive
        Without an offset: what the clock at the place shows. With one, it is turned into the clock at the place.
    wait_s
        Longest wait, seconds; opening after exactly that long is in time.

    Notes
    -----
    On a public holiday hours that say nothing of holidays are unknown, unless they are ``24/7``: most places close,
    and some do not. So are, on a day that one calendar of holidays has and the other has not, those that do speak of
    holidays, open or closed. So are, on a Saturday or Sunday, those of which a rule names no day of the week. A
    night's shift belongs to both its days. Outside the hours that a remark stands beside a place is closed, unless
    another rule says more: after ``||`` that rule leaves unknown what it does not close too.
    """
    if not hours or not validate(hours):
        return _UNKNOWN
    first, *others = alternatives(hours)
    told = _by_rules(first, where, arrive, wait_s)
    if told.is_open is not False:
        return told
    may_open = any(_by_rules(each, where, arrive, wait_s).is_open is not False for each in others)
    return _UNKNOWN if may_open else told


def _by_rules(hours: str, where: Where, arrive: datetime, wait_s: float) -> OpenAt:
    """Return what hours without ``||`` say."""
    rules = without_comments(hours)
    has_end = validate(hours) and are_sure_times(hours) and not NO_END.search(rules)
    if not has_end or SCHOOL_HOLIDAYS.search(rules) or (arrive.tzinfo is None and BY_THE_SUN.search(rules)):
        return _UNKNOWN
    told = read_hours(hours, where.country, where.coords)
    first = arrive if arrive.tzinfo is None else arrive.astimezone(_UTC)
    found, opens = _within(told, first, wait_s)
    if found.is_open is None or hours.strip() == ALWAYS:
        return found
    says_nothing = not HOLIDAYS.search(rules)
    if opens is None:
        disputed = not says_nothing and any(_is_disputed(day, where) for day in _days_waited(told, first, wait_s))
        return _UNKNOWN if disputed else found
    doubted = _may_be_holiday(opens.date(), where) if says_nothing else _is_disputed(opens.date(), where)
    day_before = opens.date() - _DAY
    is_from_before = _is_from_before(told, opens)
    before = is_from_before and _may_be_holiday(day_before, where)
    weekend = leaves_days_open(hours) and max(opens.weekday(), is_from_before * day_before.weekday()) >= SATURDAY
    return _UNKNOWN if doubted or before or weekend else found


@lru_cache(maxsize=50_000)
def tells_hours(hours: str) -> bool:
    """Tell whether hours can be read, and say of some time that a place is open or closed."""
    if not hours or not validate(hours) or not are_sure_times(hours):
        return False
    begin = datetime(2024, 1, 1)  # noqa: DTZ001 - a Monday: any week will do
    told = OpeningHours(hours).intervals(begin, begin + 7 * _DAY)
    return any(state != State.UNKNOWN and not remark for _, _, state, remark in told)


def _may_be_holiday(day: date, where: Where) -> bool:
    return _is_known_holiday(day, where) or day in public_holidays(where.country, day.year)


def _is_disputed(day: date, where: Where) -> bool:
    """Return whether one calendar has a holiday and the other has not."""
    return _is_known_holiday(day, where) != (day in public_holidays(where.country, day.year))


def _is_known_holiday(day: date, where: Where) -> bool:
    """Return whether a day is a holiday for those hours that speak of holidays."""
    return read_hours("PH", where.country, where.coords).is_open(datetime.combine(day, time(12)))


def _days_waited(told: OpeningHours, arrive: datetime, wait_s: float) -> list[date]:
    """Return the days from an arrival to the end of a wait, on the place's clock."""
    arrived, *_ = next(iter(told.intervals(arrive, arrive + _MINUTE)))
    last = (arrived + timedelta(seconds=wait_s)).date()
    return [arrived.date() + n * _DAY for n in range((last - arrived.date()).days + 1)]


def _is_from_before(told: OpeningHours, opens: datetime) -> bool:
    """Return whether an opening may be the rest of a shift that began, or would have begun, on the evening before."""
    midnight = opens.replace(hour=0, minute=0, second=0, microsecond=0)
    _, until, state, _ = next(iter(told.intervals(midnight, midnight + _DAY)))
    return state == State.OPEN and opens < until < midnight + _DAY


def _within(told: OpeningHours, arrive: datetime, wait_s: float) -> tuple[OpenAt, datetime | None]:
    """Return what holds within a wait, and when it opens on the place's clock; None unless it does for sure."""
    latest = arrive + timedelta(seconds=wait_s)
    # The end is not part of an interval, so that opening just then would be missed.
    for opens, _, state, remark in told.intervals(arrive, latest + _MINUTE):
        if state == State.CLOSED:
            continue
        if state == State.UNKNOWN or remark:
            return _UNKNOWN, None
        wait = max(0.0, (_as(opens, arrive) - arrive).total_seconds())
        return (OpenAt(is_open=True, wait_s=wait), opens) if wait <= wait_s else (_CLOSED, None)
    return _CLOSED, None


def _as(moment: datetime, like: datetime) -> datetime:
    """Return a moment of the library's on the clock of another: it gives the place's clock back with its zone."""
    return moment.replace(tzinfo=None) if like.tzinfo is None else moment.astimezone(_UTC)
