"""What is ruled out is in no better choice: the smaller program has the best of all choices, whatever was known."""

from itertools import combinations

import numpy as np
import pytest

from analysis.siting import relaxation
from analysis.siting.cheapest import Cheapest, build_cheapest
from analysis.siting.narrowed import narrow
from analysis.siting.patience import patience
from analysis.siting.program import solve
from analysis.siting.relaxation import relax
from analysis.siting.ruled import ruled
from analysis.siting.rules import Rules


def model_of(luck: np.random.Generator, *, covering: bool) -> Cheapest:
    points, sites = int(luck.integers(4, 12)), int(luck.integers(4, 9))
    people, time = luck.integers(1, 30, points), luck.integers(1, 40, (points, sites))
    if covering:
        return build_cheapest(np.where(time < 15, 0.0, np.inf), people.astype(np.float64))
    return build_cheapest(people[:, None] * time.astype(np.float64), people * 45.0)


@pytest.mark.parametrize("covering", [True, False])
@pytest.mark.parametrize("seed", range(100))
def test_the_best_choice_is_never_ruled_out(seed: int, *, covering: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    luck = np.random.default_rng(seed)
    model = model_of(luck, covering=covering)
    count = int(luck.integers(1, model.sites))
    order = luck.permutation(model.sites)
    rules = Rules(count, locked=order[: seed % 2])
    # A poor choice is known, and the prices are those after a few steps: little may be ruled out.
    known = order[:count]
    monkeypatch.setattr(relaxation, "STEPS", [2, 20, 1_500][seed % 3])
    relaxed = relax(model, rules, known, patience())
    every = [np.array(each) for each in combinations(range(model.sites), count) if set(rules.locked) <= set(each)]
    best = min(float(model.costs(each).sum()) for each in every)
    assert relaxed.cost <= best * (1 + 1e-9)
    program = narrow(model, rules, relaxed, float(model.costs(known).sum())).program()
    solved = solve(ruled(program, rules, model.sites), None, patience())
    assert solved.status == "optimal"
    assert solved.bound == pytest.approx(best)
    assert float(model.costs(np.flatnonzero(solved.x[: model.sites] > 0.5)).sum()) == pytest.approx(best)
