import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from data.areas import take_areas
from data.intake import Intake
from data.lines import take_borders, take_corridors
from data.raw import RawTable
from data.read_csv import read_csv
from data.read_geojson import read_geojson
from geo.errors import InputError

LINE = {"type": "LineString", "coordinates": [[-90, 14], [-91, 15], [-92, 15]]}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 1], [2, 1], [2, 3], [0, 3], [0, 1]]]}
BOWTIE = {"type": "Polygon", "coordinates": [[[0, 1], [2, 3], [2, 1], [0, 3], [0, 1]]]}
SPIKE = {"type": "Polygon", "coordinates": [[[0, 1], [1, 1], [2, 1], [0, 1]]]}


def multi(*parts: list[list[float]]) -> dict[str, Any]:
    return {"type": "MultiLineString", "coordinates": parts}


def drawn(tmp_path: Path, id_column: str, *geometries: Any, **properties: Any) -> RawTable:
    features = [
        {"type": "Feature", "properties": {id_column: f"{number}", "name": "N"} | properties, "geometry": geometry}
        for number, geometry in enumerate(geometries, start=1)
    ]
    path = tmp_path / "drawn.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return read_geojson(path)


def reason(intake: Intake) -> str:
    assert len(intake.set_aside) == 1
    return str(intake.set_aside["reason"].iloc[0])


def test_a_corridor_keeps_its_drawing_direction(tmp_path: Path) -> None:
    frame = take_corridors(drawn(tmp_path, "corridor_id", LINE)).frame
    assert list(frame.geometry.iloc[0].coords) == [(-90.0, 14.0), (-91.0, 15.0), (-92.0, 15.0)]


def test_parts_that_follow_one_another_are_joined_and_listed(tmp_path: Path) -> None:
    intake = take_corridors(drawn(tmp_path, "corridor_id", multi([[2, 1], [1, 1]], [[3, 1], [2, 1]])))
    assert list(intake.frame.geometry.iloc[0].coords) == [(3.0, 1.0), (2.0, 1.0), (1.0, 1.0)]
    assert list(intake.repaired["mend"]) == ["2 parts joined"]


def test_a_corridor_in_one_part_is_no_repair(tmp_path: Path) -> None:
    intake = take_corridors(drawn(tmp_path, "corridor_id", multi([[2, 1], [1, 1]])))
    assert list(intake.frame.geometry.iloc[0].coords) == [(2.0, 1.0), (1.0, 1.0)]
    assert intake.repaired.empty


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (multi([[2, 1], [1, 1]], [[2, 1], [3, 1]]), "has 2 parts that do not join into one line from start to end"),
        (multi([[2, 1], [1, 1]], [[5, 1], [6, 1]]), "has 2 parts that do not join into one line from start to end"),
        (SQUARE, "is a Polygon; a line is needed"),
        (None, "is missing"),
        ({"type": "LineString", "coordinates": [[1, 2], [1, 2]]}, "is a line of no length"),
    ],
)
def test_what_is_no_single_line_is_no_corridor(tmp_path: Path, geometry: Any, said: str) -> None:
    assert reason(take_corridors(drawn(tmp_path, "corridor_id", LINE, geometry))) == said


def test_a_line_in_metres_says_that_its_crs_is_missing(tmp_path: Path) -> None:
    metres = {"type": "LineString", "coordinates": [[480000, 1540000], [481000, 1550000]]}
    with pytest.raises(InputError) as caught:
        take_corridors(drawn(tmp_path, "corridor_id", metres))
    assert "look like metres (the CRS is missing or wrong)" in str(caught.value)
    assert "export as EPSG:4326" in str(caught.value)


def test_a_border_may_have_several_lines_and_names_its_countries(tmp_path: Path) -> None:
    raw = drawn(tmp_path, "border_id", multi([[2, 1], [1, 1]], [[5, 1], [6, 1]]), country_a="gt", country_b="MX")
    intake = take_borders(raw)
    assert intake.frame.iloc[0]["country_a"] == "GT"
    assert list(intake.repaired["mend"]) == ["read as GT"]
    assert intake.frame.geometry.iloc[0].geom_type == "MultiLineString"


def test_a_valid_area_is_kept_as_drawn(tmp_path: Path) -> None:
    intake = take_areas(drawn(tmp_path, "area_id", SQUARE, level="adm2", population=30798))
    assert shapely.equals_exact(intake.frame.geometry.iloc[0], shapely.box(0, 1, 2, 3).reverse(), normalize=True)
    assert (intake.frame["level"].iloc[0], intake.frame["population"].iloc[0]) == ("adm2", 30798.0)
    assert intake.repaired.empty


def test_an_area_that_crosses_itself_is_made_valid_and_listed(tmp_path: Path) -> None:
    intake = take_areas(drawn(tmp_path, "area_id", BOWTIE))
    assert intake.frame.geometry.iloc[0].is_valid
    assert intake.frame.geometry.iloc[0].area == pytest.approx(2.0)
    assert list(intake.repaired["mend"]) == ["made valid (Self-intersection[1 2])"]


def test_an_area_that_encloses_nothing_is_set_aside(tmp_path: Path) -> None:
    assert reason(take_areas(drawn(tmp_path, "area_id", SQUARE, SPIKE))).startswith("encloses nothing")
    assert reason(take_areas(drawn(tmp_path, "area_id", SQUARE, LINE))) == "is a LineString; an area is needed"


def test_areas_none_of_which_can_be_used_are_an_error_and_no_empty_table(tmp_path: Path) -> None:
    far = {"type": "Polygon", "coordinates": [[[500, 1], [502, 1], [502, 3], [500, 1]]]}
    with pytest.raises(InputError, match="none of its 3 rows can be used as areas; the first: row 1 1 geometry"):
        take_areas(drawn(tmp_path, "area_id", far, SPIKE, None))


def test_lines_and_areas_do_not_come_as_cells(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("area_id,name\n1,N\n")
    with pytest.raises(InputError) as caught:
        take_areas(read_csv(tmp_path / "areas.csv"))
    assert str(caught.value) == (
        "areas.csv: holds cells, but areas are drawn (Polygon or MultiPolygon). Export it as GeoJSON."
    )


def test_real_municipalities_are_taken_in_whole(real_data: Path, tmp_path: Path) -> None:
    """INEGI's municipalities of Tabasco, 17 of them, each with a crs member inside its geometry."""
    text = (real_data / "areas" / "municipios-tabasco.geojson").read_text(encoding="utf-8")
    for theirs, ours in (("cvegeo", "area_id"), ("nom_agem", "name"), ("pob", "population")):
        text = text.replace(f'"{theirs}":', f'"{ours}":')
    (tmp_path / "areas.geojson").write_text(text, encoding="utf-8")
    intake = take_areas(read_geojson(tmp_path / "areas.geojson"))
    assert len(intake.frame) == 17
    assert intake.set_aside.empty
    assert bool(intake.frame.geometry.is_valid.all())
    assert intake.frame["population"].sum() > 2_000_000
