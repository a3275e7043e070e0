"""A timetable worked out beside the page and kept: its files, and what a change of it loses."""

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
    key_of,
    network_of,
    packed,
    shelves,
    written_files,
)
from alcance.app.shelf import Shelf, in_turn
from alcance.app.timetable_asked import Question
from alcance.app.work import Step, is_enough
from alcance.visits import timetable_of
from alcance.visits_results import write_timetable
from analysis.visits.asked import MODE
from analysis.visits.problem import Search
from data.words import mark
from layers.visits.tables import Answer as Planned

PLAN = mark("Planning the days")


class Timed(NamedTuple):
    """A timetable, and its page and files."""

    answer: Answer
    planned: Planned


def timetable_key(kept: KeptStudy, question: Question) -> str:
    """Return the name of an answer."""
    ids = tuple(question.sites.frame["site_id"])
    return key_of(kept, "visits", astuple(question.asked), question.offered.key, ids, question.walk_m)


def kept_timetable(key: str) -> Timed | None:
    """Return a timetable that was worked out lately, None where there is none."""
    answer, planned = shelves().answers.get(key), _planned().get(key)
    return None if answer is None or planned is None else Timed(answer, planned)


def answer_timetable(kept: KeptStudy, question: Question, step: Step, enough: threading.Event) -> Timed:
    """Return the timetable.

    Parameters
    ----------
    kept, question
        The study, and what is asked of it.
    step
        Told how far the work is.
    enough
        Once it is set, the search for better routes ends with the best so far.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    with in_turn(shelves().long_turn, lambda: step("", 0, 0)):
        step(ROADS, 0, 0)
        opened = kept.study, network_of(kept, MODE)
        search = Search(cancelled=lambda: is_enough(step, enough))
        told, stamps = question.asked, question.stamps
        hashes = {f"stops: {name}": value for name, value in question.offered.hashes.items()}
        planned = timetable_of(
            opened, told, question.sites, question.walk_m, search=search, progress=lambda n, of: step(PLAN, n, of)
        )
        step(DRAW, 0, 0)
        files = written_files(lambda out: write_timetable(out, opened, planned, stamps=stamps, hashes=hashes))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = timetable_key(kept, question)
    answer = shelves().answers.keep(key, lambda: packed(key, files, folded=True))
    return Timed(answer, _planned().keep(key, lambda: planned))


@cache
def _planned() -> Shelf[Planned]:
    """Return the timetables worked out lately."""
    return Shelf(8)
