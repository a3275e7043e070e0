"""The README's steps for a study of one's own, word for word, in an empty folder."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from doors import rows_of

README = Path(__file__).parents[2] / "README.md"


def blocks() -> list[str]:
    """Return the shell blocks of the section, in order."""
    section = README.read_text("utf-8").split("\n## A study of your own\n")[1].split("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> tuple[Path, list[str]]:
    """Return the folder after all steps, and what each step said."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copyfile(real_data / "osm" / "honduras-south.osm.pbf", folder / "extract.osm.pbf")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = []
    for block in blocks():
        command = ["bash", "-euo", "pipefail", "-c", block]
        ran = subprocess.run(
            command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, ""), block
        said.append(ran.stdout)
    return folder, said


def test_every_step_ends_well(walked: tuple[Path, list[str]]) -> None:
    assert len(walked[1]) == 10
    assert sorted(path.name for path in walked[0].iterdir()) == [
        *("bridge.toml", "catchments", "clinics.csv", "corridor.geojson", "extract.osm.pbf", "for-whom", "gaps"),
        *("how-sure", "mystudy", "what-if"),
    ]


def test_the_study_takes_every_row_in(walked: tuple[Path, list[str]]) -> None:
    said = walked[1][2]
    assert "Services from file: 1 clinic, 1 health_post, 1 hospital" in said
    assert "Rows set aside" not in said
    assert "Nothing that would mislead was found." in walked[1][3]


def test_the_gaps_hold_a_served_and_an_underserved_segment(walked: tuple[Path, list[str]]) -> None:
    flags = [row["flag"] for row in rows_of(walked[0] / "gaps" / "gaps.csv")]
    assert {"served", "underserved"} <= set(flags)
    [corridor] = rows_of(walked[0] / "gaps" / "corridors.csv")
    # The clinic in the north and the hospital in the south give emergency care, 30.5 km of road apart.
    assert float(corridor["longest_gap_km"]) == pytest.approx(30.5, abs=0.1)
    assert float(corridor["length_km"]) == pytest.approx(32.6, abs=0.1)


def test_the_one_point_lies_between_the_two(walked: tuple[Path, list[str]]) -> None:
    said = walked[1][5].splitlines()
    assert {"km: 20", "facility_ahead: c3", "facility_behind: c1"} <= set(said)


def test_the_files_named_are_there(walked: tuple[Path, list[str]]) -> None:
    names = {path.name for path in (walked[0] / "gaps").iterdir()}
    tables = {"gaps.csv", "corridors.csv", "border_gaps.csv", "access.csv"}
    assert names == tables | {"result.gpkg", "map.html", "manifest.json"}
    rows = rows_of(walked[0] / "catchments" / "catchments.csv")
    assert [(row["facility_id"], row["direction"]) for row in rows] == [("c1", "from"), ("c3", "from")]


def test_in_the_scenario_the_middle_of_the_way_is_farther_from_the_hospital(walked: tuple[Path, list[str]]) -> None:
    changes = rows_of(walked[0] / "what-if" / "changes.csv")
    assert {row["change"] for row in changes} <= {"became_underserved", "slower"}
    assert changes


def test_the_runs_say_in_how_many_of_them_each_segment_is_underserved(walked: tuple[Path, list[str]]) -> None:
    rows = rows_of(walked[0] / "how-sure" / "gaps.csv")
    assert all(0 <= float(row["p_underserved"]) <= 1 for row in rows)
    assert {row["flag"] for row in rows} <= {"served", "uncertain", "underserved"}
