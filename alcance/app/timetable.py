"""The page Stops and timetable: where teams stop on which day, what a change by hand loses, what to take along."""

import threading
from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from alcance.app.answers import Answer, KeptStudy
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.field_words import say_in_fields
from alcance.app.fields import Fields
from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.reading import begin_form, end_form
from alcance.app.said import show_marked_table, show_table, show_text
from alcance.app.timetable_answer import Timed, answer_timetable, kept_timetable, timetable_key
from alcance.app.timetable_asked import Question, ask_timetable
from alcance.app.timetable_changed import PLAN_AGAIN, offer_changes
from alcance.app.timetable_places import keep_places
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from analysis.visits.alone import VISITED
from data.words import mark, say
from geo.errors import AlcanceError
from layers.text import encode, number
from layers.visits.tables import Answer as Planned
from layers.visits.tables import reason_told, told_at_base, visit_told
from layers.visits.words import day_in

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "print.html": mark("Sheets to print, one a team and day"),
        "visits.ics": mark("Calendar"),
        "visits.gpx": mark("For the navigator (GPX)"),
        "visits.csv": mark("Table of visits"),
    }
)


def timetable_page() -> None:
    """Ask the question, and show who is where on which day once that is asked for."""
    lang = language()
    found = here()
    if found is None:
        return
    say_in_fields(lang)
    begin_form()
    fields = Fields(lang)
    question = ask_timetable(found, fields)
    if question is not None:
        _answer(found, question, fields)
    show_link()
    end_form(lang)


def _answer(found: KeptStudy, question: Question, fields: Fields) -> None:
    lang, key = fields.lang, timetable_key(found, question)
    if not is_asked_for("timetable", key, say("Make the timetable", lang), again=PLAN_AGAIN):
        return
    try:
        timed = _timed(found, question, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    keep_places(found, timed.planned)
    _show(timed, lang)
    _offer_files(timed.answer, lang)
    offer_changes(timed.planned, key, lang)
    show_frame(timed.answer, lang)


def _timed(found: KeptStudy, question: Question, lang: str) -> Timed:
    key = timetable_key(found, question)
    kept = kept_timetable(key)
    if kept is not None:
        return kept
    enough = threading.Event()
    return awaited(key, lambda step: answer_timetable(found, question, step, enough), lang, enough)


def _show(timed: Timed, lang: str) -> None:
    planned = timed.planned
    table, names = planned.timetable, planned.sites["name"]
    visited = sum(1 for stop in range(len(names)) if table.visited_on(stop))
    driven_h = sum(day.driven_s for day in table.days) / 3600.0
    show_text(
        say(
            "{visited} of {stops} stops are visited; the teams go out on {days} days and drive {hours} hours in all.",
            lang,
            visited=visited,
            stops=len(names),
            days=len(table.days),
            hours=number(driven_h, ""),
        )
    )
    _days(planned, lang)
    left = [
        (names[stop], reason_told(planned, stop, lang)) for stop, each in enumerate(table.status) if each != VISITED
    ]
    if left:
        st.subheader(say("Not visited, or not in time: {count}", lang, count=len(left)), anchor=False)
        show_table((say("Stop", lang), say("Why", lang)), left)


def _days(planned: Planned, lang: str) -> None:
    """Show the days of the teams, a row each."""
    heads = [mark("Day"), mark("Team"), mark("Leaves the base"), mark("Stops"), mark("Back at the base")]
    rows = []
    for day in planned.timetable.days:
        first, last = day.visits[0], day.visits[-1]
        stops = "<br>".join(encode(visit_told(planned, day, visit)) for visit in day.visits)
        leaves = told_at_base(planned, day, first.arrive_s - first.drive_s)
        back = told_at_base(planned, day, last.depart_s + day.back_s)
        when, team = day_in(planned.asked.day(day.day), lang), encode(planned.asked.teams[day.team])
        rows.append((when, team, leaves, stops, back))
    show_marked_table([say(each, lang) for each in heads], rows)


def _offer_files(answer: Answer, lang: str) -> None:
    offer_downloads(answer, lang, only=_TITLES, beside="first-", titles={k: say(w, lang) for k, w in _TITLES.items()})
    with st.expander(say("More files", lang)):
        offer_downloads(answer, lang, only=[name for name in answer.packed_files if name not in _TITLES])
