"""Names are only ever text."""

import html

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.bilingual import both
from layers.labels import label, service_labels
from layers.text import encode, is_missing, number


@given(st.text())
def test_a_browser_reads_back_exactly_what_was_encoded(text: str) -> None:
    # html.unescape refuses NUL and replaces some control characters, as browsers do: those are no name's letters.
    if not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in text):
        assert html.unescape(encode(text)) == text


@given(st.text())
def test_nothing_encoded_means_anything_to_html_or_javascript(text: str) -> None:
    assert not set(encode(text)) & set("<>\"'`$\\{}")


@pytest.mark.parametrize("nothing", [None, "", float("nan"), pd.NaT, pd.NA, np.nan])
def test_what_is_missing_is_written_as_nothing(nothing: object) -> None:
    assert is_missing(nothing)
    assert encode(nothing) == ""
    assert number(nothing, "km") == ""


@pytest.mark.parametrize(("something", "written"), [(0, "0"), (False, "False"), ("nan", "nan"), (1.5, "1.5")])
def test_nought_and_no_are_not_missing(something: object, written: str) -> None:
    assert encode(something) == written


def test_numbers_carry_their_unit_and_infinity_is_nothing() -> None:
    assert number(0, "min") == "0.0\u00a0min"
    assert number(1234567.89, "km", decimals=0) == "1\u202f234\u202f568\u00a0km"
    assert number(0.584, "", decimals=2) == "0.58"
    assert number(float("inf"), "min") == ""
    assert number(np.float64("-inf"), "min") == ""


def test_a_sentence_is_said_in_both_languages_spanish_first_with_its_values_encoded() -> None:
    told = both(
        "{beyond} of {length} are underserved; the longest gap between services is {gap}.",
        beyond="<b>",
        length="${x}",
        gap="`",
    )
    assert told.startswith('<span lang="es">&lt;b&gt; de &#36;&#123;x&#125; sin')
    assert '<span lang="en">&lt;b&gt; of &#36;&#123;x&#125; are' in told


def test_a_code_without_words_shows_as_it_is_and_stays_text() -> None:
    assert label("profile", "my<profile>") == "my&lt;profile&gt;"
    assert (
        service_labels("primary; x$")
        == '<span lang="es">Atención primaria, x&#36;</span><span lang="en">Primary care, x&#36;</span>'
    )
    assert service_labels("") == ""
