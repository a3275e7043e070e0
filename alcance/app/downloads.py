"""The files of an answer, to take away."""

from collections.abc import Collection, Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from alcance.app.answers import Answer
from data.words import mark, say

_TYPES = {
    ".csv": "text/csv",
    ".gpx": "application/gpx+xml",
    ".ics": "text/calendar",
    ".gpkg": "application/geopackage+sqlite3",
    ".html": "text/html",
    ".json": "application/json",
}
_HINTS = {
    ".csv": mark("for a spreadsheet"),
    ".gpx": mark("for a navigator"),
    ".ics": mark("for a calendar"),
    ".gpkg": mark("for QGIS"),
    ".html": mark("opens anywhere, without internet"),
    ".json": mark("where the figures come from"),
}


def offer_downloads(
    answer: Answer,
    lang: str,
    *,
    only: Collection[str] = (),
    beside: str = "",
    titles: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Show a button for each file; pressing one runs nothing again.

    Parameters
    ----------
    answer
        Whose files they are.
    lang
        The language of the words shown.
    only
        The names of those offered, in this order; empty: all.
    beside
        What tells these buttons from those of another answer on the page.
    titles
        What a file is called where its name alone says too little.
    """
    st.subheader(say("Take it away", lang))
    with st.container(horizontal=True):
        for name in [each for each in only or answer.packed_files if each in answer.packed_files]:
            suffix = name[name.rindex(".") :]
            # Given as they are, browsers would fetch all files at once, while the map is on its way.
            st.download_button(
                titles.get(name, name),
                partial(answer.file, name),
                file_name=name,
                mime=_TYPES[suffix],
                key=f"take-{beside}{name}",
                help=say(_HINTS[suffix], lang),
                on_click="ignore",
            )
