"""Codes of the tables, in words people use."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from data.vocabulary import NO_SERVICE
from data.words import mark, say
from layers.access_words import ANSWERS, BARRIERS, CONDITIONS, MET, SECTORS, STEPS, TOPICS, VERDICTS
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
        "factor": {
            "speeds": mark("How fast the roads are"),
            "season": mark("Dry or rainy season"),
            "ground": mark("Which roads are paved"),
            "places": mark("What nobody knows of places"),
            "borders": mark("How long borders take"),
            "missing_roads": mark("Unpaved roads that are not there"),
        },
        "figure": {
            "km_beyond": mark("Kilometres beyond the limit, all corridors together"),
            "covered_nearest": mark("People within the limit, all together"),
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
            NO_SERVICE: mark("No service"),
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
            "unreachable": mark("No place that counts can be reached"),
            "snap_failed": mark("Too far from any road"),
            "none": mark("No service that counts"),
            "open": mark("Open"),
            "closed": mark("Closed"),
            "unknown": mark("Not known"),
        },
        "mode": {"walk": mark("On foot"), "drive": mark("By car"), "4x4": mark("By 4x4")},
        "direction": {"to": mark("To the service"), "from": mark("From the service")},
        "profile": {"anyone": mark("Anyone")},
        "unit": {"area": mark("Area"), "corridor": mark("Corridor"), "all": mark("Everyone")},
        "policy": {
            "no_papers_asked": mark("no papers are asked for"),
            "no_fee": mark("nothing is charged"),
            "no_insurance_asked": mark("no insurance is asked for"),
            "no_fixed_address_asked": mark("no fixed address is asked for"),
            "stay_valid_everywhere": mark("a permit to stay holds in the whole country"),
        },
        "barrier": BARRIERS,
        "topic": TOPICS,
        "condition": CONDITIONS,
        "verdict": VERDICTS,
        "step": STEPS,
        "sector": SECTORS,
        "answer": ANSWERS,
        "met": MET,
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
    codes = codes_of(services)
    return in_each_language(lambda lang: listed("service", codes, lang)) if codes else ""


def codes_of(cell: object) -> list[str]:
    """Return the codes of a cell that are set apart by `;`; none where it is missing or empty."""
    told = "" if is_missing(cell) else str(cell)
    return [code.strip() for code in told.split(";") if code.strip()]


def listed(vocabulary: str, codes: Iterable[str], lang: str) -> str:
    """Return the words for codes in one language as a list, plain text."""
    return ", ".join(word(vocabulary, code, lang) for code in codes)


def why_not(unmet: object, unknown: object, lang: str) -> str:
    """Return all that keeps a place from counting in one language, plain text; empty where nothing does.

    Parameters
    ----------
    unmet, unknown
        The cells of access.csv.
    lang
        The language.
    """
    parts = [word("barrier", code, lang) for code in codes_of(unmet)]
    unsure = listed("topic", codes_of(unknown), lang)
    return "; ".join([*parts, *([say("nobody knows: {topics}", lang, topics=unsure)] if unsure else [])])


# The words a page is stamped with, collected here for their translation.
STAMPS = (mark("EXAMPLE"), mark("ILLUSTRATION"), mark("INTERNAL"))
