"""The trade-off curve: what every way that no other beats costs in time and in exposure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.risk.hazard import BY_SUN
from analysis.routes.routes import RoutesResult
from data.words import LANGUAGES, mark, say
from geo.roads import FloatArray
from layers.bilingual import both, in_each_language
from layers.routes.strokes import stroke_of
from layers.routes.words import duration
from layers.text import encode, number

_WIDE, _HIGH = 440.0, 320.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 30.0, 44.0, 54.0
_BADGE, _ASIDE = 22.0, 17.0  # of the number of a route: across, and how far to the right of its ring and above it
_STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880)
_TICKS, _TICKS_ACROSS = 5, 3  # hours and minutes are long words
_ROOM, _LEAST_ROOM = 0.06, 0.005  # left free at both ends of an axis: of its range, and of its values
_DOTS_ARE = mark(
    "Each dot is a way that no other beats in time and exposure at once: {ways} of them. Numbered are those "
    "drawn on the map."
)
_WITHOUT_SUN = mark(
    "The curve shows exposure on the roads alone: the tables also count the dark and the high sun of this departure, "
    "so their figures can be higher."
)
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis: the values at its ends, and the pixels they are drawn at."""

    low: float
    high: float
    from_px: float
    to_px: float

    def at(self, value: float) -> float:
        """Return the pixel a value is drawn at."""
        return self.from_px + (value - self.low) / (self.high - self.low) * (self.to_px - self.from_px)


def trade_off_curve(result: RoutesResult) -> str:
    """Return the curve as HTML: every way a small dot, those that are told numbered as on the map."""
    told = in_each_language(lambda lang: curve_in_words(result, lang))
    return (
        f'<section><h2 id="curve">{both("Time against exposure")}</h2>'
        f'{curve_drawing(result)}<p id="curve-told">{told}</p></section>'
    )


def curve_in_words(result: RoutesResult, lang: str) -> str:
    """Return what the curve shows, in a language, plain text; and what it leaves out where the tables count more."""
    told = say(_DOTS_ARE, lang, ways=number(len(result.time_s), "", decimals=0))
    weights = result.asked.weights
    if result.asked.departure is None or not any(weights[name] for name in BY_SUN):
        return told
    return f"{told} {say(_WITHOUT_SUN, lang)}"


def curve_drawing(result: RoutesResult) -> str:
    """Return the drawing alone, its words in every language."""
    across = _axis(result.time_s / 60.0, (_LEFT, _WIDE - _RIGHT), room=1.0)
    up = _axis(result.exposure, (_HIGH - _BOTTOM, _TOP))
    spots = [
        (across.at(time_s / 60.0), up.at(exposure))
        for time_s, exposure in zip(result.time_s, result.exposure, strict=True)
    ]
    return (
        '<svg role="img" aria-labelledby="curve curve-told" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {_WIDE:.0f} {_HIGH:.0f}" '
        'style="display:block;width:100%;max-width:36rem;height:auto;font-size:14px">'
        f"{_frame(across, up)}{_dots(spots)}{_numbered([spots[at] for at in result.shown])}</svg>"
    )


def _axis(values: FloatArray, ends_px: tuple[float, float], *, room: float = 0.0) -> _Axis:
    """Return an axis with room at both ends, at least `room`: also one value alone lies on it."""
    low, high = float(values.min()), float(values.max())
    room = max(_ROOM * (high - low), _LEAST_ROOM * high, room) or 1.0
    return _Axis(low - room, high + room, *ends_px)


def _frame(across: _Axis, up: _Axis) -> str:
    left, right, top, bottom = across.from_px, across.to_px, up.to_px, up.from_px
    step = next((step for step in _STEPS_MIN if (across.high - across.low) / step <= _TICKS_ACROSS), _round(across))
    below = [_mark(across.at(at), bottom, duration(at * 60.0)) for at in _ticks(across, step)]
    step = _round(up)
    decimals = max(0, -math.floor(math.log10(step)))
    beside = [_mark(left, up.at(at), number(at, "", decimals=decimals), beside=True) for at in _ticks(up, step)]
    return (
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="#1b1b1b"/>{"".join([*below, *beside])}'
        f"{_words(4, top - 22, mark('Exposure, points'))}{_words(right, bottom + 46, mark('Time'), ends=True)}"
    )


def _round(axis: _Axis) -> float:
    """Return a step of 1, 2 or 5 and zeros that divides an axis into a few parts."""
    least = (axis.high - axis.low) / _TICKS
    ten = 10.0 ** math.floor(math.log10(least))
    return next(ten * step for step in (1, 2, 5, 10) if ten * step >= least)


def _ticks(axis: _Axis, step: float) -> list[float]:
    """Return the multiples of a step on an axis; nothing is measured below 0."""
    first, last = math.ceil(max(axis.low, 0.0) / step), math.floor(axis.high / step)
    return [step * count for count in range(first, last + 1)]


def _mark(x: float, y: float, told: str, *, beside: bool = False) -> str:
    if beside:
        return (
            f'<path d="M{x:.1f} {y:.1f}h-5" stroke="#1b1b1b"/>'
            f'<text x="{x - 8:.1f}" y="{y + 5:.1f}" text-anchor="end">{told}</text>'
        )
    return (
        f'<path d="M{x:.1f} {y:.1f}v5" stroke="#1b1b1b"/>'
        f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle">{told}</text>'
    )


def _words(x: float, y: float, sentence: str, *, ends: bool = False) -> str:
    anchor = "end" if ends else "start"
    return "".join(
        f'<text lang="{lang}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="700">'
        f"{encode(say(sentence, lang))}</text>"
        for lang in LANGUAGES
    )


def _dots(spots: Sequence[Spot]) -> str:
    """Return small dots, as strokes without length: a few signs each where there are thousands."""
    path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in spots)
    return f'<path class="ways" d="{path}" fill="none" stroke="#6F6F6F" stroke-width="5" stroke-linecap="round"/>'


def _numbered(spots: Sequence[Spot]) -> str:
    """Return the routes that are told: a ring at each, its number beside it and clear of others."""
    drawn, taken = [], list(spots)
    for count, (x, y) in enumerate(spots, start=1):
        badge = x + _ASIDE, y - _ASIDE
        while any(math.dist(badge, other) < _BADGE for other in taken):
            badge = badge[0] + _BADGE / 4, badge[1]
        taken.append(badge)
        colour = stroke_of(count).colour
        drawn.append(
            f'<path d="M{x:.1f} {y:.1f}L{badge[0]:.1f} {badge[1]:.1f}" stroke="{colour}" stroke-width="2"/>'
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{colour}" stroke-width="3"/>'
            f'<circle cx="{badge[0]:.1f}" cy="{badge[1]:.1f}" r="{_BADGE / 2:.0f}" fill="{colour}"/>'
            f'<text x="{badge[0]:.1f}" y="{badge[1] + 5:.1f}" text-anchor="middle" fill="#fff" font-weight="700">'
            f"{count}</text>"
        )
    return "".join(drawn)
