"""Routes as the tables people read: minutes, kilometres and points; empty where unknown."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.plan import Plan
from analysis.risk.hazard import HAZARDS
from analysis.routes.checkins import CheckIn
from analysis.routes.routes import RoutesResult, RouteTold
from analysis.routes.turns import Turn
from layers.routes.answer import moment

ROUTES = (
    *("route_id", "label", "time_min", "exposure", "p_event", "length_km", "unpaved_km", "dark_min"),
    *("longest_service_gap_km", "status", "mode", "profile", "scenario", "unknown_ground_km", "heat_min"),
    *("arrives_before_dark", "depart", "arrive", "leave_by"),
    *(f"points_{name}" for name in HAZARDS),
)
DECIMALS: Mapping[str, int] = {
    **dict.fromkeys(("time_min", "dark_min", "heat_min", "at_min", "detour_min"), 1),
    **dict.fromkeys(("length_km", "unpaved_km", "unknown_ground_km", "longest_service_gap_km"), 3),
    **dict.fromkeys(("at_km", "next_km", "longest_gap_km", "from_km"), 3),
    **dict.fromkeys(("exposure", "p_event", *(f"points_{name}" for name in HAZARDS)), 6),
    **dict.fromkeys(("lon", "lat"), 6),
    **dict.fromkeys(("delay_min", "wait_min"), 1),
}
REACHED = "reached"
CROSSINGS = (
    *("route_id", "order", "crossing", "at_km", "at_min", "arrive", "opening_hours", "open_then", "wait_min"),
    *("delay_min", "delay_known"),
)
OPEN_THEN: Mapping[bool | None, str] = {True: "yes", False: "no", None: "unknown"}


def route_ids(result: RoutesResult) -> list[str]:
    """Return what the routes are called, in their order."""
    return [f"route-{number}" for number in range(1, len(result.routes) + 1)]


def routes_table(result: RoutesResult, plan: Plan) -> gpd.GeoDataFrame:
    """Return ``routes.csv``, one row a route that is shown; its geometry is the way, EPSG:4326."""
    rows = [
        {"route_id": name, **_row(told, result), "mode": plan.mode, "profile": plan.profile.name}
        for name, told in zip(route_ids(result), result.routes, strict=True)
    ]
    shapes = [way_line(told) for told in result.routes]
    frame = pd.DataFrame(rows).assign(scenario=plan.scenario)[list(ROUTES)]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")


def way_line(told: RouteTold) -> shapely.LineString:
    """Return the line of a route, EPSG:4326."""
    return shapely.LineString(np.column_stack([told.route.lon, told.route.lat]))


def _row(told: RouteTold, result: RoutesResult) -> dict[str, object]:
    route, departure = told.route, result.asked.departure
    times: dict[str, object] = dict.fromkeys(("dark_min", "heat_min"), np.nan)
    times |= dict.fromkeys(("arrives_before_dark", "depart", "arrive", "leave_by"), "")
    if departure is not None and told.sun is not None:
        leave = told.leave_by
        times = {
            "dark_min": told.sun.dark_s / 60.0,
            "heat_min": told.sun.heat_s / 60.0,
            "arrives_before_dark": "yes" if told.sun.arrives_before_dark else "no",
            "depart": departure.isoformat(timespec="minutes"),
            "arrive": moment(departure, route.time_s).isoformat(timespec="minutes"),
            "leave_by": "" if leave is None else leave.isoformat(timespec="minutes"),
        }
    return {
        "label": ";".join(told.labels),
        "time_min": route.time_s / 60.0,
        "exposure": told.exposure,
        "p_event": told.event_probability,
        "length_km": route.length_m / 1000.0,
        "unpaved_km": told.unpaved_m / 1000.0,
        "unknown_ground_km": told.unknown_ground_m / 1000.0,
        "longest_service_gap_km": max((each.longest_m for each in told.services), default=np.nan) / 1000.0,
        "status": REACHED,
        **times,
        **{f"points_{name}": told.points.get(name, np.nan) for name in HAZARDS},
    }


def curve_table(result: RoutesResult) -> pd.DataFrame:
    """Return ``curve.csv``: every way no other beats, by rising time; exposure without night and heat."""
    shown = dict(zip(result.shown, route_ids(result), strict=True))
    return pd.DataFrame(
        {
            "way": np.arange(1, len(result.time_s) + 1),
            "time_min": result.time_s / 60.0,
            "exposure": result.exposure,
            "route_id": [shown.get(at, "") for at in range(len(result.time_s))],
        }
    )


def services_table(result: RoutesResult) -> pd.DataFrame:
    """Return ``route_services.csv``: each service along each route, and its longest stretch without."""
    rows = [
        {
            "route_id": name,
            "service": each.service,
            "places": len(each.stops),
            "longest_gap_km": each.longest_m / 1000.0,
            "from_km": each.from_m / 1000.0,
        }
        for name, told in zip(route_ids(result), result.routes, strict=True)
        for each in told.services
    ]
    return pd.DataFrame(rows, columns=["route_id", "service", "places", "longest_gap_km", "from_km"])


def turns_table(result: RoutesResult, turns: Sequence[Sequence[Turn]]) -> pd.DataFrame:
    """Return ``turns.csv``: where the driver decides, route by route."""
    rows = [
        {
            "route_id": name,
            "order": order,
            "at_km": turn.at_m / 1000.0,
            "at_min": turn.at_s / 60.0,
            "action": turn.action,
            "road": turn.road,
            "road_class": turn.road_class,
            "toward": turn.toward,
            "crossing": turn.crossing,
            "next_km": turn.next_m / 1000.0,
            "lon": turn.lon,
            "lat": turn.lat,
        }
        for name, each in zip(route_ids(result), turns, strict=True)
        for order, turn in enumerate(each, start=1)
    ]
    return pd.DataFrame(rows)


def check_ins_table(result: RoutesResult, points: Sequence[Sequence[CheckIn]]) -> pd.DataFrame:
    """Return ``check_ins.csv``: where the team calls its base, route by route."""
    rows = [
        {
            "route_id": name,
            "order": order,
            "at_km": each.at_m / 1000.0,
            "at_min": each.at_s / 60.0,
            "name": each.name,
            "lon": each.lon,
            "lat": each.lat,
        }
        for name, found in zip(route_ids(result), points, strict=True)
        for order, each in enumerate(found, start=1)
    ]
    return pd.DataFrame(rows)


def crossings_table(result: RoutesResult) -> pd.DataFrame:
    """Return ``route_crossings.csv``: the formal crossings of each route, and whether they are open then."""
    departure = result.asked.departure
    rows = [
        {
            "route_id": name,
            "order": order,
            "crossing": each.crossing.name,
            "at_km": each.at_m / 1000.0,
            "at_min": each.at_s / 60.0,
            "arrive": "" if departure is None else moment(departure, each.at_s).isoformat(timespec="minutes"),
            "opening_hours": each.crossing.hours,
            "open_then": OPEN_THEN[each.is_open],
            "wait_min": each.wait_s / 60.0,
            "delay_min": each.crossing.counted_s / 60.0,
            "delay_known": "no" if np.isnan(each.crossing.delay_s) else "yes",
        }
        for name, told in zip(route_ids(result), result.routes, strict=True)
        for order, each in enumerate(told.crossings, start=1)
    ]
    return pd.DataFrame(rows, columns=list(CROSSINGS))
