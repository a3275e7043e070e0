"""How far a denial or a doubt reaches in a list of services: on to those behind it, and back to those before it.

Where a sentence does not tell, those it may mean are possible and no more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from data.recognise.plain import plain_whole
from data.said_services import (
    begins_with_doubt,
    begins_with_no,
    denied_outside,
    is_bare_doubt,
    is_bare_no,
    is_doubted,
    join_bare,
    read_said,
)

_Joint = Literal["apart", "listed", "and", "or", "nor"]
_JOINT = re.compile(
    r"(?P<apart>\s*[;|]\s*)|(?:\s*,)?\s(?:(?P<and>[ye&]|and|et)|(?P<or>o|or|ou)|(?P<nor>ni|nor|nem))\s|(?P<listed>[,/])"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO, _MAYBE = "no ", "maybe "
_BOTH = re.compile(r"\b(?:both|ambos|ambas|los dos|las dos|les deux|os dois|as duas)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|todos|todas|tous|toutes)\b")
# Words of denial that agree with one thing, and those that agree with several.
_OF_ONE = re.compile(
    r"\b(?:[a-z]{2,}[aiu]d[oa]|inactiv[oa]|suspens[oa]|(?:in)?disponible|(?:in)?disponivel|fermee?|suspendue?)\b"
)
_OF_SEVERAL = re.compile(
    r"\b(?:[a-z]{2,}[aiu]d[oa]s|inactiv[oae]s|suspens[oa]s|(?:in)?disponibles|(?:in)?disponiveis|fermee?s|suspendue?s)\b"
)
# A list of so few parts leaves no doubt what a bare *no* beside a service means.
_PAIR = 2


class _Part(NamedTuple):
    """One part of a list, and what joins it to the part before it."""

    joint: _Joint
    text: str


def split_list(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the parts of a list of services, each with the denial or doubt that reaches it before it.

    Parameters
    ----------
    text
        A cell in which something is denied or doubted: ``primary and emergency not available``.
    known
        Our service by theirs, as `plain` writes it.
    """
    parts = list(_parts(_BRACKETS.sub(lambda found: _JOINT.sub(" ", found[0]), text)))
    texts = _reached_back(parts, _reached_on(parts, known), known)
    bare = [is_bare_no(part.text) or is_bare_doubt(part.text) for part in parts]
    if any(bare) and (len(parts) > _PAIR or any(is_bare_doubt(part.text) for part in parts)):
        # "primary, emergency, closed": which of them, nobody says.
        texts = [each if is_bare else _doubted(each, known) for each, is_bare in zip(texts, bare, strict=True)]
    return join_bare(texts)


def _parts(text: str) -> Iterator[_Part]:
    joint: _Joint = "apart"
    begin = 0
    for found in _JOINT.finditer(text):
        if text[begin : found.start()].strip():
            yield _Part(joint, text[begin : found.start()].strip())
            joint = "listed"
        joint = _tighter(joint, found)
        begin = found.end()
    if text[begin:].strip():
        yield _Part(joint, text[begin:].strip())


def _tighter(joint: _Joint, found: re.Match[str]) -> _Joint:
    """Return what joins two parts with one mark more between them: a word tells more than a comma."""
    kinds: tuple[_Joint, ...] = ("apart", "and", "or", "nor")
    return next((kind for kind in kinds if found[kind]), joint)


def _doubted(text: str, known: Mapping[str, str]) -> str:
    """Return a part with a doubt before it; words we don't know stay as they are."""
    return f"{_MAYBE}{text}" if read_said(text, known) else text


def _reached_on(parts: Sequence[_Part], known: Mapping[str, str]) -> list[str]:
    """Return the texts of parts with what a denial or doubt before them makes of them.

    It reaches on over *and*; over commas too where *nor* or *or* comes, else what stands behind a comma is doubtful.
    *Closed: …* reaches to the end.
    """
    texts = []
    led = headed = ""
    for (joint, text), to_or in zip(parts, _that_go_on_to_or(parts), strict=True):
        leads = _leading(text)
        if joint == "apart":
            led = ""
        carried = _MAYBE if led and joint == "listed" and not to_or else led
        if joint == "nor":
            carried = _NO
        before = "" if leads else headed or carried
        texts.append(_doubted(text, known) if before == _MAYBE else f"{before}{text}")
        led = leads or led
        head, colon, rest = text.partition(":")
        headed = headed or (_heading(head, known) if colon and rest.strip() else "")
    return texts


def _heading(head: str, known: Mapping[str, str]) -> str:
    """Return what a text before a colon makes of all behind it: *closed*, *services that are not available*."""
    if read_said(head, known) or not denied_outside(head, known):
        return _leading(head)
    return _MAYBE if is_doubted(head) else _NO


def _that_go_on_to_or(parts: Sequence[_Part]) -> list[bool]:
    """Return of which parts the list goes on, over commas, to an *or* or *nor*."""
    go_on = [False] * len(parts)
    for at in range(len(parts) - 2, -1, -1):
        behind = parts[at + 1]
        go_on[at] = go_on[at + 1] if behind.joint == "listed" else behind.joint in ("or", "nor")
    return go_on


def _leading(text: str) -> str:
    return _NO if begins_with_no(text) else _MAYBE if begins_with_doubt(text) else ""


def _reached_back(parts: Sequence[_Part], texts: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Return the texts of parts with what a denial or doubt behind them makes of them."""
    reached = list(texts)
    for at in range(len(parts) - 1, 0, -1):
        text = texts[at]
        if _leading(text) or not _is_denied_whole(text, known):
            continue
        if _BOTH.search(text):
            reached[at - 1] = f"{_NO}{reached[at - 1]}"
        if _ALL.search(plain_whole(text)):
            return [*(each if _leading(each) else _doubted(each, known) for each in reached[:at]), *reached[at:]]
        before = at - 1
        if _reaches_back(parts[at].joint, text, known):
            while parts[before + 1].joint != "apart" and before >= 0 and not _is_marked(texts[before], known):
                if reached[before] == texts[before]:
                    reached[before] = _doubted(texts[before], known)
                before -= 1
    return reached


def _is_denied_whole(text: str, known: Mapping[str, str]) -> bool:
    """Tell whether all that a part names is denied or doubted, or what it denies is nothing we know."""
    said = read_said(text, known)
    return all(each.sure != "yes" for each in said) if said else bool(denied_outside(text, known))


def _is_marked(text: str, known: Mapping[str, str]) -> bool:
    return any(each.sure != "yes" for each in read_said(text, known))


def _reaches_back(joint: _Joint, text: str, known: Mapping[str, str]) -> bool:
    """Tell whether a denial or doubt may be meant for what is joined to it too."""
    outside = denied_outside(text, known)
    if joint in ("and", "or"):
        # "Water and lodging without food" denies the food alone.
        return outside != "another"
    whole = plain_whole(text)
    return bool(_OF_SEVERAL.search(whole)) or (outside == "it" and not _OF_ONE.search(whole))
