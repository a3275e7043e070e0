"""Which ways are named, and which are nearly the same road."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.routes.choose import FASTEST, KNEE, PRICED, SAFEST, WITHIN, Chosen, choose, named, overlap, told_apart

# Time and exposure of five ways none of which another beats.
TIME_S = np.array([100.0, 110.0, 119.0, 125.0, 200.0])
EXPOSURE = np.array([10.0, 9.0, 3.0, 2.5, 2.0])


def test_the_names_of_five_ways() -> None:
    # A fifth longer than 100 s are 120 s: 119 is inside, 125 not. From (0, 1) to (1, 0) the line lies above
    # .19 + .125 of the third way by 1 - .315 = .685; of the second by 1 - .1 - .875 = .025, of the fourth by .6875.
    assert named(TIME_S, EXPOSURE, None) == {FASTEST: 0, SAFEST: 4, WITHIN: 2, KNEE: 3}


def test_a_way_exactly_a_fifth_longer_is_inside() -> None:
    assert named(np.array([100.0, 120.0]), np.array([2.0, 1.0]), None) == {FASTEST: 0, SAFEST: 1, WITHIN: 1}


def test_at_a_price_the_cheapest_way_has_the_name() -> None:
    # At 10 s a point: 200, 200, 149, 150, 220.
    assert named(TIME_S, EXPOSURE, 10.0)[PRICED] == 2
    assert named(TIME_S, EXPOSURE, 0.0)[PRICED] == 0
    assert named(TIME_S, EXPOSURE, 1e6)[PRICED] == 4


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=12),
    st.floats(0, 1000),
    st.floats(0, 1000),
)
def test_a_higher_price_never_raises_the_exposure(steps: list[tuple[int, int]], low: float, more: float) -> None:
    time_s, saved = (np.cumsum([step[side] for step in steps]).astype(float) for side in (0, 1))
    exposure = saved[-1] + 1.0 - saved
    cheap, dear = (named(time_s, exposure, price)[PRICED] for price in (low, low + more))
    assert exposure[dear] <= exposure[cheap]


def alike(_: int) -> tuple[float, float]:
    """Return the same time and exposure for all ways."""
    return 100.0, 1.0


LENGTH_M = np.array([100.0, 900.0, 60.0, 90.0, 500.0, 500.0])


def test_the_share_of_the_shorter_way_both_have() -> None:
    # Edges 0 and 1 are 1,000 m, 1 and 2 are 960 m; both have edge 1, 900 m.
    assert overlap(np.array([0, 1]), np.array([1, 2]), LENGTH_M) == 900.0 / 960.0
    assert overlap(np.array([0]), np.array([4]), LENGTH_M) == 0.0


def test_of_ways_that_are_nearly_the_same_road_one_has_both_names_and_the_least_alike_comes_beside() -> None:
    edges = [np.array(each) for each in ([0, 1], [1, 2], [0, 4], [4, 5], [1, 3])]
    shown = choose({FASTEST: 0, SAFEST: 1}, range(5), alike, lambda number: edges[number], LENGTH_M)
    # The second is 94 % of the first; the fifth too. The fourth has nothing of the first, the third 100 of 600 m of it.
    assert [(each.number, each.labels) for each in shown] == [(0, (FASTEST, SAFEST)), (3, ("other",)), (2, ("other",))]


def test_nothing_is_shown_beside_that_is_nearly_the_same_road() -> None:
    edges = [np.array([0, 1]), np.array([1, 2])]
    assert len(choose({FASTEST: 0}, range(2), alike, lambda number: edges[number], LENGTH_M)) == 1


def test_a_way_round_a_block_that_ends_on_the_edge_it_began_on_keeps_its_names() -> None:
    edges = [np.array([4, 0, 4]), np.array([4, 0, 4])]
    assert overlap(edges[0], edges[0], LENGTH_M) == 1.0
    (shown,) = choose({FASTEST: 0, SAFEST: 0}, range(2), alike, lambda number: edges[number], LENGTH_M)
    assert shown.labels == (FASTEST, SAFEST)


def test_of_ways_whose_exposure_differs_by_next_to_nothing_the_quickest_is_told() -> None:
    assert told_apart(np.array([2.0, 2.0 - 1e-10, 1.0, 1.0 - 9e-7, 1.0 - 2e-6])).tolist() == [0, 2, 4]


def test_a_way_that_is_fastest_and_safest_is_no_trade_off_as_well() -> None:
    edges = [np.array([0, 1]), np.array([1, 2]), np.array([1]), np.array([4, 5])]
    names = {FASTEST: 0, SAFEST: 1, WITHIN: 1, KNEE: 2, PRICED: 2}
    (shown,) = choose(names, [], alike, lambda number: edges[number], LENGTH_M)
    assert shown == Chosen(0, (FASTEST, SAFEST, PRICED))
    beside = choose({**names, KNEE: 3}, [], alike, lambda number: edges[number], LENGTH_M)
    assert beside == [Chosen(0, (FASTEST, SAFEST, PRICED)), Chosen(3, (KNEE,))]


def test_a_trade_off_nearly_the_road_of_one_end_is_told_with_it_as_long_as_the_other_end_is_another_road() -> None:
    edges = [np.array([0, 1]), np.array([4, 5]), np.array([1, 2])]
    found = choose({FASTEST: 0, SAFEST: 1, WITHIN: 2, KNEE: 2}, [], alike, lambda number: edges[number], LENGTH_M)
    assert found == [Chosen(0, (FASTEST, WITHIN, KNEE)), Chosen(1, (SAFEST,))]


def test_a_name_is_never_told_of_a_way_that_is_another_by_its_figures_however_much_road_they_share() -> None:
    edges = [np.array([0, 1]), np.array([1, 2]), np.array([1, 3])]
    costs = [(100.0, 10.0), (105.0, 9.9), (100.5, 9.95)]  # 5 % slower; half a percent slower and less exposed
    shown = choose({FASTEST: 0, SAFEST: 1, KNEE: 2}, [], costs.__getitem__, lambda number: edges[number], LENGTH_M)
    assert shown == [Chosen(0, (FASTEST, KNEE)), Chosen(1, (SAFEST,))]
    nothing = [(100.0, 0.0), (100.0, 0.0), (100.0, 1e-9)]
    shown = choose({FASTEST: 0, SAFEST: 1, KNEE: 2}, [], nothing.__getitem__, lambda number: edges[number], LENGTH_M)
    assert shown == [Chosen(0, (FASTEST, SAFEST)), Chosen(2, (KNEE,))]
