"""How long a person with slow internet and a slow phone waits for the first list of the public map, and what it costs.

400 kbit/s both ways, 400 ms until anything is answered, a processor a quarter as fast as this computer's, 360 px, and
a browser that knows nothing yet.
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.browser import a_browser
from benchmarks.public_bundle import Server, published
from benchmarks.target import Target

MOST_S, MOST_KB = 5.0, 120.0
RUNS = 5
PATIENCE_S = 60.0
SCREEN = "#/es/where/primary"
TOWN = "Tapachula"
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
BYTES_A_SECOND, LATENCY_MS, SLOWED = 50_000, 400, 4
NETWORK = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": BYTES_A_SECOND,
    "uploadThroughput": BYTES_A_SECOND,
}
# Writes the town's name and presses it as soon as that can be done; what it notes is seen on the screen by then.
_HASTY = f"""
const seen = window.seenAt = {{}};
const note = what => requestAnimationFrame(() => setTimeout(() => {{ seen[what] = performance.now(); }}));
const look = () => {{
  const field = document.querySelector('input#town');
  const town = [...document.querySelectorAll('main button')].find(each => each.textContent.startsWith('{TOWN},'));
  if (field && !field.value) {{
    note('first');
    field.value = '{TOWN}';
    field.dispatchEvent(new Event('input'));
  }} else if (town && !look.pressed) {{
    look.pressed = true;
    town.click();
  }} else if (document.querySelector('a.entry') && !look.done) {{
    look.done = true;
    note('list');
  }}
}};
new MutationObserver(look).observe(document, {{childList: true, subtree: true}});
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person waited, in seconds since the address was opened, and what came in kB, heads of answers included.

    The list is told with the first screen; the roads, which come after it and make its distances better, are not.
    """

    first_s: float
    list_s: float
    first_kb: float
    list_kb: float


def time_public_list(servers: Mapping[str, Server]) -> Iterator[Target]:
    """Yield the seconds until the first screen and the list are seen, and their bytes, by way of serving."""
    with a_browser("public list") as found:
        if not found:
            return
        chrome, _ = found
        for how, server in servers.items():
            with server() as address:
                yield from _told(how, [_open(chrome, address) for _ in range(RUNS)])


def _told(how: str, runs: list[Seen]) -> Iterator[Target]:
    who = f"public map, slow phone, {how}"
    yield Target(f"{who}: first screen", median(run.first_s for run in runs), "s")
    yield Target(f"{who}: list of a need at a town", median(run.list_s for run in runs), "s", MOST_S)
    most_kb = MOST_KB if "gzip" in how else None
    yield Target(f"{who}: first screen", median(run.first_kb for run in runs), "kB", most_kb)
    yield Target(f"{who}: with the list", median(run.list_kb for run in runs), "kB")


def _open(chrome: Any, address: str) -> Seen:
    chrome.switch_to.new_window("tab")
    for command, told in (
        ("Storage.clearDataForOrigin", {"origin": address.split("/", 3)[2], "storageTypes": "all"}),
        ("Network.enable", {}),
        ("Network.setCacheDisabled", {"cacheDisabled": True}),
        ("Network.emulateNetworkConditions", NETWORK),
        ("Emulation.setCPUThrottlingRate", {"rate": SLOWED}),
        ("Emulation.setDeviceMetricsOverride", PHONE),
        ("Page.addScriptToEvaluateOnNewDocument", {"source": _HASTY}),
    ):
        chrome.execute_cdp_cmd(command, told)
    chrome.get_log("performance")
    chrome.get(f"{address}index.html{SCREEN}")
    seen_ms = _seen_ms(chrome)
    came = _bytes_by_address(chrome)
    listed = sum(size for url, size in came.items() if "/roads.js" not in url)
    first = sum(size for url, size in came.items() if "/places/" not in url and "/roads.js" not in url)
    chrome.close()
    chrome.switch_to.window(chrome.window_handles[0])
    return Seen(seen_ms["first"] / 1000, seen_ms["list"] / 1000, first / 1000, listed / 1000)


def _seen_ms(chrome: Any) -> dict[str, float]:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        seen: dict[str, float] = chrome.execute_script("return window.seenAt")
        if "list" in seen:
            return seen
        time.sleep(0.2)
    raise SystemExit(f"no list after {PATIENCE_S:g} s")


def _bytes_by_address(chrome: Any) -> dict[str, float]:
    """Return how many bytes came over the wire for each address the page asked for, head and body."""
    asked: dict[str, str] = {}
    came: dict[str, float] = {}
    for entry in chrome.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        told = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            asked[told["requestId"]] = told["request"]["url"]
        elif event["method"] == "Network.loadingFinished" and told["requestId"] in asked:
            came[asked[told["requestId"]]] = told["encodedDataLength"]
    return came


if __name__ == "__main__":
    print(Target.header())
    with published() as made:
        for line in time_public_list(made):
            print(line, flush=True)
