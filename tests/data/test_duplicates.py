import pandas as pd

from data.demand import take_demand
from data.duplicates import at_hidden_points, close_alike, close_namesakes
from data.facilities import take_facilities
from data.intake import Intake
from data.places_check import long_unchecked, place_notes
from data.raw import RawRow, RawTable

ROW = {"name": "Casa del Agua", "kind": "water", "services": "water", "lon": "-90.5", "lat": "14.6", "note": ""}


def take(**rows: dict[str, str]) -> Intake:
    raw_rows = tuple(
        RawRow(number, {"facility_id": name} | ROW | cells) for number, (name, cells) in enumerate(rows.items(), 2)
    )
    columns = tuple(dict.fromkeys(name for row in raw_rows for name in row.cells))
    return take_facilities(RawTable("f.csv", columns, raw_rows))


def test_a_row_that_says_all_of_another_one_is_set_aside() -> None:
    intake = take(b={}, a={"lon": "-90,5"}, c={"note": "second tap"})
    assert list(intake.frame["facility_id"]) == ["b", "c"]
    assert list(intake.set_aside[["id", "column", "reason"]].itertuples(index=False, name=None)) == [
        ("a", "facility_id", "is repeated: another row says the same under another name of its own")
    ]


def test_places_without_a_name_may_stand_at_one_point() -> None:
    assert len(take(a={"name": ""}, b={"name": ""}).frame) == 2


def test_people_counted_twice_at_one_point_may_be_two_groups() -> None:
    rows = tuple(RawRow(at, {"demand_id": f"{at}", "lon": "-90", "lat": "15", "population": "5"}) for at in (2, 3))
    assert len(take_demand(RawTable("d.csv", tuple(rows[0].cells), rows)).frame) == 2


def test_namesakes_within_100_m_are_kept_and_pointed_out() -> None:
    # 0.0009 degrees of latitude are 99.6 m, 0.0010 are 110.6 m.
    intake = take(b={}, a={"lat": "14.6009", "name": "CASA  del agua"}, c={"lat": "14.5990"}, d={"name": "Other"})
    pairs = list(close_namesakes(intake.frame).itertuples(index=False, name=None))
    assert pairs == [("a", "b", "CASA  del agua", 99.6)]


def test_namesakes_are_one_whatever_their_case_and_accents() -> None:
    intake = take(a={"name": "Clínica Uno"}, b={"name": "CLINICA  UNO", "lon": "-90.5002"}, c={"name": "Clínica Dos"})
    pairs = close_namesakes(intake.frame)
    assert list(pairs[["facility_id", "other_id"]].itertuples(index=False, name=None)) == [("a", "b")]


def test_a_file_is_told_of_countries_nobody_could_check_and_of_places_out_at_sea() -> None:
    cells = {
        "a": {"country": "HN", "lat": "14.1", "lon": "-87.2"},
        "b": {"country": "ZZ"},
        "c": {"country": "Atlantis", "lon": "-92", "lat": "25"},
        "d": {"country": ""},
    }
    rows = tuple(RawRow(at, ROW | {"facility_id": name} | each) for at, (name, each) in enumerate(cells.items(), 2))
    raw = RawTable("f.csv", tuple(rows[0].cells), rows)
    frame = take_facilities(raw).frame
    unchecked = "2 rows name a country we don't know the place of: not checked whether they lie in it"
    at_sea = "1 rows lie over 25 km out at sea, or in Antarctica: see whether lon and lat are swapped"
    assert place_notes("facilities", raw, frame) == (unchecked, at_sea)
    # Incidents do happen at sea.
    assert place_notes("incidents", raw, frame) == (unchecked,)


def test_a_table_without_places_has_no_notes_on_them() -> None:
    raw = RawTable("d.csv", ("country",), (RawRow(2, {"country": "ZZ"}),))
    assert place_notes("flows", raw, pd.DataFrame({"country": ["ZZ"]})) == ()


def test_a_table_without_namesakes_points_out_nothing() -> None:
    found = close_namesakes(take(a={}, b={"name": "Other"}).frame)
    assert list(found.columns) == ["facility_id", "other_id", "name", "apart_m"]
    assert found.empty


def test_what_was_checked_more_than_two_years_ago_is_pointed_out() -> None:
    days = {"a": "2099-06-01", "b": "2023-06-01", "c": "2023-05-31", "d": "", "e": "2019-01-01"}
    intake = take(**{name: {"checked_on": day, "note": name} for name, day in days.items()})
    found = long_unchecked(intake.frame, "2025-06-01")
    assert list(found.itertuples(index=False, name=None)) == [("e", "2019-01-01"), ("c", "2023-05-31")]


def test_where_nothing_says_when_it_was_checked_nothing_is_pointed_out() -> None:
    assert long_unchecked(take(a={}).frame, "2025-06-01").empty


def test_a_check_still_to_come_is_emptied_and_listed_where_a_door_tells_the_day() -> None:
    cells = {"facility_id": "a", "name": "A", "kind": "clinic", "lon": "-90.5", "lat": "14.6"}
    days = ("2025-06-01", "2025-06-02", "")
    rows = (
        RawRow(at, cells | {"facility_id": f"a{at}", "lat": f"14.{at}", "checked_on": day})
        for at, day in enumerate(days, start=2)
    )
    raw = RawTable("f.csv", (*cells, "checked_on"), tuple(rows))
    taken = take_facilities(raw, latest="2025-06-01")
    assert list(taken.frame["checked_on"]) == ["2025-06-01", "", ""]
    told = taken.repaired[taken.repaired["column"] == "checked_on"]
    assert told[["row", "value", "mend"]].to_numpy().tolist() == [[3, "2025-06-02", "is still to come, emptied"]]
    assert list(take_facilities(raw).frame["checked_on"]) == list(days)


def test_a_place_told_of_at_the_point_of_a_hidden_one_is_found() -> None:
    hidden = {"name": "Casa Luna", "visibility": "hidden"}
    # 0.00008 degrees of latitude are 8.8 m, 0.0001 are 11 m.
    near, far = {"name": "Pozo", "lat": "14.60008"}, {"name": "Fuente", "lat": "14.5999"}
    frame = take(a={"visibility": "public"} | near, b=hidden, c={"visibility": "public"} | far, d=near | hidden).frame
    assert at_hidden_points(frame, "hidden") == {"a": "b"}
    assert close_alike(frame) == []


def test_names_of_which_one_holds_the_other_are_found_where_their_words_on_secrecy_differ() -> None:
    more = {"name": "Casa del Agua, A.C.", "visibility": "hidden"}
    intake = take(a={"visibility": "public"}, b=more, c={"visibility": "public", "lat": "14.61"})
    assert list(intake.frame["visibility"]) == ["hidden", "hidden", "public"]
    before = intake.frame.assign(visibility=["public", "hidden", "public"])
    assert close_alike(before) == [("a", "b")]
    assert close_alike(before.iloc[:0]) == []
