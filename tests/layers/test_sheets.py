"""What is told about each thing: the same in the card and in the table."""

import re

import pandas as pd
import pytest
import toy_view as toy

from layers.bilingual import both
from layers.border_gaps import border_gap_sheet
from layers.catchments import catchment_sheet
from layers.corridors import corridor_sheet
from layers.coverage import coverage_sheet
from layers.demand import demand_sheet
from layers.facilities import facility_layer, facility_sheet, other_layer
from layers.part import asked_about
from layers.segments import segment_layer, segment_sheet
from layers.sheet import NOTHING, Card, Sheet
from layers.style import page_style

NAMES = {"a": "Clínica A", "b": "Hospital Bé", "c": "Puesto C"}
WAYS = {"norte": "Camino del Norte"}
NAN = float("nan")


def test_a_segment_tells_what_is_nearest_ahead_and_behind() -> None:
    card = segment_sheet(toy.segments(), NAMES, WAYS).cards[
        5
    ]  # km 50 to 60: its midpoint is 45 km before C, 25 after B
    assert card.title == "Camino del Norte · km\u00a050.0\u201360.0"
    assert card.cells[1:6] == (
        "Hospital Bé · 25.0\u00a0min",
        "Puesto C · 45.0\u00a0km · 45.0\u00a0min",
        "Hospital Bé · 25.0\u00a0km · 25.0\u00a0min",
        "70.0\u00a0km",
        "100\u00a0%",
    )


def test_every_cell_of_a_segment_stands_under_its_own_label() -> None:
    sheet = segment_sheet(toy.segments(), NAMES, WAYS)
    told = dict(zip(sheet.labels, sheet.cards[5].cells, strict=True))
    assert told[both("Nearest")].startswith("Hospital Bé")
    assert told[both("Ahead")].startswith("Puesto C")
    assert told[both("Gap here")] == "70.0\u00a0km"
    assert told[both("Beyond the limit")] == "100\u00a0%"
    assert told[both("Severity (0 to 3)")] == "0.75"
    assert told[both("Perhaps nearest")] == both("The same")
    assert told[both("To a border")] == "40.0\u00a0km"


def test_the_limit_in_a_card_is_the_one_that_was_asked() -> None:
    card = segment_sheet(toy.segments().assign(cutoff_min=0.04), NAMES, WAYS).cards[0]
    assert "está a 0.04\u00a0min o menos" in card.lead


def test_a_corridor_without_a_name_is_told_by_its_id_and_so_is_a_service() -> None:
    card = segment_sheet(toy.segments(), {"b": ""}, {"norte": ""}).cards[5]
    assert card.title.startswith("norte · ")
    assert card.cells[1] == "b · 25.0\u00a0min"


@pytest.mark.parametrize(
    ("position", "lead"),
    [
        (0, "Todo este tramo está a 20\u00a0min o menos de un servicio."),
        (5, "El 100\u00a0% de este tramo está a más de 20\u00a0min de un servicio."),
        (8, "No se sabe: cerca de aquí no hay en el mapa ningún servicio, o ningún camino."),
    ],
)
def test_the_first_sentence_of_a_card_says_what_its_flag_rests_on(position: int, lead: str) -> None:
    assert f'<span lang="es">{lead}</span>' in segment_sheet(toy.segments(), NAMES, WAYS).cards[position].lead


def test_what_is_not_known_of_a_segment_is_said_in_words() -> None:
    blank = dict.fromkeys(["gap_km", "share_beyond", "severity", "border_km", "people_per_day"], NAN)
    times = dict.fromkeys(["time_any_min", "time_ahead_min", "time_behind_min", "possible_time_any_min"], NAN)
    nobody = dict.fromkeys(["facility_any", "facility_ahead", "facility_behind"], "")
    segments = toy.segments().iloc[[5]].assign(**blank, **times, **nobody)
    told = segment_sheet(segments, NAMES, WAYS).cards[0].cells[1:]
    none = both("None can be reached")
    assert told == (
        none,
        both("None ahead"),
        both("None behind"),
        *[both("Not known")] * 3,
        none,
        *[both("Not known")] * 2,
    )


def test_a_segment_no_service_lies_behind_of_says_so() -> None:
    segments = toy.segments().iloc[[0]].assign(facility_behind="", time_behind_min=float("inf"), km_behind=float("nan"))
    assert segment_sheet(segments, NAMES, WAYS).cards[0].cells[3] == both("None behind")


