"""The services along a route, and the longest stretch of it without any."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from analysis.along import facilities_along
from analysis.plan import CELL_M
from analysis.routes.driven import Driven
from analysis.supply import Supply
from geo.line import MeasuredLine


@dataclass(frozen=True, slots=True, eq=False)
class Along:
    """One service along one route.

    Attributes
    ----------
    service
        Which.
    stops
        The places that certainly give it and can be reached from the route within the cutoff, in order: ``facility_id,
        at_m, detour_s``.
    longest_m, from_m
        The longest stretch without any, and where it begins, metres; ends of the route count as a stretch too.
    """

    service: str
    stops: pd.DataFrame
    longest_m: float
    from_m: float


def services_along(route: Driven, supplies: Mapping[str, Supply]) -> list[Along]:
    """Return each service along a route.

    Parameters
    ----------
    route
        The way.
    supplies
        Who gives each service, on the roads and within the cutoff of its plan.
    """
    line = MeasuredLine(shapely.LineString(np.column_stack([route.lon, route.lat])))
    samples = np.arange(CELL_M / 2, line.length_m, CELL_M)
    return [_along(service, line, samples, supply) for service, supply in supplies.items()]


def _along(service: str, line: MeasuredLine, samples: np.ndarray, supply: Supply) -> Along:
    if supply.nobody:
        stops = pd.DataFrame({"facility_id": [], "at_m": [], "detour_s": []})
    else:
        found = facilities_along(line, samples, supply)
        which = np.flatnonzero(found.belongs)
        stops = pd.DataFrame(
            {
                "facility_id": supply.certain.ids[which],
                "at_m": found.measure_m[which].astype(np.float64),
                "detour_s": found.detour_s[which],
            }
        ).sort_values(["at_m", "facility_id"], ignore_index=True)
    bounds = np.concatenate([[0.0], stops["at_m"].to_numpy(dtype=np.float64), [line.length_m]])
    longest = int(np.argmax(np.diff(bounds)))
    return Along(service, stops, float(np.diff(bounds)[longest]), float(bounds[longest]))
