"""A timetable over the edge of a time zone: each page names whose clock an hour is on, and none contradicts another."""

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from doors import done, rows_of, written
from osm_world import at_km
from toy_study import road_study

STOPS = ["site_id,lon,lat,opening_hours,service_min", f"near,{at_km(10)},0,24/7,60", f"far,{at_km(90)},0,24/7,60"]


def zone_of(lon: float, lat: float) -> str:
    """Return the zone of an invented border at 50 km: west of it Central America, east of it an hour ahead."""
    assert lat == 0
    return "America/Guatemala" if lon < at_km(50) else "America/Cancun"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clocks")
    study = road_study(made, {"a": 0})
    bases = (f"--base={at_km(0)},0", f"--base={at_km(100)},0", "--team=West", "--team=East")
    with patch("analysis.visits.asked.time_zone", zone_of):
        done("visits", study, "--stops", written(made / "s.csv", STOPS), *bases, "--start=2026-03-02", "--days=1")
    return study / "results" / "visits"


def minutes(told: str) -> int:
    hour, minute, off = re.fullmatch(r"(\d\d):(\d\d) UTC-(\d)", told).groups()  # type: ignore[union-attr] - else it fails
    return (int(hour) + int(off)) * 60 + int(minute)


def test_a_team_leaves_its_base_before_it_works_and_is_back_after_by_the_clocks_told(folder: Path) -> None:
    text = (folder / "print.html").read_text("utf-8")
    sheets = text.split("<section>")[1:]
    assert len(sheets) == 2
    for sheet in sheets:
        times = [minutes(each) for each in re.findall(r"\d\d:\d\d UTC-\d", sheet)]
        leaves, arrives, departs, back = times
        assert leaves < arrives < departs < back
        assert departs - arrives == 60


def test_each_base_is_told_on_its_own_clock(folder: Path) -> None:
    sheets = {("West" if "· West" in each else "East"): each for each in _sheets(folder)}
    assert re.findall(r"UTC-\d", sheets["West"]) == ["UTC-6"] * 4
    assert re.findall(r"UTC-\d", sheets["East"]) == ["UTC-5"] * 4
    page = (folder / "map.html").read_text("utf-8")
    assert "08:00\u201316:00 UTC-6" in page
    assert {"UTC-5", "UTC-6"} == set(re.findall(r"UTC-\d", page))


def test_the_table_keeps_the_clock_of_the_place(folder: Path) -> None:
    told = {row["site_id"]: row["arrive"] for row in rows_of(folder / "visits.csv")}
    # The day begins at 08:00 on the clock of the first base, when it is 09:00 at the other; 10 km are some 8 minutes.
    assert {site: hour[:4] for site, hour in told.items()} == {"near": "08:0", "far": "09:0"}


def _sheets(folder: Path) -> list[str]:
    return (folder / "print.html").read_text("utf-8").split("<section>")[1:]
