"""A unit of specialities, or a hospital listed as a clinic, gives nothing for certain by the word for its kind."""

from collections.abc import Sequence

import pytest

from data.facilities import take_facilities
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.careful import note_doubles
from data.recognise.find import recognise
from data.schemas import FACILITIES

HEADER = ("Clave", "Nombre", "Tipo", "Nivel de atención", "Lat", "Long")
HOSPITAL = "primary;emergency;maternal;child_health"


def services_of(name: str, kind: str, level: str = "") -> Sequence[str]:
    row = RawRow(2, dict(zip(HEADER, ["1", name, kind, level, "32.5", "-117"], strict=True)))
    raw = RawTable("l.csv", HEADER, (row,))
    frame = take_facilities(apply_map(raw, FACILITIES, recognise(raw, FACILITIES))).frame
    return list(frame[["services", "services_possible"]].iloc[0])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UNEME Tijuana", "UNEMES"),
        ("Centro Norte", "uneme"),
        ("UNIDAD DE ESPECIALIDADES MÉDICAS", "Clínica"),
        ("HOSPITAL COMUNITARIO SAN FELIPE", "De consulta externa"),
    ],
)
def test_what_may_ask_for_a_referral_is_possible_and_no_more(name: str, kind: str) -> None:
    assert services_of(name, kind) == ["", HOSPITAL]


def test_another_clinic_gives_what_its_kind_gives() -> None:
    assert services_of("Centro de salud San Felipe", "Centro de salud", "Primer nivel") == ["primary", ""]


def test_a_level_of_care_nobody_used_is_told() -> None:
    raw = RawTable("l.csv", HEADER, ())
    told = "column Nivel de atención may say the level of care, which is not used: services are those of the kind alone"
    assert told in list(note_doubles(recognise(raw, FACILITIES)))
    with_services = RawTable("l.csv", (*HEADER, "Servicios"), ())
    assert told not in list(note_doubles(recognise(with_services, FACILITIES)))


@pytest.mark.parametrize("kind", ["Clínica", "Centro de salud", "health post"])
@pytest.mark.parametrize(
    "name",
    [
        *(
            "Clínica Móvil Ejemplo",
            "UNIDAD MÓVIL DE SALUD 3",
            "Unidad Médica Móvil",
            "Caravana de la Salud",
            "UMM-0 Norte",
        ),
        *("Mobile clinic", "Mobile health team", "Unité mobile de santé", "Clinique mobile", "Unidade móvel de saúde"),
        *("Brigada de salud", "Clinic on wheels", "Equipo itinerante", "Hospital móvil"),
    ],
)
def test_what_is_named_a_mobile_unit_gives_nothing_for_certain(name: str, kind: str) -> None:
    given, possible = services_of(name, kind)
    assert given == ""
    assert "primary" in possible


def test_what_a_row_of_a_mobile_unit_names_is_possible_too_and_told() -> None:
    cells = {"facility_id": "a", "name": "Clínica Móvil Ejemplo", "kind": "clinic", "lat": "15.5", "lon": "-88"}
    cells["services"] = "primary;vaccination;no water"
    taken = take_facilities(RawTable("l.csv", tuple(cells), (RawRow(2, cells),)))
    assert list(taken.frame[["services", "services_possible"]].iloc[0]) == ["", "primary;vaccination"]
    assert "a mobile unit by its name, read as possible: primary;vaccination" in set(taken.repaired["mend"])


@pytest.mark.parametrize("name", ["Clínica Movilidad Humana", "Albergue La Caravana", "Telemóvel", "Casa de Salud"])
def test_a_name_that_only_looks_like_it_leaves_a_place_where_it_is(name: str) -> None:
    assert services_of(name, "Clínica")[0] == "primary"
