"""Timetables that can be kept: by hand, by law over random worlds, and told from those that cannot."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timetable_checker import Row, faults
from toy_timetable import ALL_DAY, HOUR, QUICK, asked, rows_of_timetable, world_of

from analysis.visits.problem import Problem, Search, Spans
from analysis.visits.routing import Call, Routing, Vehicle, find_routes
from analysis.visits.timetable import Timetable, plan_timetable
from geo.errors import QuestionError
from geo.roads import FloatArray

INF = np.inf
# The base, and three stops on a road out of it: 30 minutes to the first, 30 on to the second, 60 on to the third.
ROAD = [[0, 30, 60, 120], [30, 0, 30, 90], [60, 30, 0, 60], [120, 90, 60, 0]]


def checked(timetable: Timetable) -> Timetable:
    assert faults(world_of(timetable.problem), rows_of_timetable(timetable), timetable.status) == []
    return timetable


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def told(timetable: Timetable) -> list[tuple[int, int, list[tuple[str, str, str]]]]:
    ids = timetable.problem.stops.ids
    return [
        (day.day, day.team, [(ids[v.stop], clock(v.arrive_s), clock(v.depart_s)) for v in day.visits])
        for day in timetable.days
    ]


def test_one_team_on_a_road_drives_out_once_and_back() -> None:
    # 4 hours on the road, 3 x 60 minutes of work: 7 of 8 hours, whichever way round; back by 15:00.
    timetable = checked(plan_timetable(asked(ROAD), QUICK))
    assert timetable.status == ("visited",) * 3
    (day,) = timetable.days
    assert day.driven_s == 4 * HOUR
    assert day.visits[-1].depart_s + day.back_s == 15 * HOUR


def test_the_hours_of_the_stops_give_the_exact_timetable() -> None:
    # The far stop from 10 to 11 only, the near one from 14:00: 08:00 -> 10:00, 11:00 -> 12:00, 13:00 -> 13:30, wait.
    hours = [[((14 * HOUR, 16 * HOUR),)], [ALL_DAY], [((10 * HOUR, 11 * HOUR),)]]
    timetable = checked(plan_timetable(asked(ROAD, hours=hours), QUICK))
    assert told(timetable) == [(0, 0, [("s2", "10:00", "11:00"), ("s1", "12:00", "13:00"), ("s0", "13:30", "15:00")])]
    (day,) = timetable.days
    assert [visit.start_s - visit.arrive_s for visit in day.visits] == [0, 0, HOUR // 2]
    assert day.back_s == HOUR // 2


def test_every_stop_is_seen_again_in_time_by_the_same_team_on_the_same_weekday() -> None:
    works = ([True] * 6 + [False]) * 4
    far = [[0, 0, 100, 100, 100], [0, 0, 100, 100, 100], *[[100, 100, 200, 200, 200]] * 3]
    for place in range(2, 5):
        far[place] = [200 if other != place else 0 for other in range(5)]
        far[place][:2] = [100, 100]
    timetable = checked(plan_timetable(asked(far, teams=2, works=works, service_min=200, revisit_days=7), QUICK))
    assert timetable.status == ("visited",) * 3
    for stop in range(3):
        on = timetable.visited_on(stop)
        assert [day - on[0] for day in on] == [0, 7, 14, 21]
        assert len({each.team for each in timetable.days if stop in each.order}) == 1


def test_stops_of_different_intervals_keep_their_weekdays_so_that_none_crowds_out_another() -> None:
    # Five pairs of stops around the base, half a day's work each: a pair a day fills one team's week. One of each pair
    # is due each second week alone; in the weeks between the others must not close up, or all are due early after it.
    apart = [[0.0 if a == b else 5.0 if a // 2 == b // 2 else 40.0 for b in range(10)] for a in range(10)]
    ring = [[0.0] + [30.0] * 10, *([30.0, *row] for row in apart)]
    works = ([True] * 5 + [False] * 2) * 4
    intervals = [7 if stop % 2 else 14 for stop in range(10)]
    timetable = checked(plan_timetable(asked(ring, works=works, service_min=180, revisit_days=intervals), QUICK))
    assert timetable.status == ("visited",) * 10
    for stop, interval in enumerate(intervals):
        on = timetable.visited_on(stop)
        assert {later - day for day, later in pairwise(on)} == {interval}


def test_a_holiday_brings_the_next_visit_forward_and_never_back() -> None:
    works = [True] * 14
    works[7] = False
    hours = [[ALL_DAY if day in {0, 5, 7, 8} else () for day in range(14)]]
    timetable = checked(plan_timetable(asked([[0, 10], [10, 0]], works=works, revisit_days=7, hours=hours), QUICK))
    # Day 7 is a holiday, day 8 would be too late after day 0: the visit is on day 5, or on 5 from the start.
    assert timetable.visited_on(0)[0] in {0, 5}
    assert timetable.longest_interval(0) is None or timetable.longest_interval(0) <= 7


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (asked([[0, INF], [10, 0]]), "unreachable"),
        (asked([[0, 10], [INF, 0]]), "unreachable"),
        (asked([[0, 10], [10, 0]], hours=[[((20 * HOUR, 22 * HOUR),)]]), "closed"),
        (asked([[0, 10], [10, 0]], hours=[[((9 * HOUR, 9 * HOUR + 1800),)]]), "closed"),
        (asked([[0, 10], [10, 0]], works=[True, False], hours=[[(), ALL_DAY]]), "closed"),
        (asked([[0, 211], [210, 0]]), "too_far"),
        (asked([[0, 10], [10, 0]], service_min=500), "too_far"),
        (asked([[0, 10], [10, 0]], service_min=500, hours=[[((7 * HOUR, 19 * HOUR),)]]), "too_far"),
        (asked([[0, 10], [10, 0]], service_min=500, hours=[[((10 * HOUR, 19 * HOUR),)]]), "closed"),
        (asked([[0, 180], [10, 0]], hours=[[((8 * HOUR, 11 * HOUR),)]]), "too_far"),
    ],
)
def test_a_stop_nobody_can_visit_is_listed_with_its_reason(problem: Problem, why: str) -> None:
    timetable = checked(plan_timetable(problem, QUICK))
    assert (timetable.status, timetable.days) == ((why,), ())


def test_a_stop_too_many_is_listed_and_the_others_are_visited() -> None:
    # Each takes the whole day of the only team.
    apart = [[0, 90, 90, 90], [90, 0, 180, 180], [90, 180, 0, 180], [90, 180, 180, 0]]
    timetable = checked(plan_timetable(asked(apart, works=[True, True], service_min=300), QUICK))
    assert sorted(timetable.status) == ["no_time", "visited", "visited"]


def test_a_day_just_long_enough_is_long_enough() -> None:
    assert plan_timetable(asked([[0, 210], [210, 0]]), QUICK).status == ("visited",)


@pytest.mark.parametrize(
    ("problem", "where"),
    [
        (asked(ROAD, length_h=0), "the day: of 0 hours does not fit between its start and midnight"),
        (asked(ROAD, start_h=20), "the day: of 8 hours does not fit"),
        (asked(ROAD, works=[False]), "the days: have none on which a team works"),
        (asked([[0]]), "the stops: are none"),
        (asked(ROAD, revisit_days=0), "stop s0: is to be visited again before a day is over"),
    ],
)
def test_a_question_without_sense_is_refused(problem: Problem, where: str) -> None:
    with pytest.raises(QuestionError, match=where):
        plan_timetable(problem, QUICK)


def test_a_search_called_off_or_out_of_time_still_gives_a_timetable_that_can_be_kept() -> None:
    told: list[str] = []
    note = partial(told.append, "cut")
    for search in (Search(cancelled=lambda: True, cut_short=note), Search(limit_s=0.0, cut_short=note), QUICK):
        checked(plan_timetable(asked(ROAD, works=[True] * 5), search))
    assert told == ["cut", "cut"], "QUICK came to its own end"


_MINUTES = st.one_of(st.integers(0, 260).map(float), st.just(INF))


def _by_way_of_others(drive: FloatArray) -> list[list[float]]:
    """Return the quickest times between places, as roads have them: never longer than through a third place."""
    np.fill_diagonal(drive, 0.0)
    for place in range(len(drive)):
        drive = np.minimum(drive, drive[:, [place]] + drive[[place], :])
    return [[float(each) for each in row] for row in drive]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    teams, count, days = draw(st.integers(1, 2)), draw(st.integers(1, 5)), draw(st.integers(1, 15))
    size = teams + count
    straight = draw(st.lists(st.lists(_MINUTES, min_size=size, max_size=size), min_size=size, max_size=size))
    drive = _by_way_of_others(np.array(straight))
    span = st.tuples(st.integers(6, 18), st.integers(1, 9)).map(lambda t: ((t[0] * HOUR, (t[0] + t[1]) * HOUR),))
    spans: st.SearchStrategy[Spans] = st.one_of(st.just(ALL_DAY), st.just(()), span)
    hours = draw(st.lists(st.lists(spans, min_size=days, max_size=days), min_size=count, max_size=count))
    return asked(
        drive,
        teams=teams,
        works=[True, *draw(st.lists(st.booleans(), min_size=days - 1, max_size=days - 1))],
        length_h=draw(st.sampled_from([4, 8, 11.5])),
        service_min=draw(st.lists(st.integers(0, 200), min_size=count, max_size=count)),
        revisit_days=draw(st.lists(st.integers(1, 16), min_size=count, max_size=count)),
        hours=hours,
    )


@settings(max_examples=150, deadline=None)
@given(problems())
def test_every_timetable_passes_the_checker(problem: Problem) -> None:
    checked(plan_timetable(problem, QUICK))


@settings(max_examples=10, deadline=None)
@given(problems())
def test_the_same_question_has_the_same_timetable(problem: Problem) -> None:
    assert plan_timetable(problem, QUICK).days == plan_timetable(problem, QUICK).days


GOOD = [
    Row(0, 0, 1, 2, 7200, 10 * HOUR, 10 * HOUR, 11 * HOUR, None),
    Row(0, 0, 2, 1, 3600, 12 * HOUR, 12 * HOUR, 13 * HOUR, None),
    Row(0, 0, 3, 0, 1800, 13 * HOUR + 1800, 14 * HOUR, 15 * HOUR, 1800),
]


def planted(at: int, **changes: int | None) -> list[Row]:
    return [row._replace(**changes) if number == at else row for number, row in enumerate(GOOD)]


@pytest.mark.parametrize(
    ("rows", "status", "fault"),
    [
        (GOOD, ["visited"] * 3, ""),
        (GOOD[1:], ["visited"] * 3, "the order has a hole"),
        (planted(1, order=4), ["visited"] * 3, "the order has a hole"),
        (planted(0, day=1), ["visited"] * 3, "nobody works"),
        (planted(0, arrive_s=9 * HOUR), ["visited"] * 3, "there before it can be"),
        (planted(0, start_s=9 * HOUR), ["visited"] * 3, "does not work as long as it has to"),
        (planted(1, drive_s=60), ["visited"] * 3, "the drive is not that"),
        (planted(1, arrive_s=12 * HOUR + 60), ["visited"] * 3, "longer than the way takes"),
        (planted(2, depart_s=15 * HOUR + 60), ["visited"] * 3, "does not work as long"),
        (planted(2, start_s=15 * HOUR, depart_s=16 * HOUR), ["visited"] * 3, "back too late"),
        (planted(2, start_s=13 * HOUR + 1800, depart_s=14 * HOUR + 1800), ["visited"] * 3, "while the stop is closed"),
        (planted(2, back_s=60), ["visited"] * 3, "the way back is not"),
        (planted(2, back_s=None), ["visited"] * 3, "the way back is not"),
        ([*GOOD, GOOD[0]], ["visited"] * 3, "the order has a hole"),
        (GOOD[:2], ["visited"] * 3, "said to be visited and is not"),
        (GOOD, ["visited"] * 2, "neither visited nor listed"),
        (GOOD, ["visited", "visited", "forgotten"], "said to be 'forgotten'"),
        ([], ["visited", "visited", "no_time"], "there is time"),
    ],
)
def test_the_checker_finds_a_planted_fault(rows: list[Row], status: Sequence[str], fault: str) -> None:
    hours = [[((14 * HOUR, 16 * HOUR),), ALL_DAY], [ALL_DAY] * 2, [((10 * HOUR, 11 * HOUR),), ALL_DAY]]
    world = world_of(asked(ROAD, works=[True, False], hours=hours))
    found = faults(world, rows, status)
    assert any(fault in each for each in found) if fault else found == []


def test_the_checker_finds_a_visit_that_comes_too_late() -> None:
    world = world_of(asked([[0, 10], [10, 0]], works=[True] * 14, revisit_days=5))
    rows = [Row(day, 0, 1, 0, 600, 9 * HOUR, 9 * HOUR, 10 * HOUR, 600) for day in (0, 5, 10)]
    assert faults(world, rows, ["visited"]) == []
    late = [row._replace(day=row.day + (row.day == 5)) for row in rows]
    assert faults(world, late, ["visited"]) == ["stop 0: waits too long for its next visit"]
    # The next would be due on day 10, and the timetable has 14.
    assert faults(world, rows[:2], ["visited"]) == ["stop 0: waits too long at the start or the end"]


def test_a_published_problem_is_solved_to_its_optimum(reference: Path) -> None:
    # E-n22-k4 (Christofides and Eilon): 21 customers, 4 trucks of 6000, whole distances; the optimum is 375.
    lines = (reference / "E-n22-k4.txt").read_text("utf-8").splitlines()
    first, last = lines.index("NODE_COORD_SECTION") + 1, lines.index("DEMAND_SECTION") + 1
    x, y = np.array([line.split()[1:] for line in lines[first : first + 22]], dtype=float).T
    demand = [int(line.split()[1]) for line in lines[last : last + 22]]
    cost = np.round(np.hypot(x[:, None] - x, y[:, None] - y))
    # A truck's room is its time here: what a customer wants takes as long, and the way takes none.
    calls = [Call(place - 1, place, 0, 6000, demand[place]) for place in range(1, 22)]
    routing = Routing([Vehicle(0, 0, 6000)] * 4, calls, [1000] * 21, cost, np.zeros_like(cost))
    routes = [[0, *(calls[at].place for at in route), 0] for route in find_routes(routing, Search(limit_s=1e9))]
    assert sorted(place for route in routes for place in route if place) == list(range(1, 22))
    assert sum(cost[a, b] for route in routes for a, b in pairwise(route)) == 375.0
