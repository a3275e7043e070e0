"""Reads numbers as people write them; `1.234` is one or the other only where its column says which."""

import re
from collections.abc import Iterable
from typing import Literal

Decimal = Literal["point", "comma", ""]
# Plain ASCII: Python's own float() would also take 1_000, nan and the digits of other scripts.
PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = {
    "point": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII),
    "comma": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII),
}
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_SPACED = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", re.ASCII)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_LONG = re.compile(r"[+-]?\d{4,}", re.ASCII)


def decimal_sign(texts: Iterable[str]) -> tuple[Decimal, Decimal]:
    """Return what `1.234` and `1,234` are in a column: their decimal sign, "" where the column leaves it open.

    Parameters
    ----------
    texts
        The cells of the column. A column that also holds `12,5` or `1.234.567` writes decimal commas; one that holds
        `12.5` or `1,234,567` points; one with `12345` groups no digits, so that any sign in it is a decimal sign.
        A column that says two things leaves it open.
    """
    signs = {sign for text in dict.fromkeys(texts) if (sign := _evidence(text))}
    if len(signs) != 1:
        return "", ""
    (sign,) = signs
    if sign == "ungrouped":
        return "point", "comma"
    return ("point", "point") if sign == "point" else ("comma", "comma")


def _evidence(text: str) -> str:
    """Return what a cell tells of its column: point, comma, ungrouped, or nothing."""
    if _LONG.fullmatch(text):
        return "ungrouped"
    if not ("," in text or "." in text) or _EITHER.fullmatch(text):
        return ""
    if PLAIN.fullmatch(text) or _GROUPED["point"].fullmatch(text):
        return "point"
    return "comma" if _COMMA.fullmatch(text) or _GROUPED["comma"].fullmatch(text) else ""


def is_open(text: str) -> bool:
    """Tell whether a text is a number whose one sign may be decimal or group thousands."""
    return bool(_EITHER.fullmatch(text))


def read_number(text: str, signs: tuple[Decimal, Decimal]) -> float | None:
    """Return a number, None where the text is none or could be two.

    Parameters
    ----------
    text
        Digits with a decimal point or comma; thousands may be grouped by the other sign, a space or an apostrophe.
    signs
        What `1.234` and `1,234` are in the column, as `decimal_sign` tells.
    """
    either = _EITHER.fullmatch(text)
    if either:
        sign = signs[0] if either[1] == "." else signs[1]
        return _value(text, sign) if sign else None
    if PLAIN.fullmatch(text):
        return float(text)
    if _COMMA.fullmatch(text) or _GROUPED["comma"].fullmatch(text):
        return _value(text, "comma")
    if _GROUPED["point"].fullmatch(text) or _SPACED.fullmatch(text):
        return _value(re.sub("[ ']", "", text), "comma" if _COMMA.fullmatch(re.sub("[ ']", "", text)) else "point")
    return None


def _value(text: str, sign: str) -> float:
    return float(text.replace(".", "").replace(",", ".") if sign == "comma" else text.replace(",", ""))
