"""Random runs as a person asks for them: the same bytes from the same seed, also after a break."""

import json
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from doors import alcance, done, holds, refused, rows_of
from toy_study import demand_csv, road_study

from alcance.kept_batches import FOLDER, KeptBatches
from alcance.kept_forms import ARRAY
from analysis.bands import runs as runs_module

COMMANDS = {"gaps": "gaps.csv", "reach": "reach.csv", "coverage": "coverage.csv", "catchments": "catchments.csv"}
BANDS = {
    "gaps": {"time_any_p5_min", "time_any_p50_min", "time_any_p95_min"},
    "reach": {"time_p5_min", "time_p50_min", "time_p95_min", "p_beyond"},
    "coverage": {"covered_p5", "covered_p50", "covered_p95"},
    "catchments": {"population_p5", "population_p50", "population_p95"},
}
ASKED = ("--service", "primary", "--cutoff-min", "30", "--runs", "100")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    people = demand_csv(folder, [(f"p{km}", km, 0, 10 + km) for km in range(0, 101, 2)])
    return road_study(folder, {"a": 0, "b": 100}, "--demand", people, "--complete-in", "all")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_seed_gives_the_same_bytes_and_without_runs_no_band_is_told(
    study: Path, tmp_path: Path, command: str
) -> None:
    for name, more in (("one", ()), ("two", ()), ("other", ("--seed", 2))):
        done(command, study, *ASKED, *more, "--out", tmp_path / name)
    assert holds(tmp_path / "one") == holds(tmp_path / "two")
    one, other = (rows_of(tmp_path / name / COMMANDS[command]) for name in ("one", "other"))
    assert BANDS[command] <= set(one[0])
    assert one != other
    assert json.loads((tmp_path / "one" / "manifest.json").read_text())["seed"] == 1
    done(command, study, *ASKED[:4], "--out", tmp_path / "plain")
    plain = rows_of(tmp_path / "plain" / COMMANDS[command])
    assert not BANDS[command] & set(plain[0])
    shared = [name for name in plain[0] if name not in ("flag", "p_underserved")]
    assert [[row[name] for name in shared] for row in plain] == [[row[name] for name in shared] for row in one]


