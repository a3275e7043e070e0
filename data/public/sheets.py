"""The information sheets of the public map, one printed page each: what they say, who says so, and when it was read.

`sheets/<id>.toml` holds one: sections of facts, each naming the sources it rests on. The sentences are English and are
translated with the rest of the page, in `locale/public/`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sheets"
SHEETS = ("stay", "hazards", "help")


@dataclass(frozen=True, slots=True)
class SheetSource:
    """Who says so.

    Attributes
    ----------
    title
        In English, with its date where it bears one.
    url
        Where it was read.
    read
        The day it was read.
    """

    title: str
    url: str
    read: date


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence to be printed and what it rests on; no sources: advice of our own.

    Attributes
    ----------
    text
        English; the key of its translations.
    sources
        Those of the sheet that say so.
    """

    text: str
    sources: tuple[SheetSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a title.

    Attributes
    ----------
    title
        English; the key of its translations.
    facts
        In the order of printing.
    """

    title: str
    facts: tuple[Fact, ...]


# How every sheet ends: what it says was true once, somewhere, and somebody will act on it.
VERIFY = Section(
    "Verify before you rely on it",
    (
        Fact("Rules and phone numbers change. Ask the office itself, or a shelter or legal aid that you trust."),
        Fact("This sheet is no legal advice and no medical advice."),
    ),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page.

    Attributes
    ----------
    id
        One of `SHEETS`.
    title
        English; the key of its translations.
    sections
        In the order of printing; the last is `VERIFY`.
    sources
        Everything it rests on, each named by a fact.
    as_of
        The day the sheet was last gone through as a whole.
    """

    id: str
    title: str
    sections: tuple[Section, ...]
    sources: tuple[SheetSource, ...]
    as_of: date

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return everything in it that is translated, in the order of printing."""
        parts = [(section.title, *(fact.text for fact in section.facts)) for section in self.sections]
        return (self.title, *(sentence for part in parts for sentence in part))

    def record(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Return it as the page takes it: id, title, sections, sources, as_of; only text, lists and objects.

        Parameters
        ----------
        words
            How each of `sentences` is said.
        """
        return {
            "id": self.id,
            "title": words[self.title],
            "sections": [
                {"title": words[section.title], "items": [words[fact.text] for fact in section.facts]}
                for section in self.sections
            ],
            "sources": [
                {"title": source.title, "url": source.url, "read": source.read.isoformat()} for source in self.sources
            ],
            "as_of": self.as_of.isoformat(),
        }


@cache
def load_sheets() -> tuple[Sheet, ...]:
    """Return the sheets, in the order of `SHEETS`."""
    return tuple(_sheet(name, tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))) for name in SHEETS)


def _sheet(name: str, content: Mapping[str, Any]) -> Sheet:
    sources = {key: SheetSource(**source) for key, source in content["sources"].items()}
    sections = tuple(_section(section, sources) for section in content["sections"])
    return Sheet(name, content["title"], (*sections, VERIFY), tuple(sources.values()), content["as_of"])


def _section(content: Mapping[str, Any], sources: Mapping[str, SheetSource]) -> Section:
    facts = (Fact(fact["text"], tuple(sources[key] for key in fact["sources"])) for fact in content["facts"])
    return Section(content["title"], tuple(facts))
