"""An Overpass and a Nominatim server on loopback that answer from an OpenStreetMap file."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlparse

import osmium
import shapely

Element = dict[str, Any]
_CLAUSE = re.compile(r"""(node|way|relation)((?:\[[^\]]+\])+)\(poly:'([^']+)'\)""")
_TAG = re.compile(r"""\[["']([^"']+)["'](?:=["']([^"']+)["'])?\]""")


def elements_of(path: Path) -> dict[tuple[str, int], Element]:
    """Return every object of a file as Overpass would write it."""
    found: dict[tuple[str, int], Element] = {}
    for thing in osmium.FileProcessor(path):
        tags = dict(thing.tags)
        if thing.is_node():
            element: Element = {"type": "node", "lon": thing.location.lon, "lat": thing.location.lat}
        elif thing.is_way():
            element = {"type": "way", "nodes": [each.ref for each in thing.nodes]}
        else:
            names = {"n": "node", "w": "way", "r": "relation"}
            members = [{"type": names[each.type], "ref": each.ref, "role": each.role} for each in thing.members]
            element = {"type": "relation", "members": members}
        found[element["type"], thing.id] = {**element, "id": thing.id, **({"tags": tags} if tags else {})}
    return found


class Overpass:
    """What a server knows, and what it was asked."""

    def __init__(self, path: Path, *, status_page: bool = True) -> None:
        self.elements = elements_of(path)
        self.tagged = [element for element in self.elements.values() if "tags" in element]
        self.status_page = status_page
        self.places: list[dict[str, Any]] = []
        self.broken_off = False
        self.asked: list[str] = []

    def answer(self, query: str) -> Element:
        if self.broken_off:
            return {"elements": [], "remark": "runtime error: Query timed out"}
        found: dict[tuple[str, int], Element] = {}
        for kind, tags, poly in _CLAUSE.findall(query):
            numbers = list(map(float, poly.split()))
            area = shapely.Polygon(zip(numbers[1::2], numbers[::2], strict=True))
            shapely.prepare(area)
            wanted = _TAG.findall(tags)
            for element in self.tagged:
                if element["type"] == kind and _matches(element, wanted) and self._inside(element, area):
                    self._take(element, found)
        return {"version": 0.6, "elements": list(found.values())}

    def _inside(self, element: Element, area: shapely.Polygon) -> bool:
        if element["type"] == "node":
            return bool(shapely.intersects_xy(area, element["lon"], element["lat"]))
        return any(self._inside(part, area) for part in self._parts(element))

    def _parts(self, element: Element) -> Iterator[Element]:
        keys = [("node", ref) for ref in element.get("nodes", [])]
        keys += [(member["type"], member["ref"]) for member in element.get("members", [])]
        yield from (self.elements[key] for key in keys if key in self.elements)

    def _take(self, element: Element, found: dict[tuple[str, int], Element]) -> None:
        found[element["type"], element["id"]] = element
        for part in self._parts(element):
            self._take(part, found)


def _matches(element: Element, wanted: list[tuple[str, str]]) -> bool:
    tags = element.get("tags", {})
    return all(key in tags and value in ("", tags[key]) for key, value in wanted)


@contextmanager
def serve(overpass: Overpass) -> Iterator[str]:
    """Yield the base address of the server while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            overpass.asked.append(self.path)
            if self.path.endswith("/status"):
                text = "Connected as: 1\nCurrent time: now\nRate limit: 2\n\n2 slots available now.\n"
                self._send(200 if overpass.status_page else 404, text if overpass.status_page else "no such page")
            else:
                name = parse_qs(urlparse(self.path).query)["q"][0]
                self._send(200, json.dumps([place for place in overpass.places if place["name"] == name]))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(body)["data"][0]
            overpass.asked.append(query)
            self._send(200, json.dumps(overpass.answer(query)))

        def _send(self, status: int, text: str) -> None:
            blob = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(blob)))
            self.end_headers()
            self.wfile.write(blob)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
