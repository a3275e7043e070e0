"""A corridor of 100 km along a parallel, with clinics at 0, 30 and 100 km, as a page shows it: small enough to draw.

::

    km  0         30                                   100
        A---------B-------------------------------------C      limit: 20 minutes at 60 km/h, which is 20 km
        |served   |served|      underserved      |served|
"""

from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box

from data.basemap import load_basemap
from layers.view import MapView

WEST, LAT, DEG_PER_KM = -90.0, 15.0, 0.0093
HOSTILE = 'Clínica <b>"x"</b> ${1} \\` </script><script>window.X=1</script>{{7*7}}${window.X=1}'
QUESTION = {"service": "primary", "mode": "drive", "profile": "anyone", "direction": "to", "cutoff_min": 20.0}
CLINICS = ((0, "a", HOSTILE, "clinic"), (30, "b", "Hospital Bé", "hospital"), (100, "c", "Puesto C", "health_post"))
FLAGS = (
    "served",
    "served",
    "served",
    "served",
    "uncertain",
    "underserved",
    "underserved",
    "underserved",
    "no_data",
    "served",
)


def lon(km: float) -> float:
    """Return the longitude of a km of the corridor."""
    return WEST + km * DEG_PER_KM


def facilities() -> gpd.GeoDataFrame:
    """Return the three clinics, one that only may count, one that does not, and a hotline without a place."""
    rows: list[dict[str, Any]] = [
        {
            "facility_id": key,
            "name": name,
            "kind": kind,
            "services": "primary;emergency",
            "counts": True,
            "possible": True,
        }
        | {"opening_hours": "Mo-Fr 08:00-16:00", "status": "open", "checked_on": "2025-03-01", "source": "invented"}
        | {"geometry": Point(lon(km), LAT)}
        for km, key, name, kind in CLINICS
    ]
    bare = {"services": "shelter", "opening_hours": "", "status": "unknown", "checked_on": "", "source": ""}
    rows.append(bare | {"facility_id": "d", "name": "Albergue D", "kind": "shelter", "counts": False, "possible": True})
    rows.append(
        bare | {"facility_id": "e", "name": "Farmacia E", "kind": "pharmacy", "counts": False, "possible": False}
    )
    rows.append(bare | {"facility_id": "f", "name": "Línea F", "kind": "hotline", "counts": False, "possible": False})
    rows[3]["geometry"], rows[4]["geometry"], rows[5]["geometry"] = (
        Point(lon(55), LAT + 0.1),
        Point(lon(80), LAT - 0.1),
        None,
    )
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def segments() -> gpd.GeoDataFrame:
    """Return ten pieces of 10 km; at its midpoint each knows what is ahead and behind at a kilometre a minute."""
    rows = []
    for i, flag in enumerate(FLAGS):
        start, end, middle = 10.0 * i, 10.0 * i + 10, 10.0 * i + 5
        ahead = min((clinic for clinic in CLINICS if clinic[0] >= middle), key=lambda clinic: clinic[0])
        behind = max((clinic for clinic in CLINICS if clinic[0] <= middle), key=lambda clinic: clinic[0])
        to_ahead, to_behind = ahead[0] - middle, middle - behind[0]
        rows.append(
            {"corridor_id": "norte", "segment_id": f"norte:{int(start * 1000):06d}", **QUESTION, "scenario": ""}
            | {"start_km": start, "end_km": end, "time_any_min": min(to_ahead, to_behind)}
            | {"time_ahead_min": to_ahead, "time_behind_min": to_behind, "km_ahead": to_ahead, "km_behind": to_behind}
            | {"facility_any": ahead[1] if to_ahead <= to_behind else behind[1]}
            | {
                "facility_ahead": ahead[1],
                "facility_behind": behind[1],
                "possible_time_any_min": min(to_ahead, to_behind),
            }
            | {
                "gap_id": f"norte:{behind[1]}",
                "gap_km": float(ahead[0] - behind[0]),
                "share_beyond": float(flag == "underserved"),
            }
            | {"km_beyond": 10.0 * (flag == "underserved"), "severity": 0.75 if flag == "underserved" else 0.0}
            | {"p_underserved": float("nan"), "flag": flag, "border_km": 90.0 - start if i < 9 else 3.2}
            | {"people_per_day": float("nan"), "person_km_beyond": float("nan"), "status": "reached"}
            | {"geometry": LineString([(lon(start), LAT), (lon(middle), LAT + 0.01), (lon(end), LAT)])}
        )
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def corridors() -> pd.DataFrame:
    """Return the corridor's line of corridors.csv: gaps 30 and 70, index .09 + .49."""
    flagged = {"km_served": 50.0, "km_uncertain": 10.0, "km_underserved": 30.0, "km_no_data": 10.0}
    rest = {"length_km": 100.0, "longest_gap_km": 70.0, "gap_index": 0.58, "km_beyond": 30.0}
    return pd.DataFrame([{"corridor_id": "norte", **QUESTION, **rest, **flagged}])


