"""Files of the public map come packed where the phone can unpack them, and as scripts wherever it cannot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import public_tab
import pytest
import toy_bundle as toy
from public_tab import PublicTab, Quiet, served

pytestmark = pytest.mark.browser
ASKED = "return performance.getEntriesByType('resource').map(({name}) => name.split(/[?#]/)[0])"
NO_UNPACKING = {"source": "delete window.DecompressionStream"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return toy.write_bundle(tmp_path / "site", {})


@pytest.fixture
def site(chrome: Any, folder: Path) -> Iterator[PublicTab]:
    with served(folder) as address:
        yield PublicTab(chrome, address)


def listed(site: PublicTab) -> set[str]:
    """Show a list; returns the files of values that were asked for."""
    site.open("#/en")
    site.choose_town("primary", "Bé")
    site.wait("return document.querySelectorAll('a.entry').length > 0")
    assert site.entries()[0].startswith("Centro de Salud Bé")
    asked = {name.removeprefix(site.address) for name in site.chrome.execute_script(ASKED)}
    return {name for name in asked if name.startswith(("index.js", "places/p00"))}


def test_over_http_values_come_packed_alone(site: PublicTab) -> None:
    assert listed(site) == {"index.js.gz", "places/p00.js.gz"}


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: file.write_bytes(file.read_bytes()[:40])])
def test_where_the_packed_file_is_missing_or_cut_the_script_comes(site: PublicTab, folder: Path, harm: Any) -> None:
    for file in ("index.js.gz", "places/p00.js.gz"):
        harm(folder / file)
    assert listed(site) == {"index.js.gz", "index.js", "places/p00.js.gz", "places/p00.js"}


def test_a_phone_that_cannot_unpack_asks_for_scripts(site: PublicTab) -> None:
    added = site.chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", NO_UNPACKING)
    try:
        assert listed(site) == {"index.js", "places/p00.js"}
    finally:
        site.chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_a_file_that_the_browser_unpacked_itself_is_taken_as_it_is(
    chrome: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Telling(Quiet):
        """Says of packed files that they are packed, as some servers do."""

        def end_headers(self) -> None:
            if self.path.split("?")[0].endswith(".gz"):
                self.send_header("Content-Encoding", "gzip")
            super().end_headers()

    monkeypatch.setattr(public_tab, "Quiet", Telling)
    with served(folder) as address:
        assert listed(PublicTab(chrome, address)) == {"index.js.gz", "places/p00.js.gz"}
