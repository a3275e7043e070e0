import math
from typing import Any

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import raw_from_frame
from data.schemas import FACILITIES
from data.visibility import Origin
from data.vocabulary import KIND_MAY_GIVE, KIND_SERVICES, KINDS, TRISTATE_COLUMNS
from geo.errors import InputError

GOOD = {"facility_id": "a", "name": "A", "kind": "clinic", "services": "primary", "lon": "-92.2", "lat": "14.9"}

NO_COORDINATE = "is no coordinate in degrees, such as -90.5"


def take(*rows: dict[str, Any], origin: Origin = "upload") -> Intake:
    frame = pd.DataFrame([GOOD | {"facility_id": f"f{number}"} | row for number, row in enumerate(rows, start=1)])
    return take_facilities(raw_from_frame(frame.fillna(""), "clinics.csv"), origin=origin)


def one(origin: Origin = "upload", **cells: str) -> dict[str, Any]:
    return dict(take(cells, origin=origin).frame.iloc[0])


def mends(**cells: str) -> list[tuple[str, str, str]]:
    repaired = take(cells).repaired
    return list(repaired[["column", "value", "mend"]].itertuples(index=False, name=None))


def refusal(**cells: str) -> tuple[str, str, str]:
    set_aside = take({}, cells).set_aside
    assert list(set_aside["id"]) == ["f2"]
    line = set_aside.iloc[0]
    return line["column"], line["value"], line["reason"]


def test_a_full_row_is_kept_as_it_is() -> None:
    intake = take(GOOD)
    assert tuple(intake.frame.columns) == (*FACILITIES.names, "geometry")
    assert intake.set_aside.empty
    assert intake.repaired.empty
    assert intake.frame.iloc[0]["lon"] == -92.2
    assert intake.frame.geometry.iloc[0].coords[0] == (-92.2, 14.9)


def test_what_nobody_said_is_unknown() -> None:
    row = one()
    assert {row[name] for name in TRISTATE_COLUMNS} == {"unknown"}
    assert row["status"] == "unknown"
    assert math.isnan(row["beds"])
    assert row["phone"] == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "yes") for text in ("Yes", "y", "TRUE", "1", "sí", "Si", "oui", "sim", "x", "✓", "Verdadero", "vrai")),
        *((text, "no") for text in ("No", "n", "false", "0", "non", "não", "Falso", "faux")),
        *((text, "unknown") for text in ("?", "n/a", "No sabe", "ne sait pas", "Não sabe")),
    ],
)
def test_yes_and_no_in_other_words_are_repaired(text: str, value: str) -> None:
    assert one(fee=text)["fee"] == value
    assert mends(fee=text) == [("fee", text, f"read as {value}")]


@pytest.mark.parametrize("text", ["perhaps", "yes no", "siempre", "sí y no", "10", "✓✗"])
def test_what_is_neither_yes_nor_no_is_never_yes(text: str) -> None:
    assert one(fee=text)["fee"] == "unknown"
    assert mends(fee=text) == [("fee", text, "neither yes nor no, read as unknown")]


@pytest.mark.parametrize("text", ["yes", "no", "unknown", ""])
def test_the_words_themselves_and_nothing_are_no_repair(text: str) -> None:
    assert one(fee=text)["fee"] == (text or "unknown")
    assert mends(fee=text) == []


@pytest.mark.parametrize("kind", [kind for kind, services in KIND_SERVICES.items() if services])
def test_no_service_means_that_of_the_kind(kind: str) -> None:
    assert one(kind=kind, services="")["services"] == ";".join(KIND_SERVICES[kind])
    assert [column for column, _, _ in mends(kind=kind, services="")] == ["services"]


def test_a_hospital_that_names_no_service_gives_none_for_certain() -> None:
    row = one(kind="hospital", services="")
    assert (row["services"], row["services_possible"]) == ("", "primary;emergency;maternal;child_health")
    told = "empty, what a hospital may give counts as possible: primary;emergency;maternal;child_health"
    assert mends(kind="hospital", services="") == [("services", "", told)]


def test_a_hospital_that_names_its_services_gives_those_and_no_others() -> None:
    row = one(kind="hospital", services="emergency")
    assert (row["services"], row["services_possible"]) == ("emergency", "")


def test_what_a_kind_may_give_is_never_what_it_gives_for_certain() -> None:
    assert set(KIND_MAY_GIVE) <= set(KINDS)
    assert all(set(KIND_MAY_GIVE[kind]).isdisjoint(KIND_SERVICES[kind]) for kind in KIND_MAY_GIVE)


def test_a_hotline_gives_what_it_names_and_nothing_by_kind() -> None:
    assert one(kind="hotline", services="")["services"] == ""
    assert mends(kind="hotline", services="") == []


