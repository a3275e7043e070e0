"""Messy tables given to the app: what it takes them for is shown, changed by hand, and made into a study."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doors import column, written
from messy import Sheet, with_titles, with_total, written_xlsx
from osm_world import NINETY_KMH, at_km, node, osm_file, straight_road, way
from pyproj import Transformer
from real_browser import click
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, served_app, wait_for
from toy_study import corridor_geojson, road_study

pytestmark = pytest.mark.browser
OSM, FACILITIES, CORRIDORS = range(3)  # the fields of the form, from above
CLUES = "cluesssa,nombre,municipio,latitud,longitud,nivelAtencion,tipoUnidad"
IN_MEXICO = 17.5  # degrees north; a CLUES list is Mexico's
KINDS = ["Nombre,Tipo,Latitud,Longitud"]
SHELTERS: Sheet = [
    ["Nombre del albergue", "Tipo", "Latitud", "Longitud"],
    ["Casa Ejemplo Uno", "albergue", "0.0", str(at_km(10))],
    ["Casa Ejemplo Dos", "albergue", "0.0", str(at_km(40))],
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_app(home, road_study(tmp_path_factory.mktemp("study"), {"a": 5})) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _open_form(tab: AppTab, lang: str, *, width: int = 1280) -> None:
    tab.open("/", lang=lang, width=width)
    click(tab.chrome, tab.find("summary"))
    # Pressed too early, so that the form stays open and says what it lacks.
    click(tab.chrome, tab.find(".st-key-make button"))
    tab.says({"en": "Give an OpenStreetMap extract", "es": "Dé un extracto de OpenStreetMap"}[lang])


def _give(tab: AppTab, at: int, path: Path) -> None:
    tab.rest()
    tab.chrome.find_elements(By.CSS_SELECTOR, "input[type='file']")[at].send_keys(str(path))
    tab.says(path.name)


def _fill(tab: AppTab, folder: Path, name: str, facilities: Path, *, lat: float = 0.0) -> None:
    tab.find(".st-key-new-title input").send_keys(name, Keys.ENTER)
    road = _road_on_land(folder, lat) if lat else straight_road(folder)
    for at, path in ((OSM, road), (FACILITIES, facilities), (CORRIDORS, corridor_geojson(folder, lat=lat))):
        _give(tab, at, path)


def _road_on_land(folder: Path, lat: float) -> Path:
    nodes = [node(at + 1, at_km(at), lat) for at in range(101)]
    return osm_file(folder, *nodes, way(1, " ".join(str(at + 1) for at in range(101)), NINETY_KMH), name="road.osm")


def _choose(tab: AppTab, ours: str, option: str) -> None:
    """Choose an option in the field of one of our columns, as a hand does."""
    tab.rest()
    wait_for(lambda: _is_offered(tab, ours, option), what=f"{option} is offered")
    ActionChains(tab.chrome).send_keys(Keys.ENTER).perform()


def _is_offered(tab: AppTab, ours: str, option: str) -> bool:
    """Type an option where no list stands open, for a form drawn anew closes it; say whether it is among them."""
    if not tab.chrome.find_elements(By.CSS_SELECTOR, "[role='listbox']"):
        field = tab.find(f"[class*='st-key-column-'][class*='-{ours}'] input")
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(option)
        time.sleep(1)
    return option in tab.chrome.find_element(By.CSS_SELECTOR, "[role='listbox']").text


def _make(tab: AppTab, home: Path, made: str) -> Path:
    """Press the button and return the folder of the study made."""
    tab.rest()
    click(tab.chrome, tab.find(".st-key-make button"))
    tab.says(made)
    return home / tab.linked("study")


def test_a_clues_list_becomes_gaps_with_nothing_chosen(tab: AppTab, home: Path, tmp_path: Path) -> None:
    rows = [
        f"XXSSA000001,UNO,EJEMPLO,17.5,{at_km(5)},PRIMER NIVEL,CENTRO DE SALUD",
        f"XXSSA000002,DOS,EJEMPLO,17.5,{at_km(85)},PRIMER NIVEL,CENTRO DE SALUD",
        f"XXSSA000003,TRES,EJEMPLO,norte,{at_km(85)},PRIMER NIVEL,CENTRO DE SALUD",
    ]
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Clues", written(tmp_path / "clues.csv", [CLUES, *rows]), lat=IN_MEXICO)
    tab.says("3 rows: 2 taken as they are, 0 repaired, 1 set aside.")
    folder = _make(tab, home, "The study is made.")
    with tab.page() as page:
        assert len(page.find_elements(By.CSS_SELECTOR, "#segments tr[data-key]")) == 10
    assert column(folder / "facilities.csv", "kind") == ["clinic", "clinic"]
    assert column(folder / "quarantine.csv", "id") == ["XXSSA000003"]
    assert tab.strangers() == []
    assert tab.complaints() == []


def test_a_missing_kind_is_asked_for_and_chosen_for_all_rows(tab: AppTab, home: Path, tmp_path: Path) -> None:
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Kinds", written(tmp_path / "list.csv", ["Nombre,Latitud,Longitud", f"Uno,0.0,{at_km(5)}"]))
    tab.says("columns not recognised: Kind (kind).")
    tab.says("Choose which column of the file this is, or what holds for all rows.")
    click(tab.chrome, tab.find(".st-key-make button"))
    tab.says("A file cannot be used yet")
    assert "--column" not in tab.text()
    _choose(tab, "kind", "all rows: Clinic")
    tab.says("1 rows: 0 taken as they are, 1 repaired, 0 set aside.")
    assert "list.csv" in tab.text()  # nothing is lost
    folder = _make(tab, home, "The study is made.")
    assert column(folder / "facilities.csv", "kind") == ["clinic"]


def test_places_in_metres_are_taken_in_once_their_zone_is_told(tab: AppTab, home: Path, tmp_path: Path) -> None:
    zone = int((at_km(5) + 180) // 6) + 1
    grid = Transformer.from_crs("EPSG:4326", f"EPSG:{32600 + zone}", always_xy=True)
    east, north = grid.transform(at_km(5), IN_MEXICO)
    rows = ["Nombre,Tipo,X,Y", f"Uno,clinica,{east:.1f},{north:.1f}"]
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Metres", written(tmp_path / "metres.csv", rows), lat=IN_MEXICO)
    tab.says("none of its 1 rows can be used")
    tab.find("[class*='st-key-zone-'] input").send_keys(f"{zone}N", Keys.ENTER)
    tab.says("1 rows: 0 taken as they are, 1 repaired, 0 set aside.")
    folder = _make(tab, home, "The study is made.")
    assert float(column(folder / "facilities.csv", "lon")[0]) == pytest.approx(at_km(5), abs=1e-5)


def test_a_list_of_shelters_asks_who_may_know_them(tab: AppTab, home: Path, tmp_path: Path) -> None:
    sheet = with_titles(with_total(SHELTERS), "LISTA DE ALBERGUES")
    _open_form(tab, "es", width=360)
    _fill(tab, tmp_path, "Casas", written_xlsx(sheet, tmp_path / "albergues.xlsx", merged_titles=1))
    tab.says("Albergues que no dicen quién puede saber dónde están: 2.")
    radio = tab.find("[class*='st-key-shelters-'] [role='radiogroup']")
    assert [each.is_selected() for each in radio.find_elements(By.TAG_NAME, "input")] == [True, False, False]
    assert tab.chrome.execute_script("return document.documentElement.scrollWidth") <= 360
    click(tab.chrome, radio.find_elements(By.TAG_NAME, "input")[1])
    folder = _make(tab, home, "El estudio está hecho.")
    assert column(folder / "facilities.csv", "visibility") == ["restricted", "restricted"]


def test_shelters_stay_hidden_where_nobody_answers(tab: AppTab, home: Path, tmp_path: Path) -> None:
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Houses", written_xlsx(SHELTERS, tmp_path / "albergues.xlsx"))
    tab.says("Hidden (recommended)")
    folder = _make(tab, home, "The study is made.")
    assert column(folder / "facilities.csv", "visibility") == ["hidden", "hidden"]


def test_another_language_changes_the_words_and_no_choice(tab: AppTab, tmp_path: Path) -> None:
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Words", written(tmp_path / "list.csv", ["Nombre,Latitud,Longitud", f"Uno,0.0,{at_km(5)}"]))
    tab.says("columns not recognised")
    _choose(tab, "kind", "all rows: Clinic")
    tab.says("1 rows:")
    click(tab.chrome, tab.button("Español"))
    tab.says("1 filas: 0 tal como están, 1 reparadas, 0 apartadas.")
    assert "list.csv" in tab.text()
    assert tab.find(".st-key-new-title input").get_attribute("value") == "Words"


def test_a_long_reading_is_told_and_called_off_and_the_form_stays_as_it_is(tab: AppTab, tmp_path: Path) -> None:
    rows = [f"Ejemplo {number},clinic,{number % 900 / 1000},{at_km(5)}" for number in range(150_000)]
    path = written(tmp_path / "long.csv", ["Nombre,Tipo,Latitud,Longitud", *rows])
    _open_form(tab, "es")
    tab.find(".st-key-new-title input").send_keys("Largo", Keys.ENTER)
    _give(tab, OSM, straight_road(tmp_path))
    _give(tab, FACILITIES, path)
    click(tab.chrome, tab.button("Cancelar"))
    tab.says("Cancelado: el archivo no se leyó. Sigue en su campo.")
    assert "long.csv" in tab.text()
    assert tab.find(".st-key-new-title input").get_attribute("value") == "Largo"

    def asked_again() -> bool:
        click(tab.chrome, tab.button("Leerlo"))
        time.sleep(1)
        return "Leyendo los archivos" in tab.text()

    wait_for(asked_again, what="the file is read again")
    click(tab.chrome, tab.button("Cancelar"))
    tab.says("Cancelado: el archivo no se leyó. Sigue en su campo.")
    assert tab.complaints() == []


def test_a_study_that_was_made_is_listed_and_its_link_opens_it(tab: AppTab, tmp_path: Path) -> None:
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Listed <b>here</b>", written(tmp_path / "list.csv", [*KINDS, f"Uno,clinic,0.0,{at_km(5)}"]))
    tab.says("1 rows:")
    click(tab.chrome, tab.find(".st-key-make button"))
    tab.says("The study is made.")
    name = tab.linked("study")
    tab.open("/", lang="en")
    link = tab.find(f"a[href*='{name}']")
    assert link.text == "Listed <b>here</b>"
    click(tab.chrome, link)
    wait_for(lambda: tab.linked("study") == name, what="the link opens the study")
    assert tab.find(".alcance-study").text == "Listed <b>here</b>"
    assert tab.complaints() == []


def test_the_making_goes_on_while_another_page_is_looked_at(tab: AppTab, home: Path, tmp_path: Path) -> None:
    rows = [f"Ejemplo {number},clinic,{number % 900 / 1000},{at_km(5)}" for number in range(20_000)]
    _open_form(tab, "en")
    _fill(tab, tmp_path, "Elsewhere", written(tmp_path / "list.csv", [*KINDS, *rows]))
    tab.says("20,000 rows:")
    click(tab.chrome, tab.find(".st-key-make button"))
    tab.says("You may leave this page meanwhile.")
    tab.find("a[href*='/coverage']").click()
    with tab.page():
        pass
    wait_for(lambda: list(home.glob("elsewhere-*/study.toml")), what="the study is made")
    time.sleep(1)
    tab.find("a[href*='/check']").click()
    tab.says("The study you were making has come to its end")
    tab.find("a[href$='/'], a[href*='/?']").click()
    tab.says("The study is made.")
    assert tab.linked("study").startswith("elsewhere-")


def test_a_hostile_file_name_and_column_show_as_written(tab: AppTab, tmp_path: Path) -> None:
    header = "Nombre,<img src=x onerror=window.X=1>,Latitud,Latitude,Longitud"
    path = written(tmp_path / "![a](x).csv", [header, f"Uno,1,0.0,1.0,{at_km(5)}"])
    _open_form(tab, "en")
    _give(tab, FACILITIES, path)
    tab.says("columns not recognised")
    assert tab.chrome.execute_script("return typeof window.X") == "undefined"
    assert tab.strangers() == []