def test_a_possible_time_is_told_only_where_it_differs() -> None:
    segments = toy.segments().iloc[[5]]
    assert segment_sheet(segments, NAMES, WAYS).cards[0].cells[7] == both("The same")
    assert segment_sheet(segments.assign(possible_time_any_min=3.0), NAMES, WAYS).cards[0].cells[7] == "3.0\u00a0min"


def test_each_segment_is_drawn_by_its_flag() -> None:
    segments = toy.segments()
    layer = segment_layer(segment_sheet(segments, NAMES, WAYS), segments)
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
    west, east, whole = coverage_sheet(toy.coverage(), {"area": {"Oeste": "Poniente", "Este": ""}}).cards
    assert (west.title, west.cells[2]) == ("Poniente", "50\u00a0%")
    assert (east.title, east.cells[2]) == ("Este", both("Not known"))
    assert not whole.on_map


def test_a_place_no_road_leads_to_has_no_time() -> None:
    island = demand_sheet(toy.demand(), NAMES).cards[2]
    nobody, no_way = both("None can be reached"), both("No place that counts can be reached")
    assert island.cells == (no_way, nobody, no_way, nobody, both("None known"))


def test_a_possible_service_is_told_by_its_name_where_it_is_another() -> None:
    demand = toy.demand().assign(possible_facility_id=["b", "c", ""], possible_time_min=[8.0, 30.0, NAN])
    told = [card.cells[3] for card in demand_sheet(demand, NAMES).cards]
    assert told == [both("The same"), "Puesto C · 30.0\u00a0min", both("None can be reached")]


def test_a_catchment_a_border_gap_and_a_corridor_tell_their_numbers() -> None:
    catchment = catchment_sheet(toy.catchments(), NAMES).cards[0].cells
    assert catchment[:3] == ("800.0\u00a0km²", "40.0\u00a0km", "1\u202f234")
    assert border_gap_sheet(toy.border_gaps(), WAYS).cards[0].cells[:3] == ("GT-HN", "20.0\u00a0km", "70.0\u00a0km")
    assert corridor_sheet(toy.corridors(), WAYS).cards[0].cells == (
        "100.0\u00a0km",
        "70.0\u00a0km",
        "30.0\u00a0km",
        "10.0\u00a0km",
        "10.0\u00a0km",
        "50.0\u00a0km",
        "0.58",
    )


def test_a_corridor_tells_the_km_without_data_beside_the_underserved_ones() -> None:
    corridors = toy.corridors().assign(km_no_data=11.0)
    sheet = corridor_sheet(corridors, WAYS)
    told = dict(zip(sheet.labels, sheet.cards[0].cells, strict=True))
    assert list(told)[2:4] == [both("Underserved"), both("No data")]
    assert (told[both("No data")], told[both("Served")]) == ("11.0\u00a0km", "50.0\u00a0km")


def test_a_row_leads_to_the_map_only_if_its_thing_is_there() -> None:
    cards = (Card("k", "One", ("1", "")), Card("l", "Two", ("2", "3"), on_map=False))
    table = Sheet("things", "Things", "Name", ("A", "B"), cards).as_table()
    button = '<button type="button">One</button>'
    assert f'<tr data-key="k"><th scope="row">{button}</th><td>1</td><td>{NOTHING}</td></tr>' in table
    assert '<tr><th scope="row">Two</th><td>2</td><td>3</td></tr>' in table
    assert '<caption id="things-caption">Things</caption>' in table
    assert table.startswith('<div class="scroll" role="region" aria-labelledby="things-caption" tabindex="0">')


@pytest.mark.parametrize(("rows", "frame"), [(24, "scroll"), (25, "scroll long")])
def test_only_a_long_table_scrolls_in_a_frame_of_its_own_height(rows: int, frame: str) -> None:
    cards = tuple(Card(f"k{i}", "One", ("1",)) for i in range(rows))
    assert Sheet("things", "Things", "Name", ("A",), cards).as_table().startswith(f'<div class="{frame}" ')


