"""All that publishing gets to see of a study, kept in a folder of its own; nothing hidden is in it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from data.encode import encode_geojson, encode_json
from data.network_store import load_roads, write_network
from data.osm_places import PLACE_TYPES
from data.study_file import Source
from data.table import CRS
from geo.roads import Roads

# What of a facility may go out.
PLACE_COLUMNS = (
    *("name", "kind", "services", "services_possible", "lon", "lat", "opening_hours", "languages"),
    *("documents_required", "fee", "insurance_required", "interpretation", "no_fixed_address_ok"),
    *("accepts_unaccompanied_minors", "women_only", "phone", "referral_phone", "country", "organisation", "status"),
    *("source", "checked_on"),
)
CELL_COLUMNS = (
    *("label", "west", "south", "east", "north", "kind", "services", "services_possible", "referral_phones"),
    "countries",
)
TOWN_COLUMNS = ("name", "country", "lon", "lat", "population")
_NUMBERS = {"lon", "lat", "west", "south", "east", "north", "population"}
# Where a source claims to be complete is for answers, not for the public.
_OF_A_SOURCE = ("title", "licence", "url", "retrieved", "table")
_ROADS, _HEAD = "roads", "view.json"
_TABLES = {"places": PLACE_COLUMNS, "cells": CELL_COLUMNS, "towns": TOWN_COLUMNS}


@dataclass(frozen=True, slots=True, eq=False)
class PublicView:
    """What may be published of a study.

    Attributes
    ----------
    title, example
        Of the study.
    signed
        Whether a person put their name to what goes out; else everything is a draft.
    as_of
        The last day whose checks are taken in.
    sources
        Those of the roads, of the corridors and of the places that go out.
    places
        Public places, `PLACE_COLUMNS`, sorted by these; degrees, EPSG:4326, NaN for a hotline; words apart by ``;``.
    cells
        What restricted places give, by the area they lie in: `CELL_COLUMNS`, sorted; kind is empty for places of
        several kinds.
    corridors
        name, countries (`data.public.sides`), geometry (LineString, EPSG:4326), by their ids; may be empty.
    towns
        `TOWN_COLUMNS`, largest first: settlements around the places and corridors.
    roads
        The main roads, from motorway to tertiary; no ferries.
    """

    title: str
    example: bool
    signed: bool
    as_of: date
    sources: tuple[Source, ...]
    places: pd.DataFrame
    cells: pd.DataFrame
    corridors: gpd.GeoDataFrame
    towns: pd.DataFrame
    roads: Roads


def write_view(folder: Path, view: PublicView) -> None:
    """Write a view into an empty folder; the same view gives the same bytes."""
    head = {
        "title": view.title,
        "example": view.example,
        "signed": view.signed,
        "as_of": view.as_of.isoformat(),
        "sources": [{name: getattr(source, name) for name in _OF_A_SOURCE} for source in view.sources],
    }
    tables = {name: _listed(getattr(view, name), columns) for name, columns in _TABLES.items()}
    (folder / _HEAD).write_bytes(encode_json(head | tables))
    (folder / "corridors.geojson").write_bytes(encode_geojson(view.corridors))
    write_network(folder / _ROADS, view.roads, pd.DataFrame(columns=list(PLACE_TYPES)), described={})


def read_view(folder: Path) -> PublicView:
    """Return the view of a folder that `write_view` wrote.

    Raises
    ------
    StudyError
        Its roads are missing or altered.
    """
    head: dict[str, Any] = json.loads((folder / _HEAD).read_text("utf-8"))
    tables = {name: _framed(head[name], columns) for name, columns in _TABLES.items()}
    features = json.loads((folder / "corridors.geojson").read_text("utf-8"))["features"]
    return PublicView(
        title=head["title"],
        example=head["example"],
        signed=head["signed"],
        as_of=date.fromisoformat(head["as_of"]),
        sources=tuple(Source(**source, complete_in=()) for source in head["sources"]),
        **tables,
        corridors=gpd.GeoDataFrame.from_features(features, columns=["name", "countries", "geometry"], crs=CRS),
        roads=load_roads(folder / _ROADS),
    )


def _listed(frame: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, list[object]]:
    """Return columns as lists, with nothing for a number that is missing."""
    chosen = frame[list(columns)].astype(object)
    filled = chosen.where(chosen.notna(), None)
    return {name: filled[name].tolist() for name in columns}


def _framed(lists: dict[str, list[object]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(lists[name], dtype="float64" if name in _NUMBERS else "object") for name in columns}
    )