def border_gaps() -> pd.DataFrame:
    """Return one underserved piece near a border."""
    row = {
        "corridor_id": "norte",
        "segment_id": "norte:070000",
        "start_km": 70.0,
        "end_km": 80.0,
        "border_id": "GT-HN",
        "border_km": 20.0,
        "gap_km": 70.0,
    }
    return pd.DataFrame([row | {"flag": "underserved"}])


def catchments() -> gpd.GeoDataFrame:
    """Return the ground within 20 km of each clinic."""
    rows = [
        {
            "facility_id": key,
            **QUESTION,
            "area_km2": 800.0,
            "network_km": 40.0,
            "population": 1234.0,
            "status": "reached",
        }
        | {"geometry": Point(lon(km), LAT).buffer(20 * DEG_PER_KM)}
        for km, key, _, _ in CLINICS
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def demand() -> gpd.GeoDataFrame:
    """Return one place within the limit, one beyond, one that no road leads to."""
    nobody = {"possible_facility_id": "", "possible_time_min": float("nan"), "barrier": ""}
    rows = [
        {
            "demand_id": "Aldea Uno",
            "nearest_facility_id": "b",
            "time_min": 8.0,
            "status": "reached",
            "geometry": Point(lon(38), LAT),
        },
        {
            "demand_id": "Aldea Dos",
            "nearest_facility_id": "b",
            "time_min": 35.0,
            "status": "beyond",
            "geometry": Point(lon(65), LAT),
        },
        {"demand_id": "Isla", "nearest_facility_id": "", "time_min": float("inf"), "status": "unreachable"}
        | {"geometry": Point(lon(50), LAT - 0.2)},
    ]
    return gpd.GeoDataFrame([row | nobody for row in rows], geometry="geometry", crs="EPSG:4326")


def coverage() -> gpd.GeoDataFrame:
    """Return an area half covered, an area where nobody lives, and the whole, which has no outline."""
    shares = {"share_beyond_60": 0.1, "share_beyond_120": 0.0}
    rows = [
        {"unit_kind": "area", "unit_id": "Oeste", "population": 1000.0, "covered_nearest": 500.0}
        | {"geometry": box(lon(0), LAT - 0.3, lon(50), LAT + 0.3)},
        {"unit_kind": "area", "unit_id": "Este", "population": 0.0, "covered_nearest": 0.0}
        | {"geometry": box(lon(50), LAT - 0.3, lon(100), LAT + 0.3)},
        {"unit_kind": "all", "unit_id": "all", "population": 1000.0, "covered_nearest": 500.0, "geometry": None},
    ]
    return gpd.GeoDataFrame([row | shares for row in rows], geometry="geometry", crs="EPSG:4326")


def roads() -> gpd.GeoDataFrame:
    """Return the corridor's own road and a lesser one that crosses it."""
    lines = [LineString([(lon(0), LAT), (lon(100), LAT)]), LineString([(lon(40), LAT - 0.4), (lon(60), LAT + 0.4)])]
    return gpd.GeoDataFrame({"road_class": ["trunk", "tertiary"]}, geometry=lines, crs="EPSG:4326")


def toy_view(**parts: object) -> MapView:
    """Return the corridor's answer; `parts` replace or add to it."""
    given: dict[str, Any] = {
        "title": "Corredor inventado",
        "question": QUESTION,
        "stamps": ("EXAMPLE",),
        "credits": ("© OpenStreetMap contributors, ODbL", "Invented services"),
        "basemap": load_basemap((lon(0), LAT - 0.3, lon(100), LAT + 0.3)),
        "roads": roads(),
        "places": pd.DataFrame(
            [
                {
                    "lon": lon(30),
                    "lat": LAT + 0.03,
                    "name": "Pueblo <i>B</i>",
                    "rank": "town",
                    "population": float("nan"),
                }
            ]
        ),
        "facilities": facilities(),
        "segments": segments(),
        "corridors": corridors(),
        "border_gaps": border_gaps(),
        "corridor_names": {"norte": "Camino del Norte"},
        "area_names": {"Oeste": "Oeste", "Este": ""},
    }
    return MapView(**(given | parts))
