"""`--scenario`: what the answers say where roads are closed and places change, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest
from doors import alcance, column, done, holds, refused, rows_of, written
from osm_world import at_km
from toy_scenarios import ASK, NEW, box, scenario
from toy_study import demand_csv, facility, road_study

COMMANDS = ("gaps", "reach", "coverage", "catchments")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a road of 100 km driven at 1.5 km a minute, a clinic at each end and a hidden one in the middle."""
    folder = tmp_path_factory.mktemp("scenario")
    rows = [facility("a", 0), facility("b", 100), facility("secret", 50, seen="hidden")]
    people = demand_csv(folder, [("d20", 20, 0.0, 100), ("d60", 60, 0.0, 50)])
    return road_study(folder, rows, "--demand", people)


def test_roads_closed_by_an_area_cut_off_who_is_on_them(study: Path, tmp_path: Path) -> None:
    flood = scenario(tmp_path, "flood", box(9.5, 30.5))
    ran = done("gaps", study, *ASK, "--scenario", flood, "--out", tmp_path / "out")
    assert "Scenario flood: Try\nRoads closed to mode drive: 22.0 km\n" in ran.out
    assert set(column(tmp_path / "out" / "gaps.csv", "scenario")) == {"flood"}
    times = {row["start_km"]: row["time_any_min"] for row in rows_of(tmp_path / "out" / "gaps.csv")}
    # 5 km at 1.5 km a minute; the middles at 15 and 25 km are under water; that at 35 km is 65 km from the other end.
    assert [times[f"{km}.000"] for km in (0, 10, 20, 30)] == ["3.3", "", "", "43.3"]
    told = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["scenarios"]
    assert [each["name"] for each in told] == ["flood"]
    assert told[0]["content"]["title"] == {"en": "Try"}


