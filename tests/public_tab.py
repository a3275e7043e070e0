"""The public page in a browser: opened from a folder or a small server, and watched for what it asks."""

import json
import re
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from selenium.webdriver.common.by import By

SHOWN = "return document.querySelector('h1') && document.title && location.hash === arguments[0]"
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The list is filled once more when the roads come: by road in place of straight lines.
ROADS_CAME = """
const drawn = () => new Promise((done) => setTimeout(done, 50, true));
return ALCANCE.sums.loadRoads().then(drawn, drawn)
"""
# One question for all: an element asked for its text by itself may have been drawn anew meanwhile.
TEXTS = "return [...document.querySelectorAll(arguments[0])].map(part => part.innerText.trim().replace(/\\n+/g, '\\n'))"
PRESS = """
const parts = [...document.querySelectorAll('main a, main button, nav a')];
const found = parts.find(part => part.textContent.includes(arguments[0]));
if (found) { found.click(); }
return Boolean(found)
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name it has in the library)
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class PublicTab:
    """A page of the public map."""

    chrome: Any
    address: str

    def open(self, screen: str = "", *, width: int = 360, height: int = 740) -> None:
        """Load the page anew on a screen of a size."""
        self.chrome.get("about:blank")
        self.chrome.get_log("performance")
        self.chrome.get_log("browser")
        self.resize(width, height)
        self.chrome.get(f"{self.address}index.html{screen}")
        self.wait("return Boolean(document.querySelector('h1'))")

    def resize(self, width: int, height: int) -> None:
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def go(self, screen: str) -> str:
        """Show a screen by its address; returns its heading."""
        self.chrome.execute_script("document.querySelector('h1').remove(); location.hash = arguments[0]", screen)
        self.wait("return Boolean(document.querySelector('h1'))")
        return self.heading()

    def press(self, words: str) -> None:
        """Press the first link or button that holds some words."""
        self.wait(PRESS, words)

    def choose_town(self, need: str, town: str, *, language: str = "en", by_road: bool = True) -> None:
        """Show the list of a need from a town, as it stays once the roads came."""
        self.go(f"#/{language}/where/{need}")
        self.press(f"{town}, ")
        self.wait("return location.hash.includes('/list/') && Boolean(document.querySelector('main a.inline'))")
        if by_road:
            self.wait(ROADS_CAME)

    def wait(self, script: str, *arguments: object) -> None:
        for _ in range(400):
            if self.chrome.execute_script(script, *arguments):
                return
            time.sleep(0.05)
        raise AssertionError(f"never came true: {script} {arguments}: {self.text()}")

    def heading(self) -> str:
        return str(self.chrome.find_element(By.TAG_NAME, "h1").text)

    def text(self) -> str:
        return str(self.chrome.find_element(By.TAG_NAME, "body").text)

    def entries(self) -> list[str]:
        return self.texts("a.entry")

    def texts(self, selector: str) -> list[str]:
        """Return what stands in each element of a kind."""
        return list(self.chrome.execute_script(TEXTS, selector))

    def sum(self, expression: str, *arguments: object) -> Any:
        """Compute with a function of the page."""
        return self.chrome.execute_script(f"return ALCANCE.sums.{expression}", *arguments)

    def side_scroll(self) -> int:
        return int(self.chrome.execute_script(SIDE_SCROLL))

    def asked_elsewhere(self) -> list[str]:
        """Return every address asked for outside the bundle since the page was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.chrome.get_log("performance")]
        asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        inside = (self.address, "data:", "chrome:", "about:")
        return [url for url in asked if not url.startswith(inside)]

    def complaints(self) -> list[str]:
        """Return what the browser reported; its advice on how a library's drawing could be faster is no fault."""
        told = [entry["message"] for entry in self.chrome.get_log("browser")]
        return [each for each in told if not (each.startswith("rendering ") and "willReadFrequently" in each)]

    def printed_pages(self) -> int:
        """Return how many sheets of paper the screen takes."""
        pdf = b64decode(self.chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
