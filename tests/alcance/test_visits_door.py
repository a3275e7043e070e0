"""The timetable by the command line: its files, what it says, and what it refuses in one line."""

import json
import shutil
from pathlib import Path

import pytest
from doors import column, done, header, holds, layers, refused, rows_of, written
from osm_world import at_km
from toy_study import demand_csv, road_study

STOPS = [
    "site_id,name,lon,lat,opening_hours,service_min,revisit_days",
    f"s10,Uno,{at_km(10)},0,,90,7",
    f"s40,Dos,{at_km(40)},0,Mo-Fr 09:00-13:00,90,7",
    f"s70,Tres,{at_km(70)},0,24/7,120,14",
    "far,Lejos,-80,10,,60,7",
    f"shut,Cerrado,{at_km(33)},0,Su 10:00-12:00,60,7",
]
ASK = ("--base=-95,0", "--start=2026-03-02", "--days=14")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return road_study(tmp_path_factory.mktemp("visits"), {"a": 0})


@pytest.fixture(scope="module")
def stops(study: Path) -> Path:
    return written(study.parent / "stops.csv", STOPS)


@pytest.fixture(scope="module")
def answer(study: Path, stops: Path) -> Path:
    done("visits", study, "--stops", stops, *ASK, "--team", "A")
    return study / "results" / "visits"


def test_each_visit_is_a_row_with_its_hours(answer: Path) -> None:
    rows = rows_of(answer / "visits.csv")
    assert header(answer / "visits.csv")[:7] == ["day", "team", "order", "site_id", "arrive", "depart", "drive_min"]
    # 90 km/h is at most 80 for a 4x4: the nearest stop first, on the way out, or last, on the way back.
    assert [(row["day"], row["team"]) for row in rows] == [("2026-03-02", "A")] * 3 + [("2026-03-09", "A")] * 2
    assert [row["order"] for row in rows] == ["1", "2", "3", "1", "2"]
    assert [bool(row["back_min"]) for row in rows] == [False, False, True, False, True]
    dos = next(row for row in rows if row["site_id"] == "s40")
    assert (dos["arrive"], dos["depart"], dos["service_min"]) == ("09:00", "10:30", "90.0")


def test_every_stop_is_listed_with_its_visits_or_the_reason(answer: Path) -> None:
    told = {row["site_id"]: row for row in rows_of(answer / "stops.csv")}
    assert {key: row["status"] for key, row in told.items()} == {
        "far": "unreachable",
        "s10": "visited",
        "s40": "visited",
        "s70": "visited",
        "shut": "closed",
    }
    assert (told["s40"]["visits"], told["s40"]["longest_interval_days"], told["s40"]["corridor_id"]) == (
        "2",
        "7",
        "east",
    )
    assert 39.9 < float(told["s40"]["km"]) < 40.1
    assert told["far"]["reason"] == "no road a 4x4 can drive leads there and back from a base"
    assert layers(answer / "result.gpkg") == ["groups", "stops", "visits"]


def test_a_stop_that_has_to_wait_too_long_is_visited_on_and_told_with_the_days(study: Path, tmp_path: Path) -> None:
    rows = [STOPS[0], f"late,Tarde,{at_km(20)},0,Mo 08:00-16:00,60,5"]
    stops = written(tmp_path / "s.csv", rows)
    ask = ("--base=-95,0", "--start=2026-03-02", "--days=12", "--stops", stops, "--out", tmp_path / "out")
    ran = done("visits", study, *ask)
    (told,) = rows_of(tmp_path / "out" / "stops.csv")
    assert (told["status"], told["longest_interval_days"]) == ("late", "7")
    why = "waits longer than it may for a visit: 2026-03-02 to 2026-03-09"
    assert told["reason"].startswith(f"{why} (closed, or not open for long enough")
    assert f"late: late: {why}" in ran.out
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "espera una visita más de lo que debe: del 2026-03-02 al 2026-03-09 (cerrada" in page


def test_the_summary_says_what_was_left_out_and_taken_for_granted(study: Path, stops: Path, tmp_path: Path) -> None:
    told = json.loads(done("visits", study, "--stops", stops, *ASK, "--out", tmp_path, "--json").out)
    assert told["stops"] == {"visited": 3, "unreachable": 1, "closed": 1}
    assert [each["site_id"] for each in told["left_out"]] == ["far", "shut"]
    assert told["hours_unknown"] == ["far", "s10"]


