"""Two ways from A to C, small enough to draw: a short one where incidents were reported, a longer one round it.

::

    A---B---C     4 + 4 km, 8 min;      4 + 2 points of incidents                              = 6
    |       |
    D-------E     2 + 8 + 2 km, 12 min; .5 + .5 of incidents, .25 of unpaved road, which counts twice = 1.5
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import geopandas as gpd
import numpy as np
from towns import Town, ask, clinics, town
from toy_route import called, edge_between, node_at, settlements

from analysis.risk.hazard import RoadHazard
from analysis.routes.asked import build_asked
from analysis.routes.checkins import check_ins
from analysis.routes.crossings import Crossing
from analysis.routes.routes import RoutesResult, routes
from analysis.routes.towns_along import towns_along
from analysis.routes.turns import turns
from data.bilingual import Bilingual
from data.open_at import Where
from data.profile import load_profiles
from layers.routes.answer import RoutesAnswer

DRAWING = """
A---B---C
|       |
D-------E
"""
MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=timezone(timedelta(hours=-6)))
POINTS = {"incidents": {"AB": 4.0, "BC": 2.0, "AD": 0.5, "EC": 0.5}, "unpaved": {"DE": 0.25}}
NOTE = Bilingual("60 incidentes, 2014 a 2025", "60 incidents, 2014 to 2025")


def toy_answer(
    name: str = "Bé", *, departure: datetime | None = MORNING, price_min: float | None = None
) -> RoutesAnswer:
    """Return the two ways; the place at B, its road, its town and the crossing after it are called `name`."""
    world = town(DRAWING)
    network = world.network()
    weights = {"unpaved": 2.0}
    asked = build_asked(
        world.spot["A"], world.spot["C"], weights=weights, departure=departure, wet=True, price_min=price_min
    )
    hazards = [RoadHazard(hazard, _points(world, pieces)) for hazard, pieces in POINTS.items()]
    facilities = _facilities(world, name)
    supplies = {each: ask(world, facilities, service=each) for each in ("primary", "emergency")}
    beyond = edge_between(world.roads, node_at(world, "B"), node_at(world, "C"))
    crossing = Crossing(name, Where("SV", -89.2, 13.7), "Mo-Su 06:00-20:00; PH 06:00-20:00", math.nan)
    found = routes(network, asked, hazards, supplies, {beyond: crossing})
    return RoutesAnswer(*_told(world, found, name), facilities, "drive", load_profiles()["anyone"], [NOTE])


def _told(world: Town, found: RoutesResult, name: str) -> tuple[RoutesResult, list, list]:  # type: ignore[type-arg]
    names = called(world, {"ABC": name, "ADEC": "MEX-2"})
    places = settlements(("Aldea", "town", world.spot["A"]), (name, "city", world.spot["C"]))
    listed = [
        turns(told.route, world.roads, names, places, mode="drive", crossings=told.crossings) for told in found.routes
    ]
    return found, listed, [check_ins(told.route, towns_along(told.route, places)) for told in found.routes]


def _points(world: Town, pieces: Mapping[str, float]) -> np.ndarray:
    points = np.zeros(len(world.roads.tail))
    for piece, value in pieces.items():
        for one, other in (piece, piece[::-1]):
            points[edge_between(world.roads, node_at(world, one), node_at(world, other))] = value
    return points


def _facilities(world: Town, name: str) -> gpd.GeoDataFrame:
    places = clinics({each: world.spot[each] for each in "BDE"})
    return places.assign(
        name=[name, "Consultorio", "Hospital E"],
        kind=["clinic", "clinic", "hospital"],
        services=["primary;emergency", "primary", "emergency"],
        phone=["+52 1", "", ""],
        referral_phone=["", "", "+52 3"],
    )
