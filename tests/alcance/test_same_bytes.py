"""The same inputs give the same bytes, whatever was there before and whenever it is done."""

from pathlib import Path

import pytest
from doors import done, holds
from toy_study import demand_csv, road_study

ANSWERS = ("gaps", "reach", "coverage", "catchments")
PLACES = {"a": 0.0, "b": 30.0, "c": 100.0}


def study_in(folder: Path) -> Path:
    folder.mkdir()
    people = demand_csv(folder, [("d65", 65, 0.0, 200), ("d10", 10, 0.01, 100)])
    return road_study(folder, PLACES, "--demand", people)


def answered(command: str, study: Path, out: Path) -> dict[str, bytes]:
    done(command, study, "--service", "primary", "--cutoff-min", 14, "--out", out)
    return holds(out)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("twins")
    return study_in(folder / "first"), study_in(folder / "second")


def test_a_study_made_again_from_the_same_files_is_the_same(twins: tuple[Path, Path]) -> None:
    assert holds(twins[0]) == holds(twins[1])


@pytest.mark.parametrize("command", ANSWERS)
def test_a_second_run_writes_the_same_bytes(tmp_path: Path, twins: tuple[Path, Path], command: str) -> None:
    first = answered(command, twins[0], tmp_path / "out")
    assert {"manifest.json", "map.html", "result.gpkg", f"{command}.csv"} <= set(first)
    assert answered(command, twins[0], tmp_path / "out") == first
    assert answered(command, twins[0], tmp_path / "elsewhere") == first


@pytest.mark.parametrize("command", ANSWERS)
def test_a_study_made_again_answers_in_the_same_bytes(tmp_path: Path, twins: tuple[Path, Path], command: str) -> None:
    first, second = (answered(command, study, tmp_path / study.parent.name) for study in twins)
    assert first == second


def test_the_order_of_the_rows_given_does_not_matter(tmp_path: Path) -> None:
    for name, places in {"one": PLACES, "other": dict(reversed(PLACES.items()))}.items():
        (tmp_path / name).mkdir()
        study = road_study(tmp_path / name, places)
        done("gaps", study, "--service", "primary", "--out", tmp_path / name / "out")
    assert holds(tmp_path / "one" / "out") == holds(tmp_path / "other" / "out")


def test_an_answer_changes_nothing_in_the_study_but_its_results(tmp_path: Path, twins: tuple[Path, Path]) -> None:
    before = holds(twins[0])
    answered("gaps", twins[0], tmp_path / "out")
    assert holds(twins[0]) == before
    done("gaps", twins[1], "--service", "primary")
    added = {name for name in holds(twins[1]) if name not in before}
    assert {Path(name).parts[0] for name in added} == {"results"}
    assert {name for name in added if name.endswith(".csv")} == {
        f"results/gaps/{table}.csv" for table in ("gaps", "corridors", "border_gaps", "access")
    }
