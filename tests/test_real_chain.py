"""Real extracts through the whole chain: figures published elsewhere, counts of the data's own notes, and sanity."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
from doors import column, done, layers, rows_of, written
from toy_study import geojson

from data.network_store import load_roads
from geo.network import Network
from geo.roads import MODES

NORTH_END = (-87.20880, 14.03188)
SABANAGRANDE = (-87.25965, 13.80956)
WALKED_KMH = 5.0
PLACES = f"""facility_id,name,kind,services,lon,lat
north,Ejemplo norte,clinic,primary,{NORTH_END[0]},{NORTH_END[1]}
south,Ejemplo sur,hospital,primary;emergency,{SABANAGRANDE[0]},{SABANAGRANDE[1]}"""


def made(folder: Path, osm: Path, *options: object) -> dict[str, Any]:
    """Make a study and return its summary."""
    summary = json.loads(done("new", folder / "study", "--osm", osm, *options, "--json").out)
    assert isinstance(summary, dict)
    return summary


@pytest.fixture(scope="module")
def honduras(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> tuple[Path, Mapping[str, Any]]:
    """Return a study whose services are OpenStreetMap's."""
    folder = tmp_path_factory.mktemp("honduras")
    summary = made(folder, real_data / "osm" / "honduras-south.osm.pbf")
    return folder / "study", summary


@pytest.fixture(scope="module")
def ca5(tmp_path_factory: pytest.TempPathFactory, real_data: Path, honduras: tuple[Path, object]) -> Path:
    """Return a study with CA-5, as the quickest way between its ends, and a clinic at each of them."""
    folder = tmp_path_factory.mktemp("ca5")
    network = Network(load_roads(honduras[0] / "network"), "drive")
    way = network.way(network.snap(*NORTH_END), network.snap(*SABANAGRANDE))
    line = np.column_stack([way.lon, way.lat]).tolist()
    road = geojson(folder / "ca5.geojson", [({"corridor_id": "ca5", "name": "CA-5"}, "LineString", line)])
    clinics = written(folder / "clinics.csv", PLACES.splitlines())
    made(folder, real_data / "osm" / "honduras-south.osm.pbf", "--corridors", road, "--facilities", clinics)
    return folder / "study"


def answered(command: str, study: Path, out: Path, *words: object) -> list[dict[str, str]]:
    done(command, study, "--out", out, *words)
    return rows_of(out / f"{command}.csv")


def test_the_clipped_extract_is_counted_as_its_notes_say(honduras: tuple[Path, Mapping[str, Any]]) -> None:
    roads = honduras[1]["network"]
    assert [roads["drivable_pieces_outside"], roads["pieces_outside"]] == [4_576, 4_628]
    assert [roads["drivable_nodes"], roads["drivable_largest"], roads["drivable_components"]] == [62_356, 59_202, 38]


def test_rain_roofs_are_no_shelters(honduras: tuple[Path, Mapping[str, Any]]) -> None:
    assert honduras[1]["rain_roofs"] == 4
    kinds = honduras[1]["facilities_by_kind"]
    assert [kinds["hospital"], kinds["clinic"], kinds["health_post"]] == [1, 2, 1]
    assert "shelter" not in kinds


