"""A model together with the rules a choice must keep to, as one program."""

import numpy as np

from analysis.siting.program import Program, Rows, stack
from analysis.siting.rules import ANY_NUMBER, Rules
from geo.roads import IntArray


def ruled(program: Program, rules: Rules, sites: int) -> Program:
    """Return the program with the rules added; its first variables are the sites.

    Raises nothing: whether any choice keeps to all of them is for the solver to find out.
    """
    lower, upper = program.lower.copy(), program.upper.copy()
    upper[:sites] = np.minimum(upper[:sites], rules.free(sites))
    lower[rules.locked] = 1.0
    rows = [program.rows, *_rows(rules, sites)]
    more = 0
    if rules.floor is not None:
        more = len(rules.floor.people)
        rows.append(rules.floor.rows(len(program.cost)))
    return Program(
        np.append(program.cost, np.zeros(more)),
        np.append(lower, np.zeros(more)),
        np.append(upper, np.ones(more)),
        np.append(program.whole, np.zeros(more, dtype=np.bool_)),
        stack(rows),
        program.always,
    )


def _rows(rules: Rules, sites: int) -> list[Rows]:
    count = float(rules.count)
    found = [] if rules.count == ANY_NUMBER else [_row(np.arange(sites), count, count)]
    if len(rules.apart):
        pairs = len(rules.apart)
        low, high = np.full(pairs, -np.inf), np.ones(pairs)
        found.append(Rows(np.repeat(np.arange(pairs), 2), rules.apart.ravel(), np.ones(2 * pairs), low, high))
    found += [_row(known, -np.inf, len(known) - 1.0) for known in rules.not_again]
    return found


def _row(columns: IntArray, low: float, high: float) -> Rows:
    row, ones = np.zeros(len(columns), dtype=np.int64), np.ones(len(columns))
    return Rows(row, columns, ones, np.array([low]), np.array([high]))
