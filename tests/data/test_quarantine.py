from pathlib import Path

from data.demand import take_demand
from data.intake import list_set_aside
from data.quarantine import file_to_mend, is_told_by_us, rows_to_mend
from data.raw import RawRow, RawTable
from data.read_csv import read_csv

ROW = {"demand_id": "a", "lon": "-90", "lat": "15", "population": "10", "who": 'Él; "x"'}
BAD = ROW | {"demand_id": "b", "lat": "x"}


def table(*rows: dict[str, str]) -> RawTable:
    return RawTable("d.csv", tuple(ROW), tuple(RawRow(number, row) for number, row in enumerate(rows, start=2)))


def test_rows_set_aside_stand_under_their_own_columns_beside_what_is_wrong() -> None:
    frame = rows_to_mend(take_demand(table(ROW, BAD)).set_aside)
    assert frame.to_dict("records") == [
        {
            "alcance_file": "d.csv",
            "alcance_row": "3",
            "alcance_column": "lat",
            "alcance_value": "x",
            "alcance_reason": "is no coordinate in degrees, such as -90.5",
        }
        | BAD
    ]


def test_a_mended_file_of_rows_set_aside_is_read_like_any_other(tmp_path: Path) -> None:
    frame = rows_to_mend(take_demand(table(ROW, BAD)).set_aside).assign(lat="15,5")
    path = tmp_path / file_to_mend("demand")
    path.write_text(frame.to_csv(index=False), encoding="utf-8")
    again = take_demand(read_csv(path)).frame
    assert list(again["lat"]) == [15.5]
    assert list(again["who"]) == [ROW["who"]]
    assert not any(is_told_by_us(name) for name in again.columns)


def test_a_file_given_again_unmended_says_the_same_of_its_rows() -> None:
    first = take_demand(table(ROW, BAD)).set_aside
    frame = rows_to_mend(first)
    rows = (
        RawRow(2, ROW),
        *(RawRow(3, {str(k): str(v) for k, v in line.items()}) for line in frame.to_dict("records")),
    )
    second = take_demand(RawTable("q.csv", tuple(frame.columns), rows)).set_aside
    assert list(second["reason"]) == list(first["reason"])
    assert rows_to_mend(second).filter(regex="^(?!alcance)").equals(frame.filter(regex="^(?!alcance)"))


def test_a_row_cut_off_in_the_list_has_empty_cells_and_its_reason() -> None:
    lines = [
        ("d.csv", 2, "a", "who", "x", "is too long", '{"demand_id": "a", "wh'),
        ("f", None, "b", "", "", "r", "{}"),
    ]
    frame = rows_to_mend(list_set_aside(lines))
    assert list(frame["alcance_reason"]) == ["is too long", "r"]
    assert list(frame["alcance_row"]) == ["2", ""]


def test_nothing_set_aside_is_an_empty_file() -> None:
    assert rows_to_mend(list_set_aside([])).empty
