"""An answer is begun when its page is asked for: a browser takes a second or two until it can say what it wants."""

import threading
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from alcance.app.answers import answer, keep_study
from alcance.app.example import make_example
from alcance.app.linked_question import asked_by
from alcance.app.places import EXAMPLE, first_study, study_folder
from alcance.opened import plan_of
from geo.errors import AlcanceError

# The pages that show an answer, by their address.
_KINDS = {"/gaps": "gaps", "/coverage": "coverage"}


class Begun:
    """Begins the answer to a link while the browser that follows it still loads the app.

    Parameters
    ----------
    app
        Serves the page. One answer is begun at a time, whoever asks: the others wait for their page, as ever.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._free = threading.Semaphore()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; where it is for a page that shows an answer, begin that."""
        kind = _KINDS.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if kind is not None and self._free.acquire(blocking=False):
            link = dict(parse_qsl(scope["query_string"].decode("latin-1")))
            threading.Thread(target=self._begin, args=(link, kind), daemon=True).start()
        await self._app(scope, receive, send)

    def _begin(self, link: Mapping[str, str], kind: str) -> None:
        try:
            begin(link, kind)
        finally:
            self._free.release()


def begin(link: Mapping[str, str], kind: str) -> None:
    """Work out the answer a link asks for, and keep it; what is wrong with the link, its page will say.

    Parameters
    ----------
    link
        What its address holds.
    kind
        ``gaps`` or ``coverage``.
    """
    with suppress(AlcanceError):
        name = link.get("study") or first_study()
        kept = keep_study(make_example(_quietly) if name == EXAMPLE else study_folder(name))
        if kind == "gaps" and kept.study.corridors is None:
            return
        answer(kept, plan_of(kept.study, asked_by(link, kept)), kind, _quietly)


def _quietly(_what: str, _done: int, _of: int) -> None:
    return None
