"""Keep a built road network in a folder, whole or not at all, and read it back only if nothing was altered.

The arrays carry their content's hash in their names, and ``manifest.json`` names the arrays. Replacing the manifest is
one step of the file system, so that at any moment, even after a kill, the folder holds the old network or the new one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.osm_places import PLACE_TYPES
from data.osm_report import RoadReport
from data.packed_roads import PackedRoads, unpack_roads
from data.road_names import NAME_ARRAYS, RoadNames
from data.speeds import SPEED_TABLE
from data.stored_arrays import (
    AlteredError,
    Array,
    is_ours,
    map_array,
    read_blob,
    replace_file,
    stored_name,
    sync_folder,
    write_array,
    write_blob,
)
from geo.errors import StudyError
from geo.roads import MODES, Roads

MANIFEST = "manifest.json"
_FORMAT = 3
_BUILD_AGAIN = "Build it again with `alcance network STUDY --osm FILE`"
_PLACES = "places"
_TIMES = tuple(f"time_s_{mode}" for mode in MODES)
# Of roads that are no packed ones.
_FLAT = {
    "node_id": "int64",
    "lon": "float64",
    "lat": "float64",
    "tail": "int32",
    "head": "int32",
    "length_m": "float64",
    "road_class": "int8",
    "way_id": "int64",
    "ground": "int8",
    **dict.fromkeys(_TIMES, "float64"),
}
_PACKED = {
    "node_id": "int64",
    "x": "int32",
    "y": "int32",
    "row": "int32",
    "piece_tail": "int32",
    "piece_head": "int32",
    "piece_length_m": "float64",
    "piece_way": "int32",
    "way_id": "int64",
    "way_kind": "int16",
    "kind_class": "int8",
    "kind_ground": "int8",
    "kind_kmh": "float64",
}
_NODES, _EDGES = (
    ("node_id", "lon", "lat", "x", "y"),
    ("tail", "head", "length_m", "road_class", "ground", *_TIMES, "row"),
)
_ROADS = {*_FLAT, *_PACKED}


def describe_network(osm_file: Path, *, dated: str, report: RoadReport) -> dict[str, object]:
    """Return what a manifest says of where a network comes from.

    Parameters
    ----------
    osm_file
        The OpenStreetMap file it was built from; only its name, size and hash are recorded.
    dated
        When the file's data was current, "" if nobody knows.
    report
        The builder's counts.
    """
    with osm_file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    source = {"file": osm_file.name, "bytes": osm_file.stat().st_size, "sha256": digest, "dated": dated}
    return {"osm": source, "roads": report.to_json(), "speeds": SPEED_TABLE}


def write_network(
    folder: Path,
    roads: Roads | PackedRoads,
    places: pd.DataFrame,
    *,
    described: Mapping[str, object],
    more: Mapping[str, Array] | None = None,
) -> Path:
    """Write a network; an older one in the folder is replaced whole.

    Parameters
    ----------
    folder
        Created if need be.
    roads, places
        The graph, and the settlements (`places_from_osm`).
    described
        What the manifest says besides (`describe_network`).
    more
        Further arrays of one dimension, by names of letters and underscores that are none of the graph's.

    Returns
    -------
        The manifest's path. The same network gives the same bytes.

    Raises
    ------
    StudyError
        The folder cannot be written to.
    """
    arrays = {**_arrays(roads), **(more or {})}
    rows = len(roads.row) if isinstance(roads, PackedRoads) else len(roads.tail)
    counts = {"nodes": len(roads.node_id), "edges": rows, "places": len(places)}
    table = _json_bytes(places.astype(object).where(places.notna(), None).to_dict(orient="list"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        listing = {name: _listed(folder, name, array) for name, array in sorted(arrays.items())}
        digest = write_blob(folder, _PLACES, table)
        listing[_PLACES] = {"file": stored_name(_PLACES, digest, ".json"), "sha256": digest}
        sync_folder(folder)
        replace_file(
            folder / MANIFEST, _json_bytes({"format": _FORMAT, "counts": counts, "arrays": listing, **described})
        )
        sync_folder(folder)
    except OSError as error:
        raise StudyError(str(folder), f"cannot be written ({error.strerror})", "Choose another folder") from error
    finally:
        _sweep(folder)
    return folder / MANIFEST


def load_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a network.

    Raises
    ------
    StudyError
        There is none, or it is not one of this version's.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StudyError(str(folder), "has no road network", _BUILD_AGAIN) from error
    except (OSError, ValueError) as error:
        raise StudyError(str(folder / MANIFEST), "cannot be read", _BUILD_AGAIN) from error
    if isinstance(manifest, dict) and manifest.get("format") in range(1, _FORMAT):
        raise StudyError(str(folder), "was built by an earlier version of Alcance", _BUILD_AGAIN)
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        raise StudyError(str(folder / MANIFEST), "is not the manifest of a road network", _BUILD_AGAIN)
    return manifest


def load_roads(folder: Path) -> Roads:
    """Return the road graph of a network; its arrays are read-only.

    Raises
    ------
    StudyError
        A file is missing, cut or altered.
    """
    manifest = load_manifest(folder)
    if "row" in _listing(folder, manifest):
        return unpack_roads(_packed(folder, manifest))
    flat = _loaded(folder, manifest, _FLAT)
    times = {mode: flat.pop(name) for mode, name in zip(MODES, _TIMES, strict=True)}
    return Roads(**flat, time_s=times)


def load_packed(folder: Path) -> PackedRoads:
    """Return the road graph of a network as `data.osm_roads.pack_roads` built it; its arrays are views of their files.

    Raises
    ------
    StudyError
        A file is missing, cut or altered, or the network was written otherwise.
    """
    return _packed(folder, load_manifest(folder))


def load_more(folder: Path) -> dict[str, Array]:
    """Return the further arrays of a network by their names, as views of their files.

    Raises
    ------
    StudyError
        A file is missing, cut or altered.
    """
    manifest = load_manifest(folder)
    names = sorted(set(_listing(folder, manifest)) - _ROADS - {_PLACES})
    return {name: _load(folder, manifest, name) for name in names}


def load_places(folder: Path) -> pd.DataFrame:
    """Return the settlements of a network, as `places_from_osm` gave them.

    Raises
    ------
    StudyError
        The file is missing, cut or altered.
    """
    path, digest = _vouched(folder, load_manifest(folder), _PLACES, ".json")
    with _told(path):
        table = json.loads(read_blob(path, digest))
    frame = pd.DataFrame(table, columns=list(PLACE_TYPES))
    return frame.astype(PLACE_TYPES)


def load_road_names(folder: Path) -> RoadNames:
    """Return what the roads of a network are called; none has a name where it was built before names were kept.

    Raises
    ------
    StudyError
        A file is missing, cut or altered.
    """
    more = load_more(folder)
    names = RoadNames(*(more.get(name, np.zeros(0, dtype)) for name, dtype in NAME_ARRAYS.items()))
    if not names.fits():
        raise StudyError(str(folder), "its arrays do not fit together", _BUILD_AGAIN)
    return names


def _arrays(roads: Roads | PackedRoads) -> dict[str, Array]:
    """Return the graph's arrays by the names they have in the manifest."""
    if isinstance(roads, PackedRoads):
        return {each.name: getattr(roads, each.name) for each in fields(roads)}
    times = {name: roads.time_s[mode] for mode, name in zip(MODES, _TIMES, strict=True)}
    return {name: getattr(roads, name) for name in _FLAT if name not in times} | times


