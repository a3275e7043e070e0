"""Facility rows from tags: which kind, which services are sure, which are only possible."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from osm_world import node, osm_file, relation, way

from data.facilities import take_facilities
from data.osm_file import read_osm
from data.osm_keep import is_service
from data.osm_kinds import is_rain_roof, kind_of, services_of
from data.osm_services import COLUMNS, facilities_from_osm, facility_row, report_services
from data.raw import raw_from_frame
from data.vocabulary import KINDS, SERVICES


@pytest.mark.parametrize(
    ("tags", "kind", "sure", "possible"),
    [
        ({"amenity": "hospital"}, "hospital", "", "primary;emergency;maternal;child_health"),
        ({"healthcare": "hospital", "emergency": "yes"}, "hospital", "emergency", "primary;maternal;child_health"),
        ({"amenity": "hospital", "emergency": "no"}, "hospital", "", "primary;maternal;child_health"),
        ({"amenity": "clinic"}, "clinic", "primary", ""),
        ({"amenity": "clinic", "emergency": "yes"}, "clinic", "primary;emergency", ""),
        ({"amenity": "doctors"}, "clinic", "primary", ""),
        ({"healthcare": "centre"}, "clinic", "primary", ""),
        ({"amenity": "clinic", "healthcare:speciality": "ophthalmology"}, "clinic", "", "primary"),
        ({"amenity": "clinic", "healthcare:speciality": "obstetrics;general"}, "clinic", "primary;maternal", ""),
        ({"amenity": "doctors", "healthcare:speciality": "paediatrics"}, "clinic", "child_health", "primary"),
        (
            {"amenity": "hospital", "healthcare:speciality": "psychiatry"},
            "hospital",
            "mental_health",
            "primary;emergency;maternal;child_health",
        ),
        ({"healthcare": "health_post"}, "health_post", "primary", ""),
        ({"healthcare": "yes"}, "health_post", "", "primary"),
        ({"healthcare": "community_health_worker"}, "health_post", "", "primary"),
        ({"healthcare": "midwife"}, "health_post", "maternal", "primary"),
        ({"healthcare": "vaccination_centre"}, "health_post", "vaccination", "primary"),
        ({"amenity": "pharmacy", "healthcare": "pharmacy"}, "pharmacy", "pharmacy", ""),
        ({"amenity": "social_facility", "social_facility": "shelter"}, "shelter", "shelter", ""),
        ({"amenity": "refugee_site"}, "shelter", "shelter", ""),
        ({"amenity": "drinking_water"}, "water", "water", ""),
        ({"amenity": "water_point"}, "water", "water", ""),
        ({"man_made": "water_tap", "drinking_water": "yes"}, "water", "water", ""),
        ({"office": "diplomatic", "diplomatic": "consulate"}, "consulate", "documents", ""),
        ({"office": "diplomatic", "diplomatic": "embassy"}, "consulate", "", "documents"),
        ({"amenity": "embassy"}, "consulate", "", "documents"),
        ({"diplomatic": "consulate", "consulate": "honorary_consul"}, "consulate", "", "documents"),
        ({"diplomatic": "embassy", "diplomatic:services:citizen_services": "yes"}, "consulate", "documents", ""),
        ({"office": "lawyer", "legal_aid": "yes"}, "legal_aid", "legal", ""),
        ({"office": "government", "government": "register_office"}, "registry", "documents", ""),
        ({"social_facility": "food_bank"}, "food", "food", ""),
        ({"social_facility": "soup_kitchen"}, "food", "food", ""),
        ({"amenity": "school"}, "school", "education", ""),
    ],
)
def test_tags_become_a_kind_with_sure_and_possible_services(
    tags: dict[str, str], kind: str, sure: str, possible: str
) -> None:
    assert is_service(tags)
    assert kind_of(tags) == kind
    assert tuple(";".join(services) for services in services_of(kind, tags)) == (sure, possible)


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "shelter", "shelter_type": "gazebo"},
        {"amenity": "drinking_water", "drinking_water": "no"},
        {"amenity": "water_point", "access": "private"},
        {"amenity": "toilets", "drinking_water": "yes"},
        {"office": "lawyer"},
        {"office": "ngo"},
        {"office": "government", "government": "migration"},
        {"social_facility": "shelter", "social_facility:for": "animals"},
        {"social_facility": "group_home"},
        {"healthcare": "dentist"},
        {"amenity": "veterinary"},
        {"disused:amenity": "clinic"},
        {"amenity": "clinic", "disused": "yes"},
        {"amenity": "hospital", "abandoned": "yes"},
        {"office": "diplomatic", "diplomatic": "liaison"},
    ],
)
def test_what_is_none_of_ours_gives_no_row(tags: dict[str, str]) -> None:
    assert facility_row("n", 1, tags, lon=0.0, lat=0.0) is None


def test_a_row_carries_what_the_tags_say_and_nothing_more() -> None:
    tags = {
        "amenity": "clinic",
        "name": " Clínica <b> ",
        "opening_hours": "08:00-16:00",
        "contact:phone": "+504 1",
        "operator": "Alcaldía",
        "language:es": "yes",
        "language:en": "main",
        "language:fr": "no",
        "fee": "no",
        "beds": "12",
        "check_date": "2024-05-01",
        "addr:country": "hn",
        "wheelchair": "yes",
    }
    row = facility_row("w", 5, tags, lon=-87.0, lat=13.0)
    assert row is not None
    assert list(row) == list(COLUMNS)
    said = {
        "facility_id": "osm:w5",
        "name": "Clínica <b>",
        "opening_hours": "08:00-16:00",
        "phone": "+504 1",
        "organisation": "Alcaldía",
        "languages": "en;es",
        "fee": "no",
        "beds": 12.0,
        "checked_on": "2024-05-01",
        "country": "HN",
        "source": "OpenStreetMap way/5",
        "status": "unknown",
        "visibility": "public",
        "trusted": "unknown",
        "women_only": "unknown",
        "pcode": "",
    }
    assert {key: row[key] for key in said} == said


def test_what_is_no_date_number_or_yes_stays_unsaid() -> None:
    tags = {
        "amenity": "clinic",
        "check_date": "2024-05",
        "fee": "donation",
        "beds": "a few",
        "addr:country": "Honduras",
    }
    row = facility_row("n", 1, tags, lon=0.0, lat=0.0)
    assert row is not None
    assert (row["name"], row["checked_on"], row["fee"], row["country"]) == ("", "", "unknown", "")
    assert np.isnan(row["beds"])  # type: ignore[arg-type]


@pytest.mark.parametrize("hours", ["closed", "off", "Off"])
def test_a_place_whose_hours_are_off_is_closed(hours: str) -> None:
    row = facility_row("n", 1, {"amenity": "clinic", "opening_hours": hours}, lon=0.0, lat=0.0)
    assert row is not None
    assert row["status"] == "closed"


@pytest.mark.parametrize(
    ("tags", "women_only"),
    [
        ({"social_facility": "shelter", "female": "yes", "male": "no"}, "yes"),
        ({"social_facility": "shelter", "social_facility:for": "woman;child"}, "yes"),
        ({"social_facility": "shelter", "female": "yes"}, "unknown"),
        ({"social_facility": "shelter"}, "unknown"),
    ],
)
def test_a_shelter_is_hidden_whoever_it_is_for(tags: dict[str, str], women_only: str) -> None:
    row = facility_row("n", 1, tags, lon=0.0, lat=0.0)
    assert row is not None
    assert (row["visibility"], row["women_only"]) == ("hidden", women_only)


def test_rows_are_sorted_and_what_has_no_place_is_named(tmp_path: Path) -> None:
    clinic = {"amenity": "clinic"}
    path = osm_file(
        tmp_path,
        node(9, 1.0, 2.0, **clinic),
        node(3, 1.0, 2.0, **clinic),
        node(4, 1.0, 2.0, amenity="shelter"),
        way(5, "3 9", clinic),
        way(6, "404", clinic),
        way(7, "404", {"office": "diplomatic"}),
        relation(8, [("way", 404)], clinic),
    )
    extract = read_osm(path)
    frame = facilities_from_osm(extract)
    assert frame["facility_id"].tolist() == ["osm:n3", "osm:n9", "osm:w5"]
    assert (frame["lon"].dtype, frame["capacity_per_day"].dtype) == (np.float64, np.float64)
    report = report_services(extract)
    assert report.kinds == {"clinic": 3}
    assert report.rain_roofs == 1
    assert report.set_aside == ("osm:r8", "osm:w6")


def test_a_file_without_services_gives_an_empty_table(tmp_path: Path) -> None:
    frame = facilities_from_osm(read_osm(osm_file(tmp_path, node(1, 0.0, 0.0))))
    assert frame.empty
    assert list(frame.columns) == list(COLUMNS)


def test_the_real_extract_has_one_hospital_two_clinics_and_one_post(real_data: Path) -> None:
    extract = read_osm(real_data / "osm" / "honduras-south.osm.pbf")
    report = report_services(extract)
    assert report.kinds == {"clinic": 2, "health_post": 1, "hospital": 1, "pharmacy": 1, "school": 21}
    assert (report.rain_roofs, report.set_aside) == (4, ())
    frame = facilities_from_osm(extract).set_index("facility_id")
    assert frame.loc["osm:w877929105", ["services", "services_possible"]].tolist() == ["", "primary"]
    assert frame["kind"].isin(KINDS).all()
    words = ";".join([*frame["services"], *frame["services_possible"]]).split(";")
    assert set(words) - {""} <= set(SERVICES)


def test_a_rain_roof_is_no_shelter_but_a_shelter_may_have_one() -> None:
    assert is_rain_roof({"amenity": "shelter"})
    assert not is_rain_roof({"amenity": "shelter", "social_facility": "shelter"})


@pytest.mark.parametrize(
    ("word", "status", "mend"),
    [
        ("abandoned", "closed", "read as closed"),
        ("not_operational", "closed", "read as closed"),
        ("operational", "open", "read as open"),
        ("partially_operational", "unknown", "unknown word, read as unknown"),
    ],
)
def test_the_operational_status_of_the_map_is_read_as_any_status_and_listed(word: str, status: str, mend: str) -> None:
    tags = {"amenity": "clinic", "operational_status": word}
    row = facility_row("n", 1, tags, lon=-87.0, lat=13.0)
    taken = take_facilities(raw_from_frame(pd.DataFrame([row]), "map.osm"), origin="osm")
    assert list(taken.frame["status"]) == [status]
    told = taken.repaired[taken.repaired["column"] == "status"]
    assert told[["value", "mend"]].to_numpy().tolist() == [[word, mend]]
