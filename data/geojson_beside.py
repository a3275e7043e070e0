"""What GeoJSON says beside the properties of its features, and beside its features: programs put marks there."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.raw import clean_text

# What the format itself puts into a feature or a collection.
_OWN = frozenset(["type", "geometry", "properties", "bbox", "id", "crs", "features"])
_DEEPEST = 6
# A shorter text is an answer, which says nothing without its name.
_LONGEST_ANSWER = 5


def with_beside(feature: Mapping[str, Any]) -> object:
    """Return the properties of a feature together with what stands beside them, which gives way to them."""
    properties = feature.get("properties")
    beside = {name: value for name, value in feature.items() if name not in _OWN}
    if not beside or not (properties is None or isinstance(properties, dict)):
        return properties
    return (properties or {}) | {name: value for name, value in beside.items() if name not in (properties or {})}


def beside_features(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the members beside the features say, the file's name among them."""
    is_feature = document.get("type") == "Feature"
    for name, value in document.items():
        # What stands in a single feature is a cell of its row.
        if name not in _OWN and not is_feature:
            yield from _texts(name, value, 0)


def _texts(name: str, value: object, level: int) -> Iterator[str]:
    if level > _DEEPEST:
        return
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _texts(inner, each, level + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(name, each, level + 1)
    elif isinstance(value, str) and len(value) > _LONGEST_ANSWER:
        yield clean_text(value)
    elif isinstance(value, str | bool | int) and value != "":
        yield clean_text(f"{name}: {value if isinstance(value, str) else str(value).lower()}")
