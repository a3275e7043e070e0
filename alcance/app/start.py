"""The page Start: what this is, and the three ways to a study."""

from pathlib import Path

import streamlit as st

from alcance.app.here import here, open_study
from alcance.app.link import go_to_study, language, linked, show_link
from alcance.app.linked_question import described, linked_plan
from alcance.app.made import list_made
from alcance.app.new_study import is_making, new_study_form
from alcance.app.places import EXAMPLE, may_open_folders
from alcance.app.said import say_error
from alcance.app.view import show_page
from data.words import say
from geo.errors import AlcanceError


def start_page() -> None:
    """Show the study that is open, its gaps, and the ways to another one."""
    lang = language()
    st.header(say("Where along the corridor can people not reach a service in time?", lang), anchor=False)
    if st.session_state.get("made") == linked("study") is not None:
        st.success(say("The study is made. Keep this page's link: it opens the study again.", lang))
    if not is_making():
        _show_study(lang)
    st.subheader(say("Another study", lang), anchor=False)
    if linked("study") != EXAMPLE and st.button(say("Open the example", lang), key="open-example"):
        go_to_study(EXAMPLE)
        st.rerun()
    list_made(lang)
    if may_open_folders():
        _open_folder(lang)
    with st.expander(say("Make a study from files", lang), expanded=is_making()):
        new_study_form()


def _show_study(lang: str) -> None:
    """Show where the gaps of the open study are, and the pages that tell more."""
    found = here()
    show_link()
    if found is None:
        return
    with st.container(horizontal=True):
        for page in st.session_state["pages"]:
            st.page_link(page)
    plan = linked_plan(found)
    if found.study.corridors is not None and plan is not None:
        st.text(described(plan, lang))
        show_page(found, plan, "gaps")


def _open_folder(lang: str) -> None:
    with st.form("open", border=False):
        folder = st.text_input(say("Folder of a study on this computer", lang), key="open-folder")
        pressed = st.form_submit_button(say("Open the folder", lang))
    if not pressed:
        return
    name = str(Path(folder.strip() or ".").expanduser())
    try:
        open_study(name)
    except AlcanceError as error:
        say_error(error, lang)
        return
    go_to_study(name)
    st.rerun()
