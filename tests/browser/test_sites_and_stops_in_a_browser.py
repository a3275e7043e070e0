"""Where sites should stand and when teams stop there: found, changed by hand, found again, and taken along."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doors import rows_of, written
from icalendar import Calendar
from real_browser import click
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, plain, served_app, wait_for
from toy_stops import HEADER, stops_study

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWO_OF_ONE_ID = [HEADER, "a,Uno,-94.9,0", "a,Dos,-94.8,0", "b,Tres,-94.7,0"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    study = stops_study(tmp_path_factory.mktemp("stops"))
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _says(tab: AppTab, sentence: str) -> None:
    wait_for(lambda: sentence in plain(tab.text()), what=f"the app says {sentence!r}; it says: {tab.text()}")


def _press(tab: AppTab, name: str) -> None:
    tab.rest()
    click(tab.chrome, tab.button(name))


def _choose(tab: AppTab, label: str, wanted: str) -> None:
    """Choose by the keyboard: type a part of a name and press Enter."""
    tab.rest()
    field = tab.find(f"input[role='combobox'][aria-label*='{label}']")
    tab.chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
    field.send_keys(wanted)
    time.sleep(0.3)
    field.send_keys(Keys.ENTER)


def _taken(tab: AppTab, button: str, name: str, folder: Path) -> Path:
    """Press the button of a file and return where it then lies."""
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    _press(tab, button)
    wait_for((folder / name).is_file, what=f"{name} is there")
    return folder / name


def _fault(tab: AppTab) -> str:
    """Return what the one error on the page says."""
    found = wait_for(lambda: tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error"), what="an error is told")
    tab.rest()
    found = tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error")
    assert len(found) == 1
    return plain(found[0].text)


def test_a_site_is_moved_its_loss_told_and_the_others_found_again_with_it(tab: AppTab, tmp_path: Path) -> None:
    tab.open("/sites", lang="en", count="2", cutoff="12")
    _press(tab, "Find the sites")
    _says(tab, "2 new sites bring 2240 more people within the limit. No other choice among these candidates is better")
    _choose(tab, "Instead of 1. Plaza 80", "Plaza 90")
    _says(tab, "People within the limit: 2500 with the sites found, 2205 with yours. 295 people fewer.")
    click(tab.chrome, tab.find("input[aria-label='Keep number 1']"))
    _press(tab, "Find the others again, with those I keep")
    _says(tab, "2 new sites bring 2065 more people")
    assert tab.linked("locked") == "c90"
    rows = rows_of(_taken(tab, "sites.csv", "sites.csv", tmp_path))
    assert [(row["site_id"], row["locked"]) for row in rows] == [("c90", "yes"), ("c50", "no")]
    with tab.page() as page:
        assert len(page.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .sign.site")) == 2
    assert tab.strangers() == []
    assert tab.complaints() == []
    link = tab.chrome.current_url
    _press(tab, "Make a timetable for these sites")
    tab.says("Stops in my area: 2")
    with tab.beside(link):
        _says(tab, "2 new sites bring 2065 more people")


def test_a_stop_is_moved_its_loss_told_and_the_timetable_planned_again_and_taken_along(
    tab: AppTab, tmp_path: Path
) -> None:
    tab.open("/timetable", lang="es", first="2026-03-02", days="7")
    _press(tab, "Hacer el horario")
    tab.says("Se visitan 9 de 10 paradas")
    tab.says("ningún camino transitable en 4x4 lleva allí y de vuelta desde una base")
    _choose(tab, "Qué visita", "Plaza 40")
    tab.says("Visitas perdidas: 1. Ya no se visita: Plaza 40.")
    _choose(tab, "En vez de Plaza 40", "Plaza 50")
    tab.says("Igual número de visitas que antes. Ya no se visita: Plaza 40.")
    _press(tab, "Planear de nuevo: Plaza 50 en todo caso, sin Plaza 40")
    tab.says("Se visitan 8 de 9 paradas")
    assert (tab.linked("in"), tab.linked("out")) == ("c50", "c40")
    visits = rows_of(_taken(tab, "Tabla de visitas", "visits.csv", tmp_path))
    calendar = Calendar.from_ical(_taken(tab, "Calendario", "visits.ics", tmp_path).read_bytes())
    sheets = _taken(tab, "Hojas para imprimir, una por equipo y día", "print.html", tmp_path).read_text("utf-8")
    told = sorted((f"{row['day']}T{row['arrive']}", row["name"]) for row in visits)
    assert sorted((f"{each['dtstart'].dt:%Y-%m-%dT%H:%M}", each["location"]) for each in calendar.events) == told
    assert sorted(name for _, name in told) == [f"Plaza {km}" for km in (10, 20, 30, 50, 60, 70, 80, 90)]
    assert sheets.count("<section>") == len({(row["day"], row["team"]) for row in visits})
    assert "Plaza 50" in sheets
    assert "Plaza 40" not in sheets
    assert tab.strangers() == []
    assert tab.complaints() == []


def test_what_cannot_be_asked_is_said_in_one_line_where_it_belongs(tab: AppTab, tmp_path: Path) -> None:
    twice = written(tmp_path / "two.csv", TWO_OF_ONE_ID)
    tab.open("/sites", lang="en", count="20", cutoff="12")
    _press(tab, "Find the sites")
    expected = "How many new sites: 20 sites from 9 candidates (1 more are out of reach). Ask for at most 9, or add "
    assert _fault(tab) == f"{expected}candidates."
    tab.open("/sites", lang="en", count="2", cutoff="1")
    _press(tab, "Find the sites")
    told = (
        "Where they could stand: nobody can get to any of the 10 in time. Add candidates near the roads and the people"
    )
    assert _fault(tab) == f"{told}, or give a longer \u201cLimit, minutes\u201d."
    tab.open("/timetable", lang="en", hours="0")
    expected = "Hours a day, back at the base: a day of 0 hours is none. Give more than 0, up to 24."
    assert _fault(tab) == expected
    tab.open("/timetable", lang="es", stops="file")
    tab.find("input[type='file']").send_keys(str(twice))
    assert _fault(tab) == "two.csv row 3: 'a' es el identificador de dos sitios. Dé a cada uno el suyo."


@pytest.mark.parametrize("path", ["/sites", "/timetable"])
def test_on_a_telephone_nothing_scrolls_sideways(tab: AppTab, path: str) -> None:
    tab.open(path, lang="es", width=360, height=740, count="2", cutoff="12", first="2026-03-02", days="7")
    _press(tab, {"/sites": "Buscar los sitios", "/timetable": "Hacer el horario"}[path])
    with tab.page() as page:
        assert page.execute_script(SIDE_SCROLL) <= 0
    tab.rest()
    assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
    fields = tab.chrome.find_elements(
        By.CSS_SELECTOR, "[data-testid=stMain] input:not([tabindex='-1']):not([type=hidden])"
    )
    assert [
        each.get_attribute("outerHTML") for each in fields if each.is_displayed() and not each.accessible_name
    ] == []
