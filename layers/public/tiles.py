"""Cuts the places into small files, so that a phone loads those around it and no others."""

from collections.abc import Sequence
from typing import NamedTuple

from layers.public.places import Record

MOST = 150
Box = tuple[float, float, float, float]


class Tile(NamedTuple):
    """Some records that lie together.

    Attributes
    ----------
    box
        West, south, east, north, degrees: holds every place of `records` and the whole of every area.
    records
        In the order they were given in.
    """

    box: Box
    records: list[Record]


def cut_tiles(records: Sequence[Record]) -> list[Tile]:
    """Return records in tiles of at most 150, each in exactly one.

    Parameters
    ----------
    records
        Each with ``x, y``, degrees. Halved again and again across the longer side of the area they take up, so that
        the same records give the same tiles.
    """
    return [_tile([records[at] for at in part]) for part in _parts(records, list(range(len(records))))]


def _parts(records: Sequence[Record], part: list[int]) -> list[list[int]]:
    if len(part) <= MOST:
        return [sorted(part)] if part else []
    xs, ys = [records[at]["x"] for at in part], [records[at]["y"] for at in part]
    first, second = ("x", "y") if max(xs) - min(xs) >= max(ys) - min(ys) else ("y", "x")
    ordered = sorted(part, key=lambda at: (records[at][first], records[at][second], at))
    half = len(ordered) // 2
    return _parts(records, ordered[:half]) + _parts(records, ordered[half:])


def _tile(records: list[Record]) -> Tile:
    boxes = [record.get("b") or (record["x"], record["y"], record["x"], record["y"]) for record in records]
    west, south, east, north = zip(*boxes, strict=True)
    return Tile((min(west), min(south), max(east), max(north)), records)
