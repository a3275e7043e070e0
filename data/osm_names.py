"""The number or name of each road of an OpenStreetMap file, every text once, read from osmium's text (OPL)."""

import re
import sys
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from data.road_names import clean_name

NAME_KEYS = ("ref", "name")  # the number stands on the signs; a name stands in for it
_NAME = re.compile(rf"(?:^|,)({'|'.join(NAME_KEYS)})=([^,]*)".encode())
_ESCAPED = re.compile(r"%([0-9a-f]+)%")
_REPLACEMENT = 0xFFFD


class NamesRead:
    """Names numbered as they come; number 0 is no name."""

    def __init__(self) -> None:
        self.texts = [""]
        self._known = {"": 0}

    def number(self, tags: Mapping[str, str]) -> int:
        """Return the number of the name some tags give."""
        cleaned = (clean_name(tags.get(key, "")) for key in NAME_KEYS)
        text = next(filter(None, cleaned), "")
        number = self._known.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

    def read(self, texts: Sequence[bytes]) -> npt.NDArray[np.int32]:
        """Return the numbers of the names of some ways, whose tags are written as OPL."""
        return np.fromiter(map(self._read, texts), np.int32, len(texts))

    def _read(self, text: bytes) -> int:
        if b"ref=" not in text and b"name=" not in text:
            return 0  # most ways: looked at once, and not sign by sign
        return self.number({key.decode(): plain(told) for key, told in _NAME.findall(text)})


def plain(text: bytes) -> str:
    """Return what osmium wrote as OPL as it was; what is no sign of Unicode as U+FFFD."""
    return _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text.decode("utf-8", "replace"))


def _sign(code: int) -> str:
    return chr(code if code <= sys.maxunicode else _REPLACEMENT)
