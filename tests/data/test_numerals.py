import pytest

from data.demand import take_demand
from data.facilities import take_facilities
from data.intake import Intake
from data.numerals import decimal_sign, read_number
from data.raw import RawRow, RawTable
from data.schemas import DEMAND


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


def test_in_our_own_form_a_point_is_a_decimal_point() -> None:
    assert list(demand("1.234", "250", columns=DEMAND.names).frame["population"]) == [1.234, 250.0]


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
