"""Ways between two places, worked out beside the page and kept: their files, and what is told of them."""

from functools import cache
from typing import NamedTuple

from alcance.app.answers import (
    DRAW,
    ROADS,
    Answer,
    KeptStudy,
    check_unchanged,
    key_of,
    opened_for,
    packed,
    shelves,
    written_files,
)
from alcance.app.routes_asked import Question
from alcance.app.shelf import Shelf, in_turn
from alcance.app.work import Step
from alcance.hazards_of import hazards_of
from alcance.roads_to_drive import roads_to_drive
from alcance.routed import Routed, routes_of
from alcance.routes_results import write_routes
from analysis.routes.routes import RoutesResult
from data.bilingual import Bilingual
from data.words import mark

HAZARDS, FIND = mark("Gathering what is on the roads"), mark("Looking for the routes")
_STEPS = 4


class Ways(NamedTuple):
    """Ways between two places, and their page and files."""

    answer: Answer
    result: RoutesResult
    told: tuple[Bilingual, ...]
    closed: tuple[Bilingual, ...]


def routes_key(kept: KeptStudy, question: Question) -> str:
    """Return the name of an answer."""
    return key_of(kept, "routes", *question.told())


def kept_routes(key: str) -> Ways | None:
    """Return ways that were worked out lately, None where there are none."""
    answer, ways = shelves().answers.get(key), _ways().get(key)
    return None if answer is None or ways is None else ways._replace(answer=answer)


def answer_routes(kept: KeptStudy, question: Question, step: Step) -> Ways:
    """Return the ways; their files are those of the command line.

    Parameters
    ----------
    kept, question
        The study, and what is asked of it.
    step
        Told how far the work is.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    with in_turn(shelves().short_turn, lambda: step("", 0, 0)):
        routed = _routed(kept, question, step)
        step(DRAW, 3, _STEPS)
        files = written_files(lambda out: write_routes(out, routed))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = routes_key(kept, question)
    answer = shelves().answers.keep(key, lambda: packed(key, files, folded=True))
    changed = routed.opened.changed
    told = (*routed.told, *(changed.said if changed else ()))
    return _ways().keep(key, lambda: Ways(answer, routed.result, told, routed.closed))


def _routed(kept: KeptStudy, question: Question, step: Step) -> Routed:
    step(ROADS, 0, _STEPS)
    opened = opened_for(kept, question.plan)
    drivable = roads_to_drive(opened, question.asked.departure)
    step(HAZARDS, 1, _STEPS)
    departs = question.asked.departure is not None
    hazards = hazards_of(opened, drivable.network, question.hazards, departs=departs)
    step(FIND, 2, _STEPS)
    return routes_of(opened, drivable, hazards, question.asked, question.services)


@cache
def _ways() -> Shelf[Ways]:
    """Return the ways worked out lately."""
    return Shelf(8)
