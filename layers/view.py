"""Everything one page shows, gathered by a door and handed over whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from data.basemap import Basemap
from data.bilingual import Bilingual
from data.profile import Profile
from data.scenario import Scenario


@dataclass(frozen=True, slots=True, eq=False)
class MapView:
    """What `build_page` draws. Every GeoDataFrame is EPSG:4326; None means the answer has no such part.

    Attributes
    ----------
    title
        The study's title, as its owner wrote it.
    question
        service, mode, profile, direction, cutoff_min (minutes).
    asked
        What was asked beside the question, by the command that asks it, as the manifest tells it: of a journey and of
        a group on its way the page says it.
    stamps
        Words set across the page, English: "EXAMPLE", "ILLUSTRATION", "INTERNAL".
    credits
        Who must be named beside the map, as plain text.
    basemap
        The land under the answer.
    roads
        road_class, geometry (lines). Empty for no roads.
    places
        name, rank (city, town, village or hamlet), lon, lat, population (people; NaN when not known): labelled with
        the basemap's towns.
    facilities
        The columns of facilities in the study, and two booleans: `counts` (takes part in the answer for certain)
        and `possible` (would, if what nobody checked turned out well). A facility may have no geometry.
    segments, corridors, catchments, demand, coverage
        The rows of gaps.csv, corridors.csv, catchments.csv, reach.csv and coverage.csv, with their geometry.
    border_gaps
        Underserved segments near a land border: corridor_id, segment_id, start_km, end_km, border_id, border_km,
        gap_km, flag.
    access
        The rows of access.csv: why each place counts or not.
    sectors
        The rows of sectors.csv, with the course of each segment.
    borders
        The rows of borders.csv, with the course of each piece of border.
    ways_not_led
        From and to: ways over a border that no formal crossing leads, while one leads the other way.
    sites, gains, alternatives
        The rows of sites.csv, gains.csv and alternatives.csv, with their places.
    continuity, handover, added
        The rows of continuity.csv, handover.csv and added.csv; the first with the way of each day.
    exposure
        The rows of exposure.csv, with the course of each segment.
    tornado
        The rows of tornado.csv: what matters most.
    surge_places, surge_nights, surge_days
        The rows of surge_places.csv, surge_nights.csv and surge_days.csv, the first two with their places.
    profile
        Who the answer is for; None: anyone.
    what_if
        The scenario the answer is in; None: the study as it is.
    what_if_does
        What it does to the study, sentence by sentence.
    closed
        The roads it closes; None: none.
    arrive
        When people arrive, as it was asked (ISO); empty: opening hours do not count.
    runs
        How many random runs tell how sure the answer is; 0: none.
    corridor_names, area_names
        From corridor_id and area_id to plain names; a missing or empty one is shown by its id.
    """

    title: str
    question: Mapping[str, object]
    stamps: tuple[str, ...]
    credits: tuple[str, ...]
    basemap: Basemap
    roads: gpd.GeoDataFrame
    places: pd.DataFrame
    facilities: gpd.GeoDataFrame
    segments: gpd.GeoDataFrame | None = None
    corridors: pd.DataFrame | None = None
    border_gaps: pd.DataFrame | None = None
    catchments: gpd.GeoDataFrame | None = None
    demand: gpd.GeoDataFrame | None = None
    coverage: gpd.GeoDataFrame | None = None
    access: gpd.GeoDataFrame | None = None
    sectors: gpd.GeoDataFrame | None = None
    borders: gpd.GeoDataFrame | None = None
    sites: gpd.GeoDataFrame | None = None
    gains: gpd.GeoDataFrame | None = None
    alternatives: gpd.GeoDataFrame | None = None
    surge_places: gpd.GeoDataFrame | None = None
    surge_nights: gpd.GeoDataFrame | None = None
    surge_days: pd.DataFrame | None = None
    continuity: gpd.GeoDataFrame | None = None
    handover: pd.DataFrame | None = None
    added: gpd.GeoDataFrame | None = None
    exposure: gpd.GeoDataFrame | None = None
    tornado: pd.DataFrame | None = None
    profile: Profile | None = None
    what_if: Scenario | None = None
    what_if_does: tuple[Bilingual, ...] = ()
    closed: BaseGeometry | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    arrive: str = ""
    runs: int = 0
    ways_not_led: tuple[tuple[str, str], ...] = ()
    corridor_names: Mapping[str, str] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)
