"""A service that is denied, doubted or explained is read as exactly that: unknown is never yes, and no is no."""

from typing import Any

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.intake import Intake
from data.raw import raw_from_frame
from data.recognise.words import read_words
from data.schemas import FACILITIES

SERVICES = next(column for column in FACILITIES.columns if column.name == "services")
GOOD = {"facility_id": "a", "name": "A", "kind": "hospital", "lon": "-92.2", "lat": "14.9"}
ALL_BUT_EMERGENCY = "primary;maternal;child_health"


def take(**cells: str) -> Intake:
    return take_facilities(raw_from_frame(pd.DataFrame([GOOD | cells]), "clinics.csv"))


def services_of(**cells: str) -> tuple[Any, Any]:
    row = take(**cells).frame.iloc[0]
    return row["services"], row["services_possible"]


OPEN_ASIDES = ["planned", "coming soon", "próximamente", "until 2023", "referral only", "2021", "quién sabe"]
DENYING_ASIDES = ["under construction", "en construcción", "destroyed", "stopped", "inhabilitado", "pausado"]
DENYING_ASIDES += ["dejó de operar", "desativada", "arrêt", "0"]
HARMLESS_ASIDES = ["24 horas", "24/7", "sin cita", "con cita previa", "L-V 8:00-15:00", "gratis", "mujeres", "adultos"]
HARMLESS_ASIDES += ["lunes a viernes", "víctimas de violencia", "medicina general", "24h"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("urgencias (no disponible)", "no emergency"),
        ("emergency (closed)", "no emergency"),
        ("emergency closed", "no emergency"),
        ("vacunación (suspendida)", "no vaccination"),
        ("salud mental [suspendido]", "no mental_health"),
        ("maternal (sin servicio)", "no maternal"),
        ("urgencias (no hay médico)", "no emergency"),
        ("urgencias (cerrado, temporalmente)", "no emergency"),
        ("urgences (fermé)", "no emergency"),
        ("urgences indisponibles", "no emergency"),
        ("água (fora de serviço)", "no water"),
        ("temporarily closed: primary, water", "no primary;no water"),
        ("no hay servicio de urgencias", "no emergency"),
        ("sin urgencias ni partos", "no emergency;no maternal"),
        ("primary; no", "no primary"),
        ("no;emergency", "no emergency"),
        ("Emergency: No", "no emergency"),
        ("primary (no vaccination)", "primary;no vaccination"),
        ("alojamiento sin comida", "shelter?;no food"),
        ("¿emergency?", "emergency?"),
        ("primary;emergency?", "primary;emergency?"),
        ("quizás urgencias", "emergency?"),
        ("vacunación (maybe closed)", "vaccination?"),
        ("pediatría (por confirmar)", "child_health?"),
        ("urgencias (24 horas)", "emergency"),
        ("urgencias (sin cita previa), agua (no se requiere identificación)", "emergency;water"),
        ("proteccion infantil (no acompañados)", "protection_minors"),
        ("protección de menores no acompañados", "protección de menores no acompañados"),
        ("non-food items", "non-food items"),
        ("ninguno", "ninguno"),
        *((f"emergency ({aside})", "emergency?") for aside in OPEN_ASIDES),
        *((f"urgencias ({aside})", "no emergency") for aside in DENYING_ASIDES),
        *((f"urgencias ({aside})", "emergency") for aside in HARMLESS_ASIDES),
        ("urgencias ✗", "no emergency"),
        ("❌ urgencias; agua ✓", "no emergency;water"),
        ("!emergency", "emergency?"),
        ("~~emergency~~", "emergency?"),
        ("-emergency", "emergency?"),
        ("- urgencias", "emergency"),
        ("¡Urgencias!", "emergency"),
        ("primary; vacunación (pronto)", "primary;vaccination?"),
    ],
)
def test_a_cell_says_in_our_words_what_is_given_what_may_be_and_what_is_not(text: str, read: str) -> None:
    assert read_words(text, SERVICES) == read
    assert read_words(read, SERVICES) == read


