"""What each weight does: the points of every hazard on a route, times what a point of it counts."""

from layers.bilingual import both
from layers.routes.answer import RoutesAnswer, ShownRoute
from layers.routes.words import HAZARD_WORDS, labels_told, points


def what_weights_do(answer: RoutesAnswer) -> str:
    """Return a bar for each hazard of each route, all on one scale, as HTML."""
    weights = answer.result.asked.weights
    most = max(
        (weights[name] * value for route in answer.shown for name, value in route.told.points.items()), default=0.0
    )
    told = both("Points on the way \u00d7 weight = what counts. All bars have one scale.")
    routes = "".join(_route(answer, route, most or 1.0) for route in answer.shown)
    return f"<section><h2>{both('What each weight does')}</h2><p>{told}</p>{routes}</section>"


def _route(answer: RoutesAnswer, route: ShownRoute, most: float) -> str:
    bars = "".join(
        _bar(words, route.told.points[name], answer.result.asked.weights[name], most)
        for name, words in HAZARD_WORDS.items()
        if name in route.told.points
    )
    total = f"<li><b>{both('Together')}</b><span></span><span><b>{points(route.told.exposure)}</b></span></li>"
    return f'<h3>{labels_told(route)}</h3><ol class="cascade">{bars}{total}</ol>'


def _bar(words: str, value: float, weight: float, most: float) -> str:
    counts = weight * value
    return (
        f'<li><span>{both(words)}</span><span class="bar" aria-hidden="true">'
        f'<i style="width:{100 * counts / most:.2f}%"></i></span>'
        f"<span>{points(value)} \u00d7 {weight:g} = {points(counts)}</span></li>"
    )
