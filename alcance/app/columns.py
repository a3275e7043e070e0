"""What the columns of an uploaded file are taken for, shown before a study is made of it, and changed by hand."""

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from alcance.app.said import say_error
from alcance.app.shelf import Shelf
from alcance.app.upload import Uploaded, check_size, safe_name
from data.from_outside import look_into
from data.recognise.column_map import CONSTANT, ColumnMap
from data.tables_of_study import STUDY_TABLES
from data.vocabulary import KINDS, VISIBILITIES
from data.words import mark, say
from geo.errors import AlcanceError

_A_ROW = 3  # fields side by side
# One value for all rows can stand in for a column that a file often lacks.
_CONSTANTS = {"kind": KINDS, "visibility": VISIBILITIES}
_FORMS = {
    "own": mark("our own columns"),
    "clues": mark("a CLUES list"),
    "healthsites": mark("a healthsites.io file"),
    "missing_migrants": mark("a Missing Migrants file"),
    "inegi": mark("INEGI municipalities"),
    "kobo": mark("a KoboToolbox export"),
    "hxl": mark("a table with HXL tags"),
    "headers": mark("a table, column by column"),
}
_WHO_MAY_KNOW = mark(
    "Places that do not say who may know them: shelters stay hidden, others are restricted. Choose a visibility if "
    "that is wrong; places for women only or about violence stay hidden unless a reason is given."
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The columns of a file, what they are taken for, and what was noticed."""

    theirs: tuple[str, ...]
    columns: ColumnMap
    notes: tuple[str, ...]


def choose_columns(noun: str, given: Uploaded, lang: str) -> Mapping[str, str]:
    """Show what a file's columns are taken for and return what somebody chose otherwise: theirs by ours.

    Parameters
    ----------
    noun
        The table the file is meant for.
    given
        The file.
    lang
        The language of the words shown.
    """
    key = hashlib.sha256(f"{noun}\0{given.name}\0".encode() + given.getvalue()).hexdigest()
    try:
        check_size(noun, given)
        guess = _guesses().keep(key, lambda: _guess(noun, given))
    except AlcanceError as error:
        say_error(error, lang)
        return {}
    if guess.columns.form == "own" and not guess.columns.missing:
        return {}
    with st.expander(say("Columns of {file}", lang, file=given.name), expanded=bool(guess.columns.missing)):
        return _fields(noun, key, guess, lang)


def _fields(noun: str, key: str, guess: Guess, lang: str) -> Mapping[str, str]:
    form = say(_FORMS[guess.columns.form], lang)
    st.write(say("Read as {form}. Columns that stand for nothing here are kept as they are.", lang, form=form))
    if noun == "facilities" and "visibility" not in guess.columns.columns:
        st.write(say(_WHO_MAY_KNOW, lang))
    chosen = {}
    places = st.columns(_A_ROW)
    for at, column in enumerate(STUDY_TABLES[noun].table.columns):
        guessed = guess.columns.columns.get(column.name, "")
        constants = tuple(CONSTANT + value for value in _CONSTANTS.get(column.name, ()))
        options = ("", *guess.theirs, *(each for each in constants if each != guessed))
        options = options if guessed in options else (*options, guessed)
        with places[at % _A_ROW]:
            picked = st.selectbox(
                f"{column.name}{' *' if column.name in guess.columns.missing else ''}",
                options,
                index=options.index(guessed),
                format_func=lambda each: _shown(each, lang),
                key=f"column-{key[:16]}-{column.name}",
                help=guess.columns.derived.get(column.name),
            )
        if picked != guessed:
            chosen[column.name] = picked
    return chosen


def _shown(option: str, lang: str) -> str:
    if option.startswith(CONSTANT):
        return say("all rows: {value}", lang, value=option.removeprefix(CONSTANT))
    return option or "\N{EM DASH}"


@cache
def _guesses() -> Shelf[Guess]:
    """Return what was guessed lately, by the content of the file."""
    return Shelf(64)


def _guess(noun: str, given: Uploaded) -> Guess:
    with tempfile.TemporaryDirectory(prefix="alcance-upload-") as folder:
        path = Path(folder) / safe_name(given.name)
        path.write_bytes(given.getvalue())
        raw, columns = look_into(noun, path)
    return Guess(raw.columns, columns, raw.notes)
