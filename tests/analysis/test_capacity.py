"""Facilities filled one after another, as AccessMod fills them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.capacity import serve_in_order
from analysis.pairs import Pairs, build_pairs, pairs_within
from analysis.served import Served, count_served
from geo.errors import QuestionError

LAWS = settings(max_examples=100, deadline=None, derandomize=True)
MIN = 60.0
Case = tuple[np.ndarray, np.ndarray, np.ndarray]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return times (seconds, some missing), people and capacities (some 0, unknown or boundless)."""
    points, places = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    second = st.one_of(st.integers(0, 240).map(float), st.just(np.inf))
    times = draw(st.lists(st.lists(second, min_size=places, max_size=places), min_size=points, max_size=points))
    people = draw(st.lists(st.integers(0, 20), min_size=points, max_size=points))
    room = st.one_of(st.integers(0, 40).map(float), st.sampled_from([np.nan, np.inf]))
    beds = draw(st.lists(room, min_size=places, max_size=places))
    return np.array(times), np.array(people, dtype=float), np.array(beds)


def _one_clinic(by_minute: list[float], capacity: float) -> Served:
    """Return who one clinic serves; point k is k minutes away."""
    people = np.array(by_minute)
    pairs = pairs_within(MIN * np.arange(len(people), dtype=float)[:, None], cutoff_s=3600.0)
    return serve_in_order(pairs, people, np.array([capacity]), order=np.array([0]))


@pytest.mark.parametrize(
    ("by_minute", "taken"),
    [
        ([1, 2, 2, 4, 6], [1, 2, 2, 4, 1]),  # A: 9 inside, (10 - 9)/6 of the next
        ([11, 2, 7, 5, 25], [10, 0, 0, 0, 0]),  # B: the first band is too many: 10/11 of it
        ([1, 2, 1, 1, 1], [1, 2, 1, 1, 1]),  # C: all 6, room for 4 is left
        ([2, 2, 5, 1, 1], [2, 2, 5, 1, 0]),  # D: 10 just fit
    ],
)
def test_the_four_cases_of_accessmods_own_comment_come_out(by_minute: list[float], taken: list[float]) -> None:
    # amCatchmentAnalyst, capacity 10; its table gives sums so far: A 1, 3, 5, 9, 15; B 11, 13, 20, 25, 50; and so on.
    assert _one_clinic(by_minute, 10.0).point_people == pytest.approx(taken)


def test_the_crossing_band_gives_the_same_share_of_each_of_its_points() -> None:
    # 30 s and 60 s are both in the first minute, 61 s in the second, which has 30 people for 15 places: half of each.
    pairs = build_pairs([0, 1, 2, 3], [0] * 4, [30.0, 60.0, 61.0, 120.0])
    found = serve_in_order(pairs, np.array([4.0, 1.0, 10.0, 20.0]), np.array([20.0]), order=np.array([0]))
    assert found.point_people.tolist() == [4, 1, 5, 10]
    assert (found.served_people, found.without_capacity_people, found.out_of_reach_people) == (20, 15, 0)
    # (4 * 30 + 1 * 60 + 5 * 61 + 10 * 120) / 20 = 1685 / 20
    assert found.mean_time_s == pytest.approx(84.25)


def test_wider_bands_share_more_evenly() -> None:
    pairs = build_pairs([0, 1], [0, 0], [60.0, 300.0])
    found = serve_in_order(pairs, np.array([10.0, 10.0]), np.array([5.0]), order=np.array([0]), band_s=300.0)
    assert found.point_people.tolist() == [2.5, 2.5]


# a is a minute from X and two from Y, b two from X alone, c nowhere near.
TWO = pairs_within(MIN * np.array([[1, 2], [2, np.inf], [np.inf, np.inf]]), cutoff_s=120.0)
PEOPLE = np.array([10.0, 10.0, 7.0])


@pytest.mark.parametrize(
    ("order", "points", "places"),
    [
        ([0, 1], [10, 0, 0], [10, 0]),
        ([1, 0], [10, 10, 0], [10, 10]),
        ([1], [10, 0, 0], [0, 10]),
        ([], [0, 0, 0], [0, 0]),
    ],
)
def test_the_answer_depends_on_whose_turn_is_first(order: list[int], points: list[float], places: list[float]) -> None:
    # X first takes a, and nothing is left for Y that it could reach; Y first takes a and leaves X for b.
    found = serve_in_order(TWO, PEOPLE, np.array([10.0, 10.0]), order=np.array(order, dtype=np.int64))
    assert found.point_people.tolist() == points
    assert found.facility_people.tolist() == places
    assert found.without_capacity_people == 20 - sum(points)
    assert found.out_of_reach_people == 7


