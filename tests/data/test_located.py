from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from data.demand import take_demand
from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawRow, RawTable
from data.schemas import DEMAND, FACILITIES
from geo.errors import InputError

# Tegucigalpa.
LON, LAT = -87.2068, 14.0818
ROW = {"facility_id": "a", "name": "A", "kind": "water", "services": "water", "lon": str(LON), "lat": str(LAT)}


def take(*rows: dict[str, str], columns: tuple[str, ...] = ()) -> Intake:
    raw_rows = tuple(
        RawRow(number, ROW | {"facility_id": f"f{number}", "name": f"N{number}"} | row)
        for number, row in enumerate(rows, start=1)
    )
    names = columns or tuple(dict.fromkeys(name for row in raw_rows for name in row.cells))
    return take_facilities(RawTable("f.csv", names, raw_rows))


def place(intake: Intake, facility_id: str = "f1") -> tuple[float, float]:
    row = intake.frame.set_index("facility_id").loc[facility_id]
    return round(row["lon"], 4), round(row["lat"], 4)


def mends(intake: Intake) -> list[tuple[Any, ...]]:
    return list(intake.repaired[["id", "column", "value", "mend"]].itertuples(index=False, name=None))


def reason(*rows: dict[str, str]) -> tuple[str, str]:
    line = take({"kind": "food", "services": "food"}, *rows).set_aside.iloc[0]
    return line["column"], line["reason"]


def test_a_place_in_its_country_stays_as_it_is() -> None:
    intake = take({"country": "HN"})
    assert place(intake) == (LON, LAT)
    assert mends(intake) == []


def test_swapped_coordinates_are_mended_by_the_country_of_the_row() -> None:
    intake = take({"country": "HN", "lon": str(LAT), "lat": str(LON)})
    assert place(intake) == (LON, LAT)
    assert mends(intake) == [
        ("f1", "lon", "14.0818", "swapped with lat, read as -87.206800"),
        ("f1", "lat", "-87.2068", "swapped with lon, read as 14.081800"),
    ]


def test_a_missing_minus_sign_is_mended_by_the_country_of_the_row() -> None:
    intake = take({"country": "Honduras", "lon": "87.2068"})
    assert place(intake) == (LON, LAT)
    assert ("f1", "lon", "87.2068", "without its minus sign, read as -87.206800") in mends(intake)


def test_the_file_tells_the_country_of_rows_that_name_none() -> None:
    intake = take({}, {}, {"lon": str(LAT), "lat": str(LON)})
    assert place(intake, "f3") == (LON, LAT)


def test_without_a_country_of_most_rows_nothing_is_guessed() -> None:
    paris, oslo = {"lon": "2.35", "lat": "48.85"}, {"lon": "10.75", "lat": "59.91"}
    swapped = {"lon": str(LAT), "lat": str(LON)}
    assert place(take(paris, oslo, swapped), "f3") == (LAT, LON)


def test_a_file_in_our_own_form_is_never_guessed_at() -> None:
    intake = take({}, {}, {"lon": str(LAT), "lat": str(LON)}, columns=FACILITIES.names)
    assert place(intake, "f3") == (LAT, LON)


def test_a_letter_tells_more_than_a_country() -> None:
    intake = take({"lon": "14°04'54\" N", "lat": "87°12'24\" O"})
    assert place(intake) == (-87.2067, 14.0817)
    assert [column for _, column, _, _ in mends(intake)] == ["lon", "lat"]


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"country": "HN", "lon": "-90.55"}, "lon", "is more than 25 km outside of HN, the country of its row"),
        ({"country": "MX"}, "lon", "is more than 25 km outside of MX, the country of its row"),
        ({"lon": "0", "lat": "0"}, "lon", "is at 0, 0, where places without coordinates end up"),
        ({"lon": "", "lat": ""}, "lon", "is empty"),
        ({"lat": ""}, "lat", "is empty"),
        ({"lon": "14 N", "lat": "15 N"}, "lat", "is there twice: both cells are of the same side of the world"),
        ({"lon": "484000", "lat": "1556000"}, "lon", "is off the globe"),
        ({"lon": "484000", "lat": "1556000", "utm_zone": "16 o 17"}, "lon", "is off the globe"),
        ({"lon": "484000", "lat": "14.1"}, "lon", "is off the globe"),
        ({"lon": "", "lat": "", "coordinates": "Tegucigalpa"}, "coordinates", "does not hold a latitude"),
    ],
)
def test_a_place_that_is_not_certain_is_set_aside(cells: dict[str, str], column: str, told: str) -> None:
    found = reason(cells)
    assert found[0] == column
    assert told in found[1]


