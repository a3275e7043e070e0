"""In which of Mexico's states a place is."""

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest

from data.adm1 import state_codes, state_of

LINES = tuple(csv.DictReader(files("data").joinpath("adm1.csv").read_text("utf-8").splitlines()))


def test_mexico_has_32_states_numbered_in_the_order_of_inegi() -> None:
    assert [line["inegi"] for line in LINES] == [f"{number:02d}" for number in range(1, 33)]
    assert state_codes("MX") == {line["state"] for line in LINES}
    assert len(state_codes("MX")) == 32
    assert all(line["pcode"] == f"MX{line['inegi']}" for line in LINES)


def test_other_countries_have_no_list() -> None:
    assert state_codes("GT") == frozenset()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["state"])
def test_every_way_of_writing_a_state_leads_to_it_and_to_no_other(line: dict[str, str]) -> None:
    codes = [line["state"], line["inegi"], line["inegi"].lstrip("0"), line["pcode"]]
    for text in (line["name"], *line["others"].split("|"), *codes):
        assert state_of("MX", text, "") == line["state"], text
        assert state_of("MX", f" {text.upper()} ", "") == line["state"], text
    for pcode in (line["pcode"], f"{line['pcode']}001", f"{line['inegi']}001"):
        assert state_of("MX", line["name"], pcode) == line["state"], pcode


@pytest.mark.parametrize(
    ("adm1", "state"),
    [
        ("CHP", "MX-CHP"),
        ("chiapas", "MX-CHP"),
        ("MICHOACAN", "MX-MIC"),
        ("San Luis Potosi", "MX-SLP"),
        ("Q.Roo", "MX-ROO"),
        ("N. L.", "MX-NLE"),
        ("D.F.", "MX-CMX"),
        ("Veracruz de Ignacio de la Llave", "MX-VER"),
        ("Estado de Mexico", "MX-MEX"),
        ("Queretaro", "MX-QUE"),
    ],
)
def test_case_accents_points_and_spaces_do_not_matter(adm1: str, state: str) -> None:
    assert state_of("Mexico", adm1, "") == state


def test_a_municipal_code_begins_with_its_state() -> None:
    assert state_of("MX", "", "MX07089") == "MX-CHP"
    assert state_of("MX", "", "07089") == "MX-CHP"


def test_what_disagrees_is_not_told() -> None:
    assert state_of("MX", "Tabasco", "MX07") == ""
    assert state_of("MX", "Chiapas", "GT13") == ""
    assert state_of("GT", "Chiapas", "MX07") == ""


def test_of_a_word_we_do_not_know_the_code_tells() -> None:
    assert state_of("MX", "Región Soconusco", "MX07089") == "MX-CHP"
    assert state_of("MX", "Región Soconusco", "") == ""


@pytest.mark.parametrize("adm1", ["México", "MEX", "Mex.", "mexico"])
def test_the_name_of_the_country_is_not_taken_for_the_state_of_mexico(adm1: str) -> None:
    assert state_of("MX", adm1, "") == ""


def test_without_a_country_only_a_code_that_names_mexico_is_told() -> None:
    assert state_of("", "Durango", "") == ""
    assert state_of("", "7", "07") == ""
    assert state_of("", "MX-DUR", "") == "MX-DUR"
    assert state_of("", "", "MX10") == "MX-DUR"
    assert state_of("Xanadu", "MX-DUR", "MX10") == ""


@pytest.mark.parametrize("pcode", ["MX00", "MX33", "7", "7089", "070890", "MX7", "n/a"])
def test_a_code_of_no_state_is_not_told_even_beside_a_name(pcode: str) -> None:
    assert state_of("MX", "Chiapas", pcode) == ""


@pytest.mark.parametrize(
    ("file", "state"), [("municipios-tabasco.geojson", "MX-TAB"), ("municipios-baja-california.geojson", "MX-BCN")]
)
def test_the_municipalities_of_inegi_are_in_the_state_their_number_begins_with(
    real_data: Path, file: str, state: str
) -> None:
    municipalities = json.loads((real_data / "areas" / file).read_text("utf-8"))["features"]
    codes = [each["properties"] for each in municipalities]
    assert {state_of("MX", each["cve_agee"], each["cvegeo"]) for each in codes} == {state}
