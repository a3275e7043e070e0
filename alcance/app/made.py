"""The studies made here before, each with the link that opens it."""

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from alcance.app.places import kept_studies, made_at
from alcance.app.said import show_marked_table
from data.study_file import FILE_NAME, load_study_file
from data.words import say
from geo.errors import AlcanceError
from layers.text import encode

_OWN = "own_studies"
_MOST = 20


def note_own(name: str) -> None:
    """Remember that this session makes a study of this name."""
    st.session_state.setdefault(_OWN, []).append(name)


def list_made(lang: str) -> None:
    """Show the studies made here that this session may be told of, where there are any."""
    found = [each for each in kept_studies(st.session_state.get(_OWN, ())) if not _is_example(each)]
    if not found:
        return
    st.markdown(f"**{say('Studies made here', lang)}**")
    show_marked_table((say("Name", lang), say("Made on", lang)), [_row(each, lang) for each in found[:_MOST]])
    if len(found) > _MOST:
        st.write(say("… and {count} older ones, which their links open.", lang, count=len(found) - _MOST))


def _row(study: Path, lang: str) -> tuple[str, str]:
    made = datetime.fromtimestamp(made_at(study), tz=UTC).astimezone()
    # Its folder's name is made here, of letters, digits and hyphens.
    link = f'<a href="?study={study.name}&amp;lang={lang}" target="_self">{encode(_title(study))}</a>'
    return link, f"{made:%Y-%m-%d %H:%M}"


def _is_example(study: Path) -> bool:
    """Return whether a study is the one the program carries, or was in another version of it."""
    try:
        return load_study_file(study / FILE_NAME).example
    except AlcanceError:
        return False


def _title(study: Path) -> str:
    """Return what a study is called; its folder's name where its own file cannot be read."""
    try:
        return load_study_file(study / FILE_NAME).title
    except AlcanceError:
        return study.name
