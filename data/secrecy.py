"""What a place says of itself in its name, its kind or its services that means its address keeps somebody safe."""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from data.recognise.plain import plain_whole

_LANGUAGES = ("es", "en", "fr", "pt", "ht")
# Before an entry that counts only where nothing else stands with it: "trata" is a word for treating people, too.
_ALONE = "="
# The answers a question names: they deny nothing.
_ANSWERS = re.compile(r"\b(?:s[ií]|yes|oui|sim)\s*[/|]\s*(?:no|non|não|nao)\b", re.IGNORECASE)
_SPLIT = re.compile(r"[;,|/]")
# Where a place is says nothing of what it is; trains of migrants pass Maltrata.
_PLACE_NAMES = re.compile(r"\bisla mujeres\b|^(?:municipio )?maltrata$|\bmaltrata(?=,? ver(?:acruz)?\b)", re.IGNORECASE)
# A house rule of many places. A life without violence is what those promise that help whoever fled from it.
_FREE_OF = re.compile(
    r"(?<!vida )\b(?:100 )?(?:libres?|livres?) (?:todo tipo )?(?:toda )?(?:forma )?(?:violencias?|maltrato|acoso"
    r"|discriminacion)"
    r"(?: y (?:violencia|maltrato|acoso|discriminacion))*\b|\b(?:violence free|free (?:from )?violence|zero violence)\b"
)
# A longer text is no list of single words.
_LONGEST_LIST = 500


def speaks_of_refuge(text: str, *, gives_shelter: bool) -> bool:
    """Tell whether words of a place speak of violence, of trafficking, of a safe house or of a refuge.

    A refuge is a shelter for women, for victims, or for LGBTIQ+ people: they too are looked for by who hates them.

    Parameters
    ----------
    text
        Its name, or what it says of its kind or services, in any of the languages of ``secrecy.csv``.
    gives_shelter
        Whether the place gives shelter, or may: a word for women or LGBTIQ+ people is then enough, unless one for men
        stands beside it; and one for victims, unless of a disaster.
    """
    groups = word_groups(text)
    if "violence" in groups or "safe_house" in groups:
        return True
    if not gives_shelter and "shelter" not in groups:
        return False
    if "victims" in groups and "disaster" not in groups:
        return True
    takes_men = "men" in groups and "not" not in groups
    return not groups.isdisjoint(("women", "lgbt")) and not takes_men


def is_for_women_only(text: str) -> bool:
    """Tell whether words say that a place is for women alone, or that it takes no men.

    Parameters
    ----------
    text
        The name of a column, or what a place says of itself.
    """
    groups = word_groups(_ANSWERS.sub(" ", text))
    if "men" in groups:
        return "not" in groups and "women" not in groups
    return {"only", "women"} <= groups and "not" not in groups


def without_place_names(text: str) -> str:
    """Return a text without the names of towns that have a word of ours in them, such as Isla Mujeres."""
    return _PLACE_NAMES.sub(" ", text)


@lru_cache(maxsize=10_000)
def word_groups(text: str) -> frozenset[str]:
    """Return which groups of ``secrecy.csv`` have a word in a text, such as ``violence``, ``women`` and ``men``."""
    whole = _FREE_OF.sub(" ", plain_whole(text))
    known = _known()
    found = {group for stem, group in known.stems.items() if stem in f" {whole}"}
    if len(text) <= _LONGEST_LIST:
        found |= {known.alone[word] for word in map(plain_whole, _SPLIT.split(text)) if word in known.alone}
    for word in whole.split():
        if word in known.words:
            found.add(known.words[word])
        # Only the entries that begin with a word of the name are looked for: most names have none.
        if word in known.phrases:
            found |= {group for phrase, group in known.phrases[word] if phrase in f" {whole} "}
    return frozenset(found)


def last_words(*groups: str) -> frozenset[str]:
    """Return the words, or beginnings of words, with which the entries of some groups end.

    Where they begin is no sign of them: many a place is a *casa*, an *atención* or for *personas*.
    """
    return frozenset(entry.strip("=*").split()[-1] for entry, group in _entries() if group in groups)


def _entries() -> list[tuple[str, str]]:
    lines = csv.DictReader(files("data").joinpath("secrecy.csv").read_text("utf-8").splitlines())
    return [(entry, line["group"]) for line in lines for name in _LANGUAGES for entry in line[name].split("|")]


class _Known(NamedTuple):
    """The list by the way its entries are found, each with its group.

    Attributes
    ----------
    words
        Group by whole word.
    stems
        Group by beginning of a word, with a space before it.
    phrases
        Entries of several words, with a space on both sides, and their groups, by the first word.
    alone
        Group by entry that counts only where it is all that is said.
    """

    words: dict[str, str]
    stems: dict[str, str]
    phrases: dict[str, list[tuple[str, str]]]
    alone: dict[str, str]


@cache
def _known() -> _Known:
    known = _Known({}, {}, {}, {})
    for entry, group in _entries():
        if entry.startswith(_ALONE):
            known.alone[entry.removeprefix(_ALONE)] = group
        elif entry.endswith("*"):
            known.stems[f" {entry[:-1]}"] = group
        elif " " in entry:
            known.phrases.setdefault(entry.split()[0], []).append((f" {entry} ", group))
        else:
            known.words[entry] = group
    return known
