"""A stop is visited again in time whenever a day allows it, and where none does it is late and not forgotten."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timetable_checker import Spans, faults
from toy_timetable import ALL_DAY, QUICK, asked, rows_of_timetable, world_of

from analysis.visits.problem import Problem
from analysis.visits.timetable import Timetable, Wait, plan_timetable

NEAR = [[0, 10], [10, 0]]


def checked(problem: Problem) -> Timetable:
    timetable = plan_timetable(problem, QUICK)
    assert faults(world_of(problem), rows_of_timetable(timetable), timetable.status) == []
    return timetable


def one_stop(opened: list[bool], revisit_days: int, works: list[bool] | None = None) -> Problem:
    hours: list[list[Spans]] = [[ALL_DAY if each else () for each in opened]]
    return asked(NEAR, works=works or [True] * len(opened), revisit_days=revisit_days, hours=hours)


def in_time(days: list[int], most: int, total: int) -> bool:
    """Return whether visits, each on the last day in time, can be made of some days alone."""
    last = -1
    latest = min(most, total) - 1
    while latest < total:
        fitting = [day for day in days if last < day <= latest]
        if not fitting:
            return False
        last = fitting[-1]
        latest = last + most
    return True


def test_a_holiday_on_the_day_a_visit_is_due_brings_one_forward_in_the_week_before() -> None:
    # Monday 2 November 2026 is day 0, Monday 16 November, a holiday, is day 14; weekends are closed.
    opened = [day % 7 < 5 and day != 14 for day in range(28)]
    timetable = checked(one_stop(opened, 7))
    assert timetable.status == ("visited",)
    assert timetable.longest_interval(0) is not None
    assert timetable.visited_on(0)[-1] >= 21


def test_a_sunday_without_teams_brings_the_next_visit_forward() -> None:
    timetable = checked(one_stop([True] * 7, 6, works=[True] * 6 + [False]))
    assert timetable.status == ("visited",)


@pytest.mark.parametrize("most", [4, 5, 6, 10])
def test_several_stops_with_sundays_off_are_visited_to_the_end(most: int) -> None:
    near = [[0.0 if a == b else 10.0 for b in range(6)] for a in range(6)]
    timetable = checked(asked(near, works=([True] * 6 + [False]) * 4, revisit_days=most, service_min=60))
    assert timetable.status == ("visited",) * 5


def test_a_stop_no_day_is_in_time_for_is_late_and_visited_on() -> None:
    # Closed from day 3 to day 12: seven days after day 2 are over on day 9, and it is visited on day 13 and on.
    opened = [not 3 <= day <= 12 for day in range(28)]
    timetable = checked(one_stop(opened, 7))
    assert timetable.status == ("late",)
    assert timetable.waits == ((Wait(2, 13, "closed"),),)
    assert timetable.longest_interval(0) == 11
    assert timetable.visited_on(0)[-1] >= 21


def test_a_stop_that_opens_too_late_for_its_first_visit_is_visited_all_the_same() -> None:
    timetable = checked(one_stop([day >= 9 for day in range(14)], 7))
    assert (timetable.status, timetable.visited_on(0)[0]) == (("late",), 9)
    assert timetable.waits == ((Wait(None, 9, "closed"),),)


def test_a_stop_no_team_had_time_for_is_late_and_not_forgotten() -> None:
    # Each takes the whole day of the only team, and each is due every second day; nobody works on day 6.
    apart = [[0, 90, 90], [90, 0, 180], [90, 180, 0]]
    works = [day != 6 for day in range(14)]
    timetable = checked(asked(apart, works=works, service_min=300, revisit_days=2))
    assert len(timetable.days) == 13, "no day is lost"
    assert sorted(timetable.status) == ["late", "visited"] or timetable.status == ("late", "late")
    assert {wait.why for waits in timetable.waits for wait in waits} == {"no_time"}
    assert all(timetable.visited_on(stop)[-1] >= 12 for stop in range(2))


def test_what_there_is_time_for_is_in_time_and_a_stop_too_many_is_listed() -> None:
    apart = [[0, 90, 90, 90], [90, 0, 180, 180], [90, 180, 0, 180], [90, 180, 180, 0]]
    timetable = checked(asked(apart, works=[True] * 12, service_min=300, revisit_days=2))
    assert sorted(timetable.status) == ["no_time", "visited", "visited"]


_DAYS = st.lists(st.booleans(), min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(_DAYS, st.integers(1, 14), st.lists(st.sampled_from([True, True, True, False]), min_size=40, max_size=40))
def test_where_visits_on_the_last_day_in_time_serve_a_stop_the_timetable_does(
    opened: list[bool], most: int, works: list[bool]
) -> None:
    works = [True, *works][: len(opened)]
    possible = [day for day, is_open in enumerate(opened) if is_open and works[day]]
    timetable = checked(one_stop(opened, most, works))
    if in_time(possible, most, len(opened)):
        assert timetable.status == ("visited",)
    else:
        assert timetable.status == (("late" if possible else "closed"),)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_DAYS, st.integers(3, 14)), min_size=2, max_size=4))
def test_stops_that_take_no_time_from_each_other_are_served_as_each_alone(
    asked_of: list[tuple[list[bool], int]],
) -> None:
    count, total = len(asked_of), max(len(opened) for opened, _ in asked_of)
    near = [[0.0 if a == b else 5.0 for b in range(count + 1)] for a in range(count + 1)]
    hours: list[list[Spans]] = [
        [ALL_DAY if each else () for each in [*opened, *[True] * (total - len(opened))]] for opened, _ in asked_of
    ]
    revisit = [most for _, most in asked_of]
    timetable = checked(asked(near, works=[True] * total, revisit_days=revisit, service_min=30, hours=hours))
    for stop, most in enumerate(revisit):
        possible = [day for day in range(total) if hours[stop][day]]
        served = in_time(possible, most, total)
        assert timetable.status[stop] == ("visited" if served else "late" if possible else "closed")
