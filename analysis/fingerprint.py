"""A name for all that an answer follows from."""

import hashlib
from collections.abc import Iterable

import numpy as np

from geo.snap import Snaps


def fingerprint_of(told: tuple[object, ...], arrays: Iterable[np.ndarray]) -> str:
    """Return a SHA-256 of single values and of arrays, each with its type and shape."""
    digest = hashlib.sha256(repr(told).encode())
    for array in arrays:
        digest.update(f"{array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def arrays_of(snaps: Snaps) -> tuple[np.ndarray, ...]:
    """Return the arrays of places on the roads."""
    return snaps.indptr, snaps.edge, snaps.fraction, snaps.access_m, snaps.access_s
