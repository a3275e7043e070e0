"""The one encoder between what people typed and a page.

folium writes text into JavaScript template literals, where `${...}` runs even after HTML escaping; so besides HTML's
own five characters the backtick, dollar sign, backslash and braces become entities too. Browsers show all of them as
written, and no language a page is made of sees anything but text.
"""

import html
import math
from typing import Any

import pandas as pd

_LEAST = 0.1  # of a hundred: what is less is said to be less
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
    """Return a number with its unit, thousands set apart by a narrow space; nothing for missing or infinite.

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
    digits = f"{value:,.{decimals}f}".replace(",", "\u202f")
    return f"{digits}\u00a0{unit}" if unit else digits


def percent(share: Any) -> str:
    """Return a share as text, nothing for missing; only what is nothing or all is ever called 0 or 100 %.

    Parameters
    ----------
    share
        0 to 1, or missing.

    Examples
    --------
    >>> [percent(share).replace(chr(160), " ") for share in (0, 0.0001, 0.004, 0.5, 0.9973, 0.99999, 1)]
    ['0 %', '< 0.1 %', '0.4 %', '50 %', '99.7 %', '> 99.9 %', '100 %']
    """
    if is_missing(share):
        return ""
    hundredths = 100 * share
    if 0 < hundredths < _LEAST:
        return f"< {number(_LEAST, '%')}"
    if 100 - _LEAST < hundredths < 100:  # noqa: PLR2004
        return f"> {number(100 - _LEAST, '%')}"
    is_near_an_end = 0 < hundredths < 1 or 99 < hundredths < 100  # noqa: PLR2004
    return number(hundredths, "%", decimals=1 if is_near_an_end else 0)
