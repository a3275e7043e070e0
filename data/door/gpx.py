"""Reads GPX: waypoints, else tracks and routes; every one is a row."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from data.door.drawn import Drawn, drawn_table
from data.door.markup import walk
from data.raw import RawTable

_ROWS = ("wpt", "rte", "trk")
_POINTS = ("rtept", "trkpt")
# What the file says of itself is said of every place in it, as by a folder.
_OF_FILE = {"name": "folder", "desc": "folder_description", "keywords": "folder_description"}
_ABOUT = (["gpx"], ["gpx", "metadata"])
# Who may use the file, and whatever a program adds to it.
_BESIDE = frozenset(["copyright", "extensions", "author"])
_TEXTS = ("license", "name", "desc", "author", "copyright", "year")
_Line = list[tuple[float, float]]


def read(path: Path) -> RawTable:
    """Return the waypoints, routes and tracks of a GPX file.

    Parameters
    ----------
    path
        The file. The cell ``gpx`` says which a row is; ``folder`` and ``folder_description`` what the file is about.
        Points of routes and tracks are the shape of their row.

    Raises
    ------
    InputError
        It is not well-formed, or holds neither.
    """
    reader = _Reader()
    walk(path, reader.begin, reader.end)
    return drawn_table(path, [(cells | reader.about, shapes) for cells, shapes in reader.rows], ())


@dataclass(slots=True)
class _Reader:
    """What was gathered so far."""

    rows: list[Drawn] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    cells: dict[str, str] | None = None
    about: dict[str, str] = field(default_factory=dict)
    lines: list[_Line] = field(default_factory=list)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element."""
        self.path.append(name)
        if name == "copyright" and attributes.get("author", "").strip():
            _put(self.about, "folder_description", attributes["author"])
        if name in _ROWS:
            self.cells, self.lines = {"gpx": name}, [[]]
        if name == "trkseg":
            self.lines.append([])
        if self.lines and name in ("wpt", *_POINTS):
            self.lines[-1].append((_degrees(attributes, "lon"), _degrees(attributes, "lat")))

    def end(self, name: str, text: str) -> None:
        """Take the end of an element."""
        self.path.pop()
        if self.cells is None:
            if text.strip() and name in _OF_FILE and self.path in _ABOUT:
                _put(self.about, _OF_FILE[name], text)
            elif text.strip() and self.path[:1] == ["gpx"] and _BESIDE.intersection((name, *self.path)):
                _put(self.about, "folder_description", text if name in _TEXTS else f"{name}: {text.strip()}")
            return
        if name in _ROWS:
            shapes = [_shape(name, line) for line in self.lines if line]
            self.rows.append((self.cells, shapes))
            self.cells, self.lines = None, []
        elif text.strip() and not set(_POINTS) & set(self.path) and name not in _POINTS:
            _put(self.cells, name, text)


def _put(cells: dict[str, str], name: str, text: str) -> None:
    """Keep a text; of a name that stands twice, both."""
    cells[name] = f"{cells[name]}; {text}" if name in cells else text


def _degrees(attributes: Mapping[str, str], name: str) -> float:
    try:
        return float(attributes[name])
    except (KeyError, ValueError):
        return math.nan


def _shape(name: str, line: _Line) -> BaseGeometry | None:
    if not all(math.isfinite(value) for place in line for value in place):
        return None
    if name == "wpt":
        return shapely.Point(line[0])
    # A line has two points at least.
    return shapely.LineString(line) if len(line) > 1 else None
