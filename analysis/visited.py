"""Mobile clinics at the sites they visit: a place for each clinic and site, open on the days of its visits."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.visits import begin_work

MOBILE = "mobile_clinic"
VISIT_OF = "visit_of"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, eq=False)
class Visited:
    """The facilities of a study with its visits.

    Attributes
    ----------
    frame
        The facilities, EPSG:4326, ordered by id. A mobile clinic that a team is called as stands in it once for each
        site it visits, as ``<facility_id>@<site_id>``, in place of its base; ``visit_of`` names the clinic there and
        is empty elsewhere.
    strangers
        Names of teams that are no mobile clinic of the study, sorted: their visits count nowhere.
    """

    frame: gpd.GeoDataFrame
    strangers: tuple[str, ...] = ()


def with_visits(facilities: gpd.GeoDataFrame, visits: pd.DataFrame | None) -> Visited:
    """Return facilities in which visited mobile clinics are where they are visited.

    Parameters
    ----------
    facilities
        The study's facilities, EPSG:4326, ordered by id.
    visits
        The study's visits: ``day`` (ISO date), ``team, site_id, arrive, depart`` (HH:MM on the clock of the place),
        ``wait_min, name, lon, lat``; None: no visit.

    Notes
    -----
    All a clinic says of itself holds at its stops too, who may know it and whether it is closed among it.
    """
    frame = facilities.assign(**{VISIT_OF: ""})
    if visits is None or visits.empty:
        return Visited(gpd.GeoDataFrame(frame))
    mobile = set(frame.loc[frame["kind"] == MOBILE, "facility_id"])
    known = visits[visits["team"].isin(mobile)]
    strangers = tuple(sorted(set(visits["team"]) - mobile))
    rows = frame.to_dict("records")
    clinics = {str(row["facility_id"]): row for row in rows}
    stops = [_stop(clinics[str(team)], at) for (team, _), at in known.groupby(["team", "site_id"], sort=True)]
    if not stops:
        return Visited(gpd.GeoDataFrame(frame), strangers)
    added = gpd.GeoDataFrame(pd.DataFrame(stops).astype(_types(frame)), geometry="geometry", crs=frame.crs)
    stays = ~frame["facility_id"].isin(set(known["team"]))
    whole = pd.concat([frame[stays], added], ignore_index=True).sort_values("facility_id", ignore_index=True)
    return Visited(gpd.GeoDataFrame(whole, geometry="geometry", crs=facilities.crs), strangers)


def is_visited(facilities: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which rows are a mobile clinic at a site it visits; none where nobody looked at visits.

    Parameters
    ----------
    facilities
        As `with_visits` returns them, or as a study has them.
    """
    if VISIT_OF not in facilities:
        return np.zeros(len(facilities), dtype=np.bool_)
    return np.asarray((facilities[VISIT_OF] != "").to_numpy(), dtype=np.bool_)


def dated_hours(visits: pd.DataFrame) -> str:
    """Return the days and hours of some visits in OpenStreetMap's syntax.

    Parameters
    ----------
    visits
        ``day, arrive, depart, wait_min``; a visit counts from when the work begins.
    """
    spans: dict[str, list[str]] = {}
    rows = zip(visits["day"], visits["arrive"], visits["wait_min"], visits["depart"], strict=True)
    for day, arrive, wait_min, depart in sorted(rows):
        begins = begin_work(arrive, float(wait_min))
        if begins < depart:
            spans.setdefault(day, []).append(f"{begins}-{depart}")
    return "; ".join(f"{_in_words(day)} {','.join(hours)}" for day, hours in spans.items())


def _stop(clinic: dict[Hashable, Any], visits: pd.DataFrame) -> dict[Hashable, Any]:
    first = visits.iloc[0]
    return clinic | {
        "facility_id": f"{clinic['facility_id']}@{first['site_id']}",
        "name": f"{clinic['name'] or clinic['facility_id']} ({first['name'] or first['site_id']})",
        "lon": float(first["lon"]),
        "lat": float(first["lat"]),
        "opening_hours": dated_hours(visits),
        "geometry": first["geometry"],
        VISIT_OF: clinic["facility_id"],
    }


def _types(frame: gpd.GeoDataFrame) -> dict[str, np.dtype]:
    return {str(name): each for name, each in frame.dtypes.items() if name != "geometry"}


def _in_words(day: str) -> str:
    each = date.fromisoformat(day)
    return f"{each.year} {_MONTHS[each.month - 1]} {each.day:02}"
