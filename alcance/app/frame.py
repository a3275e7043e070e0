"""The frame an answer's page stands in: tells the page what to show, and the app what was chosen in it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

# Runs beside the app, never on anything a study holds: it only sees keys, lengths and the ids of segments.
_SCRIPT = r"""
export default function (component) {
  const {data, parentElement, setStateValue} = component;
  let frame = parentElement.querySelector('iframe');
  if (!frame) {
    frame = document.createElement('iframe');
    frame.style.cssText = 'width:100%;border:1px solid #999;border-radius:.4rem;display:block';
    parentElement.appendChild(frame);
  }
  frame.title = data.title;
  const tell = segment => frame.contentWindow.postMessage(
    {alcance: true, lang: data.lang, segment}, window.location.origin);
  const size = () => {
    const room = Math.max(600, window.innerHeight - 200);
    frame.style.height = (frame.clientWidth >= 64 * 16 ? room : Math.max(600, frame.tall || 0)) + 'px';
  };
  const hear = event => {
    const told = event.data || {};
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin || !told.alcance) { return; }
    if (told.ready) { tell(frame.segment); }
    if (told.height) { frame.tall = told.height; size(); }
    if (told.chosen && told.chosen !== frame.segment) {
      frame.segment = told.chosen;
      setStateValue('segment', told.chosen);
    }
  };
  window.addEventListener('message', hear);
  window.addEventListener('resize', size);
  // The link says where a page opens. From then on the page alone knows what is chosen in it: the app hears of each
  // choice a moment later, and a late word about the last one would take back the next.
  if (frame.getAttribute('src') !== data.url) {
    frame.segment = data.segment;
    frame.src = data.url;
  } else { tell(null); }
  size();
  return () => {
    window.removeEventListener('message', hear);
    window.removeEventListener('resize', size);
  };
}
"""


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("alcance_answer", js=_SCRIPT, isolate_styles=False)


def answer_frame(key: str, *, lang: str, segment: str | None, title: str) -> str | None:
    """Show the page of an answer and return the segment chosen in it, None before the first choice.

    Parameters
    ----------
    key
        The answer's.
    lang
        The language the page is to speak.
    segment
        The segment the page is to open on.
    title
        What those who listen hear the frame called.
    """
    told = {"url": f"/answer/{key}", "lang": lang, "segment": segment, "title": title}
    chosen = _component()(key=f"answer-{key}", data=told, on_segment_change=lambda: None)
    return str(chosen.segment) if chosen.segment else None
