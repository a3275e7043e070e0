"""Codes of the tables, in words people use."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from data.words import mark, say
from layers.bilingual import both, in_each_language
from layers.text import encode, is_missing

_WORDS = MappingProxyType(
    {
        "kind": {
            "hospital": mark("Hospital"),
            "clinic": mark("Clinic"),
            "health_post": mark("Health post"),
            "pharmacy": mark("Pharmacy"),
            "mobile_clinic": mark("Mobile clinic"),
            "shelter": mark("Shelter"),
            "water": mark("Water point"),
            "consulate": mark("Consulate"),
            "legal_aid": mark("Legal aid"),
            "registry": mark("Civil registry"),
            "school": mark("School"),
            "food": mark("Food"),
            "hotline": mark("Hotline"),
        },
        "service": {
            "primary": mark("Primary care"),
            "emergency": mark("Emergency care"),
            "maternal": mark("Maternal care"),
            "sexual_health": mark("Sexual health"),
            "gbv": mark("Care after gender-based violence"),
            "child_health": mark("Child health"),
            "mental_health": mark("Mental health"),
            "tb_dot": mark("Tuberculosis treatment (DOT)"),
            "chronic": mark("Chronic illness"),
            "vaccination": mark("Vaccination"),
            "pharmacy": mark("Medicines"),
            "shelter": mark("A bed for the night"),
            "water": mark("Drinking water"),
            "wash": mark("Toilets and washing"),
            "food": mark("Food"),
            "legal": mark("Legal help"),
            "protection_minors": mark("Protection of minors"),
            "documents": mark("Identity papers"),
            "education": mark("Education"),
            "employment": mark("Employment"),
            "housing": mark("Housing"),
            "interpretation": mark("Interpretation"),
        },
        "flag": {
            "underserved": mark("Underserved"),
            "uncertain": mark("Uncertain"),
            "served": mark("Served"),
            "no_data": mark("No data"),
        },
        "status": {
            "reached": mark("Within the limit"),
            "beyond": mark("Beyond the limit"),
            "unreachable": mark("No way by road"),
            "snap_failed": mark("Too far from any road"),
            "none": mark("No such service"),
            "open": mark("Open"),
            "closed": mark("Closed"),
            "unknown": mark("Not known"),
        },
        "mode": {"walk": mark("On foot"), "drive": mark("By car"), "4x4": mark("By 4x4")},
        "direction": {"to": mark("To the service"), "from": mark("From the service")},
        "profile": {"anyone": mark("Anyone")},
        "unit": {"area": mark("Area"), "corridor": mark("Corridor"), "all": mark("Everyone")},
    }
)


def label(vocabulary: str, code: str) -> str:
    """Return a code's words in every language, as HTML; a code without words shows as it is, encoded."""
    words = _WORDS[vocabulary].get(code)
    return both(words) if words else encode(code)


def word(vocabulary: str, code: str, lang: str) -> str:
    """Return a code's words in one language, as plain text; a code without words shows as it is."""
    return say(_WORDS[vocabulary].get(code, code), lang)


def known(told: str) -> str:
    """Return what is told, as HTML; in words that it is not known where there is nothing to tell."""
    return told or both("Not known")


def name_of(names: Mapping[str, str], key: object) -> str:
    """Return a thing's name as HTML; its id where it has no name; nothing where there is no thing."""
    return encode(names.get(str(key))) or encode(key)


def segment_name(row: Mapping[str, Any], corridor_names: Mapping[str, str]) -> str:
    """Return which piece of which corridor a row is about, as HTML."""
    name = name_of(corridor_names, row["corridor_id"])
    return f"{name} \u00b7 km\u00a0{row['start_km']:.1f}\u2013{row['end_km']:.1f}"


def service_labels(services: object) -> str:
    """Return the words for codes set apart by `;`, as HTML; nothing where there is none."""
    told = "" if is_missing(services) else str(services)
    codes = [code.strip() for code in told.split(";") if code.strip()]
    return in_each_language(lambda lang: ", ".join(word("service", code, lang) for code in codes)) if codes else ""


# The words a page is stamped with, collected here for their translation.
STAMPS = (mark("EXAMPLE"), mark("INTERNAL"))