def _listed(folder: Path, name: str, array: Array) -> dict[str, object]:
    """Write an array and return what the manifest says of it."""
    digest = write_array(folder, name, array)
    told = {"sha256": digest, "dtype": array.dtype.name, "length": len(array)}
    return {"file": stored_name(name, digest, ".npy"), **told}


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _packed(folder: Path, manifest: Mapping[str, Any]) -> PackedRoads:
    packed = PackedRoads(**_loaded(folder, manifest, _PACKED))
    pieces, ways, kinds = len(packed.piece_tail), len(packed.way_id), len(packed.kind_class)
    fits = (
        len(packed.piece_head) == len(packed.piece_length_m) == len(packed.piece_way) == pieces
        and len(packed.way_kind) == ways
        and len(packed.kind_ground) * 2 * len(MODES) == len(packed.kind_kmh) == kinds * 2 * len(MODES)
    )
    if not fits:
        raise StudyError(str(folder), "its arrays do not fit together", _BUILD_AGAIN)
    return packed


def _loaded(folder: Path, manifest: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Array]:
    """Return arrays whose type is known by name, once they are seen to be as long as the manifest says."""
    found = {name: _load(folder, manifest, name) for name in names}
    wrong = next((name for name, array in found.items() if array.dtype != np.dtype(names[name])), None)
    if wrong:
        raise StudyError(str(folder), f"{wrong} is an array of another sort", _BUILD_AGAIN)
    wanted = dict.fromkeys(_NODES, manifest["counts"]["nodes"]) | dict.fromkeys(_EDGES, manifest["counts"]["edges"])
    if any(len(array) != wanted.get(name, len(array)) for name, array in found.items()):
        raise StudyError(str(folder), "its arrays do not fit together", _BUILD_AGAIN)
    return found


def _load(folder: Path, manifest: Mapping[str, Any], name: str) -> Array:
    """Return one array, read-only, once its bytes are known to be the ones that were written."""
    path, digest = _vouched(folder, manifest, name, ".npy")
    with _told(path):
        array = map_array(path, digest)
    if array.ndim != 1:
        raise StudyError(str(folder), f"{name} is an array of another sort", _BUILD_AGAIN)
    return array


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of a file that cannot be used what is wrong with it."""
    try:
        yield
    except AlteredError as error:
        raise StudyError(str(path), "is cut or was altered since it was written", _BUILD_AGAIN) from error
    except OSError as error:
        raise StudyError(str(path), "is missing or cannot be read", _BUILD_AGAIN) from error
    except ValueError as error:
        raise StudyError(str(path), "holds no array", _BUILD_AGAIN) from error


def _listing(folder: Path, manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    listing = manifest.get("arrays")
    if not isinstance(listing, dict):
        raise StudyError(str(folder / MANIFEST), "lists no arrays", _BUILD_AGAIN)
    return listing


def _vouched(folder: Path, manifest: Mapping[str, Any], name: str, suffix: str) -> tuple[Path, str]:
    """Return a file of the network and the hash the manifest vouches for."""
    try:
        digest = str(_listing(folder, manifest)[name]["sha256"])
    except (KeyError, TypeError) as error:
        raise StudyError(str(folder / MANIFEST), f"does not list {name}", _BUILD_AGAIN) from error
    # The name is made from the hash, never read from the manifest: a manifest cannot point outside its folder.
    if any(sign not in "0123456789abcdef" for sign in digest) or not name.isidentifier():
        raise StudyError(str(folder / MANIFEST), f"lists {name} without a hash", _BUILD_AGAIN)
    return folder / stored_name(name, digest, suffix), digest


def _sweep(folder: Path) -> None:
    """Remove what the manifest does not name: earlier networks, and what a broken-off write left behind.

    A folder in which nothing can be removed keeps it for the next write.
    """
    with suppress(OSError, StudyError):
        keep = {each["file"] for each in load_manifest(folder)["arrays"].values()}
        for path in sorted(folder.iterdir()):
            if path.name not in keep and is_ours(path):
                path.unlink()
