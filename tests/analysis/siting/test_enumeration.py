"""Every model against all choices there are, in worlds small enough to try them all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from analysis.allocation import allocate
from analysis.pairs import pairs_within
from analysis.siting.alternatives import alternatives
from analysis.siting.floor import Floor
from analysis.siting.models import (
    Choice,
    centre,
    cover_all,
    cover_most,
    cover_twice,
    cover_weighted,
    cover_with_room,
    median,
)
from analysis.siting.patience import Patience, patience
from analysis.siting.rules import ANY_NUMBER, Rules
from geo.roads import FloatArray, IntArray

WORLDS = range(60)
CUTOFF_S = 40.0
Value = Callable[[IntArray], float]


class World:
    """A few points and candidates at random, some without a way, and a set of rules."""

    def __init__(self, seed: int) -> None:
        luck = np.random.default_rng(seed)
        self.points, self.sites = int(luck.integers(3, 9)), int(luck.integers(3, 8))
        self.cost_s = luck.integers(0, 100, (self.points, self.sites)).astype(np.float64)
        self.cost_s[luck.random(self.cost_s.shape) < 0.15] = np.inf
        self.people = luck.integers(0, 50, self.points).astype(np.float64)
        self.existing_s = np.where(luck.random(self.points) < 0.3, luck.integers(0, 120, self.points), np.inf)
        self.room = luck.integers(0, 60, self.sites).astype(np.float64)
        order = luck.permutation(self.sites)
        count = int(luck.integers(1, min(4, self.sites)))
        pairs = np.array([pair for pair in combinations(range(self.sites), 2) if luck.random() < 0.1], dtype=np.int64)
        pairs = pairs.reshape(-1, 2)
        keep = ~np.isin(pairs, order[:1]).any(axis=1)  # a locked site is near none
        self.rules = Rules(count, locked=order[: seed % 2], forbidden=order[1:2], apart=pairs[keep])
        self.luck = luck

    def choices(self, count: int) -> Iterator[IntArray]:
        """Yield every choice that keeps to the rules, tried one by one."""
        near = {frozenset(pair.tolist()) for pair in self.rules.apart}
        for chosen in combinations(range(self.sites), count):
            is_apart = not any(frozenset(pair) in near for pair in combinations(chosen, 2))
            if is_apart and set(self.rules.locked) <= set(chosen) and not set(self.rules.forbidden) & set(chosen):
                yield np.array(chosen, dtype=np.int64)

    def times(self, chosen: IntArray) -> FloatArray:
        return np.minimum(self.cost_s[:, chosen].min(axis=1, initial=np.inf), self.existing_s)


def agree(world: World, found: Choice, value: Value, *, largest: bool) -> None:
    """Check a model's answer against all of them."""
    values = {tuple(chosen.tolist()): value(chosen) for chosen in world.choices(world.rules.count)}
    if not values:
        assert found.status == "infeasible"
        assert found.chosen.size == 0
        return
    best = max(values.values()) if largest else min(values.values())
    assert found.status == "optimal"
    assert found.objective == pytest.approx(best)
    assert found.bound == pytest.approx(best)
    assert values[tuple(found.chosen.tolist())] == pytest.approx(best)


@pytest.mark.parametrize("seed", WORLDS)
def test_covering_most_people(seed: int) -> None:
    world = World(seed)
    found = cover_most(
        world.cost_s,
        world.people,
        world.rules,
        cutoff_s=CUTOFF_S,
        existing_s=world.existing_s,
        patience=patience(),
    )
    agree(world, found, lambda chosen: float(world.people[world.times(chosen) <= CUTOFF_S].sum()), largest=True)


@pytest.mark.parametrize("seed", WORLDS)
def test_covering_with_what_access_is_worth(seed: int) -> None:
    world = World(seed)
    access, has = world.luck.random(world.cost_s.shape), world.luck.random(world.points) / 2
    access[world.luck.random(access.shape) < 0.3] = 0.0
    found = cover_weighted(access, world.people, world.rules, existing=has, patience=patience())
    agree(
        world,
        found,
        lambda chosen: float(world.people @ np.maximum(access[:, chosen].max(axis=1), has)),
        largest=True,
    )


@pytest.mark.parametrize("seed", WORLDS)
def test_covering_most_with_a_floor_for_every_area(seed: int) -> None:
    world = World(seed)
    covers = (world.cost_s <= CUTOFF_S) & (world.existing_s > CUTOFF_S)[:, None]
    point, site = np.nonzero(covers)
    area = world.luck.integers(-1, 2, world.points)
    least = world.luck.integers(0, 40, 2).astype(np.float64)
    world.rules = replace(world.rules, floor=Floor(point, site, world.people, area, least))
    found = cover_most(
        world.cost_s,
        world.people,
        world.rules,
        cutoff_s=CUTOFF_S,
        existing_s=world.existing_s,
        patience=patience(),
    )

    def is_enough(chosen: IntArray) -> bool:
        new = covers[:, chosen].any(axis=1)
        return all(world.people[new & (area == k)].sum() >= least[k] for k in range(2))

    every = [chosen for chosen in world.choices(world.rules.count) if is_enough(chosen)]
    world.choices = lambda _count: iter(every)  # type: ignore[method-assign]
    agree(world, found, lambda chosen: float(world.people[world.times(chosen) <= CUTOFF_S].sum()), largest=True)


