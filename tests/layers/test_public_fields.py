"""What is for planners stays with them: every inner column of a study holds a canary, and none is in any byte."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from public_bytes import holding, index, records, said, unpacked
from public_worlds import Row, public_study, with_places
from shapely import box

from data.demand import take_demand
from data.flows import take_flows
from data.hazards import take_hazards
from data.intake import Intake
from data.points import take_candidates, take_crossings, take_incidents
from data.public.prepare import prepare_view
from data.public.view import PLACE_COLUMNS, PublicView, write_view
from data.raw import RawTable, raw_from_frame
from data.schemas import FACILITIES
from data.study import Study
from data.study_file import Source
from data.table import CRS
from data.visits import take_visits
from layers.public.bundle import Files, bundle_files
from layers.public.parts import load_parts

HERE = {"lon": "-92.26", "lat": "14.90"}
_NUMBERS = iter(range(7_130_001, 7_140_000, 17))
CANARIES: list[str] = []


def canary(word: str) -> str:
    """Return a text that nothing else holds, and remember it."""
    CANARIES.append(f"Canario-{word}")
    return CANARIES[-1]


def number() -> str:
    CANARIES.append(str(next(_NUMBERS)))
    return CANARIES[-1]


def minutes() -> str:
    """Return a number small enough for a minute of a day or a rate, as unlike any other."""
    CANARIES.append("713.02597")
    return CANARIES[-1]


def a_place(seen: str, **told: str) -> Row:
    inner = {name: canary(f"{name}-{seen}") for name in ("facility_id", "adm1", "pcode", "visibility_reason")}
    inner |= {name: number() for name in ("capacity_per_day", "beds")}
    # What no table of ours knows is kept in the study too.
    inner |= {name: canary(f"{name}-{seen}") for name in ("risk", "staff_email", "gap_id")}
    asked = dict.fromkeys(("documents_required", "fee", "insurance_required", "interpretation", "trusted"), "yes")
    asked |= dict.fromkeys(("no_fixed_address_ok", "accepts_unaccompanied_minors", "women_only"), "no")
    given = {"name": "Casa", "kind": "clinic", "services": "primary", "services_possible": "tb_dot", "country": "MX"}
    rest = {"opening_hours": "24/7", "languages": "es", "phone": "1", "referral_phone": "2", "organisation": "Org"}
    return (
        given
        | rest
        | asked
        | HERE
        | {"status": "open", "checked_on": "2026-01-05"}
        | inner
        | {"visibility": seen}
        | told
    )


def taken(intake: Intake) -> Any:
    assert len(intake.frame) == 1
    return intake.frame


def table(**columns: str) -> Any:
    return raw_from_frame(pd.DataFrame([columns]), "table.csv")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return a study that holds everything a study can hold."""
    plain = public_study(tmp_path_factory.mktemp("fields") / "study")
    hidden = a_place("hidden", name=canary("name"), organisation=canary("organisation"), source=canary("source"))
    its_phone = number()
    restricted = a_place("restricted", name=canary("called"), phone=its_phone, organisation=canary("organisation-r"))
    restricted |= {"referral_phone": f"961 000 1234; {canary('whom-to-ask')}; {its_phone}"}
    line = a_place("public", kind="hotline", lon="-92.31", lat="14.95")
    bad = a_place("public", lon="999", name=canary("set-aside"))
    made = with_places(plain, [a_place("public", facility_id=canary("public-id")), line, restricted, hidden, bad])
    assert len(made.set_aside) == 1
    of_tables = {
        noun: canary(f"source-of-{noun}")
        for noun in ("demand", "flows", "incidents", "hazards", "areas", "candidates", "visits")
    }
    sources = [Source(title, canary("licence"), canary("url"), table=noun) for noun, title in of_tables.items()]
    return replace(
        made,
        sources=(*(replace(source, complete_in=(canary("complete"),)) for source in made.sources), *sources),
        demand=taken(take_demand(table(**HERE, demand_id=canary("d"), population=number(), group=canary("group")))),
        flows=taken(take_flows(table(**_flow()))),
        incidents=taken(take_incidents(table(**_incident()))),
        hazards=taken(take_hazards(_hazard())),
        crossings=taken(take_crossings(table(**_crossing()))),
        candidates=taken(take_candidates(table(**HERE, site_id=canary("site"), name=canary("name-of-site")))),
        visits=taken(take_visits(table(**_visit()))),
        areas=_areas(),
    )


def _flow() -> Row:
    told = {"corridor_id": "coast", "start_km": "0", "end_km": "50"}
    return told | {"people_per_day": number(), "source": canary("source-of-flow")}


def _incident() -> Row:
    told = {"incident_id": canary("incident"), "kind": canary("kind"), "severity": number()}
    return (
        HERE | told | {"date": "1997-06-05", "location_precision_m": number(), "source": canary("source-of-incident")}
    )


def _hazard() -> RawTable:
    told = {"hazard_id": canary("hazard"), "name": canary("name-of-hazard"), "kind": "stated", "per": "km"}
    told |= {"rate": minutes(), "source": canary("source-of-rate"), "note": canary("note-of-hazard")}
    raw: RawTable = table(**told)
    (row,) = raw.rows
    return replace(raw, spatial=True, rows=(replace(row, geometry=box(-92.287654, 14.8, -92.2, 15.0)),))


