"""Telephone numbers among the words of a name, of hours or of a source: some go, the words stay."""

import re
from collections.abc import Iterator

from data.public.phone_numbers import EXTENSION, Numbers, plain_digits

# 08:00 is a time, and no part of a number that stands beside it.
_TIME = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-6]):[0-5]\d(?![\d:])")
_BETWEEN = r"[\s().·*_\u2010-\u2015-]*"
_NUMBER = re.compile(rf"\+?(?:\(\+?[0-9]+\){_BETWEEN})?[0-9](?:{_BETWEEN}[0-9])*(?:{EXTENSION})?", re.IGNORECASE)
_NOTHING_WITHIN = re.compile(r"\(\s*\)")
_SPACES = re.compile(r"\s+")


def words_without(text: str, own: Numbers) -> str:
    """Return a text without the numbers that are some of ours, and its words; as it is where it holds none.

    Parameters
    ----------
    text
        A name, hours, a source: whatever somebody typed.
    own
        The numbers. One that is found only when all digits of the text are taken together takes all digits with it.
    """
    if not own.are_in(_untimed(text)):
        return text
    kept = "".join(_without_numbers(part, own) for part in _parted(text))
    if own.are_in(_untimed(kept)):
        kept = "".join(part if _TIME.fullmatch(part) else re.sub("[0-9]", "", part) for part in _parted(kept))
    return _SPACES.sub(" ", _NOTHING_WITHIN.sub("", kept)).strip()


def _without_numbers(part: str, own: Numbers) -> str:
    if _TIME.fullmatch(part):
        return part
    return _NUMBER.sub(lambda found: "" if own.are_in(found[0]) else found[0], part)


def _untimed(text: str) -> str:
    return _TIME.sub(" ; ", plain_digits(text))


def _parted(text: str) -> Iterator[str]:
    """Yield the times of a text and what stands between them, in their order."""
    text, end = plain_digits(text), 0
    for time in _TIME.finditer(text):
        yield text[end : time.start()]
        yield time[0]
        end = time.end()
    yield text[end:]
