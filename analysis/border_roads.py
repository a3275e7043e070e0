"""Roads over land borders: which they are, in which countries their ends lie, and how long they take under a rule."""

from typing import NamedTuple, cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, dijkstra

from data.profile import Profile
from data.vocabulary import NO
from geo.nearest_line import NearestLine
from geo.network import Network
from geo.pieces import Pieces
from geo.roads import FloatArray, IntArray, Roads, round_to_ticks

CLOSED, FORMAL, OPEN = RULES = ("closed", "formal", "open")
NEAR_CROSSING_M = 2_000.0  # [P]
WRONG_SIDE_M = 5_000.0  # [P]: how far from a line a town may be drawn on its wrong side
DRAWN_M = 1_000.0  # Natural Earth's lines are right to about this
DELAY_S = 20 * 60.0  # the mode of triangular(5, 20, 60) minutes [G]
_M_PER_DEGREE = 111_000.0
_COMES_BACK = 2  # roads over the line, at least

Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]


class Sides(NamedTuple):
    """Roads over land borders.

    Attributes
    ----------
    border
        For each edge the position of the border it crosses, in the order of ``border_id``; -1 for none.
    country
        For each node its country, ISO 3166-1 alpha-2; empty where nobody knows.
    """

    border: IntArray
    country: Texts


def border_of_edges(roads: Roads, borders: gpd.GeoDataFrame) -> IntArray:
    """Return for each edge the position, in the order of ``border_id``, of the land border it crosses; -1 for none.

    An edge crosses a border where its ends lie on two sides of the line. Lines are drawn a kilometre off: a piece of
    road that comes back over the line, and never goes farther than that beyond it, has not crossed.

    Parameters
    ----------
    roads
        The roads of one place.
    borders
        Lines ``border_id, country_a, country_b``, EPSG:4326.
    """
    ordered = borders.sort_values("border_id", ignore_index=True)
    parts = ordered.geometry.explode()
    lines = [shapely.get_coordinates(part) for part in parts]
    owner = np.repeat(parts.index.to_numpy(dtype=np.int64), [len(line) - 1 for line in lines])
    start, end = (np.concatenate([np.empty((0, 2)), *(line[cut] for line in lines)]) for cut in (np.s_[:-1], np.s_[1:]))
    border = _over_lines(roads, (start, end), owner)
    return np.where(_truly_over(roads, border, _index((start, end))), border, -1)


def country_of_nodes(roads: Roads, border: IntArray, borders: gpd.GeoDataFrame, known: Texts) -> Texts:
    """Return the country of each node: that of the nearest node known, by road and over no border.

    Where no road leads to one known, a road over a border from one of its countries leads into the other.

    Parameters
    ----------
    roads, border
        The roads, and what `border_of_edges` says of them.
    borders
        The same as asked there.
    known
        The countries of nodes, ISO 3166-1 alpha-2, empty where not known; an empty text stays where nothing leads.
    """
    found = _spread(roads, border, known)
    over = np.flatnonzero(border >= 0)
    pairs = borders.sort_values("border_id")[["country_a", "country_b"]].to_numpy(dtype=object)[border[over]]
    for near, far in ((roads.tail[over], roads.head[over]), (roads.head[over], roads.tail[over])):
        for here, there in ((0, 1), (1, 0)):
            entered = (found[near] == pairs[:, here]) & (found[far] == "")
            found[far[entered]] = pairs[entered, there]
    return _spread(roads, border, found)


def with_changes_of_country(roads: Roads, sides: Sides, borders: gpd.GeoDataFrame) -> Sides:
    """Return the sides with roads that lead from one known country into its neighbour without crossing the line drawn.

    Lines are drawn too far off here and there: a town lies on the wrong side, and a road from it over the river is none
    over the line. Whoever is to be sent along it must take it for one. Only near the border of the two countries.

    Parameters
    ----------
    roads, sides
        What `border_of_edges` and `country_of_nodes` say of the roads.
    borders
        The same as asked there.
    """
    near, far = sides.country[roads.tail], sides.country[roads.head]
    changes = np.flatnonzero((sides.border < 0) & (near != far) & (near != "") & (far != ""))
    border = sides.border.copy()
    for at, (one, other, line) in enumerate(
        borders.sort_values("border_id")[["country_a", "country_b", "geometry"]].itertuples(index=False)
    ):
        pair = {one, other}
        found = changes[[{near[edge], far[edge]} == pair for edge in changes]]
        away_m = [away_from(line, roads.lon[ends], roads.lat[ends]) for ends in (roads.tail[found], roads.head[found])]
        border[found[np.min(away_m, axis=0) <= WRONG_SIDE_M]] = at
    return Sides(border, sides.country)


