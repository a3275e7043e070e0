"""Who is to be reached: people where they live, people on their way along the corridors, or both."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.gaps import Terrain, cut_corridor
from analysis.people import people_of, people_per_day_at
from analysis.plan import Plan
from geo.errors import QuestionError

RESIDENTS, TRANSIT, BOTH = "residents", "transit", "both"
WHOM = (RESIDENTS, TRANSIT, BOTH)
COLUMNS = ("point_id", "whom", "segment_id", "lon", "lat", "people", "on_road")


def residents(demand: gpd.GeoDataFrame, plan: Plan) -> pd.DataFrame:
    """Return the people of the profile's group where they live, one row a demand point, ordered by id.

    Raises
    ------
    QuestionError
        The study tells groups of people apart, and the profile's is none of them.
    """
    people, _ = people_of(demand, plan.profile)
    told = people.sort_values("demand_id", ignore_index=True)
    return pd.DataFrame(
        {
            "point_id": told["demand_id"],
            "whom": RESIDENTS,
            "segment_id": "",
            "lon": told["lon"].astype(np.float64),
            "lat": told["lat"].astype(np.float64),
            "people": told["population"].astype(np.float64),
            "on_road": False,
        }
    )[list(COLUMNS)]


def in_transit(terrain: Terrain, plan: Plan) -> pd.DataFrame:
    """Return the people on the way along each piece of the corridors at any one time, at the middle of the piece.

    There are people_per_day · km / (km/h · hours a day) of them [P]: so they can be added up over pieces, which those
    who pass in a day cannot, for the same people walk all of them.

    Parameters
    ----------
    terrain
        The corridors and their flows.
    plan
        Its profile says how fast people walk and how long in a day.

    Returns
    -------
    DataFrame
        As `residents` does; ``people`` is NaN where no flow is known.

    Raises
    ------
    QuestionError
        The study tells no flows.
    """
    if terrain.flows is None:
        todo = "Add flows.csv (corridor_id, start_km, end_km, people_per_day), or ask for `--people residents`."
        raise QuestionError("--people", "the study does not tell how many people are on their way", todo)
    day_m = plan.profile.walking_kmh * plan.profile.hours_a_day * 1000.0
    frames = []
    for corridor_id in sorted(terrain.corridors["corridor_id"]):
        line, segments = cut_corridor(corridor_id, terrain, piece_m=plan.piece_m)
        lon, lat = line.at(segments.middle_m)
        a_day = people_per_day_at(terrain.flows, corridor_id, segments.middle_m)
        ids = [f"{corridor_id}:{start:.0f}" for start in segments.start_m]
        people = a_day * (segments.end_m - segments.start_m) / day_m
        frames.append(
            pd.DataFrame(
                {
                    "point_id": ids,
                    "whom": TRANSIT,
                    "segment_id": ids,
                    "lon": lon,
                    "lat": lat,
                    "people": people,
                    "on_road": True,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def areas_of(points: pd.DataFrame, areas: gpd.GeoDataFrame) -> np.ndarray:
    """Return the position of the area each point lies in, the first of several; -1 for none."""
    found = np.full(len(points), -1)
    places = shapely.points(points["lon"].to_numpy(), points["lat"].to_numpy())
    for position, area in reversed(list(enumerate(areas.geometry))):
        found[shapely.intersects(area, places)] = position
    return found
