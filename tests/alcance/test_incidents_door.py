"""Incidents at the doors: a file without any date is one clear line."""

from pathlib import Path

from doors import done, refused, rows_of, written
from toy_study import study_inputs, words

HEADER = "incident_id,lon,lat,date,kind,source"


def _incidents(folder: Path, *dates: str) -> Path:
    rows = (f"i{k},{0.01 * (k + 1)},0,{day},drowning,press" for k, day in enumerate(dates))
    return written(folder / "incidents.csv", [HEADER, *rows])


def test_a_file_of_incidents_without_dates_makes_no_study(tmp_path: Path) -> None:
    files = study_inputs(tmp_path) | {"--incidents": _incidents(tmp_path, "", "last summer")}
    assert refused("new", tmp_path / "study", *words(files)) == (
        "incidents.csv: none of its 2 incidents has a date that can be read. "
        "Give each its day, like 2025-01-31: rates need the time observed."
    )
    assert not (tmp_path / "study").exists()


def test_one_date_among_them_is_enough(tmp_path: Path) -> None:
    files = study_inputs(tmp_path) | {"--incidents": _incidents(tmp_path, "", "2025-01-31")}
    assert "incidents.csv: 2 rows: 2 kept" in done("new", tmp_path / "study", *words(files)).out


def test_a_date_still_to_come_is_emptied_and_stretches_no_period(tmp_path: Path) -> None:
    files = study_inputs(tmp_path) | {"--incidents": _incidents(tmp_path, "2025-01-31", "2099-01-01")}
    assert "is still to come, emptied" in done("new", tmp_path / "study", *words(files)).out
    assert [row["date"] for row in rows_of(tmp_path / "study" / "incidents.csv")] == ["2025-01-31", ""]
