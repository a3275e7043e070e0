"""A linear program of which some variables are whole numbers, and HiGHS, which solves it from a first answer on."""

import math
from collections.abc import Iterable
from typing import Literal, NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from analysis.siting.patience import Patience
from geo.interrupts import interrupts_held
from geo.roads import FloatArray, IntArray

BoolArray = npt.NDArray[np.bool_]
Status = Literal["optimal", "time_limit", "cancelled", "infeasible"]
CLOSE = 1e-7  # gap, as a share, from which on an answer counts as the best


class Rows(NamedTuple):
    """Some rows of a program: for each its bounds, and the entries of all of them.

    Attributes
    ----------
    row, column, value
        One entry each; rows are counted from 0 here.
    low, high
        Bounds of each row, infinite where there is none.
    """

    row: IntArray
    column: IntArray
    value: FloatArray
    low: FloatArray
    high: FloatArray


class Program(NamedTuple):
    """Minimise cost · x, with lower ≤ x ≤ upper and low ≤ rows ≤ high.

    Attributes
    ----------
    cost, lower, upper
        One per variable.
    whole
        Which variables are whole numbers.
    rows
        The rows.
    always
        What is paid whatever x is.
    """

    cost: FloatArray
    lower: FloatArray
    upper: FloatArray
    whole: BoolArray
    rows: Rows
    always: float = 0.0


class Solved(NamedTuple):
    """What came of it.

    Attributes
    ----------
    x
        The best answer, empty where there is none.
    bound
        No answer costs less; ``-inf`` where nothing is known, ``inf`` where there is no answer at all.
    status
        ``optimal``, ``time_limit``, ``cancelled`` or ``infeasible``.
    """

    x: FloatArray
    bound: float
    status: Status


def stack(parts: Iterable[Rows]) -> Rows:
    """Return all rows as one."""
    found = list(parts)
    starts = np.cumsum([0, *(len(each.low) for each in found)])
    row = [each.row + start for each, start in zip(found, starts, strict=False)]
    rest = [np.concatenate([each[k] for each in found]) for k in range(1, len(Rows._fields))]
    return Rows(np.concatenate(row), *rest)


def solve(program: Program, start: FloatArray | None, patience: Patience) -> Solved:
    """Return the best answer HiGHS finds in the time there is, and how good any answer could be.

    One thread and a fixed seed: the same program gives the same answer where it comes to its end.

    Parameters
    ----------
    program
        What to solve.
    start
        The whole variables of an answer that keeps to every row, in order; None where none is known.
    patience
        When to end.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", CLOSE / 10),
        ("mip_abs_gap", 1e-9),
        ("time_limit", patience.left_s),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(_model(program))
    if start is not None:
        whole = np.flatnonzero(program.whole)
        solver.setSolution(len(whole), whole.astype(np.int32), start.astype(np.float64))
    asked = _end_when(solver, patience)
    with interrupts_held():
        solver.run()
    return _read(solver, program, cancelled=bool(asked))


def _end_when(solver: highspy.Highs, patience: Patience) -> list[bool]:
    """Let the solver ask now and then whether to end; what is returned is no longer empty once it was told to."""
    asked: list[bool] = []

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if patience.is_called_off():
            asked.append(True)
            event.interrupt()

    for each in (solver.cbMipInterrupt, solver.cbSimplexInterrupt, solver.cbIpmInterrupt):
        each.subscribe(ask)
    return asked


def _read(solver: highspy.Highs, program: Program, *, cancelled: bool) -> Solved:
    status, info, cost = solver.getModelStatus(), solver.getInfo(), program.cost
    bound = program.always + float(info.mip_dual_bound)
    kinds = highspy.HighsModelStatus
    if status == kinds.kInfeasible:
        return Solved(np.empty(0), np.inf, "infeasible")
    has_answer = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    x = np.asarray(solver.getSolution().col_value) if has_answer else np.empty(0)
    if has_answer and not math.isclose(cost @ x, info.objective_function_value, rel_tol=CLOSE, abs_tol=CLOSE):
        return Solved(x, -np.inf, "time_limit")  # it lost count, so its bound is worth nothing
    if status == kinds.kOptimal:
        return Solved(x, bound, "optimal")
    return Solved(x, bound, "cancelled" if cancelled else "time_limit")


def _model(program: Program) -> highspy.HighsLp:
    model = highspy.HighsLp()
    rows = program.rows
    model.num_col_, model.num_row_ = len(program.cost), len(rows.low)
    model.col_cost_, model.col_lower_, model.col_upper_ = program.cost, program.lower, program.upper
    model.row_lower_, model.row_upper_ = rows.low, rows.high
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in program.whole]
    order = np.lexsort((rows.row, rows.column))
    ends = np.cumsum(np.bincount(rows.column, minlength=len(program.cost)))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], ends]).astype(np.int32)
    model.a_matrix_.index_ = rows.row[order].astype(np.int32)
    model.a_matrix_.value_ = rows.value[order].astype(np.float64)
    return model
