"""Numbers in a text that somebody typed; the page dials by the same rules (`page/dialling.js`)."""

import re
from collections.abc import Callable, Iterable, Iterator
from unicodedata import decimal

# What stands between two numbers.
_BETWEEN = re.compile(r"[;,/|\n]|\s(?:y|o|and|or|e|ou|et|oswa|ak)\s", re.IGNORECASE)
# What a person asks for once somebody has answered.
EXTENSION = r"[\s.]*\b(?:extensi[oó]n|ext|opci[oó]n|op|poste|ramal|x)\b[.:]?\s*\d+"
_EXTENSION = re.compile(rf"{EXTENSION}\s*$", re.IGNORECASE)
_PLAIN = re.compile(r"\+?[0-9 ()-]+")
# 14 54 12: degrees, minutes and seconds of a place, not the groups of a number.
_OF_A_PLACE = re.compile(r"[+-]?[0-9]{1,3} [0-9]{1,2} [0-9]{1,2}")
_RUN = re.compile(r"[0-9](?:[\s().-]*[0-9])*")
_FEWEST, _MOST = 3, 15
# As an end of a number fewer digits may be any.
_TELLING = 7
# 911, 088, 1572: everybody's, whoever wrote one down as their own.
_MOST_OF_A_SHORT_CODE = 4
# 911, 088: of three digits what is no such code is the other ending of the number before it, as 4568 is.
_SHORT_CODE = re.compile(r"911|[01][0-9]{2}")
# +52 1 962 123 4567, 01 962 123 4567 and +52 962 123 4567 are one, and none of them holds another.
_WHOLE = 10


class Numbers:
    """The numbers of some texts, to be looked for in others; short codes are everybody's, and none of them.

    Parameters
    ----------
    texts
        What somebody typed.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        runs = {run for text in texts for run in _runs(str(text))}
        self._known = frozenset(run for run in runs if len(run) > _MOST_OF_A_SHORT_CODE)
        self._ends = frozenset(run[-_WHOLE:] for run in self._known if len(run) >= _WHOLE)
        self._lengths = sorted({len(run) for run in self._known if len(run) >= _TELLING})
        self._all = " ".join(sorted(self._known))

    def are_in(self, text: str) -> bool:
        """Return whether one of them is told in a text, as `is_told_in` says."""
        return bool(self._known) and any(self._hold(run) for run in _runs(text))

    def _hold(self, run: str) -> bool:
        """Return what `_same` says of any of them; thousands of places are asked about hundreds of numbers."""
        if run in self._known or (len(run) >= _TELLING and run in self._all) or run[-_WHOLE:] in self._ends:
            return True
        return any(
            run[start : start + length] in self._known
            for length in self._lengths
            for start in range(len(run) - length + 1)
        )


def pieces_of(text: str) -> list[str]:
    """Return the parts of a text between which ``;``, ``,``, ``/``, ``y``, ``o`` and the like stand, tidy."""
    return [" ".join(piece.split()) for piece in _BETWEEN.split(text) if piece.strip()]


def rest_of(pieces: list[str], is_left_out: Callable[[str], bool]) -> list[str]:
    """Return the parts of a text that are not left out; where one is, whole numbers and short codes alone.

    Of 962-111-2233/34 and wa.me/529621112233 the rest is no number, and says half of the one that is left out.
    """
    kept = [piece for piece in pieces if not is_left_out(piece)]
    if len(kept) == len(pieces):
        return kept
    first = pieces.index(next(piece for piece in pieces if is_left_out(piece)))
    return [
        piece for at, piece in enumerate(pieces) if not is_left_out(piece) and _is_whole(piece, is_first=at < first)
    ]


def _is_whole(piece: str, *, is_first: bool) -> bool:
    """Return whether a part holds a whole number or is a short code; four digits may be one before any other."""
    if _SHORT_CODE.fullmatch(piece) or (is_first and re.fullmatch("[0-9]{4}", piece)):
        return True
    return any(_TELLING <= len(digits(run)) <= _MOST for run in _RUN.findall(plain_digits(piece)))


def is_plain_number(piece: str) -> bool:
    """Return whether a part is a number alone: 3 to 15 digits, spaces, ``+``, ``-`` and brackets.

    Degrees (``14.90123``, ``14 54 12``) are none: they would tell where a place is.
    """
    few_or_many = not _FEWEST <= len(digits(piece)) <= _MOST
    return bool(_PLAIN.fullmatch(piece)) and not few_or_many and not _OF_A_PLACE.fullmatch(piece)


def digits(text: str) -> str:
    """Return the digits of a text, without the nought of ``+44 (0)20`` that is dialled within the country alone."""
    return re.sub("[^0-9]", "", text.replace("(0)", ""))


def plain_digits(text: str) -> str:
    """Return a text with the digits of every script as ours, each in its place: ٩٦٢ is 962."""
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in text)


def is_told_in(number: str, text: str) -> bool:
    """Return whether a number is one of a text, with or without the code of its country, an extension or words beside.

    Parameters
    ----------
    number
        One number.
    text
        What somebody typed.
    """
    wanted = digits(number)
    return any(_same(wanted, other) for other in _runs(text))


def _runs(text: str) -> Iterator[str]:
    """Yield everything in a text that may be a number: each part, without its extension too, and all of it."""
    text = plain_digits(text)
    if not any(sign.isdecimal() for sign in text):
        return
    for piece in pieces_of(text):
        short = _EXTENSION.sub("", piece)
        yield from (digits(each) for each in (piece, short, *_RUN.findall(piece), *_RUN.findall(short)))
    yield digits(text)


def _same(one: str, other: str) -> bool:
    """Return whether two numbers are one, or the longer holds the other: with a code before it, or another beside."""
    short, long = sorted((one, other), key=len)
    is_one = len(short) >= _WHOLE and short[-_WHOLE:] == long[-_WHOLE:]
    return one == other or is_one or (len(short) >= _TELLING and short in long)
