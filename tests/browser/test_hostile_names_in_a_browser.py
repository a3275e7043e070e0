"""Promise 3: names are only ever text, on the map and in the app, in both languages, in a real browser.

`make test` gives each test every fourth of the forty names, in the app each in one language; with
ALCANCE_PROMISES=full each test gets all, in both.
"""

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import tomlkit
import toy_view as toy
from doors import done
from hostile_names import HOSTILE_NAMES, some_of, some_told
from osm_world import at_km, straight_road
from real_browser import Browser, click
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, served_app, wait_for
from shapely import box
from shapely.geometry import mapping
from toy_study import demand_csv, facilities_csv, geojson

from data.raw import clean_text
from layers.view import MapView

pytestmark = [pytest.mark.promise, pytest.mark.browser]
RAN = "return typeof window.X"
TOWNS = "return [...document.querySelectorAll('.leaflet-towns-pane .town')].map(town => town.textContent)"
OPENED = "for (const layer of window.alcanceLayers.values()) { layer.openPopup(); layer.openTooltip(); }"
LONGEST_LABEL, LONGEST_QUOTED, LONGEST_LINKED = 120, 200, 80
SET_ASIDE = 5  # cells a row of that table has: file, row, id, what it says, what is wrong
NAMES = {clean_text(name) for name in HOSTILE_NAMES}
CELLS = "return [...document.querySelectorAll(arguments[0])].map(row => [...row.cells].map(cell => cell.textContent))"
# Every card and tip of the map by its key, opened one after the other; then all that stands beside the map.
TOLD = """
const text = part => part.textContent, all = name => [...document.querySelectorAll(name)].map(text);
const cards = {}, tips = {}, heard = {};
for (const [key, layer] of window.alcanceLayers) {
  layer.openPopup();
  const card = layer.getPopup().getElement();
  cards[key] = [card.querySelector('h3'), ...card.querySelectorAll('td')].map(text);
  layer.closePopup();
  layer.openTooltip();
  tips[key] = layer.getTooltip().getElement().textContent;
  layer.closeTooltip();
  const sign = layer.getElement();
  heard[key] = [sign.getAttribute('data-key'), sign.getAttribute('aria-label')];
}
const rows = [...document.querySelectorAll('.panel tbody tr')].map(row => [...row.cells].map(text));
return {cards, tips, heard, rows, strips: all('.strip, .panel h3'), sources: all('footer li'),
  heading: all('h1'), keys: [...document.querySelectorAll('.strip [data-key]')].map(piece => piece.dataset.key)};
"""


def _called(name: str) -> MapView:
    """Return the toy corridor with one name wherever somebody's text can stand."""
    ids = {"a": name, "norte": name}
    facilities = toy.facilities().replace({"facility_id": {"a": name}, "name": {toy.HOSTILE: name}})
    segments = toy.segments().replace(ids)
    segments["segment_id"] = segments["segment_id"].str.replace("norte", name, regex=False)
    border_gaps = toy.border_gaps().replace({"norte": name, "GT-HN": name})
    border_gaps["segment_id"] = border_gaps["segment_id"].str.replace("norte", name, regex=False)
    demand = toy.demand().replace({"demand_id": {"Aldea Uno": name}, "nearest_facility_id": {"b": name}})
    return toy.toy_view(
        title=name,
        credits=(name,),
        corridor_names={name: name},
        area_names={"Oeste": name},
        facilities=facilities.assign(opening_hours=name, checked_on=name, source=name),
        segments=segments,
        corridors=toy.corridors().replace(ids),
        border_gaps=border_gaps,
        catchments=toy.catchments().replace(ids),
        coverage=toy.coverage(),
        demand=demand.assign(barrier=name),
        places=toy.toy_view().places.assign(name=name, lon=toy.lon(5), lat=toy.LAT + 0.15, population=9e6),
    )


