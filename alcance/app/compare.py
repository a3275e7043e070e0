"""Two profiles side by side: the same question for both, unit by unit, with the figures of their own files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from alcance.app.answers import Answer, KeptStudy
from alcance.app.link import language, linked, relink, show_link
from alcance.app.linked_question import mode_for
from alcance.app.profile_titles import profile_titles
from alcance.app.said import say_error, show_table
from alcance.app.view import answer_of
from analysis.plan import Plan
from data.words import mark, say
from geo.errors import AlcanceError
from layers.cascade import ALL
from layers.index_words import about_index
from layers.labels import word
from layers.text import number

_NOBODY = ""
_FIRST = {
    "population": mark("People"),
    "covered_nearest": mark("People within the limit"),
    "unknown_people": mark("Perhaps within the limit"),
}
_ROOM = {
    "covered_capacity": mark("Find room"),
    "without_capacity": mark("A certain place in reach, no room"),
    "out_of_reach": mark("In reach of none that counts for certain"),
}
_PEOPLE = {
    "available": mark("A way to the service"),
    "reachable": mark("In time"),
    "admissible": mark("Let in"),
    "acceptable": mark("Language, cost and trust too"),
}
_SHARES = {"share_beyond_60": mark("Share beyond 60 min"), "share_beyond_120": mark("Share beyond 120 min")}
_INDEXES = {
    "gini": mark("Inequality (Gini, 0 to 1)"),
    "eai": mark("Index of access"),
    "eai_low": mark("Index, all unknown taken as no"),
    "eai_high": mark("Index, all unknown taken as yes"),
}
_WORDS = {"bottleneck": mark("Most are lost at")}
_HEADS = {**_FIRST, **_ROOM, **_PEOPLE, **_SHARES, **_INDEXES, **_WORDS}
Row = Mapping[str, str]
Unit = tuple[str, str]


def compare_profiles(found: KeptStudy, plan: Plan, shown: Answer) -> None:
    """Ask for another profile, and show how the answer for it differs."""
    lang, profiles = language(), found.study.profiles
    titles = profile_titles(profiles, lang)
    st.subheader(say("Two profiles side by side", lang), anchor=False)
    others = [_NOBODY, *(name for name in profiles if name != plan.profile.name)]
    wanted = linked("versus") or _NOBODY
    chosen = st.selectbox(
        say("Compare with another profile", lang),
        others,
        index=others.index(wanted) if wanted in others else 0,
        format_func=lambda name: titles[name] if name else say("None", lang),
        key=f"ask-versus-{lang}-{plan.profile.name}",
    )
    relink(versus=chosen or None)
    show_link()
    if not chosen:
        return
    other = _for_other(found, plan, chosen)
    try:
        against = answer_of(found, other, "coverage")
    except AlcanceError as error:
        say_error(error, lang)
        return
    if plan.mode != other.mode:
        modes = {plan.profile: plan.mode, other.profile: other.mode}
        st.text(" · ".join(f"{who.title.say(lang)}: {word('mode', mode, lang)}" for who, mode in modes.items()))
    _show(found, {titles[plan.profile.name]: shown, titles[other.profile.name]: against}, plan.service, lang)


def _for_other(found: KeptStudy, plan: Plan, name: str) -> Plan:
    """Return the same question for another profile, which travels its own way unless the link names one."""
    profile = found.study.profiles[name]
    return replace(plan, runs=0, profile=profile, mode=linked("mode") or mode_for(profile, found))


def _show(found: KeptStudy, answers: Mapping[str, Answer], service: str, lang: str) -> None:
    """Show what matters of everyone first, and unit by unit with all columns once that is asked for."""
    told = {title: {_unit(row): row for row in each.rows("coverage.csv")} for title, each in answers.items()}
    room = any(row["covered_capacity"] for rows in told.values() for row in rows.values())
    first, units = (*_FIRST, *(_ROOM if room else ()), *_WORDS), list(next(iter(told.values())))
    _table(found, told, first, [unit for unit in units if unit[0] == ALL], lang)
    if not room:
        st.text(say("How many the places have room for, nobody told.", lang))
    with st.expander(say("Every unit, all columns", lang)):
        _table(found, told, first, units, lang)
        _table(found, told, (*_PEOPLE, *_SHARES, *_INDEXES), units, lang)
        st.text(about_index(service, lang))


def _table(
    found: KeptStudy,
    told: Mapping[str, Mapping[Unit, Row]],
    columns: Sequence[str],
    units: Sequence[Unit],
    lang: str,
) -> None:
    heads = [mark("Unit"), mark("Profile"), *(_HEADS[name] for name in columns)]
    rows = [
        [_unit_name(found, unit, lang), title, *figures(rows[unit], columns, lang)]
        for unit in units
        for title, rows in told.items()
    ]
    show_table([say(each, lang) for each in heads], rows)


def _unit(row: Row) -> Unit:
    return row["unit_kind"], row["unit_id"]


def _unit_name(found: KeptStudy, unit: Unit, lang: str) -> str:
    kind, unit_id = unit
    table = {"area": found.study.areas, "corridor": found.study.corridors}.get(kind)
    if table is None:
        return word("unit", kind, lang)
    names = dict(zip(table[f"{kind}_id"].astype(str), table["name"], strict=True))
    return str(names.get(unit_id) or unit_id)


def figures(row: Row, columns: Iterable[str], lang: str) -> list[str]:
    """Return the cells of a row of coverage.csv in words, with all the digits they have there."""
    return [_figure(row, name, lang) for name in columns]


def _figure(row: Row, name: str, lang: str) -> str:
    told = row[name]
    if name in _WORDS:
        return word("step", told, lang) if told else say("Nobody is lost", lang)
    if not told:
        return say("Not known", lang)
    if name in _SHARES:
        return f"{100 * float(told):.2f}\u00a0%"
    return told if name in _INDEXES else number(float(told), "", decimals=0)
