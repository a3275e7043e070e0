"""The map of scenarios in a real browser: from a row to the segment, in both languages, asking nobody."""

from pathlib import Path

import pytest
from doors import done
from osm_world import at_km
from real_browser import Browser, click, popup
from selenium.webdriver.common.by import By
from toy_scenarios import ASK, NEW, box, scenario
from toy_study import demand_csv, facility, road_study


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is written of a flood from 9 to 31 km and of a clinic at 50 km, on a road of 100 km."""
    folder = tmp_path_factory.mktemp("scenarios")
    people = demand_csv(folder, [("d20", 20, 0.0, 100)])
    study = road_study(folder, [facility("a", 0), facility("b", 100)], "--demand", people)
    flood = scenario(folder, "flood", "illustration = true", box(9.5, 30.5))
    clinic = scenario(folder, "clinic", f'[[facilities]]\nfacility_id = "n"\nlon = {at_km(50)!r}\n{NEW}')
    done("scenarios", study, *ASK, "--scenario", flood, "--scenario", clinic, "--out", folder / "out")
    return folder / "out"


@pytest.mark.parametrize("width", [1280, 360])
def test_each_row_leads_to_its_segment_also_of_a_scenario_that_is_not_shown(
    browser: Browser, folder: Path, width: int
) -> None:
    chrome = Browser(browser.chrome, folder).open_written(width=width)
    for key, words in (("flood:east:10000", "Quedó sin servicio suficiente"), ("clinic:east:40000", "Pasó a atendido")):
        click(chrome, chrome.find_element(By.CSS_SELECTOR, f'tr[data-key="change:{key}"] button'))
        assert words in popup(chrome)
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width
    page = Browser(browser.chrome, folder)
    assert (page.requests(), page.complaints()) == ([], [])


def test_people_and_access_after_are_seen_without_scrolling_sideways(browser: Browser, folder: Path) -> None:
    chrome = Browser(browser.chrome, folder).open_written(width=1280)
    frames = chrome.find_elements(By.CSS_SELECTOR, ".scroll")
    assert [each.get_property("scrollWidth") - each.get_property("clientWidth") for each in frames] == [0, 0, 0]
    for table, last in (("scenarios", "Personas dentro del límite"), ("changes-flood", "Acceso después")):
        heads = chrome.find_elements(By.CSS_SELECTOR, f"#{table} thead th")
        assert last in [each.text for each in heads if each.is_displayed()]
    assert "10 % de él fuera" in chrome.find_element(By.ID, "changes-flood").text.replace("\u00a0", " ")


def test_the_first_scenario_is_shown_and_another_is_chosen_from_the_list(browser: Browser, folder: Path) -> None:
    chrome = Browser(browser.chrome, folder).open_written()
    lines = ".leaflet-changes-pane path"
    assert len(chrome.find_elements(By.CSS_SELECTOR, lines)) == 3
    boxes = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-control-layers-overlays input")
    assert sum(each.is_selected() for each in boxes) < len(boxes)
    for each in boxes:
        if not each.is_selected():
            chrome.execute_script("arguments[0].click()", each)  # the list is folded away
    assert len(chrome.find_elements(By.CSS_SELECTOR, lines)) > 3


def test_what_another_scenario_closes_is_shown_and_hidden_with_what_it_changes(
    browser: Browser, tmp_path: Path
) -> None:
    study = road_study(tmp_path, [facility("a", 0), facility("b", 100)])
    floods = [scenario(tmp_path, name, box(*where)) for name, where in (("one", (9.5, 30.5)), ("two", (70, 90)))]
    asked = [word for each in floods for word in ("--scenario", each)]
    done("scenarios", study, *ASK, *asked, "--out", tmp_path / "out")
    chrome = Browser(browser.chrome, tmp_path / "out").open_written()
    labels = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-control-layers-overlays label")
    told = [each.get_property("textContent") for each in labels]
    (second,) = [at for at, text in enumerate(told) if "Qué cambia" in text and "(two)" in text]
    counted = "return document.querySelectorAll('.leaflet-closures-pane path').length"
    switch = labels[second].find_element(By.TAG_NAME, "input")
    first = chrome.execute_script(counted)
    chrome.execute_script("arguments[0].click()", switch)
    assert chrome.execute_script(counted) > first > 0
    chrome.execute_script("arguments[0].click()", switch)
    assert chrome.execute_script(counted) == first


def test_the_stamp_and_the_note_change_with_the_language(browser: Browser, folder: Path) -> None:
    chrome = Browser(browser.chrome, folder).open_written()
    assert "ILUSTRACIÓN" in chrome.find_element(By.CSS_SELECTOR, ".stamps").text
    click(chrome, chrome.find_element(By.ID, "language"))
    assert "ILLUSTRATION" in chrome.find_element(By.CSS_SELECTOR, ".stamps").text
    assert (
        "An illustration: it shows what can be asked, and is no forecast."
        in chrome.find_element(By.CSS_SELECTOR, ".panel").text
    )
