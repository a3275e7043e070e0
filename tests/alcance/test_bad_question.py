"""A question that cannot be answered, or a folder that cannot be used, gets one line; nothing is left half-written."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from doors import alcance, column, done, holds, refused, written
from ordinary_rights import ordinary_rights
from toy_study import demand_csv, prepared, road_study, study_inputs, words

COMMANDS = ("gaps", "reach", "coverage", "catchments")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    people = demand_csv(folder, [("d10", 10, 0.0, 100)])
    return road_study(folder, {"a": 0, "b": 30, "c": 100}, "--demand", people)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return study_inputs(tmp_path)


# The question


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("cutoff", ["0", "-5", "nan", "inf", "-inf", "1e9"])
def test_a_cutoff_that_is_no_time_is_refused(tmp_path: Path, study: Path, command: str, cutoff: str) -> None:
    why = refused(command, study, "--service", "primary", "--cutoff-min", cutoff, "--out", tmp_path / "out")
    assert why == f"--cutoff-min: {float(cutoff):g} is not a travel time. Give minutes above 0, at most 2880."
    assert holds(tmp_path) == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_cutoff_that_is_no_number_is_a_malformed_option(tmp_path: Path, study: Path, command: str) -> None:
    ran = alcance(command, study, "--service", "primary", "--cutoff-min", "abc", "--out", tmp_path / "out")
    assert (ran.code, ran.out, holds(tmp_path)) == (2, "", {})
    assert ran.err.startswith("alcance: Invalid value for '--cutoff-min'")
    assert ran.err.endswith(f" See alcance {command} --help.\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "word"),
    [("--service", "dentistry"), ("--mode", "fly"), ("--profile", "nobody"), ("--direction", "up")],
)
def test_a_word_nobody_knows_is_refused_with_the_ones_it_may_be(
    tmp_path: Path, study: Path, option: str, word: str
) -> None:
    question = {"--service": "primary", option: word}
    asked = [each for pair in question.items() for each in pair]
    why = refused("gaps", study, *asked, "--out", tmp_path / "out")
    assert why.startswith(f"{option}: '{word}' is not one it knows. Use one of: ")
    assert holds(tmp_path) == {}


@pytest.mark.parametrize("at", ["-1", "100.1", "nan", "inf"])
def test_a_point_on_no_corridor_is_refused(study: Path, at: str) -> None:
    why = refused("gaps", study, "--service", "primary", "--at-km", at)
    assert why == f"--at-km: {float(at):g} is on no corridor. Give a value from 0 to 100.000."


def test_a_service_nobody_offers_is_answered_and_said(tmp_path: Path, study: Path) -> None:
    for command in COMMANDS:
        ran = done(command, study, "--service", "legal", "--out", tmp_path / command)
        assert ran.out.startswith("No usable facility of this study offers 'legal' for sure: status none"), command
    assert set(column(tmp_path / "gaps" / "gaps.csv", "status")) == {"none"}
    assert set(column(tmp_path / "gaps" / "gaps.csv", "time_any_min")) == {""}
    assert column(tmp_path / "reach" / "reach.csv", "status") == ["none"]
    assert column(tmp_path / "catchments" / "catchments.csv", "facility_id") == []


@pytest.mark.parametrize("command", ["reach", "coverage"])
def test_without_places_of_people_nobody_can_be_counted(tmp_path: Path, files: dict[str, Path], command: str) -> None:
    prepared(tmp_path / "study", *words(files))
    before = holds(tmp_path)
    assert "has no demand points. Add demand.csv" in refused(command, tmp_path / "study", "--service", "primary")
    assert holds(tmp_path) == before


def test_without_a_corridor_there_are_no_gaps(tmp_path: Path, files: dict[str, Path]) -> None:
    del files["--corridors"]
    prepared(tmp_path / "study", *words(files))
    before = holds(tmp_path)
    for extra in ([], ["--at-km", 3]):
        assert "has no corridor" in refused("gaps", tmp_path / "study", "--service", "primary", *extra)
    assert holds(tmp_path) == before


def test_without_services_nothing_is_answered(tmp_path: Path, files: dict[str, Path]) -> None:
    del files["--facilities"]
    ran = prepared(tmp_path / "study", *words(files))
    assert "Services from OpenStreetMap: none: give a list with --facilities" in ran.out
    assert "has no list of facilities" in refused("gaps", tmp_path / "study", "--service", "primary")
    assert alcance("doctor", tmp_path / "study").code == 1


# The folders


def _under_a_file(folder: Path) -> Path:
    return written(folder / "note.txt", ["mine"]) / "out"


def _a_file(folder: Path) -> Path:
    return written(folder / "note.txt", ["mine"])


def _nowhere(_folder: Path) -> Path:
    return Path("/proc/alcance-out")


def _far_too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


def _forbidden(folder: Path) -> Path:
    (folder / "locked").mkdir(mode=0o500)
    return folder / "locked" / "out"


UNWRITABLE = [_under_a_file, _a_file, _nowhere, _far_too_long, _forbidden]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", UNWRITABLE)
def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, study: Path, command: str, place: Callable[[Path], Path]
) -> None:
    out = place(tmp_path)
    before = holds(tmp_path)
    with ordinary_rights():
        assert str(out) in refused(command, study, "--service", "primary", "--out", out)
    assert holds(tmp_path) == before


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("place", UNWRITABLE)
def test_a_study_that_cannot_be_written_is_refused(
    tmp_path: Path, files: dict[str, Path], place: Callable[[Path], Path]
) -> None:
    target = place(tmp_path)
    before = holds(tmp_path)
    with ordinary_rights():
        refused("new", target, *words(files))
    assert holds(tmp_path) == before


@pytest.mark.parametrize("inside", ["", "network", "scenarios", "profiles"])
def test_results_are_never_written_among_the_inputs(tmp_path: Path, study: Path, inside: str) -> None:
    # corridors.csv beside corridors.geojson, or a second manifest.json among the roads, would break the study.
    before = holds(study)
    for command in COMMANDS:
        why = refused(command, study, "--service", "primary", "--out", study / inside)
        assert "holds the inputs of a study" in why
    assert holds(study) == before
    done("gaps", study, "--service", "primary", "--out", tmp_path / "network")  # any other folder of that name is free


def test_a_study_needs_a_name(tmp_path: Path, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert refused("new", ".", *words(files)).startswith(".: is no name for a new folder.")


def test_a_study_that_is_there_already_is_never_overwritten(tmp_path: Path, files: dict[str, Path]) -> None:
    prepared(tmp_path / "study", *words(files))
    before = holds(tmp_path)
    assert "is there already and holds something" in refused("new", tmp_path / "study", *words(files))
    assert holds(tmp_path) == before


@pytest.mark.parametrize("command", [*COMMANDS, "doctor", "network"])
def test_a_study_that_is_gone_is_refused(tmp_path: Path, command: str) -> None:
    question = ["--service", "primary"] if command in COMMANDS else []
    why = refused(command, tmp_path / "gone", *question)
    assert why.endswith("is no study folder. Give a study folder, or make one with `alcance new`.")
    assert holds(tmp_path) == {}


@pytest.mark.parametrize("command", [*COMMANDS, "doctor"])
@pytest.mark.parametrize("harm", ["changed", "gone", "foreign"])
def test_altered_roads_are_refused(tmp_path: Path, files: dict[str, Path], command: str, harm: str) -> None:
    study = tmp_path / "study"
    prepared(study, *words(files | {"--demand": demand_csv(tmp_path, [("d", 1, 0.0, 1)])}))
    arrays = max((study / "network").glob("*.np*"), key=lambda path: path.stat().st_size)
    if harm == "changed":
        blob = bytearray(arrays.read_bytes())
        blob[len(blob) // 2] ^= 1
        arrays.write_bytes(blob)
    elif harm == "gone":
        arrays.unlink()
    else:
        written(study / "network" / "manifest.json", ["[]"])
    question = ["--service", "primary"] if command in COMMANDS else []
    before = holds(tmp_path)
    assert "network" in refused(command, study, *question)
    assert holds(tmp_path) == before
    done("network", study, "--osm", files["--osm"])
    assert alcance(command, study, *question).code == 0


def test_a_table_that_study_toml_names_must_be_there(tmp_path: Path, files: dict[str, Path]) -> None:
    prepared(tmp_path / "study", *words(files))
    (tmp_path / "study" / "corridors.geojson").unlink()
    assert "corridors.geojson: is missing" in refused("gaps", tmp_path / "study", "--service", "primary")
