"""A table that leaves: in every format the same rows, its sources inside, nothing hidden, no formula."""

import csv
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import python_calamine

from data.export.files import FORMATS, write_export
from data.export.geopackage_columns import renamed_columns
from data.export.told import told
from data.export.xlsx import LONGEST_CELL, encode_xlsx
from data.facilities import take_facilities
from data.flows import take_flows
from data.lines import take_corridors
from data.raw import RawTable, raw_from_frame
from data.read_geojson import read_geojson
from data.study import Study, load_study
from data.study_file import Source
from data.tables_of_study import load_table
from data.write import write_geopackage
from data.write_study import StudyDraft, write_study
from geo.errors import QuestionError

PLACES = pd.DataFrame(
    {
        "facility_id": ["a", "b", "c", "h"],
        "name": ["=cmd()", "-5", "'Ndrangheta", "Casa secreta"],
        "kind": ["clinic", "clinic", "hotline", "shelter"],
        "services": ["primary", "primary;emergency", "legal", "shelter"],
        "lon": ["-87.2", "-88", "", "-89"],
        "lat": ["14.018", "-3.5", "", "13"],
        "country": ["HN", "", "HN", ""],
        "beds": ["", "3", "", "9"],
        "note": ["@x", "", "'=y", "z"],
        "only_hidden": ["", "", "", "betrays"],
    }
)
SOURCES = (
    Source("A list", "CC BY 4.0", "https://example.org", "2025-01-31", table="facilities"),
    Source("Roads", table="network"),
)


def corridors(folder: Path) -> RawTable:
    line = {"type": "LineString", "coordinates": [[-90, 14], [-89, 14.5]]}
    feature = {"type": "Feature", "properties": {"corridor_id": "east", "name": "East"}, "geometry": line}
    path = folder / "corridors.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return read_geojson(path)


def made(folder: Path, places: pd.DataFrame = PLACES, *, example: bool = False) -> Study:
    folder.mkdir(exist_ok=True)
    flows = pd.DataFrame(
        {"corridor_id": ["east"], "start_km": [0.0], "end_km": [9.0], "people_per_day": [5.0], "source": ["x"]}
    )
    tables = {
        "facilities": take_facilities(raw_from_frame(places, "places.csv")),
        "corridors": take_corridors(corridors(folder)),
        "flows": take_flows(raw_from_frame(flows, "flows.csv")),
    }
    return load_study(write_study(folder / "study", StudyDraft("S", SOURCES, tables, example=example)))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return made(tmp_path_factory.mktemp("study"))


def suffix(file_format: str) -> str:
    return {"hsds": "json"}.get(file_format, file_format)


@pytest.mark.parametrize("file_format", FORMATS)
def test_hidden_places_change_no_byte(tmp_path: Path, file_format: str, study: Study) -> None:
    without = made(tmp_path / "w", PLACES[PLACES["facility_id"] != "h"])
    files = []
    for number, each in enumerate((study, without)):
        (tmp_path / str(number)).mkdir()
        out = tmp_path / str(number) / f"x.{suffix(file_format)}"
        files.append(
            [path.read_bytes() for path in write_export(out, told(each, "facilities", internal=False), file_format)]
        )
    assert files[0] == files[1]


@pytest.mark.parametrize("file_format", FORMATS)
def test_internal_files_hold_hidden_places_and_are_stamped(tmp_path: Path, file_format: str, study: Study) -> None:
    out = tmp_path / f"x.{suffix(file_format)}"
    for path in write_export(out, told(study, "facilities", internal=True), file_format):
        content = path.read_bytes()
        if file_format == "xlsx":
            content = zipfile.ZipFile(path).read("xl/sharedStrings.xml")
        assert b"INTERNAL" in content
    if file_format != "xlsx":
        assert b"Casa secreta" in out.read_bytes()


def test_every_file_made_from_invented_places_says_so(tmp_path: Path) -> None:
    example = made(tmp_path / "s", example=True)
    for path in write_export(tmp_path / "x.csv", told(example, "facilities", internal=False), "csv"):
        assert "EXAMPLE" in path.read_text("utf-8").splitlines()[0]


def test_xlsx_holds_no_formula_and_negatives_stay_numbers(tmp_path: Path, study: Study) -> None:
    (out,) = write_export(tmp_path / "x.xlsx", told(study, "facilities", internal=False), "xlsx")
    parts = zipfile.ZipFile(out)
    sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert all(b"<f>" not in sheet and b"<f " not in sheet for sheet in sheets)
    rows = python_calamine.load_workbook(out).get_sheet_by_name("facilities").to_python()
    found = {name: [row[rows[0].index(name)] for row in rows[1:]] for name in ("name", "lon", "beds")}
    assert found == {"name": ["=cmd()", "-5", "'Ndrangheta"], "lon": [-87.2, -88.0, ""], "beds": ["", 3.0, ""]}
    told_by = python_calamine.load_workbook(out).get_sheet_by_name("sources").to_python()
    assert told_by == [
        ["title", "licence", "url", "retrieved"],
        ["A list", "CC BY 4.0", "https://example.org", "2025-01-31"],
    ]


