"""What cannot be answered gets one line (where, what, what to do), and nothing is left half-written."""

import bz2
from pathlib import Path

import geopandas as gpd
import pytest
from doors import alcance, column, done, holds, refused, rows_of, written
from osm_world import at_km, node, osm_file, way
from toy_study import (
    FACILITY,
    corridor_geojson,
    facilities_csv,
    facility,
    geojson,
    prepared,
    road_study,
    study_inputs,
    words,
)

ODD = 'Clínica <b>"x"</b> ${1} \\`'
MOTORWAY = [node(1, at_km(0), 0.0), node(2, at_km(1), 0.0), way(1, "1 2", {"highway": "motorway"})]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return study_inputs(tmp_path)


def refused_study(folder: Path, files: dict[str, Path]) -> str:
    """Try to make a study, and return why not; the folder is as it was."""
    before = holds(folder)
    why = refused("new", folder / "study", *words(files))
    assert holds(folder) == before
    return why


# The extract


def test_an_empty_extract_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "empty.osm.pbf").touch()
    assert refused_study(tmp_path, files | {"--osm": tmp_path / "empty.osm.pbf"}).startswith("empty.osm.pbf: is empty")


def test_an_extract_without_anything_in_it_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    why = refused_study(tmp_path, files | {"--osm": osm_file(tmp_path, name="nothing.osm")})
    assert why.startswith("nothing.osm: holds no located node.")


def test_an_extract_without_roads_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    why = refused_study(tmp_path, files | {"--osm": osm_file(tmp_path, node(1, 1.0, 1.0), name="sea.osm")})
    assert why.startswith("sea.osm: holds no road that anyone may use.")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("kind", ["osm", "osm.bz2"])
def test_an_extract_cut_in_the_middle_is_refused(
    tmp_path: Path, files: dict[str, Path], keep: float, kind: str
) -> None:
    whole = files["--osm"].read_bytes()
    blob = bz2.compress(whole) if kind == "osm.bz2" else whole
    cut = tmp_path / f"cut.{kind}"
    cut.write_bytes(blob[: int(len(blob) * keep)])
    assert "cannot be read to its end" in refused_study(tmp_path, files | {"--osm": cut})


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
def test_a_real_extract_cut_in_the_middle_is_refused(
    tmp_path: Path, files: dict[str, Path], real_data: Path, keep: float
) -> None:
    blob = (real_data / "osm" / "honduras-south.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(blob[: int(len(blob) * keep)])
    why = refused_study(tmp_path, files | {"--osm": tmp_path / "cut.osm.pbf"})
    assert why.startswith("cut.osm.pbf: cannot be read to its end")


def test_an_extract_that_is_not_there_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    assert "there is no such file" in refused_study(tmp_path, files | {"--osm": tmp_path / "gone.osm"})


def test_nobody_walks_on_a_motorway(tmp_path: Path) -> None:
    osm, clinics = osm_file(tmp_path, *MOTORWAY), facilities_csv(tmp_path, {"a": 0})
    line = corridor_geojson(tmp_path, km=1)
    done("new", tmp_path / "study", "--osm", osm, "--facilities", clinics, "--corridors", line)
    before = holds(tmp_path)
    why = refused("gaps", tmp_path / "study", "--service", "primary", "--mode", "walk", "--out", tmp_path / "out")
    assert "walk" in why
    assert holds(tmp_path) == before
    assert alcance("doctor", tmp_path / "study", "--mode", "walk").code == 1


# The tables


def test_a_corridor_off_the_network_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    away = files | {"--corridors": corridor_geojson(tmp_path, name="away.geojson", lat=1.0)}
    prepared(tmp_path / "study", *words(away))
    before = holds(tmp_path)
    why = refused("gaps", tmp_path / "study", "--service", "primary", "--out", tmp_path / "out")
    assert why.startswith("corridor 'east': no road open to mode 'drive' within 5 km of any of it.")
    assert holds(tmp_path) == before
    doctor = alcance("doctor", tmp_path / "study")
    assert doctor.code == 1
    assert "corridors east: 100% of its length is farther than 5 km from any road" in doctor.out


def test_where_a_corridor_leaves_the_network_there_is_no_data(tmp_path: Path, files: dict[str, Path]) -> None:
    # 20 km along the road, then 20 km due north, of which the first 5 have the road within a walk.
    line = [[at_km(0), 0.0], [at_km(20), 0.0], [at_km(20), 0.1809]]
    leaving = geojson(tmp_path / "leaving.geojson", [({"corridor_id": "n", "name": "N"}, "LineString", line)])
    prepared(tmp_path / "study", *words(files | {"--corridors": leaving}))
    done("gaps", tmp_path / "study", "--service", "primary", "--out", tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "gaps.csv")
    assert [row["flag"] for row in rows][::3] == ["served", "no_data"]
    assert [rows[3]["status"], rows[3]["time_any_min"]] == ["snap_failed", ""]


def test_a_list_without_a_usable_row_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    bad = facilities_csv(
        tmp_path, ["a,No place,clinic,primary,west,0,,", "b,No kind,castle,primary,-94,0,,"], "bad.csv"
    )
    why = refused_study(tmp_path, files | {"--facilities": bad})
    assert why.startswith("bad.csv")


@pytest.mark.parametrize("column_name", ["kind", "lon", "lat"])
def test_a_list_without_a_needed_column_is_refused(tmp_path: Path, files: dict[str, Path], column_name: str) -> None:
    names = FACILITY.replace(column_name, "colour")
    bad = written(tmp_path / "bad.csv", [names, "a,Ejemplo,clinic,primary,-95,0,,"])
    why = refused_study(tmp_path, files | {"--facilities": bad})
    assert why.startswith("bad.csv")
    assert column_name in why


def test_text_in_a_number_sets_the_row_aside_with_its_reason(tmp_path: Path, files: dict[str, Path]) -> None:
    list_ = facilities_csv(tmp_path, [facility("a", 0), "b,Ejemplo b,clinic,primary,west,0,,"], "mixed.csv")
    ran = prepared(tmp_path / "study", *words(files | {"--facilities": list_}))
    [row] = rows_of(tmp_path / "study" / "quarantine.csv")
    assert [row["file"], row["row"], row["id"], row["column"], row["value"]] == ["mixed.csv", "3", "b", "lon", "west"]
    assert row["reason"]
    assert f"mixed.csv row 3 (b): lon 'west' {row['reason']}" in ran.out
    assert column(tmp_path / "study" / "facilities.csv", "facility_id") == ["a"]
    # An answer is passed on, and the row might have been a hidden place: only the study's own doors speak of it.
    assert "set aside" not in done("gaps", tmp_path / "study", "--service", "primary").out
    checked = alcance("doctor", tmp_path / "study")
    assert checked.code == 1
    assert "facilities: 50% of its rows are set aside" in checked.out
    assert row["reason"] in checked.out


def test_text_in_a_population_sets_the_row_aside(tmp_path: Path, files: dict[str, Path]) -> None:
    people = written(tmp_path / "people.csv", ["demand_id,lon,lat,population", "d1,-95,0,many", f"d2,{at_km(1)!r},0,7"])
    prepared(tmp_path / "study", *words(files | {"--demand": people}))
    done("reach", tmp_path / "study", "--service", "primary", "--out", tmp_path / "out")
    assert column(tmp_path / "out" / "reach.csv", "demand_id") == ["d2"]
    assert column(tmp_path / "study" / "quarantine.csv", "id") == ["d1"]


def test_metres_labelled_as_degrees_are_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    # What a program writes whose table lost its CRS: the contract is degrees, and these are none.
    metres = [[472_000.0, 1_551_000.0], [473_000.0, 1_552_000.0]]
    line = geojson(tmp_path / "metres.geojson", [({"corridor_id": "m", "name": "M"}, "LineString", metres)])
    why = refused_study(tmp_path, files | {"--corridors": line})
    assert why.startswith("metres.geojson")
    assert "off the globe" in why


def test_a_table_of_another_format_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    (tmp_path / "list.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    why = refused_study(tmp_path, files | {"--facilities": tmp_path / "list.xls"})
    assert why.endswith("Save it as an Excel workbook (.xlsx).")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        # A quarter of an hour is 22.5 km, drawn 500 m wide.
        ({"a": 0, "off": 110}, ["Catchments: 1, the largest 11 km2", "Too far from any road, without a catchment: 1"]),
        ({"off": 110}, ["Too far from any road, without a catchment: 1"]),
    ],
)
def test_a_service_off_the_roads_has_no_catchment_and_is_counted(
    tmp_path: Path, places: dict[str, float], said: list[str]
) -> None:
    study = road_study(tmp_path, places)
    told = done("catchments", study, "--service", "primary", "--cutoff-min", "15", "--out", tmp_path / "out").out
    assert told.splitlines()[: len(said)] == said


