"""A service may have a column of its own: what is answered yes is given, what is answered no is not."""

from collections.abc import Mapping, Sequence

import pytest

from data.facilities import take_facilities
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.careful import note_doubles
from data.recognise.column_map import ColumnMap
from data.recognise.find import recognise
from data.schemas import FACILITIES

PLACE = {"facility_id": "a", "name": "Dos", "kind": "clinic", "lon": "-87.2", "lat": "14.0", "visibility": "public"}
CHOICES: Mapping[str, str] = {}


def both(*rows: dict[str, str], chosen: Mapping[str, str] = CHOICES) -> tuple[ColumnMap, RawTable]:
    lines = [RawRow(at, PLACE | {"facility_id": f"f{at}"} | row) for at, row in enumerate(rows, start=2)]
    raw = RawTable("kobo.csv", tuple(lines[0].cells), tuple(lines))
    columns = recognise(raw, FACILITIES, chosen)
    return columns, apply_map(raw, FACILITIES, columns)


def first(*rows: dict[str, str]) -> Sequence[str]:
    row = take_facilities(both(*rows)[1]).frame.iloc[0]
    return [row[name] for name in ("services", "services_possible", "visibility")]


@pytest.mark.parametrize("names", [("Servicios/Urgencias", "Servicios/Violencia de género"), ("Urgencias", "VBG")])
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("Sí", "No"), ("TRUE", "FALSE")])
def test_an_answer_of_yes_gives_a_service_and_no_denies_it(names: tuple[str, str], yes: str, no: str) -> None:
    emergency, violence = names
    assert first({emergency: yes, violence: no}) == ["emergency", "", "public"]
    assert first({emergency: no, violence: yes}) == ["gbv", "", "hidden"]
    assert first({emergency: no, violence: no}) == ["", "primary", "public"]
    assert first({emergency: "", violence: ""}, {emergency: yes, violence: no}) == ["primary", "", "public"]


def test_what_the_columns_say_is_told_of_the_file_and_of_each_row() -> None:
    columns, table = both({"Servicios/Urgencias": "1", "Servicios/Agua": "0", "Servicios": "vacunacion"})
    assert columns.ticked == {"Servicios/Urgencias": "emergency", "Servicios/Agua": "water"}
    told = "services are read from columns of yes and no too: Servicios/Urgencias, Servicios/Agua"
    assert told in list(note_doubles(columns))
    assert table.rows[0].cells["services"] == "vaccination;emergency;no water"
    note = ("services", "read as emergency;no water too, from columns of yes and no", "vaccination")
    assert note in table.rows[0].notes
    assert table.rows[0].cells["Servicios/Urgencias"] == "1"


def test_an_answer_with_words_behind_it_is_possible_and_no_more() -> None:
    assert first({"VBG": "Sí, los lunes", "Agua": "sí"}, {"VBG": "no", "Agua": "no"}, {"VBG": "no", "Agua": ""}) == [
        "water",
        "gbv",
        "hidden",
    ]


def test_a_lone_column_is_one_of_services_only_if_it_speaks_of_violence() -> None:
    assert first({"Registro": "Sí"}) == ["primary", "", "public"]
    assert first({"VBG": "Sí"}) == ["gbv", "", "hidden"]


def test_columns_of_other_words_are_none_of_services() -> None:
    assert both({"Agua": "pozo", "Comida": "a diario"})[0].ticked == {}


def test_a_choice_of_the_column_for_services_ends_it() -> None:
    columns, table = both({"VBG": "Sí", "Urgencias": "Sí", "s": "primary"}, chosen={"services": "s"})
    assert (columns.ticked, table.rows[0].cells["services"]) == ({}, "primary")