ONE_DENIAL_FOR_SEVERAL = {
    "primary and emergency not available": "primary?;no emergency",
    "urgencias y partos suspendidos": "emergency?;no maternal",
    "consulta general y urgencias (no disponibles)": "primary?;no emergency",
    "consulta general, urgencias y partos: suspendidos": "primary?;emergency?;no maternal",
    "consulta general e urgências desativadas": "primary?;no emergency",
    "maternal & child health closed": "maternal?;no child_health",
    "primary; emergency (both suspended)": "no primary;no emergency",
    "primary; emergency; water (all closed)": "primary?;emergency?;no water",
    "primary; emergency; suspended": "primary?;emergency?",
    "primary, emergency, por confirmar": "primary?;emergency?;por confirmar",
    "primary; ?": "primary?;?",
    "agua, comida y urgencias (ambas suspendidas)": "water?;no food;no emergency",
    "primary, emergency closed": "primary?;no emergency",
    "primary and lab closed": "primary?;lab closed",
    "agua y urgencias?": "water?;emergency?",
    "¿agua, comida, urgencias?": "water?;food?;emergency?",
    "quizás urgencias y partos": "emergency?;maternal?",
    "por confirmar: urgencias, partos": "emergency?;maternal?",
    "urgencias y partos ✗": "emergency?;no maternal",
    "urgences et vaccination indisponibles": "emergency?;no vaccination",
    "sin urgencias, partos ni vacunación": "no emergency;no maternal;no vaccination",
    "neither emergency nor maternal": "no emergency;no maternal",
    "sin urgencias, agua": "no emergency;water?",
    "servicios suspendidos: urgencias, agua": "no emergency;no water",
    "A & E and maternity closed": "A;E;no maternal",
}
A_DENIAL_FOR_ONE = {
    "primary, emergency (closed)": "primary;no emergency",
    "primary; emergency closed": "primary;no emergency",
    "agua, vacunación suspendida": "water;no vaccination",
    "agua y alojamiento sin comida": "water;shelter?;no food",
    "primary and no emergency": "primary;no emergency",
    "agua, comida, urgencias?": "water;food;emergency?",
    "no emergency; water": "no emergency;water",
    "consulta general y urgencias (24 horas); agua?": "primary;emergency;water?",
    "primary;!emergency": "primary;emergency?",
    "primary; emergency (no siempre)": "primary;emergency?",
    "primary; emergency not always": "primary;emergency?",
}


@pytest.mark.parametrize(("text", "read"), [*ONE_DENIAL_FOR_SEVERAL.items(), *A_DENIAL_FOR_ONE.items()])
def test_a_denial_reaches_all_it_may_be_meant_for(text: str, read: str) -> None:
    assert read_words(text, SERVICES) == read
    assert read_words(read, SERVICES) == read


@pytest.mark.parametrize("word", ["suspendidos", "(closed)", "?", "no disponibles", "desativadas", "en construcción"])
@pytest.mark.parametrize("joint", ["y", "and", "e", "et", "&"])
def test_what_is_joined_by_and_to_something_denied_is_never_certain(word: str, joint: str) -> None:
    read = read_words(f"consulta general, partos {joint} urgencias {word}", SERVICES).split(";")
    assert {"primary", "maternal", "emergency"}.isdisjoint(read)


@pytest.mark.parametrize("text", ["no emergency", "emergency (closed)", "emergency - no", "no;emergency"])
def test_what_is_denied_is_neither_given_nor_possible_whatever_the_kind_may_give(text: str) -> None:
    assert services_of(services=text) == ("", ALL_BUT_EMERGENCY)
    assert services_of(services=f"water;{text}") == ("water", "")
    assert services_of(services="primary;emergency", services_possible=f"maternal;{text}") == ("primary", "maternal")


def test_a_denial_is_listed_with_the_cell_that_says_it() -> None:
    repaired = take(services="no emergency;water?").repaired
    assert list(repaired[["column", "value", "mend"]].itertuples(index=False, name=None)) == [
        ("services", "no emergency;water?", "no emergency read as neither given nor possible: emergency"),
        ("services", "no emergency;water?", "water? read as possible: water"),
    ]


def test_what_is_asked_is_possible_and_no_more() -> None:
    assert services_of(services="primary;emergency?") == ("primary", "emergency")
    assert services_of(kind="clinic", services="water?") == ("", "primary;water")


@pytest.mark.parametrize("text", ["NO", "No hay", "ninguno", "sin servicios"])
def test_a_place_said_to_give_nothing_gives_nothing_by_its_kind_either(text: str) -> None:
    assert services_of(services=text) == ("none", "")
    assert list(take(services=text).repaired["mend"]) == [f"{text} read as no service"]


def test_our_own_word_for_no_service_is_no_repair() -> None:
    assert services_of(services="none") == ("none", "")
    assert len(take(services="none").repaired) == 0


def test_a_service_given_and_denied_in_one_row_is_not_given() -> None:
    assert services_of(services="emergency;water;no emergency") == ("water", "")


@pytest.mark.parametrize(
    "cell", ["(" * 50_000, "no " * 30_000, "(a," * 25_000, "?" * 90_000, "a?, " * 9_000, "all no;" * 9_000]
)
def test_a_hostile_cell_names_no_service(cell: str) -> None:
    assert services_of(kind="water", services=cell)[0] in ("", "none")
