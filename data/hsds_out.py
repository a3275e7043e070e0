"""Writes facilities as Open Referral HSDS 3: a service at one location for each, so that reading gives them again."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.encode import number_text
from data.hsds_hours import schedules_from_hours
from data.hsds_in import SOME_FEE, UNCONFIRMED, cells_of
from data.hsds_members import ATTRIBUTE, ATTRIBUTIONS, KEPT, REFERRAL, STAMPS
from data.said_languages import certain_languages
from data.schemas import FACILITIES
from data.vocabulary import NO, TRISTATE_COLUMNS, UNKNOWN, YES

# Any fixed one: ids made in it are the same in every export.
_SPACE = uuid.UUID("6ab5a1f5-4c4e-4a3e-9d3c-6d1f2e8f7b10")
_TAXONOMY = "Alcance services"
_NUMBERS = tuple(column.name for column in FACILITIES.columns if column.dtype == "number")


def hsds_from(frame: pd.DataFrame, sources: Sequence[Mapping[str, str]], stamps: Sequence[str] = ()) -> dict[str, Any]:
    """Return an HSDS 3 page of services, for JSON.

    Parameters
    ----------
    frame
        Facilities, all of them to be told. What HSDS has no member for, or would give back changed, stands in
        attributes of each service whose ``link_type`` is ``alcance`` and whose ``label`` is our column.
    sources
        Who told us, for the member ``attributions``.
    stamps
        Words the document must carry, such as EXAMPLE.

    Notes
    -----
    HSDS demands a status: a place that may be open or closed is active, with an alert that nobody confirmed it.
    Capacities are attributes: HSDS demands how much is free right now, which nobody knows.
    """
    records = pd.DataFrame(frame.drop(columns=["geometry", *stamps], errors="ignore")).to_dict("records")
    services = [_service({str(name): _text(value) for name, value in record.items()}) for record in records]
    count = len(services)
    page = {"total_items": count, "total_pages": 1, "page_number": 1, "size": count, "empty": not count}
    return {
        **page,
        "first_page": True,
        "last_page": True,
        "contents": services,
        ATTRIBUTIONS: [dict(source) for source in sources],
        **({STAMPS: list(stamps)} if stamps else {}),
    }


def _text(value: object) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else number_text(value)
    return str(value)


def _service(cells: dict[str, str]) -> dict[str, Any]:
    service_id = _identifier(cells["facility_id"])
    service: dict[str, Any] = {
        "id": service_id,
        "name": cells["name"],
        "status": {"closed": "inactive"}.get(cells["status"], "active"),
        "assured_date": cells["checked_on"],
        "interpretation_services": cells.get("interpretation_services")
        or {YES: YES, NO: NO}.get(cells["interpretation"], ""),
        **{name: cells.get(name, "") for name in KEPT["service"]},
        "organization": _organization(cells["organisation"]),
        "schedules": _listed(service_id, "schedule", schedules_from_hours(cells["opening_hours"])),
        "languages": _listed(
            service_id, "language", [{"code": each, "name": each} for each in certain_languages(cells["languages"])]
        ),
        "phones": _listed(service_id, "phone", _phones(cells)),
        "required_documents": _listed(service_id, "document", _documents(cells)),
        "cost_options": _listed(service_id, "cost", _COSTS.get(cells["fee"], [])),
        "service_at_locations": [_place(service_id, cells)],
        "attributes": _service_words(service_id, cells["services"]),
    }
    if cells["status"] == UNKNOWN:
        service["alert"] = service["alert"] or UNCONFIRMED
    told = {name: value for name, value in service.items() if value not in ("", [], {})} | {"name": cells["name"]}
    return told | _attributes(service_id, told, cells)


def _documents(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    named = [{"document": each} for each in cells.get("required_documents", "").split(";") if each]
    return named or _DOCUMENTS.get(cells["documents_required"], [])


_DOCUMENTS: dict[str, list[dict[str, Any]]] = {YES: [{"document": YES}], NO: [{"document": "none"}]}
_COSTS: dict[str, list[dict[str, Any]]] = {NO: [{"amount": 0}], YES: [{"option": SOME_FEE}]}


def _place(service_id: str, cells: dict[str, str]) -> dict[str, Any]:
    is_somewhere = bool(cells["lon"] and cells["lat"])
    location: dict[str, Any] = {
        "id": _made(service_id, "location"),
        "name": cells["name"],
        "location_type": "physical" if is_somewhere else "virtual",
    }
    if is_somewhere:
        location |= {"latitude": float(cells["lat"]), "longitude": float(cells["lon"])}
    location |= {name: cells[name] for name in KEPT["location"] if cells.get(name)}
    address = {name: cells.get(name, "") for name in KEPT["address"]}
    address |= {"country": cells["country"], "state_province": cells["adm1"]}
    if any(address.values()):
        location["addresses"] = _listed(service_id, "address", [{**address, "address_type": "physical"}])
    access = [{"description": each} for each in cells.get("accessibility", "").split(";") if each]
    if access:
        location["accessibility"] = _listed(service_id, "accessibility", access)
    return {"id": _made(service_id, "at"), "location": location}


def _phones(cells: dict[str, str]) -> list[dict[str, str]]:
    found = [{"number": cells["phone"], "type": "voice"}] if cells["phone"] else []
    if cells["referral_phone"]:
        found.append({"number": cells["referral_phone"], "type": "voice", "description": REFERRAL})
    return found


def _organization(name: str) -> dict[str, str]:
    return {"id": _made("organization", name), "name": name, "description": name} if name else {}


def _service_words(service_id: str, words: str) -> list[dict[str, Any]]:
    return [
        {
            "id": _made(service_id, "service", word),
            "link_id": service_id,
            "link_entity": "service",
            "taxonomy_term": {
                "id": _made("term", word),
                "code": word,
                "name": word.replace("_", " "),
                "description": word.replace("_", " "),
                "taxonomy": _TAXONOMY,
            },
        }
        for word in words.split(";")
        if word
    ]


def _attributes(service_id: str, told: dict[str, Any], cells: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Return the attributes with one more for each cell that reading the rest would not give back."""
    read = cells_of(told)
    differ = [name for name in dict.fromkeys([*cells, *read]) if _plain(name, read) != _plain(name, cells)]
    own = [
        {
            "id": _made(service_id, "cell", name),
            "link_id": service_id,
            "link_entity": "service",
            "link_type": ATTRIBUTE,
            "label": name,
            "value": cells.get(name, ""),
        }
        for name in differ
    ]
    attributes = [*told.get("attributes", []), *own]
    return {"attributes": attributes} if attributes else {}


def _plain(name: str, cells: Mapping[str, str]) -> str:
    """Return a cell as it is taken in: what is absent is unknown where unknown is a word."""
    return cells.get(name, "") or (UNKNOWN if name in (*TRISTATE_COLUMNS, "status") else "")


def _listed(service_id: str, kind: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": _made(service_id, kind, str(number)), **each} for number, each in enumerate(found)]


def _identifier(facility_id: str) -> str:
    """Return the id as it is where it is such as HSDS demands, else one made from it."""
    try:
        return facility_id if str(uuid.UUID(facility_id)) == facility_id else _made("facility", facility_id)
    except ValueError:
        return _made("facility", facility_id)


def _made(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "\n".join(parts)))