def test_an_unknown_capacity_takes_nobody_who_still_is_in_reach() -> None:
    found = serve_in_order(TWO, PEOPLE, np.array([np.nan, 4.0]), order=np.array([0, 1]))
    # b is in reach of X alone, of which nobody knows; a has Y.
    assert found.point_people.tolist() == [4, 0, 0]
    assert (found.served_people, found.without_capacity_people, found.out_of_reach_people) == (4, 16, 7)


def test_where_nobody_is_served_there_is_no_mean_time() -> None:
    assert np.isnan(serve_in_order(TWO, PEOPLE, np.zeros(2), order=np.array([0, 1])).mean_time_s)


def test_a_negative_capacity_and_a_second_turn_are_refused() -> None:
    with pytest.raises(QuestionError, match="position 0 has -1"):
        serve_in_order(TWO, PEOPLE, np.array([-1.0, 1.0]), order=np.array([0, 1]))
    with pytest.raises(QuestionError) as refused:
        serve_in_order(TWO, PEOPLE, np.ones(2), order=np.array([1, 0, 1]))
    assert str(refused.value) == "order: the facility at position 1 has two turns. Name each facility once."


def test_the_people_of_an_answer_cannot_be_changed_and_the_inputs_are_not() -> None:
    people = PEOPLE.copy()
    found = serve_in_order(TWO, people, np.array([5.0, 5.0]), order=np.array([0, 1]))
    assert people.tolist() == PEOPLE.tolist()
    for answer in (found.pair_people, found.point_people, found.facility_people):
        with pytest.raises(ValueError, match="read-only"):
            answer[0] = 9.0


def _plainly(case: Case, order: list[int]) -> np.ndarray:
    """Return people served, points × facilities: the rule as it is told, band by band, on the full table."""
    times_s, people, capacity = case
    left, taken = people.copy(), np.zeros(times_s.shape)
    for j in order:
        room = 0.0 if np.isnan(capacity[j]) else capacity[j]
        for band in range(60):
            here = (np.ceil(times_s[:, j] / MIN) == band) & (times_s[:, j] <= 180.0)
            waiting = left[here].sum()
            if waiting > room:
                taken[here, j] = left[here] * room / waiting
                break
            taken[here, j], room = left[here], room - waiting
        left = left - taken[:, j]
    return taken


def _check_sums(found: Served, pairs: Pairs, case: Case) -> None:
    _, people, capacity = case
    parts = (found.served_people, found.without_capacity_people, found.out_of_reach_people)
    assert sum(parts) == pytest.approx(people.sum(), abs=1e-6)
    assert min(parts) >= 0
    assert (found.point_people <= people + 1e-9).all()
    assert (found.facility_people <= np.nan_to_num(capacity, posinf=np.inf) + 1e-9).all()
    assert found.point_people.sum() == pytest.approx(found.facility_people.sum())
    again = count_served(pairs, found.pair_people, people, facilities=len(capacity))
    assert again.served_people == found.served_people


@LAWS
@given(cases(), st.permutations(range(4)))
def test_the_sparse_way_and_the_rule_as_told_agree(case: Case, turns: list[int]) -> None:
    times_s, people, capacity = case
    order = [j for j in turns if j < len(capacity)]
    pairs = pairs_within(times_s, cutoff_s=180.0)
    found = serve_in_order(pairs, people, capacity, order=np.array(order))
    plain = _plainly(case, order)
    assert found.pair_people == pytest.approx(plain[pairs.point, pairs.facility], abs=1e-9)
    assert found.served_people == pytest.approx(plain.sum())
    _check_sums(found, pairs, case)


@LAWS
@given(cases(), st.permutations(range(4)))
def test_with_boundless_capacity_all_in_reach_are_served(case: Case, turns: list[int]) -> None:
    times_s, people, capacity = case
    order = np.array([j for j in turns if j < len(capacity)])
    pairs = pairs_within(times_s, cutoff_s=180.0)
    found = serve_in_order(pairs, people, np.full(len(capacity), np.inf), order=order)
    assert found.served_people == people[(times_s <= 180.0).any(axis=1)].sum()
    assert found.without_capacity_people == 0
