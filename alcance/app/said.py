"""Text from outside on the app's pages: shown as it was written, never taken for markup."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.reasons import say_reason
from data.words import say
from geo.errors import AlcanceError
from layers.labels import word
from layers.routes.words import HAZARD_WORDS
from layers.text import encode

_OPTION = re.compile(r"--[a-z]+(?:-[a-z]+)*")
STYLE = """
.block-container{padding:4.2rem 1.2rem 1rem;max-width:none}
[data-testid=stVerticalBlock]{gap:.7rem}
.alcance-error{border-left:6px solid #7A1F00;background:#fbeee9;padding:.5rem .8rem;overflow-wrap:anywhere}
.alcance-note{margin:0;max-width:75rem;overflow-wrap:anywhere}
.alcance-study{font-weight:600;overflow-wrap:anywhere}
.alcance-scroll{overflow-x:auto}
.alcance-scroll table{border-collapse:collapse;width:100%;font-size:.92rem}
.alcance-scroll th,.alcance-scroll td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-top:1px solid #ccc;
  min-width:4.7rem;overflow-wrap:break-word}
.alcance-text{display:block;min-width:min(24rem,50vw)}
.alcance-day{white-space:nowrap}
.alcance-source{display:block;min-width:10rem;overflow-wrap:anywhere}
@media (max-width:40rem){
  .alcance-text,.alcance-source{min-width:0}
  .alcance-scroll thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
  .alcance-scroll tbody,.alcance-scroll tr,.alcance-scroll td{display:block}
  .alcance-scroll tr{border-top:2px solid #999;padding:.3rem 0}
  .alcance-scroll td{display:grid;grid-template-columns:40% 1fr;gap:.5rem;border:0;padding:.15rem .3rem}
  .alcance-scroll td::before{content:attr(data-head);color:#444}
  .alcance-scroll td:empty{display:none}
}
"""


class Field(NamedTuple):
    """A field of a form: what it is called, and the place below it for what is wrong with it."""

    label: str
    place: DeltaGenerator


def say_error(error: AlcanceError, lang: str) -> None:
    """Show what is wrong: where, what, and what to do."""
    st.html(_fault(error.where, error, lang))


def say_beside(error: AlcanceError, fields: Mapping[str, Field], lang: str) -> None:
    """Show what is wrong beside the field it is about, by that field's name; where none is meant, here.

    Parameters
    ----------
    error
        What is wrong: it names an option of the command line, with or without its value.
    fields
        Where to say it, by the option a field stands for.
    lang
        The language of the words shown.
    """
    named = {option: field.label for option, field in fields.items()}
    field = fields.get(error.where.split(" ", maxsplit=1)[0])
    if field is None:
        st.html(_fault(error.where, error, lang, named))
    else:
        field.place.html(_fault(field.label, error, lang, named))


def _fault(where: str, error: AlcanceError, lang: str, named: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return what is wrong as HTML; options of the command line go by the names of their fields."""
    what, todo = (_in_fields(_told(each, lang), named) for each in (error.what, error.todo))
    return f'<div class="alcance-error" role="alert"><b>{encode(where)}</b>: {what}. {todo}</div>'


def _in_fields(told: str, named: Mapping[str, str]) -> str:
    """Return HTML with the names of fields in the place of the options they stand for."""

    def field(option: re.Match[str]) -> str:
        label = named.get(option[0])
        return option[0] if label is None else f"\u201c{encode(label)}\u201d"

    return _OPTION.sub(field, told)


def reason_in(reason: str, lang: str) -> str:
    """Return what is wrong, or what to do, in a language, plain text: ways of travelling and hazards in words."""

    def words(name: str, value: str) -> str:
        if name in ("mode", "modes"):
            return ", ".join(_way_of_travelling(each.strip("'"), lang) for each in value.split(", "))
        return say(HAZARD_WORDS.get(value, value), lang) if name == "hazard" else value

    return say_reason(reason, lang, words)


def _way_of_travelling(mode: str, lang: str) -> str:
    """Return how one travels as it stands inside a sentence, where it does not begin with a capital."""
    told = word("mode", mode, lang)
    return f"{told[:1].lower()}{told[1:]}"


def _told(reason: str, lang: str) -> str:
    """Return a reason as HTML that says which language it is in: English, where nobody translated it."""
    told = reason_in(reason, lang)
    return f'<span lang="{"en" if told == reason else lang}">{encode(told)}</span>'


def say_replaced(lang: str) -> None:
    """Say that the link asked for something that is not there."""
    st.warning(say("The link asks for something unknown here; this stands in its place.", lang))


def show_text(text: str) -> None:
    """Show a name from outside."""
    st.html(f'<p class="alcance-study">{encode(text)}</p>')


def show_warning(text: str) -> None:
    """Show what must be known beside an answer, words from outside in it."""
    st.html(f'<div class="alcance-error" role="status">{encode(text)}</div>')


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Show a table that scrolls in its own frame and prints whole; on a telephone each row is a card of its own."""
    show_marked_table(heads, [[encode(cell) for cell in row] for row in rows])


def show_marked_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table as `show_table` does, whose cells are HTML that was made here, safe already."""
    head = "".join(f'<th scope="col">{encode(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(map(_cell, heads, row))}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    st.html(f'<div class="alcance-scroll" tabindex="0">{table}</div>')


def _cell(head: str, cell: str) -> str:
    return f'<td data-head="{encode(head)}">{cell}</td>'
