"""Hazards come in whole, or are set aside and counted: one that is lost would look like safety."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.from_outside import take_outside
from data.hazards import count_set_aside, take_hazards
from data.intake import Intake
from data.read_geojson import read_geojson
from data.reasons import say_reason
from data.study import load_study
from data.write_study import StudyDraft, write_study
from geo.errors import InputError

SQUARE = {"type": "Polygon", "coordinates": [[[-92, 15], [-91, 15], [-91, 16], [-92, 16], [-92, 15]]]}
BOWTIE = {"type": "Polygon", "coordinates": [[[0, 1], [2, 3], [2, 1], [0, 3], [0, 1]]]}
LINE = {"type": "LineString", "coordinates": [[-92, 15], [-91, 15]]}
POINT = {"type": "Point", "coordinates": [-92, 15]}
FLOOD = {"name": "", "kind": "flood", "source": ""}
STATED = {"name": "Pass", "kind": "stated", "source": "a survey", "rate": 0.001, "per": "km"}
Told = tuple[dict[str, Any], dict[str, Any] | None]


def drawn(folder: Path, *rows: Told) -> Path:
    features = [
        {"type": "Feature", "properties": {"hazard_id": f"{at}"} | told, "geometry": shape}
        for at, (told, shape) in enumerate(rows, start=1)
    ]
    path = folder / "danger.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def taken(folder: Path, *rows: Told) -> Intake:
    return take_hazards(read_geojson(drawn(folder, *rows)))


def test_areas_and_lines_that_flood_or_have_a_stated_rate_are_taken_in(tmp_path: Path) -> None:
    frame = taken(tmp_path, (FLOOD, SQUARE), (STATED, LINE), (STATED | {"rate": 0, "per": "hour"}, SQUARE)).frame
    assert list(frame["kind"]) == ["flood", "stated", "stated"]
    assert list(frame["rate"].fillna(-1)) == [-1, 0.001, 0]
    assert list(frame["per"]) == ["", "km", "hour"]
    assert list(frame.geom_type) == ["Polygon", "LineString", "Polygon"]


@pytest.mark.parametrize(
    ("told", "shape", "column", "reason"),
    [
        (STATED | {"rate": -0.001}, SQUARE, "rate", "is below 0"),
        (STATED | {"rate": None}, SQUARE, "rate", "is empty"),
        (STATED | {"rate": "often"}, SQUARE, "rate", "is not a number (digits with a decimal point, no unit)"),
        (STATED | {"per": "mile"}, SQUARE, "per", "is none of km, hour"),
        (STATED | {"per": ""}, SQUARE, "per", "is none of km, hour"),
        (STATED | {"source": ""}, SQUARE, "source", "is empty: a rate counts only with who states it"),
        (FLOOD | {"kind": "landslide"}, SQUARE, "kind", "is none of flood, stated"),
        (
            FLOOD | {"rate": 0.5},
            SQUARE,
            "rate",
            "is given for a flood, which has none: call the row stated, or empty its rate",
        ),
        (STATED, POINT, "geometry", "is a Point; a line or an area is needed"),
        (STATED, None, "geometry", "is missing"),
    ],
)
def test_what_cannot_be_read_of_a_hazard_sets_it_aside_in_both_languages(
    tmp_path: Path, told: dict[str, Any], shape: dict[str, Any] | None, column: str, reason: str
) -> None:
    intake = taken(tmp_path, (STATED, SQUARE), (told, shape))
    assert list(intake.frame["hazard_id"]) == ["1"]
    (line,) = intake.set_aside.to_dict("records")
    assert (line["id"], line["column"], line["reason"]) == ("2", column, reason)
    assert say_reason(reason, "es") != reason
    assert count_set_aside(intake.set_aside) == 1


def test_hazards_none_of_which_can_be_used_are_an_error_and_no_empty_table(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        taken(tmp_path, (STATED | {"rate": -1}, SQUARE), (STATED | {"rate": -2}, SQUARE))
    assert str(caught.value) == (
        "danger.geojson: none of its 2 rows can be used as hazards; the first: row 1 1 rate '-1' is below 0. "
        "Mend the rows and give the file again."
    )


def test_an_area_that_crosses_itself_is_made_valid_and_listed(tmp_path: Path) -> None:
    intake = taken(tmp_path, (FLOOD, BOWTIE))
    assert intake.frame.geometry.iloc[0].is_valid
    assert list(intake.repaired["mend"]) == ["made valid (Self-intersection[1 2])"]


def test_a_study_knows_how_many_hazards_it_lost_whatever_their_file_was_called(tmp_path: Path) -> None:
    told: tuple[Told, ...] = ((STATED, SQUARE), (STATED | {"rate": -1}, SQUARE), ({"hazard_id": None}, None))
    clinics = tmp_path / "clinics.csv"
    clinics.write_text('facility_id,name,kind,lon,lat,note\na,A,clinic,-92,15,\nb,B,clinic,,,"""hazard_id"":"\n')
    files = {"hazards": drawn(tmp_path, *told), "facilities": clinics}
    tables = {noun: take_outside(noun, path).intake for noun, path in files.items()}
    study = load_study(write_study(tmp_path / "study", StudyDraft("S", tables=tables)))
    assert study.hazards is not None
    assert len(study.hazards) == 1
    assert len(study.set_aside) == 3
    assert count_set_aside(study.set_aside) == 2


def test_a_feature_that_says_nothing_at_all_is_counted_too(tmp_path: Path) -> None:
    good = {"type": "Feature", "properties": {"hazard_id": "a"} | STATED, "geometry": SQUARE}
    bare: list[object] = [{"type": "Feature", "properties": None, "geometry": SQUARE}, "no feature"]
    path = tmp_path / "bare.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [good, *bare]}), "utf-8")
    for intake in (take_hazards(read_geojson(path)), take_outside("hazards", path).intake):
        assert count_set_aside(intake.set_aside) == 2


def test_words_of_a_file_from_outside_are_read_in_its_language(tmp_path: Path) -> None:
    rows: tuple[Told, ...] = (
        ({"tipo": "Zona inundable", "fuente": "CENAPRED"}, SQUARE),
        ({"tipo": "declarado", "fuente": "f", "tasa": 0.5, "unidad": "por hora"}, SQUARE),
    )
    features = [
        {"type": "Feature", "properties": {"clave": f"z{at}", "nombre": "Z"} | told, "geometry": shape}
        for at, (told, shape) in enumerate(rows)
    ]
    path = tmp_path / "peligros.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    frame = take_outside("hazards", path).intake.frame
    assert list(frame["kind"]) == ["flood", "stated"]
    assert list(frame["per"]) == ["", "hour"]
    assert list(frame["source"]) == ["CENAPRED", "f"]


WORDS = st.sampled_from(["", "flood", "stated", "FLOOD", "x", None, -1, 0, 0.5, "0,5", "1.234", "km", "hour"])
CELLS = st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "kind", "source", "rate", "per"), WORDS))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELLS, st.sampled_from([SQUARE, LINE, BOWTIE, POINT, None])), max_size=8))
def test_each_hazard_of_a_file_is_in_the_table_or_counted(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Told]
) -> None:
    intake = taken(tmp_path_factory.mktemp("h"), (STATED, SQUARE), *rows)
    assert len(intake.frame) + count_set_aside(intake.set_aside) == 1 + len(rows)
    stated = intake.frame[intake.frame["kind"] == "stated"]
    assert bool((stated["rate"] >= 0).all())
    assert bool(stated["per"].isin(["km", "hour"]).all() and (stated["source"] != "").all())
