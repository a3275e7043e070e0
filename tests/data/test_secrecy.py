"""What a place says in its own words keeps it hidden where that could hide a person's safety."""

import csv
from importlib.resources import files

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawTable, raw_from_frame
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.recognise.plain import plain_whole
from data.schemas import FACILITIES
from data.secrecy import speaks_of_refuge
from data.visibility import PUBLIC, Origin, Unsaid, count_unsaid

GOOD = {"facility_id": "a", "name": "Ejemplo", "kind": "shelter", "services": "", "lon": "-92.2", "lat": "14.9"}
BY_NAME = "speaks of violence or of a refuge: kept hidden, as no visibility_reason is given"
BY_COLUMN = "neither yes nor no, counts as for women only: kept hidden, as no visibility_reason is given"
AGAINST = "hidden: for women only or about violence, and no visibility_reason is given"


def raw_of(*rows: dict[str, str]) -> RawTable:
    raw = raw_from_frame(pd.DataFrame([GOOD | {"facility_id": f"f{at}"} | row for at, row in enumerate(rows)]), "x.csv")
    return apply_map(raw, FACILITIES, recognise(raw, FACILITIES, {}))


def take(*rows: dict[str, str], origin: Origin = "upload") -> Intake:
    return take_facilities(raw_of(*rows), origin=origin, shelters=PUBLIC)


def seen(origin: Origin = "upload", **cells: str) -> str:
    return str(take(cells, origin=origin).frame["visibility"].iloc[0])


def told(column: str, **cells: str) -> list[tuple[str, str]]:
    repaired = take(cells).repaired
    lines = repaired[repaired["column"] == column]
    return list(zip(lines["value"], lines["mend"], strict=True))


YES = ["Mujeres", "solo mujeres", "Sí, mujeres y niños", "Yes, women and children", "Femmes", "mujeres y niñas"]
YES += ["Sí.", "si!", "1.0", "Oui, toujours", "mulheres"]


@pytest.mark.parametrize("text", YES)
def test_a_cell_that_begins_with_yes_or_names_women_says_women_only(text: str) -> None:
    frame = take({"women_only": text}).frame
    assert list(frame[["women_only", "visibility"]].iloc[0]) == ["yes", "hidden"]
    assert told("women_only", women_only=text) == [(text, "read as yes")]


@pytest.mark.parametrize(
    "text",
    [
        *("hombres prohibidos", "men are excluded", "men forbidden", "hombres: 0", "varones prohibido"),
        *("all women (trans men welcome)", "mujeres; hombres trans"),
        *(
            "exclusivo",
            "100%",
            "Mostly",
            "¿mujeres?",
            "Sí/No",
            "No hombres",
            "mujeres, no hombres",
            "No (salvo urgencias)",
        ),
    ],
)
def test_a_cell_that_is_neither_clearly_no_nor_unknown_hides_the_place(text: str) -> None:
    frame = take({"women_only": text}).frame
    assert list(frame[["women_only", "visibility"]].iloc[0]) == ["unknown", "hidden"]
    assert told("women_only", women_only=text) == [(text, "neither yes nor no, read as unknown"), (text, BY_COLUMN)]
    assert seen(women_only=text, visibility_reason="known to all", visibility="public") == "public"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "no") for text in ("No", "no.", "0.0", "mixto", "hombres", "hombres y mujeres", "No, mixto")),
        *((text, "unknown") for text in ("", "unknown", "n/a", "no aplica", "-")),
    ],
)
def test_a_clear_no_and_what_nobody_knows_hide_nothing(text: str, value: str) -> None:
    frame = take({"women_only": text}).frame
    assert list(frame[["women_only", "visibility"]].iloc[0]) == [value, "public"]


SECRET = ["Refugio para mujeres violentadas", "Casa de la Mujer", "Albergue de mujeres migrantes", "Women's shelter"]
SECRET += ["Foyer femmes battues", "Casa refugio víctimas de la trata", "Abrigo para mulheres", "Kay fanm"]
SECRET += ["Shelter for females", "Refuge for ladies", "Refugio para señoras", "Albergue para adolescentes embarazadas"]
SECRET += ["Casa de acogida para jóvenes embarazadas", "Refugio para mujeres y hombres trans"]
SECRET += ["Women's shelter (no men)", "Casa (víctimas de violencia)", "Refugio para vÃ\xadctimas de trata"]


SECRET += ["Refugio para víctimas", "DV shelter", 'Casa de protección "Nueva Vida"', "Refugio LGBTIQ+", "Casa trans"]
SECRET += ["Albergue para personas trans", "Shelter for LGBTQI+ migrants", "Gay shelter"]
SECRET += ["Casa arcoíris: diversidad sexual"]
SECRET += ["Safe accommodation for survivors", "Foyer protégé", "Casa de proteção", "Protected shelter"]


@pytest.mark.parametrize("name", SECRET)
def test_a_shelter_whose_name_speaks_of_women_or_violence_is_hidden_and_listed(name: str) -> None:
    assert seen(name=name) == "hidden"
    assert told("name", name=name)[-1][1] == BY_NAME
    assert told("visibility", name=name, visibility="public") == [("public", AGAINST)]
    assert told("name", name="Casa Violencia Cero", visibility="hidden") == []
    assert seen(name=name, visibility="public", visibility_reason="known to all") == "public"


@pytest.mark.parametrize(
    "name",
    [
        *("Albergue para hombres, mujeres y LGBTIQ+", "Refugio para víctimas del huracán"),
        *("Albergue familiar", "Casa YMCA menores", "Albergue Madre Assunta", "Refugio para hombres y mujeres"),
    ],
)
def test_another_shelter_is_what_was_decided_for_shelters(name: str) -> None:
    assert seen(name=name) == "public"


