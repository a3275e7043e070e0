"""What is asked of a timetable: which teams, from where, which days, and how long they work."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.bases import ask_base
from alcance.app.candidates import Offered, choose_list
from alcance.app.fields import Fields
from alcance.app.link import linked, relink
from alcance.app.my_area import narrow
from alcance.app.profile_titles import profile_titles
from alcance.day import local_day
from alcance.visits import DAY_HOURS, SERVICE_MIN, stamps_of, walk_m_of
from alcance.visits_asked import Words, read_words
from analysis.visits.asked import Asked
from data.candidates import Sites
from data.profile import ANYONE
from data.words import mark, say
from geo.errors import AlcanceError, QuestionError

_DAYS, _TEAMS = 14, 1
_WEEK = 7
_SUNDAY = "su"
_NAMES = {
    "mo": mark("Monday"),
    "tu": mark("Tuesday"),
    "we": mark("Wednesday"),
    "th": mark("Thursday"),
    "fr": mark("Friday"),
    "sa": mark("Saturday"),
    "su": mark("Sunday"),
}
_STAY, _MOVE = "stay", "move"
_MORE, _STOPS = ("start", "closed", "names"), ("in", "out")  # of the link: what it asks for stands open


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked of one list of stops.

    Attributes
    ----------
    asked
        Teams, days and hours.
    sites, offered
        The stops of somebody's own area, and the list they are of.
    walk_m
        How far the people to be met walk in a day, metres; None: they stay where they live.
    stamps
        The words everything must carry.
    """

    asked: Asked
    sites: Sites
    offered: Offered
    walk_m: float | None
    stamps: tuple[str, ...]


def ask_timetable(found: KeptStudy, fields: Fields) -> Question | None:
    """Show the fields and return the question; None where it cannot be asked yet, which is said beside the field."""
    lang = fields.lang
    asked = None
    st.subheader(say("Teams and days", lang), anchor=False)
    try:
        asked = read_words(_words(found, fields))
    except AlcanceError as error:
        fields.say(error)
    st.subheader(say("Stops", lang), anchor=False)
    offered = choose_list(found, None, fields, part="stops")
    if offered is None:
        return None
    frame = narrow(found, offered.sites.frame, [] if asked is None else list(asked.bases), fields)
    st.write(say("Stops in my area: {count}", lang, count=len(frame)))
    if frame.empty:
        fields.say(QuestionError("area", "holds no stop of this list", "Choose a larger one, or another list."))
        return None
    locked, forbidden = _stops(replace(offered, sites=replace(offered.sites, frame=frame)), fields)
    if asked is None:
        return None
    asked = replace(asked, locked=locked, forbidden=forbidden)
    try:
        walk_m = _walk_m(found, fields)
        stamps = stamps_of(found.study, asked.teams, internal=False)
    except AlcanceError as error:
        fields.say(error)
        return None
    return Question(asked, replace(offered.sites, frame=frame), offered, walk_m, stamps)


def _words(found: KeptStudy, fields: Fields) -> Words:
    """Ask for teams, days and hours, and return them as they are typed for `alcance visits`."""
    lang = fields.lang
    base_at, teams_at, first_at, days_at = st.columns([4, 2, 2, 2])
    with base_at:
        base = ask_base(found, fields)
    with teams_at:
        teams = fields.number("teams", "--team", say("Teams", lang), _TEAMS, step=1)
    with first_at:
        first = _first_day(fields)
    with days_at:
        days = fields.number("days", "--days", say("For how many days", lang), _DAYS, step=1)
    hours_at, minutes_at, revisit_at = st.columns(3)
    with hours_at:
        hours = fields.number("hours", "--day-hours", say("Hours a day, back at the base", lang), DAY_HOURS, step=1.0)
    with minutes_at:
        minutes = fields.number("minutes", "--service-min", say("Minutes at each stop", lang), SERVICE_MIN, step=15.0)
    with revisit_at:
        label = say("Visit again after so many days; 0: once", lang)
        revisit = fields.number("revisit", "--revisit-days", label, _WEEK, step=1)
    more = say("More: when a day begins, days nobody works, names of the teams", lang)
    with st.expander(more, expanded=any(linked(part) is not None for part in _MORE)):
        start_at, closed_at, names_at = st.columns(3)
        with start_at:
            start = fields.text("start", "--day-start", say("A day begins at", lang), "08:00")
        with closed_at:
            closed = _closed(fields)
        with names_at:
            names = _names(teams, fields)
    return Words([base], first, names, days, start, hours, minutes, revisit or None, closed)


def _first_day(fields: Fields) -> str:
    """Ask for the first day; where nobody says, the Monday that comes."""
    today = local_day()
    usual = today + timedelta(days=_WEEK - today.weekday())
    try:
        start = date.fromisoformat(linked("first") or "")
    except ValueError:
        start = usual
    label = say("First day", fields.lang)
    told = st.date_input(label, value=start, format="YYYY-MM-DD", key="ask-first")
    first = told.isoformat() if isinstance(told, date) else ""
    relink(first=first or None)
    fields.note("--start", label)
    return first


def _names(teams: int, fields: Fields) -> list[str]:
    lang = fields.lang
    usual = ", ".join(say("Team {number}", lang, number=number) for number in range(1, teams + 1))
    told = fields.text("names", "names", say("What the teams are called, with commas between", lang), "", shadow=usual)
    names = [each.strip() for each in (told or usual).split(",")]
    if teams < 1:
        raise QuestionError("--team", f"{teams} is no number of teams", "Give 1 or more.")
    if len(names) != teams:
        raise QuestionError("names", f"are {len(names)} for {teams} teams", "Write one for each, or none.")
    return names


def _closed(fields: Fields) -> str:
    titles = {code: say(name, fields.lang) for code, name in _NAMES.items()}
    label = say("Days of the week nobody works", fields.lang)
    return ",".join(fields.some("closed", "--closed", label, titles, of="week", usual=(_SUNDAY,)))


def _stops(offered: Offered, fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask which stops are visited in any case, and which are left out."""
    lang, titles = fields.lang, offered.titles
    of = str(hash((offered.key, *titles)))
    is_asked = any(linked(part) is not None for part in _STOPS)
    with st.expander(say("Stops to visit in any case, and stops to leave out", lang), expanded=is_asked):
        locked = fields.some("in", "--lock", say("Visit in any case", lang), titles, of=of)
        forbidden = fields.some("out", "--forbid", say("Leave out", lang), titles, of=of)
    return locked, forbidden


def _walk_m(found: KeptStudy, fields: Fields) -> float | None:
    """Ask whether people walk on, and return how far they walk in a day, metres; None where they stay."""
    lang = fields.lang
    if found.study.corridors is None:
        return None
    titles = {
        _STAY: say("People who stay: each stop is visited again in time", lang),
        _MOVE: say("People who walk on: they are met again farther along the corridor", lang),
    }
    moving = fields.code("moving", "--moving", say("For whom the teams go out", lang), titles)
    if moving == _STAY:
        return None
    names = profile_titles(found.study.profiles, lang)
    usual_first = {ANYONE: names[ANYONE], **names}
    return walk_m_of(found.study, fields.code("profile", "--profile", say("Who walks", lang), usual_first))
