"""Each way and each place has a luck of its own in a run: what else there is does not change it."""

import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from geo.roads import FloatArray

Names = npt.NDArray[np.uint64]

_STEP, _FIRST, _SECOND = (np.uint64(each) for each in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
_BITS = 53  # of a number between 0 and 1


def names_of(texts: Iterable[str]) -> Names:
    """Return a number for each text, the same wherever it stands."""
    digests = (hashlib.blake2b(text.encode(), digest_size=8).digest() for text in texts)
    return np.array([int.from_bytes(digest, "little") for digest in digests], dtype=np.uint64)


def luck(names: Names, key: np.uint64) -> FloatArray:
    """Return for each name a number from 0 to below 1, evenly spread and independent of the others.

    SplitMix64 (Steele, Lea & Flood 2014, OOPSLA) with the name as its counter.

    Parameters
    ----------
    names
        One a way or place.
    key
        Of the run.
    """
    mixed = names * _STEP + key
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(64 - _BITS)) * 2.0**-_BITS, dtype=np.float64)
