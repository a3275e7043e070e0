"""What a child does with an OpenStreetMap file: it reads it, builds its roads and writes them into its own folder."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from data.network_store import write_network
from data.osm_blobs import check_unpacked
from data.osm_file import read_osm
from data.osm_places import places_from_osm
from data.osm_roads import name_roads, pack_roads
from data.osm_services import facilities_from_osm, report_services

BUILT = "network"  # the folder the roads come back in; made by the parent


def build(path: Path, folder: Path, tell: Callable[[str, int], None]) -> Iterator[str]:
    """Write the roads of an extract and all that is told of it into `folder`; nothing is sent but progress."""
    if path.name.endswith(".pbf"):
        check_unpacked(path)
    extract = read_osm(path, tell)
    packed, report = pack_roads(extract)
    found = facilities_from_osm(extract)
    described = {
        "dated": extract.dated,
        "report": report.to_json(),
        "services": asdict(report_services(extract)),
        "facilities": found.astype(object).where(found.notna(), None).to_dict(orient="list"),
    }
    more = name_roads(extract, packed).arrays()
    write_network(folder / BUILT, packed, places_from_osm(extract), described=described, more=more)
    yield "{}"
