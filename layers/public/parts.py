"""What every bundle is made of besides its places: the page, its words, its sheets and the ground it is drawn on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.basemap import Basemap, load_basemap
from data.public.map_parts import load_map, map_sentences
from data.public.page_parts import load_page, load_service_worker, page_sentences
from data.public.sheets import load_sheets
from data.public.words import LANGUAGES_PUBLIC, is_reviewed, load_public_words, spoken_in

# All of the ground we know: at the lowest zoom a tile is wider than any corridor.
_KNOWN_WORLD = (-120.0, 5.0, -75.0, 35.0)
_SENTENCES = "en"  # what the page holds itself


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What does not depend on the places.

    Attributes
    ----------
    page
        The files that go out as they are, by their path in the bundle.
    languages
        Whether a person reviewed a language, by its code, in the order they are offered.
    words
        The words of each language but English by the English sentence, by its code; under the empty one, the language
        they are in.
    titles
        The English title of each information sheet by its id, in their order.
    sheets
        What the information sheets say, in the same order and as the page takes it, by the code of the language.
    basemap
        Land and borders, as wide as there are.
    service_worker
        Makes the file that keeps the page offline, of the paths of the bundle and its version.
    """

    page: Mapping[str, bytes]
    languages: Mapping[str, bool]
    words: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, str]
    sheets: Mapping[str, Sequence[Mapping[str, Any]]]
    basemap: Basemap
    service_worker: Callable[[Iterable[str], str], bytes]


def load_parts() -> Parts:
    """Return the parts as they lie in the program."""
    sheets = load_sheets()
    sentences = {*page_sentences(), *map_sentences(), *(sheet.title for sheet in sheets)}
    others = [language for language in LANGUAGES_PUBLIC if language != _SENTENCES]
    return Parts(
        page={**load_page(), **load_map()},
        languages={language: is_reviewed(language) for language in LANGUAGES_PUBLIC},
        words={language: {"": spoken_in(language)} | load_public_words(language, sentences) for language in others},
        titles={sheet.id: sheet.title for sheet in sheets},
        sheets={language: _sheets_in(language) for language in LANGUAGES_PUBLIC},
        basemap=load_basemap(_KNOWN_WORLD),
        service_worker=load_service_worker,
    )


def _sheets_in(language: str) -> list[dict[str, Any]]:
    return [sheet.record(load_public_words(language, sheet.sentences)) for sheet in load_sheets()]
