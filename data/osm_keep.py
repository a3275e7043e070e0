"""Which OpenStreetMap objects are worth keeping: roads and ferries, places with a name, what may be a service."""

from collections.abc import Mapping

PLACE_RANKS = ("city", "town", "village", "hamlet")

# What an object of ours may carry: any value of these keys, or these values. Online servers are asked for the same.
# `amenity=shelter` is a rain roof and never ours; it is kept so that the report can say how many were passed over.
SERVICE_KEYS = ("healthcare", "social_facility", "government", "diplomatic", "drinking_water", "legal_aid")
SERVICE_VALUES: dict[str, tuple[str, ...]] = {
    "amenity": (
        "clinic",
        "doctors",
        "drinking_water",
        "embassy",
        "food_bank",
        "health_post",
        "hospital",
        "pharmacy",
        "refugee_site",
        "school",
        "shelter",
        "water_point",
    ),
    "office": ("consulate", "diplomatic"),
    "emergency": ("drinking_water",),
}


def is_road(tags: Mapping[str, str]) -> bool:
    """Say whether a way is a highway of any value, or a ferry."""
    return "highway" in tags or tags.get("route") == "ferry"


def is_place(tags: Mapping[str, str]) -> bool:
    """Say whether a node is a named settlement."""
    return tags.get("place") in PLACE_RANKS and bool(tags.get("name"))


def is_service(tags: Mapping[str, str]) -> bool:
    """Say whether an object may be a service; whether it is one, and of which kind, is decided later."""
    return any(key in tags for key in SERVICE_KEYS) or any(
        tags.get(key) in values for key, values in SERVICE_VALUES.items()
    )
