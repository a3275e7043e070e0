"""A row added contradicts the study on who may know a place, or whether it is open: nothing is told in silence."""

from pathlib import Path

import pytest
from doors import alcance, done, rows_of
from toy_study import facility, road_study

LIST = "facility_id,name,kind,services,lon,lat,visibility,status"
CANARY = "Ejemplo Canario,food,food,0.3,0"
HELD = "Held back in the study from now on: 1 of its places"


def add_place(study: Path, tmp_path: Path, *rows: str, header: str = LIST) -> str:
    """Add rows of a place of the study's, and return what is said."""
    path = tmp_path / "again.csv"
    path.write_text("\n".join([header, *rows, ""]))
    return done("add", study, path, "--table", "facilities").out


@pytest.fixture
def told_of(tmp_path: Path) -> Path:
    """Return a study with a place that everybody may know."""
    study = road_study(tmp_path, [facility("a", 0)])
    add_place(study, tmp_path, f"A1,{CANARY},public,open")
    return study


def who(study: Path) -> dict[str, str]:
    return {
        row["facility_id"]: row["visibility"] for row in rows_of(study / "facilities.csv") if row["name"] != "Ejemplo a"
    }


def why(study: Path) -> list[tuple[str, str]]:
    return [(row["id"], row["reason"]) for row in rows_of(study / "quarantine.csv") if row["file"] == "again.csv"]


AGAINST = "is repeated: the study has it, and the two contradict each other in "
ELSEWHERE = "is repeated: the study has it under another id, and the two contradict each other in visibility"


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        (["A1,{},hidden,open"], [("A1", f"{AGAINST}visibility")]),
        (["B7,{},hidden,open"], [("B7", ELSEWHERE)]),
        (["B7,{},hidden,open", "A1,{},hidden,open"], [("A1", f"{AGAINST}visibility"), ("B7", ELSEWHERE)]),
        (["A1,{},hidden,closed"], [("A1", f"{AGAINST}visibility, status")]),
    ],
)
def test_a_place_the_study_tells_of_is_hidden_where_a_row_added_hides_it_and_both_are_told(
    told_of: Path, tmp_path: Path, rows: list[str], reasons: list[tuple[str, str]]
) -> None:
    given = [row.format(CANARY) for row in rows]
    said = add_place(told_of, tmp_path, *given)
    assert HELD in said
    assert "  A1, public until now: a row that was added is of the same place and hidden: so is this one" in said
    assert all(reason in said for _, reason in reasons)
    assert who(told_of) == {"A1": "hidden"}
    assert sorted(why(told_of)) == reasons
    examined = alcance("doctor", told_of).out
    assert "visibility 'public': a row that was added is of the same place and hidden: so is this one" in examined
    assert all(reason in examined for _, reason in reasons)
    before = (told_of / "quarantine.csv").read_bytes()
    assert HELD not in add_place(told_of, tmp_path, *given)
    assert (told_of / "quarantine.csv").read_bytes() == before


def test_a_place_of_the_same_name_that_a_row_added_hides_is_hidden_in_the_study_too(
    told_of: Path, tmp_path: Path
) -> None:
    said = add_place(told_of, tmp_path, "B7,EJEMPLO CANARIO,clinic,primary,0.3001,0,hidden,open")
    assert (
        "  A1, public until now: another row of its name, or much of it, within 100 m is hidden: so is this one" in said
    )
    assert who(told_of) == {"A1": "hidden", "B7": "hidden"}


def test_a_place_of_much_the_same_name_is_hidden_and_one_of_another_name_is_named(
    told_of: Path, tmp_path: Path
) -> None:
    point = "At the same point as A1, which is hidden: whoever is told of this place may find that one"
    said = add_place(told_of, tmp_path, "B7,Ejemplo Canario A.C.,clinic,primary,0.3,0,hidden,open")
    assert HELD in said
    assert who(told_of) == {"A1": "hidden", "B7": "hidden"}
    assert "at the same point" not in alcance("doctor", told_of).out
    add_place(told_of, tmp_path, "C1,Otro Comedor,food,food,0.30005,0,public,open")
    assert who(told_of)["C1"] == "public"
    assert point.lower() in alcance("doctor", told_of).out.lower()


def test_a_row_without_an_id_that_hides_a_place_of_the_study_is_no_second_place(told_of: Path, tmp_path: Path) -> None:
    said = add_place(told_of, tmp_path, f"{CANARY},hidden,open", header=LIST.removeprefix("facility_id,"))
    assert ELSEWHERE in said
    assert who(told_of) == {"A1": "hidden"}


def test_closed_against_open_is_named_and_the_study_s_row_stays(told_of: Path, tmp_path: Path) -> None:
    said = add_place(told_of, tmp_path, f"B7,{CANARY},public,closed", f"A1,{CANARY},public,closed")
    assert f"again.csv row 3 (A1): facility_id 'A1' {AGAINST}status" in said
    assert HELD not in said
    rows = rows_of(told_of / "facilities.csv")
    assert {row["facility_id"]: row["status"] for row in rows if row["facility_id"] in ("A1", "B7")} == {
        "A1": "open",
        "B7": "closed",
    }
    told = "same name as A1 within 100 m, but one is open and the other closed"
    assert told in alcance("doctor", told_of).out


def test_a_list_that_does_not_say_who_may_know_a_place_takes_nothing_back(told_of: Path, tmp_path: Path) -> None:
    said = add_place(told_of, tmp_path, f"A1,{CANARY},open", header=LIST.replace("visibility,", ""))
    assert "Rows of again.csv the study has already: 1 (A1)" in said
    assert who(told_of) == {"A1": "public"}


def test_a_place_told_of_does_not_uncover_a_hidden_one(told_of: Path, tmp_path: Path) -> None:
    add_place(told_of, tmp_path, f"A1,{CANARY},hidden,open")
    said = add_place(told_of, tmp_path, f"A1,{CANARY},public,open")
    assert f"{AGAINST}visibility" in said
    assert who(told_of) == {"A1": "hidden"}
