"""The information sheets as they come out of a printer: one page each, in every language."""

from typing import Any

import pytest
from public_tab import PublicTab

from data.public.sheets import load_sheets
from data.public.words import load_public_words
from layers.public.parts import load_parts
from layers.public.script import call

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(chrome: Any, tmp_path_factory: pytest.TempPathFactory) -> PublicTab:
    folder = tmp_path_factory.mktemp("sheets")
    parts = load_parts()
    told = [{"code": code, "reviewed": reviewed} for code, reviewed in parts.languages.items()]
    empty: dict[str, object] = {name: [] for name in ("needs", "towns", "tiles", "hotlines", "corridors", "legs")}
    # Both marks stand on every page of it: the longest there is.
    head = {"title": "Prueba", "example": True, "draft": True, "as_of": "2026-11-22", "version": "1", "sources": []}
    files = {f"words-{lang}.js": call("words", lang, words) for lang, words in parts.words.items()}
    files |= {f"sheets-{lang}.js": call("sheets", lang, sheets) for lang, sheets in parts.sheets.items()}
    titles = [{"id": name, "title": title} for name, title in parts.titles.items()]
    files["index.js"] = call("index", {**head, **empty, "languages": told, "sheets": titles})
    for name, content in {**parts.page, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    tab = PublicTab(chrome, folder.as_uri() + "/")
    tab.open("#/en")
    return tab


@pytest.mark.parametrize("lang", load_parts().languages)
def test_every_sheet_is_printed_on_one_page(tab: PublicTab, lang: str) -> None:
    tab.open(f"#/{lang}")
    for sheet in load_sheets():
        words = load_public_words(lang, sheet.sentences)
        assert tab.go(f"#/{lang}/sheet/{sheet.id}") == words[sheet.title]
        assert words[sheet.sections[-1].title] in tab.text()
        assert (sheet.id, tab.printed_pages()) == (sheet.id, 1)
        assert (sheet.id, tab.side_scroll()) == (sheet.id, 0)
