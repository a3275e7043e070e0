import json
from pathlib import Path

import pytest

from data.areas import take_areas
from data.demand import take_demand
from data.facilities import take_facilities
from data.flows import take_flows
from data.from_outside import take_outside
from data.intake import Intake
from data.numerals import decimal_sign, read_number
from data.points import take_incidents
from data.raw import RawRow, RawTable
from data.read_geojson import read_geojson
from data.schemas import DEMAND, FACILITIES
from data.tables_of_study import load_table


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (["12.5", "7"], ("point", "point")),
        (["1,234,567"], ("point", "point")),
        (["1,234.5"], ("point", "point")),
        (["0.125"], ("point", "point")),
        (["12,5"], ("comma", "comma")),
        (["1.234.567"], ("comma", "comma")),
        (["1.234,5"], ("comma", "comma")),
        (["12000"], ("point", "comma")),
        (["12.5", "12,5"], ("", "")),
        (["1.234", "5", "", "x"], ("", "")),
        ([], ("", "")),
    ],
)
def test_a_column_tells_its_decimal_sign_or_leaves_it_open(cells: list[str], signs: tuple[str, str]) -> None:
    assert decimal_sign(cells) == signs


@pytest.mark.parametrize(
    ("text", "open_", "point", "comma"),
    [
        ("1234.5", 1234.5, 1234.5, 1234.5),
        ("12,5", 12.5, 12.5, 12.5),
        ("1,234.5", 1234.5, 1234.5, 1234.5),
        ("1.234,5", 1234.5, 1234.5, 1234.5),
        ("1.234.567", 1234567, 1234567, 1234567),
        ("1 234 567", 1234567, 1234567, 1234567),
        ("1'234,5", 1234.5, 1234.5, 1234.5),
        ("1.234", None, 1.234, 1234),
        ("1,234", None, 1234, 1.234),
        ("12 34", None, None, None),
        ("1.23.456", None, None, None),
        ("1_000", None, None, None),
    ],
)
def test_a_number_that_could_be_two_is_read_as_its_column_says(
    text: str, open_: float | None, point: float | None, comma: float | None
) -> None:
    assert read_number(text, ("", "")) == open_
    assert read_number(text, ("point", "point")) == point
    assert read_number(text, ("comma", "comma")) == comma


def demand(*populations: str, columns: tuple[str, ...] = ("demand_id", "lon", "lat", "population")) -> Intake:
    rows = tuple(
        RawRow(number, {"demand_id": f"d{number}", "lon": "-90.5", "lat": "14.6", "population": population})
        for number, population in enumerate(populations)
    )
    return take_demand(RawTable("d.csv", columns, rows))


def test_thousands_are_people_where_the_column_says_so() -> None:
    intake = demand("1.234", "1.234.567", "250")
    assert list(intake.frame["population"]) == [1234.0, 1234567.0, 250.0]
    assert list(intake.repaired["mend"]) == ["read as 1234", "read as 1234567"]


def test_a_number_that_stays_open_sets_its_row_aside() -> None:
    intake = demand("1.234", "250")
    assert list(intake.frame["population"]) == [250.0]
    assert list(intake.set_aside["reason"]) == [
        "is a fraction or thousands: the other cells of its column do not say which"
    ]


def test_in_our_own_form_a_point_is_a_decimal_point_only_where_a_hidden_row_could_tell_of_itself() -> None:
    assert list(demand("1.234", "250", columns=DEMAND.names).frame["population"]) == [250.0]
    row = {"facility_id": "a", "name": "A", "kind": "shelter", "lon": "-90.5", "lat": "14.6", "beds": "1.234"}
    cells = dict.fromkeys(FACILITIES.names, "") | row
    taken = take_facilities(RawTable("f.csv", FACILITIES.names, (RawRow(2, cells),)))
    assert list(taken.frame["beds"]) == [1.234]


