import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import write_study as module
from data.demand import take_demand
from data.facilities import take_facilities
from data.flows import take_flows
from data.intake import Intake, list_repaired
from data.lines import take_corridors
from data.raw import RawRow, RawTable, raw_from_frame
from data.study import load_study
from data.vocabulary import KINDS, SERVICES, TRISTATE_COLUMNS
from data.write_study import StudyDraft, write_study
from geo.errors import InputError, StudyError

DEMAND = pd.DataFrame({"demand_id": ["a"], "lon": [-90.0], "lat": [15.0], "population": [10.0]})
DRAFT = StudyDraft("S", tables={"demand": take_demand(raw_from_frame(DEMAND, "demand.csv"))})


def test_a_failure_while_the_network_is_built_leaves_nothing(tmp_path: Path) -> None:
    def interrupted(folder: Path) -> None:
        (folder / "network").mkdir()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_study(tmp_path / "s", StudyDraft("S", tables=DRAFT.tables, build_network=interrupted))
    assert list(tmp_path.iterdir()) == []


def test_the_network_is_built_inside_the_study_before_it_appears(tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        assert folder.parent == tmp_path
        assert not (tmp_path / "s").exists()
        (folder / "network").mkdir()
        (folder / "network" / "manifest.json").write_text("{}")

    path = write_study(tmp_path / "s", StudyDraft("S", build_network=build))
    assert (path / "network" / "manifest.json").read_text() == "{}"
    assert [each.name for each in tmp_path.iterdir()] == ["s"]


def test_an_empty_folder_is_filled_and_a_full_one_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    write_study(tmp_path / "s", DRAFT)
    before = {path.name: path.read_bytes() for path in (tmp_path / "s").iterdir()}
    with pytest.raises(StudyError) as caught:
        write_study(tmp_path / "s", DRAFT)
    assert str(caught.value) == (
        f"{tmp_path / 's'}: is there already and holds something. Choose another name or remove it."
    )
    assert {path.name: path.read_bytes() for path in (tmp_path / "s").iterdir()} == before
    with pytest.raises(StudyError, match="is there already"):
        write_study(tmp_path / "s" / "study.toml", DRAFT)


def test_a_place_where_no_folder_can_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StudyError, match=r"cannot be made \(Not a directory\)"):
        write_study(tmp_path / "file" / "s", DRAFT)
    with pytest.raises(StudyError, match=r"cannot be made \(No such file or directory\)"):
        write_study(tmp_path / "none" / "s", DRAFT)


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StudyError, match="No space left on device"):
        write_study(tmp_path / "s", DRAFT)
    assert list(tmp_path.iterdir()) == []


def test_a_name_taken_in_the_meantime_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meantime(_folder: Path, _contents: Any) -> None:
        (tmp_path / "s").mkdir()
        (tmp_path / "s" / "theirs").touch()

    monkeypatch.setattr(module, "fill_folder", meantime)
    with pytest.raises(StudyError, match="cannot be made"):
        write_study(tmp_path / "s", DRAFT)
    assert [path.name for path in tmp_path.rglob("*")] == ["s", "theirs"]


