"""Waiting for long work: a bar with the time left, and a button that calls it off."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from alcance.app.work import Step, Work
from data.words import say

T = TypeVar("T")
AT_ONCE_S = 0.6  # work done sooner shows no bar
_EVERY_S = 0.5
_UNDER_WAY, _CANCEL = "under_way", "cancel"


def awaited(key: str, task: Callable[[Step], T], lang: str, enough: threading.Event | None = None) -> T:
    """Return what comes of a task; until it has come, show how far it is and end this run of the page.

    Parameters
    ----------
    key
        What tells this task from others of the session; another one calls off the one before it.
    task
        Does the work.
    lang
        The language of the words shown.
    enough
        Set by a button when the best so far will do; None: the task has nothing to give before its end.

    Raises
    ------
    AlcanceError
        What went wrong, where it is the user's to mend.
    """
    kept = st.session_state.get(_UNDER_WAY)
    if kept is None or kept[0] != key:
        forget()
        kept = st.session_state[_UNDER_WAY] = (key, Work(task, enough))
    work: Work[T] = kept[1]
    work.wait(AT_ONCE_S)
    if not work.is_over:
        show_progress(work, lang, _CANCEL)
        st.stop()
    if work.was_called_off and work.result is None:
        _offer_again(lang)
        st.stop()
    st.session_state.pop(_UNDER_WAY)
    return work.taken()


def forget() -> None:
    """Call off this session's work, if there is any."""
    kept = st.session_state.pop(_UNDER_WAY, None)
    if kept is not None:
        kept[1].call_off()


@st.fragment(run_every=_EVERY_S)
def show_progress(work: Work[Any], lang: str, key: str) -> None:
    """Show how far work is, with a button that calls it off; once it is over, run the page again.

    Parameters
    ----------
    work
        The work.
    lang
        The language of the words shown.
    key
        The button's, another one for each work that a page shows.
    """
    if work.is_over:
        st.rerun()
    share, told = progress_of(work, lang)
    st.progress(share, text=told)
    with st.container(horizontal=True):
        if work.enough is not None:
            is_set = work.enough.is_set()
            st.button(say("Take the best so far", lang), key=f"{key}-enough", on_click=work.enough.set, disabled=is_set)
        st.button(say("Cancel", lang), key=key, on_click=work.call_off, disabled=work.was_called_off)


def progress_of(work: Work[Any], lang: str) -> tuple[float, str]:
    """Return how much of some work is done, from 0 to 1, and how far it is in words."""
    stage, left_s = work.stage, work.left_s
    share = stage.done / stage.of if stage.of else 0.0
    counted = f" · {stage.done:,}" if not stage.of and stage.done else ""
    if left_s is None:
        time_told = say("{seconds} s so far", lang, seconds=f"{work.elapsed_s:.0f}")
    else:
        time_told = say("about {seconds} s left", lang, seconds=f"{left_s + 1:.0f}")
    return share, f"{say(stage.what, lang) if stage.what else ''}{counted} · {time_told}"


def _offer_again(lang: str) -> None:
    st.info(say("Cancelled. Nothing was changed.", lang))
    if st.button(say("Start again", lang), key="again"):
        forget()
        st.rerun()
