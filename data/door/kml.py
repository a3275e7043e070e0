"""Reads KML: every Placemark is a row, its data are cells. Links to other files are not followed."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.door.drawn import drawn_table
from data.door.markup import walk
from data.raw import RawTable
from data.recognise.plain import plain

_SIMPLE = ("Point", "LineString", "LinearRing", "Polygon")
# Whatever holds places has a name and a text of its own, which are said of every place in it.
_FOLDERS = ("Document", "Folder")
_OF_FOLDER = {"name": "folder", "description": "folder_description", "Snippet": "folder_description"}
# What a map shows switched off when it is opened: whoever made it wants that not everybody sees it.
_OFF, _SWITCHED_OFF = "0", "hidden_on_map"
_CELLS = ("name", "description", "Snippet", "address", "phoneNumber", "when", "begin", "end")
_LINKS = ("NetworkLink", "NetworkLinkControl", "GroundOverlay", "Model")
_Places = list[tuple[float, float]]


def read(path: Path) -> RawTable:
    """Return the Placemarks of a KML file, those of every folder.

    Parameters
    ----------
    path
        The file. Cells are the Placemark's name, description and extended data, their names with the label they are
        displayed under; ``folder`` and ``folder_description`` are those of the document and of each folder it is in,
        with their extended data. ``hidden_on_map`` is yes where the Placemark or a folder around it is switched off.

    Raises
    ------
    InputError
        It is not well-formed, or holds no Placemark.
    """
    reader = _Reader()
    walk(path, reader.begin, reader.end)
    links = tuple(f"{count} {name} not followed" for name, count in sorted(reader.links.items()))
    return drawn_table(path, reader.drawn(), links)


@dataclass(slots=True)
class _Reader:
    """What was gathered so far."""

    rows: list[tuple[dict[str, str], list[BaseGeometry | None]]] = field(default_factory=list)
    links: Counter[str] = field(default_factory=Counter)
    folders: list[dict[str, str]] = field(default_factory=list)
    inside: list[tuple[dict[str, str], ...]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    cells: dict[str, str] | None = None
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    rings: list[_Places] = field(default_factory=list)
    key: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def drawn(self) -> list[tuple[dict[str, str], list[BaseGeometry | None]]]:
        """Return the rows, each with what is said of the folders it is in."""
        for (cells, _), folders in zip(self.rows, self.inside, strict=True):
            for name, label in self.labels.items():
                if name in cells:
                    cells[f"{name} ({label})"] = cells.pop(name)
            if any(_SWITCHED_OFF in folder for folder in folders):
                cells[_SWITCHED_OFF] = "yes"
            for name in dict.fromkeys(_OF_FOLDER.values()):
                inside = " / ".join(text for folder in folders if (text := folder.get(name, "").strip()))
                if inside:
                    _put(cells, name, inside)
        return self.rows

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        self.path.append(name)
        if name in _FOLDERS:
            self.folders.append({})
        elif name == "Placemark":
            self.cells, self.shapes = {}, []
        elif name in ("Data", "SimpleData", "SimpleField"):
            self.key = attributes.get("name", "")
        elif name in ("Point", "LineString", "Polygon"):
            self.rings = []
        if name in _LINKS:
            self.links[name] += 1

    def end(self, name: str, text: str) -> None:
        """Take the end of an element."""
        self.path.pop()
        above = self.path[-1] if self.path else ""
        if name in _FOLDERS and self.folders:
            self.folders.pop()
        elif name == "displayName" and above in ("Data", "SimpleField"):
            self._label(text)
        elif name == "visibility" and text.strip() == _OFF and above in (*_FOLDERS, "Placemark"):
            (self.folders[-1] if self.cells is None else self.cells)[_SWITCHED_OFF] = "yes"
        elif name in _OF_FOLDER and above in _FOLDERS:
            _put(self.folders[-1], _OF_FOLDER[name], text)
        elif self.cells is None and self.folders and name in ("value", "SimpleData") and "ExtendedData" in self.path:
            _put(self.folders[-1], "folder_description", f"{self.labels.get(self.key, self.key)}: {text.strip()}")
        elif self.cells is not None:
            self._end_inside(self.cells, name, text)

    def _label(self, text: str) -> None:
        """Take what a datum is displayed as, which may say more than what it is called."""
        label = " ".join(re.sub(r"[()]", " ", text).split())
        if label and plain(label) != plain(self.key):
            self.labels[self.key] = label

    def _end_inside(self, cells: dict[str, str], name: str, text: str) -> None:
        if name == "Placemark":
            # What its folders say comes after it in a file that names them late.
            self.rows.append((cells, self.shapes))
            self.inside.append(tuple(self.folders))
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
