"""The page Scenarios: what closed roads, other places or rules would change, and what a large group overflows."""

from collections.abc import Sequence

import streamlit as st

from alcance.app.answers import Answer, KeptStudy, shelves
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.field_words import say_in_fields
from alcance.app.fields import Fields
from alcance.app.here import here
from alcance.app.link import language, linked, relink, show_link
from alcance.app.question import ask_question
from alcance.app.said import show_text
from alcance.app.scenarios_answer import lay_scenarios, scenarios_key
from alcance.app.scenarios_asked import LARGEST, ask_scenarios
from alcance.app.surge import show_surge
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from alcance.map_view import names_of
from analysis.plan import Plan
from data.scenario import Scenario
from data.words import mark, say
from geo.errors import AlcanceError
from layers.what_if.short_answer import scenario_answer

_CHANGES, _SURGE = "changes", "surge"
_TITLES = {
    _CHANGES: mark("Roads close, places change, other rules hold"),
    _SURGE: mark("Many people come at once"),
}


def scenarios_page() -> None:
    """Ask what could happen, and show what it would change once that is asked for."""
    lang = language()
    found = here()
    if found is None:
        return
    say_in_fields(lang, largest=LARGEST)
    if _which(lang) == _SURGE:
        show_surge(found)
    else:
        _compare(found, Fields(lang))
    show_link()


def _which(lang: str) -> str:
    titles = {code: say(words, lang) for code, words in _TITLES.items()}
    codes = list(titles)
    start = codes.index(_SURGE) if linked("what") == _SURGE else 0
    label = say("What if …", lang)
    told: str = st.radio(label, codes, index=start, format_func=titles.__getitem__, horizontal=True, key=f"what-{lang}")
    relink(what=told if told != _CHANGES else None)
    return told


def _compare(found: KeptStudy, fields: Fields) -> None:
    scenarios = ask_scenarios(found, fields)
    plan = ask_question(found)
    if plan is None or not scenarios:
        return
    lang, key = fields.lang, scenarios_key(found, plan, scenarios)
    if not is_asked_for("scenarios", key, say("Show what would change", lang)):
        return
    try:
        shown = _laid(found, plan, scenarios, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    names = names_of(found.study.corridors, "corridor_id")
    for each in scenarios:
        show_text(scenario_answer(each, shown.rows("scenarios.csv"), shown.rows("changes.csv"), lang, names=names))
    # Before the frame: whoever goes by the keyboard would come to them after every row of its tables.
    offer_downloads(shown, lang)
    show_frame(shown, lang)


def _laid(found: KeptStudy, plan: Plan, scenarios: Sequence[Scenario], lang: str) -> Answer:
    key = scenarios_key(found, plan, scenarios)
    kept = shelves().answers.get(key)
    if kept is not None:
        return kept
    return awaited(key, lambda step: lay_scenarios(found, plan, scenarios, step), lang)
