"""What a page shows of land borders."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.border_steps import border_legend, pieces_of, sides_of, step_of
from layers.borders import piece_layers, piece_sheet, side_sheet


def _borders(*pieces: tuple[str, str, float, float], status: str = "beyond") -> gpd.GeoDataFrame:
    """Return rows of borders.csv: the id of a piece, a side, its people within 25 km and those beyond when closed.

    By formal crossings half of them are beyond, and with the border open nobody.
    """
    rows = [
        {
            "piece_id": piece,
            "border_id": piece.rsplit(":", 1)[0],
            "side": side,
            "buffer_km": km,
            "rule": rule,
            "people": people * share,
            "people_beyond": beyond * share * part,
            "people_gaining_a_way": beyond * share * (1 - part),
            "status": status,
        }
        for piece, side, people, beyond in pieces
        for km, share in ((25.0, 1.0), (50.0, 3.0))
        for rule, part in (("closed", 1.0), ("formal", 0.5), ("open", 0.0))
    ]
    return gpd.GeoDataFrame(rows, geometry=[shapely.LineString([(0, 0), (0, 1)])] * len(rows), crs="EPSG:4326")


def test_a_piece_counts_both_sides_within_25_km_and_the_worst_comes_first() -> None:
    pieces = pieces_of(_borders(("A-B:0", "AA", 10, 4), ("A-B:0", "BB", 20, 6), ("A-B:10000", "AA", 100, 50)))
    assert pieces["piece_id"].tolist() == ["A-B:10000", "A-B:0"]
    last = pieces.iloc[1]
    assert [last[each] for each in ("people", "beyond_closed", "beyond_formal", "beyond_open")] == [30, 10, 5, 0]
    assert last["gain_a_way"] == 5
    assert last["sides"] == "AA 2 \u00b7 BB 3"


def test_a_side_counts_all_pieces_of_its_border() -> None:
    sides = sides_of(_borders(("A-B:0", "AA", 10, 4), ("A-B:10000", "AA", 100, 50), ("A-B:0", "BB", 20, 6)))
    assert sides[["side", "people", "beyond_formal"]].to_numpy().tolist() == [["AA", 110, 27], ["BB", 20, 3]]


def test_people_where_nobody_knows_are_told_apart_and_never_as_nobody_beyond() -> None:
    known, silent = (_borders(("A-B:0", "AA", 10, 4)), _borders(("A-B:10000", "AA", 500, 0), status="no_data"))
    none = _borders(("A-B:0", "BB", 0, 0), status="no_people")
    two = _borders(("C-D:0", "CC", 70, 70), status="no_data")
    sides = sides_of(pd.concat([known, silent, none, two], ignore_index=True))
    assert sides.set_index("side")[["people", "people_no_data"]].to_numpy().tolist() == [[510, 500], [0, 0], [70, 70]]
    figures = ["beyond_closed", "beyond_formal", "beyond_open", "gain_a_way"]
    assert sides[figures].iloc[0].tolist() == [4, 2, 0, 2]
    assert sides[figures].iloc[1:].isna().to_numpy().all()


def test_a_cell_about_people_nobody_knows_of_holds_no_nought() -> None:
    silent = _borders(("A-B:0", "AA", 500, 500), ("A-B:0", "BB", 0, 0), status="no_data")
    aa, bb = side_sheet(silent).cards
    assert aa.cells[:2] == ("500", "500")
    assert all("No data" in cell for cell in aa.cells[2:])
    assert "no people known" in bb.cells[0]
    assert set(bb.cells[1:]) == {""}
    (piece,) = piece_sheet(pieces_of(silent)).cards
    assert piece.cells[0] == "500"
    assert all("No data" in cell for cell in piece.cells[1:5])
    assert piece.cells[5] == ""
    half = _borders(("A-B:0", "AA", 10, 4), ("A-B:0", "BB", 0, 0))
    assert pieces_of(half)["sides"].iloc[0].startswith("AA 2 \u00b7 BB <span")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 50), st.integers(0, 9), st.booleans()), min_size=1))
def test_what_nobody_knows_changes_no_figure_of_the_others(
    told: list[tuple[str, int, int, bool]],
) -> None:
    frames = [
        _borders((f"A-B:{i}", side, people + beyond, beyond), status="no_data" if lacking else "beyond")
        for i, (side, people, beyond, lacking) in enumerate(told)
    ]
    sides = sides_of(pd.concat(frames, ignore_index=True)).set_index("side")
    for side in sides.index:
        known = [(people + beyond, beyond) for name, people, beyond, lacking in told if name == side and not lacking]
        others = sum(people for people, _ in known)
        row = sides.loc[side]
        assert row["people"] - row["people_no_data"] == others
        expected = sum(beyond for _, beyond in known) if others else math.nan
        np.testing.assert_equal(row["beyond_closed"], expected)


@pytest.mark.parametrize(
    ("beyond", "step"), [(0, 0), (0.5, 0), (1, 1), (999, 1), (1_000, 2), (10_000, 3), (100_000, 4), (2e6, 5)]
)
def test_each_tenfold_of_people_beyond_is_drawn_darker(beyond: float, step: int) -> None:
    assert step_of({"beyond_formal": beyond}) == step


def test_no_data_and_nobody_are_drawn_apart_and_stand_in_the_legend() -> None:
    frame = _borders(("A-B:0", "AA", 10, 4))
    silent = _borders(("A-B:10000", "AA", 10, 4), status="no_data")
    empty = _borders(("A-B:20000", "AA", 0, 0), status="no_people")
    drawn = {}
    for name, borders in (("told", frame), ("no_data", silent), ("nobody", empty)):
        pieces = pieces_of(borders)
        (layer,) = piece_layers(piece_sheet(pieces), pieces)
        drawn[name] = tuple(layer.style_function(layer.data["features"][0]).get(key) for key in ("weight", "dashArray"))
    assert drawn["no_data"] == (6, "2 9")
    assert len(set(drawn.values())) == 3
    assert "missing1" in border_legend(frame)
    assert "no_data" in border_legend(silent)
    assert "nobody" in border_legend(empty)
    for borders in (frame, silent, empty):
        assert "An open border is a bound, not a way" in border_legend(borders)
    assert "No data" in piece_sheet(pieces_of(silent)).as_table()
    assert "No data" not in piece_sheet(pieces_of(frame)).as_table()


def test_pieces_near_which_nobody_is_known_are_drawn_and_counted_and_not_listed() -> None:
    lived = _borders(("A-B:0", "AA", 10, 4), ("A-B:10000", "AA", 7, 0))
    empty = _borders(("A-B:20000", "AA", 0, 0), ("A-B:30000", "AA", 0, 0), status="no_people")
    silent = _borders(("A-B:40000", "AA", 0, 0), status="no_data")
    pieces = pieces_of(pd.concat([lived, empty, silent], ignore_index=True))
    sheet = piece_sheet(pieces)
    assert [card.key for card in sheet.cards] == ["piece:A-B:0", "piece:A-B:10000"]
    assert "3 pieces of border, 1 of them without data" in sheet.note
    bare, told = piece_layers(sheet, pieces)
    assert [feature["properties"]["key"] for feature in told.data["features"]] == [card.key for card in sheet.cards]
    assert sorted(str(bare.style_function(each).get("dashArray")) for each in bare.data["features"]) == [
        "2 9",
        "None",
        "None",
    ]
    assert piece_sheet(pieces_of(lived)).note == ""


def test_names_of_borders_are_only_ever_text() -> None:
    hostile = _borders(("<b>`x:0", "<i>", 10, 4), ("<b>`x:0", "unknown", 10, 4))
    for told in (piece_sheet(pieces_of(hostile)).as_table(), side_sheet(hostile).as_table()):
        assert "<b>" not in told
        assert "<i>" not in told
        assert "`" not in told
        assert "no se sabe" in told
