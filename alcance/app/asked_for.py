"""Answers worked out only when somebody asks: by the button, by a link that names them, or by a change by hand."""

import streamlit as st

from alcance.app.link import linked, relink, show_link

_TOLD = 16  # digits of an answer's key in the link: it is shown at once where it is the same


def is_asked_for(part: str, key: str, label: str, *, again: str | None = None) -> bool:
    """Show the button and return whether this answer was asked for; the link then names it.

    Parameters
    ----------
    part
        What the link calls the answer.
    key
        The answer's name: with another question it is another.
    label
        What stands on the button.
    again
        Under this word the session knows that a change by hand asks for the answer; it is asked once. None: no change
        does.
    """
    told, wanted = key[:_TOLD], f"{part}_wanted"
    pressed = st.button(label, type="primary", key=f"find-{part}")
    changed = again is not None and st.session_state.pop(again, False)
    if pressed or changed or (wanted not in st.session_state and linked(part) == told):
        st.session_state[wanted] = key
    if st.session_state.get(wanted) != key:
        relink(**{part: None})
        return False
    relink(**{part: told})
    show_link()
    return True
