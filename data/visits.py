"""Takes in visits of teams: which day, which team, where, and from when to when."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.cells import amount, is_iso_date, side_amount
from data.intake import Intake, Record, Row, take_rows
from data.raw import RawTable
from data.recognise.dates import is_plausible
from data.schemas import VISITS
from data.shapes import point
from data.time_zone import time_zone

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_MINUTES = ("min", "minutes", "minutos")
Stays = dict[tuple[str, str], list[tuple[datetime, datetime, Mapping[str, Any]]]]


def take_visits(raw: RawTable) -> Intake:
    """Return visits; a row without its day, team, place or hours is set aside, or with its team elsewhere by then.

    Parameters
    ----------
    raw
        Rows with the columns of ``VISITS``, as ``alcance visits`` writes them.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    stays: Stays = {}
    return take_rows(VISITS, raw, lambda row: _judge(row, stays))


def _judge(row: Row, stays: Stays) -> Record:
    record = _record(row)
    reason = why_elsewhere(record, stays)
    if reason:
        row.refuse("arrive", reason)
    note_stay(record, stays)
    return record


def why_elsewhere(visit: Mapping[str, Any], stays: Stays) -> str:
    """Return at which other stop the team of a visit is at some moment of it, by the clocks of both; empty: none.

    Parameters
    ----------
    visit
        ``day, team, order, site_id, arrive, depart, lon, lat``, as in the table of visits. A visit of the same order is
        the same, told twice.
    stays
        Where teams are already, see `note_stay`.
    """
    since, until = _moments(visit)
    known = stays.get((visit["day"], visit["team"]), [])
    for begins, ends, other in known:
        if since < ends and begins < until and other["order"] != visit["order"]:
            stay = f"{other['site_id']} {other['arrive']}-{other['depart']}"
            return f"is while {visit['team']} is at {stay}: nobody is at two places at once"
    return ""


def note_stay(visit: Mapping[str, Any], stays: Stays) -> None:
    """Add a visit to where teams are."""
    stays.setdefault((visit["day"], visit["team"]), []).append((*_moments(visit), visit))


def _moments(visit: Mapping[str, Any]) -> tuple[datetime, datetime]:
    zone = ZoneInfo(time_zone(float(visit["lon"]), float(visit["lat"])))
    since, until = (
        datetime.fromisoformat(f"{visit['day']}T{visit[name]}").replace(tzinfo=zone) for name in ("arrive", "depart")
    )
    return since.astimezone(UTC), until.astimezone(UTC)


def _record(row: Row) -> Record:
    place = point(row)
    arrive, depart = _clock(row, "arrive"), _clock(row, "depart")
    if arrive >= depart:
        row.refuse("depart", "is no later than the arrival")
    return {
        "day": _day(row),
        "team": _needed(row, "team"),
        "order": amount(row, "order"),
        "site_id": _needed(row, "site_id"),
        "arrive": arrive,
        "depart": depart,
        "drive_min": side_amount(row, "drive_min", _MINUTES),
        "name": row.text("name"),
        "lon": place.x,
        "lat": place.y,
        "service_min": side_amount(row, "service_min", _MINUTES),
        "wait_min": side_amount(row, "wait_min", _MINUTES),
        "back_min": side_amount(row, "back_min", _MINUTES),
        "geometry": place,
    }


def begin_work(arrive: str, wait_min: float) -> str:
    """Return when a team begins its work: when it is there, and has waited.

    Parameters
    ----------
    arrive
        HH:MM.
    wait_min
        Minutes it waits; NaN: none.

    Examples
    --------
    >>> begin_work("13:30", 30.0), begin_work("09:00", float("nan"))
    ('14:00', '09:00')
    """
    hour, minute = map(int, arrive.split(":"))
    minutes = hour * 60 + minute + (0 if math.isnan(wait_min) else math.ceil(wait_min))
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(row: Row) -> str:
    day = row.text("day")
    if not is_iso_date(day) or not is_plausible(day):
        row.refuse("day", "is not a date like 2025-01-31")
    return day


def _needed(row: Row, column: str) -> str:
    return row.text(column) or row.refuse(column, "is empty")


def _clock(row: Row, column: str) -> str:
    if not _CLOCK.fullmatch(row.text(column)):
        row.refuse(column, "is not a time like 09:30")
    return row.text(column)
