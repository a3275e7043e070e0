"""The filters: which service, how people travel, which way, and what still counts; taken from the link, kept in it."""

from collections.abc import Mapping

import streamlit as st

from alcance.app.answers import KeptStudy, asked, usual_service
from alcance.app.link import language, linked, relink
from alcance.app.said import say_error
from alcance.opened import Asked, plan_of
from analysis.plan import Plan
from data.vocabulary import SERVICES
from data.words import mark, say
from geo.errors import AlcanceError
from geo.roads import DIRECTIONS, MODES
from layers.labels import word

LONGEST_MIN = 2880.0
_LABELS = {"service": mark("Service"), "mode": mark("How"), "direction": mark("Direction")}


def ask_question(found: KeptStudy) -> Plan | None:
    """Show the filters and return the question; None where it cannot be asked, which is said beside the field."""
    lang, usual = language(), found.study.plan_defaults
    service_at, mode_at, direction_at, cutoff_at = st.columns([3, 2, 2, 2])
    with service_at:
        service = _choice("service", SERVICES, usual_service(found.study), lang)
    with mode_at:
        mode = _choice("mode", MODES, usual.mode, lang)
    with direction_at:
        direction = _choice("direction", DIRECTIONS, usual.direction, lang)
    with cutoff_at:
        cutoff_min = _cutoff(usual.cutoff_min, lang)
    relink(service=service, mode=mode, direction=direction)
    if cutoff_min is None:
        return None
    relink(cutoff=f"{cutoff_min:g}")
    return _checked(found, asked(service, cutoff_min, mode, direction))


def linked_plan(found: KeptStudy) -> Plan | None:
    """Return the question of the link, filled up with what is usual; None where it cannot be asked, which is said."""
    return _checked(found, asked_by({key: linked(key) for key in (*_LABELS, "cutoff")}, found))


def asked_by(link: Mapping[str, str | None], found: KeptStudy) -> Asked:
    """Return the question a link asks of a study; what it leaves out, or nobody knows, is what is usual.

    Parameters
    ----------
    link
        ``service``, ``mode``, ``direction`` and ``cutoff`` as an address has them.
    found
        The study.
    """
    usual = found.study.plan_defaults
    return asked(
        _known(link.get("service"), SERVICES, usual_service(found.study)),
        _known_cutoff(link.get("cutoff"), usual.cutoff_min),
        _known(link.get("mode"), MODES, usual.mode),
        _known(link.get("direction"), DIRECTIONS, usual.direction),
    )


def described(plan: Plan, lang: str) -> str:
    """Return a question in words."""
    codes = {"service": plan.service, "mode": plan.mode, "direction": plan.direction}
    parts = [word(name, code, lang) for name, code in codes.items()]
    return " · ".join([*parts, f"{plan.cutoff_s / 60:g} min"])


def _checked(found: KeptStudy, question: Asked) -> Plan | None:
    try:
        return plan_of(found.study, question)
    except AlcanceError as error:
        say_error(error, language())
        return None


def _known(wanted: str | None, codes: tuple[str, ...], usual: str) -> str:
    return wanted if wanted in codes else usual


def _known_cutoff(told: str | None, usual: float) -> float:
    try:
        wanted = float(told or usual)
    except ValueError:
        return usual
    return wanted if 0 < wanted <= LONGEST_MIN else usual


def _choice(name: str, codes: tuple[str, ...], usual: str, lang: str) -> str:
    wanted = linked(name)
    known = _known(wanted, codes, usual)
    chosen = st.selectbox(
        say(_LABELS[name], lang),
        codes,
        index=codes.index(known),
        format_func=lambda code: word(name, code, lang),
        key=f"ask-{name}-{lang}",
    )
    if wanted is not None and wanted != known:
        _say_replaced(lang)
    return chosen


def _cutoff(usual: float, lang: str) -> float | None:
    wanted = linked("cutoff")
    start = _known_cutoff(wanted, usual)
    cutoff_min = st.number_input(say("Limit, minutes", lang), value=start, step=5.0, format="%g", key="ask-cutoff")
    if wanted is not None and wanted != f"{start:g}" and cutoff_min == start:
        _say_replaced(lang)
    if not 0 < cutoff_min <= LONGEST_MIN:
        st.error(say("Give minutes above 0, at most 2880.", lang))
        return None
    return cutoff_min


def _say_replaced(lang: str) -> None:
    st.warning(say("The link asks for something unknown here; this stands in its place.", lang))