def test_complete_in_an_unknown_area_is_refused(tmp_path: Path, files: dict[str, Path]) -> None:
    before = holds(tmp_path)
    why = refused("new", tmp_path / "study", *words(files), "--complete-in", "atlantis")
    assert why.startswith("--complete-in: atlantis is no area of this study.")
    assert holds(tmp_path) == before


def test_names_are_only_ever_text(tmp_path: Path, files: dict[str, Path]) -> None:
    quoted = ODD.replace('"', '""')
    rows = [f'a,"{quoted}",clinic,primary,{at_km(0)!r},0,,', f'"=1+1 {quoted}",=1+1,clinic,primary,{at_km(5)!r},0,,']
    line = [[at_km(0), 0], [at_km(100), 0]]
    corridor = geojson(tmp_path / "odd.geojson", [({"corridor_id": ODD, "name": ODD}, "LineString", line)])
    made = files | {"--facilities": facilities_csv(tmp_path, rows, "odd.csv"), "--corridors": corridor}
    prepared(tmp_path / "study", *words(made))
    done("gaps", tmp_path / "study", "--service", "primary", "--out", tmp_path / "gaps")
    done("catchments", tmp_path / "study", "--service", "primary", "--out", tmp_path / "catchments")
    assert column(tmp_path / "study" / "facilities.csv", "name")[-1] == ODD
    assert set(column(tmp_path / "gaps" / "gaps.csv", "corridor_id")) == {ODD}
    assert set(gpd.read_file(tmp_path / "gaps" / "result.gpkg", layer="gaps")["corridor_id"]) == {ODD}
    told = gpd.read_file(tmp_path / "catchments" / "result.gpkg", layer="catchments")["facility_id"]
    assert sorted(told) == sorted(["a", f"=1+1 {ODD}"])
    assert "<b>" not in (tmp_path / "gaps" / "map.html").read_text("utf-8").split("</style>")[-1]
