"""The page Data check: what is wrong with the inputs, row by row, before anyone trusts an answer."""

import pandas as pd
import streamlit as st

from alcance.app.answers import KeptStudy, find_faults
from alcance.app.column_words import in_words
from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.said import reason_in, say_error, show_table
from analysis.completeness import ATTRIBUTES, EVERYWHERE, completeness
from analysis.doctor import KNOW, LOOK, MISLEADS, Finding
from data.words import mark, say
from geo.errors import AlcanceError
from layers.text import number, percent

_TITLES = {MISLEADS: mark("Answers would mislead"), LOOK: mark("Look at"), KNOW: mark("Good to know")}
_HEADS = (mark("Table"), mark("Row"), mark("What is wrong"), mark("People"), mark("km"), mark("What to do"))
_MOST_ROWS = 500
_MOST_OPEN = 30  # a longer list is folded, so that what comes after it is seen
# What the tables are called on this page; a finding may name a file instead.
_TABLES = {
    "facilities": mark("Services"),
    "demand": mark("Places with people"),
    "corridors": mark("Corridors"),
    "areas": mark("Areas"),
    "borders": mark("Land borders"),
    "crossings": mark("Border crossings"),
    "flows": mark("People in transit"),
    "incidents": mark("Incidents"),
    "hazards": mark("Hazards"),
    "candidates": mark("Possible stops"),
    "visits": mark("Visits"),
}


def data_check_page() -> None:
    """Show what the study holds and what is wrong with it."""
    lang = language()
    found = here()
    if found is None:
        return
    show_link()
    _counts(found, lang)
    try:
        with st.spinner(say("Looking for what is wrong; the list comes below …", lang), show_time=True):
            findings = find_faults(found, found.study.plan_defaults.mode)
    except AlcanceError as error:
        say_error(error, lang)
        return
    if not any(each.level == MISLEADS for each in findings):
        st.success(say("Nothing that would mislead was found.", lang))
    for level, title in _TITLES.items():
        _findings([each for each in findings if each.level == level], say(title, lang), lang)
    _set_aside(found.study.set_aside, lang)
    if found.study.facilities is not None:
        _unknown(completeness(found.study.facilities, found.study.areas), lang)


def _counts(found: KeptStudy, lang: str) -> None:
    study = found.study
    tables = {
        say("Services", lang): study.facilities,
        say("Places with people", lang): study.demand,
        say("Corridors", lang): study.corridors,
        say("Areas", lang): study.areas,
        say("Border crossings", lang): study.crossings,
    }
    st.write(
        " · ".join(
            f"{name}: **{number(0 if frame is None else len(frame), '', decimals=0)}**"
            for name, frame in tables.items()
        )
    )
    if len(study.set_aside):
        st.warning(
            say("Rows set aside: {count}; they are listed below with their reasons.", lang, count=len(study.set_aside))
        )


def _findings(findings: list[Finding], title: str, lang: str) -> None:
    if not findings:
        return
    st.subheader(f"{title}: {len(findings)}", anchor=False)
    rows = [_finding(each, lang) for each in findings[:_MOST_ROWS]]
    # A column nobody has anything to say in only takes room.
    told = [at for at in range(len(_HEADS)) if any(row[at] for row in rows)]
    with st.expander(say("Show the list", lang)) if len(findings) > _MOST_OPEN else st.container():
        show_table([say(_HEADS[at], lang) for at in told], [[row[at] for at in told] for row in rows])
        if len(findings) > _MOST_ROWS:
            st.write(say("… and {count} more: alcance doctor lists them all.", lang, count=len(findings) - _MOST_ROWS))


def _finding(finding: Finding, lang: str) -> tuple[str, ...]:
    return (
        say(_TABLES.get(finding.table, finding.table), lang),
        finding.row_id,
        reason_in(finding.what, lang),
        _amount(finding.people, 0),
        _amount(finding.km, 1),
        reason_in(finding.todo, lang),
    )


def _amount(value: float, decimals: int) -> str:
    return number(value, "", decimals=decimals) if value > 0 else ""


def _set_aside(rows: pd.DataFrame, lang: str) -> None:
    """List the rows that take part in nothing, each with what its file says and why it was not taken."""
    if rows.empty:
        return
    st.subheader(f"{say('Rows set aside', lang)}: {len(rows):,}", anchor=False)
    told = zip(rows["file"], rows["row"], rows["id"], rows["column"], rows["value"], rows["reason"], strict=True)
    lines = [
        (file, "" if row is None else row, row_id, f"{column} {value}".strip(), reason_in(reason, lang))
        for file, row, row_id, column, value, reason in told
    ]
    heads = (mark("File"), mark("Row"), mark("Id"), mark("What it says"), mark("What is wrong"))
    with st.expander(say("Show the list", lang)) if len(lines) > _MOST_OPEN else st.container():
        show_table([say(head, lang) for head in heads], lines[:_MOST_ROWS])
        if len(lines) > _MOST_ROWS:
            more = len(lines) - _MOST_ROWS
            st.write(say("… and {count} more: quarantine.csv in the study lists them all.", lang, count=more))


def _unknown(shares: pd.DataFrame, lang: str) -> None:
    """Show how much of each attribute nobody knows, by area: unknown never counts as yes."""
    if shares.empty:
        return
    st.subheader(say("How much is unknown", lang), anchor=False)
    st.write(say("Of how many services nobody knows it. Unknown never counts as yes: ask, and fill it in.", lang))
    rows = [
        (
            say("All", lang) if row["area_id"] == EVERYWHERE else row["area_id"],
            number(row["facilities"], "", decimals=0),
            *(percent(row[name]) for name in ATTRIBUTES),
        )
        for row in shares.to_dict("records")
    ]
    show_table((say("Area", lang), say("Services", lang), *(in_words(name, lang) for name in ATTRIBUTES)), rows)
