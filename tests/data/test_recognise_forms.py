from collections.abc import Sequence
from pathlib import Path

import pytest
from messy import Sheet, grid_of, renamed, with_blank_columns, with_groups, with_titles, with_total, written_csv

from data.grid import raw_from_grid
from data.intake import Intake
from data.raw import RawTable
from data.read_csv import read_grid_csv
from data.read_geojson import read_geojson
from data.recognise.apply import apply_map
from data.recognise.column_map import ColumnMap
from data.recognise.find import recognise
from data.tables_of_study import STUDY_TABLES


def taken(noun: str, raw: RawTable) -> tuple[ColumnMap, Intake]:
    study_table = STUDY_TABLES[noun]
    columns = recognise(raw, study_table.table)
    return columns, study_table.take(apply_map(raw, study_table.table, columns))


def rows_of(header: Sequence[str], *rows: Sequence[str]) -> RawTable:
    return raw_from_grid(grid_of([header, *rows]))


@pytest.fixture(scope="session")
def clues_sheet(real_data: Path) -> Sheet:
    grid = read_grid_csv(real_data / "facilities" / "baja_california_clues_2025.csv")
    return [list(row.cells) for row in grid.rows]


def test_the_list_of_baja_california_becomes_173_facilities(clues_sheet: Sheet) -> None:
    columns, intake = taken("facilities", raw_from_grid(grid_of(clues_sheet)))
    assert (columns.form, columns.missing, columns.tied) == ("clues", (), {})
    assert set(columns.derived) == {"kind", "services", "services_possible", "country"}
    assert intake.frame["kind"].value_counts().to_dict() == {"clinic": 111, "mobile_clinic": 51, "hospital": 11}
    assert len(intake.set_aside) == len(intake.repaired) == 0
    assert set(intake.frame["country"]) == {"MX"}


def test_its_levels_are_services_only_where_they_say_so(clues_sheet: Sheet) -> None:
    _, intake = taken("facilities", raw_from_grid(grid_of(clues_sheet)))
    given = intake.frame.groupby(["kind", "services"]).size().to_dict()
    assert given == {
        ("clinic", ""): 3,
        ("clinic", "primary"): 108,
        ("hospital", ""): 2,
        ("hospital", "emergency"): 7,
        ("hospital", "maternal;child_health"): 2,
        ("mobile_clinic", "primary"): 51,
    }
    by_name = intake.frame.set_index("name")
    assert by_name.loc["HOSPITAL COMUNITARIO SAN FELIPE", "kind"] == "hospital"
    assert by_name.loc["UNEME ENFERMEDADES CRÓNICAS", "services_possible"] == "primary;mental_health;chronic"


def test_the_same_list_in_a_messy_sheet_gives_the_same_places(clues_sheet: Sheet, tmp_path: Path) -> None:
    other = {
        "cluesimb": "Clave de la unidad",
        "cluesssa": "Clave anterior",
        "nombre": "Nombre del establecimiento",
        "tipoUnidad": "Tipo de unidad médica",
        "nivelAtencion": "Nivel",
        "latitud": "LATITUD (grados)",
        "longitud": "LONGITUD (grados)",
    }
    groups = ["Identificación", *[""] * 6, "Ubicación", *[""] * (len(clues_sheet[0]) - 8)]
    sheet = with_titles(
        with_blank_columns(with_groups(with_total(renamed(clues_sheet, other)), groups)),
        "DIRECTORIO",
        "Baja California",
    )
    path = written_csv(sheet, tmp_path / "directorio.csv", delimiter=";", encoding="cp1252")
    columns, intake = taken("facilities", raw_from_grid(read_grid_csv(path)))
    _, clean = taken("facilities", raw_from_grid(grid_of(clues_sheet)))
    assert (columns.form, columns.missing) == ("headers", ())
    places = ["facility_id", "name", "lon", "lat"]
    assert intake.frame[places].to_dict("records") == clean.frame[places].to_dict("records")
    assert (intake.frame["kind"] == "mobile_clinic").sum() == 51
    assert list(intake.set_aside["cells"].str.contains("TOTAL")) == [True]


def test_the_national_catalogue_is_read_by_its_own_headers() -> None:
    header = [
        "CLUES", "ENTIDAD", "MUNICIPIO", "NOMBRE DE LA INSTITUCION", "NOMBRE TIPO ESTABLECIMIENTO",
        "NOMBRE DE TIPOLOGIA", "NOMBRE DE LA UNIDAD", "TOTAL DE CAMAS", "ESTATUS DE OPERACION", "LATITUD", "LONGITUD",
        "NIVEL ATENCION",
    ]  # fmt: skip
    lines = [
        "A1|BC|T|SSA|DE HOSPITALIZACIÓN|HOSPITAL GENERAL|SUR|60|EN OPERACION|32.5|-117.0|SEGUNDO NIVEL",
        "A2|BC|T|SSA|DE CONSULTA EXTERNA|RURAL DE 01 NÚCLEO BÁSICO|N|0|FUERA DE OPERACION|32.5|-117.0|PRIMER NIVEL",
        "A3|BC|T|SSA|DE APOYO|ALMACENES|ALMACÉN|0|EN OPERACION|32.5|-117.0|NO APLICA",
        "A4|BC|T|SSA|DE CONSULTA EXTERNA|UNIDAD MÓVIL|CARAVANA|0|EN OPERACION|32.5|-117.0|PRIMER NIVEL",
    ]
    rows = [line.split("|") for line in lines]
    columns, intake = taken("facilities", rows_of(header, *rows))
    wanted = ["facility_id", "kind", "services", "beds", "status", "adm1", "organisation", "country"]
    assert columns.left == ("MUNICIPIO", "NOMBRE TIPO ESTABLECIMIENTO", "NOMBRE DE TIPOLOGIA", "NIVEL ATENCION")
    assert intake.frame[wanted].to_numpy().tolist() == [
        ["A1", "hospital", "emergency", 60.0, "open", "BC", "SSA", "MX"],
        ["A2", "clinic", "primary", 0.0, "closed", "BC", "SSA", "MX"],
        ["A4", "mobile_clinic", "primary", 0.0, "open", "BC", "SSA", "MX"],
    ]
    assert intake.set_aside[["id", "column"]].to_numpy().tolist() == [["A3", "kind"]]


