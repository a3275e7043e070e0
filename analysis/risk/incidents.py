"""Recorded incidents as a hazard of roads: how many there are to a kilometre and year, as far as anybody reported."""

from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from analysis.risk.counted import Counted, Period, count_incidents
from analysis.risk.points import points_of
from geo.around import Places, spread_around
from geo.density import edge_of_piece, piece_of_edge, streets_of, weight_on_pieces
from geo.network import Network
from geo.roads import FloatArray

BANDWIDTH_M = 5_000.0  # [G]: within it two places on a road share what is known of either
UNKNOWN_PRECISION_M = 10_000.0  # [G]: a place of which nobody says how well it is known
NEAREST_ROAD_M = 5_000.0  # [P]: an incident farther from every road than this, and than its precision, is off the roads
PRIOR = 1.0  # a: as many incidents at the pooled rate every road begins with
_UNSEEN = 0.5  # incidents that may have happened where none was reported at all
_STEPS = 100  # points on a road to a bandwidth
_KM_M = 1000.0
_PER_KM = 100.0


class Asked(NamedTuple):
    """What was asked: None is no half-life (old incidents count as new ones), and no period stated."""

    reporting: float
    half_life_years: float | None
    bandwidth_m: float
    period: Period | None


@dataclass(frozen=True, slots=True)
class IncidentsTold:
    """What must be told of incidents wherever they are drawn or counted.

    Attributes
    ----------
    incidents
        All of the study: ``counted`` of them, and those without a date or out of the period that do not count.
    counted
        ``placed`` and ``off_roads`` together.
    placed, off_roads
        Those on a road, and those with none near.
    without_date, outside_period
        Those without a date (which count unless a half-life or a period asks for it), and those of another time.
    without_precision
        Those counted of which nobody says how well their place is known: taken as 10 km.
    first_date, last_date
        Of those counted, ISO; empty where none is.
    period, years
        What was observed: its days, and its length (less with a half-life, as old days count less).
    asked
        What was asked of them.
    """

    incidents: int
    counted: int
    placed: int
    off_roads: int
    without_date: int
    outside_period: int
    without_precision: int
    first_date: str
    last_date: str
    period: Period
    years: float
    asked: Asked


@dataclass(frozen=True, slots=True, eq=False)
class IncidentHazard:
    """Incidents on the roads, one value an edge.

    Attributes
    ----------
    points
        Of driving the whole edge: one for each 100 km of road with one reported incident per 100 km and year. Above 0
        wherever the edge has a length, because no report is not safe.
    rate
        Incidents per 100 km and year, shrunk toward the mean of all roads.
    reports
        How much of the incidents' weight lies on the road the edge is a direction of. Both directions have all of it.
        NaN where the mode may not pass.
    told
        What must be told.
    """

    points: FloatArray
    rate: FloatArray
    reports: FloatArray
    told: IncidentsTold

    @property
    def no_reports(self) -> npt.NDArray[np.bool_]:
        """True for each edge no incident reaches: *no reports*, never *safe*."""
        return ~(self.reports > 0)


def incident_hazard(
    incidents: gpd.GeoDataFrame,
    network: Network,
    *,
    reporting: float = 1.0,
    half_life_years: float | None = None,
    period: Period | None = None,
    bandwidth_m: float = BANDWIDTH_M,
) -> IncidentHazard:
    """Return the incidents of a study as a hazard of the roads.

    Parameters
    ----------
    incidents
        The study's table (``lon, lat, date, location_precision_m``), EPSG:4326. Neither kind nor severity counts.
    network
        The roads of one mode.
    reporting
        How many incidents stand behind each that was reported, at least 1.
    half_life_years, period
        See `count_incidents`; None: all incidents count alike, or whenever they were.
    bandwidth_m
        How far along the roads an incident reaches, metres, above 0.

    Raises
    ------
    QuestionError
        No incident has a date.

    Notes
    -----
    Each incident lies evenly on all road within its precision, and the quartic kernel of `weight_on_pieces` carries it
    along the roads. On an edge n = reporting × weight / km × L, with L = 2 × bandwidth. Few reports say little: the
    rate per km and year is (n + a) / (E + a / μ), with E = L × years, a = 1 and μ the pooled rate
    (reporting × weight placed + ½) / (km of all roads × years), the mean of a gamma posterior whose prior has mean μ
    (Marshall 1991, Applied Statistics 40:283, with a stated strength of the prior).
    """
    counted = count_incidents(incidents["date"], period=period, half_life_years=half_life_years)
    chosen = incidents.iloc[counted.row]
    laid = _lay(chosen, counted.weight, network, bandwidth_m)
    roads, window_km = network.roads, 2 * bandwidth_m / _KM_M
    road_km = float(roads.length_m[edge_of_piece(network.chains)].sum()) / _KM_M
    pooled = (reporting * laid.placed + _UNSEEN) / (road_km * counted.years)
    near = reporting * window_km * _per_km(laid.reports, roads.length_m)
    rate = _PER_KM * (near + PRIOR) / (window_km * counted.years + PRIOR / pooled)
    asked = Asked(reporting, half_life_years, bandwidth_m, period)
    told = _tell(len(incidents), chosen, (counted, laid.found), asked)
    return IncidentHazard(rate * points_of(roads.length_m), rate, laid.reports, told)


class _Laid(NamedTuple):
    """Weight by edge (NaN: not of the mode), all of it together, and which incidents have a road."""

    reports: FloatArray
    placed: float
    found: npt.NDArray[np.bool_]


def _lay(incidents: gpd.GeoDataFrame, weight: FloatArray, network: Network, bandwidth_m: float) -> _Laid:
    roads, chains = network.roads, network.chains
    lon, lat, precision_m = (
        incidents[name].to_numpy(dtype=np.float64) for name in ("lon", "lat", "location_precision_m")
    )
    within_m = np.where(np.isnan(precision_m), UNKNOWN_PRECISION_M, precision_m)
    places = Places(lon, lat, within_m, weight)
    spread = spread_around(roads, chains, places, nearest_m=NEAREST_ROAD_M, step_m=bandwidth_m / _STEPS)
    on_piece = weight_on_pieces(streets_of(roads, chains), spread.stands, bandwidth_m=bandwidth_m)
    piece = piece_of_edge(roads, chains)
    return _Laid(np.append(on_piece, np.nan)[piece], float(weight[spread.found].sum()), spread.found)


def _per_km(reports: FloatArray, length_m: FloatArray) -> FloatArray:
    known, length_km = np.nan_to_num(reports), length_m / _KM_M
    return np.divide(known, length_km, out=np.zeros(len(known)), where=length_km > 0)


def _tell(
    incidents: int, chosen: gpd.GeoDataFrame, counted: tuple[Counted, npt.NDArray[np.bool_]], asked: Asked
) -> IncidentsTold:
    (which, found), days = counted, sorted(day for day in chosen["date"] if day)
    return IncidentsTold(
        incidents=incidents,
        counted=len(chosen),
        placed=int(found.sum()),
        off_roads=int((~found).sum()),
        without_date=which.without_date,
        outside_period=which.outside,
        without_precision=int(chosen["location_precision_m"].isna().sum()),
        first_date=days[0] if days else "",
        last_date=days[-1] if days else "",
        period=which.period,
        years=which.years,
        asked=asked,
    )