def _shows_as_written(told: dict[str, Any], name: str) -> None:
    """Check a page's every place for a name; `told` is what the page's texts are in one language."""
    cards, tips, heard = told["cards"], told["tips"], told["heard"]
    piece = f"{name} · km\u00a070.0–80.0"
    titles = {
        f"facility:{name}": name,
        f"demand:{name}": name,
        f"catchment:{name}": name,
        "coverage:area:Oeste": name,
        f"segment:{name}:070000": piece,
        f"border:{name}:070000:{name}": piece,
    }
    for key, title in titles.items():
        assert cards[key][0] == title
        assert tips[key].startswith(title)
        assert heard[key] == [key, tips[key]]
    assert cards[f"facility:{name}"].count(name) == 1 + 3
    assert cards[f"demand:{name}"].count(name) == 1 + 2
    assert cards[f"border:{name}:070000:{name}"].count(name) == 1
    assert any(cell.startswith(f"{name} · ") for cell in cards[f"segment:{name}:000000"][1:])
    assert [row[0] for row in told["rows"]].count(name) == 5  # a corridor, an area, a catchment, people, a service
    assert sum(row[0].startswith(f"{name} · km") for row in told["rows"]) == 1 + 10
    assert name in told["strips"]
    assert name in told["sources"]
    assert told["heading"] == [name]
    assert told["keys"][0] == f"segment:{name}:000000"


