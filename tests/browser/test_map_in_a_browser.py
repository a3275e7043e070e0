"""The page as a person meets it: in a browser, from a file, with no network."""

import time
from typing import Any

import pytest
import toy_view as toy
from real_browser import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from layers.palette import FLAG_STROKES

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
COLOURS = "return [...document.querySelectorAll('.leaflet-segments-pane path')].map(p => p.getAttribute('stroke'))"


def _segment(chrome: Any, position: int) -> Any:
    return chrome.find_elements(By.CSS_SELECTOR, ".leaflet-segments-pane path")[position]


def _press(chrome: Any, path: Any) -> None:
    """Press the mouse on a line, a little before its middle, as a hand does: what covers it would take the press."""
    at = chrome.execute_script(
        "const p = arguments[0], m = p.getScreenCTM(), q = p.getPointAtLength(p.getTotalLength() * 0.45);"
        "return {x: m.e + q.x * m.a, y: m.f + q.y * m.d}",
        path,
    )
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        pressed = {"type": kind, "button": "none" if kind == "mouseMoved" else "left", "clickCount": 1}
        chrome.execute_cdp_cmd("Input.dispatchMouseEvent", pressed | at)


def _click(chrome: Any, element: Any) -> None:
    chrome.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", element)


def _popup(chrome: Any) -> str:
    for _ in range(50):
        cards = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-popup .card")
        if cards and cards[-1].text:
            return str(cards[-1].text).replace("\u00a0", " ")
        time.sleep(0.05)
    return ""


def _everything() -> Any:
    return toy.toy_view(demand=toy.demand(), coverage=toy.coverage(), catchments=toy.catchments())


def test_the_page_asks_for_nothing_and_reports_no_error(browser: Browser) -> None:
    chrome = browser.open(_everything())
    _press(chrome, _segment(chrome, 5))
    assert _popup(chrome)
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
        "F",
    ]
    assert "Zacapa" in [town.text for town in chrome.find_elements(By.CSS_SELECTOR, ".leaflet-towns-pane .town")]
    assert chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-scale-line").text.endswith("km")


def test_areas_and_people_are_drawn_when_the_answer_has_them(browser: Browser) -> None:
    chrome = browser.open(_everything())
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".leaflet-overlay-pane path")) == 3 + 3 + 2


def test_a_click_on_a_segment_tells_what_is_ahead_and_behind(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    _press(chrome, _segment(chrome, 5))
    told = _popup(chrome)
    assert "Adelante Puesto C · 45.0 km · 45.0 min" in told
    assert "Atrás Hospital Bé · 25.0 km · 25.0 min" in told
    assert "Sin servicio suficiente" in told


def test_a_segment_can_be_reached_and_opened_with_the_keyboard(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    segment = _segment(chrome, 6)
    assert segment.get_attribute("aria-label") == "norte · km\u00a060.0\u201370.0 · Sin servicio suficiente"
    chrome.execute_script("arguments[0].focus()", segment)
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    assert "norte · km 60.0\u201370.0" in _popup(chrome)


def test_a_row_leads_to_its_segment_by_mouse_and_by_keyboard(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    rows = chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")
    _click(chrome, rows[7])
    assert "km 70.0\u201380.0" in _popup(chrome)
    rows[2].send_keys(Keys.ENTER)
    time.sleep(0.4)
    assert "km 20.0\u201330.0" in _popup(chrome)
    assert [row.get_attribute("class") for row in rows].index("chosen") == 2


def test_a_row_opens_its_service_even_where_the_layer_was_switched_off(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    boxes = chrome.find_elements(By.CSS_SELECTOR, ".leaflet-control-layers-overlays input")
    chrome.execute_script("arguments[0].click()", boxes[-1])
    assert chrome.find_elements(By.CSS_SELECTOR, ".leaflet-marker-pane .sign") == []
    _click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")[1])
    assert "Hospital Bé" in _popup(chrome)


def test_one_button_changes_every_word_even_in_an_open_card(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view())
    _press(chrome, _segment(chrome, 5))
    assert "Adelante" in _popup(chrome)
    chrome.find_element(By.ID, "language").click()
    assert "Ahead" in _popup(chrome)
    assert "Adelante" not in chrome.find_element(By.TAG_NAME, "body").text
    assert chrome.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    assert _segment(chrome, 6).get_attribute("aria-label").endswith("Underserved")
    chrome.find_element(By.ID, "language").click()
    assert "Adelante" in _popup(chrome)


def test_a_hostile_name_shows_as_written_in_card_tooltip_and_table_and_nothing_runs(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view(title=toy.HOSTILE, credits=(toy.HOSTILE,)))
    assert chrome.title == toy.HOSTILE
    sign = chrome.find_element(By.CSS_SELECTOR, ".leaflet-marker-pane .leaflet-marker-icon")
    chrome.execute_script("arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", sign)
    assert chrome.find_element(By.CSS_SELECTOR, ".leaflet-tooltip").get_attribute("textContent").startswith(toy.HOSTILE)
    _click(chrome, sign)
    assert _popup(chrome).split("\n")[0] == toy.HOSTILE
    rows = chrome.find_elements(By.CSS_SELECTOR, "#facilities tbody tr")
    assert rows[0].find_element(By.TAG_NAME, "th").get_attribute("textContent") == toy.HOSTILE
    heading = chrome.find_element(By.TAG_NAME, "h1")
    assert heading.get_attribute("textContent") == toy.HOSTILE
    _press(chrome, _segment(chrome, 0))
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
    _click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")[5])
    assert _popup(chrome)
    assert chrome.execute_script(SIDE_SCROLL) <= 0


def test_on_a_phone_an_open_card_fits_into_the_map(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view(), width=360, height=740)
    _click(chrome, chrome.find_elements(By.CSS_SELECTOR, "#segments tbody tr")[5])
    assert _popup(chrome)
    time.sleep(0.6)
    script = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    card = chrome.execute_script(script, ".leaflet-popup-content-wrapper")
    frame = chrome.execute_script(script, ".map-frame")
    assert card["left"] >= frame["left"]
    assert card["right"] <= frame["right"]
    assert card["top"] >= frame["top"]
