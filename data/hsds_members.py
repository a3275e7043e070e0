"""Which members of HSDS 3 our columns hold, and which of a document they don't, so that somebody is told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from data.cells import is_iso_date
from data.hsds_shape import Node, beside_services, children, members, services_of
from data.raw import LeftOut, one_line

# Columns of other people's that HSDS knows and we keep under its own names.
KEPT = {
    "service": (
        *("alternate_name", "description", "url", "email", "application_process", "fees_description"),
        *("eligibility_description", "minimum_age", "maximum_age", "accreditations", "alert"),
    ),
    "location": ("transportation",),
    "address": ("address_1", "address_2", "city", "postal_code"),
}
# What a location says of itself, kept as `location_name` and so on where its service says something else.
OF_LOCATION = ("name", "alternate_name", "description")
# Attributes that carry what HSDS has no member for; `label` is the column.
ATTRIBUTE = "alcance"
REFERRAL = "referral"
_DAILY = ("day", "día", "dia", "daily")
_BEDS = ("bed", "cama", "lit")
ATTRIBUTIONS, STAMPS = "attributions", "stamps"
_SOURCE = ("title", "licence", "url", "retrieved")
# So much of it stands in one line.
_MOST_NAMED, _LONGEST_NAME = 30, 40
_LONGEST_MEMBER, _LONGEST_SOURCE = 200, 500
# Where a study lists what of its files no column holds.
NOT_KEPT = "not-kept.csv"
# Read as something of ours though the document has it outside its services.
_TAKEN_OVER = (STAMPS, ATTRIBUTIONS)


def fields_not_held(document: object) -> dict[str, int]:
    """Return the members of an HSDS document that no column holds, such as ``program.name``, sorted.

    Parameters
    ----------
    document
        Parsed JSON, as for `raw_from_hsds`. Ids that only tie its parts together are not listed.

    Returns
    -------
    dict[str, int]
        How many services have each; for what stands beside the services (``document.metadata``), how many rows.
    """
    counts = Counter(path for service in services_of(document) for path in _paths(service))
    beside = {f"document.{name}": rows for name, rows in beside_services(document).items() if name not in _TAKEN_OVER}
    return dict(sorted((counts | Counter(beside)).items()))


def notes_on(document: object) -> tuple[str, ...]:
    """Return what is to be said about a document: what is not kept of it.

    Parameters
    ----------
    document
        Parsed JSON, as for `raw_from_hsds`.
    """
    ordered = sorted(fields_not_held(document).items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) > _MOST_NAMED:
        times = Counter(name for name, _, _ in left_out_of(document))
        told = [f"{name[:_LONGEST_NAME]} ({count:,})" for name, count in sorted(times.items())]
        objects = ", ".join([*told[:_MOST_NAMED], *(["…"] if len(told) > _MOST_NAMED else [])])
        what = f"not kept, for no column holds them: {len(ordered):,} members, all named in {NOT_KEPT} in the study"
        return (f"{what}, of these objects: {objects}",)
    named = ", ".join(f"{name[:_LONGEST_NAME]} ({count:,})" for name, count in ordered)
    return (f"not kept, for no column holds it (and how many have it): {named}",) if named else ()


def left_out_of(document: object) -> LeftOut:
    """Return (object, member, how many have it) of all a document holds and no column keeps, sorted by object.

    Parameters
    ----------
    document
        Parsed JSON, as for `raw_from_hsds`.
    """
    ordered = sorted(fields_not_held(document).items())
    parts = (((name if "." in name else f"service.{name}").partition("."), n) for name, n in ordered)
    return tuple(
        (one_line(kind)[:_LONGEST_MEMBER], one_line(name)[:_LONGEST_MEMBER], n) for (kind, _, name), n in parts
    )


def sources_of(document: object) -> tuple[tuple[str, str, str, str], ...]:
    """Return (title, licence, url, ISO date retrieved or "") of each source a document names; none lacks its title."""
    found = children(document, ATTRIBUTIONS) if isinstance(document, Mapping) else []
    told = [[one_line(str(each.get(name) or ""))[:_LONGEST_SOURCE] for name in _SOURCE] for each in found]
    return tuple((title, licence, url, day if is_iso_date(day) else "") for title, licence, url, day in told if title)


def _paths(service: Node) -> set[str]:
    return (set(members(service, "service")) - _HELD).difference(_saying_no_more(service)).union(_beyond(service))


def _beyond(service: Node) -> Iterable[str]:
    """Yield what a row has one place for: ``phones[2]`` is a second one; and values of other kinds than ours."""
    places = _places_of(service)
    if any(len(children(place, "addresses")) > 1 for place in places):
        yield "addresses[2]"
    if sum(not is_referral(phone) for phone in _phones(service)) > 1:
        yield "phones[2]"
    if any(not capacity_column(each) for each in children(service, "capacities")):
        yield "capacity.maximum"
    if any(each.get("link_type") != ATTRIBUTE and each.get("value") for each in children(service, "attributes")):
        yield "attribute.value"
    for name in ("schedules", "languages"):
        if sum(bool(children(place, name)) for place in places) > 1:
            yield f"{name}[2]"


def _saying_no_more(service: Node) -> Iterable[str]:
    """Yield members HSDS demands, or that are usual, where they add nothing to what is held."""
    organization = service.get("organization")
    if isinstance(organization, Mapping) and organization.get("description") == organization.get("name"):
        yield "organization.description"
    if all(each.get("type") in (None, "", "voice") for each in _phones(service)):
        yield "phone.type"


def _places_of(service: Node) -> list[Node]:
    """Return a service, each of its places, and the location of each: HSDS lets any of them have phones and hours."""
    places: list[Node] = [service]
    for at in children(service, "service_at_locations"):
        inside = at.get("location")
        places += [at, inside] if isinstance(inside, Mapping) else [at]
    return places


def _phones(service: Node) -> list[dict[str, Any]]:
    return [phone for place in _places_of(service) for phone in children(place, "phones")]


def capacity_column(capacity: Node) -> str:
    """Return which column of ours a capacity is for by its unit; "" where it is for none."""
    unit = capacity.get("unit")
    name = str(unit.get("name") or "").strip().lower() if isinstance(unit, Mapping) else ""
    if name.startswith(_BEDS):
        return "beds"
    return "capacity_per_day" if any(word in name for word in _DAILY) else ""


def is_referral(phone: Mapping[str, Any]) -> bool:
    """Tell whether a phone is the one for referrals."""
    return str(phone.get("description") or "").strip().lower() == REFERRAL


def _held() -> frozenset[str]:
    paths = {f"service.{name}" for name in ("name", "status", "assured_date", "interpretation_services")}
    paths |= {f"service.{name}" for name in KEPT["service"]}
    paths |= {"organization.name", "required_document.document", "accessibility.description"}
    paths |= {f"cost_option.{name}" for name in ("amount", "option", "currency")}
    paths |= {
        f"location.{name}" for name in ("location_type", "longitude", "latitude", *OF_LOCATION, *KEPT["location"])
    }
    paths |= {f"address.{name}" for name in ("country", "state_province", "region", "address_type", *KEPT["address"])}
    paths |= {f"phone.{name}" for name in ("number", "description")} | {"language.code", "language.name"}
    rule = ("freq", "interval", "byday", "opens_at", "closes_at", "description", "dtstart", "until", "count")
    paths |= {f"schedule.{name}" for name in (*rule, "valid_from", "valid_to", "byweekno", "bymonthday", "byyearday")}
    paths |= {"capacity.maximum", "unit.name", "attribute.label", "attribute.value", "attribute.link_type"}
    # What a term means is said by its taxonomy, not by a service that has it.
    term = {f"taxonomy_term.{name}" for name in ("code", "name", "description", "taxonomy")}
    return frozenset(paths | term | {"attribute.link_entity"})


_HELD = _held()