def _visit() -> Row:
    told = {"team": canary("team"), "site_id": canary("visited"), "name": canary("name-of-stop"), "order": "1"}
    return HERE | told | {"day": "1997-06-07", "arrive": "09:00", "depart": "11:00"}


def _crossing() -> Row:
    told = {"crossing_id": canary("crossing"), "name": canary("name-of-crossing"), "delay_min": minutes()}
    return HERE | told | {"country_from": "GT", "country_to": "MX"}


def _areas() -> gpd.GeoDataFrame:
    told = {"area_id": [canary("area")], "name": [canary("name-of-area")], "pcode": [canary("pcode-of-area")]}
    drawn = gpd.GeoSeries([box(-92.3, 14.8, -92.2, 15.0)], crs=CRS)
    return gpd.GeoDataFrame(told | {"population": [number()]}, geometry=drawn)


@pytest.fixture(scope="module")
def view(study: Study) -> PublicView:
    return prepare_view(study, as_of=date(2026, 7, 1), signed=True).view


@pytest.fixture(scope="module")
def files(view: PublicView) -> Files:
    return bundle_files(view, load_parts(), lambda _done, _of: None)


def test_no_canary_is_in_any_byte(files: Files) -> None:
    assert len(CANARIES) > 60
    assert holding(unpacked(files), [*CANARIES, "Canario", "1997-06-05", "287654"]) == []


# The name of a field in a script, a table or a style: a sheet may be called after hazards, and tells of no road.
_OF_RISK = re.compile(
    rb"\w*(?:risk|riesgo|hazard|incident|exposure|exposici|p_event|no_reports)\w*[\"']?\s*[:=]"
    rb"|\b(?:incident_id|hazard_id|p_event|exposure_index|points_\w+|no reports|minimum estimate)\b",
    re.IGNORECASE,
)


def test_no_field_of_risk_incidents_or_exposure_is_in_a_bundle(files: Files) -> None:
    """Nobody who reads the public map, its data or its sheets is told which road is called dangerous."""
    told = {path: found.group() for path, body in unpacked(files).items() if (found := _OF_RISK.search(body))}
    assert told == {}


@pytest.mark.parametrize(
    "body", [b'{"risk":1}', b"exposure: 2", b"x,incident_id,lon", b"let hazardPoints = 3", b'{"p_event":0.1}']
)
def test_a_field_of_risk_would_be_found(body: bytes) -> None:
    assert _OF_RISK.search(body)


def test_the_process_that_publishes_sees_none_either(view: PublicView, tmp_path: Path) -> None:
    write_view(tmp_path, view)
    told = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert holding(told, set(CANARIES)) == []


def test_only_these_columns_of_a_facility_may_go_out() -> None:
    inner = {"facility_id", "trusted", "capacity_per_day", "beds", "adm1", "pcode", "visibility", "visibility_reason"}
    assert {column.name for column in FACILITIES.columns} - set(PLACE_COLUMNS) == inner


KEYS: Mapping[str, set[str]] = {
    "place": set("nksmxycotrlqdfwhz"),
    "hotline": set("nksmcotrlqdfhz"),
    "area": set("anbksmrxy") | {"cc"},
    "asked": {
        *("documents_required", "fee", "insurance_required", "interpretation", "no_fixed_address_ok"),
        *("accepts_unaccompanied_minors", "women_only"),
    },
    "index": {
        *(
            "title",
            "example",
            "draft",
            "as_of",
            "version",
            "sources",
            "credits",
            "languages",
            "needs",
            "towns",
            "tiles",
        ),
        *("hotlines", "corridors", "legs", "sheets", "holidays", "zones"),
    },
    "source": {"title", "licence", "url", "retrieved"},
    "tile": {"box", "count", "s"},
    "corridor": {"name", "km", "c"},
    "course": {"line", "at"},
    "title": {"id", "title"},
    "leg": {"corridor", "from", "to", "start_km", "end_km", "box"},
    "roads": {"x", "y", "e", "c"},
}


def test_records_have_these_keys_and_no_other(files: Files) -> None:
    """A place of which everything is known has each of them, so that none could hide behind an empty cell."""
    (hotline,) = index(files)["hotlines"]
    place, area, _ = records(files)
    assert set(place) | {"w", "f"} == KEYS["place"]
    assert set(hotline) | {"f"} == KEYS["hotline"]
    assert set(area) | {"k"} == KEYS["area"]
    assert area["r"] == ["961 000 1234"]
    assert set(place["d"]) == KEYS["asked"]


def test_the_index_and_the_roads_have_these_keys_and_no_other(files: Files) -> None:
    told = index(files)
    assert set(told) == KEYS["index"]
    for name, key in (
        ("sources", "source"),
        ("tiles", "tile"),
        ("corridors", "corridor"),
        ("legs", "leg"),
        ("sheets", "title"),
    ):
        assert {frozenset(each) for each in told[name]} == {frozenset(KEYS[key])}, name
    assert set(said(files["roads.js"])[0]) == KEYS["roads"]
    assert {frozenset(each) for each in said(files["corridors.js"])[0]} == {frozenset(KEYS["course"])}