# The law: what was taken in, whatever it held, is the same after writing and reading, and nothing is left to mend.
TEXT = st.text(max_size=8)
NUMBER = st.sampled_from(["", "0", "-0.0", "12", "0.1", "1e-7", "-3", "x", "1e999"])
IDS = st.sampled_from(["a", "b", "ñ", "=1", "a b", 'é,"', ""]) | TEXT
DEGREES = st.floats(-180, 180).map(repr) | st.sampled_from(["0", "", "x", "-90.5", "14"])
SERVICE_LISTS = st.lists(st.sampled_from([*SERVICES, "GBV", "Mental Health", "dentist", ""]), max_size=3).map(";".join)
YES_NO = st.sampled_from(["", "yes", "no", "unknown", "SÍ", "0", "maybe"])
FACILITY = st.fixed_dictionaries(
    {
        "facility_id": IDS,
        "name": TEXT,
        "kind": st.sampled_from([*KINDS, "Clinic", "casino"]),
        "services": SERVICE_LISTS,
        "services_possible": SERVICE_LISTS,
        "lon": DEGREES,
        "lat": DEGREES,
        "women_only": YES_NO,
        TRISTATE_COLUMNS[0]: YES_NO,
        "beds": NUMBER,
        "country": st.sampled_from(["", "MX", "gt", "Mexico"]),
        "visibility": st.sampled_from(["", "public", "restricted", "hidden", "Public", "secreto"]),
        "visibility_reason": st.sampled_from(["", "public office"]),
        "status": st.sampled_from(["", "open", "Closed", "abierto"]),
        "checked_on": st.sampled_from(["", "2025-01-31", "2025-02-30", "20250131"]),
        "note": TEXT,
        "geometry": TEXT,
    }
)
FLOW = st.fixed_dictionaries(
    {
        "corridor_id": st.sampled_from(["one", "two", "none"]),
        "start_km": NUMBER,
        "end_km": NUMBER,
        "people_per_day": NUMBER,
        "source": TEXT,
    }
)
COORDINATES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=4, unique=True)


def corridors(lines: list[list[tuple[float, float]]], names: list[str]) -> RawTable:
    geometries = gpd.GeoSeries.from_wkt(
        [f"LINESTRING ({', '.join(f'{lon!r} {lat!r}' for lon, lat in line)})" for line in lines]
    )
    cells = zip(("one", "two"), names, geometries, strict=True)
    rows = [RawRow(n, {"corridor_id": key, "name": name}, line) for n, (key, name, line) in enumerate(cells, start=1)]
    return RawTable("drawn.geojson", ("corridor_id", "name"), tuple(rows), spatial=True)


def taken(reader: Any, raw: RawTable, **options: Any) -> dict[str, Intake]:
    """Take rows in; a file without one usable row gives no table."""
    try:
        intake = reader(raw, **options)
    except InputError:
        return {}
    assert len(intake.frame) + len(intake.set_aside) == len(raw.rows)
    return {reader.__name__.removeprefix("take_"): intake}


@settings(deadline=None, max_examples=60)
@given(
    facilities=st.lists(FACILITY, min_size=1, max_size=6),
    origin=st.sampled_from(["upload", "osm"]),
    flows=st.lists(FLOW, min_size=1, max_size=5),
    lines=st.lists(COORDINATES, min_size=2, max_size=2),
)
def test_writing_then_loading_gives_the_same_frames_and_nothing_left_to_mend(
    tmp_path_factory: pytest.TempPathFactory, facilities: Any, origin: Any, flows: Any, lines: Any
) -> None:
    tables = (
        taken(take_facilities, raw_from_frame(pd.DataFrame(facilities), "f.csv"), origin=origin)
        | taken(take_flows, raw_from_frame(pd.DataFrame(flows), "flows.csv"))
        | taken(take_corridors, corridors(lines, ["Él", ""]))
    )
    folder = tmp_path_factory.mktemp("law")
    study = load_study(write_study(folder / "s", StudyDraft("S", tables=tables)))
    shutil.rmtree(folder)
    told = pd.concat([list_repaired([]), *(intake.repaired for intake in tables.values())], ignore_index=True)
    assert study.repaired.to_dict("records") == told.sort_values(["file", "row"], kind="stable").to_dict("records")
    for noun, intake in tables.items():
        loaded = getattr(study, noun)
        expected = intake.frame
        if noun == "flows":
            expected = expected[expected["corridor_id"] != "none"].reset_index(drop=True)
        if len(expected):
            pd.testing.assert_frame_equal(pd.DataFrame(loaded), pd.DataFrame(expected), check_exact=True)
        else:
            assert loaded is None
    assert len(study.set_aside) == sum(len(each.set_aside) for each in tables.values()) + sum(
        int((each.frame["corridor_id"] == "none").sum()) for noun, each in tables.items() if noun == "flows"
    )
