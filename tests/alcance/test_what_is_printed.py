"""Lines for people, or one JSON object and nothing else; progress is for a terminal alone."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from doors import alcance, done
from osm_world import at_km, straight_road
from toy_study import demand_csv, facilities_csv, facility, geojson, prepared, road_study

ANSWERS = ("gaps", "reach", "coverage", "catchments")
PRIMARY = ("--service", "primary", "--cutoff-min", 14)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("road")
    people = demand_csv(folder, [("d10", 10, 0.0, 100), ("off", 50, 0.1, 50)])
    square = [[[-95.1, -0.1], [-94.9, -0.1], [-94.9, 0.1], [-95.1, 0.1], [-95.1, -0.1]]]
    areas = geojson(folder / "areas.geojson", [({"area_id": "west", "name": "West"}, "Polygon", square)])
    rows = [facility("a", 0), facility("b", 30), facility("c", 100), "x,Nowhere,clinic,primary,west,0,,"]
    return road_study(folder, rows, "--demand", people, "--areas", areas)


def told(*words: object, code: int = 0) -> dict[str, Any]:
    """Run a command with --json; what it prints must be one object on one line."""
    ran = alcance(*words, "--json")
    assert (ran.code, ran.err) == (code, ""), ran
    assert ran.out.count("\n") == 1
    summary = json.loads(ran.out)
    assert isinstance(summary, dict)
    return summary


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_tells_its_question_and_its_files(tmp_path: Path, study: Path, command: str) -> None:
    summary = told(command, study, *PRIMARY, "--out", tmp_path)
    asked = {"service": "primary", "mode": "drive", "profile": "anyone", "direction": "to"}
    assert summary["question"] == {**asked, "cutoff_min": 14.0, "scenario": "base"}
    assert [summary["study"], summary["out"]] == [str(study), str(tmp_path)]
    assert sorted(summary["files"]) == sorted(path.name for path in tmp_path.iterdir())
    assert "set_aside" not in summary


def test_the_summary_of_gaps_has_the_figures_of_corridors_csv(tmp_path: Path, study: Path) -> None:
    [corridor] = told("gaps", study, *PRIMARY, "--out", tmp_path)["corridors"]
    assert [corridor["length_km"], corridor["longest_gap_km"], corridor["gap_index"]] == [100.0, 70.0, 0.58]
    assert corridor["max_people_per_day_beyond"] is None  # no flows: unknown, not zero


def test_one_point_is_told_as_rounded_as_in_the_files(study: Path) -> None:
    [point] = told("gaps", study, *PRIMARY, "--at-km", 31)["points"]
    assert [point["km_ahead"], point["km_behind"], point["time_any_min"]] == [69.0, 1.0, 0.7]


def test_where_two_corridors_have_the_point_each_is_told(tmp_path: Path) -> None:
    whole, half = [[at_km(0), 0], [at_km(100), 0]], [[at_km(0), 0], [at_km(50), 0]]
    named = [
        ({"corridor_id": each, "name": each}, "LineString", line) for each, line in {"w": whole, "h": half}.items()
    ]
    both = geojson(tmp_path / "both.geojson", named)
    osm, clinics = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0, "b": 30, "c": 100})
    prepared(tmp_path / "study", "--osm", osm, "--facilities", clinics, "--corridors", both)
    blocks = done("gaps", tmp_path / "study", *PRIMARY, "--at-km", 31).out.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == ["corridor_id: h", "corridor_id: w"]
    assert ["km_ahead: " in block.splitlines() for block in blocks] == [True, False]
    assert done("gaps", tmp_path / "study", *PRIMARY, "--at-km", 60).out.startswith("corridor_id: w\n")


def test_new_tells_what_the_study_holds(tmp_path: Path) -> None:
    osm, clinics = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0, "b": 30})
    summary = told("new", tmp_path / "study", "--osm", osm, "--facilities", clinics)
    assert [summary["rows"], summary["facilities_by_kind"]] == [{"facilities": 2}, {"clinic": 2}]
    assert summary["network"]["drivable_nodes"] == 101


def test_network_tells_the_roads(tmp_path: Path, study: Path) -> None:
    assert told("network", study, "--osm", straight_road(tmp_path))["network"]["drivable_nodes"] == 101


def test_doctor_tells_its_findings(study: Path) -> None:
    # A third of the services is set aside, and one of the two places with people is 11 km from any road.
    summary = told("doctor", study, code=1)
    assert summary["misleads"] is True
    assert [each["table"] for each in summary["findings"] if each["level"] == "misleads"] == ["facilities", "demand"]
    assert [each["row_id"] for each in summary["findings"] if each["what"].startswith("set aside")] == ["x"]


def test_a_line_with_the_sum_of_the_others_is_no_share_of_the_rows(tmp_path: Path) -> None:
    rows = [facility("a", 0), facility("b", 30), "TOTAL,2 places,,,,,,", "s,TOTAL,,,,,,"]
    summary = told("doctor", road_study(tmp_path, rows))
    assert summary["misleads"] is False
    assert [(each["row_id"], each["rows"]) for each in summary["findings"] if "set aside" in each["what"]] == [
        ("TOTAL", 2)
    ]


def test_an_error_is_no_json_and_leaves_stdout_empty(study: Path) -> None:
    ran = alcance("gaps", study, "--service", "dentistry", "--json")
    assert [ran.code, ran.out, ran.err.count("\n")] == [1, "", 1]


def test_lines_for_people_say_what_came_out(tmp_path: Path, study: Path) -> None:
    out = done("gaps", study, *PRIMARY, "--out", tmp_path).out.splitlines()
    assert out[0] == "Corridor east: 100.0 km; served 70.0, uncertain 0.0, underserved 20.0, no data 10.0 km"
    assert out[1] == "  longest gap 70.0 km, gap index 0.58"
    tables = "gaps.csv, corridors.csv, border_gaps.csv, access.csv"
    assert out[-1].startswith(f"Written to {tmp_path}: {tables}, result.gpkg, ")


def program(*words: object) -> list[str]:
    return [sys.executable, "-m", "alcance.command_line", *map(str, words)]


def test_the_program_says_the_same_as_in_process_and_shows_no_progress_in_a_pipe(tmp_path: Path, study: Path) -> None:
    words = ("catchments", study, *PRIMARY, "--out", tmp_path)
    ran = subprocess.run(program(*words), capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == (done(*words).out, "")


def test_progress_shows_on_a_terminal_and_stays_out_of_what_is_printed(tmp_path: Path, study: Path) -> None:
    leader, follower = pty.openpty()
    words = ("catchments", study, *PRIMARY, "--out", tmp_path, "--json")
    environment = os.environ | {"TERM": "xterm"}
    ran = subprocess.run(program(*words), stdout=subprocess.PIPE, stderr=follower, env=environment, check=True)
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert "catchments" in shown
    assert json.loads(ran.stdout)["rows"] == {"catchments": 3}


def test_the_exit_code_of_the_program_is_that_of_the_door(tmp_path: Path) -> None:
    ran = subprocess.run(program("doctor", tmp_path / "gone"), capture_output=True, text=True, check=False)
    assert [ran.returncode, ran.stdout, ran.stderr.count("\n")] == [1, "", 1]


def test_alone_the_program_says_what_it_can_do() -> None:
    assert alcance().code == 0
    assert alcance().out == alcance("--help").out
    assert "Commands:\n  demo " in alcance().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gapz", "study"), "No such command 'gapz'. Did you mean 'gaps'? See alcance --help."),
        (("gaps",), "Missing argument 'STUDY'. See alcance gaps --help."),
        (("gaps", "study"), "Missing option '--service'. See alcance gaps --help."),
    ],
)
def test_a_slip_of_the_keys_gets_one_line_and_exit_code_2(words: tuple[str, ...], message: str) -> None:
    ran = alcance(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"alcance: {message}\n")


def test_usage_reads_as_one_types_it() -> None:
    assert alcance("gaps", "--help").out.startswith("Usage: alcance gaps STUDY [OPTIONS]\n")
