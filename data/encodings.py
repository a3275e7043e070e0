"""Mends text whose bytes were read in the wrong encoding (`MÃ©xico` for `México`), where that is certain."""

import re
from functools import lru_cache

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from data.raw import one_line

# A misread character always leaves at least two that are not ASCII, the first of them an accented capital or letter.
_SUSPECT = re.compile(r"[\u00c2-\u00f4][^\x00-\x7f]")
# What may come out of it: Latin letters and punctuation. `Éº` is also UTF-8 of a sign nobody meant.
_OURS = re.compile(r"[\x00-\u017f\u2000-\u206f\u20ac\u2122]")
# Whole sequences alone: a lost byte, or one that became a space, leaves it open what stood there.
_CERTAIN = TextFixerConfig(restore_byte_a0=False, replace_lossy_sequences=False, fix_c1_controls=False)


def is_suspect(text: str) -> bool:
    """Tell whether a text, or any of several put together, may hold something for `mended_text` to mend."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def mended_text(text: str) -> str:
    """Return `text` as it was written, if it is certain that its encoding was mistaken; else on one line, as it is.

    Parameters
    ----------
    text
        A cell. UTF-8 read as Latin-1 or Windows-1252 is read again, also where only a part of the cell is so.
    """
    return _mended(text) if is_suspect(text) else text


@lru_cache(maxsize=10_000)
def _mended(text: str) -> str:
    mended = fix_encoding(text, _CERTAIN)
    is_certain = all(sign in text or _OURS.fullmatch(sign) for sign in mended) and not is_bad(mended)
    return one_line(mended if is_certain else text)
