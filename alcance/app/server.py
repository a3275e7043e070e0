"""What the one process serves besides Streamlit's own: the pages inside the app's frames, and all of it packed."""

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from alcance.app.answers import shelves
from alcance.app.begun import Begun
from alcance.app.fault import fault
from alcance.app.kept_packed import KeptPacked
from alcance.app.link import language
from alcance.app.public_files import PUBLIC, public_file, public_start
from data.words import say

SCRIPT = Path(__file__).with_name("script.py")
_HEADERS = {
    # The address is made from the content: under it there will never be anything else.
    "Cache-Control": "private, max-age=3600, immutable",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


async def _page(request: Request) -> Response:
    """Return the page of an answer; its key can be worked out only by who holds the study it comes from."""
    answer = shelves().answers.get(str(request.path_params["key"]))
    if answer is None:
        return Response("This answer is no longer kept: load the app again.", status_code=404, media_type="text/plain")
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(answer.page, media_type="text/html", headers=_HEADERS)
    packed = {**_HEADERS, "Content-Encoding": "gzip"}
    return Response(answer.packed_page, media_type="text/html", headers=packed)


ROUTES = [
    Route("/answer/{key}", _page),
    Route(f"/{PUBLIC}/{{name}}", public_start),
    Route(f"/{PUBLIC}/{{name}}/{{path:path}}", public_file),
]
# Streamlit sends its own files unpacked, so all that leaves is packed here.
MIDDLEWARE = [Middleware(Begun), Middleware(KeptPacked), Middleware(GZipMiddleware, minimum_size=1000)]


def say_fault(error: Exception) -> bool:
    """Tell of a fault of the program itself; Streamlit's own message offers to ask strangers about it."""
    logging.getLogger(__name__).error("The app failed with %s", fault(error))
    lang = language()
    st.error(say("Something went wrong that should not have. Load the page again; what was made so far is kept.", lang))
    return True
