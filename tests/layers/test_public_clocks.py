"""By whose clock each place opens."""

from datetime import date
from typing import Any

import pytest

from layers.public.clocks import with_clocks
from layers.public.places import Record

AS_OF = date(2026, 3, 15)
OPEN = {"h": ((), (), (), (), (), (), ())}
CHIAPAS = {"x": -92.26, "y": 14.9, "c": "MX"}
TIJUANA = {"x": -117.02, "y": 32.52, "c": "MX"}
HERMOSILLO = {"x": -110.96, "y": 29.08, "c": "MX"}
# One for each clock of Mexico: that of Sonora is that of Sinaloa too, that of the capital that of most states.
OF_MEXICO = [
    *("America/Bahia_Banderas", "America/Cancun", "America/Ciudad_Juarez", "America/Hermosillo", "America/Matamoros"),
    "America/Tijuana",
]


def clocks(*records: dict[str, Any]) -> tuple[list[object], list[str]]:
    """Return the names of the zones of each record, and all names."""
    told, zones = with_clocks(list(records), AS_OF)
    assert zones == sorted(set(zones))
    assert [{key: value for key, value in record.items() if key != "z"} for record in told] == list(records)
    return [_named(record, zones) for record in told], zones


def _named(record: Record, zones: list[str]) -> object:
    z = record.get("z")
    return [zones[at] for at in z] if isinstance(z, list) else None if z is None else zones[z]


def test_a_place_goes_by_the_zone_it_lies_in() -> None:
    told, zones = clocks(OPEN | TIJUANA, OPEN | CHIAPAS, OPEN | HERMOSILLO, OPEN | CHIAPAS)
    assert told == ["America/Tijuana", "America/Mexico_City", "America/Hermosillo", "America/Mexico_City"]
    assert zones == ["America/Hermosillo", "America/Mexico_City", "America/Tijuana"]


def test_the_country_that_is_written_does_not_tell_the_clock_of_a_place() -> None:
    assert clocks(OPEN | TIJUANA | {"c": "GT"}) == (["America/Tijuana"], ["America/Tijuana"])


def test_without_hours_there_is_no_clock() -> None:
    area = {"a": 1, "b": [0, 0, 1, 1], "x": 0.5, "y": 0.5}
    assert clocks(TIJUANA, TIJUANA | {"ht": "por las tardes"}, area, {"c": "MX", "t": "1"}) == ([None] * 4, [])


def test_a_line_goes_by_each_clock_of_its_country_once() -> None:
    assert clocks(OPEN | {"c": "MX"}) == ([OF_MEXICO], OF_MEXICO)
    assert clocks(OPEN | {"c": "GT"}) == ([["America/Guatemala"]], ["America/Guatemala"])


def test_of_zones_alike_a_line_takes_the_one_that_is_named_anyway() -> None:
    told, zones = clocks(OPEN | CHIAPAS, OPEN | {"c": "MX"})
    assert zones == [*OF_MEXICO[1:5], "America/Mexico_City", "America/Tijuana"]
    assert told == ["America/Mexico_City", zones]


def test_zones_of_another_country_are_not_those_of_a_line() -> None:
    told, _ = clocks(OPEN | TIJUANA, OPEN | {"c": "GT"})
    assert told == ["America/Tijuana", ["America/Guatemala"]]


@pytest.mark.parametrize("country", [{}, {"c": "XX"}])
def test_a_line_of_nowhere_goes_by_all_clocks_there_are_and_one_of_an_unknown_country_by_none(
    country: dict[str, str],
) -> None:
    told, zones = clocks(OPEN | CHIAPAS, OPEN | {"c": "GT"}, OPEN | TIJUANA, OPEN | country)
    assert zones == ["America/Guatemala", "America/Mexico_City", "America/Tijuana"]
    # Guatemala and Mexico City show the same.
    assert told[3] == (None if country else ["America/Guatemala", "America/Tijuana"])
    assert clocks(OPEN | country) == ([None], [])


def test_the_same_records_in_another_order_have_the_same_zones() -> None:
    records: list[dict[str, Any]] = [OPEN | CHIAPAS, OPEN | {"c": "MX"}, OPEN | TIJUANA, OPEN]
    told, zones = clocks(*records)
    assert clocks(*reversed(records)) == (told[::-1], zones)
