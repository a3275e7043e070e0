"""A text of a table in Spanish and English."""

from dataclasses import dataclass

from data.raw import clean_text
from data.toml_keys import TomlKeys
from data.words import say


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages; either may be empty.

    Attributes
    ----------
    es, en
        Spanish and English.
    """

    es: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return bool(self.es or self.en)

    def say(self, lang: str) -> str:
        """Return the text in a language, in the other one where it has none.

        Parameters
        ----------
        lang
            ``es`` or ``en``.
        """
        return (self.es or self.en) if lang == "es" else (self.en or self.es)


NOTHING_SAID = Bilingual()


def said(msgid: str, **values: object) -> Bilingual:
    """Return a sentence of the program in both languages; see `data.words.say`."""
    return Bilingual(say(msgid, "es", **values), say(msgid, "en", **values))


def take_bilingual(keys: TomlKeys, key: str, *, needed: bool = False) -> Bilingual:
    """Return a text given as a table of languages, on one line and without signs that are no text.

    Parameters
    ----------
    keys
        The table it stands in.
    key
        Its name there.
    needed
        Whether one of the languages must be there.

    Raises
    ------
    AlcanceError
        It is no table of texts, has another language, or is needed and says nothing.
    """
    both = keys.table(key)
    told = Bilingual(clean_text(both.text("es")), clean_text(both.text("en")))
    both.end()
    if needed and not told:
        raise keys.wrong(key, "says nothing", "Write it in Spanish (es), in English (en) or both.")
    return told
