"""Published p-median problems, as OR-Library writes them."""

from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import floyd_warshall

from geo.roads import FloatArray


def read_p_median(path: Path) -> tuple[FloatArray, int]:
    """Return the distances between all nodes of a problem, and how many medians it asks for."""
    numbers = np.array(path.read_text("utf-8").split(), dtype=np.int64)
    nodes, edges, count = (int(each) for each in numbers[:3])
    distance = np.full((nodes, nodes), np.inf)
    for tail, head, length in numbers[3 : 3 + 3 * edges].reshape(-1, 3):
        distance[tail - 1, head - 1] = distance[head - 1, tail - 1] = length  # of two edges the last one counts
    np.fill_diagonal(distance, 0)
    return floyd_warshall(distance), count
