"""The one encoder between what people typed and a page.

folium writes text into JavaScript template literals, where `${...}` runs even after HTML escaping; so besides HTML's
own five characters the backtick, dollar sign, backslash and braces become entities too. Browsers show all of them as
written, and no language a page is made of sees anything but text.
"""

import html
import math
from typing import Any

import pandas as pd

_CODE = str.maketrans({"`": "&#96;", "$": "&#36;", "\\": "&#92;", "{": "&#123;", "}": "&#125;"})


def encode(value: object) -> str:
    """Return a value as text that is only ever text, in HTML, in an attribute or in a script; nothing for missing."""
    return "" if is_missing(value) else html.escape(str(value), quote=True).translate(_CODE)


def is_missing(value: Any) -> bool:
    """Return whether a cell says nothing: None, NaN, NaT or empty text."""
    return value == "" if isinstance(value, str) else bool(pd.isna(value))


def asked_minutes(minutes: Any) -> str:
    """Return a limit exactly as it was asked, with its unit: a rounded one would be another question."""
    return f"{minutes:g}\u00a0min"


def number(value: Any, unit: str, *, decimals: int = 1) -> str:
    """Return a number with its unit, thousands set apart by a thin space; nothing for missing or infinite.

    Parameters
    ----------
    value
        A number, or missing.
    unit
        Written after a space that never breaks; empty for none.
    decimals
        Digits after the point.
    """
    if is_missing(value) or math.isinf(value):
        return ""
    digits = f"{value:,.{decimals}f}".replace(",", "\u2009")
    return f"{digits}\u00a0{unit}" if unit else digits
