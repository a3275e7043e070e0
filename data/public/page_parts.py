"""The files of the public page: its small scripts joined into one, and what goes beside it."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from data.public.said import said_in
from geo.errors import StudyError

# In the order in which they stand in app.js; the last one starts the page.
PARTS = (
    *("dom", "words", "names", "icons", "unpacked", "packed", "gzip", "keys", "loading", "hours", "week"),
    *(
        "geometry",
        "country",
        "graph",
        "distance",
        "clocks",
        "where",
        "need",
        "list",
        "dialling",
        "lines",
        "detail",
        "legs",
    ),
    *("along", "sheets", "strip", "about", "map", "offline", "newer", "start"),
)
# In sw.js: it unpacks and names packed files as the page does.
KEEPER_PARTS = ("packed", "sw", "older")
_WHOLE = ("index.html", "app.css", "icon.svg", "manifest.webmanifest")
# On lines of its own.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
# What must stay as it is, a text in double quotes or a pattern, or else the spaces around signs that need none and the
# ends of lines where no statement ends unsaid. A pattern of ours begins with no space, a division always does.
_SPACED = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|/(?![ *])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"""
    r"|[ ]*(=>|===|!==|&&|\|\||[=?:<>+*%-])[ ]*|[ ]*([,;{(\[])[ ]*\n?|\n?[ ]*([)}\]])[ ]*"
)
_FOLDER = files("data") / "public" / "page"


@cache
def load_page() -> dict[str, bytes]:
    """Return the files of the page that are the same in every bundle, by name; the service worker is not among them."""
    script = f'(function () {{\n"use strict";\n{_joined(PARTS)}}}());\n'
    return {"app.js": script.encode(), **{name: _read(name) for name in _WHOLE}}


def load_service_worker(paths: Iterable[str], version: str) -> bytes:
    """Return the script that keeps a bundle in a phone.

    Parameters
    ----------
    paths
        Every file it may keep, relative to the bundle: neither itself nor what says the version, which the server alone
        may answer.
    version
        Another one for other files: it makes a phone load them again.
    """
    given = {
        b"__FILES__": json.dumps(sorted(paths)).encode(),
        b'"__VERSION__"': json.dumps(version).encode(),
    }
    script = _joined(KEEPER_PARTS).encode()
    for sign, value in given.items():
        script = script.replace(sign, value)
    return script


@cache
def page_sentences() -> tuple[str, ...]:
    """Return every English sentence the page's own scripts say, sorted: the keys of its catalogues."""
    return said_in(_read(f"{part}.js").decode() for part in PARTS)


def _joined(parts: Iterable[str]) -> str:
    return "".join(_bare(_read(f"{part}.js").decode()) for part in parts)


def _bare(script: str) -> str:
    """Return a script without what a phone pays for and has no use of: comments, indents, spaces, ends of lines."""
    lines = (line.strip() for line in _COMMENT.sub("", script).splitlines())
    return _SPACED.sub(r"\1\2\3\4", "".join(f"{line}\n" for line in lines if line))


def _read(name: str) -> bytes:
    try:
        return _FOLDER.joinpath(name).read_bytes()
    except FileNotFoundError:
        raise StudyError(
            f"data/public/page/{name}",
            "the page's script or style is missing",
            "Run `make test` once, or reinstall",
        ) from None
