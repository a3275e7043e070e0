"""What becomes of each place when a study is published, and why."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.public.near_copies import near_copies
from data.public.settlement_cells import cell_of
from data.public.unread_dates import may_be_later
from data.visibility import HIDDEN, RESTRICTED
from data.words import mark

PLACE, AREA, HELD = "place", "area", "held back"

HIDDEN_WHY = mark("hidden")
COPY_WHY = mark("perhaps another row of a hidden or restricted place within 100 m: it has its telephone")
CLOSED_WHY = mark("closed")
NO_VISITS_WHY = mark("a mobile clinic without visits is no place")
UNREAD_DAY_WHY = mark("when it was checked cannot be read, and may be after the last day that is taken in")
TOO_NEW_WHY = mark("checked after the last day that is taken in")
NO_AREA_WHY = mark("restricted, and no area with five settlements is known around it")
LINE_WHY = mark(
    "restricted, and a help line lies in no area: set its visibility to public in the list if everybody may call it"
)
AREA_WHY = mark("restricted: only the area it lies in is told")


def fates(facilities: pd.DataFrame, repaired: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return what becomes of each facility.

    Parameters
    ----------
    facilities
        Of a study, in any order.
    repaired
        Its mended cells.
    as_of
        The last day whose checks are taken in: whoever compares two releases is not to learn what changed lately.

    Returns
    -------
    DataFrame
        In the order of `facilities`: `fate` (``place``: as it is; ``area``: as something in its cell; ``held back``)
        and `why` (empty for the first).
    """
    restricted = (facilities["visibility"] == RESTRICTED).to_numpy()
    placed = facilities["lon"].notna().to_numpy()
    in_no_cell = restricted & ~_in_a_cell(facilities, restricted & placed)
    reasons: dict[str, npt.NDArray[np.bool_]] = {
        HIDDEN_WHY: (facilities["visibility"] == HIDDEN).to_numpy(),
        CLOSED_WHY: (facilities["status"] == "closed").to_numpy(),
        NO_VISITS_WHY: (facilities["kind"] == "mobile_clinic").to_numpy(),
        TOO_NEW_WHY: (facilities["checked_on"] > as_of.isoformat()).to_numpy(),
        UNREAD_DAY_WHY: may_be_later(facilities, repaired, as_of).to_numpy(),
        COPY_WHY: near_copies(facilities).copies,
        LINE_WHY: in_no_cell & (facilities["kind"] == "hotline").to_numpy(),
        NO_AREA_WHY: in_no_cell,
        AREA_WHY: restricted,
    }
    why = np.select(list(reasons.values()), list(reasons), "").astype(object)
    fate = np.select([why == "", why == AREA_WHY], [PLACE, AREA], HELD).astype(object)
    return pd.DataFrame({"fate": fate, "why": why}, index=facilities.index)


def _in_a_cell(facilities: pd.DataFrame, asked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which of the places asked about lie in a cell."""
    found = np.zeros(len(facilities), dtype=bool)
    for at in np.flatnonzero(asked):
        row = facilities.iloc[at]
        found[at] = cell_of(float(row["lon"]), float(row["lat"])) is not None
    return found
