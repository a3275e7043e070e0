"""The app as it is started by its door, served on loopback, and met in a browser."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import requests
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

RUNS = "const app = document.querySelector('.stApp'); return app?.dataset.testScriptState !== 'notRunning'"
# What was typed takes a moment to reach the app, and its answer another.
CALM_S = 0.5
START = "from alcance.command_line import main; main()"
# Streamlit looks for its server beside the page before it looks at the root; what it does not find there is no fault.
LOOKED_FOR = ("_stcore/health", "_stcore/host-config")


def plain(text: str) -> str:
    """Return what the app says with the spaces a keyboard has."""
    return text.replace("\u202f", "").replace("\u00a0", " ")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def served_app(home: Path, study: Path | None = None) -> Iterator[str]:
    """Serve the app and yield its address."""
    port = free_port()
    words = ["app", *([str(study)] if study else []), "--port", str(port)]
    environment = {**os.environ, "ALCANCE_HOME": str(home), "DISPLAY": ""}
    command = [sys.executable, "-c", START, *words]
    with (home / "app.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _answers(address), what="the app answers", seconds=120)
        yield address
    finally:
        os.killpg(process.pid, 2)
        process.wait(20)


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/_stcore/health", timeout=5).ok
    except requests.RequestException:
        return False


def wait_for(told: Callable[[], Any], *, what: str, seconds: float = 40) -> Any:
    """Return what `told` returns as soon as that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := told():
                return found
        except WebDriverException:
            pass
        time.sleep(0.1)
    message = f"waited in vain until {what}"
    raise AssertionError(message)


@dataclass
class AppTab:
    """A browser that looks at the app."""

    chrome: Any
    address: str

    def open(self, path: str = "/", *, width: int = 1280, height: int = 900, **link: str) -> None:
        """Open a page of the app with a link; what the page before it still asks for is not told as this one's."""
        self.chrome.get("about:blank")
        self.chrome.get_log("performance")
        self.chrome.get_log("browser")
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.chrome.get(f"{self.address}{path}?{urlencode(link)}")

    def linked(self, key: str) -> str:
        """Return what the address says."""
        return parse_qs(urlparse(self.chrome.current_url).query).get(key, [""])[0]

    def frame(self) -> str:
        """Return the address of the answer that is shown."""
        return str(self.find("iframe[src^='/answer/']").get_attribute("src"))

    def text(self) -> str:
        return str(self.chrome.find_element(By.TAG_NAME, "body").text)

    def says(self, sentence: str) -> None:
        """Wait until the app says a sentence."""
        wait_for(lambda: sentence in self.text(), what=f"the app says {sentence!r}; it says: {self.text()}")

    def rest(self) -> None:
        """Wait until the app has drawn all it was asked for: what is done to a form drawn anew meanwhile is lost."""
        calm = [time.monotonic()]

        def is_calm() -> bool:
            if self.chrome.execute_script(RUNS):
                calm[0] = time.monotonic()
            return time.monotonic() - calm[0] > CALM_S

        wait_for(is_calm, what="the app has drawn all it was asked for")

    def find(self, selector: str) -> Any:
        return wait_for(lambda: self.chrome.find_elements(By.CSS_SELECTOR, selector), what=f"{selector} is there")[0]

    def button(self, name: str) -> Any:
        path = f"//button[normalize-space()='{name}']"
        return wait_for(lambda: self.chrome.find_elements(By.XPATH, path), what=f"a button {name} is there")[0]

    @contextmanager
    def beside(self, link: str) -> Iterator["AppTab"]:
        """Open a link in a tab of its own, as whoever it was sent to does."""
        here = self.chrome.current_window_handle
        self.chrome.switch_to.new_window("tab")
        try:
            self.chrome.get(link)
            yield self
        finally:
            self.chrome.close()
            self.chrome.switch_to.window(here)

    @contextmanager
    def page(self) -> Iterator[Any]:
        """Look into the frame of the answer, once it is drawn."""
        wait_for(self._inside, what="the page of the answer is drawn")
        try:
            yield self.chrome
        finally:
            self.chrome.switch_to.default_content()

    def _inside(self) -> bool:
        """Go into the frame and say whether it is drawn; looked up each time, for it may have been laid anew."""
        self.chrome.switch_to.default_content()
        self.chrome.switch_to.frame(self.chrome.find_element(By.CSS_SELECTOR, "iframe[src^='/answer/']"))
        return bool(self.chrome.find_elements(By.CSS_SELECTOR, ".leaflet-pane"))

    def strangers(self) -> list[str]:
        """Return every address asked for that is not the app's own."""
        events = [json.loads(entry["message"])["message"] for entry in self.chrome.get_log("performance")]
        asked = [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]
        own = (self.address, "data:", "blob:", "chrome:")
        return [url for url in asked if not url.startswith(own)]

    def complaints(self) -> list[str]:
        """Return what the browser reported: script errors, refused requests."""
        told = [entry["message"] for entry in self.chrome.get_log("browser")]
        return [each for each in told if not any(name in each for name in LOOKED_FOR)]
