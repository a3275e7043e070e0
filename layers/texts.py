"""The words around the map: the question at the head, strips, legend and tables beside it, sources at the foot."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from analysis.room import OF_BEDS
from layers.bilingual import both, in_each_language
from layers.cascade import ALL, cascade
from layers.continuity.short_answer import journey_answer, journey_bar, journey_chips
from layers.exposure.reports import reports_box, reports_in_short, season_chip
from layers.exposure.states import exposure_answer
from layers.labels import label
from layers.legend import legend, others_unseen
from layers.sheet import rows_of
from layers.short_answer import short_answer
from layers.siting.short_answer import site_answer
from layers.strip import strips
from layers.surge.short_answer import surge_answer, surge_chips
from layers.text import asked_minutes, encode, number
from layers.tornado import tornado
from layers.view import MapView
from layers.what_if.words import about_scenario, scenario_title
from layers.whom import title_of, whom

_MANY_CORRIDORS = 4  # more bars than this get a frame of their own, so that the legend stays in sight


def page_texts(view: MapView, tables: str) -> dict[str, str]:
    """Return the HTML of each place in the page: title, header, across, panel, footer; `tables` are HTML already."""
    return framed_texts(
        view.title,
        view.stamps,
        header=f"{_chips(view)}{_answer(view)}",
        panel=_panel(view, tables),
        credits_=dict.fromkeys((*view.credits, *view.basemap.credits)),
    )


def framed_texts(
    title: str, stamps: Iterable[str], *, header: str, panel: str, credits_: Iterable[str]
) -> dict[str, str]:
    """Return the HTML of each place in a page, stamped.

    Parameters
    ----------
    title, stamps
        Plain text.
    header, panel
        HTML: what stands below the title, and beside the map.
    credits_
        Who must be named, plain text.
    """
    words = [both(stamp) for stamp in stamps]
    across = "".join(f"<b>{word}</b>" for word in words)
    banner = f'<p class="stamps">{" · ".join(words)}</p>' if words else ""
    return {
        "title": encode(title),
        "header": f"{banner}<header><h1>{encode(title)}</h1>{language_button()}{header}</header>",
        "across": f'<div class="across" aria-hidden="true">{across}{across}</div>' if across else "",
        "panel": panel,
        "footer": (
            f'<details class="fold" open><summary><h2 id="sources">{both("Sources")}</h2></summary>'
            f"<ul>{''.join(f'<li>{encode(credit)}</li>' for credit in credits_)}</ul></details>"
        ),
    }


def chips(words: Iterable[tuple[str, str]]) -> str:
    """Return names and values, HTML, as the line that says what was asked."""
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in words)
    return f'<dl class="question">{told}</dl>'


def tables_beside(tables: str, after: str = "") -> str:
    """Return tables, HTML, as the part of a page that says in words what its map shows."""
    return (
        f'<details class="fold" open><summary><h2>{both("The same in tables")}</h2></summary>'
        f"<p>{both('Choose a row to see it on the map.')}</p>{tables}{after}</details>"
    )


def attribution(named: Iterable[str]) -> str:
    """Return the credit in the map's corner as HTML; `named` are who is credited, plain text."""
    osm = "© OpenStreetMap contributors · " if any("OpenStreetMap" in credit for credit in named) else ""
    return f'{osm}<a href="#sources">{both("Sources")}</a>'


def _chips(view: MapView) -> str:
    asked = view.question
    service = label("service", str(asked["service"])) if asked["service"] else both("Five sectors of help")
    words = (
        (both("Service"), service),
        (both("How"), label("mode", str(asked["mode"]))),
        (both("Direction"), label("direction", str(asked["direction"]))),
        (both("Limit"), asked_minutes(asked["cutoff_min"])),
        (both("For whom"), title_of(view.profile, str(asked["profile"]))),
        *(((both("Random runs"), number(view.runs, "", decimals=0)),) if view.runs else ()),
        *_asked_on_the_way(view),
        *(((both("Arrival"), encode(view.arrive.replace("T", " "))),) if view.arrive else ()),
        *(((both("Scenario"), scenario_title(view.what_if)),) if view.what_if else ()),
    )
    return chips(words)


