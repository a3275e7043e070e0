import hashlib
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from data.raw import raw_from_frame
from data.study import input_hashes, load_study
from data.study_file import PlanDefaults, Source
from data.tables_of_study import STUDY_TABLES, load_table
from data.write_study import StudyDraft, write_study
from geo.errors import InputError, StudyError

CLINICS = "facility_id,name,kind,services,lon,lat\n2,B,clinic,,-90,14\n1,A,shelter,shelter,-91,15\n3,C,clinic,,bad,15\n"
CORRIDOR = (
    '{"type": "Feature", "properties": {"corridor_id": "ca5", "name": "CA-5"}, '
    '"geometry": {"type": "LineString", "coordinates": [[-90, 14], [-91, 15]]}}'
)
FLOWS = "corridor_id,start_km,end_km,people_per_day,source\nca5,0,10,300,count\ngulf,0,10,50,count\n"


def files(tmp_path: Path, **tables: str) -> dict[str, Any]:
    """Take in files somebody gave us, by noun."""
    intakes = {}
    for noun, text in tables.items():
        path = tmp_path / f"their_{noun}{STUDY_TABLES[noun].suffix}"
        path.write_text(text, encoding="utf-8")
        intakes[noun] = load_table(noun, path)
    return intakes


@pytest.fixture
def study(tmp_path: Path) -> Path:
    tables = files(tmp_path, facilities=CLINICS, corridors=CORRIDOR, flows=FLOWS)
    source = Source("A list", complete_in="all", table="facilities")
    draft = StudyDraft("Estudio", sources=(source,), tables=tables, plan_defaults=PlanDefaults(mode="walk"))
    return write_study(tmp_path / "study", draft)


def test_a_study_reads_back_as_it_was_taken_in(study: Path) -> None:
    loaded = load_study(study)
    assert (loaded.title, loaded.languages, loaded.example, loaded.path) == ("Estudio", ("es", "en"), False, study)
    assert loaded.sources == (Source("A list", complete_in="all", table="facilities"),)
    assert loaded.plan_defaults.mode == "walk"
    assert loaded.facilities is not None
    assert list(loaded.facilities["visibility"]) == ["hidden", "restricted"]
    assert loaded.flows is not None
    assert list(loaded.flows["corridor_id"]) == ["ca5"]
    assert isinstance(loaded.corridors, gpd.GeoDataFrame)
    assert loaded.demand is None
    assert loaded.areas is None
    assert list(loaded.repaired["mend"]) == ["empty, filled with what a clinic gives: primary"]


def test_the_folder_holds_the_tables_and_what_was_set_aside(study: Path) -> None:
    assert sorted(path.name for path in study.iterdir()) == [
        "corridors.geojson",
        "facilities.csv",
        "flows.csv",
        "quarantine-facilities.csv",
        "quarantine-flows.csv",
        "quarantine.csv",
        "repaired.csv",
        "study.toml",
    ]
    assert (study / "quarantine.csv").read_text() == (
        "file,row,id,column,value,reason,cells\n"
        'their_facilities.csv,4,3,lon,bad,"is no coordinate in degrees, such as -90.5",'
        '"{""facility_id"": ""3"", ""name"": ""C"", ""kind"": ""clinic"", ""services"": """", '
        '""lon"": ""bad"", ""lat"": ""15""}"\n'
        "flows,,gulf,corridor_id,gulf,is no corridor of the study,"
        '"{""corridor_id"": ""gulf"", ""start_km"": ""0.0"", ""end_km"": ""10.0"", ""people_per_day"": ""50.0"", '
        '""source"": ""count""}"\n'
    )


def test_rows_set_aside_when_the_study_was_made_are_still_told(study: Path) -> None:
    set_aside = load_study(study).set_aside
    assert list(set_aside["id"]) == ["3", "gulf"]
    assert list(set_aside["row"].fillna(0)) == [4, 0]


def test_a_study_without_bad_rows_has_no_quarantine(tmp_path: Path) -> None:
    path = write_study(tmp_path / "s", StudyDraft("S", tables=files(tmp_path, corridors=CORRIDOR)))
    assert sorted(each.name for each in path.iterdir()) == ["corridors.geojson", "study.toml"]
    assert load_study(path).set_aside.empty


def test_flows_without_corridors_are_set_aside_and_leave_no_table(tmp_path: Path) -> None:
    path = write_study(tmp_path / "s", StudyDraft("S", tables=files(tmp_path, flows=FLOWS)))
    assert sorted(each.name for each in path.iterdir()) == ["quarantine-flows.csv", "quarantine.csv", "study.toml"]
    loaded = load_study(path)
    assert loaded.flows is None
    assert list(loaded.set_aside["id"]) == ["ca5", "gulf"]


