"""A real browser without a network, which says what a page asked for and what went wrong in it."""

import json
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from layers.page import build_page
from layers.view import MapView

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=1280,900",
)


PATIENCE_S = 20.0


class PatientChrome(Chrome):
    """A browser that waits for the one element it is asked for: a page is drawn in steps, on a busy machine slowly.

    Selenium's own waiting would wait as well for elements that must not be there.
    """

    def find_element(self, by: Any = By.ID, value: str | None = None) -> WebElement:
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                return super().find_element(by, value)
            except NoSuchElementException:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)


def not_here(reason: str) -> NoReturn:
    """Skip a test for want of what it needs; fail where all of it must be there."""
    if os.environ.get("ALCANCE_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def find_program(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    not_here(f"none of {', '.join(names)} is installed")


def start_chrome(profile: Path) -> Chrome:
    """Start a browser that knows nothing yet; it keeps what it learns in a folder."""
    options = ChromeOptions()
    options.binary_location = find_program("chromium", "chromium-browser", "google-chrome")
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return PatientChrome(options=options, service=ChromeService(executable_path=find_program("chromedriver")))


@dataclass
class Browser:
    """A browser and the folder its pages lie in."""

    chrome: Any
    folder: Path

    def open(self, view: MapView, *, width: int = 1280, height: int = 900) -> Any:
        """Show a view's page from a file on a screen of a size; returns the driver."""
        (self.folder / "map.html").write_text(build_page(view), encoding="utf-8")
        return self.open_written(width=width, height=height)

    def open_written(self, *, width: int = 1280, height: int = 900) -> Any:
        """Show the `map.html` that lies in the folder; returns the driver."""
        self.chrome.get_log("performance")
        self.chrome.get_log("browser")
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.chrome.get((self.folder / "map.html").as_uri())
        return self.chrome

    def requests(self) -> list[str]:
        """Return every address asked for since the page was opened, but the page itself and what needs no asking.

        `data:` is inside the page; `chrome:` is the browser drawing its own buttons.
        """
        events = [json.loads(entry["message"])["message"] for entry in self.chrome.get_log("performance")]
        asked = [
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
        ]
        own = (self.folder / "map.html").as_uri()
        return [url for url in asked if url.split("#")[0] != own and not url.startswith(("data:", "chrome:"))]

    def complaints(self) -> list[str]:
        """Return what the browser reported since the page was opened: script errors, refused requests."""
        return [entry["message"] for entry in self.chrome.get_log("browser")]


def segment(chrome: Any, position: int) -> Any:
    """Return the line of a segment on the map."""
    return chrome.find_elements(By.CSS_SELECTOR, ".leaflet-segments-pane path")[position]


def press(chrome: Any, path: Any) -> None:
    """Press the mouse on a line, a little before its middle, as a hand does: what covers it would take the press."""
    at = chrome.execute_script(
        "const p = arguments[0], m = p.getScreenCTM(), q = p.getPointAtLength(p.getTotalLength() * 0.45);"
        "return {x: m.e + q.x * m.a, y: m.f + q.y * m.d}",
        path,
    )
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        pressed = {"type": kind, "button": "none" if kind == "mouseMoved" else "left", "clickCount": 1}
        chrome.execute_cdp_cmd("Input.dispatchMouseEvent", pressed | at)


def click(chrome: Any, element: Any) -> None:
    """Click an element wherever it lies."""
    chrome.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", element)


def popup(chrome: Any) -> str:
    """Return the text of the open card once it has come to rest; nothing where none opens."""
    before = ""
    for _ in range(50):
        cards = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-popup .card")
        text = str(cards[-1].text).replace("\u00a0", " ") if cards else ""
        if text and text == before:
            return text
        before = text
        time.sleep(0.15)
    return ""
