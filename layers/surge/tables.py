"""A cohort on its way as tables: each place day by day, each place over all days, each day, each night of the way."""

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.surge.places import place_rows
from analysis.surge.surge import SurgeResult
from layers.tables import QUESTION, question_of

_PLACE = ("name", "km", "capacity", "room_known")
SURGE = (
    *("day", "facility_id", "arrivals", "served", "waiting", "over_capacity"),
    *("bound", "stayed", "corridor_id", *_PLACE, *QUESTION),
)
PLACES = (
    *("facility_id", "bound", *QUESTION, "corridor_id", *_PLACE, "kind", "arrivals", "served", "unserved"),
    *("first_over_day", "worst_day", "worst_waiting", "last_over_day", "days_over", "waiting_days"),
)
DAYS = (
    *("day", "bound", *QUESTION, "corridor_id", "to_leave", "on_the_way", "arrived", "need", "served"),
    *("need_total", "served_total", "waiting", "carried", "lost"),
)
NIGHTS = ("night", *QUESTION, "corridor_id", "km", "lon", "lat", "facility_id", "time_min")


def surge_table(result: SurgeResult) -> gpd.GeoDataFrame:
    """Return surge.csv: a row a day, place and bound; one without a place for those who have none in reach."""
    return _table(_told(result.loads, result), SURGE, result, key=["day", "facility_id", "bound"])


def places_table(result: SurgeResult) -> gpd.GeoDataFrame:
    """Return surge_places.csv: a row a place and bound."""
    return _table(_told(place_rows(result), result), PLACES, result, key=["facility_id", "bound"])


def days_table(result: SurgeResult) -> pd.DataFrame:
    """Return surge_days.csv: a row a day and bound, with everybody and all that is asked for accounted for."""
    frame = result.days.assign(corridor_id=result.corridor_id, **question_of(result.plan))
    return frame.sort_values(["day", "bound"], ignore_index=True)[list(DAYS)]


def nights_table(result: SurgeResult) -> gpd.GeoDataFrame:
    """Return surge_nights.csv: a row a night of the way, and one, night 0, for those who stay in one place."""
    nights = result.nights
    told = nights.assign(
        km=nights["at_m"] / 1000.0,
        lon=nights.geometry.x,
        lat=nights.geometry.y,
        time_min=nights["time_s"].replace(np.inf, np.nan) / 60.0,
    )
    return _table(told, NIGHTS, result, key=["night"])


def _told(rows: pd.DataFrame, result: SurgeResult) -> gpd.GeoDataFrame:
    """Return rows with what is known of their facilities, and their places; nothing for those who have none."""
    facilities = result.facilities
    known = facilities.assign(
        km=facilities["at_m"] / 1000.0, room_known=np.where(facilities["capacity"].notna(), "yes", "no")
    )
    told = rows.merge(known.drop(columns="at_m"), on="facility_id", how="left")
    words = {name: told[name].fillna("") for name in ("name", "kind", "room_known")}
    return gpd.GeoDataFrame(told.assign(**words), geometry="geometry", crs="EPSG:4326")


def _table(
    frame: gpd.GeoDataFrame, columns: tuple[str, ...], result: SurgeResult, *, key: list[str]
) -> gpd.GeoDataFrame:
    asked = frame.assign(corridor_id=result.corridor_id, **question_of(result.plan))
    return asked.sort_values(key, ignore_index=True)[[*columns, "geometry"]]
