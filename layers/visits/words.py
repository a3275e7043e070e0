"""The words of a timetable: days, what became of a stop and why, and of the people met there."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from babel.dates import format_date

from data.words import mark
from layers.bilingual import in_each_language

# Why a stop has no visit, or waits too long for one; also the reason in stops.csv.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "visited": "",
        "late": mark("waits longer than it may for a visit"),
        "unreachable": mark("no road a 4x4 can drive leads there and back from a base"),
        "closed": mark("closed, or not open for long enough, on every working day before it is due"),
        "too_far": mark("a day is too short to go there, work while it is open and come back"),
        "no_time": mark("no team has a day left for it before it is due"),
    }
)
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "visited": mark("Visited"),
        "late": mark("Visited, too late at times"),
        "unreachable": mark("No way there"),
        "closed": mark("Not open in time"),
        "too_far": mark("Too far for a day"),
        "no_time": mark("No time left"),
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "met": mark("Met again downstream"),
        "past_the_end": mark("Past the end of the corridor"),
        "after_the_timetable": mark("Due after the last day"),
        "off_the_corridor": mark("Met on no corridor: not followed"),
        "no_stop": mark("Lost: no stop within half a day on foot that can be visited that day"),
        "no_time": mark("Lost: no team has time that day"),
    }
)


def day_in(day: date, lang: str) -> str:
    """Return a day with its weekday, as people say it in a language, plain text."""
    return format_date(day, "full", locale=lang)


def day_told(day: date) -> str:
    """Return a day with its weekday in every language, as HTML."""
    return in_each_language(lambda lang: day_in(day, lang))


def one_line(text: object) -> str:
    r"""Return text without what a calendar, a track or a line of print has no room for: breaks and control signs.

    Examples
    --------
    >>> one_line("Plaza\nMayor\x07")
    'Plaza Mayor'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
