"""The fields of a form: the link keeps their answers, and what is wrong with one is said below it."""

import math
from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from alcance.app.link import linked, relink
from alcance.app.said import Field, say_beside, say_replaced
from data.words import say
from geo.errors import AlcanceError

_BETWEEN, _NONE = ";", "-"
N = TypeVar("N", int, float)


class Fields:
    """Asks, and remembers where.

    Parameters
    ----------
    lang
        The language of the words shown: it is part of each field's name, for one keeps the words it was drawn with.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._asked: dict[str, Field] = {}

    def note(self, option: str, label: str) -> None:
        """Take the place below what was just drawn for what is wrong with an option of the command line."""
        self._asked[option] = Field(label, st.container())

    def say(self, error: AlcanceError) -> None:
        """Show what is wrong beside the field it is about."""
        say_beside(error, self._asked, self.lang)

    def number(self, part: str, option: str, label: str, usual: N, *, step: N, note: str | None = None) -> N:
        """Ask for a number; what it may be is checked where it is used."""
        shape, wanted = "%d" if isinstance(usual, int) else "%g", linked(part)
        read = _number(wanted)
        start = usual if read is None else type(usual)(read)
        told: N = st.number_input(label, value=start, step=step, format=shape, help=note, key=f"ask-{part}")
        if wanted is not None and read is None:
            say_replaced(self.lang)
        relink(**{part: f"{told:g}" if told != usual else None})
        self.note(option, label)
        return told

    def optional(self, part: str, option: str, label: str, *, shadow: str, step: float) -> float | None:
        """Ask for a number that may be left out; what then holds stands as a shadow in the empty field."""
        wanted = linked(part)
        read = _number(wanted)
        told: float | None = st.number_input(
            label,
            value=read,
            step=step,
            format="%g",
            placeholder=shadow,
            key=f"ask-{part}-{self.lang}",
        )
        if wanted is not None and read is None:
            say_replaced(self.lang)
        relink(**{part: None if told is None else f"{told:g}"})
        self.note(option, label)
        return told

    def text(self, part: str, option: str, label: str, usual: str, *, shadow: str = "") -> str:
        """Ask for words; where none are written, the usual ones hold. A shadow stands in the empty field."""
        told: str = st.text_input(
            label, value=linked(part) or usual, placeholder=shadow, key=f"ask-{part}-{self.lang}", max_chars=400
        ).strip()
        relink(**{part: told if told != usual else None})
        self.note(option, label)
        return told or usual

    def code(self, part: str, option: str, label: str, titles: Mapping[str, str], *, note: str | None = None) -> str:
        """Ask for one of some codes, of which the first is usual."""
        codes, wanted = list(titles), linked(part)
        told: str = st.selectbox(
            label,
            codes,
            index=codes.index(wanted) if wanted in codes else 0,
            format_func=titles.__getitem__,
            help=note,
            key=f"ask-{part}-{self.lang}",
        )
        if wanted is not None and wanted not in codes:
            say_replaced(self.lang)
        relink(**{part: told if told != codes[0] else None})
        self.note(option, label)
        return told

    def some(
        self,
        part: str,
        option: str,
        label: str,
        titles: Mapping[str, str],
        *,
        of: str,
        usual: tuple[str, ...] = (),
    ) -> tuple[str, ...]:
        """Ask for any of some ids; `of` tells lists of ids apart. What `choose_next` chose stands there already."""
        key = f"ask-{part}-{self.lang}-{of}"
        following: list[str] | None = st.session_state.pop(f"next-{part}", None)
        if following is not None:
            st.session_state[key] = [each for each in following if each in titles]
        told_before = linked(part)
        wanted = usual if told_before is None else [each for each in told_before.split(_BETWEEN) if each in titles]
        told = st.multiselect(
            label,
            list(titles),
            default=None if key in st.session_state else wanted,
            format_func=titles.__getitem__,
            placeholder=say("Choose", self.lang),
            key=key,
        )
        relink(**{part: (_BETWEEN.join(told) or _NONE) if tuple(told) != usual else None})
        self.note(option, label)
        return tuple(told)


def choose_next(part: str, ids: list[str]) -> None:
    """Choose ids in a field of `Fields.some`, from the next run of the page on."""
    st.session_state[f"next-{part}"] = ids


def _number(told: str | None) -> float | None:
    """Return a number as a link tells it; None where it tells none."""
    try:
        number = float(told or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
