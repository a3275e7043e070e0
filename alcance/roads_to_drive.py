"""The roads as somebody may be sent along them: over land borders at formal crossings alone."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from alcance.land_borders import borders_of, country_of_road_ends
from alcance.opened import Opened
from analysis.border_roads import (
    CLOSED,
    DRAWN_M,
    FORMAL,
    Sides,
    border_of_edges,
    country_of_nodes,
    edges_at,
    times_under_rule,
)
from data.bilingual import Bilingual, said
from data.words import mark
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import FloatArray, Roads


class Drivable(NamedTuple):
    """Roads for one answer.

    Attributes
    ----------
    network
        Closed over every border but at formal crossings, with their delay.
    crossings
        The name of the formal crossing each edge over a border leads along, by the edge.
    told
        What must be known of borders.
    borders
        The land borders, EPSG:4326; None: none is known.
    """

    network: Network
    crossings: dict[int, str]
    told: tuple[Bilingual, ...]
    borders: gpd.GeoDataFrame | None = None

    def check_walk(self, option: str, place: tuple[float, float]) -> None:
        """Refuse a place that is reached from the nearest road only over a land border.

        Lines are drawn a kilometre off: on a shorter walk nobody can tell on which side a place is.

        Raises
        ------
        QuestionError
            It is.
        """
        snaps = self.network.snap([place[0]], [place[1]])
        if self.borders is None or snaps.failed[0] or snaps.access_m.min() <= DRAWN_M:
            return
        roads, edge, share = self.network.roads, snaps.edge, snaps.fraction
        ends = [at[roads.tail[edge]] + share * (at[roads.head[edge]] - at[roads.tail[edge]]) for at in _axes(roads)]
        walks = [shapely.LineString([place, foot]) for foot in zip(*ends, strict=True)]
        if self.borders.intersects(shapely.MultiLineString(walks)).any():
            todo = "Give a place on this side, or one that a road of this study comes near to."
            raise QuestionError(option, "is reached from the road only on foot over a land border", todo)


def roads_to_drive(opened: Opened) -> Drivable:
    """Return the roads of an answer as a team may be sent along them.

    A scenario that opens borders is a bound nobody travels by: here it opens none.
    """
    network, study, plan = opened.supply.network, opened.study, opened.plan
    lon, lat = network.roads.lon, network.roads.lat
    borders = borders_of(study, (lon.min(), lat.min(), lon.max(), lat.max()))
    if borders is None:
        words = mark("No land border is known here: whether a way crosses one was not looked at.")
        return Drivable(network, {}, (said(words),))
    seen = opened.supply.usable.seen
    border = border_of_edges(network.roads, borders)
    known = country_of_road_ends(network, borders, study.demand, gpd.GeoDataFrame(seen))
    sides = Sides(border, country_of_nodes(network.roads, border, borders, known))
    rule = "" if plan.what_if is None else plan.what_if.border_rule
    if rule not in (CLOSED, FORMAL):
        # Under those the scenario has seen to it, and a delay counts once.
        times = times_under_rule(network, sides, FORMAL, crossings=study.crossings, profile=plan.profile)
        network = network.with_times(times)
    return Drivable(network, _names(network, sides, study.crossings), _told(study.crossings, border), borders)


def _axes(roads: Roads) -> tuple[FloatArray, FloatArray]:
    return roads.lon, roads.lat


def _names(network: Network, sides: Sides, crossings: gpd.GeoDataFrame | None) -> dict[int, str]:
    if crossings is None:
        return {}
    edge, crossing = edges_at(network.roads, sides, crossings)
    names = crossings["name"].to_numpy()[crossing]
    return {int(at): str(name) for at, name in zip(edge, names, strict=True)}


def _told(crossings: gpd.GeoDataFrame | None, border: np.ndarray) -> tuple[Bilingual, ...]:
    if (border >= 0).any() and crossings is None:
        return (said(mark("Land borders: closed, for no formal crossing is known (crossings.csv)")),)
    return ()
