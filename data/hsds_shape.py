"""The shapes an HSDS 3 document comes in, brought to one: services that hold their locations, phones, schedules."""

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
# Tables of a package whose rows name what they belong to, by the member that then holds them.
_PARTS = (
    *("phones", "schedules", "languages", "required_documents", "cost_options", "accessibility", "addresses"),
    *("attributes", "contacts", "service_areas", "funding"),
)
_SINGULAR = {
    "addresses": "address",
    "capacities": "capacity",
    "service_at_locations": "service_at_location",
    "accessibility": "accessibility",
    "funding": "funding",
}
_AT = ("service_at_locations", "service_at_location", "services_at_location")


def services_of(document: object) -> list[dict[str, Any]]:
    """Return the services of a document, each with its organization, its locations and all that belongs to them.

    Parameters
    ----------
    document
        Parsed JSON of any shape; what is no service is passed over.
    """
    if isinstance(document, list):
        return [service for each in document for service in services_of(each)]
    if not isinstance(document, Mapping):
        return []
    if "contents" in document:
        return services_of(document["contents"])
    if "services" not in document:
        return [dict(document)] if "id" in document and "name" in document else []
    if any(isinstance(document.get(name), list) for name in (*_AT, "locations")) and "id" not in document:
        return _joined(document)
    organization = {name: value for name, value in document.items() if name != "services"}
    return [{"organization": organization, **each} for each in children(document, "services")]


def children(node: Node, name: str) -> list[dict[str, Any]]:
    """Return the objects of a list that a member holds; [] where there is none."""
    found = node.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def members(node: Node, kind: str) -> Iterator[str]:
    """Yield ``kind.name`` for each filled member of an object and of the objects within it, ids left out."""
    for name, value in node.items():
        if value in (None, "", [], {}) or name == "id" or name.endswith("_id"):
            continue
        inner = [value] if isinstance(value, Mapping) else children(node, name)
        if inner:
            for each in inner:
                yield from members(each, singular(name))
        else:
            yield f"{kind}.{name}"


def singular(name: str) -> str:
    """Return what one object of a member is called."""
    return _SINGULAR.get(name, name.removesuffix("s"))


def _joined(tables: Node) -> list[dict[str, Any]]:
    """Return the services of a package with the rows of its other tables put where their ids say."""
    locations = {each.get("id"): each | _belonging(tables, "location", each) for each in children(tables, "locations")}
    organizations = {each.get("id"): each for each in children(tables, "organizations")}
    at: dict[Any, list[dict[str, Any]]] = {}
    for each in (row for name in _AT for row in children(tables, name)):
        place = {"location": locations.get(each.get("location_id"), {})}
        at.setdefault(each.get("service_id"), []).append(each | _belonging(tables, "service_at_location", each) | place)
    found = []
    for service in children(tables, "services"):
        parts = {**_belonging(tables, "service", service), "service_at_locations": at.get(service.get("id"), [])}
        found.append(service | parts | {"organization": organizations.get(service.get("organization_id"), {})})
    return found


def _belonging(tables: Node, kind: str, owner: Node) -> dict[str, list[dict[str, Any]]]:
    key, parts = f"{kind}_id", {}
    for name in _PARTS:
        rows = [
            each for each in children(tables, name) if each.get(key) == owner.get("id") or _links(each, kind, owner)
        ]
        if rows:
            parts[name] = rows
    return parts


def _links(row: Node, kind: str, owner: Node) -> bool:
    return row.get("link_entity") == kind and row.get("link_id") == owner.get("id")
