"""A place whose row denies all that its kind gives serves nobody, however often its study is saved and read again."""

from pathlib import Path

import pytest
from doors import alcance, column, done, rows_of
from toy_study import facility, road_study

DENIED = ["primary sin médico", "consulta general: suspendida", "ninguno", "no primary"]
ASKED = ("--service", "primary", "--cutoff-min", "30", "--at-km", "1")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [facility(f"d{at}", 0, services=words) for at, words in enumerate(DENIED)]
    return road_study(tmp_path_factory.mktemp("road"), [*rows, facility("far", 90)])


def test_nobody_is_served_by_a_service_that_is_denied(study: Path) -> None:
    assert set(column(study / "facilities.csv", "services")) == {"none", "primary"}
    told = done("gaps", study, *ASKED, "--mode", "drive").out
    assert "far" in told
    assert not any(f"d{at}" in told for at in range(len(DENIED)))
    assert "filled with what a clinic gives" not in alcance("doctor", study).out


@pytest.mark.parametrize(
    ("file_format", "suffix"),
    [("csv", "csv"), ("xlsx", "xlsx"), ("gpkg", "gpkg"), ("geojson", "geojson"), ("hsds", "json")],
)
def test_a_denied_service_is_denied_in_every_export_that_is_read_again(
    study: Path, tmp_path: Path, file_format: str, suffix: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    done("export", study, "--table", "facilities", "--format", file_format, "--out", out)
    again = road_study(tmp_path, [facility("far", 90)])
    done("add", again, out, "--table", "facilities")
    services = {row["facility_id"]: row["services"] for row in rows_of(again / "facilities.csv")}
    assert services == {"far": "primary"} | {f"d{at}": "none" for at in range(len(DENIED))}
    mends = rows_of(again / "repaired.csv") if (again / "repaired.csv").exists() else []
    assert [row for row in mends if row["column"] in ("services", "services_possible")] == []
