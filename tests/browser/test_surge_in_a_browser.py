"""The page of a cohort on its way, in a browser, from a file, with no network."""

from typing import Any

import pytest
from doors import done
from real_browser import Browser, popup
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from toy_study import road_study

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of a cohort past two clinics whose room nobody knows, and one night with none in reach."""
    folder = tmp_path_factory.mktemp("road")
    study = road_study(folder, {"a": 0, "b": 40})
    done("surge", study, "--cutoff-min", 10, "--km-a-day", 40, "--out", folder / "out")
    return (folder / "out" / "map.html").read_text("utf-8")


def shown(chrome: Any, key: str) -> Any:
    return chrome.find_element(By.CSS_SELECTOR, f"path[data-key='{key}']")


def test_the_circles_answer_to_the_keyboard_and_nothing_is_asked_for(browser: Browser, page: str) -> None:
    (browser.folder / "map.html").write_text(page, encoding="utf-8")
    chrome = browser.open_written(width=360, height=760)
    shown(chrome, "surge:b").send_keys(Keys.ENTER)
    assert "Ejemplo b" in popup(chrome)
    assert shown(chrome, "surge:b").get_attribute("stroke-dasharray")
    assert shown(chrome, "night:1").get_attribute("fill") != shown(chrome, "night:2").get_attribute("fill")
    assert browser.requests() == []
    assert browser.complaints() == []
    assert chrome.execute_script(SIDE_SCROLL) == 0
