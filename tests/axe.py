"""The rules of accessibility, checked by axe-core in the page a browser shows."""

from pathlib import Path
from typing import Any

from real_browser import not_here

_AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """
const done = arguments[0];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(
  found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))),
  error => done([String(error)]));
"""


def load_axe(chrome: Any) -> None:
    """Put axe-core into the page, or skip where it is not installed."""
    if not _AXE.is_file():
        not_here("axe-core is not in node_modules: run `make setup`")
    chrome.execute_script(_AXE.read_text("utf-8"))


def violations(chrome: Any) -> list[str]:
    """Return the rules of level A and AA that what is shown breaks, and where."""
    found: list[str] = chrome.execute_async_script(_RUN)
    return found
