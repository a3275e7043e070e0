"""Which facilities take part in an answer: certainly, possibly, or not and why."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from analysis.conditions import ADMISSIBLE, Conditions, judge_conditions
from analysis.plan import Plan
from analysis.visited import MOBILE, is_visited

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Usable:
    """The part each facility of a study takes in an answer.

    Attributes
    ----------
    seen
        The facilities anything may be told about: with a place, and not hidden unless the plan is internal.
    offers
        Per row of `seen`: gives the service for sure, to somebody: it is not closed, and stands somewhere.
    admissible
        Offers it, and is known to let this profile in.
    certain, possible
        Offers the service for sure and is known to meet all this profile needs; offers it for sure or perhaps, and is
        not known to fail any of it.
    unsure_service
        Nobody confirmed that it gives the service, and somebody says that it may.
    barrier
        Per row of `seen` that offers or may offer the service but is not certain: what stands in the way, ``closed``,
        ``no_visits``, ``service_unknown``, or a condition of ``analysis.conditions.KINDS`` (with ``_unknown`` where
        nobody knows); empty for the others.
    conditions
        What is known about everything the profile asks, per row of `seen`.
    left_out
        Number of places left out of every answer, by reason.
    """

    seen: gpd.GeoDataFrame
    offers: Mask
    admissible: Mask
    certain: Mask
    possible: Mask
    unsure_service: Mask
    barrier: npt.NDArray[np.str_]
    conditions: Conditions
    left_out: dict[str, int]


def usable_facilities(facilities: gpd.GeoDataFrame, plan: Plan, *, services: Collection[str] = ()) -> Usable:
    """Return which facilities count for the plan. Unknown is never yes: a service nobody confirmed is only possible.

    Parameters
    ----------
    facilities
        The study's facilities, EPSG:4326, ordered by id (which breaks ties).
    plan
        The question.
    services
        Services any of which will do; empty: the plan's alone.
    """
    wanted = frozenset(services) or frozenset((plan.service,))
    hidden = (facilities["visibility"] == "hidden").to_numpy() & (not plan.internal)
    placed = facilities["lon"].notna().to_numpy() & facilities["lat"].notna().to_numpy()
    seen = facilities[placed & ~hidden].reset_index(drop=True)
    named = _names(seen, "services", wanted)
    perhaps = _names(seen, "services_possible", wanted)
    closed = (seen["status"] == "closed").to_numpy()
    no_visits = (seen["kind"] == MOBILE).to_numpy() & ~is_visited(seen)
    there = ~closed & ~no_visits
    conditions = judge_conditions(seen, plan)
    barrier = np.select(
        [closed, no_visits, conditions.unmet(), ~named],
        ["closed", "no_visits", conditions.barrier(), "service_unknown"],
        conditions.barrier(),
    )
    return Usable(
        seen=seen,
        offers=named & there,
        admissible=named & there & conditions.met(ADMISSIBLE),
        certain=named & there & conditions.met(),
        possible=(named | perhaps) & there & ~conditions.unmet(),
        unsure_service=perhaps & ~named,
        barrier=np.where(named | perhaps, barrier, ""),
        conditions=conditions,
        left_out={
            "hidden": int((hidden & placed).sum()),
            "without a place": int((~placed & ~hidden).sum()),
            "mobile clinics without visits": int(no_visits.sum()),
            "closed": int(closed.sum()),
        },
    )


def _names(facilities: gpd.GeoDataFrame, column: str, services: AbstractSet[str]) -> Mask:
    """Return which rows list one of some services in a ``;``-separated column; a missing column lists nothing."""
    if column not in facilities:
        return np.zeros(len(facilities), dtype=np.bool_)
    return np.array([not services.isdisjoint(cell.split(";")) for cell in facilities[column]], dtype=np.bool_)
