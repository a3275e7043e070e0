"""The door `export`: a table of a study as a file for another program."""

import json
from pathlib import Path

import pytest
from doors import column, done, holds, refused
from toy_study import facility, road_study

ROWS = [facility("a", 0), facility("b", 30), facility("h", 60, kind="shelter", services="shelter")]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return road_study(tmp_path_factory.mktemp("road"), ROWS)


def test_hidden_places_stay_unless_internal_is_asked_for(tmp_path: Path, study: Path) -> None:
    told = done("export", study, "--table", "facilities", "--format", "csv", "--out", tmp_path / "x" / "f.csv").out
    assert "facilities: 2 rows" in told
    assert "hidden are left out" in told
    assert column(tmp_path / "x" / "f.csv", "facility_id") == ["a", "b"]
    internal = ("--table", "facilities", "--format", "csv", "--internal", "--json", "--out", tmp_path / "i.csv")
    assert json.loads(done("export", study, *internal).out)["stamps"] == ["INTERNAL"]
    assert column(tmp_path / "i.csv", "facility_id") == ["a", "b", "h"]
    assert set(column(tmp_path / "i.csv", "INTERNAL")) == {"INTERNAL"}


@pytest.mark.parametrize(
    ("file_format", "suffix"),
    [("csv", "csv"), ("xlsx", "xlsx"), ("gpkg", "gpkg"), ("geojson", "geojson"), ("hsds", "json")],
)
def test_the_same_study_gives_the_same_bytes(tmp_path: Path, study: Path, file_format: str, suffix: str) -> None:
    for name in ("1", "2"):
        out = tmp_path / name / f"f.{suffix}"
        done("export", study, "--table", "facilities", "--format", file_format, "--out", out)
    assert holds(tmp_path / "1") == holds(tmp_path / "2") != {}


def test_an_export_never_replaces_an_input(study: Path) -> None:
    before = holds(study)
    words = ("export", study, "--table", "facilities", "--format", "csv", "--out", study / "facilities.csv")
    assert "holds the inputs of a study" in refused(*words)
    assert holds(study) == before


def test_a_wrong_question_leaves_nothing(tmp_path: Path, study: Path) -> None:
    out = tmp_path / "deep" / "f.pdf"
    assert "--format pdf" in refused("export", study, "--table", "facilities", "--format", "pdf", "--out", out)
    assert "is no table" in refused("export", study, "--table", "clinics", "--format", "csv", "--out", out)
    assert holds(tmp_path) == {}
