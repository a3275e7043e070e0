"""A timetable changed by hand, the stops of somebody's own area, and stops that go before others."""

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from toy_timetable import QUICK, asked

from analysis.visits.area import around, in_area, on_piece
from analysis.visits.changed import Loss, loss, with_instead, without_stop, without_visit
from analysis.visits.problem import Problem
from analysis.visits.timetable import Timetable, plan_timetable

# A base, and stops 60, 60 and 200 minutes from it, 10 minutes between the first two; two days of 8 hours.
DRIVE = [[0, 60, 60, 200], [60, 0, 10, 200], [60, 10, 0, 200], [200, 200, 200, 0]]
EAST = gpd.GeoDataFrame({"corridor_id": ["east"]}, geometry=[shapely.LineString([(0, 0), (1, 0)])], crs="EPSG:4326")
ALONG = gpd.GeoDataFrame(
    {"site_id": list("abc"), "lon": [0.1, 0.5, 0.9], "lat": [0.0, 0.0, 2.0]},
    geometry=gpd.points_from_xy([0.1, 0.5, 0.9], [0.0, 0.0, 2.0]),
    crs="EPSG:4326",
)


@pytest.fixture(scope="module")
def table() -> Timetable:
    return plan_timetable(asked(DRIVE, works=[True, True], revisit_days=2), QUICK)


def _day_of(table: Timetable, stop: int) -> int:
    return next(at for at, day in enumerate(table.days) if stop in day.order)


def test_a_visit_dropped_is_lost_and_its_stop_named(table: Timetable) -> None:
    day = table.days[_day_of(table, 0)]
    told = loss(table, without_visit(table, day, 0))
    assert (told.visits, told.unvisited, told.late) == (1, (0,), ())
    assert told.driven_s < 0


def test_the_last_visit_of_a_day_takes_the_day_with_it(table: Timetable) -> None:
    day = table.days[_day_of(table, 2)]
    after = without_visit(table, day, 2)
    assert len(after.days) == len(table.days) - 1
    assert loss(table, after) == Loss(1, (2,), (), -2 * 200 * 60)


def test_another_stop_stands_where_the_day_drives_least(table: Timetable) -> None:
    day = table.days[_day_of(table, 2)]
    after = with_instead(table, day, 2, 0)
    assert after is not None
    assert loss(table, after) == Loss(0, (2,), (), (120 - 400) * 60)


def test_a_stop_that_does_not_fit_or_is_there_already_is_refused(table: Timetable) -> None:
    day = table.days[_day_of(table, 0)]
    assert with_instead(table, day, 0, 2) is None  # 200 there, 200 back and 2 hours of work are more than 8 hours
    assert with_instead(table, day, 0, 1) is None


def test_a_stop_dropped_has_no_visit_and_one_that_waits_too_long_is_named() -> None:
    table = plan_timetable(asked([[0, 30], [30, 0]], works=[True] * 4, revisit_days=2), QUICK)
    assert without_stop(table, 0).days == ()
    assert loss(table, table) == Loss(0, (), (), 0)
    assert loss(table, without_visit(table, table.days[-1], 0)).late == (0,)


def _two_of_three(locked: frozenset[int]) -> Problem:
    problem = asked([[0, 10, 10, 10], [10, 0, 5, 5], [10, 5, 0, 5], [10, 5, 5, 0]], length_h=2.5)
    return replace(problem, stops=replace(problem.stops, locked=locked))


@pytest.mark.parametrize("locked", [0, 1, 2])
def test_a_locked_stop_goes_before_the_others_where_there_is_no_time_for_all(locked: int) -> None:
    table = plan_timetable(_two_of_three(frozenset({locked})), QUICK)
    assert table.status.count("visited") == 2
    assert table.status[locked] == "visited"


def test_stops_are_of_a_piece_its_ends_too_of_an_area_and_around_a_place() -> None:
    piece = on_piece(ALONG, EAST, "east", from_m=0.0, to_m=60_000.0)
    assert piece["site_id"].tolist() == ["a", "b"]
    assert on_piece(ALONG, EAST, "east", from_m=50_000.0, to_m=60_000.0)["site_id"].tolist() == ["b"]
    assert on_piece(ALONG, EAST, "west", from_m=0.0, to_m=60_000.0).empty
    assert in_area(ALONG, shapely.box(0.1, -1, 0.4, 1))["site_id"].tolist() == ["a"]
    assert around(ALONG, [(0.5, 0.0)], within_m=1_000.0)["site_id"].tolist() == ["b"]
    assert around(ALONG, [(0.5, 0.0), (0.9, 2.0)], within_m=1_000.0)["site_id"].tolist() == ["b", "c"]