def test_a_missing_services_column_counts_as_empty_in_every_row() -> None:
    frame = pd.DataFrame([GOOD, GOOD | {"facility_id": "b", "kind": "water"}]).drop(columns="services")
    intake = take_facilities(raw_from_frame(frame, "x.csv"))
    assert list(intake.frame["services"]) == ["primary", "water"]
    assert list(intake.repaired["id"]) == ["a", "b"]


def test_services_stand_once_and_in_the_order_of_the_vocabulary() -> None:
    assert one(services="water; Mental Health;primary;water")["services"] == "primary;mental_health;water"
    assert mends(services="water; Mental Health") == [
        ("services", "water; Mental Health", "Mental Health read as mental_health")
    ]


def test_an_unknown_service_is_dropped_and_listed() -> None:
    assert one(services="primary;dentist")["services"] == "primary"
    assert mends(services="primary;dentist") == [("services", "primary;dentist", "unknown service dropped: dentist")]


def test_services_in_words_we_do_not_know_make_the_kind_only_possible() -> None:
    row = one(services="consulta externa")
    assert (row["services"], row["services_possible"]) == ("", "primary")
    row = one(kind="hospital", services="hospitalización")
    assert (row["services"], row["services_possible"]) == ("", "primary;emergency;maternal;child_health")


def test_possible_services_are_kept_apart_and_never_filled_up() -> None:
    row = one(kind="health_post", services="", services_possible="maternal;primary")
    assert (row["services"], row["services_possible"]) == ("", "primary;maternal")
    assert one(services="primary", services_possible="primary;maternal")["services_possible"] == "maternal"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"facility_id": ""}, None),
        ({"kind": "casino"}, ("kind", "casino", None)),
        ({"kind": ""}, ("kind", "", None)),
        ({"lon": ""}, ("lon", "", "is empty")),
        ({"lat": "north"}, ("lat", "north", NO_COORDINATE)),
        ({"lat": "nan"}, ("lat", "nan", NO_COORDINATE)),
        ({"lat": "1_4"}, ("lat", "1_4", NO_COORDINATE)),
        ({"lat": "1e999"}, ("lat", "1e999", NO_COORDINATE)),
        ({"lon": "0", "lat": "-0.0"}, ("lon", "0", "is at 0, 0, where places without coordinates end up")),
        ({"lon": "580213", "lat": "1648020"}, ("lon", "580213", None)),
        ({"lon": "48.9", "lat": "-92.2"}, ("lat", "-92.2", None)),
        ({"facility_id": "f1"}, None),
    ],
)
def test_what_cannot_be_used_is_set_aside_with_its_reason(
    cells: dict[str, str], expected: tuple[str, str, str | None] | None
) -> None:
    set_aside = take({}, cells).set_aside
    line = set_aside.iloc[0]
    assert (len(set_aside), line["file"], line["row"]) == (1, "clinics.csv", 2)
    if expected is not None:
        column, value, reason = expected
        assert (line["column"], line["value"]) == (column, value)
        assert reason is None or line["reason"] == reason


_NO_NUMBER = "is not a number (digits with a decimal point, no unit), emptied"


@pytest.mark.parametrize("column", ["beds", "capacity_per_day"])
@pytest.mark.parametrize(
    ("text", "mend"),
    [("many", _NO_NUMBER), ("20-30", _NO_NUMBER), ("\uff11\uff12", _NO_NUMBER), ("-3", "is below 0, emptied")],
)
def test_an_amount_that_is_none_is_emptied_and_costs_no_place(column: str, text: str, mend: str) -> None:
    intake = take({column: text})
    assert math.isnan(intake.frame[column].iloc[0])
    assert list(intake.repaired[["column", "value", "mend"]].iloc[0]) == [column, text, mend]


def test_metres_are_told_from_degrees_in_words() -> None:
    _, _, reason = refusal(lon="580213", lat="1648020")
    assert "look like metres" in reason
    assert "EPSG:4326" in reason


def test_the_first_of_two_rows_with_one_id_stays() -> None:
    intake = take({"facility_id": "x", "name": "first"}, {"facility_id": "x", "name": "second"})
    assert list(intake.frame["name"]) == ["first"]
    assert list(intake.set_aside["reason"]) == ["is repeated: another row has it"]


def test_a_row_set_aside_does_not_bar_its_id() -> None:
    intake = take({"facility_id": "x", "lat": "bad"}, {"facility_id": "x", "name": "second"})
    assert list(intake.frame["name"]) == ["second"]


def test_a_row_is_never_both_repaired_and_set_aside() -> None:
    intake = take({}, {"fee": "Y", "services": "", "lat": "bad"})
    assert list(intake.set_aside["id"]) == ["f2"]
    assert intake.repaired.empty


