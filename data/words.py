"""What the program says, in the reader's language.

English is what the code holds; `locale/<language>.po` holds the other languages, one entry a sentence. A sentence
without a translation is said in English: a gap shows, and stops nobody.
"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from geo.errors import QuestionError

FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("es", "en")


def say(msgid: str, lang: str, **values: object) -> str:
    """Return a sentence in a language.

    Parameters
    ----------
    msgid
        The English sentence, with `{name}` where a value goes.
    lang
        One of `LANGUAGES`.
    **values
        What to put in. They enter as they are: whoever puts the sentence into HTML encodes it whole.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    sentence = load_sentences(lang).get(msgid, msgid)
    return sentence.format(**values) if values else sentence


def mark(msgid: str) -> str:
    """Return a sentence as it is; written around one that is looked up later, so that it is collected."""
    return msgid


@cache
def load_sentences(lang: str, context: str | None = None) -> Mapping[str, str]:
    """Return the translations of a language, by English sentence; none for English itself.

    Parameters
    ----------
    lang
        One of `LANGUAGES`.
    context
        The entries' ``msgctxt``; None: the sentences that stand for themselves.

    Raises
    ------
    QuestionError
        When the language is none of ours.
    """
    if lang not in LANGUAGES:
        raise QuestionError("language", f"'{lang}' is not known", f"Use one of: {', '.join(LANGUAGES)}")
    if lang == "en":
        return MappingProxyType({})
    catalogue = read_po(BytesIO((FOLDER / f"{lang}.po").read_bytes()), abort_invalid=True)
    entries = (entry for entry in catalogue if entry.id and entry.string and entry.context == context)
    return MappingProxyType({str(entry.id): str(entry.string) for entry in entries})