PUBLIC_NAMES = ["Hospital de la Mujer", "Hospital Materno Infantil", "Clínica de la mujer", "Maternité des femmes"]
PUBLIC_NAMES += ["Clínica LGBTIQ+", "Trans health clinic", "Hospital libre de violencia", "Vacunas: BCG, IPV, MMR"]
PUBLIC_NAMES += ["Espacio 100% libre de violencia y acoso", "Violence-free space", "Apoyo a mujeres jefas de hogar"]
PUBLIC_NAMES += ["Centro de Justicia para las Mujeres", "Women's health clinic", "Hospital Dr. Violante"]


@pytest.mark.parametrize("name", PUBLIC_NAMES)
@pytest.mark.parametrize("origin", ["upload", "osm"])
def test_a_hospital_or_an_office_for_women_stays_as_it_is(name: str, origin: Origin) -> None:
    assert seen(origin, name=name, kind="hospital", visibility="public") == "public"
    assert told("name", name=name, kind="hospital", visibility="public") == []


ANY_KIND = [
    "CAVIM víctimas de violencia",
    "Domestic violence safe house",
    "Casa segura",
    "Centro V.B.G.",
    "Casa Refugio",
]
ANY_KIND += [
    "Puerta Violeta",
    "Centro de atención a víctimas",
    "Unidad de delitos contra la mujer",
    "Delegacia da Mulher",
]
ANY_KIND += ["IPV services", "VIF", "VCM", "Fleeing abusive partners", "Orden de restricción contra agresores"]
ANY_KIND += ["Hogar para mujeres y sus hijos", "Personas que huyen de sus agresores"]
ANY_KIND += ["Programa Vida Libre de Violencia"]
ANY_KIND += ["Medida protetiva", "Conjoints violents", "Hogar de protección", "Refugio LGBT", "Refugio para víctimas"]
ANY_KIND += ["Ministerio Público especializado en delitos sexuales", "Clínica sólo para mujeres"]


@pytest.mark.parametrize("name", ANY_KIND)
def test_a_name_of_violence_or_a_safe_house_hides_a_place_of_any_kind(name: str) -> None:
    assert seen(name=name, kind="clinic", visibility="public") == "hidden"


def test_a_place_of_openstreetmap_hidden_for_its_name_asks_nobody_for_a_reason() -> None:
    repaired = take({"name": "Women's shelter", "kind": "clinic", "visibility": "public"}, origin="osm").repaired
    assert BY_NAME in list(repaired["mend"])
    assert AGAINST not in list(repaired["mend"])


@pytest.mark.parametrize(("column", "text"), [("kind", "safe house"), ("kind", "Refugio para mujeres")])
def test_what_the_file_calls_the_kind_counts_though_it_is_read_as_shelter(column: str, text: str) -> None:
    assert list(take({column: text, "visibility": "public"}).frame["visibility"]) == ["hidden"]
    assert (text, BY_NAME) in told(column, **{column: text})


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("atención a violencia", "gbv"),
        ("violencia familiar", "gbv"),
        ("GBV case management", "gbv"),
        ("alojamiento; violence", "gbv;shelter"),
        ("alojamiento (mujeres víctimas de violencia)", "shelter"),
        ("shelter, protección a mujeres", "shelter"),
    ],
)
def test_services_for_women_or_about_violence_hide_a_shelter(text: str, services: str) -> None:
    frame = take({"services": text, "visibility": "public"}).frame
    assert list(frame[["services", "visibility"]].iloc[0]) == [services, "hidden"]


@pytest.mark.parametrize("text", ["trata", "primary; Abuso", "v.b.g.", "women friendly space", "agua, trata"])
def test_a_service_for_those_who_were_trafficked_or_abused_hides_a_place_of_any_kind(text: str) -> None:
    assert list(take({"kind": "clinic", "services": text, "visibility": "public"}).frame["visibility"]) == ["hidden"]


@pytest.mark.parametrize("name", ["Clínica que trata adicciones", "Abuse no more medical supplies", "Dr. J.M. Paz"])
def test_a_word_that_counts_alone_says_nothing_within_a_name(name: str) -> None:
    assert seen(name=name, kind="clinic", visibility="public") == "public"


def test_places_hidden_for_their_own_words_are_counted_apart_from_other_shelters() -> None:
    rows = [
        {"name": "Refugio de mujeres"},
        {"women_only": "exclusivo"},
        {"kind": "safe house"},
        {"services": "gbv"},
        {"name": "Albergue familiar"},
    ]
    raw = raw_of(*({"women_only": ""} | row for row in rows))
    assert count_unsaid(raw, take_facilities(raw).frame) == Unsaid(shelters=1, secret=4)


def test_every_word_of_the_list_is_written_as_texts_are_compared_and_gives_its_reason() -> None:
    lines = list(csv.DictReader(files("data").joinpath("secrecy.csv").read_text("utf-8").splitlines()))
    words = [word for line in lines for name in ("es", "en", "fr", "pt", "ht") for word in line[name].split("|")]
    assert [word for word in words if plain_whole(word) != word.lstrip("=").rstrip("*") or not word] == []
    assert all(line["reason"] for line in lines)
    groups = [{word for name in ("es", "en", "fr", "pt", "ht") for word in line[name].split("|")} for line in lines]
    assert sum(map(len, groups)) == len(set().union(*groups))


def test_longer_words_count_only_where_the_list_says_so() -> None:
    assert speaks_of_refuge("Mujeres maltratadas", gives_shelter=False)
    assert not speaks_of_refuge("Mentorship", gives_shelter=True)
    assert not speaks_of_refuge("Womenfolk", gives_shelter=True)
