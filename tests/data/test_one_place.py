"""Rows of one place that contradict each other on who may know it: the more careful word counts, and it is told."""

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawRow, RawTable, raw_from_frame
from data.recognise.apply import apply_map
from data.recognise.find import ROW_NUMBER, recognise
from data.schemas import DEMAND, FACILITIES

ROW = {"facility_id": "a", "name": "Casa Uno", "kind": "food", "services": "food", "lon": "-90.5", "lat": "14.6"}
BY_NAME = "another row of its name, or much of it, within 100 m is {}: so is this one"
BY_ID = "another row of its id is {}: so is this one"


def take(*rows: dict[str, str]) -> Intake:
    return take_facilities(raw_from_frame(pd.DataFrame([ROW | row for row in rows]).fillna(""), "x.csv"))


def told(intake: Intake) -> list[tuple[int, str, str, str]]:
    lines = intake.repaired[intake.repaired["column"] == "visibility"]
    return list(lines[["row", "id", "value", "mend"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        (("public", "hidden"), ["hidden", "hidden"]),
        (("hidden", "public"), ["hidden", "hidden"]),
        (("public", "restricted"), ["restricted", "restricted"]),
        (("restricted", "hidden"), ["hidden", "hidden"]),
        (("public", "public"), ["public", "public"]),
    ],
)
def test_of_two_rows_of_one_name_and_point_the_more_careful_word_counts_for_both(
    words: tuple[str, str], counts: list[str]
) -> None:
    one, other = words
    intake = take({"visibility": one, "phone": "1"}, {"facility_id": "b", "name": "CASA  UNÓ", "visibility": other})
    assert list(intake.frame["visibility"]) == counts
    changed = [(at, name, word) for at, name, word, now in zip((1, 2), "ab", words, counts, strict=True) if word != now]
    assert told(intake) == [(*each, BY_NAME.format(counts[0])) for each in changed]


@pytest.mark.parametrize("other", [{"name": "Casa Dos"}, {"lat": "14.602"}, {"name": ""}])
def test_rows_of_another_name_or_place_change_nothing(other: dict[str, str]) -> None:
    intake = take({"visibility": "public"}, {"facility_id": "b", "visibility": "hidden"} | other)
    assert list(intake.frame["visibility"]) == ["public", "hidden"]
    assert told(intake) == []


@pytest.mark.parametrize(
    ("one", "other", "lat", "who"),
    [
        ("Ayuda Valle", "Ayuda Valle A.C.", "14.6", ["hidden", "hidden"]),
        ("Puesto Mar", 'Puesto de Salud "Mar"', "14.6", ["hidden", "hidden"]),
        ("Puesto de salud MAR", "Puesto Mar", "14.6005", ["hidden", "hidden"]),
        ("Ayuda Valle", "Ayuda Valle A.C.", "14.602", ["public", "hidden"]),
        ("Ayuda Valle", "Ayuda Sierra", "14.6", ["public", "hidden"]),
        ("Hospital del Valle", "Hospital del Valle 2", "14.6", ["public", "hidden"]),
        ("Hospital del Valle II", "Hospital del Valle", "14.6", ["public", "hidden"]),
    ],
)
def test_a_name_that_holds_the_other_at_the_same_place_is_as_careful(
    one: str, other: str, lat: str, who: list[str]
) -> None:
    rows = (
        {"name": one, "visibility": "public"},
        {"facility_id": "b", "name": other, "lat": lat, "visibility": "hidden"},
    )
    intake = take(*rows)
    assert list(intake.frame["visibility"]) == who
    assert [mend for *_, mend in told(intake)] == [BY_NAME.format("hidden")] * (who.count("hidden") - 1)


def test_a_number_more_in_a_name_is_another_place() -> None:
    intake = take({"visibility": "public"}, {"facility_id": "b", "name": "Casa Uno 3", "visibility": "hidden"})
    assert list(intake.frame["visibility"]) == ["public", "hidden"]


def test_a_word_goes_as_far_as_each_row_has_the_next_within_reach() -> None:
    lats = ("14.6", "14.6008", "14.6016", "14.6024")
    rows = [{"facility_id": f"x{at}", "lat": lat, "visibility": "public"} for at, lat in enumerate(lats)]
    rows[-1]["visibility"] = "hidden"
    assert set(take(*rows).frame["visibility"]) == {"hidden"}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("other", [{"lat": "14.9"}, {"name": "Casa Dos"}])
def test_of_two_rows_of_one_id_and_place_the_one_that_stays_is_as_careful_as_the_other(
    order: tuple[int, int], other: dict[str, str]
) -> None:
    rows = [{"visibility": "public"}, {"visibility": "hidden"} | other]
    intake = take(*(rows[at] for at in order))
    assert list(intake.frame["visibility"]) == ["hidden"]
    assert list(intake.frame["name"]) == ["Casa Uno"]
    assert told(intake) == [(order.index(0) + 1, "a", "public", BY_ID.format("hidden"))]
    against = "is repeated: another row has it, and the two contradict each other in visibility"
    assert list(intake.set_aside["reason"]) == [against]


@pytest.mark.parametrize(
    ("stays", "other", "status"),
    [
        ({"status": "open"}, {"status": "closed"}, "closed"),
        ({"status": "unknown"}, {"status": "closed"}, "closed"),
        ({"status": "closed"}, {"status": "open"}, "closed"),
        ({"status": "open", "checked_on": "2026-02-02"}, {"status": "closed", "checked_on": "2026-02-01"}, "open"),
        ({"status": "open", "checked_on": "2026-02-01"}, {"status": "closed", "checked_on": "2026-02-01"}, "closed"),
        ({"status": "open", "checked_on": "2026-02-01"}, {"status": "closed"}, "closed"),
        ({"status": "open"}, {"status": "closed", "checked_on": "2026-02-01"}, "closed"),
        ({"status": "open"}, {"status": "unknown"}, "open"),
        ({"status": "open"}, {"status": "closed", "lat": "14.9", "name": "Casa Dos"}, "open"),
    ],
)
def test_a_place_that_a_row_of_its_id_calls_closed_is_closed_unless_it_was_checked_later(
    stays: dict[str, str], other: dict[str, str], status: str
) -> None:
    intake = take(stays, other)
    assert list(intake.frame["status"]) == [status]
    mends = intake.repaired[intake.repaired["column"] == "status"]["mend"]
    expected = [] if status == stays["status"] else ["another row of its id is closed: so is this one"]
    assert list(mends) == expected


def test_an_id_given_to_another_place_hides_nothing() -> None:
    intake = take({"visibility": "public"}, {"visibility": "hidden", "lat": "14.9", "name": "Casa Dos"})
    assert list(intake.frame["visibility"]) == ["public"]


def listed(header: str, rows: list[tuple[str, ...]], *, names: str = "name,lat,lon,visibility,status") -> RawTable:
    columns = (header, *names.split(","), "kind")
    cells = (dict(zip(columns, (*row, "food"), strict=True)) for row in rows)
    return RawTable("list.csv", columns, tuple(RawRow(at, each) for at, each in enumerate(cells, start=2)))


def places(count: int) -> list[tuple[str, ...]]:
    return [(f"A{at}", f"Casa {at}", f"14.{at + 100}", "-90.5", "public", "open") for at in range(count)]


@pytest.mark.parametrize("header", ["id", "clave", "Código"])
@pytest.mark.parametrize("count", [10, 100])
def test_ids_of_which_a_few_repeat_are_ids_and_their_contradictions_are_told(header: str, count: int) -> None:
    again = [
        ("A1", "Casa 1", "14.101", "-90.5", "hidden", "open"),
        ("A2", "Casa 2", "14.102", "-90.5", "public", "closed"),
    ]
    raw = listed(header, [*places(count), *again])
    columns = recognise(raw, FACILITIES)
    assert columns.columns["facility_id"] == header
    intake = take_facilities(apply_map(raw, FACILITIES, columns))
    assert len(intake.frame) == count
    assert intake.set_aside[["id", "reason"]].to_numpy().tolist() == [
        ["A1", "is repeated: another row has it, and the two contradict each other in visibility"],
        ["A2", "is repeated: another row has it, and the two contradict each other in status"],
    ]
    assert dict(zip(intake.frame["facility_id"], intake.frame["visibility"], strict=True))["A1"] == "hidden"


@pytest.mark.parametrize(
    "rows",
    [
        [("02", *row[1:]) for row in places(10)],
        [(f"M{at // 2}", *row[1:]) for at, row in enumerate(places(10))],
        [(f"M{at % 8}", *row[1:]) for at, row in enumerate(places(10))],
    ],
    ids=["one code in every row", "most rows share theirs", "rows of one code are other places"],
)
def test_codes_that_cannot_be_ids_are_none(rows: list[tuple[str, ...]]) -> None:
    columns = recognise(listed("id", rows), FACILITIES)
    assert columns.derived["facility_id"] == ROW_NUMBER
    assert columns.left == ("id",)


def test_two_towns_of_one_name_are_two_towns() -> None:
    rows = [(f"San {at}", f"14.{at + 100}", "-90.5", "5") for at in range(10)]
    rows.append(("San 3", "15.5", "-90.5", "7"))
    columns = ("localidad", "lat", "lon", "población")
    cells = (dict(zip(columns, row, strict=True)) for row in rows)
    raw = RawTable("towns.csv", columns, tuple(RawRow(at, each) for at, each in enumerate(cells, start=2)))
    assert recognise(raw, DEMAND).derived["demand_id"] == ROW_NUMBER
