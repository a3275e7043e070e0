"""Public maps as the app serves them: whole, packed where that is understood, and nothing besides."""

import asyncio
import gzip
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from alcance.app.public_files import public_file, public_folder, public_start
from geo.errors import QuestionError


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALCANCE_HOME", str(tmp_path / "home"))
    folder = public_folder("coast-2026-07-01")
    (folder / "places").mkdir(parents=True)
    for name, content in {"index.html": b"<!doctype html>", "places/p00.js": b"ALCANCE.places(0,[]);"}.items():
        (folder / name).write_bytes(content)
        (folder / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    (folder / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "home" / "study-0123456789abcdef").mkdir()
    (tmp_path / "home" / "study-0123456789abcdef" / "facilities.csv").write_text("secret", "utf-8")
    (tmp_path / "home" / "public" / "secret.js").write_text("secret", "utf-8")
    return folder


def sent(name: str, path: str, **headers: str) -> Response:
    raw = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": f"/public/{name}/{path}", "query_string": b"", "headers": raw}
    return asyncio.run(public_file(Request({**scope, "path_params": {"name": name, "path": path}})))


def test_a_file_is_sent_packed_to_who_can_unpack_it(bundle: Path) -> None:
    packed, plain = sent(bundle.name, "places/p00.js", accept_encoding="gzip, br"), sent(bundle.name, "places/p00.js")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(bytes(packed.body)) == bytes(plain.body) == b"ALCANCE.places(0,[]);"
    assert "content-encoding" not in plain.headers
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"


def test_a_packed_file_asked_for_by_its_name_is_sent_as_it_is(bundle: Path) -> None:
    whole = sent(bundle.name, "places/p00.js.gz", accept_encoding="gzip")
    assert gzip.decompress(bytes(whole.body)) == b"ALCANCE.places(0,[]);"
    assert whole.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in whole.headers


def test_the_name_alone_leads_to_the_first_page(bundle: Path) -> None:
    first = sent(bundle.name, "")
    assert (bytes(first.body), first.headers["content-type"]) == (b"<!doctype html>", "text/html; charset=utf-8")
    led = asyncio.run(public_start(Request({"type": "http", "headers": [], "path_params": {"name": bundle.name}})))
    assert led.headers["location"] == f"/public/{bundle.name}/"


def test_a_phone_that_has_a_file_is_told_that_it_still_holds(bundle: Path) -> None:
    tag = sent(bundle.name, "index.html").headers["etag"]
    again = sent(bundle.name, "index.html", if_none_match=tag)
    assert (again.status_code, bytes(again.body)) == (304, b"")
    assert sent(bundle.name, "index.html", if_none_match=tag, accept_encoding="gzip").status_code == 200
    (bundle / "index.html").write_bytes(b"<!doctype html><title>new</title>")
    assert sent(bundle.name, "index.html", if_none_match=tag).status_code == 200


def test_every_answer_forbids_other_hosts_and_tells_nobody_where_it_came_from(bundle: Path) -> None:
    for answer in (sent(bundle.name, "index.html"), sent(bundle.name, "none.js")):
        assert answer.headers["content-security-policy"].startswith("default-src 'self'; ")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("coast-2026-07-01", "notes.txt"),
        ("coast-2026-07-01", "../secret.js"),
        ("coast-2026-07-01", "../../study-0123456789abcdef/facilities.csv"),
        ("coast-2026-07-01", "/etc/passwd"),
        ("coast-2026-07-01", "places"),
        ("coast-2026-07-01", "places/../index.html"),
        ("coast-2026-07-01", "index.html\0.js"),
        ("..", "public/secret.js"),
        (".", "secret.js"),
        ("none", "index.html"),
        ("../study-0123456789abcdef", "facilities.csv"),
    ],
)
def test_nothing_else_is_ever_sent(bundle: Path, name: str, path: str) -> None:
    answer = sent(name, path)
    assert (answer.status_code, bytes(answer.body)) == (404, b"There is nothing here.")
    assert bundle.is_dir()


@pytest.mark.parametrize("name", ["", "A", "a b", "a/b", "..", "-a", "a-", "a" * 61, "ä"])
def test_a_map_is_named_by_what_an_address_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("ALCANCE_HOME", str(tmp_path))
    with pytest.raises(QuestionError, match="is no name for an address"):
        public_folder(name)
