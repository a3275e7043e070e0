"""What the signs of this page mean: only those it uses."""

from layers.bilingual import both
from layers.labels import label
from layers.palette import FLAG_STROKES, KIND_SIGNS, facility_sign
from layers.view import MapView


def legend(view: MapView) -> str:
    """Return the legend as HTML."""
    items = []
    if view.segments is not None:
        items.append(f"<h3>{both('Access along the corridor')}</h3><ul>{_flags()}{_ring(view)}</ul>")
    if not view.facilities.empty:
        items.append(f"<h3>{both('Services')}</h3><ul>{_kinds(view)}</ul><ul>{_parts()}</ul>")
    if view.catchments is not None:
        items.append(f"<ul><li><span class='swatch area'></span>{both('Within the limit of a service')}</li></ul>")
    if view.coverage is not None:
        words = both("Area: the darker, the more people within the limit")
        items.append(f"<ul><li><span class='swatch covered'></span>{words}</li></ul>")
    if view.demand is not None:
        items.append(f"<h3>{both('Where people are')}</h3><ul>{_statuses(view)}</ul>")
    return "".join(items)


def _flags() -> str:
    return "".join(f'<li><span class="flag {flag} swatch"></span>{label("flag", flag)}</li>' for flag in FLAG_STROKES)


def _ring(view: MapView) -> str:
    if view.border_gaps is None or view.border_gaps.empty:
        return ""
    return f'<li><span class="swatch ring"></span>{both("Underserved near a land border")}</li>'


def _kinds(view: MapView) -> str:
    present = set(view.facilities["kind"])
    shown = [kind for kind in KIND_SIGNS if kind in present]
    return "".join(f"<li>{facility_sign(kind, 'certain')} {label('kind', kind)}</li>" for kind in shown)


def _parts() -> str:
    parts = {"certain": both("Counts"), "possible": both("May count"), "none": both("Does not count")}
    return "".join(f'<li><b class="sign {part}">·</b> {words}</li>' for part, words in parts.items())


def _statuses(view: MapView) -> str:
    present = set() if view.demand is None else set(view.demand["status"])
    shown = [status for status in ("reached", "beyond", "unreachable", "snap_failed", "none") if status in present]
    return "".join(f'<li><span class="dot {status}"></span>{label("status", status)}</li>' for status in shown)
