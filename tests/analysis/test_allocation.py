"""People shared out among facilities in the best way: on paper, by trying everything, by HiGHS, and laws."""

from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis import allocation
from analysis.allocation import allocate
from analysis.capacity import serve_in_order
from analysis.pairs import Pairs, pairs_within
from geo.errors import QuestionError

LAWS = settings(max_examples=100, deadline=None, derandomize=True)
MIN = 60.0
CUTOFF_S = 180.0
Case = tuple[np.ndarray, np.ndarray, np.ndarray]


@st.composite
def cases(draw: st.DrawFn, *, most_points: int = 7, most_people: int = 20) -> Case:
    """Return times (seconds, some missing), people and capacities (some 0, unknown or boundless)."""
    points, places = draw(st.integers(1, most_points)), draw(st.integers(1, 4))
    second = st.one_of(st.integers(0, 240).map(float), st.just(np.inf))
    times = draw(st.lists(st.lists(second, min_size=places, max_size=places), min_size=points, max_size=points))
    people = draw(st.lists(st.integers(0, most_people), min_size=points, max_size=points))
    room = st.one_of(st.integers(0, 2 * most_people).map(float), st.sampled_from([np.nan, np.inf]))
    beds = draw(st.lists(room, min_size=places, max_size=places))
    return np.array(times), np.array(people, dtype=float), np.array(beds)


def _pairs(case: Case) -> Pairs:
    return pairs_within(case[0], cutoff_s=CUTOFF_S)


# a is a minute from X and two from Y, b two from X alone, c nowhere near.
TWO = pairs_within(MIN * np.array([[1, 2], [2, np.inf], [np.inf, np.inf]]), cutoff_s=120.0)
PEOPLE = np.array([10.0, 10.0, 7.0])


def test_people_go_farther_where_that_serves_one_more() -> None:
    found = allocate(TWO, PEOPLE, np.array([12.0, 10.0]))
    # All of b need X, which leaves 2 places for a; the other 8 of a go to Y.
    assert found.pair_people.tolist() == [2, 10, 8]
    assert found.point_people.tolist() == [10, 10, 0]
    assert found.facility_people.tolist() == [12, 8]
    assert (found.served_people, found.without_capacity_people, found.out_of_reach_people) == (20, 0, 7)
    # (2 * 1 + 10 * 2 + 8 * 2) / 20 min
    assert found.mean_time_s == pytest.approx(38 / 20 * MIN)


def test_of_as_many_served_the_least_travel_is_taken() -> None:
    # One place at X: serving one of b instead of a would serve as many and take longer.
    found = allocate(TWO, PEOPLE, np.array([1.0, 0.0]))
    assert found.point_people.tolist() == [1, 0, 0]
    assert found.without_capacity_people == 19


def test_an_unknown_capacity_takes_nobody_who_still_is_in_reach() -> None:
    found = allocate(TWO, PEOPLE, np.array([np.nan, 4.0]))
    assert (found.served_people, found.without_capacity_people, found.out_of_reach_people) == (4, 16, 7)


def test_with_nobody_or_no_room_nobody_is_served() -> None:
    for people, room in ((np.zeros(3), np.ones(2)), (PEOPLE, np.zeros(2)), (PEOPLE, np.full(2, np.nan))):
        found = allocate(TWO, people, room)
        assert found.served_people == 0
        assert np.isnan(found.mean_time_s)
        assert found.without_capacity_people + found.out_of_reach_people == people.sum()


def test_a_facility_at_the_door_counts_too() -> None:
    at_the_door = pairs_within(np.zeros((2, 1)), cutoff_s=60.0)
    assert allocate(at_the_door, np.array([3.0, 4.0]), np.array([5.0])).served_people == 5


def test_a_negative_capacity_is_refused() -> None:
    with pytest.raises(QuestionError, match="position 1 has -3"):
        allocate(TWO, PEOPLE, np.array([1.0, -3.0]))


def test_an_answer_that_was_not_found_says_what_to_do() -> None:
    with (
        patch.object(allocation, "transport", lambda *_: (np.zeros(3), False)),
        pytest.raises(QuestionError) as refused,
    ):
        allocate(TWO, PEOPLE, np.ones(2))
    assert str(refused.value) == (
        "capacity: the best way to share people out was not found. Take a shorter cutoff or fewer points."
    )


def _by_trying_everything(case: Case) -> tuple[float, float]:
    """Return the most people served and their least travel: each person sent to each facility or to none."""
    times_s, people, capacity = case
    room = np.where(np.isnan(capacity), 0.0, capacity)
    person = np.repeat(np.arange(len(people)), people.astype(int))
    best = (0.0, 0.0)
    for choice in product(range(-1, len(room)), repeat=len(person)):
        sent = [(i, j) for i, j in zip(person, choice, strict=True) if j >= 0]
        full = np.bincount([j for _, j in sent], minlength=len(room)) > room
        travel_s = [times_s[i, j] for i, j in sent]
        if not full.any() and max(travel_s, default=0.0) <= CUTOFF_S:
            best = min(best, (-float(len(sent)), float(sum(travel_s))))
    return -best[0], best[1]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(cases(most_points=3, most_people=2).filter(lambda case: case[1].sum() <= 5))
