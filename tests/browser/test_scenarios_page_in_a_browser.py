"""What if: a storm laid beside the example corridor, and many people at once, day by day; by the keyboard alone."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import load_axe, violations
from doors import rows_of, written
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, plain, served_app, wait_for

from data.corridor.example import load_example

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
TITLE = '[title]\nen = "Try"'
SEA = "[[closures]]\npolygon = [[-110.0, 10.0], [-109.9, 10.0], [-109.9, 10.1]]"
POLICY = '[[policies]]\npolicy = "free_buses"\ncountry = "MX"'
MOST_TABS = 60
BUTTONS = {"en": "Show what would change", "es": "Mostrar qué cambiaría"}
# Three nights from San Pedro Sula, 3,000 people in three parts.
GROUP = {
    "what": "surge",
    "service": "shelter",
    "along": "honduras-tapachula",
    "cohort": "3000",
    "spread": "3",
    "tokm": "120",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    study = tmp_path_factory.mktemp("example") / "study"
    load_example(study)
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _focused(tab: AppTab) -> Any:
    return tab.chrome.switch_to.active_element


def _tab_to(tab: AppTab, name: str) -> Any:
    """Press Tab until something of this name has the keyboard."""
    tab.rest()
    for _ in range(MOST_TABS):
        _focused(tab).send_keys(Keys.TAB)
        if name in (_focused(tab).accessible_name or ""):
            return _focused(tab)
    message = f"the keyboard never came to {name!r}"
    raise AssertionError(message)


def _taken(tab: AppTab, name: str, folder: Path) -> Path:
    """Download a file by the keyboard and return where it lies."""
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    _tab_to(tab, name).send_keys(Keys.ENTER)
    wait_for((folder / name).is_file, what=f"{name} is there")
    return folder / name


def _says(tab: AppTab, sentence: str) -> None:
    wait_for(lambda: sentence in plain(tab.text()), what=f"the app says {sentence!r}; it says: {tab.text()}")


def _fault(tab: AppTab) -> str:
    """Return what the one error on the page says."""
    wait_for(lambda: tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error"), what="an error is told")
    tab.rest()
    (found,) = tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error")
    return plain(found.text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_storm_is_chosen_its_map_and_tables_seen_and_its_files_taken_by_the_keyboard(
    tab: AppTab, tmp_path: Path, lang: str
) -> None:
    tab.open("/scenarios", lang=lang, service="primary")
    field = _tab_to(tab, {"en": "What could happen", "es": "Qué podría pasar"}[lang])
    field.send_keys({"en": "storm", "es": "tormenta"}[lang])
    time.sleep(0.4)
    field.send_keys(Keys.ENTER)
    _says(tab, {"en": "An illustration, no forecast and no record", "es": "Ilustración, no un pronóstico"}[lang])
    _says(tab, {"en": "Source: China Daily (Reuters)", "es": "Fuente: China Daily (Reuters)"}[lang])
    _tab_to(tab, BUTTONS[lang]).send_keys(Keys.ENTER)
    drawn = {"en": "(ILLUSTRATION): 955.5 km of the corridors underserved", "es": "(ILUSTRACIÓN): 955.5 km de los"}
    wait_for(lambda: drawn[lang] in plain(tab.text()), what="the answer is told", seconds=120)
    with tab.page() as page:
        lines = page.find_elements(By.CSS_SELECTOR, ".leaflet-changes-pane path")
        stamp = page.find_element(By.CSS_SELECTOR, ".stamps").text
        rows = page.find_elements(By.CSS_SELECTOR, "#changes-storm_chiapas tbody tr")
    assert stamp == {"en": "EXAMPLE · ILLUSTRATION", "es": "EJEMPLO · ILUSTRACIÓN"}[lang]
    units = rows_of(_taken(tab, "scenarios.csv", tmp_path))
    changes = rows_of(_taken(tab, "changes.csv", tmp_path))
    assert (len(lines), len(rows)) == (len(changes), len(changes))
    assert [row["change"] for row in changes].count("became_underserved") == 7
    assert {row["ILLUSTRATION"] for row in changes} == {"ILLUSTRATION"}
    after = [row for row in units if (row["unit_kind"], row["scenario"]) == ("corridor", "storm_chiapas")]
    assert round(sum(float(row["km_underserved"]) for row in after), 1) == 955.5
    load_axe(tab.chrome)
    assert violations(tab.chrome) == []
    link = tab.chrome.current_url
    with tab.beside(link):
        _says(tab, drawn[lang])
    assert tab.strangers() == []
    assert tab.complaints() == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_day_is_moved_by_the_keyboard_and_its_figures_are_those_of_the_file(
    tab: AppTab, tmp_path: Path, lang: str
) -> None:
    tab.open("/scenarios", lang=lang, **GROUP)
    _tab_to(tab, {"en": "Show which places they overflow", "es": "Mostrar qué lugares rebasan"}[lang]).send_keys(
        Keys.ENTER
    )
    _says(tab, {"en": "If those not served wait", "es": "Si quienes"}[lang])
    slider, shown = _tab_to(tab, {"en": "Day", "es": "Día"}[lang]), {}
    for day in ("1", "2", "3"):
        wait_for(lambda day=day: slider.get_attribute("value") == day, what=f"day {day} is chosen")
        tab.rest()
        shown[day] = _shown(tab)
        slider.send_keys(Keys.ARROW_RIGHT)
    wait_for(lambda: tab.linked("day") == "4", what="the link names the day")
    rows = rows_of(_taken(tab, "surge.csv", tmp_path))
    assert shown == {day: _figures(rows, day) for day in shown}
    assert shown["1"] != shown["2"] != shown["3"]
    load_axe(tab.chrome)
    assert violations(tab.chrome) == []


def _figures(rows: list[dict[str, str]], day: str) -> list[list[list[str]]]:
    """Return arrivals, served and waiting of each place with anybody, for each bound."""
    names = ("arrivals", "stayed", "served", "waiting", "over_capacity")
    return [
        sorted(
            [f"{float(row[name]):.1f}" for name in names]
            for row in rows
            if row["bound"] == bound and row["day"] == day and float(row["arrivals"]) + float(row["stayed"]) > 0
        )
        for bound in ("wait", "move_on")
    ]


def _shown(tab: AppTab) -> list[list[list[str]]]:
    """Return the figures of the two tables of places; those of the nights have four columns."""
    told = []
    for table in tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-scroll table"):
        cells = [
            [plain(cell.text) for cell in row.find_elements(By.TAG_NAME, "td")]
            for row in table.find_elements(By.CSS_SELECTOR, "tbody tr")
        ]
        if table.find_elements(By.CSS_SELECTOR, "th:nth-child(8)"):
            told.append(sorted(row[3:] for row in cells))
    return told


def test_what_cannot_be_asked_is_said_in_one_line_where_it_belongs(tab: AppTab, tmp_path: Path) -> None:
    tab.open("/scenarios", lang="en", **{**GROUP, "cohort": "-5"})
    assert _fault(tab) == "How many people: -5 is no number of people. Give people, from 1 to 100,000,000."
    tab.open("/gaps", lang="en", service="primary", runs="99")
    label = "Random runs: 0 for none, 200 are usual; they take longer"
    assert _fault(tab) == (
        f"{label}: 99 runs tell no interval one could trust. Give 0 for none, or from 100 to 10000; 200 are usual."
    )
    tab.open("/scenarios", lang="es", service="primary")
    tab.find("input[type='file']").send_keys(str(written(tmp_path / "try.toml", [POLICY, TITLE])))
    assert _fault(tab).startswith("try.toml, policies 1, policy: 'free_buses' no es ")
    tab.open("/scenarios", lang="en", service="primary")
    tab.find("input[type='file']").send_keys(str(written(tmp_path / "sea.toml", [SEA, TITLE])))
    tab.says("Try")
    tab.rest()
    _tab_to(tab, BUTTONS["en"]).send_keys(Keys.ENTER)
    assert _fault(tab) == "sea.toml, closures 1: touches no road of this study. Draw it over the roads it closes."


def test_random_runs_are_cancelled_and_begun_again_and_what_is_uncertain_is_drawn_so(tab: AppTab) -> None:
    # So many that they are not done before the button is found.
    tab.open("/gaps", lang="en", service="primary", runs="5000")
    for button in ("Cancel", "Start again", "Cancel"):
        _tab_to(tab, button).send_keys(Keys.ENTER)
    _says(tab, "Cancelled. Nothing was changed.")
    tab.open("/gaps", lang="en", service="primary", runs="200")
    wait_for(lambda: tab.chrome.find_elements(By.CSS_SELECTOR, "iframe[src^='/answer/']"), what="it", seconds=180)
    with tab.page() as page:
        flags = page.find_elements(By.CSS_SELECTOR, "#segments b.flag.uncertain")
        dashed = page.find_elements(By.CSS_SELECTOR, ".leaflet-segments-pane path[stroke-dasharray='12 6']")
        legend = page.find_element(By.CSS_SELECTOR, ".legend").text
    assert len(flags) == len(dashed) > 0
    assert "Uncertain" in legend


@pytest.mark.parametrize("link", [{"scenario": "storm_chiapas"}, GROUP], ids=["storm", "group"])
def test_on_a_telephone_nothing_scrolls_sideways(tab: AppTab, link: dict[str, str]) -> None:
    tab.open("/scenarios", lang="es", width=360, height=740, **{"service": "primary", **link})
    tab.rest()
    _tab_to(tab, "Mostrar qué").send_keys(Keys.ENTER)
    with tab.page() as page:
        assert page.execute_script(SIDE_SCROLL) <= 0
    tab.rest()
    assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
