"""Who near a land border is beyond reach, on each side of it, with the border closed, crossed formally, or open."""

from dataclasses import dataclass
from itertools import product

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from analysis.border_pieces import BorderPieces, cut_borders
from analysis.border_roads import (
    CLOSED,
    RULES,
    Sides,
    Texts,
    border_of_edges,
    country_of_nodes,
    is_off_the_roads,
    times_under_rule,
)
from analysis.people import people_of
from analysis.plan import Plan
from analysis.supply import Supply
from geo.errors import QuestionError
from geo.nearest_line import unit_vectors
from geo.roads import FloatArray, Roads
from geo.snap import Snaps

BUFFERS_M = (5_000.0, 10_000.0, 25_000.0, 50_000.0)
UNKNOWN_SIDE = "unknown"
_EARTH_M = 6_371_000.0
_HALF = 0.5

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class BorderLand:
    """What is known of borders besides the roads and the services.

    Attributes
    ----------
    borders
        Lines ``border_id, country_a, country_b``, EPSG:4326.
    crossings
        Formal crossings, or None: there are none.
    node_country
        The country of each node of the roads, ISO 3166-1 alpha-2, empty where not known.
    demand_country
        That of each row of demand, as `node_country`.
    complete
        The area some source declares its list complete in, EPSG:4326, or None.
    """

    borders: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame | None
    node_country: Texts
    demand_country: Texts
    complete: shapely.Geometry | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BordersResult:
    """People near land borders.

    Attributes
    ----------
    plan
        The question.
    rows
        EPSG:4326, ordered by ``piece_id, side, buffer_m`` and rule: also ``border_id, rule, people, people_beyond,
        gain_s`` (mean over those with a way under both, of the time closed less that under the rule; NaN where there
        is nobody), ``people_gaining_a_way`` (with none while closed), ``status``.
    far
        How many pieces lie more than 50 km from every road and every place with people; they have no rows.
    off_the_roads
        The ids of crossings without a road over a border within 2 km.
    over_by_road
        The ids of places that count and stand on a road of another country than their own: the walk to them leads
        over the border, under every rule.
    """

    plan: Plan
    rows: gpd.GeoDataFrame
    far: int
    off_the_roads: tuple[str, ...]
    over_by_road: tuple[str, ...]


def borders(demand: gpd.GeoDataFrame, supply: Supply, land: BorderLand) -> BordersResult:
    """Return the answer for every piece of border near the roads of a study, under each rule.

    Parameters
    ----------
    demand
        The study's demand points, EPSG:4326.
    supply
        Who offers the service.
    land
        The borders and what is known of them.

    Raises
    ------
    QuestionError
        No border is near, or the study tells groups apart and not the profile's.
    """
    network, plan = supply.network, supply.plan
    pieces = cut_borders(land.borders, piece_m=plan.piece_m)
    border = border_of_edges(network.roads, land.borders)
    sides = Sides(border, country_of_nodes(network.roads, border, land.borders, land.node_country))
    told = demand.assign(country=land.demand_country)
    near = _near_people(people_of(told, plan.profile)[0], pieces)
    points = network.snap(near["lon"].to_numpy(), near["lat"].to_numpy())
    near = near.assign(side=_sides_of(near["country"].to_numpy(), _by_road(points, network.roads, sides.country)))
    kept = _near_roads(pieces, network.roads)
    kept[near["piece"]] = True
    if not kept.any():
        raise no_border()
    time_s = {rule: _time_s(supply, points, sides, rule, land.crossings) for rule in RULES}
    rows = _rows(near, time_s, pieces.frame[kept], plan)
    lacking = pieces.frame["piece_id"][pieces.lacking_evidence(supply.usable.seen, land.complete)]
    rows["status"] = _status(rows, rows["piece_id"].isin(lacking).to_numpy(), nobody=supply.nobody)
    shapes = pieces.frame.set_index("piece_id").geometry
    placed = gpd.GeoDataFrame(rows, geometry=list(shapes[rows["piece_id"]]), crs="EPSG:4326")
    return BordersResult(
        plan=plan,
        rows=placed,
        far=int((~kept).sum()),
        off_the_roads=_off_the_roads(network.roads, sides, land.crossings),
        over_by_road=_over_by_road(supply, sides),
    )


def no_border() -> QuestionError:
    """Return what to say where no land border is near."""
    todo = "Add borders.geojson to its folder: lines with border_id, country_a, country_b."
    return QuestionError("borders", "no land border is known within 50 km of the study's roads", todo)


def ways_not_led(rows: pd.DataFrame, crossings: gpd.GeoDataFrame | None) -> tuple[tuple[str, str], ...]:
    """Return the ways over a border, from and to, that no crossing leads while one leads the other way.

    Parameters
    ----------
    rows
        ``border_id, side``: each border with its countries.
    crossings
        Formal crossings, or None: there are none.
    """
    if crossings is None:
        return ()
    sides = [set(each) for _, each in rows.groupby("border_id")["side"]]
    led = set(zip(crossings["country_from"], crossings["country_to"], strict=True))
    lacking = {(there, here) for here, there in led} - led
    return tuple(sorted(way for way in lacking if any({*way} <= each for each in sides)))


