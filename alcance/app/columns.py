"""What the columns of an uploaded file are taken for, shown before a study is made of it, and changed by hand."""

from collections.abc import Mapping, Sequence

import streamlit as st

from alcance.app.column_words import name_column
from alcance.app.outcome import SEEN, ask_about_shelters, say_missing, say_outcome
from alcance.app.reading import Held, tried
from alcance.app.said import say_error
from alcance.app.upload import Chosen, check_size
from data.coordinates import read_zone
from data.from_outside import NO_CHOICE, Trial
from data.recognise.column_map import CONSTANT, ZONE
from data.recognise.forms import OWN
from data.table import Column
from data.tables_of_study import STUDY_TABLES
from data.vocabulary import KINDS, VISIBILITIES
from data.words import mark, say
from geo.errors import AlcanceError
from layers.labels import word

_A_ROW = 3  # fields side by side
# One value for all rows can stand in for a column that a file often lacks.
_CONSTANTS = {"kind": KINDS, "visibility": VISIBILITIES}
_CHOOSE = mark("Choose which column of the file this is.")
_CHOOSE_EITHER = mark("Choose which column of the file this is, or what holds for all rows.")
_NOTHING = "\N{EM DASH}"
_FORMS = {
    OWN: mark("our own columns"),
    "clues": mark("a CLUES list"),
    "healthsites": mark("a healthsites.io file"),
    "missing_migrants": mark("a Missing Migrants file"),
    "inegi": mark("INEGI municipalities"),
    "kobo": mark("a KoboToolbox export"),
    "hxl": mark("a table with HXL tags"),
    "headers": mark("a table, column by column"),
}


def choose_columns(noun: str, given: Held, lang: str, *, into_study: bool = True) -> Chosen | None:
    """Show what a file's columns are taken for and what becomes of its rows, and let both be decided.

    Parameters
    ----------
    noun
        The table the file is meant for.
    given
        The file.
    lang
        The language of the words shown.
    into_study
        Whether a study is to be made of it, whose page then lists the rows set aside.

    Returns
    -------
    Chosen | None
        What somebody decided otherwise; None while the file is read, or cannot be used: that is shown.
    """
    try:
        check_size(noun, given)
        guess = tried(noun, given, NO_CHOICE, lang)
        if guess is None:
            return None
        needs_a_hand = bool(guess.columns.missing and guess.theirs) or guess.fault is not None
        with st.expander(say("Columns of this file", lang), expanded=needs_a_hand):
            form = say(_FORMS[guess.columns.form], lang)
            st.write(say("Read as {form}. Columns that stand for nothing here are kept as they are.", lang, form=form))
            columns = _fields(noun, given, guess, lang)
        trial = tried(noun, given, columns, lang) if columns else guess
    except AlcanceError as error:
        say_error(error, lang)
        return None
    if trial is None:
        return None
    say_missing(given.name, trial, lang)
    say_outcome(trial, lang, into_study=into_study)
    if trial.counts is None:
        return None
    return Chosen(columns, ask_about_shelters(trial.unsaid, f"shelters-{given.file_id}", lang))


def _fields(noun: str, given: Held, guess: Trial, lang: str) -> Mapping[str, str]:
    """Show a field for each of our columns, those that matter first, and return theirs by ours where changed."""
    ours = STUDY_TABLES[noun].table.columns
    asked = [each for each in ours if each.required or each.name in _asked(guess)]
    left = [each for each in ours if each not in asked]
    picked = _rows(asked, given, guess, lang)
    if left:
        with st.expander(say("More columns: {count}", lang, count=len(left))):
            picked |= _rows(left, given, guess, lang)
    zone = _zone(given, lang) if STUDY_TABLES[noun].table.is_points else {}
    return zone | {name: theirs for name, theirs in picked.items() if theirs != guess.columns.columns.get(name, "")}


def _zone(given: Held, lang: str) -> dict[str, str]:
    """Show the field for the grid of places given in metres, and return its zone where one was written."""
    written = st.text_input(
        say("UTM zone, where places are in metres", lang),
        placeholder="11N",
        key=f"zone-{given.file_id}",
    ).strip()
    if written and read_zone(written) is None:
        st.error(say("Write a number from 1 to 60 and, if you know it, its letter, such as 11N.", lang))
    return {ZONE: CONSTANT + written} if written and read_zone(written) else {}


def _asked(guess: Trial) -> set[str]:
    columns = guess.columns
    return {*columns.columns, *columns.tied, *columns.derived, *columns.missing}


def _rows(ours: Sequence[Column], given: Held, guess: Trial, lang: str) -> dict[str, str]:
    picked = {}
    for start in range(0, len(ours), _A_ROW):
        # Row by row: on a telephone the columns of a row stand below each other.
        for place, column in zip(st.columns(_A_ROW), ours[start : start + _A_ROW], strict=False):
            with place:
                picked[column.name] = _field(column, given, guess, lang)
    return picked


def _field(column: Column, given: Held, guess: Trial, lang: str) -> str:
    """Show the field of one of our columns and return theirs, a constant, or nothing."""
    name = column.name
    guessed = guess.columns.columns.get(name, "")
    constants = [CONSTANT + value for value in _CONSTANTS.get(name, ())]
    options = list(dict.fromkeys(("", *guess.theirs, *constants, guessed)))
    is_needed = name in guess.columns.missing or (column.required and bool(guessed))
    nothing = say("worked out from the file", lang) if name in guess.columns.derived else _NOTHING
    picked = st.selectbox(
        f"{name_column(name, lang)}{' *' if column.required else ''}",
        options,
        index=options.index(guessed),
        format_func=lambda each: _shown(name, each, lang) or nothing,
        key=f"column-{given.file_id}-{name}",
    )
    if is_needed and not picked:
        st.error(say(_CHOOSE_EITHER if constants else _CHOOSE, lang))
    return picked


def _shown(column: str, option: str, lang: str) -> str:
    """Return an option in words; a column of theirs shows as it is, though its name may begin like a constant."""
    value = option.removeprefix(CONSTANT)
    if value == option or value not in _CONSTANTS.get(column, ()):
        return option
    words = say(SEEN[value][0], lang) if column == "visibility" else word("kind", value, lang)
    return say("all rows: {value}", lang, value=words)
