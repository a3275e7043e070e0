"""What the public page says, in the languages of the people it is for.

English is what the page's script and the sheets hold; `locale/public/<language>.po` holds the others. A sentence
without a translation is said in Spanish, which most along the corridor can read or have read to them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from geo.errors import QuestionError

FOLDER = Path(__file__).parents[1] / "locale" / "public"
# In the order they are offered.
LANGUAGES_PUBLIC = ("es", "en", "fr", "ht", "pt", "mam")
_SOURCE, _INSTEAD = "en", "es"
_REVIEWER = re.compile(r'^"X-Reviewed-By:[ \t]*(.*?)[ \t]*\\n"$', re.MULTILINE)


def load_public_words(lang: str, sentences: Iterable[str]) -> dict[str, str]:
    """Return how sentences are said in a language, sorted by the English sentence.

    Parameters
    ----------
    lang
        One of `LANGUAGES_PUBLIC`.
    sentences
        English, with `{name}` where a value goes. One without a translation is said in Spanish, or else stays English.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    _check(lang)
    if lang == _SOURCE:
        return {sentence: sentence for sentence in sorted(set(sentences))}
    words = {**load_catalogue(_INSTEAD), **load_catalogue(lang)}
    return {sentence: words.get(sentence, sentence) for sentence in sorted(set(sentences))}


def is_reviewed(lang: str) -> bool:
    """Tell whether a person who speaks a language has put their name to its catalogue; English needs none.

    Parameters
    ----------
    lang
        One of `LANGUAGES_PUBLIC`.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    _check(lang)
    if lang == _SOURCE:
        return True
    found = _REVIEWER.search(_text(lang))
    return bool(found and found[1])


def spoken_in(lang: str) -> str:
    """Return the language that a reader of `lang` meets: its own, or Spanish where nothing is translated yet.

    Parameters
    ----------
    lang
        One of `LANGUAGES_PUBLIC`.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    return lang if lang == _SOURCE or load_catalogue(lang) else _INSTEAD


@cache
def load_catalogue(lang: str) -> Mapping[str, str]:
    """Return the translations of a language, by English sentence; none for English itself.

    Parameters
    ----------
    lang
        One of `LANGUAGES_PUBLIC`.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    _check(lang)
    if lang == _SOURCE:
        return MappingProxyType({})
    catalogue = read_po(BytesIO(_text(lang).encode()), abort_invalid=True)
    return MappingProxyType({str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string})


def _text(lang: str) -> str:
    return (FOLDER / f"{lang}.po").read_text("utf-8")


def _check(lang: str) -> None:
    if lang not in LANGUAGES_PUBLIC:
        raise QuestionError("language", f"'{lang}' is not known", f"Use one of: {', '.join(LANGUAGES_PUBLIC)}")
