"""Lists of nodes by bucket, in one array."""

import numpy as np
import pytest

from geo.kernels.buckets import LAST, no_entries, pop, push

pytestmark = pytest.mark.kernel


def test_a_bucket_gives_back_the_node_that_came_last_and_then_the_others() -> None:
    entries, first = no_entries(), np.full(2, LAST, np.int32)
    for bucket, node in ((0, 7), (1, 8), (0, 9)):
        entries = push(entries, first, bucket, node)
    assert [pop(entries, first, 0), pop(entries, first, 0), pop(entries, first, 1)] == [9, 7, 8]
    assert first.tolist() == [LAST, LAST]


def test_no_node_is_lost_when_the_array_grows_or_rows_are_used_again() -> None:
    entries, first, rng = no_entries(), np.full(5, LAST, np.int32), np.random.default_rng(1)
    lists: list[list[int]] = [[] for _ in first]
    for node in range(3_000):
        bucket = int(rng.integers(0, 5))
        if rng.random() < 0.4 and lists[bucket]:
            assert pop(entries, first, bucket) == lists[bucket].pop()
        entries = push(entries, first, bucket, node)
        lists[bucket].append(node)
    assert len(entries) < 2 * sum(map(len, lists)) + 256
    for bucket, nodes in enumerate(lists):
        assert [pop(entries, first, bucket) for _ in nodes] == nodes[::-1]
    assert (first == LAST).all()
