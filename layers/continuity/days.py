"""What a day of a journey is to a treatment: with a site, on the doses carried, or without a dose."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from data.words import mark
from layers.text import encode, is_missing

SITE, SUPPLY, MISSED = "site", "supply", "missed"
STATES = MappingProxyType(
    {MISSED: mark("No dose left"), SUPPLY: mark("On the doses carried"), SITE: mark("A site within the limit")}
)


def state_of(row: Mapping[str, Any]) -> str:
    """Return what a day is: with a site, on the doses carried, or missed."""
    if row["missed"] == "yes":
        return MISSED
    return SUPPLY if is_missing(row["site_id"]) else SITE


def day_key(row: Mapping[str, Any]) -> str:
    """Return the key that joins a day's row to the map; days of rest have no way, and no arrow points along it."""
    return encode(f"{'day' if row['stage'] == 'walk' else 'rest'}:{row['day']}")
