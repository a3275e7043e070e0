"""Where the map shows no place, or only an area: whom a person is sent to."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab

pytestmark = pytest.mark.browser
HELP = {"id": "help", "title": "Where to get help"}
NO_LINES: list[dict[str, Any]] = []
# Somebody who is named without a number is nobody to call.
MUTE = [{"n": "Oficina", "k": "hotline", "c": "MX"}]


@pytest.fixture
def tab(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what opens the map with other help lines and tiles."""

    def opened(hotlines: list[dict[str, Any]], tiles: list[Any] | None = None) -> PublicTab:
        monkeypatch.setattr(toy, "SHEETS", [*toy.SHEETS, toy.SHEETS[0] | HELP])
        monkeypatch.setitem(toy.INDEX, "sheets", [*toy.INDEX["sheets"], HELP])
        monkeypatch.setitem(toy.INDEX, "needs", [*toy.INDEX["needs"], "protection_minors"])
        monkeypatch.setitem(toy.INDEX, "hotlines", hotlines)
        monkeypatch.setattr(toy, "TILES", toy.TILES if tiles is None else tiles)
        page = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
        page.open("#/en")
        return page

    return opened


def test_a_need_without_a_place_shows_the_help_lines_of_the_country(tab: Any) -> None:
    page = tab([{"n": "Línea", "k": "hotline", "t": "800 000 0000", "c": "MX"}])
    page.choose_town("protection_minors", "Norte")
    assert "No place is shown for this. A help line may know one." in page.text()
    assert "Call 800 000 0000" in page.text()


@pytest.mark.parametrize("hotlines", [NO_LINES, MUTE])
def test_a_need_without_a_place_and_without_a_line_leads_to_the_sheet_of_numbers(
    tab: Any, hotlines: list[dict[str, Any]]
) -> None:
    page = tab(hotlines)
    page.choose_town("protection_minors", "Norte")
    assert "No place is shown for this, and no help line is known." in page.text()
    page.press("Where to get help")
    page.wait("return location.hash === '#/en/sheet/help'")
    assert page.complaints() == []


def test_an_area_without_a_number_is_never_to_be_asked_for_by_its_phone(tab: Any) -> None:
    area = {name: value for name, value in toy.TILES[1][1].items() if name != "r"}
    tiles = [toy.TILES[0], [toy.TILES[1][0], area], toy.TILES[2]]
    told = (
        (toy.HOTLINES, "Ask a help line", "Ask a help line about it.", "Help lines: call someone", "lines/shelter"),
        *(
            (
                lines,
                *("No telephone number is known", "No telephone number is known for it.", HELP["title"], "sheet/help"),
            )
            for lines in (NO_LINES, MUTE)
        ),
    )
    for hotlines, state, words, link, screen in told:
        page = tab(hotlines, tiles)
        page.choose_town("shelter", "Centro")
        page.wait("return document.querySelectorAll('a.entry').length > 0")
        assert page.entries()[0] == f"A place in the area of Centro, Pueblo 20\nIn this area\n{state}"
        page.press("A place in the area of")
        page.wait("return location.hash.includes('/place/') && document.body.textContent.includes(arguments[0])", words)
        assert "by phone" not in page.text()
        page.press(link)
        page.wait("return location.hash === arguments[0]", f"#/en/{screen}")