def test_a_file_all_of_whose_rows_lie_outside_their_country_is_refused_also_by_many_at_once() -> None:
    def said(_: int) -> str:
        with pytest.raises(InputError) as caught:
            take({"country": "MX"}, {"country": "US"}, {"country": "GT", "lat": "9"})
        return str(caught.value)

    with ThreadPoolExecutor(8) as threads:
        told = set(threads.map(said, range(24)))
    first = "row 1 f1 lon '-87.2068' is more than 25 km outside of MX, the country of its row"
    what = f"none of its 3 rows can be used as facilities; the first: {first}"
    assert told == {f"f.csv: {what}. Mend the rows and give the file again."}


def test_a_country_of_which_nothing_is_held_checks_nothing() -> None:
    assert place(take({"country": "GF"})) == (LON, LAT)


def test_a_country_far_from_the_corridor_is_told_by_the_boxes_around_it() -> None:
    quito = {"country": "EC", "lon": "-78.5", "lat": "-0.2"}
    intake = take(quito, quito | {"lon": "-0.2", "lat": "-78.5"}, quito | {"country": "IQ"})
    assert place(intake, "f1") == place(intake, "f2") == (-78.5, -0.2)
    assert mends(intake) == [
        ("f2", "lon", "-0.2", "swapped with lat, read as -78.500000"),
        ("f2", "lat", "-78.5", "swapped with lon, read as -0.200000"),
    ]
    aside = intake.set_aside.iloc[0]
    assert (aside["id"], aside["reason"]) == ("f3", "is more than 25 km outside of IQ, the country of its row")


def test_one_cell_may_hold_both_coordinates_in_either_order() -> None:
    columns = ("facility_id", "name", "kind", "services", "coordinates", "country")
    both = {"country": "HN", "lon": "", "lat": ""}
    intake = take(
        both | {"coordinates": "14.0818, -87.2068"}, both | {"coordinates": "-87.2068 14.0818"}, columns=columns
    )
    assert place(intake, "f1") == place(intake, "f2") == (LON, LAT)
    assert ("f1", "coordinates", "14.0818, -87.2068", "read as latitude 14.081800, longitude -87.206800") in mends(
        intake
    )


def test_an_order_that_stays_open_sets_the_row_aside() -> None:
    paris = {"lon": "2.35", "lat": "48.85"}
    line = take(paris, paris, {"lon": "", "lat": "14.0818 -87.2068"}).set_aside.iloc[0]
    assert line["reason"] == "leaves open which of the two is the latitude"


def test_metres_of_a_known_zone_are_a_place() -> None:
    intake = take({"lon": "477674", "lat": "1556847", "zona UTM": "16N"})
    assert place(intake) == pytest.approx((LON, LAT), abs=0.01)
    assert mends(intake)[0][3].startswith("metres of UTM zone 16N (WGS 84), read as -87.20")


def test_the_country_tells_the_half_of_the_world_of_a_zone_without_a_letter() -> None:
    cells = {"lon": "477674", "lat": "1556847", "huso": "16"}
    assert place(take(cells | {"country": "HN"})) == pytest.approx((LON, LAT), abs=0.01)
    paris = {"lon": "2.35", "lat": "48.85"}
    assert "leaves its half of the world open" in take(paris, paris, cells).set_aside["reason"].iloc[0]


def test_a_hotline_without_a_place_is_not_looked_for() -> None:
    assert len(take({"kind": "hotline", "services": "legal", "country": "HN", "lon": "", "lat": ""}).frame) == 1


def test_demand_is_located_in_the_same_way() -> None:
    rows = tuple(
        RawRow(number, {"demand_id": f"d{number}", "lon": lon, "lat": lat, "population": "5"})
        for number, (lon, lat) in enumerate([("-87,2", "14,1"), ("-87,3", "14,2"), ("14,1", "-87,2")], start=2)
    )
    frame = take_demand(RawTable("d.csv", ("demand_id", "lon", "lat", "population"), rows)).frame
    assert list(frame["lon"]) == [-87.2, -87.3, -87.2]
    assert set(DEMAND.names) <= set(frame.columns)
