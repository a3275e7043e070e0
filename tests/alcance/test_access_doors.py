"""Access by the command line: a profile from its file to the tables, and every bad input in one line."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from doors import done, holds, refused, rows_of, written
from osm_world import at_km
from toy_study import demand_csv, road_study

from alcance.day import latest_day

HEADER = (
    "facility_id,name,kind,services,lon,lat,visibility,documents_required,fee,languages,opening_hours,capacity_per_day"
)
# 1.5 km a minute: b is 20 min from a, c another 20.
ROWS = [
    f"a,Ejemplo a,clinic,primary,{at_km(10)!r},0,public,yes,no,es,24/7,10",
    f"b,Ejemplo b,clinic,primary,{at_km(40)!r},0,public,no,no,es,Mo-Fr 08:00-15:00,",
    f"c,Ejemplo c,clinic,primary,{at_km(70)!r},0,public,unknown,yes,es;ht,mañanas,20",
]
PROFILE = """papers = false
mode = "drive"
wait_min = 30

[title]
en = "Nobody's papers"
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    demand = demand_csv(folder, [("h", 10, 0.0, 1000), ("k", 70, 0.0, 500)])
    made = road_study(folder, [], "--demand", demand, "--facilities", written(folder / "list.csv", [HEADER, *ROWS]))
    (made / "profiles").mkdir()
    (made / "profiles" / "no_papers.toml").write_text(PROFILE, encoding="utf-8")
    return made


def _access(folder: Path) -> dict[str, list[str]]:
    return {
        row["facility_id"]: [row["verdict"], row["barrier"], row["unmet"], row["unknown"], row["wait_min"]]
        for row in rows_of(folder / "access.csv")
    }


def test_a_profile_of_the_study_decides_who_counts_and_says_why_not(study: Path, tmp_path: Path) -> None:
    said = done(
        "reach", study, "--service", "primary", "--cutoff-min", 30, "--profile", "no_papers", "--out", tmp_path / "out"
    ).out
    assert _access(tmp_path / "out") == {
        "a": ["blocked", "documents", "documents", "", ""],
        "b": ["certain", "", "", "", ""],
        "c": ["possible", "documents_unknown", "", "documents", ""],
    }
    rows = {row["demand_id"]: row for row in rows_of(tmp_path / "out" / "reach.csv")}
    h, k = rows["h"], rows["k"]
    assert (h["nearest_facility_id"], h["time_min"], h["barrier"]) == ("b", "20.0", "documents")
    assert (h["blocked_facility_id"], h["blocked_time_min"], h["profile"]) == ("a", "0.0", "no_papers")
    assert (k["nearest_facility_id"], k["possible_facility_id"]) == ("b", "c")
    assert "Not certain: 1 for documents\nNot certain: 1 for documents_unknown\n" in said


def test_hours_count_on_arrival_with_the_wait_the_profile_accepts(study: Path, tmp_path: Path) -> None:
    asked = (
        "--service",
        "primary",
        "--profile",
        "no_papers",
        "--arrive",
        "2026-03-03T07:30",
        "--out",
        tmp_path / "out",
    )
    done("gaps", study, *asked)
    found = _access(tmp_path / "out")
    assert found["b"] == ["certain", "", "", "", "30.0"]
    assert found["c"] == ["possible", "hours_unknown", "", "hours;documents", ""]


def test_coverage_tells_steps_room_and_index_and_the_three_numbers_sum(study: Path, tmp_path: Path) -> None:
    done("coverage", study, "--service", "primary", "--cutoff-min", 30, "--visits-a-year", 5, "--out", tmp_path / "out")
    everyone = next(row for row in rows_of(tmp_path / "out" / "coverage.csv") if row["unit_kind"] == "all")
    assert [everyone[step] for step in ("available", "reachable", "admissible", "acceptable")] == ["1500"] * 4
    # a: 10 · 365 / 5 = 730 people, all from h; c: 20 · 365 / 5 = 1,460, those 500 of k; b: nobody knows.
    assert [everyone[name] for name in ("covered_capacity", "without_capacity", "out_of_reach")] == ["1230", "270", "0"]
    assert (everyone["bottleneck"], everyone["eai"], everyone["gini"]) == ("", "1.0000", "0.0000")


def test_the_matrix_of_sectors_is_written_segment_by_segment(study: Path, tmp_path: Path) -> None:
    said = done("sectors", study, "--cutoff-min", 10, "--out", tmp_path / "out").out
    assert "Not certain" not in said  # of which service, nobody asked
    rows = rows_of(tmp_path / "out" / "sectors.csv")
    assert [row["sector"] for row in rows[:5]] == ["housing", "employment", "health", "education", "legal"]
    assert len(rows) == 50
    assert {row["service"] for row in rows} == {""}
    assert "Segments with legal in reach: 0 of 10" in said
    assert not (tmp_path / "out" / "access.csv").exists()


def test_the_manifest_holds_the_profile_and_a_changed_profile_changes_its_hash(study: Path, tmp_path: Path) -> None:
    asked = ("reach", study, "--service", "primary", "--profile", "no_papers", "--out")
    done(*asked, tmp_path / "one")
    assert '"profiles/no_papers.toml"' in (tmp_path / "one" / "manifest.json").read_text("utf-8")
    done(*asked, tmp_path / "two")
    assert holds(tmp_path / "one") == holds(tmp_path / "two")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--profile", "nobody"], "--profile: 'nobody' is not one it knows. Use one of: anyone, "),
        (["--arrive", "22h"], "--arrive: '22h' is no date and time. Write it as 2026-03-03T22:00, "),
        (["--arrive", "2026-03-03"], "--arrive: '2026-03-03' is no date and time. "),
        (["--arrive", "9999-12-31T23:59"], "--arrive: '9999-12-31T23:59' is no date and time. "),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_line(study: Path, options: list[str], said: str) -> None:
    assert refused("gaps", study, "--service", "primary", *options).startswith(said)


