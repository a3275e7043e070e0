"""What is wrong and what to do, in the reader's language, found by the English words it is made of.

Errors, findings and the reasons of rows set aside are made in English with their values in them, and so they stand in
quarantine.csv and on the command line. The catalogue holds each once, its values as `{name}`: whatever a text has
there is put into the translation. Three names mean more: `{count}` is digits, `{quoted}` a value as Python writes it,
in quotes, and `{reason}` a reason of its own, said too.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from data.words import load_sentences

CONTEXT = "reason"
Words = Callable[[str, str], str]
_HOLE = re.compile(r"{(\w+)}")
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_DIGITS = r"\d[\d,]*"
_ANYTHING = ".*?"
# No reason is as long; a hostile one is not worth the search.
_LONGEST = 2000


def _as_they_are(_name: str, value: str) -> str:
    return value


def say_reason(text: str, lang: str, words: Words = _as_they_are) -> str:
    """Return what is wrong, or what to do, in a language.

    Parameters
    ----------
    text
        As it was made, in English. Of the entries it fits, the one with the most words of its own is taken; a text
        that fits none, or is longer than 2,000 characters, comes back as it is.
    lang
        One of `LANGUAGES`.
    words
        What is put into a translation where the entry has a value: from its name there (`mode`) and the value as it
        stands in the text (`drive`). Else the value itself.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    for entry in _load(lang) if len(text) <= _LONGEST else ():
        for pattern in entry.patterns:
            found = pattern.fullmatch(text)
            if found:
                return entry.fill(found, lang, words)
    return text


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reason of the catalogue; the first of its patterns that fits says where its values stand."""

    translation: str
    patterns: tuple[re.Pattern[str], ...]

    def fill(self, found: re.Match[str], lang: str, words: Words) -> str:
        values = {name: words(name, value) for name, value in found.groupdict().items()}
        if "reason" in values:
            values["reason"] = say_reason(found["reason"], lang, words)
        return self.translation.format_map(values)


@cache
def _load(lang: str) -> tuple[_Entry, ...]:
    """Return the entries of a language, those with the most words of their own first."""
    reasons = load_sentences(lang, CONTEXT)
    ordered = sorted(reasons, key=lambda english: (-len(_HOLE.sub("", english)), english))
    return tuple(_Entry(reasons[english], tuple(_patterns(english, ordered))) for english in ordered)


def _patterns(english: str, others: Iterable[str]) -> Iterable[re.Pattern[str]]:
    """Yield what an entry looks like: a reason in it is first taken for a known one, else for anything.

    Known ones that begin with a value are not tried first: to look for them at every place takes a hostile text hours.
    """
    if "{reason}" in english:
        tried = (each for each in others if "{reason}" not in each and not each.startswith("{"))
        known = "|".join(_pattern(each, _ANYTHING, named=False) for each in tried)
        yield re.compile(_pattern(english, known), re.DOTALL)
    yield re.compile(_pattern(english, _ANYTHING), re.DOTALL)


def _pattern(english: str, reason: str, *, named: bool = True) -> str:
    looks = {"count": _DIGITS, "quoted": _QUOTED, "reason": reason}
    words_and_names = _HOLE.split(english)
    parts = [re.escape(words) for words in words_and_names]
    for at in range(1, len(parts), 2):
        name = words_and_names[at]
        parts[at] = f"(?{f'P<{name}>' if named else ':'}{looks.get(name, _ANYTHING)})"
    return "".join(parts)
