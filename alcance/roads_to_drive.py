"""The roads as somebody may be sent along them: over land borders at formal crossings alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from alcance.land_borders import borders_of, country_of_road_ends
from alcance.opened import Opened
from analysis.border_roads import (
    CLOSED,
    DRAWN_M,
    FORMAL,
    Sides,
    away_from,
    border_of_edges,
    country_of_nodes,
    edges_at,
    lets_pass,
    with_changes_of_country,
)
from analysis.routes.crossings import Crossing, stays_closed
from data.bilingual import Bilingual, said
from data.open_at import Where
from data.words import mark
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import FloatArray, Roads, round_to_ticks

NEAR_LINE_M = 2_000.0  # [P]: lines are right to a kilometre or so


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
    is_over
        Which edges lead over a land border; None: none is known.
    """

    network: Network
    crossings: Mapping[int, Crossing]
    told: tuple[Bilingual, ...]
    borders: gpd.GeoDataFrame | None = None
    is_over: npt.NDArray[np.bool_] | None = None

    def without(self, shut: Collection[Crossing]) -> "Drivable":
        """Return the roads with some crossings closed, which is told."""
        network = self.network
        edges = [edge for edge, crossing in self.crossings.items() if crossing in shut]
        time_s = network.roads.time_s[network.mode].copy()
        time_s[edges] = np.inf
        words = mark("Left out, for they are closed when a route gets there: {names}")
        names = ", ".join(sorted({f"{crossing.name} ({crossing.hours})" for crossing in shut}))
        return self._replace(
            network=network.with_times(time_s),
            crossings={edge: crossing for edge, crossing in self.crossings.items() if crossing not in shut},
            told=(*self.told, said(words, names=names)),
        )

    def near_border(self, place: tuple[float, float]) -> bool:
        """Say whether a place is so near to a land border that the line drawn does not tell on which side it is."""
        if self.borders is None:
            return False
        return bool(away_from(self.borders.union_all(), *place)[0] <= NEAR_LINE_M)

    def check_end(self, option: str, place: tuple[float, float]) -> None:
        """Refuse a place of which nobody can tell on which side of a land border it is, or that lies beyond one.

        One that is reached from the nearest road only over a border; lines are drawn a kilometre off, so that on a
        shorter walk nobody can tell. And one amid a piece of road that leads over a border.

        Raises
        ------
        QuestionError
            It is.
        """
        snaps = self.network.snap([place[0]], [place[1]])
        if self.borders is None or self.is_over is None or snaps.failed[0]:
            return
        nearest = snaps.access_m == snaps.access_m.min()
        if (self.is_over[snaps.edge] & (snaps.fraction > 0) & (snaps.fraction < 1))[nearest].all():
            todo = "Give a place on one side, such as the town there."
            raise QuestionError(option, "lies amid the piece of road that leads over a land border", todo)
        if snaps.access_m.min() <= DRAWN_M:
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
    sides = _sides(opened, borders)
    listed = study.crossings
    open_, shut = (None, []) if listed is None else _that_open(listed, departure)
    crossings = {} if open_ is None else _by_edge(network, sides, open_[lets_pass(open_, plan.profile)])
    told = _told(sides, listed, shut)
    return Drivable(network.with_times(_times(opened, sides, crossings)), crossings, told, borders, sides.border >= 0)


def _sides(opened: Opened, borders: gpd.GeoDataFrame) -> Sides:
    network = opened.supply.network
    border = border_of_edges(network.roads, borders)
    seen = gpd.GeoDataFrame(opened.supply.usable.seen)
    known = country_of_road_ends(network, borders, opened.study.demand, seen)
    sides = Sides(border, country_of_nodes(network.roads, border, borders, known))
    return with_changes_of_country(network.roads, sides, borders)


def _times(opened: Opened, sides: Sides, crossings: Mapping[int, Crossing]) -> FloatArray:
    """Return the seconds of each edge: over a border at a crossing alone, with its delay."""
    network, what_if = opened.supply.network, opened.plan.what_if
    time_s = network.roads.time_s[network.mode].copy()
    led = np.isin(np.arange(len(time_s)), list(crossings))
    time_s[(sides.border >= 0) & ~led] = np.inf
    if what_if is None or what_if.border_rule not in (CLOSED, FORMAL):
        # Under those the scenario has seen to the borders, and a delay counts once.
        edges = np.fromiter(crossings, dtype=np.int64)
        time_s[edges] = round_to_ticks(time_s[edges] + [crossing.counted_s for crossing in crossings.values()])
    return time_s


def _axes(roads: Roads) -> tuple[FloatArray, FloatArray]:
    return roads.lon, roads.lat


def _that_open(crossings: gpd.GeoDataFrame, departure: datetime | None) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Return the crossings but those that stay closed, and what these are called."""
    listed = _listed(crossings)
    shut = np.array([stays_closed(each, departure) for each in listed], dtype=np.bool_)
    return crossings[~shut], [each.name for each, closed in zip(listed, shut, strict=True) if closed]


def _by_edge(network: Network, sides: Sides, crossings: gpd.GeoDataFrame) -> dict[int, Crossing]:
    edges, which = edges_at(network.roads, sides, crossings, nearest=True)
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


def _told(sides: Sides, crossings: gpd.GeoDataFrame | None, shut: Sequence[str]) -> tuple[Bilingual, ...]:
    if crossings is None:
        words = mark("Land borders: closed, for no formal crossing is known (crossings.csv)")
        return (said(words),) if (sides.border >= 0).any() else ()
    words = mark("Taken as closed, for by their hours they open at no time in the seven days looked at: {names}")
    return (said(words, names=", ".join(dict.fromkeys(shut))),) if shut else ()
