"""Opening hours between HSDS schedules (weekly RRULEs) and OpenStreetMap's syntax: the plain weekly case only.

Anything else stays the text it is, from which no hours are known.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_SPAN = rf"{_HOUR}-{_HOUR}"
_DAY = "|".join(DAYS)
_DAY_LIST = rf"(?:{_DAY})(?:-(?:{_DAY}))?(?:,(?:{_DAY})(?:-(?:{_DAY}))?)*"
_RULE = re.compile(rf"({_DAY_LIST}) ({_SPAN}(?:,{_SPAN})*)")
# A local time, whatever its distance from UTC; one told in UTC itself is not local.
_CLOCK = re.compile(rf"({_HOUR})(?::00)?(?:[+-]\d\d:?\d\d)?")
_NOT_PLAIN = ("until", "count", "valid_from", "valid_to", "byweekno", "bymonthday", "byyearday")
_TOLD = ("freq", "interval", "byday", "dtstart", *_NOT_PLAIN, "opens_at", "closes_at")
_FEWEST_IN_RANGE = 3
Week = dict[int, list[str]]


def schedules_from_hours(hours: str) -> list[dict[str, str]]:
    """Return schedules without ids: a weekly one for each group of days and span, or one that holds the text.

    Parameters
    ----------
    hours
        OpenStreetMap syntax, or any text; ``""`` gives no schedule.
    """
    week = _week_of_hours(hours)
    if week is None:
        return [{"description": hours}] if hours else []
    return [
        {
            "freq": "WEEKLY",
            "byday": ",".join(DAYS[day].upper() for day in days),
            "opens_at": span[:5],
            "closes_at": span[6:],
        }
        for days, spans in _grouped(week)
        for span in spans
    ]


def hours_from_schedules(schedules: Sequence[Mapping[str, Any]]) -> str:
    """Return hours in OpenStreetMap syntax where every schedule is plainly weekly, else what the schedules say as text.

    Parameters
    ----------
    schedules
        HSDS schedules of one place; none gives ``""``.
    """
    week: Week = {}
    for schedule in schedules:
        found = _plain(schedule)
        if found is None:
            return "; ".join(filter(None, map(_as_text, schedules)))
        for day in found[0]:
            week.setdefault(day, []).append(found[1])
    week = {day: sorted(set(spans)) for day, spans in week.items()}
    return "; ".join(f"{_day_list(days)} {','.join(spans)}" for days, spans in _grouped(week))


def _week_of_hours(hours: str) -> Week | None:
    """Return the spans of each day, or None where the text says more, or a day twice (the later would replace it)."""
    week: Week = {}
    for rule in hours.split(";"):
        found = _RULE.fullmatch(rule.strip())
        if found is None:
            return None
        spans = found[2].split(",")
        for day in _days(found[1]):
            if day in week or any(span[:5] >= span[6:] for span in spans):
                return None
            week[day] = sorted(spans)
    return week


def _days(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        ends = [DAYS.index(day) for day in part.split("-")]
        first, last = ends[0], ends[-1]
        found += range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
    return found


def _grouped(week: Week) -> list[tuple[list[int], list[str]]]:
    """Return the days that share their spans, by their first day."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(week):
        groups.setdefault(tuple(week[day]), []).append(day)
    return [(days, list(spans)) for spans, days in groups.items()]


def _day_list(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [
        [f"{DAYS[run[0]]}-{DAYS[run[-1]]}"] if len(run) >= _FEWEST_IN_RANGE else [DAYS[day] for day in run]
        for run in runs
    ]
    return ",".join(part for run in parts for part in run)


def _plain(schedule: Mapping[str, Any]) -> tuple[list[int], str] | None:
    ends = [_CLOCK.fullmatch(str(schedule.get(name) or "")) for name in ("opens_at", "closes_at")]
    days = [day.strip().capitalize() for day in str(schedule.get("byday") or "").split(",")]
    is_weekly = schedule.get("freq") == "WEEKLY" and str(schedule.get("interval") or 1) in ("1", "1.0")
    if not is_weekly or any(schedule.get(name) for name in _NOT_PLAIN) or not set(days) <= set(DAYS):
        return None
    opens, closes = ends
    if opens is None or closes is None or opens[1] >= closes[1]:
        return None
    return [DAYS.index(day) for day in days], f"{opens[1]}-{closes[1]}"


def _as_text(schedule: Mapping[str, Any]) -> str:
    rule = " ".join(f"{name}={schedule[name]}" for name in _TOLD if schedule.get(name))
    return " ".join(filter(None, (str(schedule.get("description") or ""), rule)))
