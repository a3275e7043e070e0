"""Capacity for each person within reach: worlds with the sum on paper, laws, and agreement with PySAL's access."""

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.floating_catchment import (
    TO_30_MIN,
    TO_60_MIN,
    FloatingAccess,
    Steps,
    balanced,
    enhanced_two_step,
    step_weights,
    three_step,
    two_step,
)
from geo.errors import QuestionError

with warnings.catch_warnings():  # access and what it imports
    warnings.simplefilter("ignore")
    from access import fca
    from access.weights import step_fn

LAWS = settings(max_examples=60, deadline=None, derandomize=True)
INF, NAN = np.inf, np.nan
MIN = 60.0

# Three villages, two clinics; minutes:  a 5 from X and 15 from Y, b 25 from X and 10 from Y, c has no way.
TIMES_S = MIN * np.array([[5, 15], [25, 10], [INF, INF]])
PEOPLE = np.array([100.0, 200.0, 50.0])
BEDS = np.array([4.0, 6.0])

World = tuple[np.ndarray, np.ndarray, np.ndarray]
Way = Callable[..., FloatingAccess]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return times (whole minutes, some missing), people and capacities, some 0."""
    points, places = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    minute = st.one_of(st.integers(0, 70).map(float), st.just(INF))
    row = st.lists(minute, min_size=places, max_size=places)
    times = draw(st.lists(row, min_size=points, max_size=points))
    people = draw(st.lists(st.integers(0, 90), min_size=points, max_size=points))
    beds = draw(st.lists(st.integers(0, 30), min_size=places, max_size=places))
    return MIN * np.array(times), np.array(people, dtype=float), np.array(beds, dtype=float)


def test_a_way_of_just_the_limit_is_in_its_step_and_a_longer_one_in_the_next() -> None:
    times_s = MIN * np.array([0, 10, 10.1, 20, 30, 30.1, INF, NAN])
    assert step_weights(times_s, TO_30_MIN).tolist() == [1, 1, 0.68, 0.68, 0.22, 0, 0, 0]
    assert step_weights(2 * times_s, TO_60_MIN).tolist() == step_weights(times_s, TO_30_MIN).tolist()


def test_no_way_has_no_weight_even_without_a_limit() -> None:
    assert step_weights(np.array([9e9, INF, NAN]), Steps((INF,), (1.0,))).tolist() == [1, 0, 0]


def test_two_steps_divide_by_people_in_range_and_add_up_facilities_in_range() -> None:
    found = two_step(TIMES_S, PEOPLE, BEDS, cutoff_s=15 * MIN)
    # Within 15 min X has a (100), Y a and b (300): 4/100 = .04, 6/300 = .02.
    assert found.demand_people.tolist() == [100, 300]
    assert found.ratio.tolist() == [0.04, 0.02]
    assert found.access.tolist() == [0.06, 0.02, 0]


def test_a_time_equal_to_the_cutoff_is_inside() -> None:
    assert two_step(TIMES_S, PEOPLE, BEDS, cutoff_s=15 * MIN - 1).demand_people.tolist() == [100, 200]


def test_enhanced_two_steps_weigh_people_and_facilities() -> None:
    found = enhanced_two_step(TIMES_S, PEOPLE, BEDS, steps=TO_30_MIN)
    # Weights a: 1, .68; b: .22, 1. X: 4 / (100 + .22 * 200) = 4/144; Y: 6 / (.68 * 100 + 200) = 6/268.
    assert found.ratio == pytest.approx([4 / 144, 6 / 268])
    assert found.access == pytest.approx([4 / 144 + 0.68 * 6 / 268, 0.22 * 4 / 144 + 6 / 268, 0])


def test_three_steps_let_people_choose_first() -> None:
    found = three_step(TIMES_S, PEOPLE, BEDS, steps=TO_30_MIN)
    # G a: 1/1.68, .68/1.68; b: .22/1.22, 1/1.22. Demand X: 100/1.68 + 200 * .22 * .22/1.22; Y: 100 * .68 * .68/1.68
    # + 200/1.22.
    x, y = 100 / 1.68 + 200 * 0.22**2 / 1.22, 100 * 0.68**2 / 1.68 + 200 / 1.22
    assert found.demand_people == pytest.approx([x, y])
    a = 1 / 1.68 * 4 / x + 0.68**2 / 1.68 * 6 / y
    b = 0.22**2 / 1.22 * 4 / x + 1 / 1.22 * 6 / y
    assert found.access == pytest.approx([a, b, 0])


def test_the_balanced_way_shares_out_each_person_and_each_level_of_service() -> None:
    found = balanced(TIMES_S, PEOPLE, BEDS, steps=TO_30_MIN)
    # D: X 100 * 1/1.68 + 200 * .22/1.22, Y 100 * .68/1.68 + 200 * 1/1.22; together 300 = a and b.
    x, y = 100 / 1.68 + 200 * 0.22 / 1.22, 100 * 0.68 / 1.68 + 200 / 1.22
    assert found.demand_people == pytest.approx([x, y])
    assert found.demand_people.sum() == pytest.approx(300)
    assert found.ratio == pytest.approx([4 / x, 6 / y])
    # Columns: X is shared 1/1.22 to a and .22/1.22 to b; Y .68/1.68 to a and 1/1.68 to b.
    a, b = 4 / x / 1.22 + 6 / y * 0.68 / 1.68, 4 / x * 0.22 / 1.22 + 6 / y / 1.68
    assert found.access == pytest.approx([a, b, 0])


WAYS: dict[str, Way] = {
    "two_step": lambda *world: two_step(*world, cutoff_s=30 * MIN),
    "enhanced_two_step": lambda *world: enhanced_two_step(*world, steps=TO_30_MIN),
    "three_step": lambda *world: three_step(*world, steps=TO_30_MIN),
    "balanced": lambda *world: balanced(*world, steps=TO_30_MIN),
}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


@each_way
def test_a_facility_without_people_in_range_has_no_ratio_and_gives_nothing(way: Way) -> None:
    # Z is near c alone, where nobody lives; nobody at all can get to Q.
    times_s = np.column_stack([TIMES_S, [INF, INF, 60.0], [INF, INF, INF]])
    found = way(times_s, np.array([100.0, 200.0, 0.0]), np.array([4.0, 6.0, 9.0, 9.0]))
    assert np.isnan(found.ratio).tolist() == [False, False, True, True]
    assert found.demand_people[2:].tolist() == [0, 0]
    assert found.access[2] == 0


@each_way
def test_an_unknown_capacity_is_no_capacity(way: Way) -> None:
    unknown, none = (way(TIMES_S, PEOPLE, np.array([4.0, beds])) for beds in (NAN, 0.0))
    assert [column.tolist() for column in unknown] == [column.tolist() for column in none]
    assert unknown.ratio[1] == 0


@each_way
def test_a_negative_capacity_is_refused(way: Way) -> None:
    with pytest.raises(QuestionError, match="position 1 has -6"):
        way(TIMES_S, PEOPLE, np.array([4.0, -6.0]))


@each_way
def test_without_facilities_or_points_nothing_is_given(way: Way) -> None:
    assert way(np.empty((3, 0)), PEOPLE, np.empty(0)).access.tolist() == [0, 0, 0]
    assert np.isnan(way(np.empty((0, 2)), np.empty(0), BEDS).ratio).all()


@pytest.mark.parametrize("name", ["two_step", "enhanced_two_step", "three_step"])
@LAWS
@given(worlds())
def test_what_people_have_is_what_facilities_with_people_in_range_give(name: str, world: World) -> None:
    found = WAYS[name](*world)
    assert found.access @ world[1] == pytest.approx(world[2][~np.isnan(found.ratio)].sum())


@LAWS
@given(worlds())
def test_the_balanced_way_inflates_neither_people_nor_places(world: World) -> None:
    times_s, people, _ = world
    found = balanced(*world, steps=TO_30_MIN)
    assert found.demand_people.sum() == pytest.approx(people[(times_s <= 30 * MIN).any(axis=1)].sum())
    assert found.access.sum() == pytest.approx(np.nansum(found.ratio))


@LAWS
@given(worlds(), st.floats(0.1, 1.0))
def test_one_step_of_any_weight_is_the_plain_two_steps(world: World, weight: float) -> None:
    plain = two_step(*world, cutoff_s=30 * MIN)
    weighed = enhanced_two_step(*world, steps=Steps((30 * MIN,), (weight,)))
    assert weighed.access == pytest.approx(plain.access)


@LAWS
@given(worlds(), st.integers(0, 4), st.integers(1, 20))
def test_more_capacity_anywhere_leaves_nobody_with_less(world: World, place: int, more: int) -> None:
    times_s, people, beds = world
    added = beds + more * (np.arange(len(beds)) == place)
    for way in WAYS.values():
        before, after = (way(times_s, people, each).access for each in (beds, added))
        assert (after >= before - 1e-12).all()


def _tables(world: World) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the world as PySAL takes it: people, supply, and one row of costs a way there is."""
    times_s, people, beds = world
    point, place = np.nonzero(np.isfinite(times_s))
    costs = pd.DataFrame({"origin": point, "dest": place, "cost": times_s[point, place]})
    homes = pd.DataFrame({"geoid": np.arange(len(people)), "demand": people})
    return homes, pd.DataFrame({"supply": beds}, index=pd.Index(np.arange(len(beds)), name="geoid")), costs


