"""The trade-off curve as a picture that stands alone, in one language, for pages that take no drawing in their text."""

import base64

from analysis.routes.routes import RoutesResult
from data.words import LANGUAGES, mark, say
from layers.routes.curve import trade_off_curve
from layers.routes.words import duration, points
from layers.text import encode

DOTS_ARE = mark(
    "Each dot is a way that no other beats in time and exposure at once: {ways} of them. Numbered are those "
    "drawn on the map. Exposure here is that on the roads, without the dark and the high sun."
)
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_SIZE = "width:100%;max-width:36rem;aspect-ratio:11/8"


def curve_picture(result: RoutesResult, lang: str) -> str:
    """Return the curve as HTML: a picture, and in words what it shows of the routes that are told."""
    curve = trade_off_curve(result)
    drawing = curve[curve.index("<svg") : curve.index("</svg>")].replace("<svg", f"<svg {_NAMESPACE}", 1)
    others = "".join(f"[lang={each}]{{display:none}}" for each in LANGUAGES if each != lang)
    whole = f"{drawing}<style>text{{font-family:sans-serif}}{others}</style></svg>"
    packed = base64.b64encode(whole.encode()).decode()
    shown = (
        f"{number}: {duration(result.time_s[at])}, {points(result.exposure[at])}"
        for number, at in enumerate(result.shown, start=1)
    )
    alt = f"{say('Time against exposure', lang)}: {'; '.join(shown)}"
    return f'<img style="{_SIZE}" alt="{encode(alt)}" src="data:image/svg+xml;base64,{packed}">'