@pytest.mark.parametrize("visits", ["0", "-1", "366", "nan"])
def test_visits_that_are_none_are_refused(study: Path, visits: str) -> None:
    told = refused("coverage", study, "--service", "primary", f"--visits-a-year={visits}")
    assert told == (
        f"--visits-a-year: {float(visits):g} is not a number of visits. "
        "Give how often a year one person needs the service: above 0, at most 365."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("passport = false\n[title]\nen = 'x'\n", "unknown key passport"),
        ("languages = ['criollo']\n[title]\nen = 'x'\n", "'criollo' is not a language code"),
        ("needs = ['magic']\n[title]\nen = 'x'\n", "'magic' is not one of"),
        ("papers = 'no'\n[title]\nen = 'x'\n", "papers"),
        ("papers = false\n", "title"),
        ("[title]\nen = 'x'\n[stay]\ncountry = 'MX'\n", "source_title"),
        ("papers = = false", "is not TOML"),
    ],
)
def test_a_profile_that_cannot_be_used_is_one_line_that_names_it(
    study: Path, tmp_path: Path, text: str, said: str
) -> None:
    path = study / "profiles" / "broken.toml"
    path.write_text(text, encoding="utf-8")
    try:
        told = refused("gaps", study, "--service", "primary", "--out", tmp_path / "out")
    finally:
        path.unlink()
    assert "broken.toml" in told
    assert said in told
    assert not (tmp_path / "out").exists()


def test_a_stay_whose_source_was_read_in_a_year_to_come_is_refused_in_one_line(study: Path, tmp_path: Path) -> None:
    path = study / "profiles" / "visitor.toml"
    stay = "[title]\nen = 'x'\n[stay]\ncountry = 'MX'\nsource_title = 'INM'\nsource_url = 'https://example.org'\n"
    path.write_text(f"{stay}checked_on = 2999-01-01\n", encoding="utf-8")
    try:
        for words in (("gaps", study, "--service", "primary", "--out", tmp_path / "out"), ("doctor", study)):
            told = refused(*words)
            assert told == (
                f"{path}, [stay], checked_on: '2999-01-01' is still to come: no place on Earth has that day yet. "
                "Enter the day on which the source was read, or set the clock of this computer."
            )
        path.write_text(f"{stay}checked_on = '{latest_day()}'\n", encoding="utf-8")
        done("gaps", study, "--service", "primary", "--out", tmp_path / "out")
    finally:
        path.unlink()


@pytest.mark.parametrize("capacity", ["-1", "muchas"])
def test_a_capacity_that_is_none_is_told_and_counts_as_unknown(tmp_path: Path, capacity: str) -> None:
    row = f"a,Ejemplo a,clinic,primary,{at_km(10)!r},0,public,yes,no,es,24/7,{capacity}"
    made = road_study(tmp_path, [], "--facilities", written(tmp_path / "list.csv", [HEADER, row]))
    [mended] = [each for each in rows_of(made / "repaired.csv") if each["column"] == "capacity_per_day"]
    assert mended["value"] == capacity
    assert rows_of(made / "facilities.csv")[0]["capacity_per_day"] == ""


def _spoilt(study: Path, tmp_path: Path, **cells: str) -> Path:
    """Return a copy of a study whose facilities.csv somebody changed by hand in the first row."""
    made = tmp_path / "spoilt"
    shutil.copytree(study, made)
    rows = rows_of(made / "facilities.csv")
    rows[0] |= cells
    with (made / "facilities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return made


@pytest.mark.parametrize("capacity", ["-1", "muchas"])
def test_a_capacity_spoilt_by_hand_is_told_where_it_is_by_the_answer_that_needs_it(
    study: Path, tmp_path: Path, capacity: str
) -> None:
    made = _spoilt(study, tmp_path, capacity_per_day=capacity)
    asked = ("coverage", made, "--cutoff-min", 30, "--out", tmp_path / "out")
    line = (
        "facilities.csv: 1 × capacity_per_day is no number of people and counts as not known; the first in row 2 (a): "
        f"'{capacity}'. Mend it in the file."
    )
    assert line in done(*asked, "--service", "primary").out.splitlines()
    everyone = next(row for row in rows_of(tmp_path / "out" / "coverage.csv") if row["unit_kind"] == "all")
    assert everyone["covered_capacity"] == "500"  # of a's 1,000 people nobody finds room for sure: only c told
    assert json.loads(done(*asked, "--service", "primary", "--json").out)["notes"] == [line]
    assert "capacity_per_day" not in done(*asked, "--service", "shelter").out
    assert line not in done("coverage", study, *asked[2:], "--service", "primary").out


def test_a_capacity_of_a_hidden_place_is_told_to_who_may_know_of_it_alone(study: Path, tmp_path: Path) -> None:
    made = _spoilt(study, tmp_path, capacity_per_day="-1", visibility="hidden")
    asked = ("coverage", made, "--service", "primary", "--cutoff-min", 30, "--out", tmp_path / "out")
    assert "capacity_per_day" not in done(*asked).out
    assert "(a): '-1'" in done(*asked, "--internal").out


def test_hours_that_do_not_parse_are_kept_as_text_and_unknown(study: Path) -> None:
    with (study / "facilities.csv").open(encoding="utf-8") as file:
        hours = {row["facility_id"]: row["opening_hours"] for row in csv.DictReader(file)}
    assert "mañanas" in hours["c"]
