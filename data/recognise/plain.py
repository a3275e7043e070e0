"""Headers and words as they are compared: without case, accents, punctuation, articles and what stands in brackets."""

import re
import unicodedata
from contextlib import suppress
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_REPEATED = re.compile(r"[ _]\d+$")
# A question's own number: "3.1 Name of the site".
_NUMBERED = re.compile(r"^\s*\d+(?:(?:\.\d+)*[.)]|(?:\.\d+)+)\s+")
# Letters with a point behind each are one word: V.B.G.
_POINTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])")
_NO_WORD = re.compile(r"[^0-9a-z]+")
_ARTICLES = frozenset(
    ["d", "da", "de", "del", "do", "dos", "du", "el", "l", "la", "las", "le", "les", "los", "of", "the"],
)
_HASHTAG = re.compile(r"(?:^|(?<=\s))#\s?[A-Za-z]\w*(?:\s*\+\s*[A-Za-z]\w*)*\s*$")
# Signs that nobody sees, such as where a word may be parted: they part none.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# A longer header is a sentence; it is no column we know.
_LONGEST = 200


def plain(text: str) -> str:
    """Return a header or word as it is compared; ``""`` where nothing of it is left.

    Examples
    --------
    >>> plain("NOMBRE DE LA UNIDAD"), plain("nivelAtención"), plain("Latitud (grados)")
    ('nombre unidad', 'nivel atencion', 'latitud')
    """
    return _plain(text[:_LONGEST])


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    short = _NUMBERED.sub("", _HUMP.sub(" ", _read_again(text)))
    bare = _BRACKETS.sub(" ", short) if "(" in short or "[" in short else short
    words = _words(bare) or _words(short)
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def plain_whole(text: str) -> str:
    """Return a text as `plain` writes it, however long it is and with what stands in brackets.

    Examples
    --------
    >>> plain_whole("Casa (víctimas de la Trata)")
    'casa victimas trata'
    """
    return " ".join([word for word in _words(_read_again(text)) if word not in _ARTICLES])


def _read_again(text: str) -> str:
    """Return UTF-8 that was read as Windows-1252 as it was meant, and without signs that nobody sees."""
    if text.isascii():
        return text
    # Nothing but text read in the wrong encoding survives that way back.
    with suppress(UnicodeError):
        text = text.encode("cp1252").decode("utf-8")
    return _INVISIBLE.sub("", text)


def with_signs(text: str) -> str:
    """Return a text in small letters without accents, its punctuation left."""
    return _without_accents(_read_again(text))


def _words(text: str) -> list[str]:
    if "." in text:
        text = _POINTED.sub(_unpointed, text)
    bare = text.lower() if text.isascii() else _without_accents(text)
    return _NO_WORD.sub(" ", bare).split()


def _unpointed(found: re.Match[str]) -> str:
    letters = found[0].replace(".", "")
    # Two of them may be the first letters of two names (J. A.), which say nothing as one word either.
    return letters if len(letters) > 2 else found[0]  # noqa: PLR2004 - an abbreviation of two


def _without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


@lru_cache(maxsize=4096)
def plain_header(header: str) -> str:
    """Return a header without its HXL hashtag, as it is compared."""
    return plain(without_hashtag(header))


def last_part(header: str) -> str:
    """Return a header without the groups before it (``site/gps/name``) and without its hashtag."""
    return without_hashtag(header).rstrip("/").rsplit("/", 1)[-1]


def without_number(name: str) -> str:
    """Return the name of a column as `plain` writes it without the number that tells it from others of its name."""
    return _REPEATED.sub("", name)


def header_names(header: str) -> frozenset[str]:
    """Return what a column may be known by: its header, and that without the groups before it; no number of its own."""
    return frozenset(map(without_number, (plain_header(header), plain(last_part(header)))))


def hashtag(header: str) -> str:
    """Return the HXL hashtag a header ends with, in small letters and without spaces; ``""`` where it has none."""
    found = _HASHTAG.search(header)
    return re.sub(r"\s", "", found[0]).lower() if found else ""


def without_hashtag(header: str) -> str:
    """Return a header without the HXL hashtag it ends with; the hashtag itself where there is nothing else."""
    return _HASHTAG.sub("", header).strip() or header
