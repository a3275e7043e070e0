"""What the signs of this page mean: only those it uses."""

import geopandas as gpd

from layers.bilingual import both
from layers.border_steps import border_legend
from layers.continuity.short_answer import journey_legend
from layers.exposure.states import exposure_legend
from layers.labels import label
from layers.palette import FLAG_STROKES, KIND_SIGNS, MISSING_STROKES, facility_sign
from layers.part import asked_about, crowded, parts_of
from layers.text import number
from layers.view import MapView
from layers.what_if.closures import closed_in_legend


def legend(view: MapView) -> str:
    """Return the legend as HTML."""
    return "".join([*_of_ways(view), *_surge(view), *_of_places(view)])


def _of_ways(view: MapView) -> list[str]:
    """Return the signs of lines: corridors, journeys, borders."""
    items = []
    if view.segments is not None:
        items.append(f"<h3>{both('Access along the corridor')}</h3><ul>{_flags(view)}{_ring(view)}{_arrow()}</ul>")
    if view.exposure is not None:
        items.append(exposure_legend(view.exposure))
    if view.sectors is not None:
        items.append(f"<h3>{both('Sectors of help missing')}</h3><ul>{_missing(view.sectors)}</ul>")
    if view.continuity is not None:
        items.append(journey_legend(view.continuity, view.added))
    if view.borders is not None:
        items.append(border_legend(view.borders))
    if view.closed is not None:
        items.append(f"<ul>{closed_in_legend()}</ul>")
    return items


def _of_places(view: MapView) -> list[str]:
    """Return the signs of places and areas."""
    items = []
    if not view.facilities.empty:
        items.append(f"<h3>{both('Services')}</h3><ul>{_kinds(view)}</ul><ul>{_parts(view)}</ul>{_unseen(view)}")
    if view.sites is not None:
        items.append(f"<h3>{both('New sites')}</h3><ul>{_new_sites()}</ul>")
    if view.catchments is not None:
        items.append(f"<ul><li><span class='swatch area'></span>{both('Within the limit of a service')}</li></ul>")
    if view.coverage is not None:
        items.append(f"<h3>{both('People within the limit')}</h3><ul>{_shades(view.coverage)}</ul>")
    if view.demand is not None:
        items.append(f"<h3>{both('Where people are')}</h3><ul>{_statuses(view)}</ul>")
    return items


def _flags(view: MapView) -> str:
    present = set() if view.segments is None else set(view.segments["flag"])
    shown = [flag for flag in FLAG_STROKES if flag in present]
    return "".join(f'<li><span class="flag {flag} swatch"></span>{label("flag", flag)}</li>' for flag in shown)


def _missing(sectors: gpd.GeoDataFrame) -> str:
    """Return the lines for each number of missing sectors there is, and what the sign of a gap means."""
    gaps = (sectors["flag"] == "underserved").groupby(sectors["segment_id"]).sum()
    unknown = (sectors["flag"] == "no_data").groupby(sectors["segment_id"]).any()
    shown = sorted({min(int(count), len(MISSING_STROKES) - 1) for count in gaps[~unknown]})
    lines = "".join(f'<li><span class="swatch missing{count}"></span>{count}</li>' for count in shown)
    if unknown.any():
        lines += f'<li><span class="flag no_data swatch"></span>{label("flag", "no_data")} (?)</li>'
    sign = '<b class="gap" aria-hidden="true">\u2715</b>'
    return f"{lines}<li>{sign}{both('A gap: no place of this sector within the limit')}</li>"


def _new_sites() -> str:
    sites = f'<li><b class="sign site">1</b>{both("A new site, numbered by the people it adds")}</li>'
    return f'{sites}<li><span class="dot reached"></span>{both("People it brings within the limit")}</li>'


def _surge(view: MapView) -> list[str]:
    """Return the part that tells of a cohort on its way; none where there is none."""
    if view.surge_places is None:
        return []
    words = {
        "over": both("On some day not all are served: the larger, the more"),
        "holds": both("All are served"),
        "room_unknown": both("Nobody knows its room: counted as none"),
        "night": both("A night on the way"),
        "far_night": both("A night with no place within reach"),
    }
    lines = "".join(f'<li><span class="dot {state}"></span>{told}</li>' for state, told in words.items())
    return [f"<h3>{both('Places on the way')}</h3><ul>{lines}</ul>"]


def _arrow() -> str:
    return f'<li><span class="swatch arrow" aria-hidden="true">\u25b6</span>{both("Ahead: the way people travel")}</li>'


def _shades(coverage: gpd.GeoDataFrame) -> str:
    shades = '<li>0\u00a0%<span class="swatch covered"></span>100\u00a0%</li>'
    peopled = (coverage["population"] > 0).all()
    return shades if peopled else f"{shades}<li>{both('Dashed: nobody known there')}</li>"


def _ring(view: MapView) -> str:
    if view.border_gaps is None or view.border_gaps.empty:
        return ""
    return f'<li><span class="swatch ring"></span>{both("Underserved near a land border")}</li>'


def _kinds(view: MapView) -> str:
    present = set(asked_about(view.facilities)["kind"])
    shown = [kind for kind in KIND_SIGNS if kind in present]
    return "".join(f"<li>{facility_sign(kind, 'certain')} {label('kind', kind)}</li>" for kind in shown)


def _parts(view: MapView) -> str:
    """Return the parts services have in this answer."""
    words = {"certain": both("Counts"), "possible": both("May count"), "none": both("Does not count")}
    present = set(parts_of(asked_about(view.facilities)))
    return "".join(f'<li><b class="sign {part}">·</b> {told}</li>' for part, told in words.items() if part in present)


def _unseen(view: MapView) -> str:
    """Return what of the services is not in sight, and why: from afar all of many, and never many that do not count."""
    afar = both("From afar they are left out: come closer to see them.") if crowded(view.facilities) else ""
    others = others_unseen(view)
    return f"<p>{afar} {others}</p>" if afar or others else ""


def others_unseen(view: MapView) -> str:
    """Return how many services are not shown because they do not count, as HTML; empty for none."""
    unseen = len(view.facilities) - len(asked_about(view.facilities))
    count = number(unseen, "", decimals=0)
    told = both("{count} other places do not count in this answer and are not shown.", count=count)
    why = f" {both('The file access.csv says why, place by place.')}" if "verdict" in view.facilities else ""
    return f"{told}{why}" if unseen else ""


def _statuses(view: MapView) -> str:
    present = set() if view.demand is None else set(view.demand["status"])
    shown = [status for status in ("reached", "beyond", "unreachable", "snap_failed", "none") if status in present]
    return "".join(f'<li><span class="dot {status}"></span>{label("status", status)}</li>' for status in shown)