def test_segments_between_the_clinics_are_uncertain_where_half_an_hour_is_just_enough(
    study: Path, tmp_path: Path
) -> None:
    # 1.5 km a minute: 30 minutes are 45 km, so km 45 to 55 are beyond; the road's speed decides about the next ones.
    done("gaps", study, *ASKED, "--out", tmp_path)
    flags = {float(row["start_km"]): row["flag"] for row in rows_of(tmp_path / "gaps.csv")}
    assert (flags[0.0], flags[20.0], flags[40.0]) == ("served", "served", "uncertain")
    shares = {float(row["start_km"]): float(row["p_underserved"]) for row in rows_of(tmp_path / "gaps.csv")}
    assert shares[0.0] == 0.0
    assert 0.2 < shares[40.0] < 0.8
    row = rows_of(tmp_path / "corridors.csv")[0]
    assert float(row["km_beyond_p5"]) < float(row["km_beyond_p50"]) < float(row["km_beyond_p95"])


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note which runs are drawn; Ctrl-C is pressed in the run of the first number put in."""
    drawn: list[int] = []
    real = runs_module.draw

    def noting(uncertain: Any, seed: int, run: int) -> Any:
        if drawn and drawn[0] == -run:
            signal.raise_signal(signal.SIGINT)
        drawn.append(run)
        return real(uncertain, seed, run)

    monkeypatch.setattr(runs_module, "draw", noting)
    return drawn


@pytest.mark.parametrize("command", COMMANDS)
def test_broken_off_it_leaves_no_answer_and_goes_on_to_the_same_bytes(
    study: Path, tmp_path: Path, counted: list[int], command: str
) -> None:
    done(command, study, *ASKED, "--out", tmp_path / "whole")
    counted[:] = [-50]
    ran = alcance(command, study, *ASKED, "--out", tmp_path / "broken")
    said = (
        f"interrupted; what is finished is kept in {tmp_path / 'broken' / FOLDER}: the same command goes on from there."
    )
    assert (ran.code, ran.out, ran.err) == (3, "", f"alcance: {said}\n")
    left = holds(tmp_path / "broken")
    assert {name.split("/")[0] for name in left} == {FOLDER}
    assert len([name for name in left if name.endswith(".npy")]) == 2  # forty runs, in batches of twenty
    counted.clear()
    done(command, study, *ASKED, "--out", tmp_path / "broken")
    assert counted == list(range(40, 100))
    assert holds(tmp_path / "broken") == holds(tmp_path / "whole")


def test_what_was_altered_or_is_of_another_question_is_not_taken(
    study: Path, tmp_path: Path, counted: list[int]
) -> None:
    done("reach", study, *ASKED, "--out", tmp_path / "whole")
    counted[:] = [-50]
    alcance("reach", study, *ASKED, "--out", tmp_path / "broken")
    first = min((tmp_path / "broken" / FOLDER).iterdir())
    first.write_bytes(first.read_bytes()[:-8] + bytes(8))
    counted.clear()
    done("reach", study, *ASKED, "--seed", 9, "--out", tmp_path / "other")
    assert len(counted) == 100
    counted.clear()
    done("reach", study, *ASKED, "--out", tmp_path / "broken")
    assert len(counted) == 80
    assert holds(tmp_path / "broken") == holds(tmp_path / "whole")


def test_kept_runs_come_back_to_the_bit_infinite_ones_too(tmp_path: Path) -> None:
    kept, times_s = KeptBatches(tmp_path, ARRAY, "key"), np.array([[0.1, np.inf], [2.0**-20, 7.0]])
    kept.keep(3, times_s)
    found = KeptBatches(tmp_path, ARRAY, "key").get(3)
    assert found is not None
    assert found.tobytes() == times_s.tobytes()
    assert KeptBatches(tmp_path, ARRAY, "key").get(30) is None
    assert KeptBatches(tmp_path, ARRAY, "other").get(3) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_fewer_runs_than_a_hundred_are_refused_in_one_line(study: Path, tmp_path: Path, command: str) -> None:
    told = refused(command, study, *ASKED[:4], "--runs", 99, "--out", tmp_path / "out")
    assert (
        told
        == "--runs: 99 runs tell no interval one could trust. Give 0 for none, or from 100 to 10000; 200 are usual."
    )
    assert not (tmp_path / "out").exists()
    refused(command, study, *ASKED, "--seed", -1)


def test_one_point_is_told_without_runs(study: Path) -> None:
    assert refused("gaps", study, *ASKED, "--at-km", 5).startswith("--at-km: prints one point")


def _page(folder: Path) -> str:
    return (folder / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("gaps", ("Underserved in so many runs", "Nearest, model interval", "Beyond the limit, model interval")),
        ("reach", ("Beyond the limit in so many runs", "Time, model interval")),
        ("coverage", ("People within the limit, model interval",)),
        ("catchments", ("People, model interval",)),
    ],
)
def test_the_page_tells_how_many_runs_there_were_and_its_tables_the_intervals(
    study: Path, tmp_path: Path, command: str, words: tuple[str, ...]
) -> None:
    done(command, study, *ASKED, "--out", tmp_path / "runs")
    done(command, study, *ASKED[:4], "--out", tmp_path / "plain")
    for word in ("Random runs", *words):
        assert word in _page(tmp_path / "runs")
        assert word not in _page(tmp_path / "plain")


@pytest.mark.parametrize(("command", "figure"), [("gaps", "km_beyond"), ("coverage", "covered_nearest")])
def test_what_matters_most_is_told_with_runs_and_gone_when_asked_without(
    study: Path, tmp_path: Path, command: str, figure: str
) -> None:
    done(command, study, *ASKED, "--out", tmp_path)
    rows = rows_of(tmp_path / "tornado.csv")
    assert rows[0]["factor"] == "speeds"
    assert {row["figure"] for row in rows} == {figure}
    assert "What matters most" in _page(tmp_path)
    assert "&lt;span" not in _page(tmp_path)
    done(command, study, *ASKED[:4], "--out", tmp_path)
    assert not (tmp_path / "tornado.csv").exists()
    assert "What matters most" not in _page(tmp_path)


def test_where_runs_cannot_be_kept_it_is_said_in_one_line(study: Path, tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
    assert str(tmp_path / FOLDER) in refused("gaps", study, *ASKED, "--out", tmp_path)
    assert holds(tmp_path) == {FOLDER: b"in the way"}


def test_an_answer_that_has_no_tornado_leaves_what_another_told(study: Path, tmp_path: Path) -> None:
    done("gaps", study, *ASKED, "--out", tmp_path)
    told = (tmp_path / "tornado.csv").read_bytes()
    done("reach", study, *ASKED[:4], "--out", tmp_path)
    assert (tmp_path / "tornado.csv").read_bytes() == told
