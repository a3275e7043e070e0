"""What is told about each thing: the same in the card and in the table."""

import toy_view as toy

from layers.bilingual import both
from layers.border_gaps import border_gap_sheet
from layers.catchments import catchment_sheet
from layers.corridors import corridor_sheet
from layers.coverage import coverage_sheet
from layers.demand import demand_sheet
from layers.facilities import facility_sheet
from layers.segments import segment_layer, segment_sheet
from layers.sheet import NOTHING, Card, Sheet

NAMES = {"a": "Clínica A", "b": "Hospital Bé", "c": "Puesto C"}


def test_a_segment_tells_what_is_nearest_ahead_and_behind() -> None:
    card = segment_sheet(toy.segments(), NAMES).cards[5]  # km 50 to 60: its midpoint is 45 km before C, 25 after B
    assert card.title == "norte · km\u00a050.0\u201360.0"
    assert card.cells[1] == "Hospital Bé · 25.0\u00a0min"
    assert card.cells[2] == "Puesto C · 45.0\u00a0km · 45.0\u00a0min"
    assert card.cells[3] == "Hospital Bé · 25.0\u00a0km · 25.0\u00a0min"
    assert card.cells[5] == "70.0\u00a0km"
    assert card.cells[6] == "100\u00a0%"


def test_a_segment_no_service_lies_behind_of_says_so() -> None:
    segments = toy.segments().iloc[[0]].assign(facility_behind="", time_behind_min=float("inf"), km_behind=float("nan"))
    assert segment_sheet(segments, NAMES).cards[0].cells[3] == both("None behind")


def test_a_possible_time_is_told_only_where_it_differs() -> None:
    segments = toy.segments().iloc[[5]]
    assert segment_sheet(segments, NAMES).cards[0].cells[4] == ""
    assert segment_sheet(segments.assign(possible_time_any_min=3.0), NAMES).cards[0].cells[4] == "3.0\u00a0min"


def test_each_segment_is_drawn_by_its_flag() -> None:
    segments = toy.segments()
    layer = segment_layer(segment_sheet(segments, NAMES), segments)
    drawn = [layer.style_function(feature) for feature in layer.data["features"]]
    assert [style["color"] for style in drawn][4:6] == ["#E69F00", "#7A1F00"]
    assert [style["dashArray"] for style in drawn][4:6] == ["12 6", ""]


def test_a_facility_without_a_place_is_told_and_leads_nowhere() -> None:
    hotline = facility_sheet(toy.facilities()).cards[-1]
    assert hotline.title == "Línea F"
    assert not hotline.on_map
    assert hotline.cells[3] == both("Hours not known")
    assert hotline.cells[5] == both("Never checked")


def test_a_facility_tells_whether_it_counts() -> None:
    told = [card.cells[2] for card in facility_sheet(toy.facilities()).cards]
    assert told == [both("Counts")] * 3 + [both("May count"), both("Does not count"), both("Does not count")]


def test_an_area_where_nobody_lives_has_no_share_and_the_whole_stands_nowhere() -> None:
    west, east, whole = coverage_sheet(toy.coverage()).cards
    assert west.cells[3] == "50\u00a0%"
    assert east.cells[3] == ""
    assert not whole.on_map


def test_a_place_no_road_leads_to_has_no_time() -> None:
    island = demand_sheet(toy.demand(), NAMES).cards[2]
    assert island.cells[:3] == (both("No way by road"), "", "")


def test_a_catchment_a_border_gap_and_a_corridor_tell_their_numbers() -> None:
    catchment = catchment_sheet(toy.catchments(), NAMES).cards[0].cells
    assert catchment[:3] == ("800.0\u00a0km²", "40.0\u00a0km", "1\u2009234")
    assert border_gap_sheet(toy.border_gaps()).cards[0].cells[:3] == ("GT-HN", "20.0\u00a0km", "70.0\u00a0km")
    assert corridor_sheet(toy.corridors()).cards[0].cells[:4] == (
        "100.0\u00a0km",
        "70.0\u00a0km",
        "0.58",
        "30.0\u00a0km",
    )


def test_a_row_leads_to_the_map_only_if_its_thing_is_there() -> None:
    cards = (Card("k", "One", "", ("1", "")), Card("l", "Two", "", ("2", "3"), on_map=False))
    table = Sheet("things", "Things", "Name", ("A", "B"), cards).as_table()
    assert '<tr tabindex="0" data-key="k"><th scope="row">One</th><td>1</td>' + f"<td>{NOTHING}</td></tr>" in table
    assert '<tr><th scope="row">Two</th><td>2</td><td>3</td></tr>' in table
    assert "<caption>Things</caption>" in table
