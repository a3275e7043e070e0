"""Every table that leaves comes back with every field it had, whichever format it went out in."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data.encode import encode_csv
from data.export.files import write_export
from data.export.told import INTERNAL_ONLY, told
from data.from_outside import take_outside
from data.study import Study, load_study
from data.study_file import Source
from data.tables_of_study import STUDY_TABLES
from data.write_study import StudyDraft, write_study

# What nobody knows a column for: text that a sheet could take for a formula, a number, a date or nothing.
EXTRA = {
    "Nota; «propia»": ["=SUM(A1:A9)", "", "+1"],
    "code": ["007", "1.50", "1e3"],
    "said": ["NaN", "NULL", "N/A"],
    "seen": ["31/01/2025", "2025-01-31", "true"],
    "quoted": ['a "b", c', "'x", "-"],
    "latitud": ["14,5", "'=y", "ñandú"],
}
LINES = [[[-90, 14], [-89.123456789, 14.5]], [[-90, 14], [-91, 15]], [[-88, 13], [-87, 13], [-87, 14]]]
RINGS = [[[[x, 0], [x + 1, 0], [x + 1, 1.0000001], [x, 1], [x, 0]]] for x in (0, 2, 4)]
POINTS = {"lon": ["-87.2010123", "-88", "-90.5"], "lat": ["14.018", "-3.5", "1e-07"]}
COLUMNS: dict[str, dict[str, list[str]]] = {
    "facilities": {
        "facility_id": ["a", "b", "c"],
        "name": ["Ejemplo Clínica", "", "=cmd()"],
        "kind": ["clinic", "hospital", "hotline"],
        "services": ["primary;emergency", "emergency", "legal"],
        "services_possible": ["maternal", "", ""],
        "lon": ["-87.2010123", "-88", ""],
        "lat": ["14.018", "-3.5", ""],
        "opening_hours": ["Mo-Fr 08:00-12:00", "", "24/7"],
        "languages": ["es;mam", "", "ht"],
        "documents_required": ["no", "unknown", "yes"],
        "fee": ["yes", "unknown", "no"],
        "insurance_required": ["no", "yes", "unknown"],
        "interpretation": ["yes", "no", "unknown"],
        "trusted": ["yes", "no", "unknown"],
        "no_fixed_address_ok": ["yes", "no", "unknown"],
        "accepts_unaccompanied_minors": ["yes", "no", "unknown"],
        "women_only": ["no", "unknown", "unknown"],
        "capacity_per_day": ["12.5", "", "0"],
        "beds": ["3", "", "0"],
        "phone": ["+504 0000 0001", "", "00001"],
        "referral_phone": ["+504 0000 0002", "", "1"],
        "country": ["HN", "", "GT"],
        "adm1": ["Francisco Morazán", "", "x"],
        "pcode": ["HN08", "", "08"],
        "organisation": ["Ejemplo A.C.", "", "-"],
        "visibility": ["public", "restricted", "restricted"],
        "visibility_reason": ["asked for", "", "x"],
        "status": ["open", "closed", "unknown"],
        "source": ["a list", "", "Ω"],
        "checked_on": ["2025-01-31", "", "2024-02-29"],
    },
    "demand": {
        "demand_id": ["01", "2", "x"],
        **POINTS,
        "population": ["1234567", "0", "0.1"],
        "pcode": ["HN0801", "", "0801"],
        "group": ["women", "all", "children"],
    },
    "corridors": {"corridor_id": ["east", "north", "w"], "name": ["Este", "", "-5"]},
    "areas": {
        "area_id": ["1", "2", "x"],
        "name": ["Petén", "", "'Ndrangheta"],
        "pcode": ["GT17", "", "017"],
        "level": ["2", "", "municipio"],
        "population": ["545600", "", "0.5"],
    },
    "borders": {"border_id": ["1", "2", "x"], "country_a": ["GT", "HN", "MX"], "country_b": ["MX", "GT", "US"]},
    "crossings": {
        "crossing_id": ["1", "2", "x"],
        "name": ["El Ceibo", "", "@x"],
        **POINTS,
        "country_from": ["GT", "GT", "MX"],
        "country_to": ["MX", "HN", "US"],
        "hours": ["24/7", "", "Mo-Su 09:00-17:00"],
        "delay_min": ["30", "", "0.25"],
        "documents_required": ["yes", "unknown", "no"],
    },
    "flows": {
        "corridor_id": ["east", "east", "north"],
        "start_km": ["0", "12.5", "0"],
        "end_km": ["12.5", "100", "0.001"],
        "people_per_day": ["300", "0", "0.1"],
        "source": ["a count", "", "-"],
    },
    "incidents": {
        "incident_id": ["1", "2", "x"],
        **POINTS,
        "date": ["2025-01-31", "2024-02-29", "2023-12-01"],
        "kind": ["drowning", "clinic", "=x"],
        "source": ["a list", "", "-"],
        "location_precision_m": ["500", "", "0.5"],
        "severity": ["3", "", "0.5"],
    },
    "hazards": {
        "hazard_id": ["1", "2", "x"],
        "name": ["Río Suchiate", "", "=x"],
        "kind": ["flood", "stated", "stated"],
        "source": ["", "a study", "-"],
        "rate": ["", "0.001", "0"],
        "per": ["", "km", "hour"],
    },
    "candidates": {
        "site_id": ["1", "2", "x"],
        "name": ["Parque", "", "=x"],
        **POINTS,
        "opening_hours": ["24/7", "", "Mo-Su 09:00-17:00"],
        "service_min": ["120", "", "0.5"],
        "revisit_days": ["7", "", "14"],
    },
    "visits": {
        "day": ["2026-03-02", "2026-03-03", "2026-03-04"],
        "team": ["A", "=b", "C"],
        "order": ["1", "2", "1"],
        "site_id": ["1", "2", "x"],
        "arrive": ["09:00", "10:30", "13:30"],
        "depart": ["10:00", "12:00", "15:00"],
        "drive_min": ["26.7", "", "0"],
        "name": ["Parque", "", "=x"],
        **POINTS,
        "service_min": ["60", "", "60"],
        "wait_min": ["0", "", "30"],
        "back_min": ["", "6.7", "30"],
    },
}
DRAWN: dict[str, tuple[str, list[Any]]] = {
    "corridors": ("LineString", LINES),
    "borders": ("MultiLineString", [[line] for line in LINES]),
    "areas": ("Polygon", RINGS),
    "hazards": ("MultiPolygon", [[ring] for ring in RINGS]),
}
# More than any table has rows.
SOURCES = tuple(Source(f"List {number}", "CC BY 4.0", "https://example.org", "2025-01-31") for number in range(9))
CELLS = tuple(noun for noun in COLUMNS if noun not in DRAWN)
PLACES = tuple(noun for noun in COLUMNS if noun != "flows")
WAYS = [
    *((noun, "csv", False) for noun in CELLS),
    *((noun, "csv", True) for noun in CELLS),
    *((noun, "xlsx", False) for noun in CELLS),
    *((noun, "geojson", False) for noun in PLACES),
    *((noun, "gpkg", False) for noun in PLACES),
    ("facilities", "hsds", False),
]


def own_of(noun: str) -> dict[str, list[str]]:
    """Return the columns of a file's own that are kept: of incidents none, as they tell of single people."""
    return {} if noun == "incidents" else EXTRA


