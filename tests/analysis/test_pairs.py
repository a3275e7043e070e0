"""The ways within the cutoff, without the empty rest."""

import numpy as np
import pytest

from analysis.known_capacity import known_capacity
from analysis.pairs import build_pairs, pairs_within
from geo.errors import QuestionError

# Two points, three facilities.
TIMES_S = np.array([[600.0, 1800.0, np.inf], [600.0, np.nan, 1801.0]])


def test_a_time_equal_to_the_cutoff_is_inside_and_no_way_is_no_pair() -> None:
    pairs = pairs_within(TIMES_S, cutoff_s=1800.0)
    assert pairs.facility.tolist() == [0, 0, 1]
    assert pairs.point.tolist() == [0, 1, 0]
    assert pairs.time_s.tolist() == [600.0, 600.0, 1800.0]


def test_without_a_cutoff_every_way_counts_and_no_way_still_does_not() -> None:
    assert pairs_within(TIMES_S, cutoff_s=np.inf).time_s.tolist() == [600.0, 600.0, 1800.0, 1801.0]


def test_pairs_are_ordered_by_facility_then_time_then_point() -> None:
    pairs = build_pairs([2, 1, 0, 3], [1, 0, 0, 0], [5.0, 9.0, 9.0, 7.0])
    assert list(zip(*pairs, strict=True)) == [(3, 0, 7.0), (0, 0, 9.0), (1, 0, 9.0), (2, 1, 5.0)]


def test_a_pair_given_twice_keeps_its_quicker_way() -> None:
    pairs = build_pairs([0, 1, 0], [4, 4, 4], [9.0, 8.0, 7.0])
    assert list(zip(*pairs, strict=True)) == [(0, 4, 7.0), (1, 4, 8.0)]


def test_no_way_at_all_gives_no_pairs() -> None:
    assert [column.tolist() for column in build_pairs([], [], [])] == [[], [], []]
    assert pairs_within(np.full((2, 2), np.inf), cutoff_s=60.0).point.size == 0


def test_an_unknown_capacity_is_none_and_a_boundless_one_stays() -> None:
    assert known_capacity(np.array([3.0, np.nan, np.inf])).tolist() == [3.0, 0.0, np.inf]


def test_a_negative_capacity_is_refused_with_its_place() -> None:
    with pytest.raises(QuestionError) as refused:
        known_capacity(np.array([1.0, np.nan, -2.5]))
    assert str(refused.value) == (
        "capacity: the facility at position 2 has -2.5. Give 0 or more, or leave it empty where nobody knows."
    )
