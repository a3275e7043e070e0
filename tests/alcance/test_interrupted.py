"""Ctrl-C ends a command with exit code 3 and leaves everything as it was."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from doors import alcance, done, holds
from osm_world import straight_road
from toy_study import corridor_geojson, demand_csv, facilities_csv, road_study

from alcance.kept_batches import FOLDER
from analysis.catchments import BATCH

SAID = "alcance: interrupted; nothing half-written was left behind.\n"
PATIENCE_S = 60.0
Interrupt = Callable[..., None]


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Interrupt:
    """Press Ctrl-C just before the nth call of a function."""

    def before(name: str, *, nth: int = 1) -> None:
        module, function = name.rsplit(".", 1)
        real = getattr(sys.modules[module], function)
        calls = []

        def pressed(*args: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == nth:
                signal.raise_signal(signal.SIGINT)
            return real(*args, **options)

        monkeypatch.setattr(sys.modules[module], function, pressed)

    return before


@pytest.mark.parametrize(
    ("function", "nth"),
    [
        ("data.draft_study.read_roads", 1),
        ("data.door.read_roads.load_packed", 1),
        ("data.staging._held", 1),
        ("data.write_study._write", 1),
        ("data.write._fill", 2),
        ("data.built_roads.write_network", 1),
        ("data.write_study._rename", 1),
    ],
)
def test_no_half_study_stays(tmp_path: Path, interrupt: Interrupt, function: str, nth: int) -> None:
    osm, clinics, line = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0}), corridor_geojson(tmp_path)
    before = holds(tmp_path)
    alcance("--help")  # brings the modules in
    interrupt(function, nth=nth)
    ran = alcance("new", tmp_path / "study", "--osm", osm, "--facilities", clinics, "--corridors", line)
    assert (ran.code, ran.out, ran.err) == (3, "", SAID)
    assert holds(tmp_path) == before


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("road")
    people = demand_csv(folder, [("d10", 10, 0.0, 100)])
    return road_study(folder, {"a": 0, "b": 30, "c": 100}, "--demand", people)


@pytest.mark.parametrize("command", ["catchments", "reach", "coverage", "gaps"])
@pytest.mark.parametrize(
    "moment",
    [
        ("alcance.results.build_page", 1),
        ("data.staging._held", 1),
        ("data.write._fill", 1),
        ("data.write._fill", 3),
        ("data.write._fill", 4),
    ],
)
def test_no_half_answer_stays(
    tmp_path: Path, study: Path, interrupt: Interrupt, command: str, moment: tuple[str, int]
) -> None:
    interrupt(moment[0], nth=moment[1])
    ran = alcance(command, study, "--service", "primary", "--out", tmp_path / "deep" / "out")
    assert (ran.code, ran.out, ran.err) == (3, "", SAID)
    assert holds(tmp_path) == {}


def test_an_answer_that_was_there_stays_as_it_was(tmp_path: Path, study: Path, interrupt: Interrupt) -> None:
    question = (study, "--service", "primary", "--out", tmp_path)
    done("catchments", *question)
    before = holds(tmp_path)
    interrupt("analysis.catchments.draw_isochrone", nth=2)
    assert alcance("catchments", *question, "--cutoff-min", 5).code == 3
    assert holds(tmp_path) == before


def test_ctrl_c_while_the_first_batch_is_kept_leaves_nothing(tmp_path: Path, interrupt: Interrupt) -> None:
    many, out = road_study(tmp_path, {f"f{km}": km for km in range(BATCH + 1)}), tmp_path / "out"
    interrupt("data.write._fill")
    ran = alcance("catchments", many, "--service", "primary", "--cutoff-min", 1, "--out", out)
    assert (ran.code, ran.out, ran.err) == (3, "", SAID)
    assert not out.exists()


def test_roads_being_rebuilt_stay_as_they_were(tmp_path: Path, study: Path, interrupt: Interrupt) -> None:
    before = holds(study)
    interrupt("data.built_roads.write_network")
    assert alcance("network", study, "--osm", straight_road(tmp_path)).code == 3
    assert holds(study) == before


# The real key on a real run. A program started in the background may have been told to ignore it: give it back.
PROGRAM = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from alcance.command_line import main; main()"
)


def pressed(command: list[object], when: Callable[[], bool]) -> tuple[int, str]:
    """Run a command, press Ctrl-C as soon as `when` holds, and return its exit code and what it said."""
    words = [sys.executable, "-c", PROGRAM, *map(str, command)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        began = time.monotonic()
        while not when() and program.poll() is None and time.monotonic() - began < PATIENCE_S:
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=PATIENCE_S)
        return program.returncode, said


def test_ctrl_c_while_a_real_study_is_written_leaves_nothing(tmp_path: Path, real_data: Path) -> None:
    source = real_data / "osm" / "honduras-south.osm.pbf"
    command: list[object] = ["new", tmp_path / "study", "--osm", source]
    assert pressed(command, lambda: any(tmp_path.iterdir())) == (3, SAID)
    assert holds(tmp_path) == {}


@pytest.fixture(scope="module")
def honduras(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    study = tmp_path_factory.mktemp("honduras") / "study"
    done("new", study, "--osm", real_data / "osm" / "honduras-south.osm.pbf")
    return study


def test_ctrl_c_while_catchments_are_computed_leaves_nothing(tmp_path: Path, honduras: Path) -> None:
    before, out = holds(honduras), tmp_path / "out"
    command: list[object] = ["catchments", honduras, "--service", "primary", "--out", out]
    assert pressed(command, out.is_dir) == (3, SAID)
    assert (holds(honduras), holds(tmp_path)) == (before, {})


def test_ctrl_c_once_some_of_many_catchments_are_finished_keeps_them(tmp_path: Path, honduras: Path) -> None:
    # 21 schools: batches of five.
    before, out = holds(honduras), tmp_path / "out"
    command: list[object] = ["catchments", honduras, "--service", "education", "--out", out]
    kept = out / FOLDER
    said = f"alcance: interrupted; what is finished is kept in {kept}: the same command goes on from there.\n"
    assert pressed(command, lambda: any(kept.glob("*.json"))) == (3, said)
    assert {path.name for path in out.iterdir()} == {FOLDER}
    done(*command)
    assert not kept.exists()
    assert holds(honduras) == before