def away_from(line: shapely.Geometry, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
    """Return how far places are from a border, metres; degrees, EPSG:4326."""
    lines = NearestLine([tuple(shapely.get_coordinates(part).T) for part in shapely.get_parts(line)])
    return lines.away(np.atleast_1d(lon), np.atleast_1d(lat)).distance_m


def times_under_rule(
    network: Network,
    sides: Sides,
    rule: str,
    *,
    crossings: gpd.GeoDataFrame | None = None,
    profile: Profile | None = None,
) -> FloatArray:
    """Return seconds for each edge, for `geo.network.Network.with_times`.

    Parameters
    ----------
    network
        The roads for one mode.
    sides
        Which of them cross a border.
    rule
        ``closed``: none that crosses a border. ``formal``: those within 2 km of a formal crossing that leads their
        way and lets this profile pass, with the least of their delays (20 minutes where nobody knows). ``open``: all,
        without a delay; a bound nobody travels by.
    crossings
        Formal crossings, EPSG:4326; None: there are none.
    profile
        Who travels; None asks nothing of a crossing. Without papers a crossing must be known to ask for none.
    """
    time_s = network.roads.time_s[network.mode]
    if rule == OPEN:
        return time_s
    over = np.flatnonzero(sides.border >= 0)
    under = time_s.copy()
    under[over] = np.inf
    if rule == FORMAL and crossings is not None:
        open_ = crossings[lets_pass(crossings, profile)]
        edge, crossing = edges_at(network.roads, sides, open_)
        under[edge] = round_to_ticks(time_s[edge] + delay_s(open_)[crossing])
    return under


def lets_pass(crossings: gpd.GeoDataFrame, profile: Profile | None) -> Mask:
    """Return which crossings are known to let a profile pass; what a crossing asks for is unknown unless it says no."""
    if profile is None or profile.papers is not False:
        return np.ones(len(crossings), dtype=np.bool_)
    return np.asarray(crossings["documents_required"].to_numpy() == NO)


def edges_at(
    roads: Roads, sides: Sides, crossings: gpd.GeoDataFrame, *, nearest: bool = False
) -> tuple[IntArray, IntArray]:
    """Return each edge over a border that a crossing leads along, and the quickest such crossing (its position).

    Of equally quick ones the nearest counts, then the smallest id. An edge whose ends lie in countries nobody knows is
    at no crossing.

    Parameters
    ----------
    roads, sides, crossings
        As asked of `times_under_rule`.
    nearest
        Whether the nearest crossing counts instead, then the quickest: the one a team meets on this road.
    """
    edge, crossing, away_m = _near(roads, sides, crossings)
    origin, goal = (crossings[name].to_numpy()[crossing] for name in ("country_from", "country_to"))
    along = (sides.country[roads.tail[edge]] == origin) & (sides.country[roads.head[edge]] == goal)
    edge, crossing, away_m = edge[along], crossing[along], away_m[along]
    ids = crossings["crossing_id"].to_numpy()[crossing].astype(np.str_)
    by = (away_m, delay_s(crossings)[crossing]) if not nearest else (delay_s(crossings)[crossing], away_m)
    order = np.lexsort((ids, *by, edge))
    first = order[np.unique(edge[order], return_index=True)[1]]
    return edge[first], crossing[first]


def delay_s(crossings: gpd.GeoDataFrame) -> FloatArray:
    """Return the delay that is counted at each crossing, seconds: 20 minutes where nobody knows."""
    return crossings["delay_min"].fillna(DELAY_S / 60.0).to_numpy(dtype=np.float64) * 60.0


def is_off_the_roads(roads: Roads, sides: Sides, crossings: gpd.GeoDataFrame) -> Mask:
    """Return which crossings have no road over a border within 2 km."""
    return np.isin(np.arange(len(crossings)), _near(roads, sides, crossings)[1], invert=True)


def _near(roads: Roads, sides: Sides, crossings: gpd.GeoDataFrame) -> tuple[IntArray, IntArray, FloatArray]:
    """Return edges over a border and crossings at most 2 km apart, and how far."""
    over = np.flatnonzero(sides.border >= 0)
    tail, head = roads.tail[over], roads.head[over]
    pieces = Pieces((roads.lon[tail], roads.lat[tail]), (roads.lon[head], roads.lat[head]))
    lon, lat = (crossings[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    near = pieces.near(lon, lat, reach_m=NEAR_CROSSING_M, slack_m=NEAR_CROSSING_M)
    return over[near.piece], near.point, near.distance_m


def _spread(roads: Roads, border: IntArray, known: Texts) -> Texts:
    """Return for each node what is known of the nearest one known, by road and over no border."""
    sources = np.flatnonzero(known != "")
    if not len(sources):
        return known.copy()
    inside, count = border == -1, len(roads.lon)
    ends, length_m = (roads.tail[inside], roads.head[inside]), np.maximum(roads.length_m[inside], 1e-3)
    graph = coo_array((length_m, ends), shape=(count, count)).tocsr()
    nearest = dijkstra(graph, directed=False, indices=sources, min_only=True, return_predecessors=True)[2]
    return np.append(known, "")[np.where(nearest >= 0, nearest, count)]


def _over_lines(roads: Roads, line: tuple[FloatArray, FloatArray], owner: IntArray) -> IntArray:
    """Return the border each edge crosses an odd number of times, the first of several; -1 for none."""
    place = np.column_stack([roads.lon, roads.lat])
    tree = _index(line)
    boxes = shapely.box(*np.minimum(place[roads.tail], place[roads.head]).T, *_upper(place, roads))
    edge, piece = tree.query(boxes)
    tail, head, start, end = place[roads.tail[edge]], place[roads.head[edge]], line[0][piece], line[1][piece]
    # A corner on the other line counts as on its left: met at a corner, two pieces of line are crossed once or not.
    crosses = (_is_left(start, end, tail) != _is_left(start, end, head)) & (
        _is_left(tail, head, start) != _is_left(tail, head, end)
    )
    pair, times = np.unique(np.stack([edge[crosses], owner[piece[crosses]]]), axis=1, return_counts=True)
    odd = pair[:, times % 2 == 1]
    border = np.full(len(roads.tail), -1, dtype=np.int64)
    border[odd[0, ::-1]] = odd[1, ::-1]
    return border


def _index(line: tuple[FloatArray, FloatArray]) -> shapely.STRtree:
    pieces = shapely.linestrings(np.stack(line, axis=1))
    return shapely.STRtree(cast("npt.NDArray[np.object_]", pieces))


def _upper(place: FloatArray, roads: Roads) -> FloatArray:
    return np.asarray(np.maximum(place[roads.tail], place[roads.head]).T)


def _is_left(start: FloatArray, end: FloatArray, point: FloatArray) -> Mask:
    along, aside = end - start, point - start
    return np.asarray(along[:, 0] * aside[:, 1] - along[:, 1] * aside[:, 0] >= 0)


def _truly_over(roads: Roads, border: IntArray, lines: shapely.STRtree) -> Mask:
    """Return which of the edges over a line cross the border it stands for.

    The roads fall into parts where they are cut at the line. A part that keeps to the line and has two roads over it
    lies on the side it hangs on, by the fewest crossings: odd, and it is drawn on the wrong one.
    """
    over = border >= 0
    count = len(roads.lon)
    kept = coo_array((np.ones((~over).sum()), (roads.tail[~over], roads.head[~over])), shape=(count, count))
    parts, found = connected_components(kept.tocsr(), directed=False)
    part = found.astype(np.int64)
    ends = part[np.stack([roads.tail[over], roads.head[over]])]
    hangs = _keeps_to(roads, part, ends, lines) & (_roads_over(roads, over, part, parts) >= _COMES_BACK)
    wrong = _crossings_to(~hangs, ends) % 2 == 1
    truly = over.copy()
    truly[over] = wrong[ends[0]] == wrong[ends[1]]
    return truly


def _roads_over(roads: Roads, over: Mask, part: IntArray, parts: int) -> IntArray:
    """Return for each part how many roads leave it over a line, both directions of one counted once."""
    pairs = np.sort(np.stack([roads.tail[over], roads.head[over]]), axis=0)
    each = np.unique(pairs, axis=1)
    return np.bincount(part[each].ravel(), minlength=parts)


def _keeps_to(roads: Roads, part: IntArray, ends: IntArray, lines: shapely.STRtree) -> Mask:
    """Return the parts, of those a road leaves over a line, no node of which is farther off it than lines are drawn."""
    parts = int(part.max(initial=-1)) + 1
    met = np.zeros(parts, dtype=np.bool_)
    met[ends.ravel()] = True

    def has_far_node(nodes: IntArray) -> Mask:
        squash = np.cos(np.radians(roads.lat[nodes]))
        points = shapely.points(roads.lon[nodes], roads.lat[nodes])
        reach = DRAWN_M / _M_PER_DEGREE / np.maximum(squash, 0.1)
        near = np.unique(lines.query(points, predicate="dwithin", distance=reach)[0])
        far = np.isin(np.arange(len(nodes)), near, invert=True)
        return np.bincount(part[nodes], weights=far, minlength=parts) > 0

    first = np.unique(part, return_index=True)[1]
    # Most roads are in a part whose first node already lies far off.
    met &= ~has_far_node(first)
    return met & ~has_far_node(np.flatnonzero(met[part]))


def _crossings_to(anchors: Mask, ends: IntArray) -> IntArray:
    """Return the fewest crossings between each part and an anchor; 0 for one that no anchor is joined to."""
    count = len(anchors)
    held = np.flatnonzero(anchors)
    tail, head = np.concatenate([ends[0], np.full(len(held), count)]), np.concatenate([ends[1], held])
    graph = coo_array((np.ones(len(tail)), (tail, head)), shape=(count + 1, count + 1)).tocsr()
    order, before = breadth_first_order(graph, count, directed=False)
    steps = np.zeros(count + 1, dtype=np.int64)
    for node in order[1:]:
        steps[node] = steps[before[node]] + 1
    return np.maximum(steps[:count] - 1, 0)
