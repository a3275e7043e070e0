"""A choice changed by hand is weighed as a choice that was found would be."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.siting.account import account
from analysis.siting.weighed import Weighed


def _weighed(covers: list[list[int]], people: list[float], *, has: list[int], chosen: list[int]) -> Weighed:
    count = len(covers[0])
    sites = pd.DataFrame(
        {"site_id": [f"s{n}" for n in range(count)], "name": "", "lon": np.arange(count) / 10, "lat": 0}
    )
    return Weighed(
        sites, np.array(people), np.array(covers, dtype=bool), np.array(has, dtype=bool), np.array(chosen, dtype=int)
    )


# Three points of 1, 2 and 4 people; the first has a place already. Sites: 0 covers the second, 1 the third, 2 both.
TOY = _weighed([[0, 0, 1], [1, 0, 1], [0, 1, 1]], [1, 2, 4], has=[1, 0, 0], chosen=[2, 0])


def test_people_with_a_place_are_counted_once() -> None:
    assert TOY.covered(TOY.chosen) == 7
    assert TOY.covered(np.array([0])) == 3
    assert TOY.covered(np.array([], dtype=int)) == 1


def test_one_site_in_the_place_of_another_is_worth_what_the_whole_choice_would_be() -> None:
    assert TOY.covered_instead(2, np.array([1])).tolist() == [7]
    assert TOY.covered_instead(0, np.array([1])).tolist() == [7]
    alone = _weighed([[0, 0, 1], [1, 0, 1], [0, 1, 1]], [1, 2, 4], has=[1, 0, 0], chosen=[2])
    assert alone.covered_instead(2, np.array([0, 1, 2])).tolist() == [3, 5, 7]


def test_the_nearest_candidates_are_offered_and_none_that_is_chosen() -> None:
    assert TOY.near(2, 5).tolist() == [1]
    assert _weighed([[0, 0, 0, 0]], [1], has=[0], chosen=[0]).near(0, 2).tolist() == [1, 2]


@given(st.integers(0, 2**24), st.integers(1, 4))
def test_moving_a_site_in_any_world_is_counted_as_the_account_counts_it(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    covers, people, has = rng.random((9, 6)) < 0.3, rng.integers(0, 9, 9).astype(float), rng.random(9) < 0.2
    chosen = rng.choice(6, count, replace=False)
    world = _weighed(covers.tolist(), people.tolist(), has=has.tolist(), chosen=chosen.tolist())
    others = np.setdiff1d(np.arange(6), chosen)
    for other, told in zip(others, world.covered_instead(int(chosen[0]), others), strict=True):
        now = np.array([other, *chosen[1:]])
        brought = account(covers, people, has, now).marginal_people.sum()
        assert told == world.covered(now) == people[has].sum() + brought
