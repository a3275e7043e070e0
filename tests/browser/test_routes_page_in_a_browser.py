"""Routes between two towns: chosen by name, laid side by side, printed, and taken along; and what cannot be asked."""

import re
import time
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gpxpy
import pytest
from axe import load_axe, violations
from doors import rows_of, written
from osm_world import at_km
from real_browser import click
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, plain, served_app, wait_for
from toy_study import road_study

from data.corridor.example import load_example

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = "return arguments[0].complete && arguments[0].naturalWidth"
GUADALAJARA, SAN_LUIS = "-103.347490,20.677380", "-100.971350,22.152340"
SEA, FLORES = "-110.00,15.00", "-89.899410,16.922580"
BUTTON = {"en": "Show the routes", "es": "Mostrar las rutas"}
MOST_TABS = 60


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    study = tmp_path_factory.mktemp("example") / "study"
    load_example(study)
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _says(tab: AppTab, sentence: str) -> None:
    wait_for(lambda: sentence in plain(tab.text()), what=f"the app says {sentence!r}", seconds=120)


def _tab_to(tab: AppTab, name: str) -> Any:
    """Press Tab until something of this name has the keyboard."""
    tab.rest()
    for _ in range(MOST_TABS):
        tab.chrome.switch_to.active_element.send_keys(Keys.TAB)
        if (tab.chrome.switch_to.active_element.accessible_name or "").endswith(name):
            return tab.chrome.switch_to.active_element
    message = f"the keyboard never came to {name!r}"
    raise AssertionError(message)


def _choose(tab: AppTab, label: str, wanted: str) -> None:
    field = _tab_to(tab, label)
    field.send_keys(wanted)
    time.sleep(0.4)
    field.send_keys(Keys.ENTER)


def _taken(tab: AppTab, button: str, name: str, folder: Path) -> Path:
    """Press the button of a file and return where it then lies."""
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    tab.rest()
    click(tab.chrome, tab.button(button))
    wait_for((folder / name).is_file, what=f"{name} is there")
    return folder / name


def _printed(tab: AppTab, page: Path) -> bytes:
    """Open a page in a tab of its own and return what the printer gets."""
    with tab.beside(page.as_uri()):
        return b64decode(tab.chrome.execute_cdp_cmd("Page.printToPDF", {})["data"])


