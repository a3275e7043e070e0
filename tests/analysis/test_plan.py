"""A question is checked before it is asked."""

import pytest

from analysis.plan import build_plan
from geo.errors import QuestionError


def test_minutes_and_kilometres_become_seconds_and_metres() -> None:
    plan = build_plan(service="primary", cutoff_min=60, piece_km=2.5)
    assert (plan.cutoff_s, plan.piece_m) == (3_600.0, 2_500.0)
    assert (plan.mode, plan.profile.name, plan.direction, plan.internal) == ("drive", "anyone", "to", False)


@pytest.mark.parametrize("cutoff_min", [0, -5, float("nan"), float("inf"), 2_880.1])
def test_a_cutoff_that_is_no_travel_time_is_refused(cutoff_min: float) -> None:
    with pytest.raises(
        QuestionError, match=r"--cutoff-min: .* is not a travel time. Give minutes above 0, at most 2880."
    ):
        build_plan(service="primary", cutoff_min=cutoff_min)


def test_the_longest_cutoff_is_two_days() -> None:
    assert build_plan(service="primary", cutoff_min=2_880).cutoff_s == 172_800.0


@pytest.mark.parametrize("piece_km", [0, -1, 0.75, float("nan"), float("inf")])
def test_a_segment_that_is_no_multiple_of_half_a_kilometre_is_refused(piece_km: float) -> None:
    with pytest.raises(QuestionError, match="piece_km"):
        build_plan(service="primary", cutoff_min=60, piece_km=piece_km)


@pytest.mark.parametrize(
    ("option", "word"), [("service", "surgery"), ("mode", "bus"), ("profile", "pilot"), ("direction", "both")]
)
def test_a_word_outside_the_vocabulary_is_refused_with_the_words_it_may_be(option: str, word: str) -> None:
    with pytest.raises(QuestionError, match=rf"--{option}: '{word}' is not one it knows. Use one of: .+\."):
        build_plan(**{"service": "primary", "cutoff_min": 60, option: word})
