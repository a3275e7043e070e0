"""Ends a child that takes longer than it may, or that nobody waits for any more."""

import subprocess
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from data.watched import watch_here

_LOOK_EVERY_S = 0.2


class Guard:
    """Guards a child within a block; afterwards the child is gone, however the block ended.

    Parameters
    ----------
    child
        The process.
    seconds
        How long it may take from now on.
    """

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.was_late = False
        self._child, self._end_s = child, time.monotonic() + seconds
        self._called_off: BaseException | None = None
        # The one who waits is known to this thread, not to the one that looks.
        self._watch = watch_here()
        self._is_over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child and raise what called it off, if anything did."""
        self._is_over.set()
        self._child.kill()
        self._thread.join()
        if error is None and self._called_off is not None:
            raise self._called_off

    def _look(self) -> None:
        while not self._is_over.is_set():
            self.was_late = time.monotonic() >= self._end_s
            if self.was_late or not self._is_waited_for():
                self._child.kill()
                return
            self._is_over.wait(min(_LOOK_EVERY_S, max(0.0, self._end_s - time.monotonic())))

    def _is_waited_for(self) -> bool:
        try:
            self._watch(0, 0)
        except BaseException as error:  # noqa: BLE001  raised again in the thread that waits
            self._called_off = error
        return self._called_off is None
