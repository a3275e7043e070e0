"""Published problems, and large ones of our own, against what is known of them."""

from pathlib import Path

import numpy as np
import pytest
from p_median import read_p_median
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import floyd_warshall

from analysis.siting.best import best_choice
from analysis.siting.cheapest import Cheapest
from analysis.siting.models import median
from analysis.siting.patience import patience
from analysis.siting.rules import Rules
from analysis.siting.search import greedy

SECONDS = 600.0  # how long it takes is for the benchmark to say: this machine may be busy


@pytest.mark.parametrize("number", range(1, 11))
def test_the_published_optimum_of_a_p_median_problem_is_found_and_proven(reference: Path, number: int) -> None:
    distance, count = read_p_median(reference / "pmed" / f"pmed{number}.txt")
    nodes = len(distance)
    found = median(
        distance, np.ones(nodes), Rules(count), existing_s=np.full(nodes, np.inf), patience=patience(SECONDS)
    )
    lines = (reference / "pmed" / "pmedopt.txt").read_text("utf-8").splitlines()
    published = dict(line.split() for line in lines if line.startswith("pmed"))
    assert (found.status, found.objective, found.bound) == ("optimal",) + 2 * (float(published[f"pmed{number}"]),)
    assert distance[:, found.chosen].min(axis=1).sum() == found.objective


@pytest.mark.parametrize(("nodes", "count"), [(300, 30), (300, 60), (400, 80)])
def test_a_generated_graph_is_within_a_hundredth_of_its_bound(nodes: int, count: int) -> None:
    luck = np.random.default_rng(nodes + count)
    tail, head = luck.integers(0, nodes, (2, nodes * nodes // 50))
    ring = np.arange(nodes)
    rows, columns = np.append(tail, ring), np.append(head, (ring + 1) % nodes)
    edges = coo_matrix((luck.integers(1, 101, len(rows)), (rows, columns)), shape=(nodes, nodes))
    distance = floyd_warshall(edges.tocsr(), directed=False)
    found = median(
        distance, np.ones(nodes), Rules(count), existing_s=np.full(nodes, np.inf), patience=patience(SECONDS)
    )
    assert found.gap <= 0.01
    assert distance[:, found.chosen].min(axis=1).sum() == pytest.approx(found.objective)


def towns(points: int, reach: float) -> Cheapest:
    """Return points at random in a square of 100, each a candidate too, of very different size."""
    luck = np.random.default_rng(points)
    place, people = luck.random((points, 2)) * 100.0, luck.lognormal(4.0, 1.5, points).round()
    away = np.hypot(*(place[:, None, :] - place[None, :, :]).transpose(2, 0, 1))
    point, site = np.nonzero(away <= reach)
    return Cheapest(people, point, site, np.zeros(len(point)), points)


def test_covering_thousands_of_points_is_within_three_hundredths_and_never_worse_than_greedy() -> None:
    model, rules = towns(2_500, 3.0), Rules(50)
    at_once = model.worth(greedy(model, rules)).value
    found = best_choice(model, rules, patience(SECONDS))
    assert at_once <= found.value <= found.bound
    assert found.bound - found.value <= 0.03 * found.bound


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_without_time_it_is_still_as_good_as_greedy_and_says_how_good_any_could_be(seconds: float) -> None:
    model, rules = towns(1_000, 6.0), Rules(40)
    at_once = model.worth(greedy(model, rules)).value
    found = best_choice(model, rules, patience(seconds))
    assert len(found.chosen) == 40
    assert at_once <= found.value <= found.bound <= model.most
    assert found.status in {"optimal", "time_limit"}


def test_called_off_it_ends_with_the_best_so_far() -> None:
    model, rules = towns(1_000, 6.0), Rules(40)
    asked: list[int] = []

    def is_called_off() -> bool:
        asked.append(1)
        return len(asked) > 60  # after greedy

    found = best_choice(model, rules, patience(SECONDS, is_called_off))
    assert len(found.chosen) == 40
    assert found.status == "cancelled"
    assert found.value <= found.bound
