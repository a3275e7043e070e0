"""The signs of the map: colour, width and dash together, so that no meaning hangs on colour alone.

The four flags' colours come from the Okabe-Ito set, which readers with any common colour blindness tell apart; the
red is darkened until the four also step down evenly in grey, as a photocopier shows them.
"""

from types import MappingProxyType
from typing import NamedTuple

from layers.text import encode

LAND, SEA, COAST = "#f7f5ef", "#dce6ec", "#9aa8b0"
BORDER, ROAD = "#4a4a4a", "#a39c8e"
AREA, COVERED = "#0072B2", "#009E73"


class Stroke(NamedTuple):
    """How a line is drawn.

    Attributes
    ----------
    colour
        sRGB, `#rrggbb`.
    weight
        Width in CSS pixels.
    dash
        Lengths of marks and holes in CSS pixels, as SVG's `stroke-dasharray`; empty for an unbroken line.
    """

    colour: str
    weight: int
    dash: str


FLAG_STROKES = MappingProxyType(
    {
        "underserved": Stroke("#7A1F00", 9, ""),
        "uncertain": Stroke("#E69F00", 7, "12 6"),
        "served": Stroke("#0072B2", 5, ""),
        "no_data": Stroke("#8C8C8C", 6, "2 9"),
    }
)
# The days of a treatment: broken across where no dose is left, as in a bar hatched; grey tells them by that and width.
DAY_STROKES = MappingProxyType(
    {
        "missed": Stroke("#7A1F00", 11, "4 3"),
        "supply": Stroke("#E69F00", 7, "14 5"),
        "site": Stroke("#0072B2", 4, ""),
    }
)
NO_DATA_STROKE = FLAG_STROKES["no_data"]
# By how many sectors of help a segment lacks, from none to all: darker, wider and less broken; its number says it too.
MISSING_STROKES = (
    Stroke("#0072B2", 5, ""),
    Stroke("#F0B64A", 6, "3 5"),
    Stroke("#E08A1E", 7, "8 5"),
    Stroke("#C25A12", 8, "16 4"),
    Stroke("#9C3506", 9, ""),
    Stroke("#5E1500", 11, ""),
)
# By how exposed a segment is: darker, wider and less broken the more; over one without reports lies a white core.
EXPOSURE_STROKES = MappingProxyType(
    {
        "most": Stroke("#5E1500", 12, ""),
        "more": Stroke("#C25A12", 9, "16 4"),
        "less": Stroke("#F0B64A", 7, "8 5"),
        "people_unknown": Stroke("#0072B2", 5, "3 4"),
        "no_data": NO_DATA_STROKE,
    }
)
UNREPORTED = Stroke("#ffffff", 2, "")
STATUS_COLOURS = MappingProxyType(
    {
        "reached": "#0072B2",
        "beyond": "#E69F00",
        "unreachable": "#7A1F00",
        "snap_failed": "#8C8C8C",
        "none": "#8C8C8C",
    }
)
# Places a cohort meets, by whether they hold: dark where they are over, so that grey tells it too.
SURGE_COLOURS = MappingProxyType({"over": "#7A1F00", "holds": "#ffffff", "room_unknown": "#b8b8b8"})
ROAD_WEIGHTS = MappingProxyType({"motorway": 3.0, "trunk": 2.6, "primary": 2.2, "secondary": 1.4, "tertiary": 1.0})
OTHER_ROAD_WEIGHT = 0.7

# One sign a kind, after its Spanish name; the legend spells it out.
KIND_SIGNS = MappingProxyType(
    {
        "hospital": "H",
        "clinic": "C",
        "health_post": "P",
        "pharmacy": "F",
        "mobile_clinic": "M",
        "shelter": "A",
        "water": "Ag",
        "consulate": "Cn",
        "legal_aid": "L",
        "registry": "R",
        "school": "E",
        "food": "Co",
        "hotline": "T",
    }
)


def facility_sign(kind: str, part: str) -> str:
    """Return the sign of a kind as HTML; `part` is its part in the answer: certain, possible or none."""
    return f'<b class="sign {encode(kind)} {encode(part)}">{KIND_SIGNS.get(kind, "?")}</b>'
