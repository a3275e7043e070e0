"""Whom new sites bring within the cutoff: who they are, on which piece of a corridor, and what kept them out."""

import numpy as np
import pandas as pd

from analysis.siting.scene import Scene
from analysis.supply import Supply
from geo.roads import IntArray

COLUMNS = ("site_id", "point_id", "whom", "segment_id", "people", "time_s", "before_s", "barrier")


def gains(scene: Scene, chosen: IntArray, supply: Supply) -> pd.DataFrame:
    """Return everybody who has a place within the cutoff only with the new sites, each at the nearest of them.

    Returns
    -------
    DataFrame
        Ordered by site and point: ``site_id, point_id, whom, segment_id, people, time_s``; ``before_s``: to the nearest
        place that counts for certain, ``inf`` where none can be reached; ``barrier``: what keeps a place within the
        cutoff from counting for them, empty where there is none.
    """
    cutoff_s = supply.plan.cutoff_s
    near = scene.time_s[:, chosen]  # without a site nobody gains, and nothing is looked up
    gained = np.flatnonzero(scene.covers(cutoff_s)[:, chosen].any(axis=1) & ~scene.has(cutoff_s))
    barred = supply.nearest(scene.snaps, supply.blocked)
    within = barred.time_s <= cutoff_s
    barrier = np.where(within, np.append(supply.blocked.barrier, "")[barred.facility], "")
    which = near[gained].argmin(axis=1) if len(chosen) else gained
    told = scene.points.iloc[gained].assign(
        site_id=scene.sites["site_id"].to_numpy()[chosen][which],
        time_s=near[gained, which],
        before_s=scene.existing_s[gained],
        barrier=barrier[gained],
    )
    return told.sort_values(["site_id", "point_id"], ignore_index=True)[list(COLUMNS)]


def why(told: pd.DataFrame) -> pd.DataFrame:
    """Return for each site who gains most: ``residents, transit`` (people), ``segment_id`` and ``barrier``.

    The segment and the barrier are those of most people; empty where nobody gained has one.
    """
    rows = []
    for site_id, mine in told.groupby("site_id", sort=True):
        by_whom = mine.groupby("whom")["people"].sum()
        row = {"site_id": site_id, "residents": by_whom.get("residents", 0.0), "transit": by_whom.get("transit", 0.0)}
        for column in ("segment_id", "barrier"):
            people = mine[mine[column] != ""].groupby(column)["people"].sum()
            row[column] = "" if people.empty else people.idxmax()
        rows.append(row)
    return pd.DataFrame(rows, columns=["site_id", "residents", "transit", "segment_id", "barrier"])
