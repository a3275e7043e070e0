"""A timetable as a calendar (RFC 5545): one entry for each visit, in the time zone of its place."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time

from icalendar import Calendar, Event

from analysis.visits.schedule import TeamDay, Visit
from data.words import LANGUAGES, say
from layers.visits.tables import Answer
from layers.visits.words import one_line


def build_calendar(answer: Answer, *, title: str, stamps: Sequence[str]) -> bytes:
    """Return the calendar; the same answer gives the same bytes: it is dated by its first day, not by a clock.

    Parameters
    ----------
    answer
        The timetable.
    title, stamps
        What the study is called, and the words each entry must carry: plain text.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Alcance//visits//ES")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(" · ".join([*stamps, title])))
    for day in answer.timetable.days:
        for order, visit in enumerate(day.visits, start=1):
            calendar.add_component(_event(answer, day, (order, visit), stamps))
    first, last = answer.asked.first, answer.asked.day(len(answer.asked.works))
    calendar.add_missing_timezones(first_date=first, last_date=last)
    return bytes(calendar.to_ical())


def _event(answer: Answer, day: TeamDay, stop: tuple[int, Visit], stamps: Sequence[str]) -> Event:
    order, visit = stop
    site, team = answer.sites.iloc[visit.stop], answer.asked.teams[day.team]
    begins, ends = (_moment(answer, visit.stop, day.day, second) for second in (visit.start_s, visit.depart_s))
    event = Event()
    event.add("uid", _uid(answer, day, visit.stop))
    event.add("dtstamp", datetime.combine(answer.asked.first, time(), UTC))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", one_line(" · ".join([*stamps, team, f"{order}. {site['name']}"])))
    event.add("location", one_line(site["name"]))
    event.add("geo", (float(site["lat"]), float(site["lon"])))
    minutes = f"{visit.drive_s / 60.0:.0f}"
    told = [say("{minutes} minutes on the road to get there", lang, minutes=minutes) for lang in LANGUAGES]
    event.add("description", one_line(" / ".join(told)))
    return event


def _moment(answer: Answer, stop: int, day: int, second: int) -> datetime:
    """Return a second of a day as a moment at a stop: its minute, as in the tables."""
    return answer.built.on_clock(answer.built.zones[stop], day, second).replace(second=0)


def _uid(answer: Answer, day: TeamDay, stop: int) -> str:
    """Return what names a visit: the same team at the same stop on the same day is the same entry."""
    parts = answer.asked.day(day.day).isoformat(), answer.asked.teams[day.team], answer.built.problem.stops.ids[stop]
    told = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{told[:32]}@alcance"
