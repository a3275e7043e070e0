"""What the app's server sends besides Streamlit's own, how it is packed, and what is ready before anybody asks."""

import asyncio
import gc
import gzip
from pathlib import Path

import pytest
from served_app import wait_for
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from toy_study import road_study

from alcance.app.answers import answer, answer_key, asked, keep_study, shelves
from alcance.app.begun import Begun
from alcance.app.kept_packed import KeptPacked
from alcance.app.prepare import make_ready
from alcance.app.server import ROUTES
from alcance.opened import plan_of


def _scope(path: str, *, method: str = "GET", query: str = "", **headers: str) -> Scope:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _sent(key: str, **headers: str) -> Response:
    request = Request({**_scope(f"/answer/{key}", **headers), "path_params": {"key": key}})
    sent: Response = asyncio.run(ROUTES[0].endpoint(request))
    return sent


def test_a_page_is_sent_as_it_is_kept_and_unpacked_to_who_cannot_unpack_it(tmp_path: Path) -> None:
    kept = keep_study(road_study(tmp_path, {"a": 5}))
    made = answer(kept, plan_of(kept.study, asked("primary", 15.0, None, None)), "gaps", _quiet)
    packed, plain = _sent(made.key, accept_encoding="gzip, br"), _sent(made.key)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(bytes(packed.body)) == plain.body == made.page
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert _sent("0" * 64).status_code == 404


class _Files:
    """Sends the path it is asked for, and remembers that it was asked."""

    def __init__(self, control: str, status: int = 200) -> None:
        self.asked: list[str] = []
        self._headers, self._status = {"Cache-Control": control}, status

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        await Response(scope["path"], self._status, self._headers)(scope, receive, send)


def _told(app: ASGIApp, scope: Scope) -> bytes:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(app(scope, receive, send))
    return b"".join(message.get("body", b"") for message in told)


def test_a_file_that_never_changes_is_packed_once() -> None:
    files = _Files("public, immutable, max-age=31536000")
    app = KeptPacked(files)
    for path in ("/static/a.js", "/static/b.js", "/static/a.js", "/static/b.js"):
        assert _told(app, _scope(path, accept_encoding="gzip")) == path.encode()
    assert files.asked == ["/static/a.js", "/static/b.js"]


@pytest.mark.parametrize(
    ("files", "scope"),
    [
        (_Files("no-cache"), _scope("/", accept_encoding="gzip")),
        (_Files("private, immutable"), _scope("/answer/1", accept_encoding="gzip")),
        (_Files("public, immutable", 404), _scope("/static/none.js", accept_encoding="gzip")),
        (_Files("public, immutable"), _scope("/static/a.js")),
        (_Files("public, immutable"), _scope("/static/a.js", accept_encoding="gzip", range="bytes=0-3")),
        (_Files("public, immutable"), _scope("/static/a.js", method="HEAD", accept_encoding="gzip")),
    ],
    ids=["a page", "an answer", "nothing there", "unpacked", "a part", "its headers"],
)
def test_all_else_is_asked_for_each_time(files: _Files, scope: Scope) -> None:
    app = KeptPacked(files)
    _told(app, scope)
    _told(app, scope)
    assert files.asked == [scope["path"]] * 2


def test_an_answer_is_begun_when_its_page_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = road_study(tmp_path, {"a": 5})
    monkeypatch.setenv("ALCANCE_STUDY", str(study))
    kept = keep_study(study)

    def key(cutoff_min: float) -> str:
        return answer_key(kept, plan_of(kept.study, asked("primary", cutoff_min, "walk", "from")), "gaps")

    app = Begun(_Files("no-cache"))
    linked = "service=primary&mode=walk&direction=from&cutoff={}&lang=en"
    for path, method, cutoff_min in (("/", "GET", 11), ("/gaps", "HEAD", 12), ("/gaps", "GET", 13)):
        assert _told(app, _scope(path, method=method, query=linked.format(cutoff_min))) == path.encode()
    wait_for(lambda: shelves().answers.get(key(13)), what="the answer is there")
    assert [shelves().answers.get(key(cutoff_min)) for cutoff_min in (11, 12)] == [None, None]


def test_the_first_answer_is_ready_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = road_study(tmp_path, {"a": 5})
    monkeypatch.setenv("ALCANCE_STUDY", str(study))
    kept = keep_study(study)
    key = answer_key(kept, plan_of(kept.study, asked("primary", None, None, None)), "gaps")
    assert shelves().answers.get(key) is None
    make_ready()
    gc.unfreeze()
    assert shelves().answers.get(key) is not None


def test_a_first_study_that_cannot_be_used_is_left_for_its_page_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALCANCE_STUDY", str(tmp_path))
    make_ready()
    gc.unfreeze()
    assert list(tmp_path.iterdir()) == []
