"""Crossings of a drawn way that takes 4 minutes to each of its pieces, at hours that can be read off."""

import math
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from towns import town
from toy_route import driven, edge_between, node_at

from analysis.routes.crossings import Crossing, CrossingPassed, crossings_passed, stays_closed
from data.open_at import Where

# Tapachula: a Sunday is no workday, and of 2026-03-03, a Tuesday, no calendar makes a holiday.
AT = Where("MX", -92.15, 14.68)
CLOCK = ZoneInfo("America/Mexico_City")
TUESDAY = datetime(2026, 3, 3, 7, 0, tzinfo=CLOCK)
WORLD = town("A---B---C---D")


def passed(hours: str, departure: datetime | None, *, over: str = "BC") -> tuple[CrossingPassed, ...]:
    crossing = Crossing("Talismán", AT, hours, 600.0)
    edges = [edge_between(WORLD.roads, node_at(WORLD, a), node_at(WORLD, b)) for a, b in pairwise(over)]
    return crossings_passed(driven(WORLD, "ABCD"), dict.fromkeys(edges, crossing), departure)


def test_a_crossing_is_met_where_its_road_begins_once_however_many_pieces_lead_over_it() -> None:
    for over in ("BC", "BCD"):
        (each,) = passed("24/7", TUESDAY, over=over)
        assert (each.crossing.name, each.place, each.at_m, each.at_s) == ("Talismán", 1, 4000.0, 240.0)
        assert (each.is_open, each.wait_s) == (True, 0.0)
    assert passed("24/7", TUESDAY, over="") == ()


@pytest.mark.parametrize(
    ("minute", "is_open", "wait_min"),
    [(54, False, 2.0), (55, False, 1.0), (56, True, 0.0)],
)
def test_it_is_open_or_closed_at_the_minute_one_gets_there(minute: int, *, is_open: bool, wait_min: float) -> None:
    # Four minutes after the start one is at B, and it opens at eight.
    (each,) = passed("Mo-Fr 08:00-18:00; PH off", TUESDAY.replace(minute=minute))
    assert (each.is_open, each.wait_s / 60.0) == (is_open, wait_min)


def test_from_saturday_evening_one_waits_until_monday() -> None:
    # 2026-03-07 is a Saturday: at its 19:00 and four minutes there are 36 h 56 min to Monday 08:00.
    (each,) = passed("Mo-Fr 08:00-18:00; PH off", datetime(2026, 3, 7, 19, 0, tzinfo=CLOCK))
    assert each.is_open is False
    assert timedelta(seconds=each.wait_s) == timedelta(hours=36, minutes=56)


@pytest.mark.parametrize("hours", ["", "by appointment", "Mo-Fr"])
def test_hours_nobody_can_read_are_neither_open_nor_closed(hours: str) -> None:
    (each,) = passed(hours, TUESDAY)
    assert each.is_open is None
    assert math.isnan(each.wait_s)


def test_without_a_departure_only_one_that_never_closes_is_known_to_be_open() -> None:
    told = [passed(hours, None)[0].is_open for hours in ("24/7", "Mo-Su 08:00-18:00", "")]
    assert told == [True, None, None]


@pytest.mark.parametrize(
    ("hours", "closed"),
    [("off", True), ("2020 Mo-Su 08:00-18:00", True), ("Mo-Fr 08:00-18:00", False), ("24/7", False), ("", False)],
)
@pytest.mark.parametrize("departure", [TUESDAY, None])
def test_one_that_opens_at_no_time_of_a_week_stays_closed_and_unknown_hours_close_none(
    hours: str, departure: datetime | None, *, closed: bool
) -> None:
    assert stays_closed(Crossing("Talismán", AT, hours, 600.0), departure) is closed


def test_a_delay_nobody_knows_is_counted_as_twenty_minutes() -> None:
    assert Crossing("", AT, "", math.nan).counted_s == 1200.0
    assert Crossing("", AT, "", 0.0).counted_s == 0.0
