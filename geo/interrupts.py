"""Ctrl-C, held back while libraries load and while a kernel is called.

Calling compiled code runs a little Python on the way in and out. A KeyboardInterrupt raised just there is lost, or ends
the process with a segmentation fault.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done, then raise KeyboardInterrupt. Only the main thread is ever asked."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
