"""How finished batches become files and come back to the bit."""

import io
import json
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import shapely

from analysis.catchments import Batch, Catchment
from geo.roads import FloatArray

T = TypeVar("T")


class Form(NamedTuple, Generic[T]):
    """What a batch is as a file: how its name ends, and the way there and back."""

    suffix: str
    encode: Callable[[T], bytes]
    decode: Callable[[bytes], T]


def _of_array(array: FloatArray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _array_in(blob: bytes) -> FloatArray:
    return np.asarray(np.load(io.BytesIO(blob), allow_pickle=False), dtype=np.float64)


def _of_catchments(batch: Batch) -> bytes:
    rows = [[*each[:-1], None if each.shape is None else shapely.to_wkb(each.shape, hex=True)] for each in batch]
    return json.dumps(rows).encode()


def _catchments_in(blob: bytes) -> Batch:
    return tuple(Catchment._make((*row[:-1], shapely.from_wkb(row[-1]))) for row in json.loads(blob))


ARRAY = Form("npy", _of_array, _array_in)
CATCHMENTS = Form("json", _of_catchments, _catchments_in)
