"""The trade-off curve as a picture that stands alone, in one language, for pages that take no drawing in their text."""

import base64

from analysis.routes.routes import RoutesResult
from data.words import LANGUAGES, say
from layers.routes.curve import curve_drawing
from layers.routes.words import duration, points
from layers.text import encode

_SIZE = "width:100%;max-width:36rem;aspect-ratio:11/8"


def curve_picture(result: RoutesResult, lang: str) -> str:
    """Return the curve as HTML: a picture, and in words what it shows of the routes that are told."""
    others = "".join(f"[lang={each}]{{display:none}}" for each in LANGUAGES if each != lang)
    style = f"<style>text{{font-family:sans-serif}}{others}</style></svg>"
    drawing = curve_drawing(result).removesuffix("</svg>")
    packed = base64.b64encode(f"{drawing}{style}".encode()).decode()
    shown = (
        f"{number}: {duration(result.time_s[at])}, {points(result.exposure[at])}"
        for number, at in enumerate(result.shown, start=1)
    )
    alt = f"{say('Time against exposure', lang)}: {'; '.join(shown)}"
    return f'<img style="{_SIZE}" alt="{encode(alt)}" src="data:image/svg+xml;base64,{packed}">'
