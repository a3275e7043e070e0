"""A revised timetable added to a study: no team is at two places at once, and nothing is mixed in silence."""

import json
from pathlib import Path

import pytest
from doors import alcance, column, done, rows_of, written
from osm_world import at_km
from toy_study import road_study

HEAD = "day,team,order,site_id,arrive,depart,lon,lat"


def visit(day: int, team: str, order: int, site: str, hours: str = "09:00-11:00") -> str:
    arrive, depart = hours.split("-")
    return f"2026-03-{day:02},{team},{order},{site},{arrive},{depart},{at_km(50)},0"


OLD = [visit(2, "M1", 1, "plaza"), visit(9, "M1", 1, "plaza"), visit(23, "M1", 1, "plaza"), visit(9, "M2", 1, "plaza")]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    places = [f"{name},Unidad {name},mobile_clinic,primary,{at_km(0)},0,public," for name in ("M1", "M2")]
    return road_study(tmp_path, places, "--visits", written(tmp_path / "old.csv", [HEAD, *OLD]))


def told(study: Path) -> list[str]:
    return [f"{row['day']} {row['team']} {row['site_id']} {row['arrive']}" for row in rows_of(study / "visits.csv")]


def test_a_revised_timetable_takes_the_place_of_its_team_s_older_one_on_its_days(study: Path, tmp_path: Path) -> None:
    new = [
        visit(9, "M1", 1, "norte", "10:00-12:00"),
        visit(9, "M1", 2, "sur", "13:00-14:00"),
        visit(16, "M1", 1, "sur"),
    ]
    ran = done("add", study, written(tmp_path / "new.csv", [HEAD, *new]), "--table=visits")
    assert told(study) == [
        "2026-03-02 M1 plaza 09:00",
        "2026-03-09 M1 norte 10:00",
        "2026-03-09 M1 sur 13:00",
        "2026-03-09 M2 plaza 09:00",
        "2026-03-16 M1 sur 09:00",
        "2026-03-23 M1 plaza 09:00",
    ]
    assert "Added to visits: 3 of 3 rows" in ran.out
    assert "Visits of M1 replaced by these, 2026-03-09 to 2026-03-16: 1; 1 after that stay" in ran.out
    assert column(study / "quarantine.csv", "reason") == []


def test_the_same_timetable_given_again_changes_nothing(study: Path, tmp_path: Path) -> None:
    before = (study / "visits.csv").read_bytes()
    ran = json.loads(done("add", study, tmp_path / "old.csv", "--table=visits", "--json").out)
    assert (study / "visits.csv").read_bytes() == before
    assert (ran["replaced"], ran["kept"]) == ([], 0)
    assert ran["had"] == ["2026-03-02 M1 1", "2026-03-09 M1 1", "2026-03-09 M2 1", "2026-03-23 M1 1"]


def test_a_team_at_two_places_at_once_is_set_aside_and_the_doctor_tells_it(study: Path, tmp_path: Path) -> None:
    rows = [visit(16, "M1", 1, "a"), visit(16, "M1", 2, "b", "10:59-12:00"), visit(16, "M1", 3, "c", "11:00-12:00")]
    ran = done("add", study, written(tmp_path / "new.csv", [HEAD, *rows]), "--table=visits")
    assert column(study / "quarantine.csv", "row") == ["3"]
    assert "new.csv row 3 (2026-03-16): arrive '10:59' is while M1 is at a 09:00-11:00: nobody" in ran.out
    assert [line for line in told(study) if "03-16" in line] == ["2026-03-16 M1 a 09:00", "2026-03-16 M1 c 11:00"]
    assert "arrive '10:59': is while M1 is at a 09:00-11:00" in done("doctor", study).out


def test_a_study_that_mixes_two_timetables_says_so(study: Path) -> None:
    file = study / "visits.csv"
    head, first, *rest = file.read_text("utf-8").splitlines()
    mixed = first.replace(",M1,1", ",M1,2").replace("plaza", "norte")
    written(file, [head, first, mixed, *rest])
    assert (
        "visits.csv 2026-03-02: set aside: arrive '09:00': is while M1 is at plaza 09:00-11:00"
        in alcance("doctor", study).out
    )


def test_hours_on_the_clocks_of_two_places_are_compared_as_moments(study: Path, tmp_path: Path) -> None:
    # 88° W is UTC-6 and 80° W UTC-5: from 11:00 here it is 12:00 there, whichever way the team drives.
    rows = [
        "2026-03-16,M1,1,here,09:00,11:00,-88.0,15.5",
        "2026-03-16,M1,2,there,11:30,13:00,-80.0,9.0",
        "2026-03-16,M1,3,there,12:00,13:00,-80.0,9.0",
    ]
    done("add", study, written(tmp_path / "new.csv", [HEAD, *rows]), "--table=visits")
    assert column(study / "quarantine.csv", "row") == ["3"]


def test_a_mended_row_is_added_to_what_there_is_and_replaces_nothing(study: Path, tmp_path: Path) -> None:
    rows = [visit(16, "M1", 1, "a"), visit(16, "M1", 2, "b", "12-13:00"), visit(17, "M1", 1, "c")]
    done("add", study, written(tmp_path / "new.csv", [HEAD, *rows]), "--table=visits")
    text = (study / "quarantine-visits.csv").read_text("utf-8")
    # While the team is still at a, it is set aside again; when it has left, it is added and all others stay.
    for hours, count in (("10:30", 5), ("12:00", 6)):
        (tmp_path / "mended.csv").write_text(text.replace(",12,13:00", f",{hours},13:00"), "utf-8")
        ran = done("add", study, tmp_path / "mended.csv", "--table=visits")
        assert "replaced" not in ran.out
        assert len([line for line in told(study) if "M1" in line]) == count
    assert (study / "quarantine.csv").read_text("utf-8").count("\n") == 1


def test_a_visit_told_twice_in_one_file_is_set_aside_by_its_whole_key(study: Path, tmp_path: Path) -> None:
    rows = [visit(16, "M1", 1, "a"), visit(16, "M1", 1, "b", "12:00-13:00")]
    done("add", study, written(tmp_path / "new.csv", [HEAD, *rows]), "--table=visits")
    assert column(study / "quarantine.csv", "reason") == ["is repeated: another row has the same day, team, order"]
