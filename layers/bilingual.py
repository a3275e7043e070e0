"""Each sentence in every language of the page at once: one button shows one of them, without asking anybody."""

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
    sentences = [(lang, say(msgid, lang, **values)) for lang in LANGUAGES]
    return "".join(f'<span lang="{lang}">{encode(sentence)}</span>' for lang, sentence in sentences)
