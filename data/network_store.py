"""Keep a built road network in a folder, whole or not at all, and read it back only if nothing was altered.

The arrays carry their content's hash in their names, and ``manifest.json`` names the arrays. Replacing the manifest is
one step of the file system, so that at any moment, even after a kill, the folder holds the old network or the new one.
"""

import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.osm_places import PLACE_TYPES
from data.osm_report import RoadReport
from data.speeds import SPEED_TABLE
from geo.errors import StudyError
from geo.roads import MODES, Roads

MANIFEST = "manifest.json"
_FORMAT = 2
_BUILD_AGAIN = "Build it again with `alcance network STUDY --osm FILE`"
_FLAT = ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id", "ground")
_DTYPES = ("int64", "float64", "float64", "int32", "int32", "float64", "int8", "int64", "int8")
_DIGITS = 16  # of a hash, in a file's name: enough that two arrays of one folder never share one


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


def write_network(folder: Path, roads: Roads, places: pd.DataFrame, *, described: Mapping[str, object]) -> Path:
    """Write a network; an older one in the folder is replaced whole.

    Parameters
    ----------
    folder
        Created if need be.
    roads, places
        The graph, and the settlements (`places_from_osm`).
    described
        What the manifest says besides (`describe_network`).

    Returns
    -------
        The manifest's path. The same network gives the same bytes.

    Raises
    ------
    StudyError
        The folder cannot be written to.
    """
    blobs = {name: _npy(array) for name, array in _arrays(roads).items()}
    blobs["places"] = _json_bytes(places.astype(object).where(places.notna(), None).to_dict(orient="list"))
    hashes = {name: hashlib.sha256(blob).hexdigest() for name, blob in blobs.items()}
    files = {name: _file_name(name, digest) for name, digest in hashes.items()}
    listing = {name: {"file": files[name], "sha256": hashes[name]} for name in sorted(blobs)}
    counts = {"nodes": len(roads.node_id), "edges": len(roads.tail), "places": len(places)}
    manifest = {"format": _FORMAT, "counts": counts, "arrays": listing, **described}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, blob in blobs.items():
            _replace(folder / files[name], blob)
        _replace(folder / MANIFEST, _json_bytes(manifest))
        _sweep(folder, {MANIFEST, *files.values()})
    except OSError as error:
        raise StudyError(str(folder), f"cannot be written ({error.strerror})", "Choose another folder") from error
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
    flat = {name: _load(folder, manifest, name, dtype) for name, dtype in zip(_FLAT, _DTYPES, strict=True)}
    times = {mode: _load(folder, manifest, _time_name(mode), "float64") for mode in MODES}
    nodes, edges = manifest["counts"]["nodes"], manifest["counts"]["edges"]
    lengths = [len(flat[name]) for name in _FLAT] + [len(times[mode]) for mode in MODES]
    if lengths != [nodes] * 3 + [edges] * (len(_FLAT) - 3 + len(MODES)):
        raise StudyError(str(folder), "its arrays do not fit together", _BUILD_AGAIN)
    return Roads(**flat, time_s=times)


def load_places(folder: Path) -> pd.DataFrame:
    """Return the settlements of a network, as `places_from_osm` gave them.

    Raises
    ------
    StudyError
        The file is missing, cut or altered.
    """
    table = json.loads(_checked(folder, load_manifest(folder), "places"))
    frame = pd.DataFrame(table, columns=list(PLACE_TYPES))
    return frame.astype(PLACE_TYPES)


def _arrays(roads: Roads) -> dict[str, npt.NDArray[Any]]:
    """Return the graph's arrays by the names they have in the manifest."""
    return {name: getattr(roads, name) for name in _FLAT} | {_time_name(mode): roads.time_s[mode] for mode in MODES}


def _time_name(mode: str) -> str:
    return f"time_s_{mode}"


def _file_name(name: str, digest: str) -> str:
    return f"{name}-{digest[:_DIGITS]}.{'json' if name == 'places' else 'npy'}"


def _npy(array: npt.NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _load(folder: Path, manifest: Mapping[str, Any], name: str, dtype: str) -> npt.NDArray[Any]:
    """Return one array, read-only, once its bytes are known to be the ones that were written."""
    try:
        array = np.load(io.BytesIO(_checked(folder, manifest, name)), allow_pickle=False)
    except ValueError as error:
        raise StudyError(str(folder), f"{name} is no array", _BUILD_AGAIN) from error
    if array.dtype != np.dtype(dtype) or array.ndim != 1:
        raise StudyError(str(folder), f"{name} is an array of another sort", _BUILD_AGAIN)
    array.setflags(write=False)
    return np.asarray(array)


def _checked(folder: Path, manifest: Mapping[str, Any], name: str) -> bytes:
    """Return the bytes of one file of the network, if they are the ones the manifest vouches for."""
    try:
        digest = str(manifest["arrays"][name]["sha256"])
    except (KeyError, TypeError) as error:
        raise StudyError(str(folder / MANIFEST), f"does not list {name}", _BUILD_AGAIN) from error
    # The name is made from the hash, never read from the manifest: a manifest cannot point outside its folder.
    path = folder / _file_name(name, digest)
    if any(sign not in "0123456789abcdef" for sign in digest):
        raise StudyError(str(folder / MANIFEST), f"lists {name} without a hash", _BUILD_AGAIN)
    try:
        blob = path.read_bytes()
    except OSError as error:
        raise StudyError(str(path), "is missing or cannot be read", _BUILD_AGAIN) from error
    if hashlib.sha256(blob).hexdigest() != digest:
        raise StudyError(str(path), "is cut or was altered since it was written", _BUILD_AGAIN)
    return blob


def _replace(path: Path, blob: bytes) -> None:
    """Put a file in its place in one step, its bytes on the disk before."""
    staged = path.with_name(f".{path.name}.part")
    with staged.open("wb") as stream:
        stream.write(blob)
        stream.flush()
        os.fsync(stream.fileno())
    staged.replace(path)


def _sweep(folder: Path, keep: set[str]) -> None:
    """Remove the files of earlier networks, and what a broken-off write left behind."""
    ours = tuple(f"{name}-" for name in ("places", *_FLAT, *map(_time_name, MODES)))
    for path in sorted(folder.iterdir()):
        name = path.name.removeprefix(".")
        if path.name not in keep and (name.startswith(ours) or name.startswith(f"{MANIFEST}.")):
            path.unlink()
