"""Reads Open Referral HSDS 3 as facilities: a row for each service at a location, with our column names."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from data.encode import number_text
from data.hsds_hours import hours_from_schedules
from data.hsds_members import (
    ATTRIBUTE,
    KEPT,
    OF_LOCATION,
    STAMPS,
    capacity_column,
    is_referral,
    left_out_of,
    notes_on,
    sources_of,
)
from data.hsds_secrecy import said_elsewhere
from data.hsds_shape import Node, children, services_of
from data.hsds_words import documents_asked, is_offered, is_yes_or_no
from data.openness import read_openness
from data.raw import RawRow, RawTable, clean_text, column_name
from data.schemas import FACILITIES
from data.vocabulary import KIND_SERVICES, KINDS, NO, SERVICES, YES
from geo.errors import InputError

# What is written of a place that charges, of which nobody told how much.
SOME_FEE = "a fee is charged"
_PLACES = "service_at_locations"
# From when and until when a price is meant.
_TERMS = ("valid_from", "valid_to")
UNCONFIRMED = "Nobody has confirmed whether this place is open."


def raw_from_hsds(document: object, file: str = "hsds.json") -> RawTable:
    """Return the rows of an HSDS document, unjudged.

    Parameters
    ----------
    document
        Parsed JSON: a list or a page (``contents``) of services, one service, organizations that hold services, or the
        tables of a package as members (``services, locations, service_at_location …``).
    file
        The name messages give it; rows are numbered from 1.

    Raises
    ------
    InputError
        It holds no service.
    """
    stamps = _stamps(document)
    found = [cells | stamps for service in services_of(document) for cells in _rows(service)]
    if not found:
        raise InputError(file, "holds no HSDS service", "Export the services as Open Referral HSDS 3 JSON.")
    columns = dict.fromkeys([*FACILITIES.names, *(name for cells in found for name in cells)])
    rows = (RawRow(number, dict.fromkeys(columns, "") | cells) for number, cells in enumerate(found, start=1))
    return RawTable(
        file=file,
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(*_pages(document), *notes_on(document)),
        sources=sources_of(document),
        left_out=left_out_of(document),
    )


def _pages(document: object) -> tuple[str, ...]:
    """Return a note where a document is one page of several: places on the others are not here."""
    total = document.get("total_pages") if isinstance(document, Mapping) else None
    if not isinstance(total, int) or total < 2:  # noqa: PLR2004 - one page is all
        return ()
    return (f"is one of {total} pages: what stands on the others is not here, so join them in one list first",)


def _stamps(document: object) -> dict[str, str]:
    """Return the words a whole document bears, such as EXAMPLE, as columns of every row: so CSV files have them."""
    found = document.get(STAMPS) if isinstance(document, Mapping) else None
    words = [column_name(_text(each), at) for at, each in enumerate(found, start=1)] if isinstance(found, list) else []
    return {word: word for word in words if word not in FACILITIES.names}


def cells_of(service: Node) -> dict[str, str]:
    """Return the cells of a service that stands at no more than one location; empty ones are left out."""
    return next(_rows(service))


def _rows(service: Node) -> Iterator[dict[str, str]]:
    places = children(service, _PLACES) or [{}]
    for place in places:
        inside = place.get("location")
        location: Node = inside if isinstance(inside, Mapping) else {}
        told = _told(service, place, location)
        if len(places) > 1:
            told["facility_id"] = _text(place.get("id")) or f"{told.get('facility_id', '')}-{_text(location.get('id'))}"
        own = _own(service)
        parts = {"service": _without(service, _PLACES), "service_at_location": _without(place, "location")}
        own = said_elsewhere(parts | {"location": location}, told | own, ATTRIBUTE) | own
        yield {name: text for name, text in (told | own).items() if text or name in own}


def _without(node: Node, name: str) -> Node:
    return {each: value for each, value in node.items() if each != name}


def _told(service: Node, place: Node, location: Node) -> dict[str, str]:
    levels = (place, service, location)
    address = (children(location, "addresses") or [{}])[0]
    organisation = service.get("organization")
    words = _terms(service)
    named = [word for word in SERVICES if word in words]
    told = {
        "facility_id": _text(service.get("id")),
        "name": _text(service.get("name")) or _text(location.get("name")),
        "kind": _kind(words, named),
        "services": ";".join(named),
        "lon": _text(location.get("longitude")),
        "lat": _text(location.get("latitude")),
        "opening_hours": hours_from_schedules(_first(levels, "schedules")),
        "languages": ";".join(_text(each.get("code") or each.get("name")) for each in _first(levels, "languages")),
        "documents_required": documents_asked(_documents(service)),
        "fee": _fee(service),
        "interpretation": is_offered(_text(service.get("interpretation_services"))),
        **_in_full(service, words),
        "country": _text(address.get("country")),
        "adm1": _text(address.get("state_province")) or _text(address.get("region")),
        "organisation": _text(organisation.get("name")) if isinstance(organisation, Mapping) else "",
        "status": read_openness(_text(service.get("status"))) or _text(service.get("status")),
        "checked_on": _text(service.get("assured_date")),
        "accessibility": ";".join(_text(each.get("description")) for each in children(location, "accessibility")),
    }
    kept = {name: _text(service.get(name)) for name in KEPT["service"]}
    kept |= {name: _text(location.get(name)) for name in KEPT["location"]}
    kept |= {name: _text(address.get(name)) for name in KEPT["address"]}
    kept |= _of_location(location, told["name"])
    if kept["alert"] == UNCONFIRMED:
        kept["alert"] = ""
    return told | _phones(levels) | _capacities(service) | kept


def _of_location(location: Node, name: str) -> dict[str, str]:
    """Return what a location says of itself that its service does not: it may be a refuge by that name alone."""
    said = {f"location_{each}": _text(location.get(each)) for each in OF_LOCATION}
    return {column: text for column, text in said.items() if text != name}


def _own(service: Node) -> dict[str, str]:
    """Return what attributes of ours say; several of one label are the words of one cell."""
    cells: dict[str, list[str]] = {}
    for position, each in enumerate(children(service, "attributes"), start=1):
        if each.get("link_type") == ATTRIBUTE:
            cells.setdefault(column_name(_text(each.get("label")), position), []).append(_text(each.get("value")))
    return {name: ";".join(words) for name, words in cells.items()}


def _terms(service: Node) -> dict[str, str]:
    """Return the terms a service is filed under, as written, by how words of ours are written."""
    terms = [each.get("taxonomy_term") for each in children(service, "attributes")]
    names = [_text(term.get(name)) for term in terms if isinstance(term, Mapping) for name in ("code", "name")]
    return {name.lower().replace(" ", "_").replace("-", "_"): name for name in names if name}


def _kind(words: Mapping[str, str], named: list[str]) -> str:
    """Return the kind a service is filed under, else the only kind that is for one of its services by definition."""
    kinds = [kind for kind in KINDS if kind in words]
    if not kinds and named:
        kinds = [kind for kind, given in KIND_SERVICES.items() if named[0] in given]
    return kinds[0] if len(kinds) == 1 else ""


def _first(levels: tuple[Node, ...], name: str) -> list[dict[str, Any]]:
    """Return the list that is told closest to the place: at this location, of the service, of the location."""
    return next((found for level in levels if (found := children(level, name))), [])


def _documents(service: Node) -> list[str]:
    return [name for each in children(service, "required_documents") if (name := _text(each.get("document")))]


def _in_full(service: Node, words: Mapping[str, str]) -> dict[str, str]:
    """Return what our yes and no leave out of a service's own words, each under the name HSDS has for it."""
    interpretation = _text(service.get("interpretation_services"))
    terms = [name for word, name in words.items() if word not in (*SERVICES, *KINDS)]
    return {
        "required_documents": ";".join(name for name in _documents(service) if not is_yes_or_no(name)),
        "cost_options": ";".join(filter(None, map(_cost, children(service, "cost_options")))),
        "interpretation_services": "" if is_yes_or_no(interpretation) else interpretation,
        "taxonomy_terms": ";".join(terms),
    }


