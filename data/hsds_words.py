"""Reads what HSDS says in free words, and we in yes, no or unknown: whether papers are asked for, or help is there."""

import re
from collections.abc import Sequence

from data.cells import yes_no
from data.recognise.plain import plain_whole
from data.said_services import begins_with_no, is_plainly_said
from data.vocabulary import NO, UNKNOWN, YES

_NONE = frozenset({"no", "none", "not required", "no documents", "ninguno", "ninguna", "n/a"})
# No paper at all; "no objection letter" is one.
_NO_PAPERS = re.compile(
    r"(?:no|not|non|sin|sans|sem|none|ningun|ninguno|ninguna|aucun|nenhum|pas)"
    r"(?: (?:se|hay|son|any|are|is|que|requiere|requieren|requerido|requeridos|required|require|needed|need|necessary"
    r"|necesario|necesarios|necesita|necesitan|pide|piden|exige|exigen|ningun|documento|documentos|document|documents"
    r"|paper|papers|papeles|papiers|papel|identificacion|identification|id|requis|exige|exigido|exigidos|necessario))*"
)


def documents_asked(names: Sequence[str]) -> str:
    """Return yes, no or ``""`` (nobody knows): whether papers are asked for, of those a service names.

    Parameters
    ----------
    names
        One text for each; one that is plainly a paper is asked for, whatever the others say.
    """
    said = {_is_paper(name) for name in names}
    return YES if YES in said else (NO if said == {NO} else "")


def _is_paper(name: str) -> str:
    said = yes_no(name)
    if is_yes_or_no(name) or said in (YES, NO):
        return YES if said == YES else NO
    if said == UNKNOWN or not plain_whole(name):
        return ""
    if _NO_PAPERS.fullmatch(plain_whole(name)):
        return NO
    return YES if _is_plain(name) else ""


def is_offered(text: str) -> str:
    """Return yes, no or ``""`` (nobody knows): whether a text such as *Spanish, on request* offers something."""
    said = yes_no(text)
    if said or not plain_whole(text):
        return "" if said == UNKNOWN else said
    if is_yes_or_no(text) or begins_with_no(text):
        return NO
    return YES if _is_plain(text) else ""


def is_yes_or_no(text: str) -> bool:
    """Tell whether a text is a bare yes or no, so that our own column says all of it."""
    return text.lower().rstrip(".") in (YES, *_NONE)


def _is_plain(text: str) -> bool:
    # What stands in brackets explains, as it does in a list of languages.
    return is_plainly_said(re.sub(r"[()\[\]]", " ", text))
