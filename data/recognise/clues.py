"""CLUES, Mexico's register of health establishments: the national catalogue and the lists of the states.

What a level and a type say for certain is confirmed; what such places often give is possible. See
docs/recognised-columns.md for the reasons.
"""

from data.recognise.form import Cells, Derived, Form
from data.recognise.plain import plain
from data.vocabulary import SERVICES

_FIRST = "primer nivel"
_UPPER = ("segundo nivel", "tercer nivel")
_TYPES = ("tipo unidad", "nombre tipologia", "nombre subtipologia", "nombre tipo establecimiento")
_NAMES = ("nombre", "nombre unidad")
# In this order: a mobile unit is one whatever it is attached to.
_KIND_BY_TYPE = (
    ("movil", "mobile_clinic"),
    ("brigada", "mobile_clinic"),
    ("caravana", "mobile_clinic"),
    ("hospital", "hospital"),
    ("casa salud", "health_post"),
    ("farmacia", "pharmacy"),
    ("uneme", "clinic"),
    ("centro salud", "clinic"),
    ("clinica", "clinic"),
    ("consultorio", "clinic"),
    ("nucleo", "clinic"),
    ("consulta externa", "clinic"),
)
# General hospitals have an emergency ward by definition; one for a single speciality may or may not.
_WITH_EMERGENCY = ("general", "integral", "comunitario", "regional")
_OFTEN_FIRST = ("maternal", "sexual_health", "child_health", "tb_dot", "chronic", "vaccination")
_OFTEN_SPECIAL = ("primary", "mental_health", "chronic")
_OFTEN_UPPER = ("primary", "emergency", "maternal", "child_health")
_CARE = ("hospital", "clinic", "health_post", "mobile_clinic")


def _text(cells: Cells, names: tuple[str, ...]) -> str:
    return " ".join(plain(cells.get(name, "")) for name in names)


def _kind(cells: Cells) -> str:
    types, name = _text(cells, _TYPES), _text(cells, _NAMES).strip()
    if _is_upper(cells) and name.startswith("hospital"):
        return "hospital"
    return next((kind for word, kind in _KIND_BY_TYPE if word in types), "")


def _is_upper(cells: Cells) -> bool:
    return plain(cells.get("nivel atencion", "")) in _UPPER


def _is_special(cells: Cells) -> bool:
    """Say whether the unit treats one group of diseases (UNEME), whatever its level."""
    words = f"{_text(cells, _TYPES)} {_text(cells, _NAMES)}"
    return "uneme" in words or "especialidades medicas" in words


def _confirmed(cells: Cells) -> set[str]:
    kind = _kind(cells)
    if kind == "pharmacy":
        return {"pharmacy"}
    if kind not in _CARE or _is_special(cells):
        return set()
    if kind == "hospital":
        return _of_hospital(cells)
    return {"primary"} if plain(cells.get("nivel atencion", "")) == _FIRST else set()


def _of_hospital(cells: Cells) -> set[str]:
    words = f"{_text(cells, _TYPES)} {_text(cells, _NAMES)}".split()
    given = {"emergency"} if _is_upper(cells) and not set(_WITH_EMERGENCY).isdisjoint(words) else set()
    return given | ({"maternal", "child_health"} if {"materno", "infantil"} <= set(words) else set())


def _possible(cells: Cells) -> set[str]:
    kind = _kind(cells)
    if kind not in _CARE:
        return set()
    if _is_special(cells):
        return set(_OFTEN_SPECIAL)
    often = _OFTEN_UPPER if kind == "hospital" or _is_upper(cells) else ("primary", *_OFTEN_FIRST)
    return set(often) - _confirmed(cells)


def _in_order(services: set[str]) -> str:
    return ";".join(service for service in SERVICES if service in services)


CLUES = Form(
    name="clues",
    nouns=("facilities",),
    # Without a type of unit there is nothing to derive a kind from.
    signs=(
        frozenset({"cluesssa", "tipo unidad"}),
        frozenset({"cluesimb", "tipo unidad"}),
        frozenset({"clues", "tipo unidad"}),
        frozenset({"clues", "nombre tipologia"}),
        frozenset({"clues", "nombre tipo establecimiento"}),
    ),
    columns={
        "facility_id": ("clues", "cluesssa", "cluesimb"),
        "name": ("nombre unidad", "nombre"),
        "lon": ("longitud",),
        "lat": ("latitud",),
        "organisation": ("nombre institucion", "institucion"),
        "status": ("estatus operacion",),
        "beds": ("total camas",),
        "phone": ("telefono",),
        "adm1": ("entidad", "nombre entidad"),
        "opening_hours": ("horario atencion", "horario"),
    },
    derived=(
        Derived("kind", "from the type of unit, and the name of units of the second and third level", _kind),
        Derived("services", "what level and type confirm", lambda cells: _in_order(_confirmed(cells))),
        Derived(
            "services_possible",
            "what units of that level and type often give",
            lambda cells: _in_order(_possible(cells)),
        ),
        Derived("country", "MX: the register is Mexico's", lambda _cells: "MX"),
    ),
)
