"""What an HSDS service says in members no column holds hides its place like a cell would."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.from_outside import take_outside
from data.hsds_in import raw_from_hsds
from data.hsds_secrecy import ASKED, WORDS
from data.intake import Intake
from data.visibility import PUBLIC

LOCATION = {"id": "l1", "name": "Casa Luz", "latitude": 13.95, "longitude": -87.2}
SERVICE = {"id": "s1", "name": "Albergue Casa Luz", "status": "active"}
TERM = {"id": "k", "taxonomy_term": {"id": "t", "name": "shelter"}}


def service(at: dict[str, Any], location: dict[str, Any], **members: Any) -> dict[str, Any]:
    """Return a public shelter as HSDS, with members more."""
    place = {"id": "at1", **at, "location": LOCATION | location}
    attributes = [TERM, *members.pop("attributes", [])]
    return {**SERVICE, "attributes": attributes, "service_at_locations": [place], **members}


def taken(folder: Path, document: object) -> Intake:
    path = folder / "hsds.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return take_outside("facilities", path, shelters=PUBLIC).intake


VIOLENCE = "Red de refugios para mujeres víctimas de violencia"
HIDING: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({}, {}, {"organization": {"id": "o", "name": VIOLENCE}}),
    ({}, {}, {"organization": {"id": "o", "name": "Red", "description": VIOLENCE}}),
    ({}, {}, {"organization": {"id": "o", "name": "Red", "programs": [{"id": "p", "name": VIOLENCE}]}}),
    ({}, {}, {"program": {"id": "p", "name": "Violencia contra la mujer"}}),
    ({}, {}, {"programs": [{"id": "p", "description": VIOLENCE}]}),
    ({"description": "sólo mujeres"}, {}, {}),
    ({"description": "dirección confidencial"}, {}, {}),
    ({}, {}, {"service_areas": [{"id": "x", "description": "violencia doméstica"}]}),
    ({"service_areas": [{"name": "víctimas de trata"}]}, {}, {}),
    ({}, {}, {"additional_information": "Domestic violence survivors only"}),
    ({}, {}, {"alert": "CONFIDENTIAL LOCATION - do not publish"}),
    ({}, {"addresses": [{"attention": "Refuge for battered women", "city": "Tijuana"}]}, {}),
    ({}, {"transportation": "no publicar la dirección"}, {}),
    ({}, {"contacts": [{"name": "Ana", "department": "Refugio de mujeres"}]}, {}),
    ({}, {"attributes": [{"id": "a", "label": "confidential", "value": "yes"}]}, {}),
    ({}, {"attributes": [{"id": "a", "label": "Víctimas de violencia", "value": "yes"}]}, {}),
    ({}, {"confidential": True}, {}),
    ({}, {}, {"show_on_map": "no"}),
    ({}, {}, {"attributes": [{"id": "b", "taxonomy_term": {"name": "Domestic Violence Shelters", "code": "PH"}}]}),
    ({}, {}, {"attributes": [{"id": "b", "taxonomy_term": {"name": "shelter", "description": "battered women"}}]}),
]


@pytest.mark.parametrize(("at", "location", "members"), HIDING)
def test_any_part_of_a_service_hides_its_place(
    tmp_path: Path, at: dict[str, Any], location: dict[str, Any], members: dict[str, Any]
) -> None:
    intake = taken(tmp_path, [service(at, location, **members)])
    assert list(intake.frame["visibility"]) == ["hidden"]
    assert len(intake.repaired[intake.repaired["mend"].str.contains("secre|violence|nobody learns")]) == 1


TELLING: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({}, {}, {}),
    ({}, {"attributes": [{"id": "a", "label": "confidential", "value": "no"}]}, {}),
    ({}, {"attributes": [{"id": "a", "label": "Víctimas de violencia", "value": "no"}]}, {}),
    ({}, {"confidential": False}, {}),
    ({}, {}, {"show_on_map": True, "organization": {"id": "violencia", "name": "Instituto de las Mujeres"}}),
    ({}, {}, {"additional_information": "Free and confidential counselling"}),
]


@pytest.mark.parametrize(("at", "location", "members"), TELLING)
def test_a_clear_no_and_other_texts_hide_nothing(
    tmp_path: Path, at: dict[str, Any], location: dict[str, Any], members: dict[str, Any]
) -> None:
    document = [service(at, location, **members)]
    assert list(taken(tmp_path, document).frame["visibility"]) == ["public"]
    assert not {WORDS, ASKED} & {*raw_from_hsds(document).columns}


def test_the_texts_are_kept_with_where_they_stood() -> None:
    location = {"attributes": [{"id": "a", "label": "confidential", "value": "yes"}]}
    (row,) = raw_from_hsds([service({"description": "violencia"}, location)]).rows
    assert row.cells[WORDS] == "service_at_location.description: violencia"
    assert row.cells[ASKED] == "location.attributes.confidential: yes"


def test_one_place_of_a_service_does_not_speak_for_the_other(tmp_path: Path) -> None:
    other = {"id": "at2", "location": LOCATION | {"id": "l2", "latitude": 13.96}, "description": "violencia"}
    both = service({}, {})
    both["service_at_locations"].append(other)
    frame = taken(tmp_path, [both]).frame
    assert dict(zip(frame["facility_id"], frame["visibility"], strict=True)) == {"at1": "public", "at2": "hidden"}


def test_programs_and_parts_of_organizations_of_a_package_are_joined(tmp_path: Path) -> None:
    package = {
        "services": [
            {"id": "s1", "name": "Casa Luz", "program_id": "p"},
            {"id": "s2", "name": "Casa Sol", "organization_id": "o"},
            {"id": "s3", "name": "Casa Mar"},
        ],
        "programs": [{"id": "p", "name": "Violencia contra la mujer"}, {"id": "lost", "name": "x"}],
        "organizations": [{"id": "o", "name": "Red"}],
        "contacts": [{"id": "c", "organization_id": "o", "department": "Refugio de mujeres"}],
        "locations": [LOCATION],
        "service_at_location": [{"id": f"at{at}", "service_id": f"s{at}", "location_id": "l1"} for at in (1, 2, 3)],
        "attributes": [
            {"id": at, "link_id": f"s{at}", "link_entity": "service", "taxonomy_term": {"name": "shelter"}}
            for at in (1, 2, 3)
        ],
    }
    frame = taken(tmp_path, package).frame
    assert dict(zip(frame["name"], frame["visibility"], strict=True)) == {
        "Casa Luz": "hidden",
        "Casa Sol": "hidden",
        "Casa Mar": "public",
    }
    (note, *_) = raw_from_hsds(package).notes
    assert "document.programs (1)" in note
