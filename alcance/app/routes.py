"""The page Routes and risk: ways between two places by time and exposure, and what the corridor is exposed to."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from alcance.app.answers import Answer, KeptStudy
from alcance.app.asked_for import is_asked_for
from alcance.app.downloads import offer_downloads
from alcance.app.fields import Fields
from alcance.app.here import here
from alcance.app.link import language, linked, relink, show_link
from alcance.app.routes_answer import Ways, answer_routes, kept_routes, routes_key
from alcance.app.routes_asked import Question, ask_routes
from alcance.app.routes_exposure import show_exposure
from alcance.app.said import show_table, show_text, show_warning
from alcance.app.view import show_frame
from alcance.app.waiting import awaited
from data.words import mark, say
from geo.errors import AlcanceError
from layers.routes.curve import curve_in_words
from layers.routes.picture import curve_picture
from layers.routes.short_answer import not_counted, routes_answer, side_by_side_in, weights_in
from layers.routes.words import MUST_BE_KNOWN, POINTS_ARE
from layers.text import encode

FOR_PLANNERS, NO_REPORTS, _, TIMES_HOLD = MUST_BE_KNOWN

_ROUTES, _EXPOSURE = "routes", "exposure"
_PARTS: Mapping[str, str] = MappingProxyType(
    {_ROUTES: mark("Routes between two places"), _EXPOSURE: mark("Exposure along the corridor")}
)
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "print.html": mark("Sheet to print"),
        "routes.gpx": mark("For the navigator (GPX)"),
        "routes.csv": mark("Table of the routes"),
    }
)


def routes_page() -> None:
    """Ask which roads or stretches are meant, and show what they are exposed to once that is asked for."""
    lang = language()
    found = here()
    if found is None:
        return
    known = " ".join(say(each, lang) for each in (FOR_PLANNERS, NO_REPORTS))
    st.html(f'<p class="alcance-note">{encode(known)}</p>')
    if found.study.incidents is None:
        words = mark("To count incidents, add a file of them to the study: alcance add STUDY FILE --table incidents")
        st.info(say(words, lang))
    if _which(lang) == _EXPOSURE:
        show_exposure(found, Fields(lang))
    else:
        _routes(found, Fields(lang))
    show_link()


def _which(lang: str) -> str:
    titles = {code: say(words, lang) for code, words in _PARTS.items()}
    codes = list(titles)
    start = codes.index(_EXPOSURE) if linked("risk") == _EXPOSURE else 0
    label = say("Which roads, or which stretches of the corridor?", lang)
    told: str = st.radio(label, codes, index=start, format_func=titles.__getitem__, horizontal=True, key=f"risk-{lang}")
    relink(risk=told if told != _ROUTES else None)
    return told


def _routes(found: KeptStudy, fields: Fields) -> None:
    question = ask_routes(found, fields)
    if question is not None:
        _answer(found, question, fields)


def _answer(found: KeptStudy, question: Question, fields: Fields) -> None:
    lang, key = fields.lang, routes_key(found, question)
    if not is_asked_for("routes", key, say("Show the routes", lang)):
        return
    try:
        ways = _ways(found, question, lang)
    except AlcanceError as error:
        fields.say(error)
        return
    _show(ways, lang)
    _offer_files(ways.answer, lang)
    show_frame(ways.answer, lang)


def _ways(found: KeptStudy, question: Question, lang: str) -> Ways:
    key = routes_key(found, question)
    kept = kept_routes(key)
    if kept is not None:
        return kept
    return awaited(key, lambda step: answer_routes(found, question, step), lang)


def _show(ways: Ways, lang: str) -> None:
    result = ways.result
    show_text(routes_answer(result, lang))
    for each in ways.closed:
        show_warning(each.say(lang))
    for told in (*(each.say(lang) for each in ways.told), say(TIMES_HOLD, lang)):
        st.text(told)
    st.subheader(say("Routes side by side", lang), anchor=False)
    show_table(*side_by_side_in(result, lang))
    curve_at, weights_at = st.columns([2, 3])
    with curve_at:
        st.subheader(say("Time against exposure", lang), anchor=False)
        st.html(curve_picture(result, lang))
        st.text(curve_in_words(result, lang))
    with weights_at:
        st.subheader(say("What each weight does", lang), anchor=False)
        st.text(say("Points on the way × weight = what counts.", lang))
        show_table(*weights_in(result, lang))
        for told in (*not_counted(result, lang), say(POINTS_ARE, lang)):
            st.text(told)


def _offer_files(answer: Answer, lang: str) -> None:
    offer_downloads(answer, lang, only=_TITLES, beside="first-", titles={k: say(w, lang) for k, w in _TITLES.items()})
    with st.expander(say("More files", lang)):
        offer_downloads(answer, lang, only=[name for name in answer.packed_files if name not in _TITLES])
