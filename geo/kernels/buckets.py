"""Lists of nodes, one for each bucket of a queue, all in one array that grows.

Row 0 of the array says how many rows are used and where the list of free ones begins; each other row is a node and the
row after it in its list.
"""

import numpy as np

from geo.kernels.arrays import Ints
from geo.kernels.compiled import compiled

LAST = -1  # behind the last row of a list


@compiled
def no_entries() -> Ints:
    """Return an array without entries; it has room for a small search."""
    entries = np.empty((256, 2), np.int32)
    entries[0, 0], entries[0, 1] = 1, LAST
    return entries


@compiled
def push(entries: Ints, first: Ints, bucket: int, node: int) -> Ints:
    """Put a node before the others of a bucket; return the entries, grown if need be."""
    row = entries[0, 1]
    if row == LAST:
        row = entries[0, 0]
        if row == len(entries):
            entries = np.concatenate((entries, entries))
        entries[0, 0] = row + 1
    else:
        entries[0, 1] = entries[row, 1]
    entries[row, 0], entries[row, 1] = node, first[bucket]
    first[bucket] = row
    return entries


@compiled
def pop(entries: Ints, first: Ints, bucket: int) -> int:
    """Take the first node out of a bucket that has one."""
    row = first[bucket]
    first[bucket] = entries[row, 1]
    entries[row, 1] = entries[0, 1]
    entries[0, 1] = row
    return int(entries[row, 0])
