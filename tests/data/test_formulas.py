"""Promise 10: a CSV file carries no formula, negatives stay numbers, and reading gives the very text again."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.encode import encode_csv
from data.formulas import freed, guarded

DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\rx", " =1", "＝1+1", "=HYPERLINK(1)"]  # noqa: RUF001


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.25", "-1e-7", "-.5", "0", "", "Clinic", "'Ndrangheta", "a=b", "#geo+lat"])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    assert guarded(text) == freed(text) == text


@given(st.text(alphabet="'=+-@\t\r\n 1a.e", max_size=8))
def test_reading_takes_off_exactly_what_writing_put_on(text: str) -> None:
    assert freed(guarded(text)) == text


@given(st.text(alphabet="'=+-@ 1a.e", max_size=8))
def test_no_cell_begins_like_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = guarded(text)
    if cell.lstrip()[:1] in tuple("=+-@"):
        assert float(cell) == float(text)


def test_headers_are_guarded_too() -> None:
    frame = pd.DataFrame({"=cmd()": ["-5", "=1"], "n": [-5.0, 1.5]})
    rows = list(csv.reader(io.StringIO(encode_csv(frame).decode())))
    assert rows == [["'=cmd()", "n"], ["-5", "-5"], ["'=1", "1.5"]]
