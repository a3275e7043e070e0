"""One row a corridor: its longest gap, how uneven its services are, and how many kilometres have each flag."""

import numpy as np
import pandas as pd

from analysis.gaps import FLAGS, NO_DATA, GapsResult
from geo.roads import FloatArray


def summarise_corridors(result: GapsResult) -> pd.DataFrame:
    """Return one row a corridor, ordered by id.

    ``length_m, longest_gap_m, gap_index`` (sum of squared gaps over the squared length: 1 without a service,
    1/(n+1) with n services evenly spaced), ``served_m, uncertain_m, underserved_m, no_data_m`` (which sum to the
    length), ``beyond_m, max_people_per_day_beyond`` (NaN where no flow is known); with runs also ``beyond_p5_m,
    beyond_p50_m, beyond_p95_m``.
    """
    rows = [_row(corridor_id, result) for corridor_id in sorted(result.bounds_m)]
    return pd.DataFrame(rows)


def _row(corridor_id: str, result: GapsResult) -> dict[str, object]:
    segments = result.segments[result.segments["corridor_id"] == corridor_id]
    bounds_m = result.bounds_m[corridor_id]
    gap_m, length_m = np.diff(bounds_m), float(bounds_m[-1])
    people = segments["people_per_day"][segments["beyond_m"] > 0].dropna()
    return {
        "corridor_id": corridor_id,
        "length_m": length_m,
        "longest_gap_m": float(gap_m.max()),
        "gap_index": float(np.sum(gap_m**2)) / length_m**2,
        **_flag_lengths(segments, length_m),
        "beyond_m": float(segments["beyond_m"].sum()),
        "max_people_per_day_beyond": float(people.max()) if len(people) else np.nan,
        **_beyond_band(result, corridor_id),
    }


def _beyond_band(result: GapsResult, corridor_id: str) -> dict[str, float]:
    if result.beyond_band_m is None:
        return {}
    return {f"beyond_{name}_m": float(m[0]) for name, m in result.beyond_band_m[corridor_id]._asdict().items()}


def _flag_lengths(segments: pd.DataFrame, length_m: float) -> dict[str, FloatArray | float]:
    """Return metres per flag, the last by subtraction so that they sum to the length."""
    metres = segments["end_m"] - segments["start_m"]
    lengths = {f"{flag}_m": float(metres[segments["flag"] == flag].sum()) for flag in FLAGS[:-1]}
    return {**lengths, f"{NO_DATA}_m": max(length_m - sum(lengths.values()), 0.0)}
