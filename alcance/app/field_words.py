"""What the fields for files say, in the reader's language; Streamlit's own words are English, with one size for all."""

import json

import streamlit as st

from alcance.app.upload import LARGEST, LARGEST_TABLE, MB
from data.words import say

_FIELD = "[data-testid=stFileUploaderDropzone]"
_SIZE = "[data-testid=stFileUploaderDropzoneInstructions] span"


def say_in_fields(lang: str, *, largest: int = LARGEST_TABLE) -> None:
    """Put our words in the place of Streamlit's in every field for a file on the page; `largest` is in bytes."""
    told = {"": largest, **{f".st-key-new-{noun} ": most for noun, most in LARGEST.items()}}
    rules = [f"{_FIELD} [data-testid=stBaseButton-secondary] p,{_FIELD} {_SIZE}{{font-size:0}}"]
    rules.append(_instead(f"{_FIELD} [data-testid=stBaseButton-secondary] p", say("Choose a file", lang)))
    for place, most in told.items():
        rules.append(
            _instead(f"{place}{_FIELD} {_SIZE}", say("or drop it here; up to {size} MB", lang, size=most // MB))
        )
    st.html(f"<style>{''.join(rules)}</style>")


def _instead(place: str, words: str) -> str:
    return f"{place}::after{{content:{json.dumps(words, ensure_ascii=False)};font-size:.875rem}}"
