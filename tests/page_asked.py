"""A page of the app run without a browser: what it says, and what its link becomes."""

import re
import time
from html import unescape
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from alcance.app.answers import KeptStudy

LONGEST_S = 60.0
NAME = "study"


def _page() -> None:
    # Only the source of this function is run: what it needs is named in it.
    import streamlit as st  # noqa: PLC0415

    from alcance.app.link import read_link  # noqa: PLC0415
    from alcance.app.routes import routes_page  # noqa: PLC0415
    from alcance.app.timetable import timetable_page  # noqa: PLC0415

    read_link()
    {"routes": routes_page, "timetable": timetable_page}[st.session_state["page"]]()


class PageAsked:
    """A page of one study, Routes and risk before others, opened with a link."""

    def __init__(self, kept: KeptStudy, *, page: str = "routes", **link: str) -> None:
        self.kept = kept
        self.app = AppTest.from_function(_page, default_timeout=LONGEST_S)
        self.app.session_state["page"] = page
        for part, told in link.items():
            self.app.query_params[part] = told
        self.run()

    def run(self) -> None:
        """Run the page, again and again as long as what it shows is under way."""
        end = time.monotonic() + LONGEST_S
        with (
            patch("alcance.app.here.open_study", lambda _: self.kept),
            patch("alcance.app.here.first_study", lambda: NAME),
        ):
            self.app.run()
            while "under_way" in self.app.session_state and time.monotonic() < end:
                self.app.run()
        assert not self.app.exception, self.app.exception

    def turn_to(self, page: str) -> None:
        """Go to another page in the same session."""
        self.app.session_state["page"] = page
        self.run()

    def offered(self, key: str) -> list[str]:
        """Return what may be chosen in a field."""
        return list(self.app.selectbox(key=key).options)

    def write(self, key: str, number: float) -> None:
        """Write a number into a field."""
        self.app.number_input(key=key).set_value(number)
        self.run()

    def choose(self, key: str, code: str) -> None:
        """Choose one of some codes."""
        self.app.selectbox(key=key).set_value(code)
        self.run()

    def press(self, key: str) -> None:
        """Press a button."""
        self.app.button(key=key).click()
        self.run()

    def linked(self, part: str) -> str:
        """Return what the address says."""
        told: Any = self.app.query_params.get(part, "")
        return str(told if isinstance(told, str) else told[0])

    def texts(self) -> list[str]:
        """Return the sentences that stand as plain text."""
        return [str(each.value) for each in self.app.text]

    def faults(self) -> list[str]:
        """Return what is said to be wrong, or must be known before all else."""
        return [_plain(body) for body in self._html() if body.startswith('<div class="alcance-error"')]

    def rows(self) -> list[list[str]]:
        """Return the first table, without its head."""
        first = next(body for body in self._html() if "<tbody>" in body)
        rows = re.findall("<tr>(.*?)</tr>", first.split("<tbody>")[1])
        return [[_plain(cell) for cell in re.findall("<td.*?>(.*?)</td>", row)] for row in rows]

    def _html(self) -> list[str]:
        return [str(each.proto.body) for each in self.app.get("html")]


def _plain(markup: str) -> str:
    return unescape(re.sub("<.*?>", "", markup)).replace("\u00a0", " ")
