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
