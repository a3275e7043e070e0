"""What is made ready before anybody asks: the study the app opens with, and its first answer."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st

from alcance.app.begun import begin

# Nobody waits longer for the app to open: the page itself says how far the work is.
PATIENCE_S = 15.0


@asynccontextmanager
async def prepared(_app: st.App) -> AsyncIterator[None]:
    """Serve the app once its first answer is ready, or will not be soon."""
    ready, loop = asyncio.Event(), asyncio.get_running_loop()

    def work() -> None:
        make_ready()
        with suppress(RuntimeError):  # the app ended meanwhile
            loop.call_soon_threadsafe(ready.set)

    # A thread of the loop's own would keep Ctrl-C waiting for its end.
    threading.Thread(target=work, daemon=True).start()
    with suppress(TimeoutError):
        await asyncio.wait_for(ready.wait(), PATIENCE_S)
    yield


def make_ready() -> None:
    """Work out what whoever opens the app is shown first; what is wrong with it, the page will say."""
    _settle()
    begin({}, "gaps")
    _settle()


def _settle() -> None:
    """Take what is in memory now for lasting: Streamlit looks through all the rest after each click."""
    gc.collect()
    gc.freeze()
