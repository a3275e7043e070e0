"""Exposure on a page: by rank, told apart by more than colour, with what its incidents are."""

import json
import re

import pytest
import toy_view as toy
from toy_exposure import ASKED, exposure

from layers.bilingual import both
from layers.exposure.drawn import exposure_layers, exposure_sheet, off_paper
from layers.exposure.states import exposure_legend, state_of
from layers.labels import label
from layers.page import build_page
from layers.palette import EXPOSURE_STROKES
from layers.sheet import Card, Sheet

WAYS = {"norte": "Camino del Norte"}


def test_segments_are_told_by_rank_and_drawn_in_that_order() -> None:
    sheet = exposure_sheet(exposure(), WAYS)
    assert [card.cells[0] for card in sheet.cards] == ["1", "2", "3", "4", "5"]
    assert sheet.cards[0].title == "Camino del Norte · km\u00a010.0\u201320.0"
    _, drawn, _ = exposure_layers(sheet, exposure())
    starts = [feature["geometry"]["coordinates"][0][0] for feature in drawn.data["features"]]
    assert starts == pytest.approx([toy.lon(km) for km in (10, 0, 20, 30, 40)], abs=1e-5)


def test_the_title_of_the_table_holds_for_all_its_rows_and_only_those_that_are_both_are_marked() -> None:
    sheet = exposure_sheet(exposure(), WAYS)
    assert sheet.caption == both("Segments by exposure: the most exposed first")
    assert "Tramos por exposición: primero los más expuestos" in sheet.caption
    marked = sheet.labels.index(both("Underserved and exposed"))
    yes, no, unknown = (label("answer", verdict) for verdict in ("yes", "no", "unknown"))
    assert [card.cells[marked] for card in sheet.cards] == [yes, no, no, unknown, unknown]
    rings = exposure_layers(sheet, exposure())[0]
    assert [feature["geometry"]["coordinates"][0][0] for feature in rings.data["features"]] == [
        pytest.approx(toy.lon(10), abs=1e-5)
    ]


def test_every_cell_stands_under_its_own_label() -> None:
    sheet = exposure_sheet(exposure(), WAYS)
    told = dict(zip(sheet.labels, sheet.cards[0].cells, strict=True))
    by_head = {re.search(r'lang="en">([^<]*)', label).group(1): cell for label, cell in told.items()}  # type: ignore[union-attr]
    assert by_head["Exposure"] == "90.0"
    assert by_head["Hazard, points to 100 km"] == "3.00"
    assert by_head["Incidents a year to 100 km"] == "1.50"
    assert by_head["To emergency care"] == "30.0\u00a0min"
    assert by_head["People a day"] == "50"
    assert by_head["Beyond the limit"] == "4.0\u00a0km"


def test_what_nobody_knows_is_said_and_no_reports_is_no_figure_of_its_own() -> None:
    cards = exposure_sheet(exposure(), WAYS).cards
    assert "Not known" in cards[3].cells[1]
    assert "No reports; counts as 0.25" in cards[2].cells[5]
    assert "No reports" not in cards[0].cells[5]
    assert "Not known" in cards[4].cells[5]


def test_states_differ_by_width_and_dash_and_no_reports_and_no_data_are_drawn_apart() -> None:
    frame = exposure()
    assert [state_of(row) for row in frame.to_dict("records")] == ["more", "most", "less", "people_unknown", "no_data"]
    unmapped = frame.assign(flag="no_data").to_dict("records")
    assert {state_of(row) for row in unmapped} == {"no_data"}
    assert len({(stroke.weight, stroke.dash) for stroke in EXPOSURE_STROKES.values()}) == 5
    rings, _, unreported = exposure_layers(exposure_sheet(frame, WAYS), frame)
    assert len(rings.data["features"]) == 1
    assert len(unreported.data["features"]) == 2


def test_where_nobody_is_exposed_none_is_drawn_as_most_exposed() -> None:
    none = exposure().assign(exposure=0.0, exposure_fifth=1.0, flag="served", hazard=1.0)
    assert {state_of(row) for row in none.to_dict("records")} == {"less"}


def test_the_legend_shows_only_the_signs_of_its_page() -> None:
    assert "no reports, which is not safe" in exposure_legend(exposure())
    reported = exposure()[:2].assign(underserved_and_exposed="no")
    assert "not safe" not in exposure_legend(reported)
    assert "swatch ring" not in exposure_legend(reported)


def test_the_page_says_minimum_estimate_in_both_languages_and_no_name_is_more_than_text() -> None:
    page = build_page(toy.toy_view(exposure=exposure(), asked={"exposure": ASKED}))
    assert "Reported incidents: a minimum estimate" in page
    assert "Incidentes reportados: una estimación mínima" in page
    assert "Underserved and among the fifth most exposed: 1 of 5 segments." in page
    assert "Reported incidents (minimum estimate): 2, Far from help: 1" in page
    assert "${window.X" not in page
    assert json.dumps(toy.HOSTILE)[1:-1] not in page


def test_one_line_of_the_incidents_stands_before_the_table_and_the_rest_after_it() -> None:
    page = build_page(toy.toy_view(exposure=exposure(), asked={"exposure": ASKED}))
    marks = ('class="map-frame"', "En corto, una estimación mínima", '<table id="exposure"', "Fuente: ", "Peligros: 1")
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert [page.count(mark) for mark in marks] == [1] * 5


def test_on_paper_stand_the_segments_that_are_both_and_what_is_left_out_is_counted() -> None:
    sheet = exposure_sheet(exposure(), WAYS)
    assert [card.on_paper for card in sheet.cards] == [True, False, False, False, False]
    assert sheet.left_out == both(
        "Printed: {printed} of {all} segments, those that are underserved and exposed. The others ({left}) are in "
        "exposure.csv and in the table on the screen.",
        printed=1,
        all=5,
        left=4,
    )
    page = build_page(toy.toy_view(exposure=exposure(), asked={"exposure": ASKED}))
    places = len(toy.facilities())
    assert len(re.findall(r'<tr [^>]*class="unprinted">', page)) == 4 + places
    assert f"Sin imprimir: {places} lugares, que están en access.csv" in page


def test_no_row_of_places_is_printed_beside_exposure_and_of_none_nothing_is_said() -> None:
    places = Sheet("facilities", "Services", "Name", ("A",), (Card("k", "One", ("1",)),))
    assert [card.on_paper for card in off_paper(places).cards] == [False]
    assert off_paper(Sheet("facilities", "Services", "Name", ("A",), ())).left_out == ""
