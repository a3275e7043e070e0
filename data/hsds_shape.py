"""The shapes an HSDS 3 document comes in, brought to one: services that hold their locations, phones, schedules."""

from collections import Counter
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
_PAGE = ("contents", "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
# Ends like an id that ties parts together, and is none.
_NO_TIES = ("tax_id",)
_EMPTY: tuple[object, ...] = (None, "", [], {})
# Objects within objects are looked into no deeper: HSDS has no more than half as many levels.
_DEEPEST = 12


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
    if _is_package(document):
        return _joined(document)
    organization = {name: value for name, value in document.items() if name != "services"}
    return [{"organization": organization, **each} for each in children(document, "services")]


def _is_package(document: Node) -> bool:
    return any(isinstance(document.get(name), list) for name in (*_AT, "locations")) and "id" not in document


def beside_services(document: object) -> dict[str, int]:
    """Return the members of a document that belong to none of its services, and how many rows each has.

    Parameters
    ----------
    document
        As for `services_of`. What a list holds besides services counts as ``entries``.
    """
    if isinstance(document, list):
        return dict(sum((Counter(beside_services(each)) for each in document), Counter()))
    if not isinstance(document, Mapping):
        return {"entries": 1}
    if "contents" in document:
        beside = {name: _rows(value) for name, value in document.items() if name not in _PAGE and value not in _EMPTY}
        return dict(Counter(beside) + Counter(beside_services(document["contents"])))
    if "services" not in document:
        return {} if "id" in document and "name" in document else {"entries": 1}
    return _unowned(document) if _is_package(document) else {}


def _rows(value: object) -> int:
    return len(value) if isinstance(value, list) else 1


def _unowned(tables: Node) -> dict[str, int]:
    """Return the tables of a package no service has a part of; of those they have, the rows that belong to none."""
    owners = {
        "service": {_id(each) for each in children(tables, "services")},
        "location": {_id(each, "location_id") for name in _AT for each in children(tables, name)},
        "service_at_location": {str(each.get("id")) for name in _AT for each in children(tables, name)},
    }
    left = {}
    for name, value in tables.items():
        if name in _PARTS:
            left[name] = sum(not _has_owner(each, owners) for each in children(tables, name))
        elif name == "locations":
            left[name] = sum(_id(each) not in owners["location"] for each in children(tables, name))
        elif name == "programs":
            owned = {_id(each, "program_id") for each in children(tables, "services")}
            left[name] = sum(_id(each) not in owned for each in children(tables, name))
        elif name not in ("services", "organizations", *_AT) and value not in _EMPTY:
            left[name] = _rows(value)
    return {name: count for name, count in left.items() if count}


def _has_owner(row: Node, owners: Mapping[str, set[Any]]) -> bool:
    linked = _id(row, "link_id") in owners.get(str(row.get("link_entity")), ())
    return linked or any(_id(row, f"{kind}_id") in ids for kind, ids in owners.items() if row.get(f"{kind}_id"))


def children(node: Node, name: str) -> list[dict[str, Any]]:
    """Return the objects of a list that a member holds; [] where there is none."""
    found = node.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def members(node: Node, kind: str, level: int = 0) -> Iterator[str]:
    """Yield ``kind.name`` for each filled member of an object and of the objects within it, ids left out."""
    for name, value in node.items():
        if value in _EMPTY or name == "id" or (name.endswith("_id") and name not in _NO_TIES):
            continue
        inner = [value] if isinstance(value, Mapping) else children(node, name)
        if inner and level < _DEEPEST:
            for each in inner:
                yield from members(each, singular(name), level + 1)
        else:
            yield f"{kind}.{name}"


def singular(name: str) -> str:
    """Return what one object of a member is called."""
    return _SINGULAR.get(name, name.removesuffix("s"))


def _joined(tables: Node) -> list[dict[str, Any]]:
    """Return the services of a package with the rows of its other tables put where their ids say."""
    locations = {_id(each): each | _belonging(tables, "location", each) for each in children(tables, "locations")}
    organizations = {
        _id(each): each | _belonging(tables, "organization", each) for each in children(tables, "organizations")
    }
    programs = {_id(each): each for each in children(tables, "programs")}
    at: dict[str, list[dict[str, Any]]] = {}
    for each in (row for name in _AT for row in children(tables, name)):
        place = {"location": locations.get(_id(each, "location_id"), {})}
        parts = _belonging(tables, "service_at_location", each)
        at.setdefault(_id(each, "service_id"), []).append(each | parts | place)
    found = []
    for service in children(tables, "services"):
        whole: dict[str, Any] = {**service, **_belonging(tables, "service", service)}
        whole["service_at_locations"] = at.get(_id(service), [])
        whole["organization"] = organizations.get(_id(service, "organization_id"), {})
        program = programs.get(_id(service, "program_id"))
        found.append(whole | ({"program": program} if program else {}))
    return found


def _id(row: Node, name: str = "id") -> str:
    """Return an id as text: in a file of anybody's it may be of any type."""
    return str(row.get(name))


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
