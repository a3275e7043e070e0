"""Corridors cut into legs between towns."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString
from toy_public_view import EAST, LAT, WEST, towns

from data.public.view import TOWN_COLUMNS
from geo.line import MeasuredLine
from layers.public.corridors import Corridor, Run
from layers.public.legs import LONGEST_KM, SHORTEST_KM, corridor_course, corridor_entry, corridor_legs

NO_TOWNS = pd.DataFrame(columns=list(TOWN_COLUMNS)).astype({"lon": float, "lat": float, "population": float})


def straight(east: float = EAST, runs: Sequence[Run] = ()) -> Corridor:
    return Corridor("Recto", MeasuredLine(LineString([(WEST, LAT), (east, LAT)])), list(runs))


def test_a_leg_ends_at_the_largest_town_in_its_reach() -> None:
    legs = corridor_legs(0, straight(), towns())
    told = [(leg.start, leg.end, leg.start_km, leg.end_km) for leg in legs]
    assert told == [("Oeste", "Medio", 0.0, 204.3), ("Medio", "Este", 204.3, 397.9)]


def test_the_map_of_a_leg_reaches_beyond_it_on_all_sides() -> None:
    assert corridor_legs(0, straight(-91.0), towns())[0].box == (-92.15, 14.85, -90.85, 15.15)


def test_without_towns_legs_are_cut_all_the_same_and_have_no_names() -> None:
    legs = corridor_legs(2, straight(), NO_TOWNS)
    assert [(leg.corridor, leg.start, leg.end) for leg in legs] == [(2, "", "")] * 2


def test_an_end_without_a_town_beside_it_has_the_name_of_the_nearest() -> None:
    assert corridor_legs(0, straight(-91.0), towns())[0].end == "Chico"


def near_towns(*told: tuple[str, float, float]) -> pd.DataFrame:
    """Return towns in a row along the line: name, degrees east of its start, people."""
    rows = [(name, "MX", WEST + east, LAT, people) for name, east, people in told]
    return pd.DataFrame(rows, columns=list(TOWN_COLUMNS))


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        # A road of 7.5 km, all within 10 km of the city.
        ([("Ciudad", 0.03, 9e5), ("Aldea Este", 0.06, 10.0)], ("Ciudad", "Aldea Este")),
        ([("Ciudad", 0.03, 9e5), ("Aldea Oeste", 0.01, 10.0)], ("Aldea Oeste", "Ciudad")),
        (
            [("Ciudad", 0.03, 9e5), ("Aldea Este", 0.06, 10.0), ("Aldea Oeste", 0.01, 10.0)],
            ("Aldea Oeste", "Aldea Este"),
        ),
        ([("Ciudad", 0.02, 9e5), ("Ciudad", 0.06, 9e4)], ("", "Ciudad")),
        ([("Ciudad", 0.03, 9e5)], ("Ciudad", "")),
        ([("Ciudad", 0.06, 9e5)], ("", "Ciudad")),
        ([("Lejos", 5.0, 9e5)], ("Lejos", "")),
    ],
)
def test_a_short_road_is_not_named_after_one_town_at_both_ends(
    told: list[tuple[str, float, float]], ends: tuple[str, str]
) -> None:
    (leg,) = corridor_legs(0, straight(WEST + 0.07), near_towns(*told))
    assert (leg.start, leg.end) == ends


def test_of_a_town_across_a_border_no_leg_is_named() -> None:
    # Medio, the largest, is in Guatemala; the road is taken to be in Mexico all along.
    legs = corridor_legs(0, straight(runs=[(0.0, "MX")]), towns())
    assert {leg.start for leg in legs} | {leg.end for leg in legs} <= {"Oeste", "Sin Censo", "Lejos"}
    assert corridor_legs(0, straight(runs=[(0.0, "MX"), (150.0, "GT MX")]), towns())[0].end == "Medio"


@settings(deadline=None)
@given(st.floats(0.1, 30.0), st.lists(st.tuples(st.floats(0.0, 30.0), st.integers(0, 9)), max_size=20))
def test_legs_follow_each_other_and_none_is_too_long_or_too_short(
    degrees: float, places: list[tuple[float, int]]
) -> None:
    rows = [(f"T{at}", "MX", WEST + east, LAT, float(people)) for at, (east, people) in enumerate(places)]
    known = pd.DataFrame(rows, columns=list(TOWN_COLUMNS)) if rows else NO_TOWNS
    corridor = straight(WEST + degrees)
    legs = corridor_legs(0, corridor, known)
    assert [leg.start_km for leg in legs] == [0.0, *(leg.end_km for leg in legs[:-1])]
    assert legs[-1].end_km == pytest.approx(corridor.line.length_m / 1000, abs=0.06)
    lengths = [leg.end_km - leg.start_km for leg in legs]
    assert max(lengths) <= LONGEST_KM + 0.11
    assert len(legs) == 1 or min(lengths) >= SHORTEST_KM - 0.11


def test_a_thinned_line_keeps_its_kilometres_where_it_passes_a_point_twice() -> None:
    there_and_back = LineString([(0, 0), (1, 0), (1, 1), (1, 0), (2, 0)])
    entry = corridor_course(MeasuredLine(there_and_back))
    assert entry["line"] == [[0, 0], [1, 0], [1, 1], [1, 0], [2, 0]]
    assert entry["at"] == [0.0, 111.3, 221.9, 332.5, 443.8]
    assert corridor_entry(Corridor("Vuelta", MeasuredLine(there_and_back), [(0.0, "GT")])) == {
        "name": "Vuelta",
        "km": 443.8,
        "c": [(0.0, "GT")],
    }


def test_a_thinned_line_stays_within_300_m() -> None:
    x = np.linspace(0.0, 1.0, 500)
    wavy = LineString(np.column_stack([x, 0.01 * np.sin(30 * x)]))
    entry = corridor_course(MeasuredLine(wavy))
    assert len(entry["line"]) < 100
    assert LineString(entry["line"]).hausdorff_distance(wavy) < 0.0037  # 300 m and the rounding
