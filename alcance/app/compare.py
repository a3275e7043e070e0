"""Two profiles side by side: the same question for both, unit by unit, with the figures of their own files."""

from collections.abc import Mapping
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
from layers.labels import word
from layers.text import number

_NOBODY = ""
_PEOPLE = {
    "covered_nearest": mark("People within the limit"),
    "available": mark("A way to the service"),
    "reachable": mark("In time"),
    "admissible": mark("Let in"),
    "acceptable": mark("Language, cost and trust too"),
}
_SHARES = {"share_beyond_60": mark("Share beyond 60 min"), "share_beyond_120": mark("Share beyond 120 min")}
_INDEXES = {"gini": mark("Inequality (Gini, 0 to 1)"), "eai": mark("Index of access")}


def compare_profiles(found: KeptStudy, plan: Plan, shown: Answer) -> None:
    """Ask for another profile, and show how the answer for it differs."""
    lang, profiles = language(), found.study.profiles
    titles = profile_titles(profiles, lang)
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
    _show(found, {titles[plan.profile.name]: shown, titles[other.profile.name]: against}, lang)


def _for_other(found: KeptStudy, plan: Plan, name: str) -> Plan:
    """Return the same question for another profile, which travels its own way unless the link names one."""
    profile = found.study.profiles[name]
    return replace(plan, profile=profile, mode=linked("mode") or mode_for(profile, found))


def _show(found: KeptStudy, answers: Mapping[str, Answer], lang: str) -> None:
    heads = [mark("Unit"), mark("Profile"), *_PEOPLE.values(), mark("Most are lost at"), *_SHARES.values()]
    told = {title: {_unit(row): row for row in each.rows("coverage.csv")} for title, each in answers.items()}
    units = list(next(iter(told.values())))
    rows = [
        [_unit_name(found, unit, lang), title, *figures(rows[unit], lang)]
        for unit in units
        for title, rows in told.items()
    ]
    show_table([say(each, lang) for each in (*heads, *_INDEXES.values())], rows)


def _unit(row: Mapping[str, str]) -> tuple[str, str]:
    return row["unit_kind"], row["unit_id"]


def _unit_name(found: KeptStudy, unit: tuple[str, str], lang: str) -> str:
    kind, unit_id = unit
    table = {"area": found.study.areas, "corridor": found.study.corridors}.get(kind)
    if table is None:
        return word("unit", kind, lang)
    names = dict(zip(table[f"{kind}_id"].astype(str), table["name"], strict=True))
    return str(names.get(unit_id) or unit_id)


def figures(row: Mapping[str, str], lang: str) -> list[str]:
    """Return the figures of a row of coverage.csv, with all the digits they have there."""
    people = [number(float(row[name]), "", decimals=0) for name in _PEOPLE]
    lost = word("step", row["bottleneck"], lang) if row["bottleneck"] else say("Nobody is lost", lang)
    shares = [f"{100 * float(row[name]):.2f}\u00a0%" if row[name] else say("Not known", lang) for name in _SHARES]
    return [*people, lost, *shares, *(row[name] or say("Not known", lang) for name in _INDEXES)]
