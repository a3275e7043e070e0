"""One browser for all browser tests, a new folder for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from real_browser import Browser, start_chrome


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    chrome = start_chrome(tmp_path_factory.mktemp("profile"))
    yield chrome
    chrome.quit()


@pytest.fixture
def browser(chrome: Any, tmp_path: Path) -> Browser:
    return Browser(chrome, tmp_path)
