"""One browser for all browser tests, a new folder for each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from real_browser import FLAGS, Browser, find_program
from selenium.webdriver import Chrome, ChromeOptions, ChromeService


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = ChromeOptions()
    options.binary_location = find_program("chromium", "chromium-browser", "google-chrome")
    driver = find_program("chromedriver")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    chrome = Chrome(options=options, service=ChromeService(executable_path=driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def browser(chrome: Any, tmp_path: Path) -> Browser:
    return Browser(chrome, tmp_path)
