"""What is made ready while nobody has asked yet: the study the app opens with, and its first answer."""

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st

from alcance.app.answers import answer, asked, keep_study, usual_service
from alcance.app.example import make_example
from alcance.app.places import EXAMPLE, first_study
from alcance.opened import plan_of
from geo.errors import AlcanceError


@asynccontextmanager
async def prepared(_app: st.App) -> AsyncIterator[None]:
    """Serve the app, and make its first answer ready meanwhile."""
    threading.Thread(target=make_ready, daemon=True).start()
    yield


def make_ready() -> None:
    """Work out what whoever opens the app is shown first; what is wrong with it, the page will say."""
    _settle()
    with suppress(AlcanceError):
        name = first_study()
        kept = keep_study(make_example(_quietly) if name == EXAMPLE else Path(name))
        plan = plan_of(kept.study, asked(usual_service(kept.study), None, None, None))
        answer(kept, plan, "gaps", _quietly)
    _settle()


def _settle() -> None:
    """Take what is in memory now for lasting: Streamlit looks through all the rest after each click."""
    gc.collect()
    gc.freeze()


def _quietly(_what: str, _done: int, _of: int) -> None:
    return None
