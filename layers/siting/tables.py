"""New sites as tables: the sites, whom they bring within the cutoff, other choices, and candidates left out."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.siting.asked import CENTRE, MEDIAN
from analysis.siting.gains import why
from analysis.siting.models import Choice
from analysis.siting.sites import SitesResult
from layers.tables import QUESTION, question_of

SITES = (
    *("rank", "site_id", "lon", "lat", "marginal_population", "total_population", "removal_loss"),
    *("objective", "bound", "gap_pct", "status"),
    *("name", "aim", "backup_population", "gained_residents", "gained_transit", "segment_id", "barrier", "locked"),
    *QUESTION,
)
GAINS = ("site_id", "point_id", *QUESTION, "whom", "segment_id", "people", "time_min", "before_min", "barrier")
OTHERS = ("choice", "site_id", *QUESTION, "name", "lon", "lat", "is_new", "objective", "bound", "gap_pct", "status")
LEFT_OUT = ("site_id", "name", "lon", "lat", *QUESTION, "reason")


def sites_table(result: SitesResult) -> gpd.GeoDataFrame:
    """Return sites.csv with the sites, the one that brings most first.

    The objective and its bound are people for ``cover, access, backup, room``; the mean minutes of a person for
    ``median``; the minutes of the longest way for ``centre``; the number of sites for ``set``.
    """
    found = result.account
    rows = result.scene.sites.iloc[found.site].reset_index(drop=True)
    told = rows.merge(why(result.gains), on="site_id", how="left")
    frame = told.assign(
        rank=np.arange(1, len(told) + 1),
        marginal_population=found.marginal_people,
        total_population=found.total_people,
        removal_loss=found.removal_loss,
        backup_population=found.backup_people,
        gained_residents=told["residents"].fillna(0.0),
        gained_transit=told["transit"].fillna(0.0),
        segment_id=told["segment_id"].fillna(""),
        barrier=told["barrier"].fillna(""),
        locked=np.where(told["site_id"].isin(result.asked.locked), "yes", "no"),
        aim=result.asked.objective,
        **_goodness(result.choice, result),
    )
    return _table(frame, SITES, result)


def gains_table(result: SitesResult) -> gpd.GeoDataFrame:
    """Return gains.csv: everybody who has a place within the cutoff only with the new sites, with their places."""
    points = result.scene.points.set_index("point_id")[["lon", "lat"]]
    frame = result.gains.join(points, on="point_id").assign(
        time_min=result.gains["time_s"] / 60.0,
        before_min=result.gains["before_s"].replace(np.inf, np.nan) / 60.0,
    )
    return _table(frame, GAINS, result)


def others_table(result: SitesResult) -> gpd.GeoDataFrame:
    """Return alternatives.csv: the next best choices, the best of them first, a row a site.

    ``is_new`` says whether the site is none of those of the best choice.
    """
    frames = [result.scene.sites.iloc[:0].assign(choice=0, is_new="", **_goodness(result.choice, result))]
    for number, other in enumerate(result.others, 1):
        rows = result.scene.sites.iloc[other.chosen]
        new = ~np.isin(other.chosen, result.choice.chosen)
        frames.append(rows.assign(choice=number, is_new=np.where(new, "yes", "no"), **_goodness(other, result)))
    return _table(pd.concat(frames, ignore_index=True), OTHERS, result)


def set_aside_table(result: SitesResult) -> gpd.GeoDataFrame:
    """Return candidates_left_out.csv: the candidates nobody can choose, and why."""
    return _table(result.scene.set_aside, LEFT_OUT, result)


def _goodness(choice: Choice, result: SitesResult) -> dict[str, Any]:
    aim = result.asked.objective
    scale = 1.0
    if aim == CENTRE:
        scale = 60.0
    elif aim == MEDIAN:
        scale = 60.0 * result.people_with_a_way
    return {
        "objective": choice.objective / scale,
        "bound": choice.bound / scale,
        "gap_pct": 100.0 * choice.gap,
        "status": choice.status,
    }


def _table(frame: pd.DataFrame, columns: tuple[str, ...], result: SitesResult) -> gpd.GeoDataFrame:
    asked = frame.assign(**question_of(result.plan))
    places = gpd.points_from_xy(asked["lon"], asked["lat"])
    return gpd.GeoDataFrame(asked[list(columns)], geometry=places, crs="EPSG:4326")
