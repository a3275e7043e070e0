"""Which unit has the least access, and whether that hangs on an assumption nobody can check."""

from typing import Literal

import numpy as np
import pandas as pd


def ranked(units: pd.DataFrame) -> pd.DataFrame:
    """Return the units with their rank by the index, and whether the rank is unstable.

    Parameters
    ----------
    units
        Rows with ``unit_kind, unit_id, eai, eai_bound_low, eai_bound_high`` (0 to 1; NaN where nobody lives).

    Returns
    -------
    pandas.DataFrame
        The same with ``eai_rank`` among the units of the kind, 1 the least access, equals sharing the smaller; NaN
        where nobody lives; and ``rank_unstable``: ``yes`` where the rank, or with whom it is shared, would be another
        one at the lower or the upper bounds of every unit, so that the order hangs on how unknown conditions go
        together; ``no`` otherwise; empty without a rank.
    """
    first, last = _ranks(units, "min"), _ranks(units, "max")
    # Two that the bounds cannot tell apart are both unstable: the first keeps its rank there, but shares it.
    unstable = (first.ne(first["eai"], axis=0) | last.ne(last["eai"], axis=0)).any(axis=1)
    words = np.where(first["eai"].isna(), "", np.where(unstable, "yes", "no"))
    return units.assign(eai_rank=first["eai"], rank_unstable=words)


def _ranks(units: pd.DataFrame, method: Literal["min", "max"]) -> pd.DataFrame:
    # Rounded: sums of the same figures in another order must not decide who is worse off.
    return units[["eai", "eai_bound_low", "eai_bound_high"]].round(12).groupby(units["unit_kind"]).rank(method=method)
