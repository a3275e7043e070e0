"""The page as a person meets it: in a browser, from a file, with no network."""

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import toy_view as toy
from doors import done
from real_browser import Browser, click, popup, press, segment
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from data.corridor import load_example
from layers.embedded import embed
from layers.palette import FLAG_STROKES
from layers.ranking import worst_first

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
COLOURS = "return [...document.querySelectorAll('.leaflet-segments-pane path')].map(p => p.getAttribute('stroke'))"


def _everything() -> Any:
    return toy.toy_view(demand=toy.demand(), coverage=toy.coverage(), catchments=toy.catchments())


def test_the_page_asks_for_nothing_and_reports_no_error(browser: Browser) -> None:
    chrome = browser.open(_everything())
    press(chrome, segment(chrome, 5))
    assert popup(chrome)
    assert browser.requests() == []
    assert browser.complaints() == []


def test_the_request_counter_sees_a_request(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    chrome.execute_script("new Image().src = 'other.png'; document.querySelector('meta[http-equiv]').remove();")
    chrome.execute_async_script("const done = arguments[0]; setTimeout(done, 200);")
    assert browser.requests() or browser.complaints()


def test_the_map_shows_land_borders_roads_towns_services_and_segments_in_their_colours(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    for pane in ("land", "borders", "roads", "border-gaps"):
        assert chrome.find_elements(By.CSS_SELECTOR, f".leaflet-{pane}-pane path"), pane
    assert chrome.execute_script(COLOURS) == [FLAG_STROKES[flag].colour for flag in toy.FLAGS]
    assert [sign.text for sign in chrome.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .sign")] == [
        "C",
        "H",
        "P",
        "A",
    ]
    assert [sign.text for sign in chrome.find_elements(By.CSS_SELECTOR, ".leaflet-other-services-pane .sign")] == ["F"]
    assert "Zacapa" in [town.text for town in chrome.find_elements(By.CSS_SELECTOR, ".leaflet-towns-pane .town")]
    assert chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-scale-line").text.endswith("km")


def test_areas_and_people_are_drawn_when_the_answer_has_them(browser: Browser) -> None:
    chrome = browser.open(_everything())
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".leaflet-overlay-pane path")) == 3 + 3 + 2


