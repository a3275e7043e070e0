"""What makes large files quick changes nothing: clean rows are told at a look, and no row outlives its reading."""

import gc
import weakref

import pytest

from data.collector import collector_paused
from data.intake import Record, Row, take_rows
from data.raw import RawRow, RawTable, are_clean, clean_text, clean_texts
from data.schemas import FLOWS

CELLS = (
    *("", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a\nb", "a\u00a0b", "a\u2003b", "a\u200bb", "a|b", "a| b"),
    *("ClÃ\xadnica", "MÃ©xico", "a\x00b", "a\x85b", "\ufdd0", "\ud800", "Niños", "東京", "a\xadb"),
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_row_told_clean_at_a_look_is_one_that_cleaning_leaves_alone(cell: str) -> None:
    for row in (["x", cell], [cell, "x"], [cell]):
        assert list(clean_texts(row)) == [clean_text(each) for each in row]
        assert not are_clean(row) or [clean_text(each) for each in row] == row


def test_a_row_of_usual_cells_is_told_clean() -> None:
    assert are_clean(["f1", "", "Clínica San José", "-90.5", "Mo-Fr 08:00-16:00"])


def test_the_search_for_cycles_goes_on_after_an_error() -> None:
    assert gc.isenabled()
    seen: list[bool] = []

    @collector_paused()
    def broken() -> None:
        seen.append(gc.isenabled())
        raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert seen == [False]
    assert gc.isenabled()


def test_no_row_outlives_its_reading_because_another_was_set_aside() -> None:
    seen: list[weakref.ref[Mark]] = []

    def judge(row: Row) -> Record:
        mark = Mark()
        seen.append(weakref.ref(mark))
        if row.text("source") == "bad":
            row.refuse("source", "is bad")
        return {
            "corridor_id": "c",
            "start_km": float(row.raw.number),
            "end_km": 9.0,
            "people_per_day": 1.0,
            "mark": mark,
        }

    rows = tuple(RawRow(at, dict.fromkeys(FLOWS.names, said)) for at, said in ((1, "good"), (2, "bad")))
    with collector_paused():
        intake = take_rows(FLOWS, RawTable("f.csv", FLOWS.names, rows), judge)
        assert len(intake.frame) == len(intake.set_aside) == 1
        assert [each() for each in seen] == [None, None]


class Mark:
    """Something to be looked for."""
