"""HSDS in and out: every field we hold comes back, and what we don't hold is listed."""

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from data.facilities import take_facilities
from data.hsds_hours import DAYS, hours_from_schedules, schedules_from_hours
from data.hsds_in import raw_from_hsds
from data.hsds_members import fields_not_held
from data.hsds_out import hsds_from
from data.raw import RawRow, RawTable
from data.reasons import say_reason
from data.schemas import FACILITIES
from geo.errors import InputError

FULL = {
    "facility_id": "c1",
    "name": "Ejemplo Clínica Norte",
    "kind": "clinic",
    "services": "primary;emergency",
    "services_possible": "maternal",
    "lon": "-87.2010",
    "lat": "14.0180",
    "opening_hours": "Mo-Fr 08:00-12:00,13:00-15:00; Sa 09:00-12:00",
    "languages": "es;mam",
    "documents_required": "no",
    "fee": "yes",
    "insurance_required": "no",
    "interpretation": "yes",
    "trusted": "yes",
    "no_fixed_address_ok": "yes",
    "accepts_unaccompanied_minors": "no",
    "women_only": "no",
    "capacity_per_day": "12.5",
    "beds": "3",
    "phone": "+504 0000 0001",
    "referral_phone": "+504 0000 0002",
    "country": "HN",
    "adm1": "Francisco Morazán",
    "pcode": "HN08",
    "organisation": "Ejemplo A.C.",
    "visibility": "restricted",
    "visibility_reason": "asked for",
    "status": "closed",
    "source": "a list",
    "checked_on": "2025-01-31",
    "wheelchair; ramps?": "yes = ramp",
    "accessibility": "ramp;lift",
    "description": "Blue door",
    "city": "Tegucigalpa",
}
BARE = {"facility_id": "c2", "name": "", "kind": "health_post", "lon": "-87", "lat": "14", "status": "unknown"}
HOTLINE = {"facility_id": "c3", "name": "Línea", "kind": "hotline", "services": "gbv", "country": "HN"}
ODD = {**FULL, "facility_id": "c4", "opening_hours": "Mo-Fr 20:00-04:00; PH off", "fee": "unknown", "status": "open"}
FOREIGN: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Comedor",
    "status": "active",
    "program": {"id": "p", "name": "Winter"},
    "assured_date": "2025-02-01",
    "organization": {"id": "o", "name": "Ejemplo A.C.", "website": "https://example.org"},
    "cost_options": [{"id": "1", "amount": 0}],
    "required_documents": [{"id": "1", "document": "Passport"}],
    "languages": [{"id": "1", "code": "es"}, {"id": "2", "name": "Mam"}],
    "capacities": [{"id": "1", "unit": {"id": "u", "name": "Beds"}, "available": 1, "maximum": 20}],
    "attributes": [{"id": "1", "taxonomy_term": {"id": "t", "name": "Food"}}],
    "service_at_locations": [
        {
            "id": "at",
            "location": {
                "id": "l",
                "location_type": "physical",
                "latitude": 14.5,
                "longitude": -90,
                "addresses": [{"id": "a", "country": "GT", "state_province": "Guatemala", "city": "Mixco"}],
                "accessibility": [{"id": "x", "description": "ramp"}],
                "schedules": [
                    {"id": "s", "freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "08:00", "closes_at": "12:00"}
                ],
            },
        }
    ],
}

PLACED = {"service_at_locations": [{"location": {"id": "l", "latitude": 14, "longitude": -90}}]}


