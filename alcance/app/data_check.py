"""The page Data check: what is wrong with the inputs, row by row, before anyone trusts an answer."""

import streamlit as st

from alcance.app.answers import KeptStudy, find_faults
from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.said import say_error, show_table
from analysis.doctor import KNOW, LOOK, MISLEADS, Finding
from data.words import mark, say
from geo.errors import AlcanceError

_TITLES = {MISLEADS: mark("Answers would mislead"), LOOK: mark("Look at"), KNOW: mark("Good to know")}
_MOST_ROWS = 500


def data_check_page() -> None:
    """Show what the study holds and what is wrong with it."""
    lang = language()
    found = here()
    if found is None:
        return
    show_link()
    _counts(found, lang)
    try:
        findings = find_faults(found, found.study.plan_defaults.mode)
    except AlcanceError as error:
        say_error(error, lang)
        return
    if not any(each.level == MISLEADS for each in findings):
        st.success(say("Nothing that would mislead was found.", lang))
    for level, title in _TITLES.items():
        _findings([each for each in findings if each.level == level], say(title, lang), lang)


def _counts(found: KeptStudy, lang: str) -> None:
    study = found.study
    tables = {
        say("Services", lang): study.facilities,
        say("Places with people", lang): study.demand,
        say("Corridors", lang): study.corridors,
        say("Areas", lang): study.areas,
        say("Border crossings", lang): study.crossings,
    }
    st.write(" · ".join(f"{name}: **{0 if frame is None else len(frame):,}**" for name, frame in tables.items()))
    if len(study.set_aside):
        st.warning(
            say("Rows set aside: {count}; they are listed below with their reasons.", lang, count=len(study.set_aside))
        )


def _findings(findings: list[Finding], title: str, lang: str) -> None:
    if not findings:
        return
    st.subheader(f"{title}: {len(findings)}", anchor=False)
    heads = (say("Table", lang), say("Row", lang), say("What is wrong", lang), say("What to do", lang))
    show_table(heads, [(each.table, each.row_id, each.what, each.todo) for each in findings[:_MOST_ROWS]])
    if len(findings) > _MOST_ROWS:
        st.write(say("… and {count} more: alcance doctor lists them all.", lang, count=len(findings) - _MOST_ROWS))