def given(folder: Path, noun: str) -> Path:
    """Write the file a table is first made of."""
    columns = COLUMNS[noun] | own_of(noun)
    if noun not in DRAWN:
        path = folder / f"{noun}.csv"
        path.write_bytes(encode_csv(pd.DataFrame(columns)))
        return path
    kind, drawn = DRAWN[noun]
    features = [
        {"type": "Feature", "properties": dict(zip(columns, values, strict=True)), "geometry": shape}
        for *values, shape in zip(
            *columns.values(), [{"type": kind, "coordinates": each} for each in drawn], strict=True
        )
    ]
    path = folder / f"{noun}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def study_of(folder: Path, files: dict[str, Path]) -> Study:
    tables = {noun: take_outside(noun, path).intake for noun, path in files.items()}
    return load_study(write_study(folder, StudyDraft("S", SOURCES, tables)))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("given")
    return study_of(folder / "study", {noun: given(folder, noun) for noun in COLUMNS})


def test_the_worlds_fill_every_column_of_the_contract() -> None:
    drawn = {"lon", "lat"}
    assert {noun: set(each) - drawn for noun, each in COLUMNS.items()} == {
        noun: set(each.table.names) - drawn for noun, each in STUDY_TABLES.items()
    }


@pytest.mark.parametrize("noun", COLUMNS)
def test_a_study_keeps_each_cell_of_a_file(study: Study, noun: str) -> None:
    numbers = {column.name for column in STUDY_TABLES[noun].table.columns if column.dtype == "number"}
    frame = getattr(study, noun)
    for name, cells in (COLUMNS[noun] | own_of(noun)).items():
        kept = ["" if pd.isna(each) else each for each in frame[name]]
        assert kept == [float(cell) if name in numbers and cell else cell for cell in cells], name


@pytest.mark.parametrize(("noun", "file_format", "hxl"), WAYS)
def test_a_table_that_left_comes_back_whole(
    tmp_path: Path, study: Study, noun: str, file_format: str, *, hxl: bool
) -> None:
    each = told(study, noun, internal=noun in INTERNAL_ONLY)
    suffix = "json" if file_format == "hsds" else file_format
    out = write_export(tmp_path / f"x.{suffix}", each, file_format, hxl=hxl)[0]
    again = take_outside(noun, out).intake
    assert again.counts._asdict() == {"rows": 3, "kept": 3, "repaired": 0, "set_aside": 0}
    stamps = each.stamps if noun == "incidents" else ()
    assert sorted([*again.frame.columns, *stamps]) == sorted(each.frame.columns)
    order = [name for name in each.frame.columns if name not in ("geometry", *stamps)]
    assert_frame_equal(pd.DataFrame(again.frame[order]), pd.DataFrame(each.frame[order]))
    if "geometry" in each.frame:
        assert list(again.frame.geometry.to_wkt()) == list(each.frame.geometry.to_wkt())