def test_from_the_north_end_of_ca5_to_sabanagrande_it_is_as_far_as_published(honduras: tuple[Path, object]) -> None:
    # Published: 34.7 km and 26.6 min, on a sphere; on the ellipsoid 34.64 and 26.55.
    network = Network(load_roads(honduras[0] / "network"), "drive")
    way = network.way(network.snap(*NORTH_END), network.snap(*SABANAGRANDE))
    assert way.length_m / 1000 == pytest.approx(34.7, rel=0.01)
    assert way.time_s / 60 == pytest.approx(26.6, rel=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_ca5_runs_through_the_whole_chain(ca5: Path, tmp_path: Path, mode: str) -> None:
    question = ("--service", "primary", "--mode", mode, "--cutoff-min", 10)
    rows = answered("gaps", ca5, tmp_path, *question)
    [corridor] = rows_of(tmp_path / "corridors.csv")
    length_km = float(corridor["length_km"])
    flags = ("served", "uncertain", "underserved", "no_data")
    assert length_km == pytest.approx(34.64, rel=0.002)
    assert sum(float(corridor[f"km_{flag}"]) for flag in flags) == pytest.approx(length_km, abs=0.002)
    # A clinic at each end: one gap, the whole of it.
    assert float(corridor["longest_gap_km"]) == pytest.approx(length_km, abs=0.05)
    assert {row["facility_ahead"] for row in rows} == {"south"}
    assert {row["facility_behind"] for row in rows} == {"north"}
    assert layers(tmp_path / "result.gpkg") == ["access", "border_gaps", "corridors", "gaps"]


def test_the_middle_of_ca5_is_far_by_car_and_out_of_the_question_on_foot(ca5: Path, tmp_path: Path) -> None:
    question = ("--service", "primary", "--cutoff-min", 10)
    drive = answered("gaps", ca5, tmp_path / "drive", *question)
    walk = answered("gaps", ca5, tmp_path / "walk", *question, "--mode", "walk")
    assert [row["flag"] for row in drive] == ["served", "underserved", "served"]
    assert {row["flag"] for row in walk} == {"underserved"}
    for by_car, on_foot in zip(drive, walk, strict=True):
        assert float(on_foot["time_any_min"]) > 5 * float(by_car["time_any_min"])
        # Along the line at 5 km/h, or by a path that is a little shorter.
        along_min = min(float(on_foot["km_ahead"]), float(on_foot["km_behind"])) / WALKED_KMH * 60
        assert 0.85 * along_min < float(on_foot["time_any_min"]) < along_min + 0.1


def test_the_first_segment_is_as_far_from_sabanagrande_as_the_road_is_long(ca5: Path, tmp_path: Path) -> None:
    # From the midpoint of 0–10 km: 34.64 − 5 km, and what is left of 26.55 min.
    first = answered("gaps", ca5, tmp_path, "--service", "emergency", "--cutoff-min", 30)[0]
    assert float(first["km_ahead"]) == pytest.approx(29.64, rel=0.005)
    assert 20 < float(first["time_ahead_min"]) < 26.55
    assert [first["facility_behind"], first["time_behind_min"], first["km_behind"]] == ["", "", ""]


def test_the_border_is_named_by_its_distance(ca5: Path, tmp_path: Path) -> None:
    # Sabanagrande lies about 48 km from El Salvador's and Nicaragua's borders.
    distances = [float(row["border_km"]) for row in answered("gaps", ca5, tmp_path, "--service", "primary")]
    assert distances == sorted(distances, reverse=True)
    assert 40 < distances[-1] < distances[0] < 70


def test_a_catchment_on_foot_is_a_small_part_of_the_one_by_car(ca5: Path, tmp_path: Path) -> None:
    question = ("--service", "primary", "--cutoff-min", 30)
    drive = answered("catchments", ca5, tmp_path / "drive", *question)
    walk = answered("catchments", ca5, tmp_path / "walk", *question, "--mode", "walk")
    assert [row["facility_id"] for row in drive] == ["north", "south"]
    for by_car, on_foot in zip(drive, walk, strict=True):
        assert 0 < float(on_foot["area_km2"]) < 0.1 * float(by_car["area_km2"])
        # In half an hour nobody walks out of a circle of 2.5 km, drawn with the buffer around its roads.
        reach_km = WALKED_KMH / 2 + float(on_foot["buffer_m"]) / 1000
        assert float(on_foot["area_km2"]) < np.pi * reach_km**2
    shapes = gpd.read_file(tmp_path / "drive" / "result.gpkg", layer="catchments")
    assert shapes.geometry.is_valid.all()
    assert shapes.crs.to_epsg() == 4326


@pytest.fixture(scope="module")
def aguascalientes(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    folder = tmp_path_factory.mktemp("aguascalientes")
    made(folder, real_data / "osm" / "aguascalientes.osm.bz2")
    return folder / "study"


def test_schools_of_aguascalientes_have_catchments_on_foot(aguascalientes: Path, tmp_path: Path) -> None:
    rows = answered("catchments", aguascalientes, tmp_path, "--service", "education", "--mode", "walk")
    assert rows
    assert {row["status"] for row in rows} == {"reached"}
    assert column(tmp_path / "catchments.csv", "facility_id") == sorted(row["facility_id"] for row in rows)


@pytest.mark.parametrize("place", ["honduras", "aguascalientes"])
def test_nobody_walks_faster_than_5_km_an_hour(place: str, request: pytest.FixtureRequest) -> None:
    made_here = request.getfixturevalue(place)
    study = made_here[0] if isinstance(made_here, tuple) else made_here
    roads = load_roads(study / "network")
    open_ = np.isfinite(roads.time_s["walk"])
    speeds_kmh = roads.length_m[open_] / roads.time_s["walk"][open_].clip(1e-9) * 3.6
    assert open_.sum() > 1_000
    # Times are whole ticks of a second, so that a very short piece may seem a hair quicker.
    assert np.all(roads.length_m[open_] <= WALKED_KMH / 3.6 * roads.time_s["walk"][open_] + 1e-5)
    assert np.median(speeds_kmh) == pytest.approx(WALKED_KMH, rel=1e-3)