def test_shuffled_stops_and_a_second_run_give_the_same_bytes(
    study: Path, stops: Path, answer: Path, tmp_path: Path
) -> None:
    shuffled = written(tmp_path / "stops.csv", [STOPS[0], *reversed(STOPS[1:])])
    for number, file in enumerate((stops, shuffled)):
        done("visits", study, "--stops", file, *ASK, "--team", "A", "--out", tmp_path / str(number))
    assert holds(tmp_path / "0") == holds(answer)
    ours, theirs = holds(tmp_path / "0"), holds(tmp_path / "1")
    # The manifest names the hash of the file, which is another.
    assert {k: v for k, v in ours.items() if k != "manifest.json"} == {
        k: v for k, v in theirs.items() if k != "manifest.json"
    }


def test_the_study_s_own_sites_are_the_stops_unless_a_file_is_given(study: Path, tmp_path: Path) -> None:
    assert "has no sites to choose from" in refused("visits", study, *ASK)
    own = road_study(tmp_path, {"a": 0}, "--candidates", written(tmp_path / "c.csv", STOPS[:2]))
    done("visits", own, *ASK)
    assert column(own / "results" / "visits" / "stops.csv", "site_id") == ["s10"]


def test_people_on_the_move_are_met_again_downstream_or_said_to_be_lost(study: Path, tmp_path: Path) -> None:
    stops = written(tmp_path / "s.csv", ["site_id,lon,lat", *(f"k{km},{at_km(km)},0" for km in (5, 45, 95))])
    ask = ("--base=-95,0", "--start=2026-03-02", "--days=3", "--revisit-days=1", "--service-min=30")
    ran = done("visits", study, "--stops", stops, *ask, "--moving", "--out", tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "groups.csv")
    # 40 km a day: from km 5 to 45, from 45 to 85 (95 is 10 km on), from 95 beyond the end at 100.
    assert [(r["site_id"], r["next_site_id"], r["status"]) for r in rows if r["day"] == "2026-03-02"] == [
        ("k45", "k95", "met"),
        ("k5", "k45", "met"),
        ("k95", "", "past_the_end"),
    ]
    assert "Groups met: 3" in ran.out
    done("visits", study, "--stops", stops, *ask, "--out", tmp_path / "out")
    assert rows_of(tmp_path / "out" / "groups.csv") == []


BAD_CELLS = [
    "site_id,name,lon,lat,opening_hours,service_min,revisit_days",
    f"a,A,{at_km(10)},0,cuando se pueda,dos,siete",
    f"b,B,{at_km(11)},0,,0,semanal",
    f"c,C,{at_km(12)},0,,-5,-3",
    "d,D,x,y,,60,7",
]


