"""An answer on a page: worked out if nobody did yet, shown in its frame, and offered to take away."""

from collections.abc import Callable

import streamlit as st

from alcance.app.answers import Answer, KeptStudy, answer, answer_key, shelves
from alcance.app.downloads import offer_downloads
from alcance.app.frame import answer_frame
from alcance.app.link import language, linked, relink, show_link
from alcance.app.said import say_error
from alcance.app.waiting import awaited
from analysis.plan import Plan
from data.words import say
from geo.errors import AlcanceError


def show_answer(found: KeptStudy, plan: Plan, kind: str) -> Answer | None:
    """Show the answer to a question, with its files to take away; return it, None where there is none.

    Parameters
    ----------
    found
        The study.
    plan
        The question.
    kind
        ``gaps``, ``coverage``, ``catchments`` or ``sectors``.
    """
    shown = show_page(found, plan, kind)
    if shown is not None:
        offer_downloads(shown, language())
    return shown


def show_page(
    found: KeptStudy, plan: Plan, kind: str, *, above: Callable[[Answer], None] | None = None
) -> Answer | None:
    """Show the page of an answer as `show_answer` does and return the answer; None where there is none.

    Parameters
    ----------
    found, plan, kind
        As in `show_answer`.
    above
        Shows what stands before the page.
    """
    try:
        worked_out = answer_of(found, plan, kind)
    except AlcanceError as error:
        say_error(error, language())
        return None
    if above is not None:
        above(worked_out)
    show_frame(worked_out, language())
    return worked_out


def answer_of(found: KeptStudy, plan: Plan, kind: str) -> Answer:
    """Return an answer; until it is worked out, show how far that is and end this run of the page.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    key = answer_key(found, plan, kind)
    kept = shelves().answers.get(key)
    if kept is not None:
        return kept
    return awaited(key, lambda step: answer(found, plan, kind, step), language())


@st.fragment
def show_frame(shown: Answer, lang: str) -> None:
    """Show the page of an answer; a click in it runs this part only."""
    wanted = linked("segment") if shown.segments else None
    if wanted is not None and wanted not in shown.segments:
        st.warning(say("The link names a segment this answer does not have; choose another one.", lang))
        wanted = None
    chosen = answer_frame(shown.key, lang=lang, segment=wanted, title=say("Map, strip and tables", lang))
    if chosen in shown.segments and chosen != wanted:
        relink(segment=chosen)
    show_link()