def _cost(option: Node) -> str:
    words = [_text(option.get(name)) for name in ("option", "amount", "currency")]
    return "" if words[0] == SOME_FEE or words == ["", "0", ""] else " ".join(filter(None, words))


def _fee(service: Node) -> str:
    """Return whether a service costs something; what it costs nothing for a time alone stays in its own words."""
    options = children(service, "cost_options")
    amounts = [_number(each.get("amount")) for each in options]
    if any(amount is not None and amount > 0 for amount in amounts):
        return YES
    if not amounts or any(amount != 0 for amount in amounts):
        return ""
    dated = [f"0 ({name} {_text(each[name])})" for each in options for name in _TERMS if each.get(name)]
    return dated[0] if dated else NO


def _number(value: object) -> float | None:
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None


def _phones(levels: tuple[Node, ...]) -> dict[str, str]:
    cells = {"phone": "", "referral_phone": ""}
    for each in _first(levels, "phones"):
        column = "referral_phone" if is_referral(each) else "phone"
        cells[column] = cells[column] or _text(each.get("number"))
    return cells


def _capacities(service: Node) -> dict[str, str]:
    found = ((capacity_column(each), _text(each.get("maximum"))) for each in children(service, "capacities"))
    return {column: text for column, text in found if column}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(value)
    return clean_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