def test_cells_and_rows_of_a_file_of_one_question_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0}, "--demand", demand_csv(tmp_path, [("p", 30, 0.0, 100)]))
    file = written(tmp_path / "bad.csv", BAD_CELLS)
    plan = ("visits", study, "--stops", file, *ASK)
    site = ("sites", study, "--service=primary", "--cutoff-min=30", "--count=1", "--candidates", file)
    for ask in (plan, site):
        out = done(*ask, "--out", tmp_path / str(ask[0])).out
        assert "Cells repaired: 7 (in the file given they stay as they are)" in out
        for cell in (
            "bad.csv, service_min: 'dos' is not a number",
            "bad.csv, service_min: '0' is 0, which is no visit, emptied",
            "bad.csv, service_min: '-5' is below 0, emptied",
            "bad.csv, revisit_days: 'semanal' is not a number",
            "bad.csv, revisit_days: '-3' is below 0, emptied",
            "bad.csv, opening_hours: 'cuando se pueda' not written as in OpenStreetMap",
        ):
            assert cell in out
        assert "Rows set aside: 1 (they stand in the file given alone)\n  bad.csv row 5 (d): lon 'x'" in out
        assert "quarantine.csv" not in out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--day-hours=0"], "--day-hours: a day of 0 hours is none. Give more than 0, up to 24."),
        (["--start=tomorrow"], "--start: 'tomorrow' is no date. Write it like 2026-03-02."),
        (["--start=9999-12-31"], "--start: '9999-12-31' is of no year from 2000 to 2100. Write it like 2026-03-02."),
        (["--start=1999-12-31"], "--start: '1999-12-31' is of no year from 2000 to 2100"),
        (["--start=0001-01-01"], "--start: '0001-01-01' is of no year from 2000 to 2100"),
        (["--closed=su,xx"], "--closed: 'xx' is no day of the week. Use mo, tu, we, th, fr, sa, su"),
        (["--closed=mo,tu,we,th,fr,sa,su"], "the days: have none on which a team works"),
        (["--days=0"], "--days: 0 days are not planned"),
        (["--day-start=8 o'clock"], "--day-start:"),
        (["--day-start=20:00"], "the day: of 8 hours does not fit between its start and midnight"),
        (["--service-min=0"], "--service-min: 0 minutes are no visit"),
        (["--base=x"], "--base: 'x' is no place. Write it as LON,LAT in degrees."),
        (["--base=-95,0", "--team=a", "--team=b", "--team=c"], "--base: is given 2 times for 3 teams"),
        (["--team=a", "--team=a"], "--team: names one team twice"),
        (["--profile=nobody", "--moving"], "--profile: 'nobody' is not known"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_one_line(
    study: Path, stops: Path, tmp_path: Path, words: list[str], line: str
) -> None:
    assert line in refused("visits", study, "--stops", stops, *ASK, *words, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_stops_nobody_could_use_are_refused_in_one_line(study: Path, tmp_path: Path) -> None:
    def said(*rows: str, base: str = "--base=-95,0") -> str:
        file = written(tmp_path / "x.csv", ["site_id,lon,lat", *rows])
        return refused("visits", study, "--stops", file, base, "--start=2026-03-02", "--out", tmp_path / "out")

    assert "'a' is the id of two sites" in said("a,-95,0", "a,-94.9,0")
    assert "has no stop a team could reach by 4x4" in said("a,-80,10")
    assert "is more than 5 km from every road a 4x4 can drive" in said("a,-95,0", base="--base=-80,10")
    assert "x.csv" in said("")


def test_a_team_called_as_a_hidden_clinic_needs_internal(tmp_path: Path, stops: Path) -> None:
    hidden = f"M1,Unidad,mobile_clinic,primary,{at_km(0)},0,hidden,"
    study = road_study(tmp_path, [hidden, f"a,A,clinic,primary,{at_km(0)},0,public,"])
    ask = ("visits", study, "--stops", stops, *ASK, "--team", "M1")
    assert refused(*ask) == "--team M1: is a place that is hidden. Add --internal, and don't pass it on."
    for name in ("Unidad", "m1", "UNIDAD", "unídad "):
        assert f"{name.strip()}: is a place that is hidden" in refused(*ask[:-1], name)
    done(*ask, "--internal")
    assert set(column(study / "results" / "visits" / "visits.csv", "INTERNAL")) == {"INTERNAL"}


def test_a_team_called_by_a_clinic_s_name_is_told_to_use_its_id(tmp_path: Path, stops: Path) -> None:
    study = road_study(tmp_path, [f"M1,Unidad Móvil 1,mobile_clinic,primary,{at_km(0)},0,public,"])
    ask = ("visits", study, "--stops", stops, *ASK, "--out", tmp_path / "out")
    for name in ("unidad movil 1", "m1"):
        assert f"Team {name} counts as no clinic: use its id, --team M1" in done(*ask, "--team", name).out
    assert "counts as no clinic" not in done(*ask, "--team", "M1").out
    told = json.loads(done(*ask, "--team", "Unidad Móvil 1", "--team", "Brigada", "--json").out)
    assert told["misnamed_teams"] == {"Unidad Móvil 1": "M1"}


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with two mobile clinics, one hidden, and the timetable of both and of a stranger."""
    folder = tmp_path_factory.mktemp("clinics")
    places = [
        f"M1,Unidad 1,mobile_clinic,primary,{at_km(0)},0,public,",
        f"M2,Unidad 2,mobile_clinic,primary,{at_km(0)},0,hidden,",
        f"M3,Unidad 3,mobile_clinic,primary,{at_km(0)},0,public,",
        f"far,Lejos,clinic,primary,{at_km(99)},0,public,",
    ]
    rows = [
        "day,team,order,site_id,arrive,depart,lon,lat",
        *(f"2026-03-02,{team},1,plaza,09:00,11:00,{at_km(50)},0" for team in ("M1", "M2", "Brigada")),
    ]
    return road_study(folder, places, "--visits", written(folder / "visits.csv", rows))


def nearest(study: Path, tmp_path: Path, *words: str) -> tuple[list[str], str]:
    """Return which places an answer tells of, and what it says."""
    ran = done("gaps", study, "--service=primary", "--cutoff-min=60", "--out", tmp_path, *words)
    return column(tmp_path / "access.csv", "facility_id"), ran.out


def test_a_visited_clinic_counts_in_the_answers_on_its_days(clinics: Path, tmp_path: Path) -> None:
    told, out = nearest(clinics, tmp_path, "--arrive=2026-03-02T10:00")
    assert told == ["M1@plaza", "M3", "far"]
    assert set(column(tmp_path / "gaps.csv", "facility_any")) == {"M1@plaza"}, "nobody knows when far is open"
    assert "Teams that are no mobile clinic of this study, whose visits count nowhere: Brigada" in out
    assert "Left out: 1 mobile clinics without visits" in out
    _, out = nearest(clinics, tmp_path, "--arrive=2026-03-03T10:00")
    assert set(column(tmp_path / "gaps.csv", "facility_any")) <= {"far", ""}


def test_without_a_day_it_may_count_and_never_does_for_sure(clinics: Path, tmp_path: Path) -> None:
    _, out = nearest(clinics, tmp_path)
    assert set(column(tmp_path / "gaps.csv", "facility_any")) <= {"far", ""}
    assert "Mobile clinics at 1 visited sites may count, and none for sure: no --arrive says the day." in out
    verdicts = {row["facility_id"]: (row["verdict"], row["unknown"]) for row in rows_of(tmp_path / "access.csv")}
    assert verdicts["M1@plaza"] == ("possible", "visit_day")


def test_the_visits_of_a_hidden_clinic_show_in_no_file_of_an_answer(clinics: Path, tmp_path: Path) -> None:
    nearest(clinics, tmp_path / "open", "--arrive=2026-03-02T10:00")
    without = tmp_path / "study"
    shutil.copytree(clinics, without)
    lines = (without / "visits.csv").read_text("utf-8").splitlines()
    written(without / "visits.csv", [line for line in lines if "M2" not in line])
    nearest(without, tmp_path / "same", "--arrive=2026-03-02T10:00")
    assert holds(tmp_path / "open") == holds(tmp_path / "same")
    told, _ = nearest(clinics, tmp_path / "internal", "--arrive=2026-03-02T10:00", "--internal")
    assert told == ["M1@plaza", "M2@plaza", "M3", "far"]


def test_the_doctor_counts_the_clinics_without_visits_alone_and_names_strangers(clinics: Path) -> None:
    out = done("doctor", clinics).out
    assert "1 mobile clinics without visits: no place to go to" in out
    assert "Brigada" in out
    assert "is no mobile clinic of the study: its visits count nowhere" in out


def test_a_timetable_that_was_made_can_be_added_and_leaves_only_internally(
    study: Path, answer: Path, tmp_path: Path
) -> None:
    shutil.copytree(study, tmp_path / "study")
    done("add", tmp_path / "study", answer / "visits.csv", "--table=visits")
    for name in ("day", "team", "order", "site_id", "arrive", "depart", "lon"):
        assert column(tmp_path / "study" / "visits.csv", name) == column(answer / "visits.csv", name)
    ask = ("export", tmp_path / "study", "--table=visits", "--format=csv", "--out", tmp_path / "x.csv")
    assert "tells where teams will be, which is never public" in refused(*ask)
    done(*ask, "--internal")


def test_a_visit_without_its_day_or_hours_is_set_aside_with_the_reason(study: Path, tmp_path: Path) -> None:
    shutil.copytree(study, tmp_path / "study")
    rows = [
        "day,team,order,site_id,arrive,depart,lon,lat",
        "2026-03-02,A,1,x,09:00,11:00,-95,0",
        "someday,A,2,x,09:00,11:00,-95,0",
        "2026-03-02,A,3,x,9,11:00,-95,0",
        "2026-03-02,A,4,x,11:00,11:00,-95,0",
        "2026-03-02,,5,x,09:00,11:00,-95,0",
    ]
    done("add", tmp_path / "study", written(tmp_path / "v.csv", rows), "--table=visits")
    assert column(tmp_path / "study" / "quarantine.csv", "reason") == [
        "is not a date like 2025-01-31",
        "is not a time like 09:30",
        "is no later than the arrival",
        "is empty",
    ]
