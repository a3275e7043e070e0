"""How many people a facility can take, as far as anybody knows."""

import numpy as np

from geo.errors import QuestionError
from geo.roads import FloatArray


def known_capacity(capacity: FloatArray) -> FloatArray:
    """Return the capacity that can be counted on, in people: one that nobody told is none.

    Parameters
    ----------
    capacity
        People each facility can take; ``NaN`` where nobody knows, ``inf`` where there is no limit.

    Raises
    ------
    QuestionError
        Where a capacity is below 0.
    """
    negative = np.flatnonzero(capacity < 0)
    if negative.size:
        raise QuestionError(
            "capacity",
            f"the facility at position {negative[0]} has {capacity[negative[0]]:g}",
            "Give 0 or more, or leave it empty where nobody knows.",
        )
    return np.where(np.isnan(capacity), 0.0, capacity)
