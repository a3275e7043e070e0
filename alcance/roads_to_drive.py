"""The roads as somebody may be sent along them: over land borders at formal crossings alone."""

from collections.abc import Mapping
from datetime import datetime
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
    lets_pass,
    times_under_rule,
)
from analysis.routes.crossings import Crossing, stays_closed
from data.bilingual import Bilingual, said
from data.open_at import Where
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
        The formal crossing each edge over a border leads along, by the edge.
    told
        What must be known of borders.
    borders
        The land borders, EPSG:4326; None: none is known.
    """

    network: Network
    crossings: Mapping[int, Crossing]
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


def roads_to_drive(opened: Opened, departure: datetime | None) -> Drivable:
    """Return the roads of an answer as a team may be sent along them.

    A scenario that opens borders is a bound nobody travels by: here it opens none. A crossing that is known to open at
    no time in the seven days from the departure is closed; without one, those that open at no time of a week.
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
    open_, shut = (None, []) if study.crossings is None else _that_open(study.crossings, departure)
    crossings = {} if open_ is None else _by_edge(network, sides, open_[lets_pass(open_, plan.profile)])
    rule = "" if plan.what_if is None else plan.what_if.border_rule
    if rule not in (CLOSED, FORMAL):
        times = times_under_rule(network, sides, FORMAL, crossings=open_, profile=plan.profile)
    else:
        # The scenario has seen to the borders, and a delay counts once; of hours it knows nothing.
        led = (border < 0) | np.isin(np.arange(len(border)), list(crossings))
        times = np.where(led, network.roads.time_s[network.mode], np.inf)
    told = _told(study.crossings, border, shut)
    return Drivable(network.with_times(times), crossings, told, borders)


def _axes(roads: Roads) -> tuple[FloatArray, FloatArray]:
    return roads.lon, roads.lat


def _that_open(crossings: gpd.GeoDataFrame, departure: datetime | None) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Return the crossings but those that stay closed, and what these are called."""
    listed = _listed(crossings)
    shut = np.array([stays_closed(each, departure) for each in listed], dtype=np.bool_)
    return crossings[~shut], [each.name for each, closed in zip(listed, shut, strict=True) if closed]


def _by_edge(network: Network, sides: Sides, crossings: gpd.GeoDataFrame) -> dict[int, Crossing]:
    edges, which = edges_at(network.roads, sides, crossings)
    listed = _listed(crossings)
    return {int(edge): listed[at] for edge, at in zip(edges, which, strict=True)}


def _listed(crossings: gpd.GeoDataFrame) -> list[Crossing]:
    return [
        Crossing(
            name=str(row["name"] or row["crossing_id"]),
            where=Where(str(row["country_from"]), float(row["lon"]), float(row["lat"])),
            hours=str(row["hours"]),
            delay_s=float(row["delay_min"]) * 60.0,
        )
        for row in crossings.to_dict("records")
    ]


def _told(crossings: gpd.GeoDataFrame | None, border: np.ndarray, shut: list[str]) -> tuple[Bilingual, ...]:
    if (border >= 0).any() and crossings is None:
        return (said(mark("Land borders: closed, for no formal crossing is known (crossings.csv)")),)
    if shut:
        words = mark("Taken as closed, for by their hours they open at no time in the seven days looked at: {names}")
        return (said(words, names=", ".join(shut)),)
    return ()
