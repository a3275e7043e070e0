"""A hidden place never leaves, in any form; with --internal it does, and every file says so."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pytest
from doors import alcance, column, done, holds, layers
from toy_study import demand_csv, facility, road_study

ANSWERS = ("gaps", "reach", "coverage", "catchments")
SEEN = [facility("a", 0), facility("b", 30), facility("c", 100)]
# A refuge is hidden unless its row says otherwise; a clinic where it says so; a place about violence always.
REFUGE = facility("h1", 60, kind="shelter", services="shelter;primary")
SECRET = facility("h2", 45, seen="hidden")
VIOLENCE = facility("h3", 50, services="gbv;primary", seen="public")
WORLDS = {
    "none": [*SEEN],
    "three": [REFUGE, *SEEN, SECRET, VIOLENCE],
    "moved": [*SEEN, facility("h1", 70, kind="shelter", services="shelter;primary"), facility("h2", 1, seen="hidden")],
    "renamed": [*SEEN, SECRET.replace("Ejemplo h2", "Casa secreta")],
    "shadowed": [*SEEN, facility("h0", 30, seen="hidden")],
    "off the roads": [*SEEN, SECRET.replace(",0,hidden", ",0.3,hidden")],
    "unusable": [*SEEN, SECRET.replace(",0,hidden", ",north,hidden")],
    "twice": [*SEEN, SECRET, SECRET],
    "without a place": [*SEEN, "h4,Casa,hotline,gbv,,,hidden,HN"],
    "closing": [*SEEN, facility("h5", 80, kind="mobile_clinic", seen="hidden")],
}


def study_of(folder: Path, rows: list[str]) -> Path:
    folder.mkdir()
    people = demand_csv(folder, [("d65", 65, 0.0, 200), ("d10", 10, 0.01, 100)])
    return road_study(folder, rows, "--demand", people)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("worlds")
    return {name: study_of(folder / str(number), rows) for number, (name, rows) in enumerate(WORLDS.items())}


def answered(command: str, study: Path, out: Path, *words: str) -> dict[str, bytes]:
    done(command, study, "--service", "primary", "--cutoff-min", 14, "--out", out, *words)
    return holds(out)


@pytest.fixture(scope="module")
def without(worlds: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Return the files of each answer in the world that has no hidden place."""
    folder = tmp_path_factory.mktemp("without")
    return {command: answered(command, worlds["none"], folder / command) for command in ANSWERS}


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("world", [name for name in WORLDS if name != "none"])
def test_no_file_changes_with_the_hidden_rows(
    tmp_path: Path, worlds: dict[str, Path], without: dict[str, dict[str, bytes]], command: str, world: str
) -> None:
    assert answered(command, worlds[world], tmp_path / "with") == without[command]


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("words", [(), ("--json",)])
@pytest.mark.parametrize("world", ["three", "without a place", "closing"])
def test_what_is_printed_tells_nothing_of_hidden_places(
    tmp_path: Path, worlds: dict[str, Path], command: str, words: tuple[str, ...], world: str
) -> None:
    said = [
        done(command, worlds[name], "--service", "primary", "--out", tmp_path, *words).out for name in ("none", world)
    ]
    assert said[1].replace(str(worlds[world]), str(worlds["none"])) == said[0]


def test_the_doctor_counts_the_hidden_places(worlds: dict[str, Path]) -> None:
    assert "3 hidden: left out of every answer without --internal" in alcance("doctor", worlds["three"]).out


def test_one_point_of_a_corridor_tells_nothing_of_hidden_places(worlds: dict[str, Path]) -> None:
    question = ("--service", "primary", "--at-km", 55)
    assert done("gaps", worlds["three"], *question).out == done("gaps", worlds["none"], *question).out


@pytest.mark.parametrize("command", ANSWERS)
def test_a_refuge_alone_is_as_good_as_none(tmp_path: Path, worlds: dict[str, Path], command: str) -> None:
    files = []
    for world in ("none", "three"):
        out = tmp_path / world
        done(command, worlds[world], "--service", "shelter", "--out", out)
        files.append(holds(out))
    assert files[0] == files[1]


@pytest.mark.parametrize("command", ANSWERS)
def test_with_internal_every_file_is_stamped(tmp_path: Path, worlds: dict[str, Path], command: str) -> None:
    files = answered(command, worlds["three"], tmp_path, "--internal")
    for name in (name for name in files if name.endswith(".csv")):
        assert files[name].decode().splitlines()[0].endswith(",INTERNAL"), name
        assert set(column(tmp_path / name, "INTERNAL")) <= {"INTERNAL"}, name
    assert set(column(tmp_path / f"{command}.csv", "INTERNAL")) == {"INTERNAL"}
    for layer in layers(tmp_path / "result.gpkg"):
        assert "INTERNAL" in gpd.read_file(tmp_path / "result.gpkg", layer=layer).columns, layer
    assert json.loads(files["manifest.json"])["stamps"] == ["INTERNAL"]
    assert b"INTERNAL" in files["map.html"]


def test_with_internal_hidden_places_take_part(tmp_path: Path, worlds: dict[str, Path]) -> None:
    answered("catchments", worlds["three"], tmp_path, "--internal")
    assert column(tmp_path / "catchments.csv", "facility_id") == ["a", "b", "c", "h1", "h2", "h3"]
    ran = alcance("gaps", worlds["three"], "--service", "primary", "--at-km", 55, "--internal")
    assert "facility_ahead: h1" in ran.out


def test_one_point_made_with_internal_says_so(worlds: dict[str, Path]) -> None:
    question = ("--service", "primary", "--at-km", 55, "--internal")
    assert "INTERNAL" in done("gaps", worlds["three"], *question).out
    assert json.loads(done("gaps", worlds["three"], *question, "--json").out)["stamps"] == ["INTERNAL"]


@pytest.mark.parametrize("command", ANSWERS)
def test_what_is_made_from_invented_places_says_example(tmp_path: Path, worlds: dict[str, Path], command: str) -> None:
    study = shutil.copytree(worlds["three"], tmp_path / "study")
    told = (study / "study.toml").read_text("utf-8")
    (study / "study.toml").write_text(told.replace("example = false", "example = true"), "utf-8")
    files = answered(command, study, tmp_path / "out")
    assert set(column(tmp_path / "out" / f"{command}.csv", "EXAMPLE")) == {"EXAMPLE"}
    assert json.loads(files["manifest.json"])["stamps"] == ["EXAMPLE"]
    assert b"EXAMPLE" in files["map.html"]
    answered(command, study, tmp_path / "both", "--internal")
    for stamp in ("EXAMPLE", "INTERNAL"):
        assert set(column(tmp_path / "both" / f"{command}.csv", stamp)) == {stamp}


def test_nothing_is_stamped_without_internal(tmp_path: Path, worlds: dict[str, Path]) -> None:
    files = answered("gaps", worlds["three"], tmp_path)
    assert [name for name, content in files.items() if b"INTERNAL" in content] == []
