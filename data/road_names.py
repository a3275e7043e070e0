"""What the roads of a network are called: one number or name for each way that has one, each text kept once.

Names are text that strangers wrote. Here they are made short and free of signs that are no text; whoever draws them
encodes them.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.stored_arrays import Array
from geo.roads import IntArray

MOST_SIGNS = 60
NAME_ARRAYS = {"named_way": "int64", "way_name": "int32", "name_text": "uint8"}
_NOBODY_KNOWS, _END = "", b"\n"


@dataclass(frozen=True, slots=True, eq=False)
class RoadNames:
    """The numbers or names of ways. Ways that nobody named are not in it.

    Attributes
    ----------
    named_way
        Ids of the ways in the source, rising, each once (int64).
    way_name
        For each of them which text is its name, counted from 0 (int32).
    name_text
        The texts in rising order, each once, UTF-8, each with a line's end after it (uint8).
    """

    named_way: IntArray
    way_name: npt.NDArray[np.int32]
    name_text: npt.NDArray[np.uint8]

    def of_ways(self, way_id: IntArray) -> list[str]:
        """Return the number or name of each way, at most 60 characters on one line; "" where nobody knows.

        Parameters
        ----------
        way_id
            Ids of ways, as in `geo.roads.Roads`; any number of times.
        """
        ids = np.asarray(way_id, dtype=np.int64)
        at = np.searchsorted(self.named_way, ids)
        known = at < len(self.named_way)
        known[known] = self.named_way[at[known]] == ids[known]
        number = np.full(len(ids), -1, np.int64)
        number[known] = self.way_name[at[known]]
        used, back = np.unique(number, return_inverse=True)
        texts = self._texts(used)
        return [texts[each] for each in back.tolist()]

    def arrays(self) -> dict[str, Array]:
        """Return the arrays as a network's store keeps them."""
        return {name: getattr(self, name) for name in NAME_ARRAYS}

    def copied(self) -> "RoadNames":
        """Return the same names in arrays of their own, that depend on no file."""
        return RoadNames(*(np.array(array) for array in self.arrays().values()))

    def fits(self) -> bool:
        """Tell whether the arrays are of their sorts and fit together."""
        if any(array.dtype != np.dtype(NAME_ARRAYS[name]) for name, array in self.arrays().items()):
            return False
        count = int((self.name_text == _END[0]).sum())
        return (
            len(self.named_way) == len(self.way_name)
            and bool((self.named_way[1:] > self.named_way[:-1]).all())
            and bool(((self.way_name >= 0) & (self.way_name < count)).all())
        )

    def _texts(self, numbers: IntArray) -> list[str]:
        """Return texts by their numbers; below 0: nobody knows."""
        ends = np.append(np.flatnonzero(self.name_text == _END[0]), -1)
        parts = [self.name_text[ends[at - 1] + 1 : ends[at]].tobytes() if at >= 0 else b"" for at in numbers.tolist()]
        return [clean_name(part.decode("utf-8", "replace")) for part in parts]


def clean_name(text: str) -> str:
    r"""Return a name on one line, without signs that are no text or turn its direction, at most 60 characters.

    Examples
    --------
    >>> clean_name(" Calle\tReal\u202e\x00 ")
    'Calle Real'
    """
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join("".join(sign for sign in line if unicodedata.category(sign)[0] != "C").split())
    return line[:MOST_SIGNS].rstrip()


def collect_names(way_id: IntArray, name: npt.NDArray[np.int32], texts: Sequence[str]) -> RoadNames:
    """Return the names of some ways; the same ways and names give the same bytes.

    Parameters
    ----------
    way_id
        Ids of the ways, rising, each once.
    name
        Position of each one's name in `texts`.
    texts
        Clean names in rising order, each once; "" where nobody knows.
    """
    named = np.array([text != _NOBODY_KNOWS for text in texts], np.bool_)[name]
    used, number = np.unique(name[named], return_inverse=True)
    joined = b"".join(texts[at].encode() + _END for at in used.tolist())
    return RoadNames(way_id[named], number.astype(np.int32), np.frombuffer(joined, np.uint8))
