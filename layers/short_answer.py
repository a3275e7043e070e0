"""The answer in a sentence or two, before any map or table: how many have the service, for how many nobody knows."""

from collections.abc import Mapping
from typing import Any

from data.words import say
from layers.cascade import lost_at
from layers.labels import word
from layers.text import number, percent

_COUNTED = ("population", "covered_nearest", "unknown_people", "available", "reachable", "admissible", "acceptable")


def short_answer(row: Mapping[str, Any], lang: str) -> str:
    """Return what a row of coverage.csv says, as plain text.

    Parameters
    ----------
    row
        As the table or its file has it; somebody lives there.
    lang
        The language.
    """
    people = {name: float(row[name]) for name in _COUNTED if name in row}
    told = {name: number(count, "", decimals=0) for name, count in people.items()}
    within = say(
        "{within} of {people} people ({share}) have this service within the limit for certain.",
        lang,
        within=told["covered_nearest"],
        people=told["population"],
        share=percent(people["covered_nearest"] / people["population"]),
    )
    perhaps = _perhaps(people, told, lang)
    return " ".join(filter(None, [within, perhaps, _lost(row, people, lang)]))


def _perhaps(people: Mapping[str, float], told: Mapping[str, str], lang: str) -> str:
    if not people.get("unknown_people", 0) > 0:
        return ""
    return say("Perhaps {perhaps} more: nobody knows.", lang, perhaps=told["unknown_people"])


def _lost(row: Mapping[str, Any], people: Mapping[str, float], lang: str) -> str:
    step = row.get("bottleneck")
    if not isinstance(step, str) or not step:
        return ""
    lost = number(lost_at(people, step), "", decimals=0)
    return say("Most are lost at \u201c{step}\u201d: {lost}.", lang, step=word("step", step, lang), lost=lost)
