"""The files of an answer, to take away."""

from functools import partial

import streamlit as st

from alcance.app.answers import Answer
from data.words import mark, say

_TYPES = {
    ".csv": "text/csv",
    ".gpkg": "application/geopackage+sqlite3",
    ".html": "text/html",
    ".json": "application/json",
}
_HINTS = {
    ".csv": mark("for a spreadsheet"),
    ".gpkg": mark("for QGIS"),
    ".html": mark("opens anywhere, without internet"),
    ".json": mark("where the figures come from"),
}


def offer_downloads(answer: Answer, lang: str) -> None:
    """Show a button for each file; pressing one runs nothing again."""
    st.subheader(say("Take it away", lang))
    with st.container(horizontal=True):
        for name in answer.packed_files:
            suffix = name[name.rindex(".") :]
            # Given as they are, browsers would fetch all files at once, while the map is on its way.
            st.download_button(
                name,
                partial(answer.file, name),
                file_name=name,
                mime=_TYPES[suffix],
                key=f"take-{name}",
                help=say(_HINTS[suffix], lang),
                on_click="ignore",
            )
