"""The page Corridor gaps: the map, the strip and the ranked table of segments, which follow each other."""

import streamlit as st

from alcance.app.here import here
from alcance.app.link import language, show_link
from alcance.app.question import ARRIVAL, DIRECTION, RUNS, ask_question
from alcance.app.view import show_answer
from data.words import say


def gaps_page() -> None:
    """Show how far the nearest, the next and the last service is, segment by segment."""
    lang = language()
    found = here()
    if found is None:
        return
    if found.study.corridors is None:
        st.info(say("This study has no corridor: make it again with a line drawn from origin to destination.", lang))
        return
    plan = ask_question(found, besides=(DIRECTION, ARRIVAL, RUNS))
    show_link()
    if plan is not None:
        show_answer(found, plan, "gaps")
