"""What a cohort means for each place, over all its days."""

import numpy as np
import pandas as pd

from analysis.surge.surge import SurgeResult


def place_rows(result: SurgeResult) -> pd.DataFrame:
    """Return one row a facility and bound, and one for those who have none in reach (empty id), by id.

    ``facility_id, bound, arrivals, served`` (of all days), ``waiting_days`` (the sum of ``waiting`` over the days),
    ``days_over`` (days on which somebody is not served), ``first_over_day, last_over_day, worst_day`` (the first of the
    days on which most wait; NaN where everybody is served), ``worst_waiting``, ``unserved`` (what is asked for here and
    not served here: nights without a bed, or what still waits or is carried away).
    """
    rows = [
        _row(str(facility_id), str(bound), days)
        for facility_id, of_facility in result.loads.groupby("facility_id")
        for bound, days in of_facility.groupby("bound")
    ]
    frame = pd.DataFrame(rows)
    unserved = frame["waiting_days"] if result.of_beds else frame["arrivals"] - frame["served"]
    return frame.assign(unserved=unserved)


def _row(facility_id: str, bound: str, days: pd.DataFrame) -> dict[str, object]:
    over = days[days["waiting"] > 0]
    worst_day, worst_waiting = _worst(over)
    return {
        "facility_id": facility_id,
        "bound": bound,
        "arrivals": days["arrivals"].sum(),
        "served": days["served"].sum(),
        "waiting_days": days["waiting"].sum(),
        "days_over": len(over),
        "first_over_day": over["day"].min() if len(over) else np.nan,
        "last_over_day": over["day"].max() if len(over) else np.nan,
        "worst_day": worst_day,
        "worst_waiting": worst_waiting,
    }


def _worst(over: pd.DataFrame) -> tuple[float, float]:
    """Return the first of the days on which most wait, and how many; NaN and 0 where nobody ever does."""
    if over.empty:
        return np.nan, 0.0
    waiting, day = over["waiting"].to_numpy(), over["day"].to_numpy()
    worst = int(np.argmax(waiting))
    return float(day[worst]), float(waiting[worst])
