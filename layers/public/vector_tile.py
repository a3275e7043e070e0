"""Mapbox vector tiles, version 2: shapes in, bytes out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

EXTENT = 4096  # units a tile's side is cut into

_POINT, _LINE, _POLYGON = 1, 2, 3
_MOVE, _DRAW, _CLOSE = 1, 2, 7
_FEWEST = {_LINE: 2, _POLYGON: 4}
_PIECES: dict[int, set[str]] = {_POINT: {"Point"}, _LINE: {"LineString"}, _POLYGON: {"Polygon"}}
_KINDS = {piece: kind for kind, pieces in _PIECES.items() for piece in pieces}

_Points = npt.NDArray[np.int64]


class Feature(NamedTuple):
    """A shape in tile units (x to the right, y down) and what is told about it; pieces of one kind only are kept."""

    shape: shapely.Geometry
    told: Mapping[str, str | int]


def encode_tile(layers: Mapping[str, Sequence[Feature]]) -> bytes:
    """Return a tile; layers and features of which nothing is left on its grid are left out.

    Parameters
    ----------
    layers
        The features of each layer, by its name.
    """
    encoded = (
        (name, [(each.told, shape) for each in of if (shape := _shape(each.shape))]) for name, of in layers.items()
    )
    return b"".join(_message(3, _layer(name, features)) for name, features in encoded if features)


def _layer(name: str, features: Sequence[tuple[Mapping[str, str | int], tuple[int, bytes]]]) -> bytes:
    keys = sorted({key for told, _ in features for key in told})
    values = sorted(
        {value for told, _ in features for value in told.values()}, key=lambda value: (str(type(value)), value)
    )
    body = [_message(1, name.encode())]
    for told, (kind, geometry) in features:
        tags = varints([at for key in sorted(told) for at in (keys.index(key), values.index(told[key]))])
        body.append(_message(2, (_message(2, tags) if told else b"") + _number(3, kind) + _message(4, geometry)))
    body += [_message(3, key.encode()) for key in keys]
    body += [_message(4, _value(value)) for value in values]
    return b"".join([*body, _number(5, EXTENT), _number(15, 2)])


def _value(value: str | int) -> bytes:
    return _message(1, value.encode("utf-8", "replace")) if isinstance(value, str) else _number(5, value)


def _shape(shape: shapely.Geometry) -> tuple[int, bytes] | None:
    """Return the kind and drawing commands of a shape, or None where nothing of it is left on the grid."""
    pieces = [(_KINDS[each.geom_type], each) for each in shapely.get_parts(shape) if each.geom_type in _KINDS]
    if not pieces:
        return None
    kind = max(kind for kind, _ in pieces)
    parts = [part for each, piece in pieces if each == kind for part in _parts(kind, piece)]
    return (kind, _commands(kind, parts)) if parts else None


def _parts(kind: int, piece: shapely.Geometry) -> list[_Points]:
    if kind == _POINT:
        return [_on_grid(piece)]
    if kind == _LINE:
        return _long_enough(kind, [_on_grid(piece)])
    rings = [_turned(_on_grid(ring), outer=at == 0) for at, ring in enumerate(shapely.get_rings(piece))]
    kept = _long_enough(kind, rings)
    # Without its outside a hole would be taken for a shape.
    return [ring[:-1] for ring in kept] if kept and kept[0] is rings[0] else []


def _long_enough(kind: int, parts: Iterable[_Points]) -> list[_Points]:
    return [part for part in parts if len(part) >= _FEWEST[kind] and (kind != _POLYGON or _area(part) != 0)]


def _on_grid(piece: shapely.Geometry) -> _Points:
    points = np.round(shapely.get_coordinates(piece)).astype(np.int64)
    moves = np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])
    return np.asarray(points[moves])


def _turned(ring: _Points, *, outer: bool) -> _Points:
    """Return a ring that turns as the format asks: outer ones clockwise on the screen, where y points down."""
    return ring if (_area(ring) > 0) == outer else ring[::-1]


def _area(ring: _Points) -> int:
    x, y = ring[:, 0], ring[:, 1]
    return int(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def _commands(kind: int, parts: Sequence[_Points]) -> bytes:
    numbers: list[npt.ArrayLike] = []
    pen = np.zeros((1, 2), dtype=np.int64)
    if kind == _POINT:
        parts = [np.concatenate(parts)]
    for part in parts:
        steps = np.diff(part, axis=0, prepend=pen).ravel()
        folded = (steps << 1) ^ (steps >> 63)
        if kind == _POINT:
            numbers += [[_MOVE | len(part) << 3], folded]
        else:
            numbers += [[_MOVE | 1 << 3], folded[:2], [_DRAW | (len(part) - 1) << 3], folded[2:]]
        numbers += [[_CLOSE | 1 << 3]] if kind == _POLYGON else []
        pen = part[-1:]
    return varints(np.concatenate([np.asarray(each, dtype=np.int64) for each in numbers]))


def varints(numbers: npt.ArrayLike) -> bytes:
    """Return whole numbers from 0 below 2**63 as protobuf writes them: seven bits a byte, the least first."""
    values = np.atleast_1d(np.asarray(numbers, dtype=np.int64))[:, np.newaxis]
    septets = values >> np.arange(0, 63, 7)
    follows = np.zeros_like(septets, dtype=bool)
    follows[:, :-1] = septets[:, 1:] > 0
    used = septets > 0
    used[:, 0] = True
    return ((septets & 0x7F) | (follows << 7))[used].astype(np.uint8).tobytes()


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _message(field: int, body: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(body)) + body


def _varint(number: int) -> bytes:
    """Return one number as `varints` does: most are alone and below 128."""
    return bytes([number]) if number < 128 else varints([number])  # noqa: PLR2004
