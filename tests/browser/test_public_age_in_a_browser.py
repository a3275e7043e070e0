"""What the page says of what is old, and the numbers of a sheet."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.browser
OLD_CHECK, OLD_MAP = "Last checked more than a year ago", "This list is more than half a year old."
SHEET = toy.SHEETS[0] | {"sections": [{"title": "Lines", "items": ["Mexico: 911. In 200 languages."]}]}
# Where the kilometre and the town of a row of the drawing begin and end.
ROWS = """
return [...document.querySelectorAll('.strip-drawing g')].filter(row => row.querySelector('.strip-towns')).map(row => {
  const [town, km] = ['.strip-towns', '.strip-km'].map(name => row.querySelector(name).getBBox());
  return [km.x + km.width, town.x, town.width];
}).filter(([, , width]) => width > 0)
"""


def days_ago(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=days)).isoformat()


@pytest.fixture
def tab(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> PublicTab:
    as_of = days_ago(getattr(request, "param", 10))
    places = [
        {"n": f"Hace {days}", "k": "clinic", "s": ["primary"], "x": -92.0, "y": 15.0, "q": days_ago(days)}
        for days in (300, 400)
    ]
    long_name = "San Miguel Ixtahuacán del Monte"
    towns = [
        [long_name, "MX", -92.0, 15.0],
        *([f"Comunidad Macuxtepetl Moyuta {at}", "MX", -91.9 + at / 9, 15.0] for at in range(4)),
    ]
    told = {"as_of": as_of, "towns": towns, "tiles": [{"box": [-92.0, 15.0, -92.0, 15.0], "count": 2}]}
    monkeypatch.setattr(toy, "TILES", [places])
    monkeypatch.setattr(toy, "SHEETS", [SHEET])
    monkeypatch.setattr(toy, "INDEX", toy.INDEX | told)
    tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
    tab.open("#/en")
    return tab


def test_a_list_says_what_was_last_checked_long_ago(tab: PublicTab) -> None:
    tab.choose_town("primary", "San Miguel Ixtahuacán del Monte")
    tab.wait("return document.querySelectorAll('a.entry').length === 2")
    assert {entry.split("\n")[0]: OLD_CHECK in entry for entry in tab.entries()} == {
        "Hace 300": False,
        "Hace 400": True,
    }


@pytest.mark.parametrize(("tab", "is_old"), [(170, False), (190, True)], indirect=["tab"])
def test_every_screen_of_an_old_map_says_that_it_is_old(tab: PublicTab, *, is_old: bool) -> None:
    for screen in ("", "/list/primary", "/about", "/sheets"):
        tab.go(f"#/en{screen or '/lines'}")
        assert (screen, OLD_MAP in tab.text()) == (screen, is_old)


def test_the_numbers_of_a_sheet_can_be_tapped(tab: PublicTab) -> None:
    tab.go("#/en/sheet/hazards")
    links = tab.chrome.find_elements(By.CSS_SELECTOR, "main a[href^=tel]")
    assert [(link.text, link.get_attribute("href")) for link in links] == [("911", "tel:911")]
    (item,) = tab.chrome.find_elements(By.CSS_SELECTOR, "main section:first-of-type li")
    assert item.get_attribute("textContent") == "Mexico: 911. In 200 languages."


def test_on_a_strip_no_town_touches_its_kilometre(tab: PublicTab) -> None:
    tab.go("#/en/strip/0")
    tab.resize(1000, 900)
    rows = tab.chrome.execute_script(ROWS)
    assert rows
    assert [row for row in rows if row[1] < row[0] + 8] == []
