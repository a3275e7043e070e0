"""How unequally access is shared out."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.gini import Gini

from analysis.inequality import gini

LAWS = settings(max_examples=100, deadline=None, derandomize=True)
worlds = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 40)), min_size=1, max_size=12)


def _world(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    access, population = np.array(rows, dtype=float).T
    return access, population


def _by_pairs(x: np.ndarray, w: np.ndarray) -> float:
    """Return sum_ij w_i w_j |x_i - x_j| / (2 mean W^2); NaN where it is 0 / 0."""
    total, has = w.sum(), (w * x).sum()
    return float(w @ np.abs(x[:, None] - x) @ w / (2 * has * total)) if has else math.nan


def test_four_people_of_whom_one_has_all_have_three_quarters() -> None:
    # Lorenz curve 0, 0, 0, 0, 1 in steps of 1/4: area 1/4 * (0 + 1) / 2 = 1/8; G = 1 - 2/8.
    assert gini(np.array([0.0, 8.0, 0.0, 0.0]), np.ones(4)) == 0.75


def test_people_weigh_and_points_do_not() -> None:
    # 30 people with 1, 10 with 5: F = .75, 1; L = 30/80 = .375, 1; G = 1 - .75 * .375 - .25 * 1.375 = .375.
    assert gini(np.array([5.0, 1.0]), np.array([10.0, 30.0])) == 0.375


def test_who_has_the_same_is_equal() -> None:
    assert gini(np.array([0.1, 0.1, 0.1]), np.array([3.0, 7.0, 11.0])) == pytest.approx(0.0, abs=1e-15)
    assert gini(np.array([0.1]), np.array([3.0])) == 0.0


@pytest.mark.parametrize(
    ("access", "population"),
    [([], []), ([1.0, 2.0], [0.0, 0.0]), ([0.0, 0.0], [1.0, 2.0]), ([1.0, np.nan], [1, 2]), ([1.0, np.inf], [1, 2])],
)
def test_where_nobody_lives_or_has_any_or_it_is_unknown_there_is_no_number(
    access: list[float], population: list[float]
) -> None:
    assert math.isnan(gini(np.array(access, dtype=float), np.array(population, dtype=float)))


def test_what_is_unknown_where_nobody_lives_is_no_matter() -> None:
    assert gini(np.array([0.0, np.nan, 2.0, np.inf]), np.array([1.0, 0.0, 1.0, 0.0])) == 0.5


def test_the_inputs_stay_as_they_were() -> None:
    access, population = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 0.0])
    gini(access, population)
    assert (access.tolist(), population.tolist()) == ([3.0, 1.0, 2.0], [1.0, 2.0, 0.0])


@LAWS
@given(worlds)
def test_trapezoids_and_differences_of_all_pairs_agree(rows: list[tuple[int, int]]) -> None:
    access, population = _world(rows)
    assert gini(access, population) == pytest.approx(_by_pairs(access, population), abs=1e-12, nan_ok=True)


@LAWS
@given(worlds)
def test_a_point_is_worth_its_people_one_by_one(rows: list[tuple[int, int]]) -> None:
    access, population = _world(rows)
    one_by_one = np.repeat(access, population.astype(int))
    assert gini(access, population) == pytest.approx(gini(one_by_one, np.ones(len(one_by_one))), abs=1e-12, nan_ok=True)


@LAWS
@given(worlds, st.permutations(range(12)), st.integers(1, 9))
def test_neither_order_nor_unit_changes_it(rows: list[tuple[int, int]], order: list[int], unit: int) -> None:
    access, population = _world(rows)
    mixed = np.array([k for k in order if k < len(rows)])
    changed = gini(access[mixed] * unit / 7, population[mixed] * unit)
    assert changed == pytest.approx(gini(access, population), abs=1e-12, nan_ok=True)


@LAWS
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20).filter(any))
def test_one_person_a_point_agrees_with_pysal(values: list[int]) -> None:
    access = np.array(values, dtype=float)
    assert gini(access, np.ones(len(access))) == pytest.approx(float(Gini(access).g), abs=1e-9)


def test_the_incomes_of_mexicos_states_agree_with_pysal() -> None:
    # The example of inequality's own pages: pcgdp1940 of mexico.csv, 32 states, as libpysal ships it.
    incomes = [10384, 22361, 9573, 3758, 2934, 8578, 8537, 6909, 17816, 12132, 4359, 2181, 4414, 5309, 3408, 3327]
    incomes += [6936, 4836, 9073, 1892, 3569, 11016, 21965, 4372, 4840, 6399, 2459, 7508, 3605, 5203, 7990, 3734]
    found = gini(np.array(incomes, dtype=float), np.ones(32))
    assert found == pytest.approx(float(Gini(np.array(incomes, dtype=float)).g), abs=1e-12)
    assert found == pytest.approx(0.3537237, abs=1e-7)
