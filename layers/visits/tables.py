"""A timetable as tables: its visits, its stops, and the people on the move who are met again or lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.visits.alone import LATE, STATUSES
from analysis.visits.asked import Asked, Built
from analysis.visits.moving import Group, Way
from analysis.visits.schedule import TeamDay, Visit
from analysis.visits.timetable import Timetable
from data.words import say
from layers.visits.words import REASONS

VISITS = (
    *("day", "team", "order", "site_id", "arrive", "depart", "drive_min"),
    *("name", "lon", "lat", "service_min", "wait_min", "back_min"),
)
STOPS = ("site_id", "name", "lon", "lat", "visits", "longest_interval_days", "corridor_id", "km", "status", "reason")
GROUPS = ("site_id", "day", "corridor_id", "km", "next_day", "next_km", "next_site_id", "status")
DECIMALS = {
    **dict.fromkeys(["drive_min", "service_min", "wait_min", "back_min"], 1),
    **dict.fromkeys(["order", "visits", "longest_interval_days"], 0),
    **dict.fromkeys(["km", "next_km"], 3),
}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A timetable with what it was asked of.

    Attributes
    ----------
    asked, built
        The question, and the problem made of it.
    sites
        The stops, ordered by id.
    timetable
        Who is where on which day.
    way
        Where along the corridors the stops are.
    groups
        What becomes of the people met; None where nobody asked.
    cut_short
        Whether the time ran out, so that another run may find other routes.
    """

    asked: Asked
    built: Built
    sites: gpd.GeoDataFrame
    timetable: Timetable
    way: Way
    groups: tuple[Group, ...] | None = None
    cut_short: bool = False


def visits_table(answer: Answer) -> gpd.GeoDataFrame:
    """Return visits.csv with the stops, by day, team and order; hours on the clock of each stop."""
    rows = [row for day in answer.timetable.days for row in _day_rows(answer, day.team, day.day)]
    return _placed(rows, VISITS).sort_values(["day", "team", "order"], ignore_index=True)


def stops_table(answer: Answer) -> gpd.GeoDataFrame:
    """Return stops.csv: how often each is visited, or why it is not."""
    timetable, way = answer.timetable, answer.way
    rows = [
        {
            **_site(answer, stop),
            "visits": float(len(timetable.visited_on(stop))),
            "longest_interval_days": _or_nan(timetable.longest_interval(stop)),
            "corridor_id": way.corridor_id[stop],
            "km": float(way.measure_m[stop]) / 1e3,
            "status": timetable.status[stop],
            "reason": reason_told(answer, stop, "en"),
        }
        for stop in range(len(answer.sites))
    ]
    return _placed(rows, STOPS)


def reason_told(answer: Answer, stop: int, lang: str) -> str:
    """Return why a stop is not visited, or on which days it waits too long, in a language, plain; empty: neither."""
    timetable = answer.timetable
    told = REASONS[timetable.status[stop]]
    waits = timetable.waits[stop] if timetable.status[stop] == LATE else ()
    days = [
        say(
            "{first} to {last} ({why})",
            lang,
            first=answer.asked.day(wait.after or 0).isoformat(),
            last=answer.asked.day(len(answer.asked.works) - 1 if wait.until is None else wait.until).isoformat(),
            why=say(REASONS[wait.why], lang),
        )
        for wait in waits
    ]
    return ": ".join([say(told, lang) if told else "", *(["; ".join(days)] if days else [])])


def groups_table(answer: Answer) -> pd.DataFrame:
    """Return groups.csv: the people met on each visit, where they will be, and whether a team is there then."""
    ids, way = answer.built.problem.stops.ids, answer.way
    rows = [
        {
            "site_id": ids[group.stop],
            "day": answer.asked.day(group.day).isoformat(),
            "corridor_id": way.corridor_id[group.stop],
            "km": float(way.measure_m[group.stop]) / 1e3,
            "next_day": answer.asked.day(group.next_day).isoformat(),
            "next_km": group.next_m / 1e3,
            "next_site_id": "" if group.next_stop is None else ids[group.next_stop],
            "status": group.status,
        }
        for group in answer.groups or ()
    ]
    frame = pd.DataFrame(rows, columns=list(GROUPS))
    return frame.sort_values(["site_id", "day"], ignore_index=True)


