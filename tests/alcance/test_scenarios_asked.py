"""`--scenario`: what the answers say where roads are closed and places change, and what is refused."""

from pathlib import Path

import pytest
from doors import column, done, rows_of, written
from osm_world import at_km
from toy_study import facility, road_study

GAPS = ("--service", "primary", "--cutoff-min", "20")
TITLE = '[title]\nen = "Try"'


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a road of 100 km driven at 1.5 km a minute, a clinic at each end and a hidden one in the middle."""
    rows = [facility("a", 0), facility("b", 100), facility("secret", 50, seen="hidden")]
    return road_study(tmp_path_factory.mktemp("scenario"), rows)


def scenario(study: Path, name: str, *lines: str) -> Path:
    (study / "scenarios").mkdir(exist_ok=True)
    return written(study / "scenarios" / f"{name}.toml", [*lines, TITLE])


def box(west_km: float, east_km: float) -> str:
    corners = [[at_km(west_km), -0.1], [at_km(east_km), -0.1], [at_km(east_km), 0.1], [at_km(west_km), 0.1]]
    return f"[[closures]]\npolygon = {corners}"


def test_roads_closed_by_an_area_cut_off_who_is_on_them(study: Path, tmp_path: Path) -> None:
    scenario(study, "flood", box(9, 31))
    ran = done("gaps", study, *GAPS, "--scenario", "flood", "--out", tmp_path)
    assert "Scenario flood: Try\n" in ran.out
    assert set(column(tmp_path / "gaps.csv", "scenario")) == {"flood"}
    times = {row["start_km"]: row["time_any_min"] for row in rows_of(tmp_path / "gaps.csv")}
    # 5 km at 1.5 km a minute; the middles at 15 and 25 km are under water; that at 35 km is 65 km from the other end.
    assert [times[f"{km}.000"] for km in (0, 10, 20, 30)] == ["3.3", "", "", "43.3"]
