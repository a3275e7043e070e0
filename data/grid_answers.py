"""A question with a column for each answer (*Confidencial*: *Sí* | *No*) as one column with the answer ticked."""

import re
from collections.abc import Mapping, Sequence

from data.grid_header import NO_ANSWERS, YES_ANSWERS, Header
from data.recognise.plain import plain

_TICKED = re.compile(r"(?:x+|1|1 0|true|verdadero|verdadeiro|vrai|y|s|v|ok|)")
_NOT_TICKED = re.compile(r"(?:0|0 0|false|falso|faux|n|n a|na)")
_DASH = re.compile(r"[\s\-\u2013\u2014.]*")


def questions(header: Header) -> dict[int, tuple[int, ...]]:
    """Return the columns of the answers to each question, by the place of the first of them."""
    found: dict[int, tuple[int, ...]] = {}
    first = -1
    for at, answer in enumerate(header.answers):
        if not answer:
            continue
        goes_on = first in found and at and header.answers[at - 1] and header.names[at - 1] == header.names[at]
        first = first if goes_on else at
        found[first] = (*found.get(first, ()), at)
    return found


def without_answers(names: Sequence[str], asked: Mapping[int, tuple[int, ...]]) -> tuple[str, ...]:
    """Return the names of columns, those of a question only over the first of its answers."""
    others = {at for first, places in asked.items() for at in places if at != first}
    return tuple("" if at in others else name for at, name in enumerate(names))


def with_answers(cells: Sequence[str], header: Header, asked: Mapping[int, tuple[int, ...]]) -> tuple[str, ...]:
    """Return the cells of a row, in the first column of each question the answers that are ticked.

    Parameters
    ----------
    cells, header, asked
        The row, its header, and what `questions` returned for that. Two answers stand side by side: *Sí / No*.
    """
    joined = list(cells)
    for first, places in asked.items():
        here = [at for at in places if at < len(cells)]
        if not here:
            continue
        text = _answered([(header.answers[at], cells[at].strip()) for at in here])
        for at in here:
            joined[at] = text if at == first else ""
    return tuple(joined)


def _answered(pairs: Sequence[tuple[str, str]]) -> str:
    said = [_said(answer, text) for answer, text in pairs]
    if any(said):
        return " / ".join(dict.fromkeys(filter(None, said)))
    # Nothing is ticked; a no under "yes" says no.
    return next((text for answer, text in pairs if text and plain(answer) in YES_ANSWERS), "")


def _said(answer: str, text: str) -> str:
    word = plain(text)
    if not text or _DASH.fullmatch(text):
        return ""
    if word == plain(answer) or (word in YES_ANSWERS or _TICKED.fullmatch(word)):
        return answer
    if word in NO_ANSWERS or _NOT_TICKED.fullmatch(word):
        # A no in the column for no is the answer itself, in another language too.
        return answer if word in NO_ANSWERS and plain(answer) in NO_ANSWERS else ""
    return f"{answer}, {text}"
