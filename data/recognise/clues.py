"""CLUES, Mexico's register of health establishments: the national catalogue and the lists of the states.

What a level and a type say for certain is confirmed; what such places often give is possible. See
docs/recognised-columns.md for the reasons.
"""

from functools import lru_cache
from typing import NamedTuple

from data.recognise.form import Cells, Derived, Form
from data.recognise.plain import plain
from data.vocabulary import KIND_MAY_GIVE, KIND_SERVICES, SERVICES

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
_CARE = ("hospital", "clinic", "health_post", "mobile_clinic")


class _Unit(NamedTuple):
    """What tells the kind and the services of a unit, as `plain` writes it."""

    types: str
    names: str
    level: str


def _unit(cells: Cells) -> _Unit:
    return _Unit(_text(cells, _TYPES), _text(cells, _NAMES), plain(cells.get("nivel atencion", "")))


def _text(cells: Cells, names: tuple[str, ...]) -> str:
    return " ".join([plain(cells[name]) if name in cells else "" for name in names])


@lru_cache(maxsize=1000)
def _kind(unit: _Unit) -> str:
    types, name = unit.types, unit.names.strip()
    if _is_upper(unit) and name.startswith("hospital"):
        return "hospital"
    return next((kind for word, kind in _KIND_BY_TYPE if word in types), "")


def _is_upper(unit: _Unit) -> bool:
    return unit.level in _UPPER


def _is_special(unit: _Unit) -> bool:
    """Say whether the unit treats one group of diseases (UNEME), whatever its level."""
    words = f"{unit.types} {unit.names}"
    return "uneme" in words or "especialidades medicas" in words


def _confirmed(unit: _Unit) -> set[str]:
    kind = _kind(unit)
    if kind == "pharmacy":
        return set(KIND_SERVICES[kind])
    if kind not in _CARE or _is_special(unit):
        return set()
    if kind == "hospital":
        return _of_hospital(unit)
    return {"primary"} if unit.level == _FIRST else set()


def _of_hospital(unit: _Unit) -> set[str]:
    words = f"{unit.types} {unit.names}".split()
    given = {"emergency"} if _is_upper(unit) and not set(_WITH_EMERGENCY).isdisjoint(words) else set()
    return given | ({"maternal", "child_health"} if {"materno", "infantil"} <= set(words) else set())


def _possible(unit: _Unit) -> set[str]:
    kind = _kind(unit)
    if kind not in _CARE:
        return set()
    if _is_special(unit):
        return set(_OFTEN_SPECIAL)
    often = KIND_MAY_GIVE["hospital"] if kind == "hospital" or _is_upper(unit) else ("primary", *_OFTEN_FIRST)
    return set(often) - _confirmed(unit)


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
        Derived(
            "kind",
            "from the type of unit, and the name of units of the second and third level",
            lambda cells: _kind(_unit(cells)),
        ),
        Derived("services", "what level and type confirm", lambda cells: _in_order(_confirmed(_unit(cells)))),
        Derived(
            "services_possible",
            "what units of that level and type often give",
            lambda cells: _in_order(_possible(_unit(cells))),
        ),
        Derived("country", "MX: the register is Mexico's", lambda _cells: "MX"),
    ),
)
