"""Which executor an answer's pieces are worked out by, as it was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from alcance.executor import Executor, InTurn, Threads
from alcance.processes import processes
from alcance.scheduler import scheduler_at
from geo.errors import QuestionError

MOST_AT_ONCE = 256


class Over(NamedTuple):
    """What was typed of where pieces are worked out; None where nothing was."""

    threads: int | None = None
    workers: int | None = None
    scheduler: str | None = None

    def typed(self) -> dict[str, int | str]:
        """Return what was typed, by its option."""
        return {f"--{name}": value for name, value in self._asdict().items() if value is not None}


@contextmanager
def executor_of(over: Over, *, has_pieces: bool) -> Iterator[Executor]:
    """Give the executor that was asked for; else one that does one piece after the other, here.

    Parameters
    ----------
    over
        What was typed.
    has_pieces
        Whether the question has any: random runs, or facilities whose catchments are drawn.

    Raises
    ------
    QuestionError
        Two were asked for, a number is none, there are no pieces to work out, or the scheduler cannot be used.
    """
    _check(over, has_pieces=has_pieces)
    if over.scheduler is not None:
        with scheduler_at(over.scheduler) as scheduler:
            yield scheduler
    elif over.workers is not None:
        with processes(over.workers) as started:
            yield started
    else:
        yield InTurn() if over.threads is None else Threads(over.threads)


def _check(over: Over, *, has_pieces: bool) -> None:
    typed = over.typed()
    if len(typed) > 1:
        raise QuestionError(" and ".join(typed), "are two ways to do the same work", "Give one of them.")
    for option, value in typed.items():
        if isinstance(value, int) and not 1 <= value <= MOST_AT_ONCE:
            raise QuestionError(option, f"{value} is no number of them", f"Give one from 1 to {MOST_AT_ONCE}.")
        if not has_pieces:
            raise QuestionError(
                option, "has nothing to work out without --runs", f"Give --runs, or leave {option} out."
            )