@pytest.mark.parametrize("typed", some_of(0))
def test_on_the_map_a_name_is_text_in_every_card_tip_label_table_and_credit(browser: Browser, typed: str) -> None:
    name = clean_text(typed)
    chrome = browser.open(_called(name), width=2000)
    assert chrome.title == name
    # A name too wide for the map has no label there.
    assert (name in chrome.execute_script(TOWNS)) == (len(name) < LONGEST_LABEL)
    for lang in ("es", "en"):
        assert chrome.execute_script("return document.documentElement.lang") == lang
        _shows_as_written(chrome.execute_script(TOLD), name)
        chrome.find_element(By.ID, "language").click()
    assert chrome.execute_script(RAN) == "undefined"
    assert browser.requests() == []
    assert browser.complaints() == []


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"'


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study of a road where every table holds every name, from files that somebody sent."""
    folder = tmp_path_factory.mktemp("study")
    named = [(_quoted(name), 2 * at, name) for at, name in enumerate(HOSTILE_NAMES)]
    clinics = [f"{name},{name},clinic,primary,{at_km(km)!r},0,public," for name, km, _ in named]
    aside = [f"{name},Ejemplo,{name},primary,{at_km(km)!r},0,public," for name, km, _ in named]
    osm, services = straight_road(folder), facilities_csv(folder, [*clinics, *aside])
    people = demand_csv(folder, [(name, km + 1, 0, 10) for name, km, _ in named])
    told = [({"corridor_id": name, "name": name, "area_id": name}, km) for _, km, name in named]
    lines = [(each, "LineString", [[at_km(km), 0], [at_km(km + 2), 0]]) for each, km in told]
    boxes = [(each, "Polygon", [mapping(box(at_km(km), -1, at_km(km + 2), 1))["coordinates"][0]]) for each, km in told]
    corridors, areas = geojson(folder / "lines.geojson", lines), geojson(folder / "areas.geojson", boxes)
    files = {"osm": osm, "facilities": services, "demand": people, "corridors": corridors, "areas": areas}
    done("new", folder / "study", *(word for noun, path in files.items() for word in (f"--{noun}", path)))
    _retold(folder / "study", "Estudio", [clean_text(name) for name in HOSTILE_NAMES])
    return folder / "study"


def _retold(folder: Path, title: str, sources: list[str]) -> None:
    """Give a study another title and the sources somebody names."""
    file = folder / "study.toml"
    words = tomlkit.parse(file.read_text("utf-8"))
    words["title"] = title
    words["sources"] = [{"title": each, "licence": each} for each in sources]
    file.write_text(tomlkit.dumps(words), encoding="utf-8")


@pytest.fixture(scope="module")
def address(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> Iterator[AppTab]:
    tab = AppTab(chrome, address)
    yield tab
    _nothing_happened(tab)


def _nothing_happened(tab: AppTab) -> None:
    """Check that since the app was opened no script ran or failed and nobody else was asked for anything."""
    assert tab.chrome.execute_script(RAN) == "undefined"
    assert tab.strangers() == []
    assert tab.complaints() == []


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_data_check_shows_names_and_what_was_typed_as_text(tab: AppTab, lang: str) -> None:
    tab.open("/check", lang=lang)

    def told() -> dict[str, str] | None:
        rows = tab.chrome.execute_script(CELLS, ".alcance-scroll tbody tr")
        whole = {row[0] for row in rows} >= NAMES
        return {row[2]: row[3] for row in rows if len(row) == SET_ASIDE} if whole else None

    faults = wait_for(told, what="the findings and every area are there")
    for name in NAMES:
        assert faults[name[:LONGEST_QUOTED]].startswith(f"kind {name[:LONGEST_QUOTED]}".rstrip())


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(("path", "tables"), [("/gaps", "corridors facilities"), ("/coverage", "coverage demand")])
def test_in_the_frame_of_an_answer_names_are_text(tab: AppTab, path: str, tables: str, lang: str) -> None:
    tab.open(path, lang=lang, service="primary", cutoff="15")
    with tab.page() as page:
        wait_for(lambda: page.execute_script("return document.documentElement.lang") == lang, what=f"it speaks {lang}")
        for table in tables.split():
            assert {row[0] for row in page.execute_script(CELLS, f"#{table} tbody tr")} >= NAMES
        sources = page.execute_script("return [...document.querySelectorAll('footer li')].map(li => li.textContent)")
        assert set(sources) >= {f"{name}, {name}" for name in NAMES}
        page.execute_script(OPENED)
        assert page.execute_script(RAN) == "undefined"


@pytest.mark.parametrize(("typed", "lang"), some_told(1))
def test_a_title_and_the_name_in_a_link_show_as_text(
    tab: AppTab, study: Path, tmp_path: Path, typed: str, lang: str
) -> None:
    name = clean_text(typed)
    shutil.copytree(study, tmp_path / "study")
    _retold(tmp_path / "study", name, [])
    tab.open("/check", lang=lang, study=str(tmp_path / "study"))
    assert tab.find(".alcance-study").get_attribute("textContent") == name
    _nothing_happened(tab)
    tab.open("/check", lang=lang, study=name)
    assert tab.find(".alcance-error b").get_attribute("textContent") == name[:LONGEST_LINKED]
    assert tab.linked("study") == name
    _nothing_happened(tab)


def _is_given(chrome: Any, name: str) -> bool:
    """Return whether a field says that it holds a file; the name is shortened for the eye and whole in its tip."""
    chips = chrome.find_elements(By.CSS_SELECTOR, "[data-testid='stFileChipName']")
    return name in [chip.get_attribute("title") for chip in chips]


def _choices(chrome: Any) -> list[str]:
    """Open the first field for a column, and the form where it stands closed, and return what can be chosen there."""
    options = chrome.find_elements(By.CSS_SELECTOR, "[role='option']")
    if not options:
        chrome.execute_script(
            "document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())"
        )
        chrome.find_element(By.CSS_SELECTOR, "[data-testid='stSelectbox'] input").send_keys(Keys.ARROW_DOWN)
    return [each.get_attribute("textContent") for each in options]


def _give(chrome: Any, at: int, path: Path) -> bool:
    """Lay a file into a field of the form, and say whether it is there: a field may be laid anew just then.

    A driver's own keys know no letters beyond the first plane.
    """
    field = f"document.querySelectorAll(\"input[type='file']\")[{at}]"
    found = chrome.execute_cdp_cmd("Runtime.evaluate", {"expression": field})["result"]["objectId"]
    chrome.execute_cdp_cmd("DOM.setFileInputFiles", {"files": [str(path)], "objectId": found})
    time.sleep(1)
    return _is_given(chrome, path.name)


def _file(folder: Path, typed: str, content: str) -> Path:
    """Write a file with a hostile name, as much of it as a name of a file can hold."""
    path = folder / f"{clean_text(typed).replace('/', '|')[:60]}.csv"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(("typed", "lang"), some_told(2))
def test_the_form_shows_the_names_of_files_and_columns_as_typed(
    tab: AppTab, tmp_path: Path, typed: str, lang: str
) -> None:
    name = clean_text(typed)
    good = _file(tmp_path, typed, f"{_quoted(typed)},zz\n1,2\n")
    bad = _file(tmp_path, f"z{typed}", "")
    tab.open("/", lang=lang)
    click(tab.chrome, tab.find("summary"))
    wait_for(lambda: len(tab.chrome.find_elements(By.CSS_SELECTOR, "input[type='file']")) > 2, what="the form is there")
    for at, file in ((1, good), (2, bad)):
        wait_for(partial(_give, tab.chrome, at, file), what=f"{file.name} is shown as it is called")
    # A quotation mark and a backslash in the name of a file are sent in a way of their own.
    sent = bad.name.replace('"', "%22").replace("\\\\", "\\")
    # The fault of the other file may come first.
    told = "return [...document.querySelectorAll('.alcance-error b')].map(each => each.textContent)"
    wait_for(lambda: sent in tab.chrome.execute_script(told), what=f"the fault of {sent} is shown")
    options = wait_for(partial(_choices, tab.chrome), what="a column can be chosen")
    assert name in options
