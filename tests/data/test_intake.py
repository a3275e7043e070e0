import json
from typing import Any

import pandas as pd
import pytest

from data.demand import take_demand
from data.intake import LONGEST_CELL, REPAIRED_COLUMNS, SET_ASIDE_COLUMNS, list_repaired, list_set_aside
from data.raw import RawRow, RawTable, clean_text, raw_from_frame
from geo.errors import InputError

ROW = {"demand_id": "a", "lon": "-90", "lat": "15", "population": "10"}


def table(*rows: dict[str, str], columns: tuple[str, ...] = tuple(ROW)) -> RawTable:
    return RawTable("d.csv", columns, tuple(RawRow(number, row) for number, row in enumerate(rows, start=2)))


def test_every_row_ends_kept_or_set_aside_with_its_line() -> None:
    intake = take_demand(table(ROW, ROW, ROW | {"demand_id": "b", "lat": "x"}, ROW | {"demand_id": "c"}))
    assert list(intake.frame["demand_id"]) == ["a", "c"]
    lines = list(intake.set_aside.itertuples(index=False, name=None))
    assert [line[:6] for line in lines] == [
        ("d.csv", 3, "a", "demand_id", "a", "is repeated: another row has it"),
        ("d.csv", 4, "b", "lat", "x", "is no coordinate in degrees, such as -90.5"),
    ]
    assert json.loads(lines[1][6]) == ROW | {"demand_id": "b", "lat": "x"}


def test_a_row_in_trouble_is_set_aside_unread() -> None:
    raw = RawTable("d.csv", tuple(ROW), (RawRow(2, ROW), RawRow(3, ROW | {"demand_id": "b"}, trouble="is cut short")))
    assert list(take_demand(raw).set_aside["reason"]) == ["is cut short"]


def test_a_cell_too_long_to_be_read_back_sets_its_row_aside() -> None:
    long = ROW | {"demand_id": "b", "note": "x" * (LONGEST_CELL + 1)}
    intake = take_demand(table(ROW | {"note": "x" * LONGEST_CELL}, long, columns=(*ROW, "note")))
    assert list(intake.frame["demand_id"]) == ["a"]
    line = intake.set_aside.iloc[0]
    assert (line["column"], line["reason"]) == ("note", "is longer than 100,000 characters")
    assert len(line["value"]) == 200
    assert len(line["cells"]) == LONGEST_CELL


def test_an_error_lists_no_more_columns_than_a_reader_can_take_in() -> None:
    columns = tuple(f"c{number}" for number in range(1000))
    with pytest.raises(InputError) as caught:
        take_demand(table({"c0": "1"}, columns=columns))
    assert "columns found: c0, c1, " in str(caught.value)
    assert ", …. Add demand_id" in str(caught.value)
    assert len(str(caught.value)) < 600


def test_own_columns_a_row_lacks_are_empty_text() -> None:
    frame = take_demand(table(ROW | {"note": "n"}, ROW | {"demand_id": "b"}, columns=(*ROW, "note"))).frame
    assert list(frame["note"]) == ["n", ""]


def test_empty_lists_keep_their_columns_and_their_types() -> None:
    assert tuple(list_set_aside([]).columns) == SET_ASIDE_COLUMNS
    assert tuple(list_repaired([]).columns) == REPAIRED_COLUMNS
    both = pd.concat([list_set_aside([]), list_set_aside([("f", None, "i", "c", "v", "r", "{}")])], ignore_index=True)
    assert both["row"].dtype == "Int64"
    assert bool(both["row"].isna().all())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Casa\tdel \n Migrante ", "Casa del Migrante"),
        ("a\u00a0b", "a b"),
        ("bell\x07", "bell\ufffd"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("=1+1 ñ ö 漢", "=1+1 ñ ö 漢"),
    ],
)
def test_text_stands_on_one_line(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (float("nan"), ""), (pd.NA, ""), (3, "3"), (2.5, "2.5")])
def test_a_frame_becomes_text_cells(value: Any, cell: str) -> None:
    raw = raw_from_frame(pd.DataFrame({"x": pd.Series([value], dtype=object), "geometry": ["POINT (1 2)"]}), "f")
    assert raw.rows == (RawRow(1, {"x": cell, "geometry_text": "POINT (1 2)"}),)
