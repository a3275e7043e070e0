"""What Streamlit runs for every session and every change: the language, the menu, and the page asked for."""

import streamlit as st

from alcance.app.coverage import coverage_page
from alcance.app.data_check import data_check_page
from alcance.app.gaps import gaps_page
from alcance.app.link import language, read_link, relink, show_link
from alcance.app.new_study import say_made_elsewhere
from alcance.app.publish import publish_page
from alcance.app.routes import routes_page
from alcance.app.said import STYLE
from alcance.app.scenarios import scenarios_page
from alcance.app.sites import sites_page
from alcance.app.start import start_page
from alcance.app.timetable import timetable_page
from data.words import LANGUAGES, say

NAMES = {"es": "Español", "en": "English"}


def run() -> None:
    """Show the app."""
    read_link()
    st.set_page_config(page_title="Alcance", layout="wide")
    st.html(f"<style>{STYLE}</style>")
    relink(lang=st.session_state.get("language") or language())
    lang = language()
    start = st.Page(start_page, title=say("Start", lang), url_path="start", default=True)
    timetable = st.Page(timetable_page, title=say("Stops and timetable", lang), url_path="timetable")
    others = [
        st.Page(data_check_page, title=say("Data check", lang), url_path="check"),
        st.Page(coverage_page, title=say("Coverage", lang), url_path="coverage"),
        st.Page(gaps_page, title=say("Corridor gaps", lang), url_path="gaps"),
        st.Page(sites_page, title=say("Sites", lang), url_path="sites"),
        timetable,
        st.Page(routes_page, title=say("Routes and risk", lang), url_path="routes"),
        st.Page(scenarios_page, title=say("Scenarios", lang), url_path="scenarios"),
        st.Page(publish_page, title=say("Publish", lang), url_path="publish"),
    ]
    st.session_state["start"], st.session_state["timetable"] = start, timetable
    st.session_state["pages"] = others[::-1]
    page = st.navigation([start, *others], position="top")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("Alcance" if page == start else page.title, anchor=False, width="content")
        _offer_languages(lang)
    if page != start:
        say_made_elsewhere(lang)
    page.run()
    show_link()


def _offer_languages(lang: str) -> None:
    st.segmented_control(
        say("Language", lang),
        LANGUAGES,
        default=lang,
        format_func=NAMES.__getitem__,
        key="language",
        label_visibility="collapsed",
        required=True,
    )


if __name__ == "__main__":
    run()
