"""The filters: for whom, which service, how and which way people travel, what still counts; kept in the link."""

from collections.abc import Callable, Collection
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alcance.app.answers import KeptStudy, asked
from alcance.app.link import language, linked, relink
from alcance.app.linked_question import (
    LONGEST_MIN,
    cutoff_or,
    known_or,
    mode_for,
    profile_of,
    service_for,
    visits_or,
)
from alcance.app.profile_titles import profile_titles
from alcance.app.runs_asked import ask_runs
from alcance.app.said import say_error, say_replaced
from alcance.opened import plan_of
from analysis.plan import DAYS_A_YEAR, VISITS_A_YEAR, Plan
from data.profile import Profile
from data.vocabulary import SERVICES
from data.words import mark, say
from geo.errors import AlcanceError
from geo.roads import DIRECTIONS, MODES
from layers.labels import word

_LABELS = {
    "profile": mark("For whom"),
    "service": mark("Service"),
    "mode": mark("How"),
    "direction": mark("Direction"),
}


DIRECTION, ARRIVAL, RUNS = "direction", "arrival", "runs"
_TO = "to"


def ask_question(found: KeptStudy, *, besides: Collection[str] = (DIRECTION, ARRIVAL)) -> Plan | None:
    """Show the filters and return the question; None where it cannot be asked, which is said beside the field.

    Parameters
    ----------
    found
        The study.
    besides
        What is asked beside whom it is for, the service, how people travel and the limit: ``DIRECTION`` (else people
        travel to the place), ``ARRIVAL`` (with the visits of a year), ``RUNS``.
    """
    lang, usual = language(), found.study.plan_defaults
    asks_way = DIRECTION in besides
    whom_at, service_at, mode_at, *direction_at, cutoff_at = st.columns([3, 3, 2, *([2] if asks_way else []), 2])
    with whom_at:
        profile = ask_profile(found, lang)
    with service_at:
        service = ask_code("service", SERVICES, service_for(profile, found), profile, lang)
    with mode_at:
        mode = ask_code("mode", MODES, mode_for(profile, found), profile, lang)
    direction = _TO
    for place in direction_at:
        with place:
            direction = ask_code("direction", DIRECTIONS, usual.direction, profile, lang)
    with cutoff_at:
        cutoff_min = ask_cutoff(usual.cutoff_min, say("Limit, minutes", lang), lang)
    arrive, visits, beside = _arrival_and_visits(lang) if ARRIVAL in besides else ("", VISITS_A_YEAR, st.container())
    runs = ask_runs(lang) if RUNS in besides else 0
    if cutoff_min is None or visits is None or runs is None:
        return None
    question = asked(
        service, cutoff_min, mode, direction, profile=profile.name, arrive=arrive or None, visits_a_year=visits
    )
    try:
        plan = plan_of(found.study, replace(question, runs=runs))
    except AlcanceError as error:
        if error.where == "--arrive":
            beside.error(
                say("Write day and time as 2026-03-03T22:00, or with an offset as 2026-03-03T22:00-06:00.", lang)
            )
        else:
            say_error(error, lang)
        return None
    if ARRIVAL in besides:
        relink(arrive=arrive or None, visits=f"{visits:g}" if visits != VISITS_A_YEAR else None)
    return plan


def _arrival_and_visits(lang: str) -> tuple[str, float | None, DeltaGenerator]:
    """Ask when people arrive and how often they go; return that, and the place for what is wrong with the arrival."""
    is_open = linked("arrive") is not None or linked("visits") is not None
    with st.expander(say("Arrival and visits", lang), expanded=is_open):
        arrive, beside = _arrival(lang)
        return arrive, _visits(lang), beside


def ask_profile(found: KeptStudy, lang: str) -> Profile:
    """Ask for whom it is."""
    profiles = found.study.profiles
    usual = profile_of(None, found).name
    name = _choice("profile", tuple(profiles), usual, profile_titles(profiles, lang).__getitem__, f"{lang}")
    return profiles[name]


def ask_code(name: str, codes: tuple[str, ...], usual: str, profile: Profile, lang: str) -> str:
    """Ask for a code; somebody else who travels may have another usual one, so each has a field of their own."""
    return _choice(name, codes, usual, lambda code: word(name, code, lang), f"{lang}-{profile.name}")


def _choice(name: str, codes: tuple[str, ...], usual: str, told: Callable[[str], str], key: str) -> str:
    """Ask for one of some codes. The link names it only where it is not the usual one, which then stays free to change.

    Whoever travels another way, or needs another service first, is asked about that once they are chosen.
    """
    wanted, lang = linked(name), language()
    known = known_or(wanted, codes, usual)
    chosen: str = st.selectbox(
        say(_LABELS[name], lang), codes, index=codes.index(known), format_func=told, key=f"ask-{name}-{key}"
    )
    if wanted is not None and wanted != known:
        say_replaced(lang)
    relink(**{name: chosen if chosen != usual else None})
    return chosen


def ask_cutoff(usual: float, label: str, lang: str) -> float | None:
    """Ask for the largest time that still counts, minutes; None where it is none, which is said below the field."""
    wanted = linked("cutoff")
    start = cutoff_or(wanted, usual)
    cutoff_min = st.number_input(label, value=start, step=5.0, format="%g", key="ask-cutoff")
    if wanted is not None and wanted != f"{start:g}" and cutoff_min == start:
        say_replaced(lang)
    if not 0 < cutoff_min <= LONGEST_MIN:
        st.error(say("Give minutes above 0, at most 2880.", lang))
        return None
    relink(cutoff=f"{cutoff_min:g}")
    return cutoff_min


def _arrival(lang: str) -> tuple[str, DeltaGenerator]:
    """Ask when people arrive; return that and the place beside the field for what is wrong with it."""
    label = say("Arrival: day and time, such as 2026-03-03T22:00; without one, opening hours do not count", lang)
    told = st.text_input(label, value=linked("arrive") or "", key="ask-arrive")
    return told.strip(), st.container()


def _visits(lang: str) -> float | None:
    start = visits_or(linked("visits"), VISITS_A_YEAR)
    label = say("Visits one person makes in a year: how many a place has room for follows", lang)
    visits = st.number_input(label, value=start, step=1.0, format="%g", key="ask-visits")
    if not 0 < visits <= DAYS_A_YEAR:
        st.error(say("Give a number above 0, at most 365.", lang))
        return None
    return visits
