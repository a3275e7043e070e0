"""What is said to be closed is closed, in whatever words; only plain words make a place open."""

import pytest

from data.openness import openness_asked, read_openness, read_under
from data.raw import RawRow, RawTable
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.schemas import FACILITIES

CLOSED = ["temporalmente cerrado", "clausurada", "no abierto", "fuera de servicio", "dada de baja", "suspendido"]
CLOSED += ["cerrado por violencia", "cerrado 2023", "cierre definitivo", "no opera", "inhabilitado", "ya no existe"]
CLOSED += ["demolido", "destruido", "en construcción", "No operativo", "Closed for renovation", "Not open"]
CLOSED += ["out of service", "closed_temporarily", "closed_permanently", "abandoned", "shut down", "encerrada"]
CLOSED += ["fermé temporairement", "fechado temporariamente", "INACTIVE", "Inactive", "temporarily_closed", "No"]
CLOSED += ["sin funcionar", "no longer there", "Cerró en mayo", "hors service", "desativada"]
OPEN = ["abierto", "En operación", "Operational", "ouverte", "aberto", "ACTIVE", "open"]
UNKNOWN = ["¿cerrado?", "quizás cerrado", "abierto?", "desconocido", "n/a", "por confirmar"]
SAYS_NOTHING = ["rentado", "Sí", "lunes", "", "no cerrado", "Abierto hasta 2023"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, "closed") for text in CLOSED),
        *((text, "open") for text in OPEN),
        *((text, "unknown") for text in UNKNOWN),
    ],
)
def test_a_text_says_whether_a_place_is_open(text: str, said: str) -> None:
    assert read_openness(text) == said


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_another_text_never_says_open(text: str) -> None:
    assert read_openness(text) in ("", "unknown")


ASKS_OPEN = ["En operación", "Activo", "Active", "Funcionando", "Operational", "Activa", "Abierto", "Is it open?"]
ASKS_OPEN += ["¿Está abierto?", "Ouvert", "Aberto", "grupo/¿Está abierto hoy?"]
ASKS_CLOSED = ["Cerrado", "Closed", "Inactivo", "Fermé", "Fechado"]


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [*((name, "open", "closed") for name in ASKS_OPEN), *((name, "closed", "open") for name in ASKS_CLOSED)],
)
def test_yes_and_no_mean_what_the_name_of_their_column_asks(name: str, yes: str, no: str) -> None:
    header = ("facility_id", "name", "kind", "lon", "lat", name)
    rows = [
        RawRow(at, dict(zip(header, ["a", "A", "clinic", "1", "1", text], strict=True)))
        for at, text in enumerate(["Sí", "No", ""])
    ]
    raw = RawTable("lista.csv", header, tuple(rows))
    columns = recognise(raw, FACILITIES)
    assert columns.columns["status"] == name
    table = apply_map(raw, FACILITIES, columns)
    assert [row.cells["status"] for row in table.rows] == [yes, no, ""]
    assert table.rows[1].notes == (("status", f"read as {no}", "No"),)


@pytest.mark.parametrize("name", ["Estatus", "Estatus actual", "Current status", "Horario abierto", "Opening hours"])
def test_a_name_that_asks_nothing_gives_a_yes_no_meaning(name: str) -> None:
    assert openness_asked(name) == ""
    assert read_under("Sí", name) == "Sí"


def test_a_status_of_today_is_a_status() -> None:
    raw = RawTable("l.csv", ("facility_id", "name", "kind", "lon", "lat", "Estatus actual"), ())
    assert recognise(raw, FACILITIES).columns["status"] == "Estatus actual"


@pytest.mark.parametrize(
    ("text", "name", "read"), [("No, por obras", "Abierto", "closed"), ("Sí, desde mayo", "Cerrado", "closed")]
)
def test_what_stands_behind_a_yes_or_no_opens_no_place(text: str, name: str, read: str) -> None:
    assert read_under(text, name) == read
