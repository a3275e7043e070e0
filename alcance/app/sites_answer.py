"""Where new sites should stand, worked out beside the page and kept: the answer, and what a change of it is worth."""

import threading
from dataclasses import astuple
from functools import cache
from typing import NamedTuple

from alcance.app.answers import (
    DRAW,
    ROADS,
    Answer,
    KeptStudy,
    check_unchanged,
    files_of,
    key_of,
    opened_for,
    packed,
    shelves,
)
from alcance.app.shelf import Shelf, in_turn
from alcance.app.sites_asked import Question
from alcance.app.work import Step, is_enough
from alcance.sites import given_for, sites_of, tables_of
from analysis.plan import Plan
from analysis.siting.weighed import Weighed, weigh
from data.words import mark

TIMES, BEST = mark("Looking for the way to each candidate"), mark("Looking for the best sites")


class Sited(NamedTuple):
    """An answer, and what to weigh other choices by."""

    answer: Answer
    weighed: Weighed


def sites_key(kept: KeptStudy, plan: Plan, question: Question) -> str:
    """Return the name of an answer."""
    return key_of(kept, "sites", astuple(plan), astuple(question.asked), question.offered.key)


def kept_sites(key: str) -> Sited | None:
    """Return an answer that was worked out lately, None where there is none."""
    answer, weighed = shelves().answers.get(key), _weighed().get(key)
    return None if answer is None or weighed is None else Sited(answer, weighed)


def answer_sites(kept: KeptStudy, plan: Plan, question: Question, step: Step, enough: threading.Event) -> Sited:
    """Return where the sites should stand.

    Parameters
    ----------
    kept, plan, question
        The study, and what is asked of it.
    step
        Told how far the work is.
    enough
        Once it is set, the search ends with the best so far.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    with in_turn(shelves().long_turn, lambda: step("", 0, 0)):
        step(ROADS, 0, 0)
        opened = opened_for(kept, plan)

        def told(done: int, of: int) -> None:
            step(*((TIMES, done, of) if done < of else (BEST, 0, 0)))

        result = sites_of(opened, question.offered.sites.frame, question.asked, told, lambda: is_enough(step, enough))
        step(DRAW, 0, 0)
        files = files_of(opened, tables_of(result), given_for(question.asked, question.offered.hashes))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = sites_key(kept, plan, question)
    answer = shelves().answers.keep(key, lambda: packed(key, files, folded=True))
    return Sited(answer, _weighed().keep(key, lambda: weigh(result)))


@cache
def _weighed() -> Shelf[Weighed]:
    """Return what the answers worked out lately are weighed by; one of a whole country weighs twenty megabytes."""
    return Shelf(200_000_000, Weighed.weight)
