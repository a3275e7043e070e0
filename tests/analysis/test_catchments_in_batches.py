"""Catchments batch by batch: the same whoever works them out, in whatever order, and whatever was finished before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf_of_batches import ShelfOfBatches
from towns import LAT, ask, clinics, people, town

from analysis.batches import in_turn
from analysis.catchments import BATCH, Batch, catchments, fingerprint, people_of_catchments
from analysis.plan import build_plan
from analysis.supply import Supply

WORLD = town("A--B---C-D----E--F-G---H-I----J--K-L", km=10)
NAMES = "ABCDEFGHIJKL"
HOMES = people({name: WORLD.spot[name] for name in NAMES}, [0.1 * 3.0**k for k in range(len(NAMES))])
FAR = (WORLD.spot["A"][0], LAT + 1.0)


def _supply(names: str = NAMES, **question: object) -> Supply:
    return ask(WORLD, clinics({name: WORLD.spot[name] for name in names} | {"far": FAR}), cutoff_min=45, **question)


def _bytes(supply: Supply, **how: object) -> bytes:
    asked = people_of_catchments(HOMES, supply)
    how = {"progress": lambda _d, _o: None, **how}
    return catchments(supply, asked, **how).catchments.to_wkb().to_csv().encode()  # type: ignore[arg-type]


WHOLE = _bytes(_supply())


def test_people_of_a_batch_are_those_whose_nearest_facility_each_would_be_alone() -> None:
    supply = _supply()
    asked = people_of_catchments(HOMES, supply)
    found = catchments(supply, asked, progress=lambda _d, _o: None).catchments
    for k, population in enumerate(found["population"]):
        alone = supply.certain.snaps.taken(np.array([k]))
        nearest = supply.network.nearest(asked.points, alone, direction="to", cutoff_s=45 * 60.0)
        alone_people = asked.population[np.isfinite(nearest.time_s)].sum()
        assert population == alone_people or (alone.failed[0] and np.isnan(population))
    assert found["status"].tolist().count("snap_failed") == 1


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(3)), st.sets(st.integers(0, 2)))
def test_in_any_order_and_with_any_batch_finished_before_all_comes_out_the_same(
    order: list[int], before: set[int]
) -> None:
    def anyhow(task: Callable[[int], Batch], batches: Sequence[int]) -> Iterator[tuple[int, Batch]]:
        return in_turn(task, [batch for batch in order if batch in batches])

    whole, shelf, told = ShelfOfBatches[Batch](), ShelfOfBatches[Batch](), list[tuple[int, int]]()
    assert _bytes(_supply(), kept=whole) == WHOLE
    shelf.batches = {batch: whole.batches[batch] for batch in before}
    found = _bytes(_supply(), kept=shelf, spread=anyhow, progress=lambda done, of: told.append((done, of)))
    assert found == WHOLE
    assert shelf.made == [batch for batch in order if batch not in before]
    # Thirteen facilities: five, five and three.
    assert told == [(sum((5, 5, 3)[each] for each in {*before, *shelf.made[:k]}), 13) for k in range(len(told))]
    assert len(told) == 1 + len(shelf.made)


def test_what_is_one_batch_is_not_kept() -> None:
    shelf = ShelfOfBatches[Batch]()
    _bytes(_supply(NAMES[: BATCH - 1]), kept=shelf)
    assert shelf.made == []


def test_where_nobody_offers_the_service_nothing_is_worked_out() -> None:
    told: list[tuple[int, int]] = []
    supply = ask(WORLD, clinics({"A": WORLD.spot["A"]}), service="legal")
    found = catchments(supply, None, progress=lambda done, of: told.append((done, of)))
    assert (len(found.catchments), told) == (0, [(0, 0)])


def test_catchments_that_differ_in_anything_have_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    supply = _supply()
    asked = people_of_catchments(HOMES, supply)
    roads = supply.network.roads
    slower = replace(supply, network=supply.network.with_times(roads.time_s["drive"] * 2))
    moved = replace(supply, network=supply.network.with_times(roads.time_s["drive"]))
    moved.network.roads = replace(moved.network.roads, lat=roads.lat + 1e-9)
    others = [
        fingerprint(supply, None),
        fingerprint(supply, asked._replace(population=asked.population + 1.0)),
        fingerprint(supply, asked._replace(points=asked.points.taken(np.arange(3)))),
        fingerprint(_supply(NAMES[:-1]), asked),
        fingerprint(_supply(direction="from"), asked),
        fingerprint(slower, asked),
        fingerprint(moved, asked),
        fingerprint(replace(supply, plan=build_plan(service="primary", cutoff_min=44)), asked),
    ]
    with monkeypatch.context() as patched:
        patched.setattr("analysis.catchments.BATCH", BATCH + 1)
        others.append(fingerprint(supply, asked))
    assert len({fingerprint(supply, asked), *others}) == 1 + len(others)
    assert fingerprint(_supply(), people_of_catchments(HOMES, _supply())) == fingerprint(supply, asked)
