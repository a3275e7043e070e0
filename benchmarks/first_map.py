"""How long it takes from opening a page of the app until its map is drawn, in a browser that knows nothing yet."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

from benchmarks.browser import a_browser
from benchmarks.served import served
from benchmarks.target import Target

MOST_S = 5.0
RUNS = 3
PATIENCE_S = 120.0
MADE = "service=primary&mode=drive&cutoff=60&lang=en"
NOT_MADE = "service=primary&mode=drive&cutoff={}&lang=en"
_FRAME, _DRAWN = "iframe[src^='/answer/']", ".leaflet-segments-pane path"


def time_first_map() -> Iterator[Target]:
    """Yield the seconds until the map is drawn: right after the server's start, with and without the answer made."""
    with a_browser("first map") as found:
        if found:
            yield from _timed(*found)


def _timed(chrome: Any, home: Path) -> Iterator[Target]:
    yield from _started(chrome, home, "for the first time ever")
    yield from _started(chrome, home, "again")
    with served(home) as app:
        made = median(_seconds(chrome, app.address, MADE) for _ in range(RUNS))
        yield _target("server warm, answer made", made)
        new = median(_seconds(chrome, app.address, NOT_MADE.format(45 + run)) for run in range(RUNS))
        yield _target("server warm, answer not made yet", new)


def _started(chrome: Any, home: Path, which: str) -> Iterator[Target]:
    """Yield the seconds after a start of the server: from opening the page, and from the command itself."""
    start = time.perf_counter()
    with served(home) as app:
        page_s = _seconds(chrome, app.address, MADE)
        since_command_s = time.perf_counter() - start
    yield _target(f"server just started {which}", page_s)
    yield Target(f"from the command to the map, started {which}", since_command_s, "s")


def _target(when: str, figure_s: float) -> Target:
    return Target(f"first map, {when}", figure_s, "s", MOST_S)


def _seconds(chrome: Any, address: str, link: str) -> float:
    """Return the seconds until the map of a page is drawn; the browser has forgotten all it was sent before."""
    chrome.switch_to.new_window("tab")
    chrome.execute_cdp_cmd("Network.clearBrowserCache", {})
    start = time.perf_counter()
    chrome.get(f"{address}/gaps?{link}")
    while not _is_drawn(chrome):
        if time.perf_counter() - start > PATIENCE_S:
            raise SystemExit(f"no map after {PATIENCE_S:g} s")
        time.sleep(0.05)
    return time.perf_counter() - start


def _is_drawn(chrome: Any) -> bool:
    try:
        chrome.switch_to.default_content()
        chrome.switch_to.frame(chrome.find_element(By.CSS_SELECTOR, _FRAME))
        return bool(chrome.find_elements(By.CSS_SELECTOR, _DRAWN))
    except WebDriverException:
        return False


if __name__ == "__main__":
    print(Target.header())
    for line in time_first_map():
        print(line)