def counted(answer: Answer) -> dict[str, int]:
    """Return how many stops have each status, those there are, in the order of ``STATUSES``."""
    return {status: count for status in STATUSES if (count := answer.timetable.status.count(status))}


def clock(seconds: int) -> str:
    """Return seconds after midnight as ``HH:MM``, whole minutes that have passed.

    Examples
    --------
    >>> clock(9 * 3600 + 61), clock(-60)
    ('09:01', '23:59')
    """
    minutes = seconds // 60 % 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"


def at_stop(answer: Answer, stop: int, day: int, second: int) -> str:
    """Return a second of a day as ``HH:MM`` on the clock of a stop."""
    return f"{answer.built.on_clock(answer.built.zones[stop], day, second):%H:%M}"


def told_at_base(answer: Answer, day: TeamDay, second: int) -> str:
    """Return a second of a day on the clock of the team's base, with what clock that is where there are several."""
    zone = answer.built.base_zones[day.team]
    return f"{answer.built.on_clock(zone, day.day, second):%H:%M}{which_clock(answer, zone, day.day, second)}"


def told_at_stop(answer: Answer, stop: int, day: int, second: int) -> str:
    """Return a second of a day on the clock of a stop, with what clock that is where there are several."""
    return f"{at_stop(answer, stop, day, second)}{which_clock(answer, answer.built.zones[stop], day, second)}"


def which_clock(answer: Answer, zone: str, day: int, second: int) -> str:
    """Return by how much a clock is off UTC, such as `` UTC-6``; empty where all clocks show the same."""
    off = answer.built.on_clock(zone, day, second).utcoffset()
    if off is None or not answer.built.has_many_clocks:
        return ""
    minutes = round(abs(off).total_seconds() / 60)
    sign = "-" if off < timedelta() else "+"
    return f" UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def visit_told(answer: Answer, day: TeamDay, visit: Visit) -> str:
    """Return the hours of a visit on the clock of its stop, and the stop's name, plain text."""
    name = answer.sites["name"].iloc[visit.stop]
    begins, ends = (
        at_stop(answer, visit.stop, day.day, visit.start_s),
        told_at_stop(answer, visit.stop, day.day, visit.depart_s),
    )
    return f"{begins}\u2013{ends} {name}"


def _day_rows(answer: Answer, team: int, day: int) -> list[dict[str, Any]]:
    found = next(each for each in answer.timetable.days if (each.team, each.day) == (team, day))
    rows = []
    for order, visit in enumerate(found.visits, start=1):
        is_last = order == len(found.visits)
        rows.append(
            {
                **_site(answer, visit.stop),
                "day": answer.asked.day(day).isoformat(),
                "team": answer.asked.teams[team],
                "order": float(order),
                "arrive": at_stop(answer, visit.stop, day, visit.arrive_s),
                "depart": at_stop(answer, visit.stop, day, visit.depart_s),
                "drive_min": visit.drive_s / 60.0,
                "service_min": (visit.depart_s - visit.start_s) / 60.0,
                "wait_min": (visit.start_s - visit.arrive_s) / 60.0,
                "back_min": found.back_s / 60.0 if is_last else np.nan,
            }
        )
    return rows


def _site(answer: Answer, stop: int) -> dict[str, Any]:
    row = answer.sites.iloc[stop]
    return {"site_id": row["site_id"], "name": row["name"], "lon": row["lon"], "lat": row["lat"]}


def _placed(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    lon, lat = (frame[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")


def _or_nan(value: int | None) -> float:
    return np.nan if value is None else float(value)
