"""What is told from a position that the phone knows only roughly, or whose country is not sure."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab, served
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.browser
GT_SIDE, MX_SIDE = -91.99, -91.72
LINES = [
    *({"n": f"México {at}", "k": "hotline", "s": ["gbv"], "t": f"80{at} 000 0000", "c": "MX"} for at in range(3)),
    {"n": "El Salvador", "k": "hotline", "s": ["gbv"], "t": "126", "c": "SV", "l": ["en"]},
    {"n": "Guatemala", "k": "hotline", "s": ["legal"], "t": "1572", "c": "GT"},
]
TOWNS = [["Salvador", "SV", -89.2, 13.7], *toy.TOWNS]


@pytest.fixture
def tab(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PublicTab]:
    monkeypatch.setattr(toy, "INDEX", toy.INDEX | {"hotlines": LINES, "towns": TOWNS})
    with served(toy.write_bundle(tmp_path, {})) as address:
        tab = PublicTab(chrome, address)
        tab.open("#/en")
        yield tab


def locate(tab: PublicTab, x: float, need: str = "primary", *, accuracy: float = 15) -> None:
    """Use the phone's position, and wait for the list and for the roads."""
    given = {"origin": tab.address.rstrip("/"), "permissions": ["geolocation"]}
    tab.chrome.execute_cdp_cmd("Browser.grantPermissions", given)
    spot = {"latitude": 15.0, "longitude": x, "accuracy": accuracy}
    tab.chrome.execute_cdp_cmd("Emulation.setGeolocationOverride", spot)
    tab.go(f"#/en/where/{need}")
    tab.press("Use my position")
    tab.wait("return location.hash.includes('/list/') && Boolean(document.querySelector('main a.inline'))")
    tab.chrome.execute_async_script("ALCANCE.sums.loadRoads().then(arguments[0])")
    tab.wait("return document.querySelector('ol.entries, .card') !== null")


def first_lines(tab: PublicTab) -> list[str]:
    return [card.text.split("\n")[0] for card in tab.chrome.find_elements(By.CSS_SELECTOR, ".card")]


def test_a_good_position_is_told_as_it_is(tab: PublicTab) -> None:
    locate(tab, GT_SIDE)
    assert "only known to about" not in tab.text()
    assert "on foot" in tab.entries()[0]


def test_a_rough_position_is_said_to_be_rough(tab: PublicTab) -> None:
    locate(tab, GT_SIDE, accuracy=1400)
    assert "Seen from: your position. Your position is only known to about 1.5 km." in tab.text()
    assert "on foot" in tab.entries()[0]


def test_from_a_position_that_is_off_by_more_than_two_km_no_time_is_told(tab: PublicTab) -> None:
    locate(tab, MX_SIDE, accuracy=2500)
    assert "Your position is only known to about 2.5 km." in tab.text()
    assert any("in a straight line" in text for text in tab.entries())
    assert not any("foot" in text or "by car" in text for text in tab.entries())


def test_where_a_border_may_lie_in_the_circle_the_country_is_not_sure(tab: PublicTab) -> None:
    locate(tab, MX_SIDE, accuracy=40_000)
    assert "Your position is only known to about 40 km." in tab.text()
    assert any("the border may lie between" in text for text in tab.entries())


def test_where_the_country_is_not_sure_a_line_of_each_it_may_be_comes_first(tab: PublicTab) -> None:
    locate(tab, -91.92, "gbv")
    assert first_lines(tab) == ["México 0", "Guatemala"]
    tab.press("More help lines")
    tab.wait("return location.hash.includes('/lines/')")
    # Country before language.
    assert first_lines(tab)[:4] == ["México 0", "México 1", "México 2", "Guatemala"]


def test_where_the_country_is_sure_its_lines_come_first_though_another_speaks_the_language(tab: PublicTab) -> None:
    locate(tab, MX_SIDE, "gbv")
    assert first_lines(tab) == ["México 0", "México 1"]


def test_of_a_very_rough_position_every_country_around_may_be_it(tab: PublicTab) -> None:
    locate(tab, GT_SIDE, "gbv", accuracy=40_000)
    assert set(first_lines(tab)) == {"México 0", "Guatemala"}
