"""Writes the web as an OpenStreetMap file, so that the example goes through the same reader as a real extract."""

import bz2
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from data.corridor.gazetteer import Town
from data.corridor.web import Stretch, Web

MODELLED = "modelled"
_RANKS = ((100_000, "city"), (10_000, "town"), (1_000, "village"), (0, "hamlet"))


def encode_osm(web: Web, positions: Mapping[int, tuple[float, float]]) -> bytes:
    """Return the web as ``.osm.bz2``; the same web gives the same bytes.

    Parameters
    ----------
    web
        The roads.
    positions
        Longitude and latitude of every node, degrees, EPSG:4326.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="alcance example">']
    for node in sorted(positions):
        lines += _node(node, positions[node], web.places.get(node))
    for number, stretch in enumerate(web.stretches, start=1):
        lines += _way(number, stretch)
    return bz2.compress("\n".join([*lines, "</osm>", ""]).encode())


def _node(node: int, position: tuple[float, float], place: Town | None) -> Iterator[str]:
    opening = f'<node id="{node}" version="1" lon="{position[0]:.5f}" lat="{position[1]:.5f}"'
    if place is None or not place.population:
        yield f"{opening}/>"
        return
    rank = next(rank for people, rank in _RANKS if place.population >= people)
    yield f"{opening}>"
    yield from _tags({"name": place.name, "place": rank, "population": str(place.population)})
    yield "</node>"


def _way(number: int, stretch: Stretch) -> Iterator[str]:
    yield f'<way id="{number}" version="1">'
    yield from (f'<nd ref="{node}"/>' for node in stretch.nodes)
    tags = {"highway": stretch.road_class, "ref": ";".join(stretch.numbers), "surface": stretch.surface}
    if stretch.road_class == "motorway":
        tags["oneway"] = "no"  # one line stands for both carriageways
    if not stretch.numbers:
        tags["source"] = MODELLED
    yield from _tags(tags)
    yield "</way>"


def _tags(tags: Mapping[str, str]) -> Iterator[str]:
    yield from (f'<tag k="{key}" v={quoteattr(value)}/>' for key, value in sorted(tags.items()) if value)