def test_csv_holds_no_formula_and_its_sources_stand_beside_it(tmp_path: Path, study: Study) -> None:
    files = write_export(tmp_path / "x.csv", told(study, "facilities", internal=False), "csv", hxl=True)
    assert [path.name for path in files] == ["x.csv", "x.sources.csv"]
    with files[0].open(encoding="utf-8", newline="") as file:
        header, tags, *rows = csv.reader(file)
    assert all(tag.startswith("#") for tag in tags)
    assert [row[header.index("name")] for row in rows] == ["'=cmd()", "-5", "'Ndrangheta"]
    assert [row[header.index("note")] for row in rows] == ["'@x", "", "''=y"]
    assert "only_hidden" not in header
    assert "A list,CC BY 4.0" in files[1].read_text("utf-8")


@pytest.mark.parametrize("file_format", ["csv", "geojson"])
def test_what_left_comes_back_the_same(tmp_path: Path, file_format: str, study: Study) -> None:
    each = told(study, "facilities", internal=False)
    out = write_export(tmp_path / f"facilities.{file_format}", each, file_format)[0]
    again = load_table("facilities", out).frame
    pd.testing.assert_frame_equal(pd.DataFrame(again), pd.DataFrame(each.frame), check_like=True)


def test_geojson_and_geopackage_carry_their_sources(tmp_path: Path, study: Study) -> None:
    each = told(study, "corridors", internal=False)
    (drawn,) = write_export(tmp_path / "c.geojson", told(study, "facilities", internal=False), "geojson")
    assert json.loads(drawn.read_text("utf-8"))["sources"][0]["licence"] == "CC BY 4.0"
    (packed,) = write_export(tmp_path / "c.gpkg", each, "gpkg")
    assert [str(name) for name, _ in pyogrio.list_layers(packed)] == ["corridors", "sources"]
    assert list(gpd.read_file(packed, layer="corridors")["corridor_id"]) == ["east"]


def test_lines_stand_as_text_in_tables_of_cells(tmp_path: Path, study: Study) -> None:
    out = write_export(tmp_path / "c.csv", told(study, "corridors", internal=False), "csv")[0]
    assert out.read_text("utf-8").splitlines()[1].startswith('east,East,"LINESTRING (')


def test_people_in_transit_leave_with_internal_only(tmp_path: Path, study: Study) -> None:
    with pytest.raises(QuestionError, match="never public"):
        told(study, "flows", internal=False)
    each = told(study, "flows", internal=True)
    assert "INTERNAL" in write_export(tmp_path / "f.csv", each, "csv")[0].read_text("utf-8")
    with pytest.raises(QuestionError, match="no places to draw"):
        write_export(tmp_path / "f.geojson", each, "geojson")


def test_what_cannot_be_written_is_refused_in_one_line(tmp_path: Path, study: Study) -> None:
    each = told(study, "facilities", internal=False)
    with pytest.raises(QuestionError, match="--format pdf"):
        write_export(tmp_path / "x.pdf", each, "pdf")
    with pytest.raises(QuestionError, match=r"does not end in \.gpkg"):
        write_export(tmp_path / "x.csv", each, "gpkg")
    with pytest.raises(QuestionError, match="--hxl"):
        write_export(tmp_path / "x.xlsx", each, "xlsx", hxl=True)
    with pytest.raises(QuestionError, match="facilities alone"):
        write_export(tmp_path / "x.json", told(study, "corridors", internal=False), "hsds")
    with pytest.raises(QuestionError, match="is no table"):
        told(study, "places", internal=False)
    with pytest.raises(QuestionError, match="has no table demand"):
        told(study, "demand", internal=False)
    with pytest.raises(QuestionError, match="XLSX cannot hold"):
        encode_xlsx({"t": pd.DataFrame({"x": ["y" * (LONGEST_CELL + 1)]})})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("column", "called"),
    [("fid", "fid_file"), ("FID", "FID_file"), ("geom", "geom_file"), ("Name", "Name_file"), ("rowid", "rowid")],
)
def test_a_geopackage_holds_a_column_it_has_a_use_of_its_own_for_under_another_name(
    tmp_path: Path, column: str, called: str
) -> None:
    each = told(made(tmp_path / "s", PLACES.assign(**{column: ["1", "b", "c", "d"]})), "facilities", internal=False)
    write_export(tmp_path / "out.gpkg", each, "gpkg")
    frame = gpd.read_file(tmp_path / "out.gpkg", layer="facilities")
    assert list(frame[called]) == ["1", "b", "c"]
    assert list(frame.columns) == [renamed_columns(each.frame).get(name, name) for name in each.frame.columns]


def test_a_name_for_a_column_that_has_lost_its_own_is_free() -> None:
    frame = pd.DataFrame(columns=["name", "NAME", "Name", "name_file", "fid"])
    assert renamed_columns(frame) == {"NAME": "NAME_file2", "Name": "Name_file3", "fid": "fid_file"}


def test_a_column_the_format_cannot_hold_is_not_put_down_to_the_disk(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot hold a column"):
        write_geopackage(tmp_path / "a.gpkg", {"a": pd.DataFrame({"name": ["a"], "Name": ["b"]})})
