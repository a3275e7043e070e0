"""Tells what a JSON file holds, GeoJSON or services in the form of Open Referral (HSDS), and how deep it is."""

import re
from pathlib import Path

from geo.errors import InputError

_DEEPEST = 100
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_FEATURES = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"|"features"\s*:')
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def json_format(path: Path) -> str:
    """Return ``geojson`` or ``hsds``.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        Its brackets do not match, or are nested deeper than 100.
    """
    content = path.read_bytes()
    if _is_deep(content):
        what = f"has brackets that do not match or are nested deeper than {_DEEPEST} levels"
        raise InputError(path.name, what, "Export it again as GeoJSON or CSV.")
    return "geojson" if _FEATURES.search(content) else "hsds"


def _is_deep(content: bytes) -> bool:
    """Tell whether brackets stand in brackets more than a hundred deep, by taking away the innermost each time."""
    left = _STRING.sub(b"", content).translate(None, _NOT_BRACKETS)
    for _ in range(_DEEPEST):
        fewer = left.replace(b"[]", b"").replace(b"{}", b"")
        if len(fewer) == len(left):
            # What never closes was cut; how deep it goes still counts.
            return len(left) > _DEEPEST
        left = fewer
    return bool(left)