def taken(rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = tuple(dict.fromkeys([*FACILITIES.names, *(name for row in rows for name in row)]))
    found = tuple(RawRow(number, dict.fromkeys(columns, "") | row) for number, row in enumerate(rows, start=1))
    return take_facilities(RawTable("a.csv", columns, found)).frame


def parsed(document: object) -> Any:
    return json.loads(json.dumps(document, ensure_ascii=False, allow_nan=False))


def test_every_field_of_a_study_comes_back_from_hsds() -> None:
    frame = taken([FULL, BARE, HOTLINE, ODD])
    again = take_facilities(raw_from_hsds(parsed(hsds_from(frame, [])))).frame
    assert sorted(again.columns) == sorted(frame.columns)
    assert_frame_equal(pd.DataFrame(again[list(frame.columns)]), pd.DataFrame(frame))


def test_hsds_that_went_through_a_study_is_the_same_hsds() -> None:
    first = hsds_from(taken([FULL, BARE, HOTLINE, ODD]), [{"title": "a list"}], ["EXAMPLE"])
    second = hsds_from(take_facilities(raw_from_hsds(parsed(first))).frame, [{"title": "a list"}], ["EXAMPLE"])
    assert second == first


def test_what_hsds_has_members_for_stands_in_them() -> None:
    service = hsds_from(taken([FULL]), [])["contents"][0]
    location = service["service_at_locations"][0]["location"]
    assert (location["longitude"], location["latitude"], location["location_type"]) == (-87.201, 14.018, "physical")
    assert [each["code"] for each in service["languages"]] == ["es", "mam"]
    assert (service["status"], service["assured_date"], service["organization"]["name"]) == (
        "inactive",
        "2025-01-31",
        "Ejemplo A.C.",
    )
    assert [each["number"] for each in service["phones"]] == ["+504 0000 0001", "+504 0000 0002"]
    assert location["addresses"][0]["country"] == "HN"
    assert {each["byday"] for each in service["schedules"]} == {"MO,TU,WE,TH,FR", "SA"}


def test_a_place_nobody_confirmed_says_so() -> None:
    service = hsds_from(taken([BARE]), [])["contents"][0]
    assert service["status"] == "active"
    assert "confirmed" in service["alert"]


def test_somebody_elses_service_is_read() -> None:
    cells = raw_from_hsds([FOREIGN]).rows[0].cells
    held = {name: text for name, text in cells.items() if text}
    assert held == {
        "facility_id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Comedor",
        "kind": "food",
        "services": "food",
        "lon": "-90",
        "lat": "14.5",
        "opening_hours": "Mo-We 08:00-12:00",
        "languages": "es;Mam",
        "documents_required": "yes",
        "required_documents": "Passport",
        "fee": "no",
        "beds": "20",
        "country": "GT",
        "adm1": "Guatemala",
        "city": "Mixco",
        "accessibility": "ramp",
        "organisation": "Ejemplo A.C.",
        "status": "open",
        "checked_on": "2025-02-01",
    }


def test_somebody_elses_service_keeps_what_we_hold_on_the_way_through_a_study() -> None:
    first = raw_from_hsds([FOREIGN])
    second = raw_from_hsds(parsed(hsds_from(take_facilities(first).frame, [])))
    frames = [take_facilities(raw).frame for raw in (first, second)]
    common = [name for name in frames[0].columns if frames[0][name].astype(bool).any()]
    assert_frame_equal(pd.DataFrame(frames[1][common]), pd.DataFrame(frames[0][common]))


def test_an_alert_that_a_place_is_closed_counts_more_than_its_status() -> None:
    document = FOREIGN | {"status": "active", "alert": "Closed until further notice"}
    row = take_facilities(raw_from_hsds(document)).frame.iloc[0]
    assert (row["status"], row["alert"]) == ("closed", "Closed until further notice")


def test_what_costs_nothing_for_a_time_alone_is_not_known_to_be_free() -> None:
    document = FOREIGN | {"cost_options": [{"id": "1", "amount": 0, "valid_to": "2020-01-31"}]}
    intake = take_facilities(raw_from_hsds(document))
    assert intake.frame.iloc[0]["fee"] == "unknown"
    told = intake.repaired.set_index("column")["value"]
    assert told["fee"] == "0 (valid_to 2020-01-31)"


def test_what_we_do_not_hold_is_listed_with_how_many_services_have_it() -> None:
    second = FOREIGN | {"id": "b", "program": None, "capacities": [{"unit": {"name": "Meals"}, "maximum": 3}]}
    found = {"capacity.available": 1, "capacity.maximum": 1, "organization.website": 2, "program.name": 1}
    assert fields_not_held([FOREIGN, second]) == found
    (note,) = raw_from_hsds([FOREIGN, second]).notes
    assert note == (
        "not kept, for no column holds it (and how many have it): "
        "organization.website (2), capacity.available (1), capacity.maximum (1), program.name (1)"
    )


def test_what_is_not_kept_is_said_in_spanish_too() -> None:
    page = {"contents": [FOREIGN], "attributions": [{"title": "A list", "licence": "CC BY 4.0"}]}
    missing = "capacity.available (1), organization.website (1), program.name (1)"
    assert [say_reason(note, "es") for note in raw_from_hsds(page).notes] == [
        f"no se guarda, pues ninguna columna lo contiene (y cuántos lo tienen): {missing}",
    ]


def test_of_our_own_export_nothing_is_left_out_but_who_told_it() -> None:
    sources = [{"title": "A list", "licence": "CC BY 4.0", "url": "https://example.org", "retrieved": "2025-01-31"}]
    page = parsed(hsds_from(taken([FULL, BARE, HOTLINE, ODD]), sources, ["EXAMPLE"]))
    assert fields_not_held(page) == {}
    raw = raw_from_hsds(page)
    assert (raw.notes, raw.sources) == ((), (("A list", "CC BY 4.0", "https://example.org", "2025-01-31"),))


def test_a_source_without_a_title_or_with_an_odd_day_spoils_no_study() -> None:
    odd = [{"licence": "MIT"}, {"title": "A\nlist", "retrieved": "yesterday"}, "text"]
    assert raw_from_hsds({"contents": [FOREIGN], "attributions": odd}).sources == (("A list", "", "", ""),)


def test_what_yes_and_no_leave_out_is_kept_in_words() -> None:
    words = {
        "id": "s",
        "name": "Albergue",
        "interpretation_services": "Mam by telephone",
        "required_documents": [{"document": "Passport"}, {"document": "Any letter"}],
        "cost_options": [{"option": "adults", "amount": 20.5, "currency": "MXN"}, {"amount": 0}],
        "attributes": [{"taxonomy_term": {"name": "Shelter"}}, {"taxonomy_term": {"name": "Hot meals"}}],
    }
    first = raw_from_hsds([words | PLACED])
    cells = first.rows[0].cells
    yes = {"interpretation": "yes", "documents_required": "yes", "fee": "yes", "kind": "shelter"}
    full = {
        "interpretation_services": "Mam by telephone",
        "required_documents": "Passport;Any letter",
        "cost_options": "adults 20.5 MXN",
        "taxonomy_terms": "Hot meals",
    }
    assert {name: cells[name] for name in (yes | full)} == yes | full
    page = parsed(hsds_from(take_facilities(first).frame, []))
    again = take_facilities(raw_from_hsds(page)).frame
    assert {name: again[name][0] for name in (yes | full)} == yes | full
    assert [each["document"] for each in page["contents"][0]["required_documents"]] == ["Passport", "Any letter"]


def test_the_stamp_of_a_document_is_a_column_as_it_is_in_csv() -> None:
    page = parsed(hsds_from(taken([FULL]), [], ["EXAMPLE"]))
    assert raw_from_hsds(page).rows[0].cells["EXAMPLE"] == "EXAMPLE"
    # A stamp never takes the place of a column of ours.
    assert raw_from_hsds(page | {"stamps": ["name"]}).rows[0].cells["name"] == FULL["name"]


@pytest.mark.parametrize(
    ("member", "path"),
    [
        ({"phones": [{"number": "1"}, {"number": "2"}]}, "phones[2]"),
        ({"phones": [{"number": "1", "type": "fax"}]}, "phone.type"),
        ({"attributes": [{"label": "Ramp", "value": "yes"}]}, "attribute.value"),
        ({"service_at_locations": [{"location": {"addresses": [{}, {}]}}]}, "addresses[2]"),
        (
            {"languages": [{"code": "es"}], "service_at_locations": [{"languages": [{"code": "mam"}]}]},
            "languages[2]",
        ),
        ({"organization": {"name": "A", "description": "B"}}, "organization.description"),
    ],
)
def test_what_a_row_has_one_column_for_is_listed_where_there_is_more(member: dict[str, Any], path: str) -> None:
    assert fields_not_held([{"id": "s", "name": "x"} | member]) == {path: 1}


def test_what_stands_beside_the_services_is_listed_with_its_rows() -> None:
    page = {"contents": [FOREIGN, {"id": "nameless"}, "text"], "metadata": [{"id": 1}, {"id": 2}], "empty": False}
    beside = {"document.entries": 2, "document.metadata": 2}
    assert {name: count for name, count in fields_not_held(page).items() if name.startswith("document")} == beside


def test_rows_of_a_package_that_belong_to_no_service_are_listed() -> None:
    package = {
        "services": [{"id": 7, "name": "Comedor"}],
        "locations": [{"id": "l1"}, {"id": "lost"}],
        "service_at_location": [{"id": "at1", "service_id": "7", "location_id": "l1"}],
        "phones": [{"service_id": 7, "number": "1"}, {"organization_id": "o", "number": "2"}],
        "contacts": [{"id": "c", "link_entity": "service", "link_id": 8}],
        "taxonomies": [{"id": "t"}],
    }
    assert fields_not_held(package) == {
        "document.contacts": 1,
        "document.locations": 1,
        "document.phones": 1,
        "document.taxonomies": 1,
    }


def test_a_hostile_document_makes_a_short_note() -> None:
    deep: dict[str, Any] = {}
    for _ in range(300):
        deep = {"x": deep or 1}
    wide = {f"{number:04d}{'y' * 500}": number for number in range(2000)}
    raw = raw_from_hsds([FOREIGN | {"deep": deep} | wide])
    (note,) = raw.notes
    assert len(note) < 2000
    assert note.startswith("not kept, for no column holds them: 2,004 members, all named in not-kept.csv ")
    assert len(raw.left_out) == 2004
    assert max(len(member) for _, member, _ in raw.left_out) == 200


def test_all_that_is_not_kept_is_named_by_object_however_much_it_is() -> None:
    parts = {
        "organization": {"id": "o", "name": "Red", "email": "x@example.org", "tax_id": "1"},
        "program": {"id": "p", "name": "Winter", "alternate_name": "W"},
        "phones": [{"number": "1", "extension": "2"}],
        "schedules": [{"byday": "MO", "opens_at": "08:00", "closes_at": "15:00", "notes": "x", "schedule_link": "y"}],
    }
    many = {f"extra_{at:02}": "x" for at in range(30)}
    raw = raw_from_hsds([{"id": "a", "name": "Comedor"} | parts | many])
    assert [each for each in raw.left_out if each[0] != "service"] == [
        ("organization", "email", 1),
        ("organization", "tax_id", 1),
        ("phone", "extension", 1),
        ("program", "alternate_name", 1),
        ("program", "name", 1),
        ("schedule", "notes", 1),
        ("schedule", "schedule_link", 1),
    ]
    assert [each for each in raw.left_out if each[0] == "service"] == [("service", name, 1) for name in sorted(many)]
    (note,) = raw.notes
    objects = "organization (2), phone (1), program (2), schedule (2), service (30)"
    assert note == (
        "not kept, for no column holds them: 37 members, all named in not-kept.csv in the study, "
        f"of these objects: {objects}"
    )
    assert say_reason(note, "es") == (
        "no se guardan, pues ninguna columna los contiene: 37 miembros, todos nombrados en not-kept.csv, "
        f"en el estudio, de estos objetos: {objects}"
    )


@pytest.mark.parametrize("shape", [FOREIGN, [FOREIGN], {"contents": [FOREIGN]}])
def test_a_service_is_found_in_a_list_a_page_and_alone(shape: object) -> None:
    assert raw_from_hsds(shape).rows[0].cells["name"] == "Comedor"


def test_the_tables_of_a_package_are_joined_by_their_ids() -> None:
    package = {
        "services": [{"id": "s", "name": "Comedor", "status": "active", "organization_id": "o"}],
        "organizations": [{"id": "o", "name": "Ejemplo A.C."}],
        "locations": [{"id": "l1", "latitude": 1, "longitude": 2}, {"id": "l2", "latitude": 3, "longitude": 4}],
        "service_at_location": [
            {"id": "at1", "service_id": "s", "location_id": "l1"},
            {"id": "at2", "service_id": "s", "location_id": "l2"},
        ],
        "phones": [{"id": "p", "service_id": "s", "number": "1"}],
        "attributes": [{"id": "a", "link_id": "s", "link_entity": "service", "taxonomy_term": {"name": "food"}}],
    }
    cells = [row.cells for row in raw_from_hsds(package).rows]
    found = [[each[name] for name in ("facility_id", "lon", "lat", "phone", "kind", "organisation")] for each in cells]
    assert found == [
        ["at1", "2", "1", "1", "food", "Ejemplo A.C."],
        ["at2", "4", "3", "1", "food", "Ejemplo A.C."],
    ]


@pytest.mark.parametrize("document", [[], {}, {"contents": []}, "text", 5, None, [[[]]], {"services": "x"}])
def test_json_without_a_service_is_refused_in_one_line(document: object) -> None:
    with pytest.raises(InputError, match="holds no HSDS service"):
        raw_from_hsds(document)


HOURS = st.lists(st.integers(0, 47), min_size=2, max_size=4, unique=True).map(sorted)


def clock(half_hours: int) -> str:
    return f"{half_hours // 2:02d}:{half_hours % 2 * 30:02d}"


@given(st.dictionaries(st.sampled_from(DAYS), HOURS, min_size=1))
def test_plain_weekly_hours_come_back_with_the_same_times_each_day(week: dict[str, list[int]]) -> None:
    spans = {
        day: ",".join(f"{clock(a)}-{clock(b)}" for a, b in zip(at[::2], at[1::2], strict=False))
        for day, at in week.items()
    }
    hours = "; ".join(f"{day} {told}" for day, told in spans.items())
    canonical = hours_from_schedules(schedules_from_hours(hours))
    assert hours_from_schedules(schedules_from_hours(canonical)) == canonical
    again = {(each["byday"], each["opens_at"], each["closes_at"]) for each in schedules_from_hours(canonical)}
    single = {(day.upper(), *span.split("-")) for day, told in spans.items() for span in told.split(",")}
    assert {(day, opens, closes) for days, opens, closes in again for day in days.split(",")} == single


@pytest.mark.parametrize(
    "hours", ["24/7", "Mo-Fr 20:00-04:00", "Mo 08:00-24:00", "sunrise-sunset", "Mo 08:00-12:00; Mo off"]
)
def test_hours_that_are_not_plainly_weekly_stay_text(hours: str) -> None:
    assert schedules_from_hours(hours) == [{"description": hours}]
    assert hours_from_schedules([{"id": "1", "description": hours}]) == hours


def test_a_rule_that_is_not_weekly_gives_no_hours() -> None:
    rule = {"freq": "MONTHLY", "byday": "2MO", "opens_at": "08:00", "closes_at": "12:00"}
    assert hours_from_schedules([rule]) == "freq=MONTHLY byday=2MO opens_at=08:00 closes_at=12:00"
    weekly = {"freq": "WEEKLY", "byday": "MO", "opens_at": "08:00Z", "closes_at": "12:00Z"}
    assert "opens_at=08:00Z" in hours_from_schedules([weekly])