def test_the_whole_row_goes_with_what_is_set_aside() -> None:
    assert '"name": "Él"' in take({}, {"name": "Él", "lat": "bad"}).set_aside["cells"].iloc[0]


def test_rows_are_sorted_by_id_and_own_columns_stay_as_text_at_the_end() -> None:
    intake = take({"facility_id": "b", "note": "007"}, {"facility_id": "a", "note": "=1"})
    assert list(intake.frame["facility_id"]) == ["a", "b"]
    assert list(intake.frame.columns[-2:]) == ["note", "geometry"]
    assert list(intake.frame["note"]) == ["=1", "007"]


def test_a_hotline_needs_no_place_but_then_its_country() -> None:
    intake = take({"kind": "hotline", "services": "legal", "lon": "", "lat": "", "country": "gt"})
    row = intake.frame.iloc[0]
    assert math.isnan(row["lon"])
    assert math.isnan(row["lat"])
    assert row["geometry"] is None
    assert row["country"] == "GT"
    assert refusal(kind="hotline", lon="", lat="")[0] == "country"
    assert refusal(kind="hotline", lon="1", lat="", country="MX")[0] == "lat"


def test_dates_countries_and_states_that_are_none_are_emptied_and_listed() -> None:
    row = one(checked_on="31/01/2025", country="Atlantis", status="quizás")
    assert (row["checked_on"], row["country"], row["status"]) == ("", "", "unknown")
    assert [column for column, _, _ in mends(checked_on="2025-02-30", country="Atlantis", status="quizás")] == [
        "country",
        "status",
        "checked_on",
    ]
    assert mends(checked_on="2025-01-31", country="MX", status="closed") == []


def test_a_check_in_a_year_nobody_could_have_written_is_emptied_and_listed() -> None:
    assert [one(checked_on=day)["checked_on"] for day in ("2567-03-04", "1989-12-31", "1990-01-01")] == [
        "",
        "",
        "1990-01-01",
    ]
    assert mends(checked_on="2567-03-04") == [
        ("checked_on", "2567-03-04", "year 2567: another calendar or a slip, emptied")
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *(
            (text, "closed")
            for text in ("Cerrado", "fuera de operación", "Fuera de servicio", "suspendida", "Demolida")
        ),
        *((text, "closed") for text in ("En construcción", "Planned", "under construction", "Temporarily closed")),
        *((text, "closed") for text in ("Suspendu", "détruite", "en travaux", "em construção", "demolida", "Suspensa")),
        *((text, "open") for text in ("Abierta", "En operación", "ouvert", "aberto")),
    ],
)
def test_a_place_said_to_be_closed_in_another_language_is_closed(text: str, status: str) -> None:
    assert one(status=text)["status"] == status
    assert mends(status=text) == [("status", text, f"read as {status}")]


def test_the_name_of_a_country_is_read_as_its_code() -> None:
    assert one(country="México")["country"] == "MX"
    assert mends(country="México") == [("country", "México", "read as MX")]


def test_hours_nobody_can_compute_with_stay_as_they_are_written_and_are_listed() -> None:
    assert one(opening_hours="lunes a viernes")["opening_hours"] == "lunes a viernes"
    assert [column for column, _, _ in mends(opening_hours="lunes a viernes")] == ["opening_hours"]
    assert mends(opening_hours="Mo-Fr 08:00-16:00") == []


@pytest.mark.parametrize(
    ("origin", "cells", "visibility"),
    [
        ("upload", {}, "restricted"),
        ("osm", {}, "public"),
        ("upload", {"kind": "shelter", "services": ""}, "hidden"),
        ("osm", {"kind": "shelter", "services": ""}, "hidden"),
        ("osm", {"services": "primary;shelter"}, "hidden"),
        ("osm", {"services_possible": "shelter"}, "hidden"),
        ("upload", {"kind": "shelter", "visibility": "public"}, "public"),
        ("upload", {"visibility": "public"}, "public"),
        ("upload", {"visibility": "hidden"}, "hidden"),
        ("osm", {"visibility": "restricted"}, "restricted"),
        ("upload", {"women_only": "yes"}, "hidden"),
        ("osm", {"women_only": "sí"}, "hidden"),
        ("upload", {"women_only": "yes", "visibility": "public"}, "hidden"),
        ("upload", {"services": "gbv", "visibility": "restricted"}, "hidden"),
        ("osm", {"services_possible": "gbv", "visibility": "public"}, "hidden"),
        ("upload", {"services": "GBV", "visibility": "public", "visibility_reason": "a public office"}, "public"),
        ("upload", {"women_only": "yes", "visibility_reason": "a public office"}, "restricted"),
        ("upload", {"kind": "shelter", "women_only": "yes", "visibility_reason": "well known"}, "hidden"),
        ("osm", {"visibility": "publico"}, "hidden"),
    ],
)
def test_who_may_know_a_place(origin: Origin, cells: dict[str, str], visibility: str) -> None:
    assert one(origin, **cells)["visibility"] == visibility


