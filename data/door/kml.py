"""Reads KML: every Placemark is a row, its data are cells. Links to other files are not followed."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.door.drawn import drawn_table
from data.door.markup import walk
from data.raw import RawTable

_SIMPLE = ("Point", "LineString", "LinearRing", "Polygon")
_CELLS = ("name", "description", "address", "phoneNumber", "when", "begin", "end")
_LINKS = ("NetworkLink", "NetworkLinkControl", "GroundOverlay", "Model")
_Places = list[tuple[float, float]]


def read(path: Path) -> RawTable:
    """Return the Placemarks of a KML file, those of every folder.

    Parameters
    ----------
    path
        The file. Cells are the Placemark's name, description and extended data, and ``folder``.

    Raises
    ------
    InputError
        It is not well-formed, or holds no Placemark.
    """
    reader = _Reader()
    walk(path, reader.begin, reader.end)
    links = tuple(f"{count} {name} not followed" for name, count in sorted(reader.links.items()))
    return drawn_table(path, reader.rows, links)


@dataclass(slots=True)
class _Reader:
    """What was gathered so far."""

    rows: list[tuple[dict[str, str], list[BaseGeometry | None]]] = field(default_factory=list)
    links: Counter[str] = field(default_factory=Counter)
    folders: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    cells: dict[str, str] | None = None
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    rings: list[_Places] = field(default_factory=list)
    key: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        self.path.append(name)
        if name == "Folder":
            self.folders.append("")
        elif name == "Placemark":
            self.cells, self.shapes = {}, []
        elif name in ("Data", "SimpleData"):
            self.key = attributes.get("name", "")
        elif name in ("Point", "LineString", "Polygon"):
            self.rings = []
        if name in _LINKS:
            self.links[name] += 1

    def end(self, name: str, text: str) -> None:
        """Take the end of an element."""
        self.path.pop()
        above = self.path[-1] if self.path else ""
        if name == "Folder" and self.folders:
            self.folders.pop()
        elif name == "name" and above == "Folder":
            self.folders[-1] = text
        elif self.cells is not None:
            self._end_inside(self.cells, name, text)

    def _end_inside(self, cells: dict[str, str], name: str, text: str) -> None:
        if name == "Placemark":
            inside = " / ".join(filter(None, self.folders))
            self.rows.append((cells | ({"folder": inside} if inside else {}), self.shapes))
            self.cells = None
        elif name == "coordinates":
            self.rings.append(_places(text))
        elif name in _SIMPLE:
            if "Polygon" not in self.path:
                self.shapes.append(_shape(name, self.rings))
        elif name in ("value", "SimpleData"):
            _put(cells, self.key, text)
        elif name in _CELLS:
            _put(cells, name, text)


def _put(cells: dict[str, str], name: str, text: str) -> None:
    """Keep a value; of a name that stands twice, both."""
    cells[name] = f"{cells[name]}; {text}" if cells.get(name) else text


def _places(text: str) -> _Places:
    return [_place(tuple(words.split(","))) for words in text.split()]


def _place(numbers: tuple[str, ...]) -> tuple[float, float]:
    try:
        return float(numbers[0]), float(numbers[1])
    except (ValueError, IndexError):
        return math.nan, math.nan


def _shape(name: str, rings: list[_Places]) -> BaseGeometry | None:
    """Return the shape of rings of coordinates; None where they make none."""
    if not rings or not all(math.isfinite(value) for ring in rings for place in ring for value in place):
        return None
    try:
        if name == "Point":
            return shapely.Point(rings[0][0])
        return shapely.Polygon(rings[0], rings[1:]) if name == "Polygon" else shapely.LineString(rings[0])
    except (shapely.errors.ShapelyError, ValueError, IndexError):
        return None