def test_missing_migrants_becomes_incidents(real_data: Path) -> None:
    path = real_data / "incidents" / "missing_migrants_corridor_2014_2020.csv"
    columns, intake = taken("incidents", raw_from_grid(read_grid_csv(path)))
    assert (columns.form, columns.missing) == ("missing_migrants", ())
    assert len(intake.frame) + len(intake.set_aside) == 2044
    assert len(intake.set_aside) <= 5
    first = intake.frame.set_index("incident_id").loc["52776"]
    assert [first[name] for name in ("date", "kind", "severity")] == ["2020-01-13", "Drowning", 1.0]
    assert intake.frame["location_precision_m"].isna().all()
    assert not (intake.frame["date"] == "").any()
    assert intake.frame["date"].min() >= "2014-01-01"


@pytest.mark.parametrize(("state", "count"), [("baja-california", 7), ("tabasco", 17)])
def test_municipalities_of_the_statistics_office_become_areas(real_data: Path, state: str, count: int) -> None:
    raw = read_geojson(real_data / "areas" / f"municipios-{state}.geojson")
    columns, intake = taken("areas", raw)
    assert columns.form == "inegi"
    assert dict(columns.columns) == {"area_id": "cvegeo", "name": "nom_agem", "population": "pob"}
    assert len(intake.frame) == count
    assert len(intake.set_aside) == 0


def test_healthsites_are_read_as_openstreetmap_is() -> None:
    header = [
        "X", "Y", "osm_id", "osm_type", "completeness", "amenity", "healthcare", "name", "operator", "emergency",
        "speciality", "operational_status", "opening_hours",
    ]  # fmt: skip
    rows = [
        ["-117.0", "32.5", "10", "node", "40", "hospital", "hospital", "A", "IMSS", "yes", "", "operational", "24/7"],
        ["-117.1", "32.6", "10", "way", "20", "clinic", "", "B", "", "", "", "", ""],
        ["-117.2", "32.7", "12", "node", "20", "dentist", "dentist", "C", "", "", "", "", ""],
    ]
    columns, intake = taken("facilities", rows_of(header, *rows))
    assert columns.form == "healthsites"
    wanted = ["facility_id", "kind", "services", "services_possible", "status", "organisation", "opening_hours"]
    assert intake.frame[wanted].to_numpy().tolist() == [
        ["osm:n10", "hospital", "emergency", "primary;maternal;child_health", "open", "IMSS", "24/7"],
        ["osm:w10", "clinic", "primary", "", "unknown", "", ""],
    ]
    assert list(intake.set_aside["value"]) == [""]


CLOSED = (
    *("abandoned", "out of service", "fuera de servicio", "cerrado", "destroyed", "disused", "temporarily closed"),
    *("closed_temporarily", "under construction", "not_operational", "Non-operational", "non_operational", "no"),
    *("inoperante", "nonfunctional", "unoperational"),
)


def test_the_status_of_healthsites_is_read_as_any_other_and_words_nobody_knows_are_listed() -> None:
    header = ["X", "Y", "osm_id", "osm_type", "completeness", "amenity", "name", "operational_status"]
    words = [*CLOSED, "operational", "partially_operational", ""]
    rows = [["-117.0", "32.5", f"{at:02}", "node", "40", "clinic", "A", word] for at, word in enumerate(words)]
    columns, intake = taken("facilities", rows_of(header, *rows))
    assert columns.form == "healthsites"
    assert list(intake.frame["status"]) == [*["closed"] * len(CLOSED), "open", "unknown", "unknown"]
    told = intake.repaired[intake.repaired["column"] == "status"]
    assert [
        (value, mend) for value, mend in zip(told["value"], told["mend"], strict=True) if mend.endswith("unknown")
    ] == [("partially_operational", "unknown word, read as unknown")]
    assert len(told) == len(CLOSED) + 2


def test_a_kobo_export_is_read_past_its_groups() -> None:
    header = [
        "start", "sitio/Nombre del albergue", "sitio/Tipo", "_sitio/gps_latitude", "_sitio/gps_longitude",
        "_sitio/gps_precision", "acceso/solo_mujeres", "_id", "_uuid", "_submission_time", "_index",
    ]  # fmt: skip
    row = ["x", "Casa", "Albergue", "32.5", "-117.0", "4.2", "sí", "9", "u-1", "2025-03-04T10:00:00", "1"]
    columns, intake = taken("facilities", rows_of(header, row))
    assert columns.form == "kobo"
    assert columns.missing == ()
    place = intake.frame.iloc[0]
    wanted = ("facility_id", "name", "kind", "lon", "lat", "women_only", "checked_on", "visibility")
    assert [place[name] for name in wanted] == [
        "u-1", "Casa", "shelter", -117.0, 32.5, "yes", "2025-03-04", "hidden",
    ]  # fmt: skip
    assert {"start", "_id", "_index", "_sitio/gps_precision"} <= set(columns.left)