def test_nothing_that_could_be_tried_is_better(case: Case) -> None:
    found = allocate(_pairs(case), *case[1:])
    served, travel_s = _by_trying_everything(case)
    assert found.served_people == served
    assert found.served_people == 0 or found.mean_time_s * served == pytest.approx(travel_s)


def _by_highs_twice(pairs: Pairs, people: np.ndarray, room: np.ndarray) -> tuple[float, float]:
    """Return the most people served, and the least travel of as many: a solve for each aim."""
    count = len(pairs.point)
    sums = np.zeros((len(people) + len(room), count))
    sums[pairs.point, np.arange(count)] = 1.0
    sums[len(people) + pairs.facility, np.arange(count)] = 1.0
    limits = np.concatenate([people, np.minimum(np.nan_to_num(room, posinf=1e9), people.sum())])
    most = -linprog(-np.ones(count), A_ub=sums, b_ub=limits, method="highs").fun
    sums, limits = np.vstack([sums, -np.ones(count)]), np.append(limits, -most + 1e-9)
    return most, linprog(pairs.time_s, A_ub=sums, b_ub=limits, method="highs").fun


@LAWS
@given(cases())
def test_one_solve_is_as_good_as_highs_two(case: Case) -> None:
    pairs = _pairs(case)
    found = allocate(pairs, *case[1:])
    served, travel_s = _by_highs_twice(pairs, *case[1:]) if len(pairs.point) else (0.0, 0.0)
    assert found.served_people == pytest.approx(served, abs=1e-6)
    assert found.pair_people @ pairs.time_s == pytest.approx(travel_s, abs=1e-4)


@pytest.mark.parametrize("plenty", [0.5, 1.0, 1.5])
def test_fractions_of_people_and_seconds_agree_with_highs(plenty: float) -> None:
    rng = np.random.default_rng(7)
    people, room = rng.lognormal(4, 1, 80), rng.lognormal(4, 1, 20)
    room *= plenty * people.sum() / room.sum()
    pairs = pairs_within(rng.uniform(0, 600, (80, 20)), cutoff_s=CUTOFF_S)
    found = allocate(pairs, people, room)
    served, travel_s = _by_highs_twice(pairs, people, room)
    assert found.served_people == pytest.approx(served, abs=1e-6)
    assert found.pair_people @ pairs.time_s == pytest.approx(travel_s, rel=1e-6)


@LAWS
@given(cases())
def test_the_three_numbers_make_up_everyone_and_nobody_is_served_twice(case: Case) -> None:
    times_s, people, capacity = case
    found = allocate(_pairs(case), people, capacity)
    parts = (found.served_people, found.without_capacity_people, found.out_of_reach_people)
    assert sum(parts) == pytest.approx(people.sum(), abs=1e-6)
    assert found.out_of_reach_people == people[~(times_s <= CUTOFF_S).any(axis=1)].sum()
    assert (found.point_people <= people).all()
    assert (found.facility_people <= np.where(np.isnan(capacity), 0.0, capacity)).all()


@LAWS
@given(cases(), st.integers(0, 3), st.integers(1, 9))
def test_more_capacity_never_serves_fewer(case: Case, place: int, more: int) -> None:
    _, people, capacity = case
    added = np.where(np.isnan(capacity), 0.0, capacity) + more * (np.arange(len(capacity)) == place)
    before, after = (allocate(_pairs(case), people, each) for each in (capacity, added))
    assert after.served_people >= before.served_people


@LAWS
@given(cases())
def test_with_boundless_capacity_everyone_goes_to_the_nearest(case: Case) -> None:
    times_s, people, capacity = case
    found = allocate(_pairs(case), people, np.full(len(capacity), np.inf))
    nearest_s = times_s.min(axis=1)
    covered = nearest_s <= CUTOFF_S
    assert found.served_people == people[covered].sum()
    assert found.without_capacity_people == 0
    if found.served_people:
        assert found.mean_time_s == pytest.approx(np.average(nearest_s[covered], weights=people[covered]))


@LAWS
@given(cases(), st.permutations(range(4)))
def test_no_order_of_turns_serves_more(case: Case, turns: list[int]) -> None:
    _, people, capacity = case
    order = np.array([j for j in turns if j < len(capacity)])
    in_turn = serve_in_order(_pairs(case), people, capacity, order=order)
    assert allocate(_pairs(case), people, capacity).served_people >= in_turn.served_people - 1e-9
