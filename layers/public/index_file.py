"""What the phone loads first: what there is, where it lies and who says so; the rest comes when it is asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.public.view import PublicView
from data.public_holidays import public_holidays
from data.study_file import Source
from data.vocabulary import SERVICES
from data.week import WEEKS
from layers.public.corridors import Corridor
from layers.public.legs import Leg, corridor_entry, leg_entry
from layers.public.parts import Parts
from layers.public.places import Record
from layers.public.tiles import Tile
from layers.public.towns import starting_towns

# Places for these are often hidden, and the help lines are their answer: whether they are offered depends on nothing,
# so that it tells of no hidden place. The page names the same (`ASK_FIRST` in loading.js).
ALWAYS_OFFERED = ("gbv", "protection_minors")


def index_record(
    view: PublicView,
    parts: Parts,
    records: Sequence[Record],
    tiles: Sequence[Tile],
    *,
    corridors: Sequence[Corridor],
    legs: Sequence[Leg],
    zones: Sequence[str],
) -> dict[str, Any]:
    """Return the index without its version.

    Parameters
    ----------
    view
        What may be published.
    parts
        The page.
    records
        Of all places and areas; those without ``x, y`` are hotlines.
    tiles, corridors, legs
        As they are written.
    zones
        Names of the time zones that the records give by position.
    """
    placed = [record for record in records if "x" in record]
    needs = _in_order({*_given(records), *ALWAYS_OFFERED})
    return {
        "title": view.title,
        "example": view.example,
        "draft": not view.signed,
        "as_of": view.as_of.isoformat(),
        "sources": _sources(view, parts),
        "credits": _credits(view, parts),
        "languages": [{"code": code, "reviewed": reviewed} for code, reviewed in parts.languages.items()],
        "needs": needs,
        "holidays": _holidays(records, view.as_of),
        "zones": list(zones),
        "towns": starting_towns(view.towns, [corridor.line for corridor in corridors], placed),
        "tiles": [_tile(tile, needs) for tile in tiles],
        "hotlines": [record for record in records if "x" not in record],
        "corridors": [corridor_entry(corridor) for corridor in corridors],
        "legs": [leg_entry(leg) for leg in legs],
        "sheets": [{"id": name, "title": title} for name, title in parts.titles.items()],
    }


def _tile(tile: Tile, needs: Sequence[str]) -> dict[str, Any]:
    """Return a tile as the index knows it: what its places give or may give as positions among all needs."""
    given = [needs.index(need) for need in _in_order(_given(tile.records))]
    return {"box": tile.box, "count": len(tile.records), "s": given}


def _holidays(records: Sequence[Record], as_of: date) -> dict[str, list[int]]:
    """Return which days may be holidays, by country, as days after that of the map; "" is any other country.

    From the day before on: a night's shift may have begun on it, and somewhere it may still be.
    """
    countries = {""} | {record["c"] for record in records if "c" in record}
    # The hours are known for as many weeks.
    ahead = range(-1, 7 * WEEKS)
    first, last = (as_of + timedelta(days=ahead[end]) for end in (0, -1))
    years = range(first.year, last.year + 1)
    days = {code: sorted(day for year in years for day in public_holidays(code, year)) for code in sorted(countries)}
    return {code: [after for day in each if (after := (day - as_of).days) in ahead] for code, each in days.items()}


def _given(records: Sequence[Record]) -> set[str]:
    """Return the services somebody gives or may give."""
    return {service for record in records for name in ("s", "m") for service in record.get(name, ())}


def _in_order(services: set[str]) -> list[str]:
    """Return services in the order of the vocabulary."""
    return [service for service in SERVICES if service in services]


def _credits(view: PublicView, parts: Parts) -> list[str]:
    """Return what stands under the map: where the roads are from, and who drew the ground."""
    roads = [_credit(source) for source in view.sources if source.table == "network"]
    return list(dict.fromkeys((*roads, *parts.basemap.credits)))


def _credit(source: Source) -> str:
    if "OpenStreetMap" in source.title:
        return "© OpenStreetMap contributors, ODbL"
    return ", ".join(filter(None, (source.title, source.licence)))


def _sources(view: PublicView, parts: Parts) -> list[Mapping[str, str]]:
    told = [(source.title, source.licence, source.url, source.retrieved) for source in view.sources]
    drawn = [(credit, "", "", "") for credit in parts.basemap.credits]
    return [dict(zip(("title", "licence", "url", "retrieved"), each, strict=True)) for each in told + drawn]
