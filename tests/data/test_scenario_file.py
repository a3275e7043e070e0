"""Scenarios are read from TOML whole, or refused with one line that says where and what."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from doors import written

from data.known_scenarios import SHIPPED, find_scenario, known_names, read_scenarios
from data.scenario import Closure, Crowd, PlaceChange, Policy, SpeedChange
from data.scenario_file import load_scenario
from data.scenario_places import new_places_frame
from geo.errors import AlcanceError, InputError, QuestionError

TITLE = '[title]\nes = "Prueba"'
SQUARE = "[[-92.5, 14.5], [-92.0, 14.5], [-92.0, 15.0], [-92.5, 15.0]]"
CLINIC = 'facility_id = "n"\nname = "N"\nkind = "clinic"\nservices = ["primary", "water"]\nlon = -92.0\nlat = 15.0'
SHELTER = CLINIC.replace('"clinic"', '"shelter"')


def scenario(folder: Path, *lines: str, name: str = "what_if") -> Path:
    return written(folder / f"{name}.toml", [*lines, TITLE])


def test_a_file_that_says_nothing_but_its_title_changes_nothing(tmp_path: Path) -> None:
    found = load_scenario(scenario(tmp_path))
    assert (found.name, found.title.say("en"), found.illustration, found.wet_factor) == ("what_if", "Prueba", False, 1)
    assert (found.closures, found.speeds, found.places, found.new_places, found.policies) == ((), (), (), (), ())
    assert (found.border_rule, found.surge) == ("", None)


def test_everything_a_scenario_may_say_is_read(tmp_path: Path) -> None:
    path = scenario(
        tmp_path,
        'illustration = true\nwet_season = true\nsource = "Us"',
        f"[[closures]]\npolygon = {SQUARE}",
        '[[closures]]\nline = [[-92, 15], [-92, 16]]\nwithin_m = 20\nmodes = ["drive"]',
        "[[closures]]\nways = [4471]",
        "[[closures]]\nedges = [[11, 12]]",
        '[[speeds]]\nfactor = 0.5\nclasses = ["track"]',
        '[border]\nrule = "formal"',
        '[[facilities]]\nfacility_id = "a"\nstatus = "closed"\nservices_add = ["water"]\ncapacity_factor = 0.5',
        f"[[facilities]]\n{CLINIC}",
        '[[policies]]\npolicy = "no_fee"\ncountry = "MX"\nfrom = 2026-01-01\nuntil = "2026-06-30"',
        "[surge]\ncohort = 10_000\nstanding_km = 0",
    )
    found = load_scenario(path)
    corners = ((-92.5, 14.5), (-92.0, 14.5), (-92.0, 15.0), (-92.5, 15.0))
    assert found.closures == (
        Closure(polygon=corners),
        Closure(line=((-92.0, 15.0), (-92.0, 16.0)), within_m=20.0, modes=("drive",)),
        Closure(ways=(4471,)),
        Closure(edges=((11, 12),)),
    )
    assert found.speeds == (SpeedChange(0.5, ("track",)),)
    assert found.places == (PlaceChange("a", "closed", ("water",), (), 0.5),)
    assert [dict(each)["facility_id"] for each in found.new_places] == ["n"]
    assert found.policies == (Policy("no_fee", "MX", "2026-01-01", "2026-06-30"),)
    assert found.surge == Crowd(cohort=10_000.0, standing_km=0.0)
    assert (found.illustration, found.wet_factor, found.border_rule, found.source.en) == (True, 0.6, "formal", "Us")
    assert json.loads(found.content)["closures"][2] == {"ways": [4471]}


def test_titles_notes_and_sources_are_put_on_one_line_without_signs_that_are_no_text(tmp_path: Path) -> None:
    title = '[title]\nes = "Puente\\u0007 caído\\n  hoy"\n[note]\nen = "One\\r\\ntwo"'
    found = load_scenario(written(tmp_path / "odd.toml", ['source = "Us\\u0000\\tthere "', title]))
    assert (found.title.es, found.note.en, found.source.es) == ("Puente\ufffd caído hoy", "One two", "Us\ufffd there")


def test_a_polygon_may_come_back_to_where_it_began(tmp_path: Path) -> None:
    closed = f"[[closures]]\npolygon = {SQUARE[:-1]}, [-92.5, 14.5]]"
    assert len(load_scenario(scenario(tmp_path, closed)).closures[0].polygon) == 4


def test_another_byte_gives_another_hash(tmp_path: Path) -> None:
    one, other = (load_scenario(scenario(tmp_path, f"# {word}")) for word in ("a", "b"))
    assert one.sha256 != other.sha256
    assert one.content == other.content


def test_a_new_place_is_held_to_what_a_row_of_facilities_is_held_to(tmp_path: Path) -> None:
    found = load_scenario(scenario(tmp_path, f"[[facilities]]\n{CLINIC}\nfee = false"))
    place = new_places_frame(found.new_places).iloc[0]
    assert (place["services"], place["fee"], place["visibility"]) == ("primary;water", "no", "restricted")
    hidden = load_scenario(scenario(tmp_path, f"[[facilities]]\n{SHELTER}"))
    assert new_places_frame(hidden.new_places)["visibility"].tolist() == ["hidden"]


REFUSED = {
    "wet_seson = true": "unknown key wet_seson. Remove it or mend its spelling.",
    'wet_season = "yes"': "wet_season: 'yes' is not true or false. Mend it in a text editor.",
    "wet_season_factor = 0.5": "wet_season_factor: goes with wet_season = true. Add that, or remove it.",
    "wet_season = true\nwet_season_factor = 1.5": "wet_season_factor: '1.5' is not a number above 0, at most 1. "
    "Mend it in a text editor.",
    "[[closures]]": "closures 1: names no road. Give one of: polygon, line, ways, edges.",
    f"[[closures]]\npolygon = {SQUARE}\nways = [1]": "closures 1: has polygon and ways. "
    "Give one of: polygon, line, ways, edges.",
    "[[closures]]\npolygon = [[-92, 15], [-91, 15], [-92, 15]]": "closures 1, polygon: is none: it has fewer than "
    "three corners. Draw its corners in turn.",
    "[[closures]]\npolygon = [[0, 0], [1, 1], [1, 0], [0, 1]]": "closures 1, polygon: is none: its outline crosses or "
    "touches itself. Draw its corners in turn.",
    "[[closures]]\npolygon = [[0, 0], [1, 1], [2, 2]]": "closures 1, polygon: is none: its outline crosses or "
    "touches itself. Draw its corners in turn.",
    "[[closures]]\npolygon = [[15, 92], [14, 92], [14, 93]]": "closures 1, polygon: "
    "'[[15, 92], [14, 92], [14, 93]]' is not a list of points like [[-92.3, 14.9], [-92.1, 14.9]], longitude first. "
    "Mend it in a text editor.",
    "[[closures]]\npolygon = [[0, nan], [1, 1], [1, 0]]": "closures 1, polygon: '[[0, nan], [1, 1], [1, 0]]' is not "
    "a list of points like [[-92.3, 14.9], [-92.1, 14.9]], longitude first. Mend it in a text editor.",
    "[[closures]]\nline = [[0, 0], [0, 0]]": "closures 1, line: is none: it has fewer than two different points. "
    "Draw its points in turn.",
    "[[closures]]\nways = [1]\nwithin_m = 9": "closures 1, within_m: goes with a `line` alone. Remove it.",
    "[[closures]]\nways = [true]": "closures 1, ways: '[True]' is not a list of OpenStreetMap ids like [4471, 4472]. "
    "Mend it in a text editor.",
    "[[closures]]\nedges = [[1]]": "closures 1, edges: '[[1]]' is not a list of pairs of OpenStreetMap nodes like "
    "[[11, 12], [12, 13]]. Mend it in a text editor.",
    '[[closures]]\nways = [1]\nmodes = ["train"]': "closures 1, modes: 'train' is not one of walk, drive, 4x4. "
    "Mend it in a text editor.",
    "[[speeds]]\nclasses = []": "speeds 1, factor: is missing. Mend it in a text editor.",
    "[[speeds]]\nfactor = 0": "speeds 1, factor: '0' is not a number above 0, at most 100. Mend it in a text editor.",
    "[[speeds]]\nfactor = -1": "speeds 1, factor: '-1' is not a number above 0, at most 100. Mend it in a text editor.",
    "[[speeds]]\nfactor = 0.001": "speeds 1, factor: 0.001 is less than 0.01. "
    "Close such roads instead, with [[closures]].",
    "wet_season = true\nwet_season_factor = 1e-320": "wet_season_factor: 9.99989e-321 is less than 0.01. "
    "Close such roads instead, with [[closures]].",
    "[[closures]]\npolygon = [[-170, 10], [170, 10], [170, 20]]": "closures 1, polygon: spans more than 180 degrees of "
    "longitude. Draw it in two, one on each side of the 180th meridian.",
    "[[closures]]\nline = [[-91, 10], [90, 10]]": "closures 1, line: spans more than 180 degrees of longitude. "
    "Draw it in two, one on each side of the 180th meridian.",
    '[border]\nrule = "shut"': "[border], rule: 'shut' is not one of closed, formal, open. Mend it in a text editor.",
    '[[facilities]]\nfacility_id = "a"': "facilities 1: changes nothing. "
    "Give one of: status, services_add, services_remove, capacity_factor, opening_hours.",
    '[[facilities]]\nstatus = "open"': "facilities 1, facility_id: '' is not a title. Mend it in a text editor.",
    '[[facilities]]\nfacility_id = "a"\nstatus = "shut"': "facilities 1, status: 'shut' is not one of open, closed, "
    "unknown. Mend it in a text editor.",
    '[[facilities]]\nfacility_id = "a"\nservices_add = ["surgery"]': "facilities 1, services_add: 'surgery' is not one",
    '[[facilities]]\nfacility_id = "a"\ncapacity_factor = 0': "facilities 1, capacity_factor: '0' is not a number",
    '[[facilities]]\nfacility_id = "a"\nopening_hours = "always"': "facilities 1, opening_hours: 'always' is not in "
    "OpenStreetMap's form. Mend it in a text editor.",
    '[[facilities]]\nfacility_id = "a"\nservices_add = ["water"]\nservices_remove = ["water"]': "facilities 1, "
    "services_remove: 'water' is added too. Keep one of the two.",
    '[[facilities]]\nfacility_id = "a"\nlon = 1': "facilities 1, name: is missing. Mend it in a text editor.",
    "[[facilities]]\n" + CLINIC.replace('"clinic"', '"mobile_clinic"'): "facilities 1, kind: is a mobile clinic, which "
    "counts where it is visited alone. Give the kind of a place that stays, or add its visits to the study.",
    f"[[facilities]]\n{CLINIC}\nstaff = 3": "facilities 1: unknown key staff. Remove it or mend its spelling.",
    f"[[facilities]]\n{CLINIC}\n[[facilities]]\n{CLINIC}": "facilities: 'n' is named twice. "
    "Put all that changes there into one entry.",
    '[[policies]]\npolicy = "free_beer"\ncountry = "MX"': "policies 1, policy: 'free_beer' is not one of "
    "no_papers_asked, no_fee, no_insurance_asked, no_fixed_address_asked, stay_valid_everywhere. "
    "Mend it in a text editor.",
    '[[policies]]\npolicy = "no_fee"': "policies 1, country: is missing. Mend it in a text editor.",
    '[[policies]]\npolicy = "no_fee"\ncountry = "Mexico"': "policies 1, country: 'Mexico' is not a country code",
    '[[policies]]\npolicy = "no_fee"\ncountry = "MX"\nfrom = "soon"': "policies 1, from: 'soon' is not a date like "
    "2025-01-31. Mend it in a text editor.",
    '[[policies]]\npolicy = "no_fee"\ncountry = "MX"\nfrom = 2026-02-01\nuntil = 2026-01-01': "policies 1, until: "
    "2026-01-01 is before 2026-02-01. Give a later day.",
    "[surge]\ncohort = -5": "[surge], cohort: '-5' is not a number above 0",
}


@pytest.mark.parametrize("lines", REFUSED)
def test_what_a_scenario_cannot_say_is_refused_in_one_line(tmp_path: Path, lines: str) -> None:
    path = scenario(tmp_path, lines)
    with pytest.raises(InputError) as refusal:
        load_scenario(path)
    told = str(refusal.value).removeprefix(str(path)).lstrip(":, ")
    assert told.startswith(REFUSED[lines])


@pytest.mark.parametrize("cells", ["kind = 'hut'", "lat = 95.0", "services = 'surgery'", "fee = 'perhaps so'"])
def test_a_new_place_whose_row_would_be_mended_or_set_aside_is_refused(tmp_path: Path, cells: str) -> None:
    named = cells.split(maxsplit=1)[0]
    kept = [line for line in CLINIC.splitlines() if not line.startswith(named)]
    with pytest.raises(InputError, match="facilities 1"):
        load_scenario(scenario(tmp_path, "\n".join(["[[facilities]]", *kept, cells])))


@pytest.mark.parametrize("name", ["base", "Big Storm", "Flood"])
def test_a_file_with_the_name_of_no_scenario_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="is not a scenario's name"):
        load_scenario(scenario(tmp_path, name=name))


def test_a_file_that_is_not_there_or_no_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        find_scenario(str(tmp_path / "none.toml"), tmp_path)
    with pytest.raises(InputError, match="is not TOML"):
        load_scenario(written(tmp_path / "odd.toml", ["closed = the bridge"]))


def test_a_name_leads_to_the_study_s_own_or_to_one_that_comes_along(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    scenario(tmp_path / "scenarios", name="mine")
    assert known_names(tmp_path) == (*SHIPPED, "mine")
    assert find_scenario("mine", tmp_path).title.es == "Prueba"
    assert find_scenario(SHIPPED[0], tmp_path).illustration
    with pytest.raises(QuestionError) as refusal:
        find_scenario("thine", tmp_path)
    assert str(refusal.value) == (
        "--scenario: 'thine' is not one it knows. Use one of: floods_tabasco, storm_chiapas, mine; or give a TOML file."
    )


def test_a_study_s_own_scenario_called_as_one_that_comes_along_is_refused_and_neither_is_offered(
    tmp_path: Path,
) -> None:
    (tmp_path / "scenarios").mkdir()
    path = scenario(tmp_path / "scenarios", name=SHIPPED[0])
    scenario(tmp_path / "scenarios", name="mine")
    with pytest.raises(InputError) as refusal:
        find_scenario(SHIPPED[0], tmp_path)
    assert str(refusal.value) == (
        f"{path}: a scenario called 'floods_tabasco' is part of Alcance. Give it another name."
    )
    assert known_names(tmp_path) == (SHIPPED[1], "mine")
    assert find_scenario(str(path), tmp_path).title.es == "Prueba"  # a file is never mistaken


def test_a_name_that_cannot_be_used_is_not_offered_and_what_is_wrong_with_its_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    for name in ("Bad-Name", "base", SHIPPED[1], "mine"):
        scenario(tmp_path / "scenarios", name=name)
    scenario(tmp_path / "scenarios", "closures = 1", name="odd")
    assert known_names(tmp_path) == (SHIPPED[0], "mine", "odd")
    found = read_scenarios(tmp_path)
    assert list(found.scenarios) == [SHIPPED[0], "mine"]
    assert [(Path(each.where.split(",")[0]).stem, each.what) for each in found.faults] == [
        ("Bad-Name", "'Bad-Name' is not a scenario's name"),
        ("base", "'base' is not a scenario's name"),
        ("odd", "'1' is not a list of tables ([[closures]])"),
        (SHIPPED[1], "a scenario called 'storm_chiapas' is part of Alcance"),
    ]
    with pytest.raises(InputError, match="is not a scenario's name"):
        find_scenario("Bad-Name", tmp_path)


@pytest.mark.parametrize("depth", [25, 300, 2000])
@pytest.mark.parametrize("form", ["source = {}1{}", "a = {}1{}", "a.{}b = 1"])
def test_a_file_nested_deeper_than_anybody_reads_is_refused_in_one_line(tmp_path: Path, form: str, depth: int) -> None:
    nested = form.format("a." * depth) if "." in form else form.format("[" * depth, "]" * depth)
    with pytest.raises(InputError, match=r"is nested too deeply|is not TOML"):
        load_scenario(scenario(tmp_path, nested))


@pytest.mark.parametrize("name", SHIPPED)
def test_what_comes_along_is_an_illustration_in_both_languages_with_its_source(tmp_path: Path, name: str) -> None:
    found = find_scenario(name, tmp_path)
    assert found.illustration
    assert all((found.title.es, found.title.en, found.note.es, found.note.en))
    assert all("[G]" in text for text in (found.source.es, found.source.en))
    assert found.source.es != found.source.en


def test_no_error_is_anything_but_one_of_ours(tmp_path: Path) -> None:
    for value in ("1", "[]", "{}", '"x"', "[1]", "[[]]", "[{}]", "true", "1979-05-27", "[[[0]]]"):
        for key in ("closures", "speeds", "policies", "facilities", "border", "surge", "source", "title.en"):
            path = written(tmp_path / "odd.toml", [f"{key} = {value}", *([] if key.startswith("title") else [TITLE])])
            with suppress(AlcanceError):
                load_scenario(path)
