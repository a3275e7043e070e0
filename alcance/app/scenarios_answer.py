"""Scenarios laid beside the study as it is: worked out beside the page and kept."""

from collections.abc import Sequence
from dataclasses import astuple

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
from alcance.app.shelf import in_turn
from alcance.app.work import Step
from alcance.scenarios_results import answer_scenarios, tables_of, write_scenarios
from analysis.plan import Plan
from data.scenario import Scenario
from data.words import mark

COMPARE = mark("Answering as it is, and in each scenario")


def scenarios_key(kept: KeptStudy, plan: Plan, scenarios: Sequence[Scenario]) -> str:
    """Return the name of an answer."""
    return key_of(kept, "scenarios", astuple(plan), tuple((each.name, each.sha256) for each in scenarios))


def lay_scenarios(kept: KeptStudy, plan: Plan, scenarios: Sequence[Scenario], step: Step) -> Answer:
    """Return the answer: its page shows what differs, its files are those of the command line.

    Parameters
    ----------
    kept, plan
        The study, and what is asked of it.
    scenarios
        Each under a name of its own.
    step
        Told how far the work is.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study, or a scenario does not fit it.
    """
    with in_turn(shelves().long_turn, lambda: step("", 0, 0)):
        step(ROADS, 0, 0)
        base = opened_for(kept, plan)
        answers = answer_scenarios(base, scenarios, progress=lambda done, of: step(COMPARE, done, of))
        step(DRAW, 0, 0)
        tables = tables_of(answers)
        files = written_files(lambda out: write_scenarios(out, answers, tables))
        check_unchanged(kept.study.path, kept.fingerprint)
    key = scenarios_key(kept, plan, scenarios)
    return shelves().answers.keep(key, lambda: packed(key, files, folded=True))
