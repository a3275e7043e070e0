"""Each sentence in every language of the page at once: one button shows one of them, without asking anybody."""

from collections.abc import Callable

from data.words import LANGUAGES, say
from layers.text import encode


def both(msgid: str, **values: object) -> str:
    """Return a sentence in every language as HTML, values encoded; the style sheet shows one language at a time.

    Parameters
    ----------
    msgid
        The English sentence.
    **values
        What goes into `{name}`; plain text, never HTML.
    """
    return in_each_language(lambda lang: say(msgid, lang, **values))


def in_each_language(told: Callable[[str], str]) -> str:
    """Return what `told` says, plain text, in every language as HTML."""
    return "".join(f'<span lang="{lang}">{encode(told(lang))}</span>' for lang in LANGUAGES)
