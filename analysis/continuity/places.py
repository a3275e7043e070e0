"""Where a site could be added: candidates within the cutoff of a journey, else the places where she sleeps."""

import numpy as np
import pandas as pd

from analysis.continuity.by_day import Course, sites_by_day
from analysis.continuity.itinerary import Itinerary
from analysis.supply import Supply
from geo.line import MeasuredLine


def places_to_add(
    course: Course, supply: Supply, candidates: pd.DataFrame | None, sleeping: pd.DataFrame
) -> pd.DataFrame:
    """Return where a site could be added, in the order of the journey, then of their ids.

    Parameters
    ----------
    course
        The points of the journey.
    supply
        It has the roads, the direction and the cutoff.
    candidates
        ``site_id, name, lon, lat``; None: none.
    sleeping
        The same of where she sleeps: taken where no candidate is in reach.

    Returns
    -------
    pandas.DataFrame
        ``site_id, name, lon, lat, travelled_m, day`` (where along the journey it is nearest in time, and on which day,
        0 the first), ``days`` (a list of all on which it is within the cutoff).
    """
    found = _in_reach(course, supply, sleeping if candidates is None else candidates)
    return found if len(found) or candidates is None else _in_reach(course, supply, sleeping)


def sleeping_places(line: MeasuredLine, days: Itinerary, corridor_id: str) -> pd.DataFrame:
    """Return the places where she sleeps, named by the corridor and their metre."""
    at_m = np.asarray(list(dict.fromkeys(days.sleep_m)))
    lon, lat = line.at(at_m)
    ids = [f"{corridor_id}:{metre:.0f}" for metre in at_m]
    return pd.DataFrame({"site_id": ids, "name": "", "lon": lon.round(6), "lat": lat.round(6)})


def _in_reach(course: Course, supply: Supply, places: pd.DataFrame) -> pd.DataFrame:
    places = pd.DataFrame(places[["site_id", "name", "lon", "lat"]]).reset_index(drop=True)
    snaps = supply.network.snap(*(places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat")))
    found = sites_by_day(course, snaps, supply)
    rows = pd.DataFrame(found._asdict()).sort_values(["site", "time_s", "travelled_m", "day"], kind="stable")
    nearest = rows.drop_duplicates("site").set_index("site")[["travelled_m", "day"]]
    days = {site: sorted(set(each)) for site, each in rows.groupby("site")["day"]}
    told = places.join(nearest, how="inner").assign(days=pd.Series(days, dtype=object))
    return told.sort_values(["travelled_m", "site_id"], ignore_index=True)
