"""Where the teams start from: a place of the study, or one written in degrees."""

from collections.abc import Hashable, Mapping
from typing import Any

from alcance.app.answers import KeptStudy
from alcance.app.fields import Fields
from analysis.visited import MOBILE
from data.network_store import load_places
from data.study import NETWORK
from data.visibility import HIDDEN
from data.words import say
from layers.labels import word

_KINDS = (MOBILE, "hospital", "clinic", "health_post")  # where a team may keep its car, the likeliest first
_RANKS = ("city", "town")
_WRITTEN = "written"


def ask_base(found: KeptStudy, fields: Fields) -> str:
    """Ask where the teams start from and return it as `alcance visits` takes it: longitude and latitude."""
    lang = fields.lang
    titles = {**base_titles(found, lang), _WRITTEN: say("Another place: longitude and latitude", lang)}
    label = say("Base: where the teams start and end their day", lang)
    picked = fields.code("base", "--base", label, titles)
    if picked != _WRITTEN:
        return picked
    return fields.text("at", "--base", say("Longitude, latitude of the base, such as -92.26,14.90", lang), "")


def base_titles(found: KeptStudy, lang: str) -> dict[str, str]:
    """Return what the study's places are called, by longitude and latitude: services but hidden ones, then towns."""
    told: dict[str, str] = {}
    services = found.study.facilities
    if services is not None:
        seen = services[(services["visibility"] != HIDDEN) & services["lon"].notna()]
        for kind in _KINDS:
            for row in seen[seen["kind"] == kind].to_dict("records"):
                name = row["name"] or row["facility_id"]
                told.setdefault(_at(row), f"{name} ({word('kind', kind, lang)})")
    towns = load_places(found.study.path / NETWORK)
    for row in towns[towns["rank"].isin(_RANKS)].sort_values("name").to_dict("records"):
        told.setdefault(_at(row), str(row["name"]))
    return told


def _at(row: Mapping[Hashable, Any]) -> str:
    return f"{row['lon']:.6f},{row['lat']:.6f}"
