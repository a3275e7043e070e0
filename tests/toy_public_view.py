"""A small world that was made ready to be published: a corridor of 400 km along a parallel, places, an area, roads."""

from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString, box

from data.basemap import Basemap
from data.public.view import CELL_COLUMNS, PLACE_COLUMNS, TOWN_COLUMNS, PublicView
from data.study_file import Source
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, FloatArray, Roads
from layers.public.parts import Parts

WEST, EAST, LAT = -92.0, -88.3, 15.0
AS_OF = date(2026, 11, 20)
_SILENT = dict.fromkeys(PLACE_COLUMNS, "") | {"lon": float("nan"), "lat": float("nan")}


def place(key: str, **told: object) -> dict[str, Any]:
    """Return a row of the places of a view; what is not told is empty or unknown."""
    asked = {name: "unknown" for name in PLACE_COLUMNS if name.endswith("required") or name in ("fee", "women_only")}
    return {**_SILENT, **asked, "name": f"Place {key[-1]}", "kind": "clinic", **told}


def road_net(lon: FloatArray, lat: FloatArray, ends: list[tuple[int, int]], *, seconds: list[float]) -> Roads:
    """Return roads, one direction a pair of nodes, all trunk."""
    tail, head = np.array(ends, dtype=np.int32).reshape(-1, 2).T
    return Roads(
        node_id=np.arange(len(lon)),
        lon=lon,
        lat=lat,
        tail=tail,
        head=head,
        length_m=distance_m(lon[tail], lat[tail], lon[head], lat[head]),
        road_class=np.full(len(tail), ROAD_CLASSES.index("trunk"), dtype=np.int8),
        way_id=np.zeros(len(tail), dtype=np.int64),
        ground=np.zeros(len(tail), dtype=np.int8),
        time_s=dict.fromkeys(MODES, np.array(seconds, dtype=np.float64)),
    )


def towns() -> pd.DataFrame:
    """Return five towns on the line and one far away, largest first."""
    rows = [
        ("Lejos", "MX", -99.0, 19.0, 9e6),
        ("Medio", "GT", -90.1, 15.0, 5e5),
        ("Oeste", "MX", -92.0, 15.0, 1e5),
        ("Este", "GT", -88.3, 15.0, 5e4),
        ("Chico", "GT", -90.6, 15.02, 2e3),
        ("Sin Censo", "", -89.0, 15.0, float("nan")),
    ]
    return pd.DataFrame(rows, columns=list(TOWN_COLUMNS))


def toy_public_view(**parts: object) -> PublicView:
    """Return the view; `parts` replace its own."""
    lon = np.linspace(WEST, EAST, 75)
    steps = [(at, at + 1) for at in range(74)]
    given: dict[str, Any] = {
        "title": "Costa",
        "example": False,
        "signed": True,
        "as_of": AS_OF,
        "sources": (Source("Mapa", "ODbL", "https://example.org", "2026-01-01", ("a",), "network"),),
        "places": pd.DataFrame(
            [
                place("secret-1", lon=-91.0, lat=15.01, services="primary", country="GT", opening_hours="24/7"),
                place("secret-2", lon=-90.0, lat=15.3, kind="shelter", services="food", services_possible="shelter"),
                place("secret-3", kind="hotline", services="gbv", country="GT", phone="1572"),
            ]
        ),
        "cells": pd.DataFrame(
            [("Chico, Medio", -90.5, 14.8, -90.0, 15.2, "", "legal;shelter", "", "123;456", "GT")],
            columns=list(CELL_COLUMNS),
        ),
        "corridors": gpd.GeoDataFrame(
            {"name": ["Camino"], "countries": ["[]"]},
            geometry=[LineString([(WEST, LAT), (-90.0, LAT), (EAST, LAT)])],
            crs="EPSG:4326",
        ),
        "towns": towns(),
        "roads": road_net(lon, np.full(75, LAT), steps + [(b, a) for a, b in steps], seconds=[200.0] * 148),
    }
    return PublicView(**(given | parts))


def toy_basemap() -> Basemap:
    """Return land north of 14.5 degrees and a border along a meridian."""
    return Basemap(
        land=gpd.GeoDataFrame(geometry=[box(-100, 14.5, -80, 25)], crs="EPSG:4326"),
        borders=gpd.GeoDataFrame(geometry=[LineString([(-91.5, 14.5), (-91.5, 25)])], crs="EPSG:4326"),
        towns=towns(),
        credits=("Coast: somebody",),
    )


def toy_parts() -> Parts:
    """Return parts that are none of the page's own."""
    return Parts(
        page={"index.html": b"<!doctype html>", "app.js": b"//", "map/map.css": b""},
        languages={"es": False, "en": True},
        words={"es": {"Map": "Mapa"}},
        titles={"help": "Help"},
        sheets={"es": [{"id": "help", "title": "Ayuda"}], "en": [{"id": "help", "title": "Help"}]},
        basemap=toy_basemap(),
        service_worker=lambda paths, version: f"{version}:{','.join(paths)}".encode(),
    )
