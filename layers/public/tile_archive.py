"""PMTiles, version 3: many map tiles as one archive, the same bytes for the same tiles."""

import gzip
import struct
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from layers.public.script import as_json
from layers.public.vector_tile import varints

Address = tuple[int, int, int]  # zoom, column from the west, row from the north

_HEADER = struct.Struct("<7sB11Q6B4iB2i")
_GZIP, _VECTOR = 2, 1
# Beyond this a reader would have to ask for the directory twice; an archive of one leg never comes near.
_MOST_TILES = 2_000


class _Entry(NamedTuple):
    first: int
    repeats: int
    offset: int
    length: int


def pack_tiles(
    tiles: Mapping[Address, bytes], box: tuple[float, float, float, float], layers: Mapping[str, Mapping[str, str]]
) -> bytes:
    """Return an archive of vector tiles.

    Parameters
    ----------
    tiles
        Each tile, gzipped, by its address; at least one and at most 2,000.
    box
        West, south, east, north of what they show, degrees.
    layers
        Their layers by name: the kind of value (``String``, ``Number``) of what is told about a shape.
    """
    if not 0 < len(tiles) <= _MOST_TILES:
        raise ValueError(f"{len(tiles)} tiles")
    by_number = {tile_number(*address): body for address, body in tiles.items()}
    entries, bodies = _entries(by_number)
    zooms = [zoom for zoom, _, _ in tiles]
    directory = zipped(_directory(entries))
    about = zipped(
        as_json({"vector_layers": [{"id": name, "fields": dict(told)} for name, told in layers.items()]}).encode()
    )
    ends = [_HEADER.size, len(directory), len(about), 0, len(bodies)]
    starts = [sum(ends[: at + 1]) for at in range(4)]
    places = [number for pair in zip(starts, ends[1:], strict=True) for number in pair]
    counts = [len(by_number), len(entries), len({entry.offset for entry in entries})]
    west, south, east, north = (round(side * 1e7) for side in box)
    head = _HEADER.pack(
        *(b"PMTiles", 3, *places, *counts),
        *(1, _GZIP, _GZIP, _VECTOR, min(zooms), max(zooms), west, south, east, north),
        *(min(zooms), (west + east) // 2, (south + north) // 2),
    )
    return head + directory + about + bodies


def zipped(body: bytes) -> bytes:
    """Return bytes as gzip packs them, without a date."""
    return gzip.compress(body, 9, mtime=0)


def tile_number(zoom: int, column: int, row: int) -> int:
    """Return the number of a tile in the archive's order: zoom by zoom, each along Hilbert's curve."""
    number = ((1 << 2 * zoom) - 1) // 3
    for level in reversed(range(zoom)):
        side = 1 << level
        right, down = column >> level & 1, row >> level & 1
        number += side * side * (3 * right ^ down)
        column, row = column & side - 1, row & side - 1
        if not down:
            column, row = (side - 1 - row, side - 1 - column) if right else (row, column)
    return number


def _entries(by_number: Mapping[int, bytes]) -> tuple[list[_Entry], bytes]:
    """Return the directory and the tiles, equal ones once."""
    entries: list[_Entry] = []
    offsets: dict[bytes, int] = {}
    size = 0
    for number, body in sorted(by_number.items()):
        last = entries[-1] if entries else _Entry(-1, 0, -1, 0)
        if body not in offsets:
            offsets[body] = size
            size += len(body)
        if (last.first + last.repeats, last.offset) == (number, offsets[body]):
            entries[-1] = last._replace(repeats=last.repeats + 1)
        else:
            entries.append(_Entry(number, 1, offsets[body], len(body)))
    return entries, b"".join(offsets)


def _directory(entries: list[_Entry]) -> bytes:
    """Return the directory: column by column; an offset of 0 says that a tile follows the one before."""
    before = _Entry(0, 0, -1, 0)
    offsets = [
        0 if at and entry.offset == last.offset + last.length else entry.offset + 1
        for at, (last, entry) in enumerate(pairwise([before, *entries]))
    ]
    steps = [entry.first - last.first for last, entry in pairwise([before, *entries])]
    columns = [[len(entries)], steps, [each.repeats for each in entries], [each.length for each in entries], offsets]
    return b"".join(varints(column) for column in columns)
