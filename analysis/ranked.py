"""Which unit has the least access, and whether that hangs on an assumption nobody can check."""

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
        where nobody lives; and ``rank_unstable``: ``yes`` where the rank would be another one at the lower bounds of
        every unit than at the upper ones, so that the order hangs on how unknown conditions go together; ``no``
        otherwise; empty without a rank.
    """
    bounds = {name: _rank(units, name) for name in ("eai", "eai_bound_low", "eai_bound_high")}
    unstable = (bounds["eai_bound_low"] != bounds["eai"]) | (bounds["eai_bound_high"] != bounds["eai"])
    words = np.where(bounds["eai"].isna(), "", np.where(unstable, "yes", "no"))
    return units.assign(eai_rank=bounds["eai"], rank_unstable=words)


def _rank(units: pd.DataFrame, column: str) -> pd.Series:
    # Rounded: sums of the same figures in another order must not decide who is worse off.
    return units[column].round(12).groupby(units["unit_kind"]).rank(method="min")
