"""Gathering what a page shows from a study and an answer."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from alcance.opened import Opened
from analysis.borders import ways_not_led
from analysis.sectors import SECTORS
from analysis.usable import Usable, usable_facilities
from analysis.visited import MOBILE, is_visited
from analysis.what_if.shapes import lines_of
from data.basemap import load_basemap
from data.network_store import load_places
from data.study import NETWORK, Study
from layers.main_roads import main_roads
from layers.tables import question_of
from layers.view import MapView

_PART = {"gaps": "segments", "reach": "demand"}  # where the page's name for a table differs
_NOT_DRAWN = ("candidates_left_out", "surge")


def map_view(opened: Opened, tables: Mapping[str, pd.DataFrame], asked: Mapping[str, object]) -> MapView:
    """Return everything a page of this answer shows.

    Parameters
    ----------
    opened
        The study and the question.
    tables
        The tables by name, rounded as in the files.
    asked
        What was asked beside the question.
    """
    study, usable = opened.study, _usable(opened, tables)
    roads = main_roads(opened.supply.network.roads)
    seen = usable.seen.assign(counts=usable.certain, possible=usable.possible)
    # The base of a mobile clinic is no place to go to, so it is not drawn as one.
    seen = seen[(seen["kind"] != MOBILE) | is_visited(seen)].reset_index(drop=True)
    parts: dict[str, Any] = {_PART.get(name, name): frame for name, frame in tables.items() if name not in _NOT_DRAWN}
    question = question_of(opened.plan)
    if "sectors" in tables:
        # No single service is asked about: the reasons told for one would be taken for those of all.
        parts.pop("access", None)
        question |= {"service": ""}
    return MapView(
        title=study.title,
        question=question,
        asked=asked,
        stamps=opened.stamps,
        credits=credits_of(study),
        basemap=load_basemap(bounds_of(study, roads)),
        roads=roads,
        places=load_places(study.path / NETWORK),
        facilities=seen,
        profile=opened.plan.profile,
        what_if=opened.plan.what_if,
        what_if_does=opened.changed.said if opened.changed else (),
        closed=closed_roads(opened),
        arrive=opened.plan.arrive.isoformat(timespec="minutes") if opened.plan.arrive else "",
        runs=opened.plan.runs,
        corridor_names=names_of(study.corridors, "corridor_id"),
        area_names=names_of(study.areas, "area_id"),
        ways_not_led=ways_not_led(tables["borders"], study.crossings) if "borders" in tables else (),
        **parts,
    )


def _usable(opened: Opened, tables: Mapping[str, pd.DataFrame]) -> Usable:
    """Return which places count: those of the service asked about, or of any sector."""
    if "sectors" not in tables:
        return opened.supply.usable
    services = {service for sector in SECTORS.values() for service in sector}
    return usable_facilities(opened.facilities, opened.plan, services=services)


def closed_roads(opened: Opened) -> BaseGeometry | None:
    """Return the course of the roads the scenario of an answer closes, EPSG:4326; None where it closes none."""
    changed = opened.changed
    if changed is None or not changed.roads.closed.any():
        return None
    return lines_of(changed.network.roads, changed.roads.closed)


def names_of(frame: gpd.GeoDataFrame | None, key: str) -> dict[str, str]:
    """Return the names of a table of a study by their ids; none where it has no such table."""
    return {} if frame is None else dict(zip(frame[key], frame["name"], strict=True))


def bounds_of(study: Study, roads: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the corridors of a study, or of its roads where it has none."""
    west, south, east, north = (roads if study.corridors is None else study.corridors).total_bounds
    return float(west), float(south), float(east), float(north)


def credits_of(study: Study) -> tuple[str, ...]:
    """Return who must be named beside a map of a study, plain text."""
    parts = [[source.title, source.licence, source.retrieved] for source in study.sources]
    return tuple(", ".join(part for part in words if part) for words in parts)
