"""What a cell says of languages: one that is denied is not listed, one that is doubted may be spoken, and no more."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from data.mends import Mend
from data.profile import is_language
from data.recognise.plain import plain, plain_whole
from data.recognise.service_lists import split_list
from data.said_services import Said, in_our_words, is_bare_no, is_plainly_said, read_said

DOUBTED = "?"
_COLUMN = "languages"
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PART = re.compile(r"[;,|/]|\s(?:[yeo&]|and|et|or|ou)\s")
_SIGNS = " ?¿!-\u2212~"
# A mark behind a word leads to a note nobody sees here; one before it takes it back.
_MARK = re.compile(r"\w\s*[*†‡#]|\s[!\-\u2212~](?=\w)")


class Languages(NamedTuple):
    """What a cell of languages is read as.

    Attributes
    ----------
    cell
        Codes, those that are doubted with a question mark: ``es;ht?``; words we don't know as they are written.
    mends
        What was read as something else.
    """

    cell: str
    mends: tuple[Mend, ...]


@lru_cache(maxsize=10_000)
def is_plain_list(text: str) -> bool:
    """Tell whether a cell lists languages and neither denies, doubts nor explains any."""
    return is_plainly_said(text) and not _MARK.search(text)


def say_languages(text: str, known: Mapping[str, str]) -> str:
    """Return a cell that is no plain list with our codes: ``es;ht?;no mam``.

    Parameters
    ----------
    text
        The cell.
    known
        Our code by their word, as `plain` writes it.
    """
    return ";".join(
        dict.fromkeys(word for part, said in _read(text, known) for word in in_our_words(said) or [part]),
    )


def read_languages(text: str, known: Mapping[str, str]) -> Languages:
    """Return the languages of a cell without those that are denied; each that is not certain is told.

    Parameters
    ----------
    text, known
        As for `say_languages`.
    """
    if is_plain_list(text):
        return Languages(text, ())
    words: list[str] = []
    mends: list[Mend] = []
    denied: set[str] = set()
    for part, said in _read(text, known):
        if is_bare_no(part):
            mends.append(Mend(_COLUMN, f"{part} read as no language"))
            continue
        words += in_our_words([each for each in said if each.sure != "no"]) or ([] if said else [part])
        denied.update(each.service for each in said if each.sure == "no")
        mends += [_told(part, each) for each in said if each.service != part]
    # Of a language that is said twice the more careful word counts.
    kept = [each for each in words if each.removesuffix(DOUBTED) not in denied and f"{each}{DOUBTED}" not in words]
    return Languages(";".join(dict.fromkeys(kept)), tuple(mends))


def certain_languages(cell: str) -> list[str]:
    """Return the languages of a cell of ours that nobody doubts."""
    return [each for each in cell.split(";") if each and not each.endswith(DOUBTED)]


def _told(part: str, said: Said) -> Mend:
    if said.sure == "no":
        return Mend(_COLUMN, f"{part} read as neither spoken nor possible: {said.service}")
    how = "read as possible:" if said.sure == "maybe" else "read as"
    return Mend(_COLUMN, f"{part} {how} {said.service}")


def _read(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """Yield the parts of a cell and what each says."""
    known = {**_codes(text), **known}
    for part in split_list(text, known):
        yield part, tuple(dict.fromkeys(_with_asides(part, read_said(part, known), known)))


def _codes(text: str) -> dict[str, str]:
    """Return the codes that stand alone in a list, also those the dictionary has no words for."""
    parts = [part.strip(_SIGNS) for part in _PART.split(_BRACKETS.sub(" ", text))]
    return {plain(part): part for part in parts if plain_whole(part) and is_language(part) and not is_bare_no(part)}


def _with_asides(part: str, said: tuple[Said, ...], known: Mapping[str, str]) -> Iterator[Said]:
    """Yield what a part says with what stands beside its words.

    Only the same language in another word explains: *on Tuesdays* or *a little* leaves nobody sure to be understood.
    """
    asides = [plain_whole(aside) for aside in _BRACKETS.findall(part)] if plain_whole(_BRACKETS.sub(" ", part)) else []
    named = {each.service for each in said}
    explained = all(known.get(aside, aside) in named for aside in asides)
    doubted = _MARK.search(part) or not explained
    yield from (Said(each.service, "maybe") if doubted and each.sure == "yes" else each for each in said)
    yield from (Said(known[aside], "maybe") for aside in asides if aside in known and known[aside] not in named)
