"""The public maps made in the app, served to anybody: plain files, packed, and asking nobody for anything."""

import re
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from alcance.app.places import home
from geo.errors import QuestionError

PUBLIC = "public"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
# A file's name as bundles have them: no dot leads anywhere.
_FILE = re.compile(r"(?:[a-z0-9_-]+/){0,3}[a-z0-9_-]+(?:\.[a-z0-9]+)+")
_TYPES = {
    # Asked for as they are by a phone that unpacks them itself.
    ".gz": "application/gzip",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    # A new bundle may stand under the same address at any time: whoever keeps a file asks whether it still holds.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


def public_folder(name: str) -> Path:
    """Return where a public map of that name stands, or is to stand.

    Raises
    ------
    QuestionError
        The name cannot be part of an address.
    """
    if not _NAME.fullmatch(name):
        raise QuestionError(name or "—", "is no name for an address", "Use a–z, 0–9 and hyphens, at most 60.")
    folder = home() / PUBLIC
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / name


async def public_file(request: Request) -> Response:
    """Return a file of a public map; nothing that is not one is ever told apart from what is not there."""
    name, path = str(request.path_params["name"]), str(request.path_params["path"])
    if not _NAME.fullmatch(name) or (path and not _FILE.fullmatch(path)):
        return _nothing()
    found = home() / PUBLIC / name / (path or "index.html")
    kind = _TYPES.get(found.suffix)
    if kind is None or not found.is_file():
        return _nothing()
    packed = found.with_name(f"{found.name}.gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        return _answer(request, packed, kind, {**_HEADERS, "Content-Encoding": "gzip"})
    return _answer(request, found, kind, _HEADERS)


async def public_start(request: Request) -> Response:
    """Lead from the name of a map to its first page, whose files are named from there."""
    return RedirectResponse(f"/{PUBLIC}/{request.path_params['name']}/", headers=_HEADERS)


def _answer(request: Request, file: Path, kind: str, headers: Mapping[str, str]) -> Response:
    """Return the content of a file, or, to a phone that has it already, that it still holds."""
    state = file.stat()
    told = {**headers, "ETag": f'"{state.st_mtime_ns:x}-{state.st_size:x}"'}
    if request.headers.get("if-none-match") == told["ETag"]:
        return Response(status_code=304, headers=told)
    return Response(file.read_bytes(), media_type=kind, headers=told)


def _nothing() -> Response:
    return Response("There is nothing here.", status_code=404, media_type="text/plain", headers=_HEADERS)
