"""Signs nobody sees in a text, which break its line or turn the order in which the rest of it is read."""

import pandas as pd

_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_OF_ORDER = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_INSTEAD = dict.fromkeys((*_CONTROLS, *map(ord, _OF_ORDER)), "") | dict.fromkeys(map(ord, _SPACES), " ")


def without_unseen(text: str) -> str:
    """Return a text without control signs and signs of direction; those that part words become spaces."""
    return text.translate(_INSTEAD)


def texts_without_unseen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of texts and numbers whose texts hold no such signs; what is missing stays missing."""
    texts = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    return frame.assign(**{name: frame[name].map(without_unseen, na_action="ignore") for name in texts})