@pytest.mark.parametrize(
    ("cells", "visibility"),
    [
        ({}, "public"),
        ({"visibility": "restricted"}, "restricted"),
        ({"visibility": "who knows"}, "hidden"),
        # It lies somewhere: people may come to it.
        ({"lon": "-92", "lat": "15"}, "restricted"),
        # Its number may be that of a refuge.
        ({"services": "gbv"}, "hidden"),
        ({"services": "gbv", "visibility": "public"}, "hidden"),
        ({"women_only": "yes"}, "hidden"),
        ({"name": "Línea para mujeres violentadas"}, "hidden"),
        ({"services": "shelter"}, "hidden"),
        ({"services": "gbv", "visibility_reason": "the national line, printed on posters"}, "public"),
    ],
)
def test_a_help_line_that_lies_nowhere_is_for_everybody_unless_its_row_or_what_it_is_says_otherwise(
    cells: dict[str, str], visibility: str
) -> None:
    line = {"kind": "hotline", "services": "legal", "lon": "", "lat": "", "country": "MX"}
    assert one("upload", **(line | cells))["visibility"] == visibility


def test_hiding_against_the_rows_own_word_is_listed() -> None:
    assert mends(women_only="yes", visibility="public") == [
        ("visibility", "public", "hidden: for women only or about violence, and no visibility_reason is given")
    ]
    assert mends(visibility="publico") == [("visibility", "publico", "unknown word, read as hidden")]
    assert mends(women_only="yes", visibility="hidden") == []
    assert mends(women_only="yes") == []


@pytest.mark.parametrize("column", ["facility_id", "name", "kind", "lon", "lat"])
def test_a_missing_column_is_named_beside_those_found(column: str) -> None:
    frame = pd.DataFrame([GOOD]).drop(columns=column)
    with pytest.raises(InputError) as caught:
        take_facilities(raw_from_frame(frame, "clinics.csv"))
    found = ", ".join(name for name in GOOD if name != column)
    assert str(caught.value) == (
        f"clinics.csv: column {column} is missing; columns found: {found}. "
        f"Add {column} or rename the column that holds it."
    )


def test_no_usable_row_is_an_error_that_tells_the_first() -> None:
    with pytest.raises(InputError) as caught:
        take({"lat": "bad"}, {"lat": ""})
    assert str(caught.value) == (
        "clinics.csv: none of its 2 rows can be used as facilities; the first: row 1 f1 lat 'bad' "
        "is no coordinate in degrees, such as -90.5. Mend the rows and give the file again."
    )
    with pytest.raises(InputError, match=r"holds no row of facilities"):
        take_facilities(raw_from_frame(pd.DataFrame(columns=list(GOOD)), "clinics.csv"))


def test_the_rows_of_the_file_are_not_changed() -> None:
    raw = raw_from_frame(pd.DataFrame([GOOD | {"services": "", "country": "mx"}]), "x.csv")
    before = dict(raw.rows[0].cells)
    take_facilities(raw)
    assert raw.rows[0].cells == before


def test_a_hidden_row_gives_its_id_to_one_that_is_told_wherever_it_stands() -> None:
    told = {"facility_id": "c1", "name": "Ejemplo", "visibility": "public"}
    secret = {"facility_id": "c1", "name": "Refugio", "visibility": "hidden"}
    for rows in ((told, secret), (secret, told)):
        intake = take(*rows)
        assert intake.frame["name"].tolist() == ["Ejemplo"]
        against = "is repeated: another row has it, and the two contradict each other in visibility"
        assert intake.set_aside["reason"].tolist() == [against]
        assert "Refugio" in intake.set_aside["cells"].iloc[0]


@pytest.mark.parametrize(
    "text", ["gratuito", "Gratis", "FREE", "gratuit", "grátis", "Sin costo", "free of charge", "Gratuita."]
)
def test_a_bare_word_for_free_asks_for_no_fee(text: str) -> None:
    assert one(fee=text)["fee"] == "no"
    assert mends(fee=text) == [("fee", text, "read as no")]


@pytest.mark.parametrize(
    "text", ["gratuito para afiliados", "free?", "gratuito*", "no gratuito", "gratis (1a consulta)", "sin dato"]
)
def test_what_is_free_for_some_or_perhaps_is_unknown(text: str) -> None:
    assert one(fee=text)["fee"] == "unknown"


def test_what_a_place_may_give_by_its_kind_is_said_once() -> None:
    told = mends(name="Hospital Norte", services="")
    assert [mend for column, _, mend in told if column == "services"] == [
        "empty, what a clinic may give counts as possible: primary;emergency;maternal;child_health"
    ]
