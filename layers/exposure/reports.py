"""What must be told of incidents wherever something made of them is shown: all together, nothing of any one of them."""

from collections.abc import Mapping
from typing import Any

from analysis.risk.incidents import UNKNOWN_PRECISION_M, IncidentsTold
from data.bilingual import Bilingual
from data.words import say
from layers.bilingual import both, in_each_language
from layers.routes.words import HAZARD_WORDS, MUST_BE_KNOWN

MINIMUM_ESTIMATE = "minimum estimate"


def reports_told(told: IncidentsTold, source: str) -> dict[str, object]:
    """Return what a table and a manifest tell of incidents.

    Parameters
    ----------
    told
        The counts.
    source
        Who collected them, plain text.
    """
    return {
        "source": source,
        "first_date": told.first_date,
        "last_date": told.last_date,
        "observed_from": told.period.since,
        "observed_to": told.period.until,
        "outside_period": told.outside_period,
        "years": round(told.years, 3),
        "in_list": told.incidents,
        "counted": told.counted,
        "on_roads": told.placed,
        "off_roads": told.off_roads,
        "without_date": told.without_date,
        "without_precision": told.without_precision,
        "unknown_precision_m": UNKNOWN_PRECISION_M,
        "bandwidth_m": told.asked.bandwidth_m,
        "are": MINIMUM_ESTIMATE,
    }


def season_chip(asked: Mapping[str, Any]) -> tuple[str, str]:
    """Return which season was asked about, name and value as HTML; `asked` is as the manifest tells it."""
    return both("Season"), both("Wet") if asked["wet"] else both("Dry")


def reports_in_short(asked: Mapping[str, Any]) -> str:
    """Return the line that stands beside the map and before the table, as HTML; `asked` is as the manifest tells it."""
    return f'<p class="reports">{in_each_language(Bilingual(**asked["incidents"]["short"]).say)}</p>'


def reports_box(asked: Mapping[str, Any]) -> str:
    """Return all that must be known of the reports, which stands after the table, as HTML.

    Parameters
    ----------
    asked
        As the manifest tells it; ``told``, and that of ``incidents``, are the sentences of it in each language.
    """
    weights = in_each_language(
        lambda lang: ", ".join(f"{say(HAZARD_WORDS[name], lang)}: {x:g}" for name, x in asked["weights"].items())
    )
    for_planners, not_safe = map(both, MUST_BE_KNOWN[:2])
    counts = f"{both('What a point of each hazard counts')}: {weights}"
    title = both("Reported incidents: a minimum estimate")
    return (
        f'<section class="reports"><h2>{title}</h2>{_list([*_sentences(asked["incidents"]), not_safe])}'
        f"{_list([counts, *_sentences(asked), for_planners])}</section>"
    )


def _sentences(asked: Mapping[str, Any]) -> list[str]:
    return [in_each_language(Bilingual(**each).say) for each in asked["told"]]


def _list(sentences: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{each}</li>' for each in sentences)}</ul>"
