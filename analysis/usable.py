"""Which facilities take part in an answer: certainly, possibly, or not and why."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from analysis.plan import Plan

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Usable:
    """The part each facility of a study takes in an answer.

    Attributes
    ----------
    seen
        The facilities anything may be told about: with a place, and not hidden unless the plan is internal.
    certain, possible
        Per row of `seen`: offers the service for sure; offers it for sure or perhaps.
    barrier
        Per row of `seen` that offers or may offer the service but is not certain: what stands in the way
        (``closed``, ``service_unknown``, ``no_visits``); empty for the others.
    left_out
        Number of places left out of every answer, by reason.
    """

    seen: gpd.GeoDataFrame
    certain: Mask
    possible: Mask
    barrier: npt.NDArray[np.str_]
    left_out: dict[str, int]


def usable_facilities(facilities: gpd.GeoDataFrame, plan: Plan) -> Usable:
    """Return which facilities count for the plan. Unknown is never yes: a service nobody confirmed is only possible.

    Parameters
    ----------
    facilities
        The study's facilities, EPSG:4326, ordered by id (which breaks ties).
    plan
        The question.
    """
    hidden = (facilities["visibility"] == "hidden").to_numpy() & (not plan.internal)
    placed = facilities["lon"].notna().to_numpy() & facilities["lat"].notna().to_numpy()
    seen = facilities[placed & ~hidden].reset_index(drop=True)
    offers = _names(seen, "services", plan.service)
    perhaps = _names(seen, "services_possible", plan.service)
    closed = (seen["status"] == "closed").to_numpy()
    no_visits = (seen["kind"] == "mobile_clinic").to_numpy()
    open_to_all = ~closed & ~no_visits
    barrier = np.select(
        [closed & (offers | perhaps), no_visits & (offers | perhaps), perhaps & ~offers],
        ["closed", "no_visits", "service_unknown"],
        "",
    )
    return Usable(
        seen=seen,
        certain=offers & open_to_all,
        possible=(offers | perhaps) & open_to_all,
        barrier=barrier,
        left_out={
            "hidden": int((hidden & placed).sum()),
            "without a place": int((~placed & ~hidden).sum()),
            "mobile clinics without visits": int(no_visits.sum()),
            "closed": int(closed.sum()),
        },
    )


def _names(facilities: gpd.GeoDataFrame, column: str, service: str) -> Mask:
    """Return which rows list `service` in a ``;``-separated column; a missing column lists nothing."""
    if column not in facilities:
        return np.zeros(len(facilities), dtype=np.bool_)
    return np.array([service in cell.split(";") for cell in facilities[column]], dtype=np.bool_)
