"""Through which countries a corridor passes, and where: what lies across a border river is not beside the road."""

import json

import numpy as np
from shapely.geometry.base import BaseGeometry

from data.countries import countries_of
from geo.line import MeasuredLine

_STEP_M = 1_000.0


def countries_along(line: BaseGeometry) -> str:
    """Return the countries a corridor may be in, from its start to its end.

    Parameters
    ----------
    line
        EPSG:4326.

    Returns
    -------
    str
        JSON: ``[[km, "GT"], [km, "GT MX"], …]``, each holding from its kilometre on. Near a border, where nobody can
        tell, the road is taken to be where it is known to be before and after: in both where these differ. Empty where
        it is known nowhere.
    """
    measured = MeasuredLine(line)
    metres = np.append(np.arange(0.0, measured.length_m, _STEP_M), measured.length_m)
    known = countries_of(*measured.at(metres))
    both = [" ".join(sorted({*pair} - {""})) for pair in zip(_before(known), _before(known[::-1])[::-1], strict=True)]
    runs = [[round(at / 1000, 1), names] for at, names in zip(metres.tolist(), both, strict=True) if names]
    return json.dumps([run for place, run in enumerate(runs) if place == 0 or run[1] != runs[place - 1][1]])


def _before(names: list[str]) -> list[str]:
    """Return each name, or the last one before it where it is empty."""
    found, last = [], ""
    for name in names:
        last = name or last
        found.append(last)
    return found
