"""The study this session looks at, as its link names it."""

import streamlit as st

from alcance.app.answers import KeptStudy, keep_study
from alcance.app.example import example_folder, make_example
from alcance.app.link import language, linked, relink
from alcance.app.places import EXAMPLE, first_study, is_gone, study_folder
from alcance.app.said import say_error, show_text
from alcance.app.waiting import awaited
from alcance.check import shares_set_aside
from data.words import mark, say
from geo.errors import AlcanceError


def open_study(name: str) -> KeptStudy:
    """Return a study by its name in a link; the example is made when it is first asked for.

    Raises
    ------
    AlcanceError
        There is none, or it cannot be used.
    """
    path = example_folder() if name == EXAMPLE else study_folder(name)
    if name == EXAMPLE and not path.is_dir():
        awaited(str(path), make_example, language())
    return keep_study(path)


def here() -> KeptStudy | None:
    """Return the study of the link, else the one the app starts with; where it cannot be opened, say what to do."""
    lang, name = language(), linked("study") or first_study()
    try:
        found = open_study(name)
    except AlcanceError as error:
        _say_unopened(name, error, lang)
        return None
    relink(study=name)
    show_text(found.study.title)
    if shares_set_aside(found.study):
        st.warning(say("Many rows of this study are set aside, and answers miss them: see Data check.", lang))
    return found


def _say_unopened(name: str, error: AlcanceError, lang: str) -> None:
    if is_gone(name):
        gone = mark("This link leads to a study that is no longer kept here. Open another one, or make it again.")
        st.warning(say(gone, lang))
    else:
        st.warning(say("The study of this link cannot be opened. Open another one on the page Start.", lang))
        say_error(error, lang)
    st.page_link(st.session_state["start"], label=say("To the page Start: open or make another study", lang))
