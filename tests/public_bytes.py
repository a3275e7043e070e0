"""Everything a bundle says, taken apart as somebody would who looks for what it should not say."""

import gzip
import json
import re
import struct
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, pairwise, product
from typing import Any

from layers.public.packed import SHARED

Files = Mapping[str, bytes]
Point = tuple[int, int]
# Ten-thousandths of a degree: about 11 m, the four decimals by which a house is found.
PARTS = 10_000
_WAYS: tuple[Callable[[float], int], ...] = (round, int)
_NUMBER = re.compile(r"-?\d+\.\d+")
_GROUND = "map/ground-"
_TILES_AT = struct.Struct("<2Q")  # in an archive: where its tiles begin, and how long they are


def said(body: bytes) -> list[Any]:
    """Return what a script of the bundle hands to the page, after the version it may say first."""
    text = body.decode().removesuffix("\n").split("\n")[-1]
    return list(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]"))


def without_version(files: Files) -> dict[str, bytes]:
    """Return the plain files without the version that those of the map begin with; packed copies are left out."""
    begin = b'ALCANCE.version("'
    return {
        path: body.partition(b"\n")[2] if body.startswith(begin) else body
        for path, body in files.items()
        if not path.endswith(".gz")
    }


def unpacked(files: Files) -> dict[str, bytes]:
    """Return the files as they are once nothing is packed, coded or squeezed any more.

    A packed copy that is not its file comes along under its own name; of the ground, the archive's head and its tiles.
    """
    found = {}
    for path, body in files.items():
        plain = files.get(path.removesuffix(".gz"))
        opened = gzip.decompress(body) if path.endswith(".gz") else body
        if opened != plain or plain is body:
            found[path] = _opened_ground(opened) if path.startswith(_GROUND) else opened
    return found


def holding(files: Files, secrets: Iterable[str]) -> list[tuple[str, str]]:
    """Return which files of an unpacked bundle hold which of some texts."""
    wanted = [(secret, secret.encode()) for secret in secrets]
    return [(path, secret) for path, body in files.items() for secret, needle in wanted if needle in body]


def records(files: Files) -> list[dict[str, Any]]:
    """Return the records of all places and areas, the help lines last."""
    paths = sorted(path for path in files if path.startswith("places/") and path.endswith(".js"))
    return [*(record for path in paths for record in whole(files[path])), *index(files)["hotlines"]]


def whole(tile: bytes) -> list[dict[str, Any]]:
    """Return the records of a tile as they were before they were packed."""
    return opened(*said(tile)[1:])


def opened(records: list[dict[str, Any]], table: list[Any], asked: list[str]) -> list[dict[str, Any]]:
    """Return records with what they have in common, and with the names of what they ask."""
    found = []
    for record in records:
        shared = {name: table[record[name]] for name in SHARED if type(record.get(name)) is int}
        letters = zip(asked, record.get("d", "u" * len(asked)), strict=True)
        known = {name: {"y": "yes", "n": "no"}[letter] for name, letter in letters if letter != "u"}
        found.append(record | shared | ({"d": known} if known else {}))
    return found


def index(files: Files) -> dict[str, Any]:
    """Return the index."""
    told: dict[str, Any] = said(files["index.js"])[0]
    return told


def points(files: Files) -> set[Point]:
    """Return each two numbers that follow each other in a text, and each crossing, as points of ten-thousandths.

    Rounded and cut off: a number may have been rounded before.
    """
    found = set(_crossings(files))
    for path in files:
        if path.startswith(("places/", "index.js", "corridors.js", "manifest.json")) and not path.endswith(".gz"):
            numbers = [float(each) for each in _NUMBER.findall(files[path].decode())]
            found |= {(x(a * PARTS), y(b * PARTS)) for a, b in pairwise(numbers) for x, y in product(_WAYS, _WAYS)}
    return found


def spots(lon: float, lat: float) -> set[Point]:
    """Return a place as four decimals may write it, rounded or cut off, in either order."""
    told = {(x(lon * PARTS), y(lat * PARTS)) for x, y in product(_WAYS, _WAYS)}
    return told | {(y, x) for x, y in told}


def _crossings(files: Files) -> Iterator[Point]:
    roads = said(files["roads.js"])[0]
    return zip(accumulate(roads["x"]), accumulate(roads["y"]), strict=True)


def _opened_ground(body: bytes) -> bytes:
    archive = b64decode(said(body)[1])
    start, length = _TILES_AT.unpack_from(archive, 56)
    return archive[:start] + gzip.decompress(archive[start : start + length])