def test_a_study_s_own_scenario_is_named_and_every_page_says_what_it_is(study: Path, tmp_path: Path) -> None:
    own = shutil.copytree(study, tmp_path / "study")
    (own / "scenarios").mkdir()
    scenario(own / "scenarios", "flood", "illustration = true", box(9, 31))
    ran = done("coverage", own, *ASK, "--scenario", "flood", "--out", tmp_path / "out")
    assert "Scenario flood: Try, an illustration and no forecast\n" in ran.out
    assert "Stamped ILLUSTRATION\n" in ran.out
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "ILUSTRACIÓN" in page
    assert "An illustration: it shows what can be asked, and is no forecast." in page
    assert "Caminos cerrados; sombreada: el área dibujada" in page
    for table in (tmp_path / "out").glob("*.csv"):
        assert set(column(table, "ILLUSTRATION")) == {"ILLUSTRATION"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_scenario_that_changes_nothing_changes_the_scenario_column_alone(
    study: Path, tmp_path: Path, command: str
) -> None:
    nothing = scenario(tmp_path, "nothing", "")
    done(command, study, *ASK, "--out", tmp_path / "base")
    done(command, study, *ASK, "--scenario", nothing, "--out", tmp_path / "same")
    for name, content in holds(tmp_path / "base").items():
        if name.endswith(".csv"):
            assert holds(tmp_path / "same")[name].replace(b",nothing,", b",base,") == content


def test_the_same_scenario_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    flood = scenario(tmp_path, "flood", "wet_season = true", box(9, 31))
    for out in ("one", "two"):
        done("gaps", study, *ASK, "--scenario", flood, "--out", tmp_path / out)
    assert holds(tmp_path / "one") == holds(tmp_path / "two")


def test_a_new_place_serves_who_was_beyond(study: Path, tmp_path: Path) -> None:
    there = scenario(tmp_path, "there", f'[[facilities]]\nfacility_id = "n"\nlon = {at_km(60)!r}\n{NEW}')
    done("reach", study, *ASK, "--scenario", there, "--out", tmp_path / "out")
    told = {
        row["demand_id"]: (row["nearest_facility_id"], row["time_min"]) for row in rows_of(tmp_path / "out/reach.csv")
    }
    assert told == {"d20": ("a", "13.3"), "d60": ("n", "0.0")}


def test_a_hidden_place_and_one_that_does_not_exist_are_refused_in_the_same_words(study: Path, tmp_path: Path) -> None:
    told = []
    for name in ("secret", "nobody"):
        path = scenario(tmp_path, "shut", f'[[facilities]]\nfacility_id = "{name}"\nstatus = "closed"')
        told.append(refused("gaps", study, *ASK, "--scenario", path, "--out", tmp_path / "out").replace(name, "X"))
    assert told[0] == told[1]
    assert not (tmp_path / "out").exists()
    path = scenario(tmp_path, "shut", '[[facilities]]\nfacility_id = "secret"\nstatus = "closed"')
    assert (
        "Stamped INTERNAL" in done("gaps", study, *ASK, "--scenario", path, "--internal", "--out", tmp_path / "in").out
    )


def test_a_new_place_with_the_id_of_a_hidden_one_tells_nothing_of_it(study: Path, tmp_path: Path) -> None:
    open_study = shutil.copytree(study, tmp_path / "study")
    lines = (open_study / "facilities.csv").read_text("utf-8").splitlines()
    written(open_study / "facilities.csv", [line for line in lines if not line.startswith("secret")])
    there = scenario(tmp_path, "there", f'[[facilities]]\nfacility_id = "secret"\nlon = {at_km(60)!r}\n{NEW}')
    for place, name in ((study, "with"), (open_study, "without")):
        done("gaps", place, *ASK, "--scenario", there, "--out", tmp_path / name)
    assert holds(tmp_path / "with") == holds(tmp_path / "without")


REFUSED = {
    "[[closures]]\npolygon = [[0, 0], [1, 0], [1, 1]]": "closures 1: touches no road of this study. "
    "Draw it over the roads it closes.",
    "[[closures]]\nways = [5]": "closures 1: way 5 is not on the roads of this study. Mend it, or remove it.",
    '[border]\nrule = "locked"': "[border], rule: 'locked' is not one of closed, formal, open. "
    "Mend it in a text editor.",
    "[[speeds]]\nfactor = -0.5": "speeds 1, factor: '-0.5' is not a number above 0, at most 100. "
    "Mend it in a text editor.",
    '[[policies]]\npolicy = "amnesty"\ncountry = "MX"': "policies 1, policy: 'amnesty' is not one of no_papers_asked, "
    "no_fee, no_insurance_asked, no_fixed_address_asked, stay_valid_everywhere. Mend it in a text editor.",
}


@pytest.mark.parametrize("lines", REFUSED)
@pytest.mark.parametrize("command", ["gaps", "scenarios"])
def test_what_does_not_fit_is_refused_in_one_line_and_nothing_is_written(
    study: Path, tmp_path: Path, command: str, lines: str
) -> None:
    path = scenario(tmp_path, "odd", lines)
    why = refused(command, study, *ASK, "--scenario", path, "--out", tmp_path / "out")
    assert why == f"{path}, {REFUSED[lines]}"
    assert not (tmp_path / "out").exists()


def test_a_name_nobody_knows_and_a_file_that_is_not_there_are_refused(study: Path, tmp_path: Path) -> None:
    assert refused("sectors", study, "--scenario", "stan") == (
        "--scenario: 'stan' is not one it knows. Use one of: floods_tabasco, storm_chiapas; or give a TOML file."
    )
    gone = tmp_path / "gone.toml"
    assert refused("reach", study, *ASK, "--scenario", gone) == (
        f"{gone}: cannot be read (No such file or directory). Give the TOML file of a scenario."
    )


def test_the_doctor_tells_which_scenarios_of_a_study_cannot_be_used(study: Path, tmp_path: Path) -> None:
    own = shutil.copytree(study, tmp_path / "study")
    (own / "scenarios").mkdir()
    scenario(own / "scenarios", "storm_chiapas", box(9, 31))
    scenario(own / "scenarios", "odd", "[[closures]]\nmodes = ['train']")
    told = alcance("doctor", own).out.splitlines()
    assert "Look at: 2" in told
    assert (
        "  scenarios/storm_chiapas.toml: a scenario called 'storm_chiapas' is part of Alcance. Give it another name."
    ) in told
    assert "  scenarios/odd.toml, closures 1: names no road. Give one of: polygon, line, ways, edges." in told
    assert "--scenario: 'Odd' is not one it knows" in refused("gaps", own, *ASK, "--scenario", "Odd")


DOES = (
    "wet_season = true",
    box(9.5, 30.5),
    f'[[facilities]]\nfacility_id = "n"\nlon = {at_km(250)!r}\n{NEW.replace("New", "Far <away>")}',
    '[[policies]]\npolicy = "no_fee"\ncountry = "MX"\nfrom = 2026-06-01',
)
SAID = (
    "Caminos cerrados para quien va así (En vehículo): 22.0\u00a0km",
    "Roads closed to mode drive: 22.0\u00a0km",
    "quedan como estaban, porque nadie conoce su superficie: 0.0\u00a0km",
    "Política en MX (no se cobra): se toma como vigente, porque no se dice el día de llegada",
    "Lugares que no dicen su país, de modo que ninguna política los alcanza: 3",
    "Lugares nuevos sin camino a menos de 5 km, a los que nadie llega: Far &lt;away&gt;",
)
TOLD = (
    "Roads closed to mode drive: 22.0 km",
    "Policy no_fee in MX: taken as in force, for no day of arrival is told",
    "Places that do not say their country, so that no policy reaches them: 3",
    "New places without a road within 5 km, which nobody reaches: Far <away>",
)


@pytest.mark.parametrize("command", ["gaps", "sectors", "surge", "continuity", "scenarios"])
def test_what_a_scenario_does_stands_on_the_terminal_on_the_page_and_in_the_manifest(
    study: Path, tmp_path: Path, command: str
) -> None:
    storm = scenario(tmp_path, "storm", *DOES)
    asked = {"sectors": (), "surge": ASK[:2], "continuity": (*ASK[:2], "--supply-days", "3")}.get(command, ASK)
    ran = done(command, study, *asked, "--scenario", storm, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert all(line in ran.out.splitlines() for line in TOLD)
    assert set(TOLD) < set(manifest["scenarios"][0]["told"])
    assert [line for line in SAID if line not in page] == []


def test_a_border_rule_where_no_border_is_known_is_refused(study: Path, tmp_path: Path) -> None:
    path = scenario(tmp_path, "shut", '[border]\nrule = "closed"')
    ran = alcance("gaps", study, *ASK, "--scenario", path, "--out", tmp_path / "out")
    # The road lies at sea on the equator: the program knows no border there.
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "no land border is known" in ran.err


def test_a_policy_says_whether_it_is_in_force(study: Path, tmp_path: Path) -> None:
    free = scenario(tmp_path, "free", '[[policies]]\npolicy = "no_fee"\ncountry = "MX"\nfrom = 2026-06-01')
    told = {
        "": "taken as in force, for no day of arrival is told",
        "2026-05-31T12:00": "not in force on the day of arrival",
        "2026-06-01T12:00": "in force",
    }
    for arrive, words in told.items():
        when = ("--arrive", arrive) if arrive else ()
        ran = done("gaps", study, *ASK, "--scenario", free, *when, "--out", tmp_path / "out")
        assert f"Policy no_fee in MX: {words}\n" in ran.out
