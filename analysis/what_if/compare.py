"""What a scenario changes along the corridors, segment by segment."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.gaps import NO_DATA, SERVED, UNCERTAIN, UNDERSERVED, GapsResult

KINDS = ("became_underserved", "slower", "faster", "became_served", "became_no_data")
BECAME_UNDERSERVED, SLOWER, FASTER, BECAME_SERVED, BECAME_UNKNOWN = KINDS
# Of a segment nobody knew of, what is known now is news by itself.
_RANK = {NO_DATA: 0, SERVED: 0, UNCERTAIN: 1, UNDERSERVED: 2}
_TOLD = ("time_any_s", "facility_any", "flag", "status", "share_beyond")


def changes(before: GapsResult, after: GapsResult) -> gpd.GeoDataFrame:
    """Return the segments whose flag, share beyond the cutoff or time differs, by corridor and start.

    Parameters
    ----------
    before, after
        Two answers to one question along the same corridors.

    Returns
    -------
    geopandas.GeoDataFrame
        ``corridor_id, segment_id, start_m, end_m, change``, and of ``time_any_s, facility_any, flag, status,
        share_beyond`` the values before and after (``before_time_any_s``, ``after_time_any_s`` …), EPSG:4326.
        ``change``: ``became_underserved`` and ``became_served`` where the flag is worse or better,
        ``became_no_data`` where nobody knows any longer, else ``slower`` or ``faster``: by the midpoint's time, or by
        the share beyond where that time is the same. Times differ where they do to a tenth of a minute; one that is
        ``inf`` is longer than any. Where nobody knows in either answer nothing is said to change.
    """
    old, new = before.segments, after.segments
    kind = _kinds(old, new)
    told = {f"{when}_{name}": frame[name] for name in _TOLD for when, frame in (("before", old), ("after", new))}
    frame = old[["corridor_id", "segment_id", "start_m", "end_m", "geometry"]].assign(change=kind, **told)
    return gpd.GeoDataFrame(frame[kind != ""].reset_index(drop=True), geometry="geometry", crs="EPSG:4326")


def _kinds(old: pd.DataFrame, new: pd.DataFrame) -> npt.NDArray[np.str_]:
    """Return what becomes of each segment; empty where it stays as it is."""
    was, is_ = (frame["flag"].to_numpy() for frame in (old, new))
    was_min, is_min = (np.round(frame["time_any_s"].to_numpy() / 60.0, 1) for frame in (old, new))
    was_share, is_share = (np.round(frame["share_beyond"].to_numpy(), 4) for frame in (old, new))
    was_rank, is_rank = (np.array([_RANK[flag] for flag in flags]) for flags in (was, is_))
    return np.select(
        [
            (was == NO_DATA) & (is_ == NO_DATA),
            is_ == NO_DATA,
            (was == NO_DATA) & (is_ == SERVED) | (is_rank < was_rank),
            is_rank > was_rank,
            (is_min > was_min) | (is_min == was_min) & (is_share > was_share),
            (is_min < was_min) | (is_min == was_min) & (is_share < was_share),
        ],
        ["", BECAME_UNKNOWN, BECAME_SERVED, BECAME_UNDERSERVED, SLOWER, FASTER],
        "",
    )