def _asked_on_the_way(view: MapView) -> list[tuple[str, str]]:
    """Return what was asked of one who moves along a corridor, or of many, or of the hazards there; else nothing."""
    if "continuity" in view.asked:
        return journey_chips(view.asked["continuity"], view.corridor_names)
    if "surge" in view.asked:
        of_beds = view.question["service"] in OF_BEDS
        return surge_chips(view.asked["surge"], view.corridor_names, of_beds=of_beds)
    if "exposure" in view.asked:
        return [season_chip(view.asked["exposure"])]
    return []


def _answer(view: MapView) -> str:
    """Return the answer in a sentence or two; nothing where nobody is counted."""
    if view.sites is not None:
        sites = view.sites
        return f'<p class="answer">{in_each_language(lambda lang: site_answer(sites, lang))}</p>'
    if view.continuity is not None:
        days, to_km = view.continuity, view.asked["continuity"]["to_km"]
        return f'<p class="answer">{in_each_language(lambda lang: journey_answer(days, lang, to_km=to_km))}</p>'
    if view.surge_places is not None and view.surge_days is not None:
        places, account, of_beds = view.surge_places, view.surge_days, view.question["service"] in OF_BEDS
        told = in_each_language(lambda lang: surge_answer(places, account, lang, of_beds=of_beds))
        return f'<p class="answer">{told}</p>'
    if view.exposure is not None:
        return f'<p class="answer">{exposure_answer(view.exposure)}</p>'
    rows = [] if view.coverage is None else [row for row in rows_of(view.coverage) if row["unit_kind"] == ALL]
    if not rows or not rows[0]["population"] > 0:
        return ""
    return f'<p class="answer">{in_each_language(lambda lang: short_answer(rows[0], lang))}</p>'


def language_button() -> str:
    """Return the button that changes the language: eyes see the language's own name, ears hear what it does."""
    heard = f'<span class="unseen">{both("Change the language to")} </span>'
    seen = '<span lang="es">English</span><span lang="en">Español</span>'
    return f'<button id="language" type="button">{heard}{seen}</button>'


def _panel(view: MapView, tables: str) -> str:
    others = others_unseen(view)
    steps = "" if view.coverage is None else cascade(view.coverage)
    sureness = "" if view.tornado is None else tornado(view.tornado)
    scenario = about_scenario(view.what_if, view.what_if_does) if view.what_if else ""
    return (
        f"{_notice(view)}{_reports(view, reports_in_short)}{scenario}{whom(view.profile)}{steps}{_bars(view)}{sureness}"
        f'<section class="legend"><h2>{both("Legend")}</h2>{legend(view)}</section>'
        f"{tables_beside(tables, f'<p>{others}</p>' if others else '')}{_reports(view, reports_box)}"
    )


def _reports(view: MapView, told: Callable[[Mapping[str, Any]], str]) -> str:
    """Return what is told of the reports behind an exposure; nothing where the answer is of none."""
    return told(view.asked["exposure"]) if "exposure" in view.asked else ""


def _notice(view: MapView) -> str:
    """Return a warning where the whole answer hangs on there being no place that counts."""
    if view.facilities["counts"].any() or view.sectors is not None or view.sites is not None:
        return ""
    told = both("No place is known to offer this service: nothing on this map counts as within reach of it.")
    if view.access is not None and view.access["verdict"].isin(["possible", "blocked"]).any():
        told = both("No place that gives this service is known to count for this profile: see why not, place by place.")
    return f'<p class="notice">{told}</p>'


def _bars(view: MapView) -> str:
    if view.continuity is not None:
        return journey_bar(view.continuity)
    if view.segments is None:
        return ""
    bars = strips(view.segments, view.corridors, view.corridor_names)
    title = f'<h2 id="along">{both("Along the corridor")}</h2>'
    if view.segments["corridor_id"].nunique() > _MANY_CORRIDORS:
        bars = f'<div class="many" role="region" aria-labelledby="along" tabindex="0">{bars}</div>'
    return f"<section>{title}{bars}</section>"
