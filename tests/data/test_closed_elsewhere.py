"""Whoever walks to a place that its name, a remark or its hours call closed walks in vain: its status is closed."""

from typing import Any

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import RawRow, RawTable, raw_from_frame
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.schemas import FACILITIES

GOOD = {"facility_id": "a", "name": "A", "kind": "clinic", "lon": "-92.2", "lat": "14.9"}


def take(**cells: str) -> Intake:
    return take_facilities(raw_from_frame(pd.DataFrame([GOOD | cells]), "clinics.csv"))


def status_of(**cells: str) -> Any:
    return take(**cells).frame.iloc[0]["status"]


def taken_from_theirs(**cells: str) -> Intake:
    header = tuple(GOOD | cells)
    raw = RawTable("lista.csv", header, (RawRow(2, GOOD | cells),))
    return take_facilities(apply_map(raw, FACILITIES, recognise(raw, FACILITIES)))


CLOSED_NAMES = ["Clínica Norte (CERRADA)", "Clínica Norte (fuera de servicio)", "Ex Clínica", "Ex-hospital General"]
CLOSED_NAMES += [
    "Clínica Sur (en construcción)",
    "Clínica Norte - cerrada",
    "CERRADO: Clínica Norte",
    "[CLOSED] Clinic",
]
CLOSED_NAMES += [
    "Clínica Norte CERRADA",
    "Clinic North closed",
    "Clínica Norte, temporalmente cerrada",
    "*CERRADO* Casa",
]
CLOSED_NAMES += [
    "Clínica (próximamente)",
    "Clínica (ya no existe)",
    "Clínica (cerrada desde 2023)",
    "Hospital (demolido)",
]
ORDINARY_NAMES = [
    "Clínica Cerrada Juárez",
    "Clínica, Cerrada Juárez 12",
    "Clínica (Cerrada de Hidalgo 5)",
    "Clínica La Cerrada",
]
ORDINARY_NAMES += [
    "Clínica (Baja California)",
    "Ex Hacienda El Rosario",
    "Centro de Salud Ex Convento",
    "CLÍNICA LA CERRADA",
]
ORDINARY_NAMES += [
    "Antiguo Hospital Civil",
    "Casa (cerrado los domingos)",
    "Clínica (Cerro Azul)",
    "Clínica Calle Cerrada",
]


@pytest.mark.parametrize("name", CLOSED_NAMES)
def test_a_name_that_says_closed_closes_the_place_and_is_listed(name: str) -> None:
    taken = take(name=name)
    assert taken.frame.iloc[0]["status"] == "closed"
    how = "says that the place is closed: status read as closed"
    assert (name, how) in list(taken.repaired[["value", "mend"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ORDINARY_NAMES)
def test_a_name_of_a_street_or_a_day_off_closes_nothing(name: str) -> None:
    assert status_of(name=name) == "unknown"


@pytest.mark.parametrize("kind", ["farmacia (cerrada)", "shelter (closed)", "Clínica (fuera de servicio)"])
def test_a_kind_that_says_closed_closes_the_place(kind: str) -> None:
    assert taken_from_theirs(kind=kind).frame.iloc[0]["status"] == "closed"


@pytest.mark.parametrize("kind", ["Clínica?", "¿clinica?", "clínica (por confirmar)"])
def test_what_a_doubted_kind_gives_is_possible_and_no_more(kind: str) -> None:
    row = taken_from_theirs(kind=kind).frame.iloc[0]
    assert (row["kind"], row["services"], row["services_possible"]) == ("clinic", "", "primary")


REMARKS = [
    "Cerrada definitivamente desde 2023",
    "Closed until further notice",
    "Cerrado.",
    "Temporalmente cerrado por obras",
]
REMARKS += [
    "Ya no existe",
    "Fermé depuis 2022",
    "Fechado",
    "Cerró en mayo",
    "Clausurado por la autoridad",
    "Nota: cerrada",
]
REMARKS += [
    "Se encuentra cerrada",
    "Dejó de operar en 2022",
    "Sin personal. Cerrada desde 2023",
    "La clínica está cerrada",
]
ORDINARY_REMARKS = ["cerrado los domingos", "Cerrada 14-15h", "Cerrada de Hidalgo 5", "Calle Cerrada", "closed Sundays"]
ORDINARY_REMARKS += [
    "Cerrado de 14 a 15",
    "Closed for lunch 14:00-15:00",
    "Cerrado en la tarde",
    "Cerrada Juárez 12",
    "Cerro",
]
ORDINARY_REMARKS += [
    "Suspendido el servicio de vacunación",
    "Baja California",
    "Closed circuit TV",
    "L-V 8-15; cerrado",
    "¿cerrado?",
]


@pytest.mark.parametrize("text", REMARKS)
@pytest.mark.parametrize("column", ["Observaciones", "notes", "alert", "Comentarios_2"])
def test_a_remark_that_begins_with_closed_closes_the_place(text: str, column: str) -> None:
    assert status_of(**{column: text}) == "closed"


@pytest.mark.parametrize("text", ORDINARY_REMARKS)
def test_a_remark_on_some_hours_or_an_address_closes_nothing(text: str) -> None:
    assert status_of(Observaciones=text) == "unknown"


def test_an_address_is_no_remark() -> None:
    assert status_of(Domicilio="Cerrada") == "unknown"


def test_a_remark_against_a_status_of_open_counts_and_is_listed_as_that() -> None:
    taken = take(status="open", Observaciones="Cerrada desde 2023")
    assert taken.frame.iloc[0]["status"] == "closed"
    how = "says that the place is closed, while its status says open: read as closed"
    assert how in list(taken.repaired["mend"])


@pytest.mark.parametrize("hours", ["Cerrado", "off", "Mo-Su off", "Lunes a domingo: cerrado", "Cerrado por obras"])
def test_hours_of_no_day_close_the_place(hours: str) -> None:
    assert taken_from_theirs(opening_hours=hours).frame.iloc[0]["status"] == "closed"


@pytest.mark.parametrize("hours", ["Mo-Fr 08:00-15:00; Sa,Su off", "24/7", "Cerrado los domingos", "PH off", "Mo off"])
def test_hours_of_some_days_close_nothing(hours: str) -> None:
    assert status_of(opening_hours=hours) == "unknown"
