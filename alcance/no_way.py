"""What stands in the way where no way leads from one place to another."""

import numpy as np
import shapely

from alcance.opened import Opened
from alcance.roads_to_drive import Drivable
from analysis.routes.asked import RoutesAsked
from data.network_store import load_roads
from data.study import NETWORK
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import FloatArray


def no_way(opened: Opened, drivable: Drivable, asked: RoutesAsked) -> QuestionError:
    """Return the error where no way leads there: it names the first thing in the way of the quickest one.

    Parameters
    ----------
    opened, drivable, asked
        A question that has no way for an answer.
    """
    mode = drivable.network.mode
    what = f"no way leads there from --from by {mode}"
    as_they_are = Network(load_roads(opened.study.path / NETWORK), mode, walking_kmh=opened.plan.profile.walking_kmh)
    start, goal = (as_they_are.snap([lon], [lat]) for lon, lat in (asked.start, asked.goal))
    front = as_they_are.front(start, goal, np.zeros(len(as_they_are.roads.tail)))
    if not len(front):
        todo = "On the roads of this study none does, whatever is closed: choose other places."
        return QuestionError("--to", what, todo)
    way = front.route(0)
    place = int(np.flatnonzero(np.isinf(_times(drivable.network)[way.edge]))[0])
    piece = shapely.LineString(np.column_stack([way.lon[place : place + 2], way.lat[place : place + 2]]))
    over = None if drivable.borders is None else piece.intersection(drivable.borders.union_all())
    at = piece.centroid if over is None or over.is_empty else over.centroid
    lat, lon = f"{at.y:.4f}", f"{at.x:.4f}"
    if np.isinf(_times(opened.supply.network)[way.edge[place]]):
        todo = f"The quickest way is closed in the scenario near {lat}, {lon}: ask without it, or see what it closes."
        return QuestionError("--to", what, todo)
    todo = (
        f"The quickest way leads over a land border near {lat}, {lon}, where within 2 km no formal crossing leads that "
        "way, opens in a week and lets the profile pass: see crossings.csv."
    )
    return QuestionError("--to", what, todo)


def _times(network: Network) -> FloatArray:
    return network.roads.time_s[network.mode]