def _signs(pdf: bytes) -> int:
    """Return how many pieces of text are set on the pages of a PDF."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    packed = [part for part in parts if part[:1] == b"\x78"]
    return sum(len(re.findall(rb"\bT[jJ]\b", zlib.decompressobj().decompress(part))) for part in packed)


def test_two_towns_give_three_routes_their_curve_a_printed_sheet_and_a_track_for_the_navigator(
    tab: AppTab, tmp_path: Path
) -> None:
    tab.open("/routes", lang="en")
    _says(tab, "Choose from where and to where")
    _choose(tab, "From", "Guadalajara")
    _choose(tab, "To", "San Luis Potos")
    tab.rest()
    assert (tab.linked("origin"), tab.linked("goal")) == (GUADALAJARA, SAN_LUIS)
    _tab_to(tab, BUTTON["en"]).send_keys(Keys.ENTER)
    told = "The least exposed takes 2 h 18 min more and has 50 % less exposure."
    _says(tab, "The fastest route takes 5 h 31 min: 358.8 km, 3.25 points of exposure.")
    _says(tab, told)
    curve = tab.find("img[alt^='Time against exposure: 1: 5']")
    assert tab.chrome.execute_script(DRAWN, curve)
    assert plain(curve.get_attribute("alt")).count(" min, ") == 3
    rows = rows_of(_taken(tab, "Table of the routes", "routes.csv", tmp_path))
    assert [row["route_id"] for row in rows] == ["route-1", "route-2", "route-3"]
    shown = [[plain(cell.text) for cell in row.find_elements(By.TAG_NAME, "td")] for row in _table(tab)]
    assert [row[2:4] for row in shown] == [
        [f"{float(row['length_km']):.1f} km", f"{float(row['exposure']):.2f}"] for row in rows
    ]
    with tab.page() as page:
        assert len(page.find_elements(By.CSS_SELECTOR, ".leaflet-overlay-pane path, .leaflet-pane path")) >= len(rows)
        assert page.find_element(By.CSS_SELECTOR, ".stamps").text == "EXAMPLE"
    track = gpxpy.parse(_taken(tab, "For the navigator (GPX)", "routes.gpx", tmp_path).read_text("utf-8"))
    assert [round(each.length_2d() / 1000) for each in track.tracks] == pytest.approx(
        [float(row["length_km"]) for row in rows], rel=0.02
    )
    assert tab.strangers() == []
    pdf = _printed(tab, _taken(tab, "Sheet to print", "print.html", tmp_path))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= len(rows)
    assert _signs(pdf) > 100
    link = tab.chrome.current_url
    with tab.beside(link):
        _says(tab, told)
    assert tab.complaints() == []


def _table(tab: AppTab) -> list[Any]:
    return list(tab.find(".alcance-scroll table").find_elements(By.CSS_SELECTOR, "tbody tr"))


@pytest.mark.parametrize("width", [1280, 360])
def test_a_link_restores_every_field_and_the_page_is_for_everybody(tab: AppTab, width: int) -> None:
    asked = {
        "origin": GUADALAJARA,
        "goal": SAN_LUIS,
        "needs": "water;emergency",
        "case": "storm_chiapas",
        "depart": "2026-07-03T16:00",
        "price": "30",
        "wet": "yes",
        "reporting": "3",
        "halflife": "5",
        "w-night": "2",
        "w-help": "0.5",
        "mode": "4x4",
    }
    tab.open("/routes", lang="es", width=width, height=800, **asked)
    tab.rest()
    click(tab.chrome, tab.button(BUTTON["es"]))
    _says(tab, "La ruta más rápida tarda")
    _says(tab, "× 2 =")
    with tab.page() as page:
        assert page.execute_script(SIDE_SCROLL) <= 0
    tab.rest()
    assert {part: tab.linked(part) for part in asked} == asked
    assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
    load_axe(tab.chrome)
    assert violations(tab.chrome) == []
    assert tab.strangers() == []


SAID = {
    "sea": (
        {"origin": SEA, "goal": SAN_LUIS},
        {
            "en": "From: has no road open to drive within 5 km. Give a place on land, near a road of this study.",
            "es": "Desde: no tiene a menos de 5 km un camino por el que se pueda ir en vehículo. "
            "Dé un lugar en tierra, cerca de un camino de este estudio.",
        },
    ),
    "same": (
        {"origin": SAN_LUIS, "goal": SAN_LUIS},
        {
            "en": "To: is where “From” is. Give two places, such as two towns.",
            "es": "Hasta: está donde “Desde”. Dé dos lugares, por ejemplo dos localidades.",
        },
    ),
    "no way": (
        {"origin": SAN_LUIS, "goal": FLORES},
        {
            "en": "To: no way leads there from “From” by drive. "
            "The quickest way leads over a land border near 17.2554, -90.9927, where within 2 km no formal crossing "
            "leads that way, opens in a week and lets the profile pass: see crossings.csv.",
            "es": "Hasta: ningún camino lleva allí desde “Desde” en vehículo. "
            "El camino más rápido pasa una frontera terrestre cerca de 17.2554, -90.9927, donde a menos de 2 km ningún "
            "paso fronterizo lleva en ese sentido, abre en una semana y deja pasar al perfil: vea crossings.csv.",
        },
    ),
    "no place": (
        {"origin": "here", "goal": SAN_LUIS},
        {
            "en": "From: 'here' is no place. Write it as LON,LAT in degrees.",
            "es": "Desde: 'here' no es un lugar. Escríbalo como LON,LAT en grados.",
        },
    ),
    "no weight": (
        {"origin": GUADALAJARA, "goal": SAN_LUIS, "w-night": "-1"},
        {
            "en": "Driving in the dark: -1 is no weight of night. Give a number from 0 (it does not count) to 1000.",
            "es": "Conducir a oscuras: -1 no es un peso de “Conducir a oscuras”. Dé un número de 0 (no cuenta) a 1000.",
        },
    ),
}


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("what", SAID)
def test_what_cannot_be_asked_is_said_in_one_line_beside_its_field(tab: AppTab, what: str, lang: str) -> None:
    link, told = SAID[what]
    tab.open("/routes", lang=lang, **link)
    tab.rest()
    there = f"//button[normalize-space()='{BUTTON[lang]}'] | //*[@class='alcance-error']"
    wait_for(lambda: tab.chrome.find_elements(By.XPATH, there), what="the form is drawn")
    for each in tab.chrome.find_elements(By.XPATH, there.split(" | ", maxsplit=1)[0]):
        click(tab.chrome, each)
    wait_for(lambda: tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error"), what="an error", seconds=60)
    tab.rest()
    (found,) = tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-error")
    assert plain(found.text) == told[lang]


def test_exposure_along_the_corridor_is_ranked_on_the_page_and_says_what_to_do_without_incidents(
    chrome: Any, tab: AppTab, tmp_path: Path
) -> None:
    told = "To count incidents, add a file of them to the study: alcance add STUDY FILE --table incidents"
    tab.open("/routes", lang="en", risk="exposure")
    tab.says(told)
    tab.rest()
    assert tab.chrome.find_elements(By.XPATH, "//button[contains(., 'Show the exposure')]") == []
    rows = [f"i{n},{at_km(50 + n)!r},0,2021-03-0{n + 1},robbery,a survey,1000" for n in range(5)]
    given = written(tmp_path / "incidents.csv", ["incident_id,lon,lat,date,kind,source,location_precision_m", *rows])
    (tmp_path / "home").mkdir()
    study = road_study(tmp_path, {"a": 0}, "--incidents", given)
    with served_app(tmp_path / "home", study) as address:
        other = AppTab(chrome, address)
        other.open("/routes", lang="es", width=360, height=800, risk="exposure", service="primary", **{"w-help": "0"})
        _tab_to(other, "Mostrar la exposición a lo largo del corredor").send_keys(Keys.ENTER)
        with other.page() as page:
            shown = page.find_elements(By.CSS_SELECTOR, "#exposure tbody tr")
            assert page.execute_script(SIDE_SCROLL) <= 0
        short = (
            "Incidentes reportados, una estimación mínima: 5 en caminos de 5 de la lista, del 2021-03-01 al 2021-03-05."
        )
        _says(other, f"{short} Con qué precisión se conoce cada lugar está en la lista. Fuente de los incidentes: ")
        other.rest()
        assert other.chrome.execute_script(SIDE_SCROLL) <= 0
        load_axe(other.chrome)
        assert violations(other.chrome) == []
        taken = rows_of(_taken(other, "exposure.csv", "exposure.csv", tmp_path))
        assert len(shown) == len(taken) > 0
        assert other.linked("exposure")
        assert other.strangers() == []
        assert other.complaints() == []
