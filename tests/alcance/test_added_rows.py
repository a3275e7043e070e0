"""Rows set aside are mended and given again, and new rows join those a study has."""

import csv
from pathlib import Path

import pytest
from doors import alcance, done, refused, rows_of
from toy_study import facilities_csv, facility, road_study

from data.study_file import load_study_file


@pytest.fixture
def study(tmp_path: Path) -> Path:
    rows = [facility("a", 0), "b,Ejemplo b,clinic,primary,west,0,,", "c,Ejemplo c,spaceport,primary,0,0,,"]
    return road_study(tmp_path, rows)


def ids(study: Path, file: str = "facilities.csv", column: str = "facility_id") -> list[str]:
    return [row[column] for row in rows_of(study / file)]


def mend(study: Path, tmp_path: Path, **cells: dict[str, str]) -> Path:
    """Write the rows set aside with some of their cells mended, as a person does in a spreadsheet."""
    rows = rows_of(study / "quarantine-facilities.csv")
    path = tmp_path / "mended.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, **cells.get(row["facility_id"], {})} for row in rows)
    return path


def test_a_mended_row_joins_the_study_and_leaves_the_list_of_those_set_aside(study: Path, tmp_path: Path) -> None:
    assert (ids(study), ids(study, "quarantine.csv", "id")) == (["a"], ["b", "c"])
    ran = done("add", study, mend(study, tmp_path, b={"lon": "0.5"}), "--table", "facilities")
    assert "Added to facilities: 1 of 2 rows" in ran.out
    assert ids(study) == ["a", "b"]
    assert ids(study, "quarantine.csv", "id") == ["c"]
    assert ids(study, "quarantine-facilities.csv") == ["c"]
    assert not [name for name in rows_of(study / "facilities.csv")[0] if name.startswith("alcance_")]
    done("add", study, mend(study, tmp_path, c={"kind": "hospital", "lon": "0.7"}), "--table", "facilities")
    assert ids(study) == ["a", "b", "c"]
    assert ids(study, "quarantine.csv", "id") == ids(study, "quarantine-facilities.csv") == []
    done("gaps", study, "--service", "primary", "--out", tmp_path / "out")


def test_a_row_the_study_has_stays_as_it_was_and_the_new_one_is_set_aside(study: Path, tmp_path: Path) -> None:
    before = rows_of(study / "facilities.csv")
    more = facilities_csv(tmp_path, [facility("a", 50), facility("d", 60)], "more.csv")
    ran = done("add", study, more, "--table", "facilities")
    assert "Added to facilities: 1 of 2 rows" in ran.out
    assert rows_of(study / "facilities.csv")[0] == before[0]
    assert ids(study) == ["a", "d"]
    assert ids(study, "quarantine.csv", "id") == ["b", "c", "a"]


def test_a_mended_file_given_twice_adds_nothing_to_the_lists_and_says_what_the_study_has(
    study: Path, tmp_path: Path
) -> None:
    mended = mend(study, tmp_path, b={"lon": "0.5"})
    done("add", study, mended, "--table", "facilities")
    before = {path.name: path.read_bytes() for path in study.iterdir() if path.is_file()}
    ran = done("add", study, mended, "--table", "facilities")
    assert "Added to facilities: 0 of 2 rows" in ran.out
    assert "Rows of mended.csv the study has already: 1 (b)" in ran.out
    assert before == {path.name: path.read_bytes() for path in study.iterdir() if path.is_file()}
    aside = rows_of(study / "quarantine.csv")
    assert [(row["file"], row["row"], row["id"]) for row in aside] == [("clinics.csv", "4", "c")]


def test_a_row_that_says_something_else_than_the_study_keeps_its_file_and_row_and_is_set_aside_once(
    study: Path, tmp_path: Path
) -> None:
    more = facilities_csv(tmp_path, [facility("d", 60), facility("a", 50)], "more.csv")
    for _ in range(2):
        ran = done("add", study, more, "--table", "facilities")
        assert "more.csv row 3 (a): facility_id 'a' is repeated: the study has it" in ran.out
    assert ids(study, "quarantine.csv", "id") == ["b", "c", "a"]
    assert ids(study, "quarantine-facilities.csv") == ["b", "c", "a"]


def test_nothing_changes_where_no_row_can_be_used(study: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in study.iterdir() if path.is_file()}
    why = refused("add", study, mend(study, tmp_path), "--table", "facilities")
    assert why.startswith("mended.csv: none of its 2 rows")
    assert before == {path.name: path.read_bytes() for path in study.iterdir() if path.is_file()}


@pytest.mark.parametrize("table", ["corridors", "areas", "magic", ""])
def test_a_table_rows_cannot_be_added_to_is_said(study: Path, tmp_path: Path, table: str) -> None:
    assert "rows can be added to" in refused("add", study, mend(study, tmp_path), "--table", table)


def test_a_table_the_study_lacked_begins_with_the_rows_added(study: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("demand_id,lon,lat,population\nd1,0.1,0,100\n")
    done("add", study, people, "--table", "demand")
    assert ids(study, "demand.csv", "demand_id") == ["d1"]
    done("reach", study, "--service", "primary", "--out", tmp_path / "reach")


def test_a_table_the_study_lacked_is_told_by_the_file_it_came_from_and_nothing_else_is_rewritten(
    study: Path, tmp_path: Path
) -> None:
    toml = study / "study.toml"
    toml.write_text(f"# mine\n{toml.read_text('utf-8')}", "utf-8")
    before = toml.read_text("utf-8")
    people, more = (tmp_path / name for name in ("people.csv", "more.csv"))
    people.write_text("demand_id,lon,lat,population\nd1,0.1,0,100\n")
    more.write_text("demand_id,lon,lat,population\nd2,0.2,0,100\n")
    for file in (people, more):
        done("add", study, file, "--table", "demand")
    after = toml.read_text("utf-8")
    assert after.startswith(before)
    told = [(each.title, each.table) for each in load_study_file(toml).sources]
    assert told[-1] == ("people.csv", "demand")
    assert [table for _, table in told].count("demand") == 1


def test_a_mended_row_whose_id_the_study_has_is_listed_as_the_row_it_was_at_first(study: Path, tmp_path: Path) -> None:
    mended = mend(study, tmp_path, b={"lon": "0.5", "facility_id": "a"})
    done("add", study, mended, "--table", "facilities")
    told = [(row["file"], row["row"], row["id"]) for row in rows_of(study / "quarantine.csv")]
    assert sorted(told) == [("clinics.csv", "3", "a"), ("clinics.csv", "4", "c")]


def test_a_check_still_to_come_is_emptied_by_the_doors_and_the_doctor_tells_that_all_are_old(
    study: Path, tmp_path: Path
) -> None:
    header = "facility_id,name,kind,services,lon,lat,visibility,country,checked_on"
    path = tmp_path / "new.csv"
    path.write_text(
        f"{header}\nx,X,clinic,primary,0.1,0,public,,2099-01-01\ny,Y,clinic,primary,0.2,0,public,,2005-01-01\n"
    )
    done("add", study, path, "--table", "facilities")
    assert [row["checked_on"] for row in rows_of(study / "facilities.csv")] == ["", "", "2005-01-01"]
    [told] = [row for row in rows_of(study / "repaired.csv") if row["column"] == "checked_on"]
    assert (told["id"], told["value"], told["mend"]) == ("x", "2099-01-01", "is still to come, emptied")
    assert "1 of 1 dated checks are over 2 years old (before " in doctor(study)


def doctor(study: Path) -> str:
    """Return what the doctor says, whatever it makes of the study."""
    ran = alcance("doctor", study)
    return ran.out
