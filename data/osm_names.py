"""The number or name of each road of an OpenStreetMap file, every text once, read from osmium's text (OPL)."""

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from data.road_names import clean_name

NAME_KEYS = ("ref", "name")  # the number stands on the signs; a name stands in for it
_NAME = re.compile(rf"(?<![^,])({'|'.join(NAME_KEYS)})=([^,]*)".encode())
_REPLACEMENT = "\ufffd"


class NamesRead:
    """Names numbered as they come; number 0 is no name."""

    def __init__(self) -> None:
        self.texts = [""]
        self._known = {"": 0}

    def number(self, tags: Mapping[str, str]) -> int:
        """Return the number of the name some tags give."""
        for key in NAME_KEYS:
            if key in tags and (text := clean_name(tags[key])):
                number = self._known.setdefault(text, len(self.texts))
                if number == len(self.texts):
                    self.texts.append(text)
                return number
        return 0

    def read(self, texts: Sequence[bytes]) -> npt.NDArray[np.int32]:
        """Return the numbers of the names of some ways, whose tags are written as OPL."""
        return np.fromiter(map(self._read, texts), np.int32, len(texts))

    def _read(self, text: bytes) -> int:
        if b"ref=" not in text and b"name=" not in text:
            return 0  # most ways: looked at once, and not sign by sign
        return self.number({key.decode(): plain(told) for key, told in _NAME.findall(text)})


def plain(text: bytes) -> str:
    """Return what osmium wrote as OPL as it was: every second part between ``%`` is the number of a sign."""
    parts = text.decode("utf-8", "replace").split("%")
    parts[1::2] = map(_sign, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=1024)
def _sign(code: str) -> str:
    """Return a sign by its number in Unicode; U+FFFD where there is none."""
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else _REPLACEMENT
