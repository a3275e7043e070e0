"""Which segments come first when there is only time for a few."""

import pandas as pd

WORST_FIRST = ("underserved", "uncertain", "no_data", "served")


def worst_first(segments: pd.DataFrame) -> list[str]:
    """Return the ids of segments, the worst first: by flag, then severity, then the length of the gap, then the id.

    Parameters
    ----------
    segments
        The columns of gaps.csv.
    """
    order = segments.assign(
        _flag=segments["flag"].map(WORST_FIRST.index), _severity=-segments["severity"], _gap_km=-segments["gap_km"]
    )
    ranked = order.sort_values(["_flag", "_severity", "_gap_km", "corridor_id", "start_km"])
    return [str(each) for each in ranked["segment_id"]]
