"""Somebody who uses the app, as the server sees it: Streamlit's own messages, and the page of each answer."""

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlparse

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets import Subprotocol
from websockets.sync.client import connect

PATIENCE_S = 60.0


class Person:
    """One open tab. A page of an answer is fetched once, packed, as a browser keeps it.

    Parameters
    ----------
    address
        Where the app is served.
    seen
        Told each page of an answer, packed as it came, by its address.
    """

    def __init__(self, address: str, seen: Callable[[str, bytes], None]) -> None:
        self.errors: list[str] = []
        self.url = ""
        self.widgets: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self._address, self._seen = address, seen
        self._web = requests.Session()
        self._kept: set[str] = set()
        self._states: dict[str, WidgetState] = {}
        self._fragment = self._query = self._page = ""
        self._socket: Any = None

    def open(self, page: str, link: str) -> float:
        """Open a page with a link; returns the seconds until its answer has come."""
        self._query = link
        host = urlparse(self._address).netloc
        self._socket = connect(f"ws://{host}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None)
        return self._timed(self._asking(page_name=page))

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def choose_segment(self, segment_id: str) -> float:
        """Choose a segment in the frame; returns the seconds until the app has followed."""
        self._set("answer-", json_value=json.dumps({"segment": segment_id}))
        return self._timed(self._asking(page_script_hash=self._page, fragment_id=self._fragment))

    def change(self, widget: str, **value: Any) -> float:
        """Set a filter, named by the start of its key; returns the seconds until the new answer has come."""
        self._set(widget, **value)
        return self._timed(self._asking(page_script_hash=self._page))

    def go(self, page: str) -> float:
        """Go to another page of the app; returns the seconds until its answer has come."""
        self._states.clear()
        self.widgets.clear()
        return self._timed(self._asking(page_script_hash=self.pages[page]))

    def _set(self, widget: str, **value: Any) -> None:
        identity = next(each for key, each in self.widgets.items() if key.startswith(widget))
        self._states[identity] = WidgetState(id=identity, **value)

    def _asking(self, **words: Any) -> BackMsg:
        asking = BackMsg()
        state = asking.rerun_script
        for name, value in {"query_string": self._query, **words}.items():
            setattr(state, name, value)
        state.widget_states.widgets.extend(self._states.values())
        return asking

    def _timed(self, asking: BackMsg) -> float:
        start = time.perf_counter()
        pause_s = self._run(asking)
        while pause_s is not None:
            # The bar that tells how far the work is asks again by itself.
            if time.perf_counter() - start > PATIENCE_S:
                self.errors.append("waited in vain")
                break
            pause_s = self._run(self._again, after_s=pause_s)
        if self.url not in self._kept:
            self._fetch()
        return time.perf_counter() - start

    def _run(self, asking: BackMsg, after_s: float = 0.0) -> float | None:
        """Ask, and take in all that comes until the script is over; returns when to ask again, None if never."""
        time.sleep(after_s)
        self._socket.send(asking.SerializeToString())
        pause_s: float | None = None
        framed = False
        while True:
            told = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE_S))
            kind = told.WhichOneof("type")
            if kind == "delta":
                framed |= self._take(told.delta)
            elif kind == "auto_rerun":
                pause_s = told.auto_rerun.interval
                self._again = self._asking(
                    page_script_hash=self._page, fragment_id=told.auto_rerun.fragment_id, is_auto_rerun=True
                )
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    self.errors.append("the script failed")
                if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return None if framed or self.errors else pause_s or after_s
            else:
                self._note(kind, told)

    def _note(self, kind: str | None, told: ForwardMsg) -> None:
        """Keep what a browser keeps of the server's word on pages and links."""
        if kind == "new_session":
            self._page = told.new_session.page_script_hash or self._page
        elif kind == "navigation":
            self._page = told.navigation.page_script_hash or self._page
            self.pages = {each.url_pathname: each.page_script_hash for each in told.navigation.app_pages}
        elif kind == "page_info_changed":
            self._query = told.page_info_changed.query_string

    def _take(self, delta: Any) -> bool:
        """Take in a part of the page; returns whether it is the frame of an answer."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "html" and 'class="alcance-error"' in element.html.body):
            self.errors.append(element.exception.message or element.html.body)
        elif kind == "alert" and element.alert.format == element.alert.ERROR:
            self.errors.append(element.alert.body)
        elif kind in ("selectbox", "number_input", "bidi_component"):
            identity = getattr(element, kind).id
            self.widgets[identity.split("-", 2)[2]] = identity
        if kind != "bidi_component":
            return False
        self.url = json.loads(element.bidi_component.json)["url"]
        self._fragment = delta.fragment_id
        self.widgets = {k: v for k, v in self.widgets.items() if not k.startswith("answer-") or v == identity}
        return True

    def _fetch(self) -> None:
        came = self._web.get(f"{self._address}{self.url}", headers={"Accept-Encoding": "gzip"}, stream=True, timeout=60)
        packed = came.raw.read(decode_content=False)
        if came.status_code != HTTPStatus.OK:
            self.errors.append(f"the page of the answer: {came.status_code}")
            return
        self._kept.add(self.url)
        self._seen(self.url, packed)
