"""Hazards at the doors: taken in by `new`, told of by `doctor`; a negative rate is one clear line."""

from pathlib import Path

from doors import alcance, holds, refused
from osm_world import at_km
from toy_study import geojson, road_study, study_inputs, words

from data.hazards import count_set_aside
from data.study import load_study

BOX = [[[at_km(10), -0.1], [at_km(20), -0.1], [at_km(20), 0.1], [at_km(10), 0.1], [at_km(10), -0.1]]]


def _hazards(folder: Path, *rates: float) -> Path:
    told = [
        {"hazard_id": f"h{at}", "name": "Pass", "kind": "stated", "source": "a survey", "rate": rate, "per": "km"}
        for at, rate in enumerate(rates)
    ]
    return geojson(folder / "hazards.geojson", [(each, "Polygon", BOX) for each in told])


def test_a_hazard_set_aside_is_in_the_study_s_count_and_misleads(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0}, "--hazards", _hazards(tmp_path, 0.001, -0.001))
    loaded = load_study(study)
    assert loaded.hazards is not None
    assert list(loaded.hazards["rate"]) == [0.001]
    assert count_set_aside(loaded.set_aside) == 1
    told = alcance("doctor", study)
    assert told.code == 1
    assert "1 hazards" in told.out
    assert "hazards: 50% of its rows are set aside, and take part in no answer" in told.out
    assert "hazards.geojson h1: set aside: rate '-0.001': is below 0" in told.out


def test_a_hazard_no_road_runs_through_is_told(tmp_path: Path) -> None:
    told = {"name": "River", "kind": "flood", "source": "a map"}
    off = [[[lon, lat + 1] for lon, lat in BOX[0]]]
    line = [[at_km(30), -0.1], [at_km(30), 0.1]]
    drawn = [({"hazard_id": "off"} | told, "Polygon", off), ({"hazard_id": "on"} | told, "LineString", line)]
    study = road_study(tmp_path, {"a": 0}, "--hazards", geojson(tmp_path / "h.geojson", drawn))
    lines = [line for line in alcance("doctor", study).out.splitlines() if line.startswith("  hazards")]
    assert lines == ["  hazards off: no road of the extract lies in it. Check that the extract covers it."]


def test_hazards_all_of_which_have_a_negative_rate_make_no_study(tmp_path: Path) -> None:
    files = study_inputs(tmp_path) | {"--hazards": _hazards(tmp_path, -1)}
    before = holds(tmp_path)
    assert refused("new", tmp_path / "study", *words(files)) == (
        "hazards.geojson: none of its 1 rows can be used as hazards; the first: row 1 h0 rate '-1' is below 0. "
        "Mend the rows and give the file again."
    )
    assert holds(tmp_path) == before


def test_a_rate_beyond_all_measure_is_set_aside(tmp_path: Path) -> None:
    study = road_study(tmp_path, {"a": 0}, "--hazards", _hazards(tmp_path, 0.001, 1e300))
    assert count_set_aside(load_study(study).set_aside) == 1
    assert "rate '1e+300': is more than 1000 events on one passage of a km or an hour" in alcance("doctor", study).out