def test_places_that_do_not_count_lie_under_the_answer_and_the_others_on_top() -> None:
    facilities = toy.facilities()
    sheet = facility_sheet(facilities)
    above, under = facility_layer(sheet, facilities), other_layer(sheet, facilities)
    assert [feature["properties"]["key"] for feature in above.data["features"]] == [f"facility:{key}" for key in "abcd"]
    assert [feature["properties"]["key"] for feature in under.data["features"]] == ["facility:e"]
    assert under.show


@pytest.mark.parametrize(("count", "shown"), [(60, [*"abcd", *[f"x{i}" for i in range(60)]]), (61, [*"abcd"])])
def test_more_than_sixty_places_that_do_not_count_are_not_shown(count: int, shown: list[str]) -> None:
    others = [toy.facilities().iloc[[4]].assign(facility_id=f"x{i}") for i in range(count)]
    many = pd.concat([others[0], toy.facilities().iloc[:4], *others[1:]], ignore_index=True)
    assert sorted(asked_about(many)["facility_id"]) == sorted(shown)


def test_a_segment_nobody_knows_of_tells_no_percentage_and_no_severity() -> None:
    unknown = toy.segments().assign(flag="no_data", share_beyond=1.0, severity=3.0)
    for card in segment_sheet(unknown, NAMES, WAYS).cards:
        told = "".join((card.lead, card.title, *card.cells))
        assert "%" not in told
        assert "3.00" not in told
        assert card.cells[5:7] == (both("Not known"), both("Not known"))


def test_the_sentences_cards_begin_with_stand_in_the_table_once_and_each_row_knows_its_own() -> None:
    cards = [Card(key, "One", ("1",), lead=lead) for key, lead in (("k", "Far."), ("l", "Near."), ("m", "Far."))]
    table = Sheet("things", "Things", "Name", ("A",), (*cards, Card("n", "Two", ("2",)))).as_table()
    assert "<div hidden><p>Far.</p><p>Near.</p></div>" in table
    assert re.findall(r'<tr data-key="(.)"(?: data-lead="(.)")?>', table) == [
        ("k", "0"),
        ("l", "1"),
        ("m", "0"),
        ("n", ""),
    ]


def test_rows_that_are_not_printed_are_marked_and_a_table_without_others_as_a_whole() -> None:
    off = Card("k", "One", ("1",), on_paper=False), Card("l", "Two", ("2",), on_map=False, on_paper=False)
    some = Sheet("things", "Things", "Name", ("A",), (*off, Card("m", "Three", ("3",))), left_out="Two.").as_table()
    assert re.findall("<tr.*?>", some.split("<tbody>")[1]) == [
        *('<tr data-key="k" class="unprinted">', '<tr class="unprinted">', '<tr data-key="m">')
    ]
    assert some.startswith('<div class="scroll" ')
    assert some.endswith('</div><p class="printed">Two.</p>')
    assert Sheet("things", "Things", "Name", ("A",), off).as_table().startswith('<div class="scroll unprinted" ')
    assert Sheet("things", "Things", "Name", ("A",), ()).as_table().startswith('<div class="scroll" ')


def test_a_table_says_which_of_its_columns_are_numbers_and_which_cell_is_told_beside_the_title() -> None:
    table = Sheet("things", "Things", "Name", ("A", "B", "C"), (), tip=1, figures=(0, 2)).as_table()
    assert '<thead class="n2 n4">' in table
    assert '<tbody class="n2 n4" data-tip="2">' in table


def test_a_table_that_keeps_columns_back_offers_all_of_them_and_what_stands_beside_them() -> None:
    table = Sheet(
        "things", "Things", "Name", ("A", "B"), (Card("k", "One", ("1", "2")),), first=1, note="Why."
    ).as_table()
    switch, rest = table.split("</label>")
    assert switch == f'<label class="all"><input type="checkbox"> {both("All columns")}'
    assert rest.startswith('<div class="scroll few2" ')
    assert rest.endswith('</div><p class="beside">Why.</p>')
    assert "<td>1</td><td>2</td>" in rest


def test_every_table_that_keeps_columns_back_has_its_rule() -> None:
    judged = toy.facilities().assign(verdict="certain", unmet="", unknown="", wait_min=NAN)
    for sheet in (coverage_sheet(toy.coverage(), {}), facility_sheet(judged)):
        count = sheet.first + 1
        assert f"+.few{count} tr>:nth-child(n+{count + 1}){{display:none}}" in page_style()
