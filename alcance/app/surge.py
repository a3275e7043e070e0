"""Many people at once, on the page Scenarios: what they overflow, and day by day where they are."""

import streamlit as st

from alcance.app.answers import KeptStudy
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.fields import Fields
from alcance.app.link import language, linked, relink, show_link
from alcance.app.question import ask_question
from alcance.app.said import show_table, show_text
from alcance.app.surge_answer import Surged, answer_surge, kept_surge, surge_key
from alcance.app.surge_asked import Question, ask_surge
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from alcance.surge import tables_of
from analysis.plan import Plan
from analysis.surge.flow import BOUNDS
from data.words import mark, say
from geo.errors import AlcanceError
from layers.surge.day import STYLE, day_drawing, day_legend, nights_of_day, places_of_day
from layers.surge.short_answer import surge_answer
from layers.surge.words import BOUNDS_TOLD, day_answer
from layers.tables import DECIMALS

_KEPT_DAY = "surge_day"


def show_surge(found: KeptStudy) -> None:
    """Ask how many people come, and show what they overflow once that is asked for."""
    plan, fields = ask_question(found, besides=()), Fields(language())
    question = None if plan is None else ask_surge(found, plan, fields)
    if plan is None or question is None:
        return
    lang, key = fields.lang, surge_key(found, plan, question)
    if not is_asked_for("surge", key, say("Show which places they overflow", lang)):
        return
    try:
        surged = _surged(found, plan, question, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    tables = {name: frame.round(DECIMALS) for name, frame in tables_of(surged.result).items()}
    of_beds = surged.result.of_beds
    show_text(surge_answer(tables["surge_places"], tables["surge_days"], lang, of_beds=of_beds))
    _say_what_nobody_knows(surged, lang)
    _days(surged, question, lang, stamp=say("EXAMPLE", lang) if found.study.example else "")
    offer_downloads(surged.answer, lang)
    show_frame(surged.answer, lang)


def _surged(found: KeptStudy, plan: Plan, question: Question, lang: str) -> Surged:
    key = surge_key(found, plan, question)
    kept = kept_surge(key)
    if kept is not None:
        return kept
    return awaited(key, lambda step: answer_surge(found, plan, question, step), lang)


def _say_what_nobody_knows(surged: Surged, lang: str) -> None:
    facilities = surged.result.facilities
    unknown = int(facilities["capacity"].isna().sum())
    if unknown:
        words = mark("Nobody knows how much room {count} of the {of} places have: it is counted as none.")
        st.warning(say(words, lang, count=unknown, of=len(facilities)))


@st.fragment
def _days(surged: Surged, question: Question, lang: str, *, stamp: str) -> None:
    """Show one day, both bounds side by side; another day runs this part only."""
    result = surged.result
    st.subheader(say("Day by day: {corridor}", lang, corridor=question.corridor), anchor=False)
    last = int(result.days["day"].max())
    day = _choose_day(last, lang) if last > 1 else 1
    st.html(f"<style>{STYLE}</style>{day_legend(lang, stamp)}")
    for place, bound in zip(st.columns(len(BOUNDS)), BOUNDS, strict=True):
        with place:
            st.markdown(f"**{say(BOUNDS_TOLD[bound], lang)}**")
            st.text(day_answer(result, bound, day, lang))
            st.html(day_drawing(result, bound, day, length_m=question.length_m, lang=lang))
            show_table(*places_of_day(result, bound, day, lang))
            with st.expander(say("Where they sleep", lang)):
                show_table(*nights_of_day(result, bound, day, lang))


def _choose_day(last: int, lang: str) -> int:
    told = linked("day") or ""
    start = int(told) if told.isdecimal() and len(told) <= len(str(last)) else 1
    day = st.slider(say("Day", lang), 1, last, value=min(max(1, start), last), key=f"{_KEPT_DAY}-{last}-{lang}")
    relink(day=str(day) if day > 1 else None)
    show_link()
    return day
