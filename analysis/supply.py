"""The facilities of an answer, put on the roads once."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np

from analysis.plan import Plan
from analysis.usable import Mask, Usable, usable_facilities
from geo.network import Nearest, Network
from geo.roads import FloatArray
from geo.snap import Snaps


@dataclass(frozen=True, slots=True, eq=False)
class FacilitySet:
    """Some facilities, snapped, in rising order of their ids.

    Attributes
    ----------
    ids
        Their ids.
    lon, lat
        Their places, degrees.
    snaps
        Where they stand on the roads.
    barrier
        What keeps each from being certain; empty for those that are.
    """

    ids: np.ndarray
    lon: FloatArray
    lat: FloatArray
    snaps: Snaps
    barrier: np.ndarray

    def names(self, position: np.ndarray) -> np.ndarray:
        """Return the ids at `position`; empty text for -1."""
        return np.asarray(np.append(self.ids, "")[position])


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """Who offers the service of a plan, on the roads of its mode.

    Attributes
    ----------
    plan, network
        The question and the roads it is asked of.
    usable
        The part every facility takes.
    certain, possible, blocked
        Facilities that offer the service for sure; for sure or perhaps; and those something stands in the way of.
    """

    plan: Plan
    network: Network
    usable: Usable
    certain: FacilitySet
    possible: FacilitySet
    blocked: FacilitySet

    @property
    def nobody(self) -> bool:
        """True where no usable facility offers the service for sure."""
        return len(self.certain.ids) == 0

    def nearest(self, points: Snaps, facilities: FacilitySet) -> Nearest:
        """Return the nearest of `facilities` to each point, however far, in the plan's direction."""
        return self.network.nearest(points, facilities.snaps, direction=self.plan.direction)


def build_supply(
    facilities: gpd.GeoDataFrame, network: Network, plan: Plan, *, services: Collection[str] = ()
) -> Supply:
    """Return who offers the service of the plan, snapped to the roads.

    Parameters
    ----------
    facilities
        The study's facilities, EPSG:4326, ordered by id (which breaks ties).
    network
        The roads for the plan's mode.
    plan
        The question.
    services
        Services any of which will do; empty: the plan's alone.
    """
    usable = usable_facilities(facilities, plan, services=services)
    return Supply(
        plan=plan,
        network=network,
        usable=usable,
        certain=put_on_roads(network, usable, usable.certain),
        possible=put_on_roads(network, usable, usable.possible),
        blocked=put_on_roads(network, usable, usable.barrier != ""),
    )


def put_on_roads(network: Network, usable: Usable, which: Mask, *, waits: bool = True) -> FacilitySet:
    """Return some of the facilities seen, snapped; with waits every way to one that opens later takes the wait too."""
    rows = usable.seen[which]
    lon, lat = rows["lon"].to_numpy(dtype=np.float64), rows["lat"].to_numpy(dtype=np.float64)
    snaps = network.snap(lon, lat)
    if waits:
        snaps = _opening_after(snaps, usable.conditions.wait_s[which])
    return FacilitySet(rows["facility_id"].to_numpy(dtype=object), lon, lat, snaps, usable.barrier[which])


def _opening_after(snaps: Snaps, wait_s: FloatArray) -> Snaps:
    """Return places that are waited for at their door: the wait belongs to the last stretch of every way to them."""
    if not wait_s.any():
        return snaps
    return replace(snaps, access_s=snaps.access_s + wait_s[snaps.point])