@pytest.mark.parametrize("seed", WORLDS)
def test_covering_twice(seed: int) -> None:
    world = World(seed)
    already = world.luck.integers(0, 3, world.points)
    first = [0.5, 0.7, 1.0][seed % 3]
    found = cover_twice(
        world.cost_s,
        world.people,
        world.rules,
        cutoff_s=CUTOFF_S,
        already=already,
        first=first,
        patience=patience(),
    )

    def value(chosen: IntArray) -> float:
        times = already + (world.cost_s[:, chosen] <= CUTOFF_S).sum(axis=1)
        return float(world.people @ (first * (times >= 1) + (1 - first) * (times >= 2)))

    agree(world, found, value, largest=True)


@pytest.mark.parametrize("seed", WORLDS)
def test_covering_with_the_room_there_is(seed: int) -> None:
    world = World(seed)
    standing = 1 + seed % 2
    columns = world.luck.integers(0, 100, (world.points, standing)).astype(np.float64)
    cost_s = np.column_stack([columns, world.cost_s])
    room = np.concatenate([world.luck.integers(0, 40, standing).astype(np.float64), world.room])
    room[standing + world.sites - 1] = np.nan
    found = cover_with_room(
        cost_s,
        world.people,
        room,
        world.rules,
        cutoff_s=CUTOFF_S,
        existing=standing,
        patience=patience(),
    )

    def value(chosen: IntArray) -> float:
        columns = np.concatenate([np.arange(standing), standing + chosen])
        pairs = pairs_within(cost_s[:, columns], cutoff_s=CUTOFF_S)
        return allocate(pairs, world.people, room[columns]).served_people

    agree(world, found, value, largest=True)


@pytest.mark.parametrize("seed", WORLDS)
def test_travelling_least_in_all(seed: int) -> None:
    world = World(seed)
    found = median(world.cost_s, world.people, world.rules, existing_s=world.existing_s, patience=patience())
    may = np.setdiff1d(np.arange(world.sites), world.rules.forbidden)
    may = may[[world.rules.free(world.sites)[site] for site in may]]
    reached = np.isfinite(world.cost_s[:, may]).any(axis=1) | np.isfinite(world.existing_s)
    known = np.concatenate([world.cost_s[reached].ravel(), world.existing_s[reached]])
    away_s = 2 * known[np.isfinite(known)].max(initial=0.0)
    agree(
        world,
        found,
        lambda chosen: float(world.people[reached] @ np.minimum(world.times(chosen)[reached], away_s)),
        largest=False,
    )


@pytest.mark.parametrize("seed", WORLDS)
def test_the_shortest_longest_way(seed: int) -> None:
    world = World(seed)
    world.people[0] = 0.0
    found = centre(world.cost_s, world.people, world.rules, existing_s=world.existing_s, patience=patience())
    may = world.rules.free(world.sites)
    asks = (np.isfinite(world.cost_s[:, may]).any(axis=1) | np.isfinite(world.existing_s)) & (world.people > 0)
    values = [world.times(chosen)[asks].max(initial=0.0) for chosen in world.choices(world.rules.count)]
    if not values or not np.isfinite(min(values)):
        assert found.status == "infeasible"
        return
    assert (found.status, found.objective, found.bound) == ("optimal", min(values), min(values))
    assert world.times(found.chosen)[asks].max(initial=0.0) == min(values)


@pytest.mark.parametrize("seed", WORLDS)
def test_as_few_sites_as_cover_everybody(seed: int) -> None:
    world = World(seed)
    world.rules = replace(world.rules, count=ANY_NUMBER)
    found = cover_all(world.cost_s, world.rules, cutoff_s=CUTOFF_S, existing_s=world.existing_s, patience=patience())
    covers = world.cost_s <= CUTOFF_S
    asks = (world.existing_s > CUTOFF_S) & covers[:, world.rules.free(world.sites)].any(axis=1)
    sizes = [
        count
        for count in range(world.sites + 1)
        for chosen in world.choices(count)
        if covers[asks][:, chosen].any(axis=1).all()
    ]
    if not sizes:
        assert found.status == "infeasible"
        return
    assert (found.status, found.objective, found.bound) == ("optimal", min(sizes), min(sizes))
    assert covers[asks][:, found.chosen].any(axis=1).all()


@pytest.mark.parametrize("seed", WORLDS)
def test_the_next_best_choices_are_the_next_best_of_all(seed: int) -> None:
    world = World(seed)

    def solve(rules: Rules, ends: Patience) -> Choice:
        return cover_most(
            world.cost_s,
            world.people,
            rules,
            cutoff_s=CUTOFF_S,
            existing_s=world.existing_s,
            patience=ends,
        )

    best = solve(world.rules, patience())
    found = alternatives(solve, world.rules, best, count=3)
    values = sorted(
        (float(world.people[world.times(chosen) <= CUTOFF_S].sum()) for chosen in world.choices(world.rules.count)),
        reverse=True,
    )
    assert [each.objective for each in found] == pytest.approx(values[1:4])
    assert [each.bound for each in found] == pytest.approx(values[1:4])
    assert {each.status for each in found} <= {"optimal"}
    assert len({tuple(each.chosen) for each in (best, *found)}) == 1 + len(found)
