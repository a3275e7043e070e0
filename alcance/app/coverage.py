"""The page Coverage: what is within reach of each service, and how many people that is."""

import streamlit as st

from alcance.app.answers import Answer
from alcance.app.compare import compare_profiles
from alcance.app.downloads import offer_downloads
from alcance.app.here import here
from alcance.app.law import show_law
from alcance.app.link import language, linked, relink, show_link
from alcance.app.question import ARRIVAL, DIRECTION, RUNS, ask_question
from alcance.app.said import show_text, show_warning
from alcance.app.sector_matrix import offer_sectors
from alcance.app.view import show_page
from alcance.app.why_not import show_why_not
from alcance.group_told import everyone_counted
from alcance.spoilt_room import spoilt_room
from data.words import mark, say
from layers.cascade import ALL
from layers.short_answer import short_answer
from layers.text import number


def coverage_page() -> None:
    """Show how many people are within reach and, if asked or where nobody is known, what is."""
    lang = language()
    found = here()
    if found is None:
        return
    plan = ask_question(found, besides=(DIRECTION, ARRIVAL, RUNS))
    kind = "catchments" if found.study.demand is None or _with_catchments(lang) else "coverage"
    show_link()
    if found.study.demand is None:
        st.info(say("This study does not say where people live: only areas are shown, and nobody is counted.", lang))
    if plan is None:
        return
    shown = show_page(found, plan, kind, above=_say_in_short)
    if shown is not None:
        seen = [row["facility_id"] for row in shown.rows("access.csv")]
        for told in (*everyone_counted(found.study, plan, lang), *spoilt_room(found.study, plan, seen, lang)):
            show_warning(told)
        show_why_not(found, plan, shown)
        if found.study.demand is not None:
            compare_profiles(found, plan, shown)
        offer_downloads(shown, lang)
    show_law(found, plan)
    offer_sectors(found, plan)


def _say_in_short(shown: Answer) -> None:
    """Say the answer in a sentence or two before all else; nothing where nobody is counted."""
    everyone = [row for row in shown.rows("coverage.csv") if row["unit_kind"] == ALL and float(row["population"]) > 0]
    for row in everyone:
        show_text(short_answer(row, language()))
        if "covered_p5" in row:
            _say_how_sure(row, language())


def _say_how_sure(row: dict[str, str], lang: str) -> None:
    least, most = (number(float(row[f"covered_{name}"]), "", decimals=0) for name in ("p5", "p95"))
    words = mark("In nine of ten random runs it is between {least} and {most} people: a model interval.")
    st.write(say(words, lang, least=least, most=most))


def _with_catchments(lang: str) -> bool:
    wanted = st.checkbox(
        say("Draw what is within reach of each service, which takes longer", lang),
        value=linked("catchments") == "yes",
        key="ask-catchments",
    )
    relink(catchments="yes" if wanted else None)
    return wanted