@pytest.mark.parametrize("text", ["20 camas", "20 beds", "20 lits", "20 Leitos", "20 personas"])
def test_a_unit_that_says_nothing_new_is_left_out(text: str) -> None:
    cells = {"facility_id": "a", "name": "A", "kind": "shelter", "lon": "-90.5", "lat": "14.6", "beds": text}
    intake = take_facilities(RawTable("f.csv", tuple(cells), (RawRow(2, cells),)))
    assert list(intake.frame["beds"]) == [20.0]
    assert ("beds", text, "read as 20") in list(
        intake.repaired[["column", "value", "mend"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize("text", ["20 per week", "20-30", "camas", "20 camas 3"])
def test_a_unit_that_changes_the_number_empties_the_cell_and_is_listed(text: str) -> None:
    cells = {"facility_id": "a", "name": "A", "kind": "shelter", "lon": "-90.5", "lat": "14.6", "beds": text}
    intake = take_facilities(RawTable("f.csv", tuple(cells), (RawRow(2, cells),)))
    assert list(intake.frame["beds"].isna()) == [True]
    mend = "is not a number (digits with a decimal point, no unit), emptied"
    assert ("beds", text, mend) in list(intake.repaired[["column", "value", "mend"]].itertuples(index=False, name=None))


OPEN = "is a fraction or thousands: the other cells of its column do not say which"
FLOW = ("corridor_id", "start_km", "end_km", "people_per_day", "source")
INCIDENT = ("incident_id", "lon", "lat", "date", "kind", "source", "location_precision_m", "severity")


def flows(*people: str) -> RawTable:
    cells = ((each, str(at), str(at + 1)) for at, each in enumerate(people))
    rows = [dict(zip(FLOW, ("k", start, end, each, "x"), strict=True)) for each, start, end in cells]
    return RawTable("flows.csv", FLOW, tuple(RawRow(at, row) for at, row in enumerate(rows, start=2)))


def test_flows_and_incidents_under_our_names_are_read_as_their_columns_say() -> None:
    assert list(take_flows(flows("1.500", "80,5", "2.250")).frame["people_per_day"]) == [1500, 80.5, 2250]
    told = (("5.000", "1.500"), ("12,5", "2,5"))
    rows = (
        RawRow(at, dict(zip(INCIDENT, (str(at), "-92", "15", "2025-01-31", "x", "y", *each), strict=True)))
        for at, each in enumerate(told)
    )
    frame = take_incidents(RawTable("incidents.csv", INCIDENT, tuple(rows))).frame
    assert list(frame["location_precision_m"]) == [5000, 12.5]
    assert list(frame["severity"]) == [1500, 2.5]


def test_a_flow_whose_column_leaves_it_open_is_set_aside() -> None:
    taken = take_flows(flows("1.500", "2.500", "800"))
    assert list(taken.frame["people_per_day"]) == [800]
    assert list(taken.set_aside["value"]) == ["1.500", "2.500"]
    assert set(taken.set_aside["reason"]) == {OPEN}


def areas(path: Path, *populations: object) -> Path:
    square = {"type": "Polygon", "coordinates": [[[0, 1], [1, 1], [1, 2], [0, 1]]]}
    features = [
        {"type": "Feature", "properties": {"area_id": f"a{at}", "name": "A", "population": each}, "geometry": square}
        for at, each in enumerate(populations)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_thousands_in_the_texts_of_a_drawn_file_are_told_by_their_column_and_its_numbers_are_no_thousands(
    tmp_path: Path,
) -> None:
    texts = take_areas(read_geojson(areas(tmp_path / "texts.geojson", "1.500", "80,5")))
    assert list(texts.frame["population"]) == [1500, 80.5]
    open_ = take_areas(read_geojson(areas(tmp_path / "open.geojson", "1.500", "800")))
    assert list(open_.frame["population"]) == [800]
    assert list(open_.set_aside["reason"]) == [OPEN]
    numbers = take_outside("areas", areas(tmp_path / "numbers.geojson", 1.234, 12, None)).intake
    assert list(numbers.frame["population"].dropna()) == [1.234, 12]
    named = areas(tmp_path / "named.geojson", 1.234, 12)
    named.write_text(named.read_text().replace("population", "habitantes"))
    assert list(take_outside("areas", named).intake.frame["population"]) == [1.234, 12]


def test_a_study_reads_its_own_numbers_with_points(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text("corridor_id,start_km,end_km,people_per_day,source\nk,0,5,1.234,x\n")
    assert list(load_table("flows", path).frame["people_per_day"]) == [1.234]