def test_a_click_on_a_segment_tells_what_is_ahead_and_behind(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    press(chrome, segment(chrome, 5))
    told = popup(chrome)
    assert "Adelante Puesto C · 45.0 km · 45.0 min" in told
    assert "Atrás Hospital Bé · 25.0 km · 25.0 min" in told
    assert "Sin servicio suficiente" in told


def test_a_segment_can_be_reached_and_opened_with_the_keyboard(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    piece = segment(chrome, 6)
    assert piece.get_attribute("aria-label") == "Camino del Norte · km\u00a060.0\u201370.0 · Sin servicio suficiente"
    chrome.execute_script("arguments[0].focus()", piece)
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    assert "Camino del Norte · km 60.0\u201370.0" in popup(chrome)


def test_a_row_leads_to_its_segment_by_mouse_and_by_keyboard(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    rows = chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")
    click(chrome, rows[7])
    assert "km 70.0\u201380.0" in popup(chrome)
    rows[2].find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    time.sleep(0.4)
    assert "km 20.0\u201330.0" in popup(chrome)
    assert [row.get_attribute("class") for row in rows].index("chosen") == 2


def test_a_row_opens_its_service_even_where_the_layer_was_switched_off(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    boxes = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-control-layers-overlays input")
    chrome.execute_script("arguments[0].click()", boxes[-1])
    assert chrome.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .sign") == []
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[1])
    assert "Hospital Bé" in popup(chrome)


def test_one_button_changes_every_word_even_in_an_open_card(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    press(chrome, segment(chrome, 5))
    assert "Adelante" in popup(chrome)
    chrome.find_element(By.ID, "language").click()
    assert "Ahead" in popup(chrome)
    assert "Adelante" not in chrome.find_element(By.TAG_NAME, "body").text
    assert chrome.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    assert segment(chrome, 6).get_attribute("aria-label").endswith("Underserved")
    chrome.find_element(By.ID, "language").click()
    assert "Adelante" in popup(chrome)


def test_a_hostile_name_shows_as_written_in_card_tooltip_and_table_and_nothing_runs(browser: Browser) -> None:
    chrome = browser.open(
        toy.toy_view(title=toy.HOSTILE, credits=(toy.HOSTILE,), corridor_names={"norte": toy.HOSTILE})
    )
    assert chrome.title == toy.HOSTILE
    sign = chrome.find_element(By.CSS_SELECTOR, ".leaflet-marker-pane .leaflet-marker-icon")
    chrome.execute_script("arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", sign)
    assert chrome.find_element(By.CSS_SELECTOR, ".leaflet-tooltip").get_attribute("textContent").startswith(toy.HOSTILE)
    click(chrome, sign)
    assert popup(chrome).split("\n")[0] == toy.HOSTILE
    rows = chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")
    assert rows[0].find_element(By.TAG_NAME, "th").get_attribute("textContent") == toy.HOSTILE
    heading = chrome.find_element(By.TAG_NAME, "h1")
    assert heading.get_attribute("textContent") == toy.HOSTILE
    press(chrome, segment(chrome, 0))
    assert chrome.execute_script("return typeof window.X") == "undefined"
    assert browser.complaints() == []
    assert browser.requests() == []


def test_a_hostile_place_name_is_a_label_as_written(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    towns = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-towns-pane .town")
    assert "Pueblo <i>B</i>" in [town.get_attribute("textContent") for town in towns]


@pytest.mark.parametrize("width", [1280, 360])
def test_no_screen_scrolls_sideways(browser: Browser, width: int) -> None:
    chrome = browser.open(_everything(), width=width, height=740)
    assert chrome.execute_script(SIDE_SCROLL) <= 0
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")[5])
    assert popup(chrome)
    assert chrome.execute_script(SIDE_SCROLL) <= 0


def test_on_a_phone_an_open_card_fits_into_the_map(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view(), width=360, height=740)
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")[5])
    assert popup(chrome)
    time.sleep(0.6)
    script = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    card = chrome.execute_script(script, ".leaflet-popup-content-wrapper")
    frame = chrome.execute_script(script, ".map-frame")
    assert card["left"] >= frame["left"]
    assert card["right"] <= frame["right"]
    assert card["top"] >= frame["top"]

    assert card["bottom"] <= frame["bottom"]
    assert not chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-layers").is_displayed()


def test_on_a_phone_every_cell_of_a_table_is_in_sight_under_the_head_of_its_column(browser: Browser) -> None:
    chrome = browser.open(_everything(), width=360, height=740)
    outside = (
        "return [...document.querySelectorAll('.scroll td, .scroll td *, .scroll tbody th')]"
        ".filter(cell => cell.getBoundingClientRect().right > cell.closest('.scroll').getBoundingClientRect().right)"
        ".map(cell => cell.textContent)"
    )
    heads = (
        "return [...document.querySelectorAll('#segments tbody tr')[5].cells].slice(1, 5)"
        ".map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert chrome.execute_script(outside) == []
    assert chrome.execute_script(heads) == ['"Acceso"', '"Más cercano"', '"Adelante"', '"Atrás"']
    chrome.find_element(By.ID, "language").click()
    assert chrome.execute_script(heads) == ['"Access"', '"Nearest"', '"Ahead"', '"Behind"']


def test_on_a_laptop_a_segment_is_told_up_to_its_gap_without_scrolling_and_no_row_is_cut(browser: Browser) -> None:
    named = toy.facilities().replace({"name": {toy.HOSTILE: "Clínica San Antonio de Oriente"}})
    chrome = browser.open(toy.toy_view(facilities=named), width=1280, height=800)
    script = (
        "const table = document.querySelector('#segments'), box = part => part.getBoundingClientRect();"
        "const frame = box(table.closest('.scroll')), rows = [...table.rows];"
        "return [rows.filter(row => box(row.cells[5]).right > frame.right).length,"
        "rows.filter(row => box(row).bottom > frame.bottom).length, box(table.tHead).height]"
    )
    beyond, cut, head = chrome.execute_script(script)
    assert (beyond, cut) == (0, 0)
    assert head < 80


def _focused(chrome: Any) -> str:
    return str(chrome.execute_script("return document.activeElement.getAttribute('data-key') || ''"))


def test_tab_leads_along_the_corridor_enter_opens_a_card_and_escape_closes_it(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    chrome.execute_script("arguments[0].focus()", segment(chrome, 0))
    order = [_focused(chrome)]
    for _ in range(9):
        chrome.switch_to.active_element.send_keys(Keys.TAB)
        order.append(_focused(chrome))
    assert order == [f"segment:norte:{10_000 * i:06d}" for i in range(10)]
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    assert "km 90.0\u2013100.0" in popup(chrome)
    chrome.switch_to.active_element.send_keys(Keys.ESCAPE)
    time.sleep(0.4)
    assert chrome.find_elements(By.CSS_SELECTOR, ".leaflet-popup") == []
    assert _focused(chrome) == order[-1]


def test_the_keyboards_place_is_seen_on_a_segment_and_in_a_table(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    look = "const s = getComputedStyle(document.activeElement); return [s.strokeWidth, s.filter, s.outlineWidth]"
    chrome.execute_script("arguments[0].focus()", segment(chrome, 0))
    chrome.switch_to.active_element.send_keys(Keys.TAB)
    width, shadow, _ = chrome.execute_script(look)
    assert width == "14px"
    assert "rgb(255, 212, 0)" in shadow
    chrome.execute_script("document.querySelector('#segments button').focus()")
    chrome.switch_to.active_element.send_keys(Keys.TAB)
    assert chrome.execute_script(look)[2] == "3px"


def test_what_can_be_pressed_says_what_it_does_in_the_pages_language(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    press(chrome, segment(chrome, 5))
    assert popup(chrome)
    controls = ("zoom-in", "zoom-out", "layers-toggle")
    selectors = [*(f".leaflet-control-{name}" for name in controls), ".leaflet-popup-close-button"]

    def heard() -> list[str]:
        return [chrome.find_element(By.CSS_SELECTOR, each).accessible_name for each in selectors]

    assert heard() == ["Acercar", "Alejar", "Qué muestra el mapa", "Cerrar"]
    button = chrome.find_element(By.ID, "language")
    assert button.accessible_name == "Cambiar el idioma a English"
    button.click()
    assert button.accessible_name == "Change the language to Español"
    assert heard() == ["Closer", "Farther", "What the map shows", "Close"]


def test_headings_go_down_one_level_at_a_time_and_regions_have_names(browser: Browser) -> None:
    chrome = browser.open(_everything())
    press(chrome, segment(chrome, 5))
    assert popup(chrome)
    levels = [int(each.tag_name[1]) for each in chrome.find_elements(By.CSS_SELECTOR, "h1,h2,h3,h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    regions = chrome.find_elements(By.CSS_SELECTOR, "[role=region]")
    assert len(regions) == 7
    assert all(region.accessible_name for region in regions)


def test_arrows_point_the_way_the_corridor_was_drawn(browser: Browser) -> None:
    script = (
        "return [...document.querySelectorAll('.arrow svg')].map(arrow => parseInt(arrow.style.transform.slice(7)))"
    )
    east = browser.open(toy.toy_view()).execute_script(script)
    assert east
    assert all(abs(degrees) < 45 for degrees in east)
    segments = toy.segments().iloc[::-1].assign(geometry=lambda frame: frame.geometry.reverse())
    west = browser.open(toy.toy_view(segments=segments)).execute_script(script)
    assert west
    assert all(abs(degrees) > 135 for degrees in west)


def test_no_town_is_written_over_a_service_that_counts(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    script = (
        "const box = part => part.getBoundingClientRect(), all = name => [...document.querySelectorAll(name)].map(box);"
        "return all('.leaflet-marker-pane .sign').flatMap(s => all('.town').filter(t =>"
        "s.left < t.right && t.left < s.right && s.top < t.bottom && t.top < s.bottom)).length"
    )
    assert chrome.find_elements(By.CSS_SELECTOR, ".leaflet-towns-pane .town.north, .leaflet-towns-pane .town.south")
    assert chrome.execute_script(script) == 0


def test_a_row_leads_to_its_service_whatever_its_id_is_made_of(browser: Browser) -> None:
    facilities = toy.facilities()
    facilities.loc[1, "facility_id"] = toy.HOSTILE
    chrome = browser.open(toy.toy_view(facilities=facilities))
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[1])
    assert popup(chrome).startswith("Hospital Bé")
    assert browser.complaints() == []


SHOWN = (
    "return [...document.querySelectorAll('.leaflet-marker-pane .sign')].filter(sign => sign.checkVisibility()).length"
)
BEYOND = (
    "const frame = document.querySelector('#segments').closest('.scroll'), right = frame.getBoundingClientRect().left"
    " + frame.clientWidth; return [...document.querySelectorAll('#segments tr')].slice(0, 80).flatMap(row =>"
    "[...row.cells].slice(0, 5)).filter(cell => cell.getBoundingClientRect().right > right"
    " || cell.scrollWidth > cell.clientWidth).length"
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the whole example corridor's answer."""
    folder = tmp_path_factory.mktemp("example")
    load_example(folder / "study")
    done("gaps", folder / "study", "--service", "primary", "--out", folder / "out")
    return folder / "out"


def _open_example(browser: Browser, example: Path, *, embedded: bool) -> Any:
    page = (example / "map.html").read_text("utf-8")
    ranked = worst_first(pd.read_csv(example / "gaps.csv"))
    (browser.folder / "map.html").write_text(embed(page, ranked=ranked) if embedded else page, encoding="utf-8")
    return browser.open_written()


def test_the_page_of_the_whole_example_is_light(example: Path) -> None:
    assert (example / "map.html").stat().st_size < 2_500_000


def test_from_afar_a_crowd_of_services_is_left_out_and_comes_into_sight_closer(browser: Browser, example: Path) -> None:
    chrome = _open_example(browser, example, embedded=False)
    assert chrome.execute_script(SHOWN) == 0
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[0])
    assert popup(chrome)
    assert chrome.execute_script(SHOWN) > 0
    assert browser.requests() == []
    assert browser.complaints() == []


@pytest.mark.parametrize("embedded", [False, True])
@pytest.mark.parametrize("lang", ["es", "en"])
def test_access_nearest_ahead_and_behind_stand_beside_the_map_without_scrolling(
    browser: Browser, example: Path, *, embedded: bool, lang: str
) -> None:
    chrome = _open_example(browser, example, embedded=embedded)
    if lang == "en":
        chrome.execute_script("document.getElementById('language').click()")
    assert chrome.execute_script("return document.documentElement.lang") == lang
    assert chrome.execute_script("return window.innerWidth") == 1280
    assert chrome.execute_script(BEYOND) == 0


@pytest.mark.parametrize("embedded", [False, True])
def test_the_head_of_a_table_stays_in_sight_in_its_frame(browser: Browser, example: Path, *, embedded: bool) -> None:
    chrome = _open_example(browser, example, embedded=embedded)
    script = (
        "const table = document.getElementById(arguments[0]), frame = table.closest('.scroll');"
        "frame.scrollIntoView(); frame.scrollTop = 5000; const top = part => part.getBoundingClientRect().top;"
        "return [frame.scrollTop, top(table.tHead.rows[0].cells[1]) - top(frame)]"
    )
    for table in ("segments", "facilities"):
        scrolled, below = chrome.execute_script(script, table)
        assert scrolled == 5000
        assert 0 <= below < 3


def test_numbers_end_under_each_other_with_digits_of_one_width(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    script = (
        "const row = document.querySelector(arguments[0] + ' tbody tr');"
        "return [...row.cells].map(cell => getComputedStyle(cell))"
        ".map(style => style.textAlign + ' ' + style.fontVariantNumeric)"
    )
    text, figure = "start tabular-nums", "right tabular-nums"
    told = chrome.execute_script(script, "#segments")[1:]
    assert [each.replace("left", "start") for each in told] == [text] * 4 + [figure] * 6
    assert chrome.execute_script(script, "#corridors")[1:] == [figure] * 7


def test_cells_tips_and_an_open_card_change_their_language_and_change_it_back(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[1])
    row = chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[1]
    sign = chrome.find_element(By.CSS_SELECTOR, "[data-key='facility:b'].leaflet-marker-icon")
    spanish = row.text, popup(chrome), sign.get_attribute("aria-label")
    assert "Atención primaria, Urgencias" in spanish[0]
    assert "Cuenta" in spanish[1]
    chrome.find_element(By.ID, "language").click()
    assert "Primary care, Emergency care" in row.text
    assert "Counts" in popup(chrome)
    assert "Cuenta" not in popup(chrome)
    chrome.find_element(By.ID, "language").click()
    assert (row.text, popup(chrome), sign.get_attribute("aria-label")) == spanish
