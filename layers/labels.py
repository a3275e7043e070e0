"""Codes of the tables, in words people use."""

from types import MappingProxyType

from data.words import mark
from layers.bilingual import both
from layers.text import encode

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


def service_labels(services: str) -> str:
    """Return the words for codes set apart by `;`, as HTML."""
    return ", ".join(label("service", code.strip()) for code in services.split(";") if code.strip())


# The words a page is stamped with, collected here for their translation.
STAMPS = (mark("EXAMPLE"), mark("INTERNAL"))
