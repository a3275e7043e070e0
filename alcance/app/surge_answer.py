"""A large group on its way, worked out beside the page and kept: its files, and what every day of it is told from."""

from dataclasses import astuple
from functools import cache
from typing import NamedTuple

from alcance.app.answers import (
    DRAW,
    ROADS,
    SEARCH,
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
from alcance.app.surge_asked import Question
from alcance.app.work import Step
from alcance.surge import given_for, surge_of, tables_of
from analysis.plan import Plan
from analysis.surge.surge import SurgeResult


class Surged(NamedTuple):
    """An answer, and what it was made of."""

    answer: Answer
    result: SurgeResult


def surge_key(kept: KeptStudy, plan: Plan, question: Question) -> str:
    """Return the name of an answer."""
    return key_of(kept, "surge", astuple(plan), astuple(question.asked), question.corridor_id)


def kept_surge(key: str) -> Surged | None:
    """Return an answer that was worked out lately, None where there is none."""
    answer, result = shelves().answers.get(key), _results().get(key)
    return None if answer is None or result is None else Surged(answer, result)


def answer_surge(kept: KeptStudy, plan: Plan, question: Question, step: Step) -> Surged:
    """Return the answer; its files are those of the command line.

    Parameters
    ----------
    kept, plan, question
        The study, and what is asked of it.
    step
        Told how far the work is.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    with in_turn(shelves().short_turn, lambda: step("", 0, 0)):
        step(ROADS, 0, 3)
        opened = opened_for(kept, plan)
        step(SEARCH, 1, 3)
        result = surge_of(opened, question.asked, question.corridor_id)
        step(DRAW, 2, 3)
        files = files_of(opened, tables_of(result), given_for(result))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = surge_key(kept, plan, question)
    answer = shelves().answers.keep(key, lambda: packed(key, files, folded=True))
    return Surged(answer, _results().keep(key, lambda: result))


def _weight(result: SurgeResult) -> int:
    tables = sum(int(frame.memory_usage(index=False).sum()) for frame in (result.loads, result.days))
    return tables + sum(each.nbytes for each in result.people.values())


@cache
def _results() -> Shelf[SurgeResult]:
    """Return what was worked out lately; many days at many places weigh megabytes."""
    return Shelf(64_000_000, _weight)
