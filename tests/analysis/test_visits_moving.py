"""People who walk on are met again downstream, where and when they get there, or are said to be lost."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from timetable_checker import faults
from toy_timetable import ALL_DAY, QUICK, asked, rows_of_timetable, world_of

from analysis.visits.moving import Group, Way, plan_moving
from analysis.visits.timetable import Timetable

KM = 1000.0


def corridor(*km: float, length_km: float = 120, day_km: float = 40) -> Way:
    measure = np.array(km) * KM
    names = tuple("" if np.isnan(each) else "east" for each in km)
    return Way(names, measure, np.where(np.isnan(measure), np.nan, length_km * KM), day_km * KM)


def near(count: int) -> list[list[float]]:
    return [[10.0 * (a != b) for b in range(count + 1)] for a in range(count + 1)]


def checked(found: tuple[Timetable, tuple[Group, ...]]) -> tuple[Timetable, tuple[Group, ...]]:
    timetable, groups = found
    rows = rows_of_timetable(timetable)
    assert faults(world_of(timetable.problem), rows, timetable.status, moving=True) == []
    made = {(row.stop, row.day) for row in rows}
    assert {(each.stop, each.day) for each in groups} == made
    assert {(each.next_stop, each.next_day) for each in groups if each.status == "met"} <= made
    return found


def test_a_group_is_met_again_at_the_stop_it_has_walked_to() -> None:
    # Stops at km 0, 40, 80 and 120, a day's walk of 40 km, met again after a day: each group one stop on.
    problem = asked(near(4), works=[True] * 3, revisit_days=1, service_min=30)
    timetable, groups = checked(plan_moving(problem, corridor(0, 40, 80, 120), QUICK))
    assert [timetable.visited_on(stop) for stop in range(4)] == [[0], [0, 1], [0, 1, 2], [0, 1, 2]]
    assert [(g.stop, g.day, g.next_stop, g.status) for g in groups if g.day == 0] == [
        (0, 0, 1, "met"),
        (1, 0, 2, "met"),
        (2, 0, 3, "met"),
        (3, 0, None, "past_the_end"),
    ]
    assert {g.status for g in groups if g.day == 2} == {"after_the_timetable"}


def test_half_a_day_on_foot_is_near_enough_and_a_metre_more_is_lost() -> None:
    problem = asked(near(2), works=[True, True], revisit_days=1)
    assert checked(plan_moving(problem, corridor(0, 60), QUICK))[1][0].status == "met"
    assert checked(plan_moving(problem, corridor(0, 60.001), QUICK))[1][0].status == "no_stop"


def test_a_stop_closed_on_the_day_they_come_by_meets_nobody() -> None:
    hours = [[ALL_DAY, ALL_DAY], [ALL_DAY, ()], [ALL_DAY, ALL_DAY]]
    problem = asked(near(3), works=[True, True], revisit_days=1, hours=hours)
    _, groups = checked(plan_moving(problem, corridor(0, 40, 55), QUICK))
    assert (groups[0].next_stop, groups[0].status) == (2, "met"), "the next nearest is 15 km on"


def test_a_group_past_the_end_is_lost_where_a_stop_close_by_is_only_closed() -> None:
    # From km 100 they are at km 140 of 120 by then; the stop at km 120 is 20 km back, half a day, and closed that day.
    hours = [[ALL_DAY, ALL_DAY], [ALL_DAY, ()]]
    problem = asked(near(2), works=[True, True], revisit_days=1, hours=hours)
    _, groups = checked(plan_moving(problem, corridor(100, 120), QUICK))
    assert [g.status for g in groups if g.stop == 0 and g.day == 0] == ["no_stop"]
    assert [g.status for g in groups if g.stop == 1 and g.day == 0] == ["past_the_end"], "it walks on by a whole day"


def test_a_group_no_team_has_time_for_is_lost_and_said() -> None:
    # Two stops beside each other are met on one day; two days on, both groups are due at stops far from each other.
    drive = [[0, 10, 10, 200, 200], [10, 0, 5, 210, 210], [10, 5, 0, 210, 210], [200, 210, 210, 0, 300]]
    problem = asked([*drive, [200, 210, 210, 300, 0]], works=[True] * 4, revisit_days=2)
    _, groups = checked(plan_moving(problem, corridor(0, 10, 80, 90), QUICK))
    assert sorted(group.status for group in groups if group.stop in {0, 1}) == ["met", "no_time"]


def test_people_met_off_the_corridors_are_followed_nowhere() -> None:
    _, groups = checked(plan_moving(asked(near(1), works=[True, True], revisit_days=1), corridor(np.nan), QUICK))
    assert [(g.next_stop, g.status) for g in groups] == [(None, "off_the_corridor")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=5),
    st.lists(st.booleans(), min_size=1, max_size=10),
    st.integers(1, 6),
    st.sampled_from([5, 40]),
)
def test_every_timetable_for_people_on_the_move_passes_the_checker(
    km: list[int], works: list[bool], revisit_days: int, day_km: float
) -> None:
    problem = asked(near(len(km)), works=[True, *works], revisit_days=revisit_days, service_min=110)
    checked(plan_moving(problem, corridor(*map(float, km), day_km=day_km), QUICK))