def test_a_table_put_in_by_hand_is_found_by_its_name(study: Path) -> None:
    (study / "demand.geojson").write_text(
        '{"type": "Feature", "properties": {"demand_id": "d", "population": 5}, '
        '"geometry": {"type": "Point", "coordinates": [-90, 14]}}'
    )
    demand = load_study(study).demand
    assert demand is not None
    assert list(demand["population"]) == [5.0]


def test_what_is_mended_by_hand_is_checked_on_reading(study: Path) -> None:
    path = study / "facilities.csv"
    path.write_text(path.read_text().replace("hidden", "public").replace("-91", "-9100"))
    loaded = load_study(study)
    assert loaded.facilities is not None
    assert list(loaded.facilities["facility_id"]) == ["2"]
    assert "1" in list(loaded.set_aside["id"])


def said(path: Path, error: type[Exception] = StudyError) -> str:
    with pytest.raises(error) as caught:
        load_study(path)
    return str(caught.value)


def test_what_is_missing_or_double_is_said(study: Path, tmp_path: Path) -> None:
    assert said(tmp_path / "none").endswith(
        "none: is no study folder. Give a study folder, or make one with `alcance new`."
    )
    (tmp_path / "empty").mkdir()
    assert "study.toml: cannot be read (No such file or directory)" in said(tmp_path / "empty")
    (study / "facilities.geojson").write_text("{}")
    assert "holds facilities.csv and facilities.geojson. Keep one of them." in said(study)
    (study / "facilities.geojson").unlink()
    (study / "facilities.csv").unlink()
    assert "facilities.csv: is missing, though study.toml names it" in said(study)


def test_a_table_in_another_format_is_not_passed_over(study: Path) -> None:
    (study / "areas.gpkg").write_bytes(b"x")
    assert "Export it as CSV or GeoJSON." in said(study, InputError)


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "file,row,id,column,value,reason,cells\nf,x,i,c,v,r,{}\n"])
def test_a_quarantine_that_was_altered_is_refused(study: Path, content: str) -> None:
    (study / "quarantine.csv").write_text(content)
    assert "quarantine.csv: is not as it was written" in said(study, InputError)


def test_hashes_name_every_file_that_was_read(study: Path) -> None:
    (study / "network").mkdir()
    (study / "network" / "manifest.json").write_text("{}")
    (study / "notes.txt").write_text("not read")
    hashes = input_hashes(load_study(study))
    assert list(hashes) == [
        "corridors.geojson",
        "facilities.csv",
        "flows.csv",
        "network/manifest.json",
        "quarantine.csv",
        "study.toml",
    ]
    assert hashes["network/manifest.json"] == hashlib.sha256(b"{}").hexdigest()


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path, study: Path) -> None:
    loaded = load_study(study)
    again = files(tmp_path, facilities=CLINICS, corridors=CORRIDOR, flows=FLOWS)
    draft = StudyDraft("Estudio", sources=loaded.sources, tables=again, plan_defaults=loaded.plan_defaults)
    twin = write_study(tmp_path / "twin", draft)
    assert input_hashes(load_study(twin)) == input_hashes(loaded)


def test_places_from_openstreetmap_stay_public_once_written(tmp_path: Path) -> None:
    row = {"facility_id": "osm:n1", "name": "", "kind": "clinic", "services": "primary", "lon": -90.0, "lat": 14.0}
    raw = raw_from_frame(pd.DataFrame([row]), "OpenStreetMap")
    taken = STUDY_TABLES["facilities"].take(raw)
    assert list(taken.frame["visibility"]) == ["restricted"]
    from data.facilities import take_facilities  # noqa: PLC0415

    path = write_study(tmp_path / "s", StudyDraft("S", tables={"facilities": take_facilities(raw, origin="osm")}))
    facilities = load_study(path).facilities
    assert facilities is not None
    assert list(facilities["visibility"]) == ["public"]


def test_real_health_units_are_taken_in_whole(real_data: Path, tmp_path: Path) -> None:
    """Baja California's 173 public health units; 30 of the 51 mobile ones share one point."""
    theirs = pd.read_csv(real_data / "facilities" / "baja_california_clues_2025.csv", dtype=str, keep_default_na=False)
    ours = theirs.rename(columns={"cluesimb": "facility_id", "nombre": "name", "latitud": "lat", "longitud": "lon"})
    kinds = {"UNIDAD MÓVIL": "mobile_clinic", "HOSPITAL": "hospital"}
    ours["kind"] = [
        next((kind for word, kind in kinds.items() if word in unit), "clinic") for unit in ours["tipoUnidad"]
    ]
    intake = STUDY_TABLES["facilities"].take(raw_from_frame(ours, "clues.csv"))
    assert len(intake.frame) + len(intake.set_aside) == 173
    path = write_study(tmp_path / "s", StudyDraft("Baja California", tables={"facilities": intake}))
    loaded = load_study(path).facilities
    assert loaded is not None
    pd.testing.assert_frame_equal(pd.DataFrame(loaded), pd.DataFrame(intake.frame))
