"""Files that never change are packed once, not for each browser that asks."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OK = 200
_FOR_ALL = {"public", "immutable"}


class KeptPacked:
    """Keeps the packed answers to requests for Streamlit's own files, and repeats them.

    Parameters
    ----------
    app
        Packs what it is asked for. Only what it calls public and immutable is kept: a few megabytes at most.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as it was answered before if it was."""
        if not _may_be_kept(scope):
            await self._app(scope, receive, send)
            return
        told = self._kept.get(scope["path"])
        if told is not None:
            for message in told:
                await send(message)
            return
        told = []

        async def overhear(message: Message) -> None:
            told.append(message)
            await send(message)

        await self._app(scope, receive, overhear)
        if _lasts(told):
            self._kept[scope["path"]] = told


def _may_be_kept(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _lasts(told: list[Message]) -> bool:
    """Return whether an answer is whole and the same for everybody, for ever."""
    start, end = told[0], told[-1]
    control = Headers(raw=list(start["headers"])).get("cache-control", "")
    whole = end["type"] == "http.response.body" and not end.get("more_body", False)
    return whole and start["status"] == _OK and {each.strip() for each in control.split(",")} >= _FOR_ALL
