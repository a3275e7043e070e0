"""Exposure along the corridor, on the page Routes and risk: where many people pass a hazard far from help."""

from collections import Counter
from dataclasses import astuple, replace
from functools import cache
from typing import NamedTuple

import streamlit as st

from alcance.app.answers import (
    DRAW,
    ROADS,
    SEARCH,
    Answer,
    KeptStudy,
    check_unchanged,
    files_of,
    key_of,
    opened_for,
    packed,
    plain_plan,
    shelves,
)
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.fields import Fields
from alcance.app.question import DIRECTION, ask_question
from alcance.app.routes_hazards import ask_hazards
from alcance.app.said import show_text
from alcance.app.scenarios_asked import ask_scenario
from alcance.app.shelf import Shelf, in_turn
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from alcance.app.work import Step
from alcance.exposure import exposure_answer, segment_weights
from alcance.hazard_options import HazardsAsked
from alcance.hazards_of import hazards_of
from alcance.idle_weights import idle_weights
from alcance.results import Given
from analysis.plan import Plan
from analysis.risk.corridor import NO_REPORTS, UNKNOWN, YES
from analysis.risk.hazard import ON_ROADS
from data.bilingual import Bilingual
from data.known_scenarios import find_scenario
from data.words import mark, say
from geo.errors import AlcanceError

_STEPS = 3


class Exposed(NamedTuple):
    """The segments by what they are exposed to, with page and files; the incidents behind; what must be known."""

    answer: Answer
    incidents: Bilingual
    told: tuple[Bilingual, ...]


def show_exposure(found: KeptStudy, fields: Fields) -> None:
    """Ask what counts, and show how exposed each segment is once that is asked for."""
    lang = fields.lang
    if found.study.corridors is None:
        st.info(say("This study has no corridor: make it again with a line drawn from origin to destination.", lang))
        return
    if found.study.incidents is None:
        return
    plan = _plan(found, fields)
    hazards = ask_hazards(fields, hazards=ON_ROADS)
    if plan is None or hazards is None:
        return
    key = exposure_key(found, plan, hazards)
    if not is_asked_for("exposure", key, say("Show the exposure along the corridor", lang)):
        return
    try:
        shown = _shown(found, plan, hazards, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    _tell(shown, lang)
    offer_downloads(shown.answer, lang)
    show_frame(shown.answer, lang)
    _explain(shown, lang)


def _plan(found: KeptStudy, fields: Fields) -> Plan | None:
    """Ask for whom, what and how, and in which scenario; None where it cannot be asked, which is said."""
    plan, scenario = ask_question(found, besides=(DIRECTION,)), ask_scenario(found, fields)
    if plan is None or scenario is None:
        return plan
    try:
        return replace(plan, what_if=find_scenario(scenario, found.study.path))
    except AlcanceError as error:
        fields.say(error)
        return None


def exposure_key(kept: KeptStudy, plan: Plan, hazards: HazardsAsked) -> str:
    """Return the name of an answer."""
    return key_of(kept, "exposure", *plain_plan(plan), astuple(hazards))


def answer_exposure(kept: KeptStudy, plan: Plan, hazards: HazardsAsked, step: Step) -> Exposed:
    """Return the answer; its files are those of the command line.

    Parameters
    ----------
    kept, plan, hazards
        The study, and what is asked of it.
    step
        Told how far the work is.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    weights = segment_weights(hazards)
    with in_turn(shelves().short_turn, lambda: step("", 0, 0)):
        step(ROADS, 0, _STEPS)
        opened = opened_for(kept, plan)
        step(SEARCH, 1, _STEPS)
        found = hazards_of(opened, opened.supply.network, hazards)
        table, given = exposure_answer(opened, found, weights)
        step(DRAW, 2, _STEPS)
        files = files_of(opened, {"exposure": table}, Given({"exposure": given}))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = exposure_key(kept, plan, hazards)
    answer = shelves().answers.keep(key, lambda: packed(key, files, folded=True))
    incidents = Bilingual(**given["incidents"]["short"])
    idle = idle_weights(hazards, found.hazards, departs=False)
    told = (*idle, *(opened.changed.said if opened.changed else ()))
    return _exposed().keep(key, lambda: Exposed(answer, incidents, told))


def _shown(found: KeptStudy, plan: Plan, hazards: HazardsAsked, lang: str) -> Exposed:
    key = exposure_key(found, plan, hazards)
    answer, kept = shelves().answers.get(key), _exposed().get(key)
    if answer is not None and kept is not None:
        return kept._replace(answer=answer)
    return awaited(key, lambda step: answer_exposure(found, plan, hazards, step), lang)


def _tell(shown: Exposed, lang: str) -> None:
    """Show how many segments are underserved and exposed, which incidents that is by, and what else changes it."""
    rows = shown.answer.rows("exposure.csv")
    verdicts = Counter(row["underserved_and_exposed"] for row in rows)
    words = mark("Segments underserved and among the fifth most exposed: {both} of {of}. Not known of: {unknown}.")
    show_text(say(words, lang, both=verdicts[YES], of=len(rows), unknown=verdicts[UNKNOWN]))
    for told in (shown.incidents, *shown.told):
        st.text(told.say(lang))


def _explain(shown: Exposed, lang: str) -> None:
    """Show, below the answer, of how many segments nobody reported anything, and what is ranked."""
    silent = sum(1 for row in shown.answer.rows("exposure.csv") if row["reports"] == NO_REPORTS)
    st.text(say("Segments with no reports, which does not mean safe: {count}", lang, count=silent))
    st.text(say("Exposure is hazard × people a day × hours to emergency care: an index that ranks.", lang))


@cache
def _exposed() -> Shelf[Exposed]:
    """Return what was worked out lately."""
    return Shelf(8)
