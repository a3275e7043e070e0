"""Every model twice: what a choice is worth, counted, and the cost of the same choice in the program for the solver."""

from itertools import combinations

import numpy as np
import pytest

from analysis.pairs import pairs_within
from analysis.siting.aim import Aim
from analysis.siting.cheapest import build_cheapest
from analysis.siting.depth import Depth
from analysis.siting.filled import Filled
from analysis.siting.floor import Floor
from analysis.siting.patience import patience
from analysis.siting.program import solve
from analysis.siting.ruled import ruled
from analysis.siting.rules import Rules
from geo.roads import FloatArray, IntArray

NAMES = ("cover", "median", "backup", "room")
SEEDS = range(40)


def costs_of(luck: np.random.Generator) -> FloatArray:
    cost = luck.integers(1, 40, (luck.integers(4, 10), luck.integers(4, 8))).astype(np.float64)
    return np.where(luck.random(cost.shape) < 0.2, np.inf, cost)


def aim_of(name: str, luck: np.random.Generator) -> Aim:
    cost = costs_of(luck)
    points, sites = cost.shape
    people = luck.integers(1, 30, points).astype(np.float64)
    if name == "cover":
        return build_cheapest(np.where(cost < 15, 0.0, np.inf), people)
    if name == "median":
        return build_cheapest(people[:, None] * np.where(np.isfinite(cost), cost, 99.0), people * 45.0)
    if name == "backup":
        point, site = np.nonzero(cost < 20)
        return Depth(people, luck.integers(0, 3, points), point, site, 0.7, sites)
    existing = 2
    every = np.column_stack([luck.integers(1, 40, (points, existing)), cost])
    room = luck.integers(0, 40, existing + sites).astype(np.float64)
    return Filled(people, room, pairs_within(every, cutoff_s=20.0), existing)


def cost_of(aim: Aim, chosen: IntArray) -> float:
    return aim.most - aim.worth(chosen).value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_choice_costs_the_same_in_the_program(seed: int, name: str) -> None:
    luck = np.random.default_rng(seed)
    aim = aim_of(name, luck)
    chosen = luck.permutation(aim.sites)[: luck.integers(1, aim.sites)]
    solved = solve(ruled(aim.program(), Rules(len(chosen), locked=chosen), aim.sites), None, patience())
    assert solved.status == "optimal"
    assert solved.bound == pytest.approx(cost_of(aim, chosen), abs=1e-6)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_site_would_add_is_what_it_adds(seed: int, name: str) -> None:
    luck = np.random.default_rng(seed)
    aim = aim_of(name, luck)
    chosen = luck.permutation(aim.sites)[: luck.integers(0, aim.sites - 1)]
    worth = aim.worth(chosen)
    for site in np.setdiff1d(np.arange(aim.sites), chosen):
        assert aim.worth(np.append(chosen, site)).value == pytest.approx(worth.value + worth.gains[site])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_first_answer_the_program_has_the_best_choice_that_keeps_to_all_rules(seed: int, name: str) -> None:
    luck = np.random.default_rng(seed)
    aim = aim_of(name, luck)
    count = int(luck.integers(1, aim.sites))
    order = luck.permutation(aim.sites)
    every = [np.array(each) for each in combinations(range(aim.sites), count)]
    known = min(every, key=lambda each: cost_of(aim, each))
    apart = np.array([sorted(order[1:3])])
    covers = luck.random((5, aim.sites)) < 0.5
    point, site = np.nonzero(covers)
    people = luck.integers(1, 9, 5).astype(np.float64)
    floor = Floor(point, site, people, np.array([0, 0, 1, 1, -1]), np.array([4.0, 6.0]))
    rules = Rules(count, order[:1] if seed % 2 else order[:0], order[3:4], apart, floor, (known,))

    def is_allowed(each: IntArray) -> bool:
        has = covers[:, each].any(axis=1) * people
        keeps = not set(order[1:3]) <= set(each) and order[3] not in each and set(rules.locked) <= set(each)
        return keeps and has[:2].sum() >= 4 and has[2:4].sum() >= 6 and not np.array_equal(each, known)

    costs = [cost_of(aim, each) for each in every if is_allowed(each)]
    solved = solve(ruled(aim.program(), rules, aim.sites), None, patience())
    assert solved.bound == pytest.approx(min(costs, default=np.inf), abs=1e-6)
    assert solved.status == ("optimal" if costs else "infeasible")
