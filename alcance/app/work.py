"""Long work beside the page: it tells how far it is, and can be called off."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geo.errors import AlcanceError

T = TypeVar("T")
Step = Callable[[str, int, int], None]


class CalledOffError(BaseException):
    """Somebody called the work off; no handler of ordinary errors on the way may take it for one."""


def is_enough(step: Step, enough: threading.Event) -> bool:
    """Return whether a search is to end: the best so far will do, or the work was called off and ends at its next step.

    Parameters
    ----------
    step
        As a task of `Work` is given it.
    enough
        As `Work` takes it.
    """
    try:
        step("", 0, 0)
    except CalledOffError:
        return True
    return enough.is_set()


@dataclass(frozen=True, slots=True)
class Stage:
    """How far work is.

    Attributes
    ----------
    what
        What is being done, English.
    done, of
        How much of it; `of` is 0 where nobody knows how much there is.
    """

    what: str
    done: int = 0
    of: int = 0


class Work(Generic[T]):
    """One piece of work in a thread of its own.

    Parameters
    ----------
    task
        Does the work. Given a function to call now and then with what is being done, how much, and of how much; there
        the work ends when it was called off. Called with no word, that is all it does.
    enough
        Set when the best found so far will do; None for work that has nothing to give before its end.
    """

    def __init__(self, task: Callable[[Step], T], enough: threading.Event | None = None) -> None:
        self.enough = enough
        self.stage = Stage("")
        self.result: T | None = None
        self.error: BaseException | None = None
        self._task = task
        self._began_s = self._measured_s = time.monotonic()
        self._off = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return not self._thread.is_alive()

    @property
    def was_called_off(self) -> bool:
        """Whether somebody called it off."""
        return self._off.is_set()

    @property
    def elapsed_s(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began_s

    @property
    def left_s(self) -> float | None:
        """Seconds it will take if it goes on as it did; None where that cannot be told yet."""
        stage, spent_s = self.stage, time.monotonic() - self._measured_s
        return spent_s * (stage.of - stage.done) / stage.done if stage.of and stage.done else None

    def wait(self, seconds: float) -> None:
        """Wait for its end, but no longer than this."""
        self._thread.join(seconds)

    def call_off(self) -> None:
        """Ask it to end at its next step."""
        self._off.set()

    def taken(self) -> T:
        """Return what came of it.

        Raises
        ------
        AlcanceError
            What went wrong, where it is the user's to mend; any other trouble is raised as it came.
        """
        if self.error is not None:
            raise self.error
        if self.result is None:
            raise CalledOffError
        return self.result

    def _run(self) -> None:
        try:
            self.result = self._task(self._step)
        except (CalledOffError, AlcanceError, Exception) as error:  # noqa: BLE001  raised again where it is taken
            self.error = error

    def _step(self, what: str, done: int, of: int) -> None:
        if self._off.is_set():
            raise CalledOffError
        if not what:
            return
        if of != self.stage.of:
            self._measured_s = time.monotonic()  # measured otherwise, what was done before tells nothing
        self.stage = Stage(what, done, of)
