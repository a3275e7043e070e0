"""An uploaded table read beside the page: the form stays as it is meanwhile, and the reading can be called off."""

from functools import cache
from typing import Protocol

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alcance.app.shelf import Shelf
from alcance.app.upload import Uploaded, try_upload
from alcance.app.waiting import AT_ONCE_S, progress_of
from alcance.app.work import Step, Work
from data.from_outside import Choice, Trial
from data.words import say

_READINGS, _SHOWN = "readings", "shown_readings"
_LOOK_EVERY_S = 0.3
Readings = dict[tuple[str, bool], tuple[str, Work[Trial]]]
Shown = list[tuple[Work[Trial], DeltaGenerator]]


class Held(Uploaded, Protocol):
    """A file as long as its field holds it."""

    @property
    def file_id(self) -> str:
        """A name no other upload has."""


def tried(noun: str, given: Held, columns: Choice, lang: str) -> Trial | None:
    """Return what a file would become; a large one takes a while, once.

    Parameters
    ----------
    noun
        The table the file is meant for.
    given
        The file.
    columns
        Their column by ours, decided by somebody.
    lang
        The language of the words shown.

    Returns
    -------
    Trial | None
        None while the file is being read, and after that was called off: either is shown where this is called.

    Raises
    ------
    AlcanceError
        The file cannot be read.
    """
    key = repr((noun, given.file_id, sorted(columns.items())))
    kept = _trials().get(key)
    if kept is not None:
        return kept
    work = _work(noun, given, columns, key)
    work.wait(AT_ONCE_S)
    if not work.is_over:
        _shown().append((work, st.empty()))
        st.button(say("Cancel", lang), key=f"cancel-{noun}", on_click=work.call_off, disabled=work.was_called_off)
        return None
    if work.was_called_off and work.result is None:
        _offer_again(noun, lang)
        return None
    return work.taken()


def begin_form() -> None:
    """Take the page for one on which no reading is shown yet."""
    _shown().clear()


def end_form(lang: str) -> None:
    """Keep what is shown of the readings up to date, and run the page again once one has ended.

    Called last, when all fields are drawn. Whatever somebody does on the page meanwhile ends the wait.
    """
    shown = _shown()
    while shown and not any(work.is_over for work, _ in shown):
        for work, place in shown:
            share, told = progress_of(work, lang)
            place.progress(share, text=told)
        shown[0][0].wait(_LOOK_EVERY_S)
    if shown:
        st.rerun()


def is_reading() -> bool:
    """Return whether this run of the page shows a reading that goes on."""
    return bool(_shown())


def forget_reading(noun: str) -> None:
    """Call off the reading of a table, if it goes on, and forget how it ended."""
    for slot in [each for each in _readings() if each[0] == noun]:
        _readings().pop(slot)[1].call_off()


def _work(noun: str, given: Held, columns: Choice, key: str) -> Work[Trial]:
    """Return the reading of a file with these columns; it takes the place of one with others."""
    slot = (noun, bool(columns))
    held = _readings().get(slot)
    if held is not None and held[0] == key:
        return held[1]
    if held is not None:
        held[1].call_off()

    def task(step: Step) -> Trial:
        return _trials().keep(key, lambda: try_upload(noun, given, columns, step), lambda: step("", 0, 0))

    work = Work(task)
    _readings()[slot] = (key, work)
    return work


def _readings() -> Readings:
    """Return this session's readings: of each table the one as it is guessed, and the one as it was chosen."""
    readings: Readings = st.session_state.setdefault(_READINGS, {})
    return readings


def _shown() -> Shown:
    """Return the readings this run of the page shows, each with the place of its bar."""
    shown: Shown = st.session_state.setdefault(_SHOWN, [])
    return shown


@cache
def _trials() -> Shelf[Trial]:
    """Return what was tried lately, by upload and choice."""
    return Shelf(64)


def _offer_again(noun: str, lang: str) -> None:
    st.info(say("Cancelled: the file was not read. It is still in its field.", lang))
    if st.button(say("Read it", lang), key=f"again-{noun}"):
        forget_reading(noun)
        st.rerun()