def _pysal(world: World, way: Callable[..., pd.Series], **question: object) -> np.ndarray:
    """Return PySAL's access for every point; 0 where it tells none."""
    with warnings.catch_warnings():  # pandas 4 will have no inplace, which access 1.1 uses
        warnings.simplefilter("ignore")
        found = way(*_tables(world), **question)
    return found.reindex(np.arange(len(world[1]))).fillna(0.0).to_numpy(dtype=float)


def _big_world(seed: int) -> World:
    """Return a world in which every clinic has people near (PySAL divides by the people, even if there are none)."""
    rng = np.random.default_rng(seed)
    times_s = np.rint(rng.uniform(0, 60, (60, 15))) * MIN
    times_s[rng.random((60, 15)) < 0.3] = INF
    times_s[0] = 5 * MIN
    return times_s, rng.integers(1, 500, 60).astype(float), rng.integers(0, 40, 15).astype(float)


@pytest.mark.parametrize("seed", range(5))
def test_two_steps_agree_with_pysal(seed: int) -> None:
    world = _big_world(seed)
    ours = two_step(*world, cutoff_s=30 * MIN).access
    assert ours == pytest.approx(_pysal(world, fca.two_stage_fca, max_cost=30 * MIN), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("steps", [TO_30_MIN, TO_60_MIN])
def test_enhanced_two_steps_and_three_steps_agree_with_pysal(steps: Steps, seed: int) -> None:
    world = _big_world(seed)
    question = {"max_cost": steps.limit_s[-1], "weight_fn": step_fn(dict(zip(*steps, strict=True)))}
    for ours, theirs in ((enhanced_two_step, fca.two_stage_fca), (three_step, fca.three_stage_fca)):
        assert ours(*world, steps=steps).access == pytest.approx(_pysal(world, theirs, **question), abs=1e-9)