def _near_people(people: gpd.GeoDataFrame, pieces: BorderPieces) -> pd.DataFrame:
    """Return the places with people within the widest buffer, with their nearest piece and how far it is."""
    lon, lat = (people[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    nearest = pieces.nearest_to(lon, lat)
    placed = pd.DataFrame(
        {
            "lon": lon,
            "lat": lat,
            "people": people["population"].to_numpy(dtype=np.float64),
            "country": people["country"].to_numpy(dtype=object),
            "piece": nearest.piece,
            "distance_m": nearest.distance_m,
        }
    )
    return placed[nearest.distance_m <= BUFFERS_M[-1]].reset_index(drop=True)


def _by_road(points: Snaps, roads: Roads, country: Texts) -> Texts:
    """Return the country of the road each place stands on; empty where nobody knows it or there is no road."""
    row = points.indptr[:-1][~points.failed]
    edge = points.edge[row]
    node = np.where(points.fraction[row] < _HALF, roads.tail[edge], roads.head[edge])
    by_road = np.full(len(points), "", dtype=object)
    by_road[~points.failed] = country[node]
    return by_road


def _sides_of(told: Texts, by_road: Texts) -> Texts:
    """Return the country of each place: as it is told, else that of the road it stands on."""
    side = np.where(told == "", by_road, told)
    return np.where(side == "", UNKNOWN_SIDE, side).astype(object)


def _over_by_road(supply: Supply, sides: Sides) -> tuple[str, ...]:
    """Return the ids of places that count and say to lie in another country than their road."""
    seen = supply.usable.seen[supply.usable.certain]
    if "country" not in seen:
        return ()
    told, road = (
        seen["country"].to_numpy(dtype=object),
        _by_road(supply.certain.snaps, supply.network.roads, sides.country),
    )
    return tuple(supply.certain.ids[(told != "") & (road != "") & (told != road)])


def _near_roads(pieces: BorderPieces, roads: Roads) -> Mask:
    """Return which pieces have a node of the roads within the widest buffer of one of their samples."""
    nodes = cKDTree(unit_vectors(roads.lon, roads.lat))
    near = [np.zeros(0, dtype=np.bool_)]
    for line, cut in zip(pieces.lines, pieces.cuts, strict=True):
        away = nodes.query(unit_vectors(*line.at(cut.sample_m)))[0] * _EARTH_M
        near.append(np.bincount(cut.cell_segment, weights=away <= BUFFERS_M[-1], minlength=len(cut.start_m)) > 0)
    return np.concatenate(near)


def _time_s(supply: Supply, points: Snaps, sides: Sides, rule: str, crossings: gpd.GeoDataFrame | None) -> FloatArray:
    network = supply.network
    under = times_under_rule(network, sides, rule, crossings=crossings, profile=supply.plan.profile)
    ruled = network.with_times(under)
    return ruled.nearest(points, supply.certain.snaps, direction=supply.plan.direction).time_s


def _rows(near: pd.DataFrame, time_s: dict[str, FloatArray], pieces: gpd.GeoDataFrame, plan: Plan) -> pd.DataFrame:
    """Return a row for each piece, side, buffer and rule, also where nobody lives."""
    lived = pd.MultiIndex.from_frame(near[["piece", "side"]])
    two = [pd.MultiIndex.from_arrays([pieces.index, pieces[name]]) for name in ("country_a", "country_b")]
    keys = lived.append(two).drop_duplicates().sort_values().set_names(["piece", "side"])
    row, distance_m = keys.get_indexer(lived), near["distance_m"].to_numpy()
    frames = []
    for buffer_m, (order, rule) in product(BUFFERS_M, enumerate(RULES)):
        people = np.where(distance_m <= buffer_m, near["people"].to_numpy(), 0.0)
        each = _measures(people, time_s[CLOSED], time_s[rule], cutoff_s=plan.cutoff_s)
        sums = {name: np.bincount(row, weights=values, minlength=len(keys)) for name, values in each.items()}
        frames.append(keys.to_frame(index=False).assign(buffer_m=buffer_m, order=order, rule=rule, **sums))
    rows = pd.concat(frames).sort_values(["piece", "side", "buffer_m", "order"], ignore_index=True)
    with np.errstate(invalid="ignore"):
        rows["gain_s"] = rows.pop("gained_s") / rows.pop("with_a_way").replace(0.0, np.nan)
    return rows.join(pieces[["piece_id", "border_id"]], on="piece").drop(columns=["piece", "order"])


def _measures(
    people: FloatArray, closed_s: FloatArray, time_s: FloatArray, *, cutoff_s: float
) -> dict[str, FloatArray]:
    """Return what each place adds to its row, people and seconds of people."""
    both = np.isfinite(closed_s) & np.isfinite(time_s)
    gained_s = np.zeros(len(people))
    np.subtract(closed_s, time_s, out=gained_s, where=both)
    return {
        "people": people,
        "people_beyond": people * (time_s > cutoff_s),
        "people_gaining_a_way": people * (np.isfinite(time_s) & ~np.isfinite(closed_s)),
        "with_a_way": people * both,
        "gained_s": people * gained_s,
    }


def _status(rows: pd.DataFrame, lacking: Mask, *, nobody: bool) -> npt.NDArray[np.str_]:
    """Return the state of each row. Missing data is never coverage."""
    people, beyond = rows["people"].to_numpy(), rows["people_beyond"].to_numpy()
    tests = [lacking, np.full(len(rows), nobody), people == 0, beyond > 0]
    return np.select(tests, ["no_data", "none", "no_people", "beyond"], "reached")


def _off_the_roads(roads: Roads, sides: Sides, crossings: gpd.GeoDataFrame | None) -> tuple[str, ...]:
    if crossings is None:
        return ()
    return tuple(crossings["crossing_id"][is_off_the_roads(roads, sides, crossings)])
