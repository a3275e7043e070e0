"""The app as a person meets it: in a browser without a network, on a study of a straight road."""

import json
import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import toy_view as toy
from doors import done, rows_of
from osm_world import straight_road
from real_browser import click, segment
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, served_app, wait_for
from toy_study import corridor_geojson, demand_csv, facilities_csv, road_study

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    people = demand_csv(folder, [("a", 10, 0, 100), ("b", 50, 0, 300)])
    return road_study(folder, {"a": 5, "b": 85}, "--demand", people, "--complete-in", "all")


@pytest.fixture(scope="module")
def address(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _chosen(page: Any) -> tuple[str, str, str]:
    """Return what the strip, the table and the card beside them show as chosen."""
    strip = page.find_element(By.CSS_SELECTOR, ".strip .chosen").get_attribute("data-key")
    row = page.find_element(By.CSS_SELECTOR, "#segments tr.chosen").get_attribute("data-key")
    return strip, row, str(page.find_element(By.CSS_SELECTOR, ".chosen-card").text).replace("\u00a0", " ")


def _holds(tab: AppTab, selector: str) -> bool:
    """Return whether the page that is shown now has a part."""
    with tab.page() as page:
        return bool(page.find_elements(By.CSS_SELECTOR, selector))


def _links(tab: AppTab, segment_id: str) -> bool:
    return tab.linked("segment") == segment_id


def _press(page: Any, position: int) -> bool:
    """Press a segment on the map as a hand does; once more where the page had not come to rest."""
    ActionChains(page).move_to_element(segment(page, position)).click().perform()
    time.sleep(0.5)
    return bool(page.find_elements(By.CSS_SELECTOR, ".strip .chosen"))


def _chosen_on_map(page: Any) -> str:
    return str(page.find_element(By.CSS_SELECTOR, "path.chosen").get_attribute("data-key"))


def test_the_map_the_strip_the_table_and_the_link_follow_each_other(tab: AppTab, study: Path, tmp_path: Path) -> None:
    done("gaps", study, "--service", "primary", "--cutoff-min", 15, "--out", tmp_path)
    rows = {row["segment_id"]: row for row in rows_of(tmp_path / "gaps.csv")}
    tab.open("/gaps", service="primary", cutoff="15", lang="en")
    with tab.page() as page:
        wait_for(lambda: _press(page, 4), what="the map's choice is shown")
        assert _chosen(page)[0] == "segment:east:40000"
        strip, row, card = _chosen(page)
    assert row == strip
    told = rows["east:40000"]
    assert told["flag"] == "underserved"
    assert f"Ejemplo b · {float(told['km_ahead']):.1f} km · {float(told['time_ahead_min']):.1f} min" in card
    assert f"Ejemplo a · {float(told['km_behind']):.1f} km · {float(told['time_behind_min']):.1f} min" in card
    wait_for(lambda: tab.linked("segment") == "east:40000", what="the link names the segment")
    with tab.page() as page:
        click(page, page.find_element(By.CSS_SELECTOR, "#segments tr[data-key='segment:east:70000']"))
        wait_for(lambda: _chosen(page)[0] == "segment:east:70000", what="the table's choice is shown")
        wait_for(lambda: _chosen_on_map(page) == "segment:east:70000", what="the map follows")
    wait_for(lambda: tab.linked("segment") == "east:70000", what="the link follows")
    with tab.beside(tab.chrome.current_url) as other, other.page() as page:
        wait_for(lambda: _chosen(page)[:2] == ("segment:east:70000",) * 2, what="the link opens the same view")
        wait_for(lambda: _chosen_on_map(page) == "segment:east:70000", what="its map shows it")
    assert tab.strangers() == []
    assert tab.complaints() == []


@pytest.mark.parametrize("pause_s", [0.0, 0.15, 0.4])
def test_of_choices_made_in_haste_the_last_one_stays(tab: AppTab, pause_s: float) -> None:
    tab.open("/gaps", service="primary", cutoff="15", lang="en")
    for last in ("70000", "20000", "70000"):
        with tab.page() as page:
            for key in ("40000", "50000", last):
                page.execute_script(f"document.querySelector('#segments [data-key=\"segment:east:{key}\"]').click()")
                time.sleep(pause_s)
        wait_for(partial(_links, tab, f"east:{last}"), what="the link follows")
        time.sleep(0.6)
        assert tab.linked("segment") == f"east:{last}"
        with tab.page() as page:
            assert _chosen(page)[0] == f"segment:east:{last}"


def _until(tab: AppTab, key: str, reached: str, *, most: int = 60) -> None:
    """Press a key until what has the keyboard is what a script says."""
    for _ in range(most):
        if tab.chrome.execute_script(reached):
            return
        ActionChains(tab.chrome).send_keys(key).perform()
        time.sleep(0.05)
    message = f"{most} presses of {key!r} never reached {reached}"
    raise AssertionError(message)


def test_the_keyboard_alone_leads_from_the_start_to_a_segment_and_its_file(tab: AppTab, tmp_path: Path) -> None:
    allowed = {"behavior": "allow", "downloadPath": str(tmp_path)}
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    tab.open("/", service="primary", cutoff="15", lang="en")
    with tab.page():
        pass
    at = "return document.activeElement && document.activeElement."
    _until(tab, Keys.TAB, f"{at}tagName === 'A' && document.activeElement.textContent.includes('Corridor gaps')")
    ActionChains(tab.chrome).send_keys(Keys.ENTER).perform()
    wait_for(lambda: "/gaps" in tab.chrome.current_url, what="the page of the gaps is open")
    with tab.page():
        pass
    before = tab.frame()
    _until(tab, Keys.TAB, f"{at}type === 'number'")
    ActionChains(tab.chrome).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
    ActionChains(tab.chrome).send_keys("20", Keys.ENTER).perform()
    wait_for(lambda: tab.linked("cutoff") == "20", what="the link has the new limit")
    wait_for(lambda: tab.frame() != before, what="the answer is another one")
    _until(tab, Keys.TAB, f"{at}tagName === 'IFRAME'")
    with tab.page() as page:
        _until(tab, Keys.TAB, f"{at}dataset.key === 'segment:east:40000'")
        ActionChains(page).send_keys(Keys.ENTER).perform()
        wait_for(lambda: _chosen(page)[0] == "segment:east:40000", what="the strip follows")
        assert _chosen_on_map(page) == "segment:east:40000"
    wait_for(lambda: tab.linked("segment") == "east:40000", what="the link follows")
    _until(tab, Keys.TAB, f"{at}textContent.trim() === 'gaps.csv'", most=200)
    ActionChains(tab.chrome).send_keys(Keys.ENTER).perform()
    wait_for((tmp_path / "gaps.csv").is_file, what="gaps.csv is there")


def test_the_worst_segment_comes_first_and_the_order_of_travel_is_one_press_away(tab: AppTab) -> None:
    tab.open("/gaps", service="primary", cutoff="15", lang="en")

    def first(page: Any) -> str:
        return str(page.find_element(By.CSS_SELECTOR, "#segments tbody tr").get_attribute("data-key"))

    with tab.page() as page:
        assert first(page) == "segment:east:40000"
        click(page, page.find_elements(By.CSS_SELECTOR, ".order button")[1])
        assert first(page) == "segment:east:0"


def test_two_buttons_walk_along_the_corridor_and_end_at_its_ends(tab: AppTab) -> None:
    tab.open("/gaps", service="primary", cutoff="15", lang="en", segment="east:0")
    with tab.page() as page:
        wait_for(lambda: "km 0.0\u201310.0" in _chosen(page)[2], what="the link's segment is shown")
        behind, ahead = page.find_elements(By.CSS_SELECTOR, ".walk button")
        assert not behind.is_enabled()
        click(page, ahead)
        wait_for(lambda: "km 10.0\u201320.0" in _chosen(page)[2], what="the next segment is shown")
        assert behind.is_enabled()


def test_the_language_changes_the_app_the_page_and_the_link(tab: AppTab) -> None:
    tab.open("/gaps", service="primary", cutoff="15")
    tab.says("Huecos del corredor")
    with tab.page() as page:
        assert "Lo peor primero" in page.find_element(By.TAG_NAME, "body").text
    tab.button("English").click()
    tab.says("Corridor gaps")
    with tab.page() as page:
        wait_for(lambda: "Worst first" in page.find_element(By.TAG_NAME, "body").text, what="the page speaks English")
    assert tab.linked("lang") == "en"


def test_a_filter_changes_the_answer_and_the_link(tab: AppTab) -> None:
    tab.open("/gaps", service="primary", cutoff="15", lang="en")
    with tab.page() as page:
        assert len(page.find_elements(By.CSS_SELECTOR, ".strip .underserved")) == 3
    field = tab.find("input[type='number']")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("60", Keys.ENTER)
    wait_for(lambda: tab.linked("cutoff") == "60", what="the link has the new limit")
    wait_for(lambda: not _holds(tab, ".strip .underserved"), what="everything is within an hour")


@pytest.mark.parametrize("cutoff", ["0", "-5", "3000"])
def test_a_limit_out_of_range_is_said_beside_the_field_and_the_rest_stays(tab: AppTab, cutoff: str) -> None:
    tab.open("/gaps", service="primary", cutoff="15", mode="walk", lang="en")
    field = tab.find("input[type='number']")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(cutoff, Keys.ENTER)
    tab.says("Give minutes above 0, at most 2880.")
    assert tab.linked("mode") == "walk"


def test_a_service_nobody_offers_is_answered_and_said(tab: AppTab) -> None:
    tab.open("/gaps", service="tb_dot", cutoff="60", lang="en")
    with tab.page() as page:
        assert "No place is known to offer this service" in page.find_element(By.TAG_NAME, "body").text


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("service", "magic", "The link asks for something unknown here"),
        ("mode", "fly", "The link asks for something unknown here"),
        ("cutoff", "soon", "The link asks for something unknown here"),
        ("segment", "east:7", "The link names a segment this answer does not have"),
        ("study", "gone-0123456789abcdef", "This link leads to a study that is no longer kept here"),
        ("study", "../../etc", "The study of this link cannot be opened"),
    ],
)
def test_a_link_that_leads_nowhere_says_so(tab: AppTab, key: str, value: str, said: str) -> None:
    tab.open("/gaps", **{"cutoff": "15", "lang": "en", key: value})
    tab.says(said)


@pytest.mark.parametrize("path", ["/", "/gaps", "/coverage", "/check"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_scrolls_sideways_asks_a_stranger_or_fails(tab: AppTab, path: str, width: int) -> None:
    tab.open(path, width=width, height=740, service="primary", cutoff="15", lang="en")
    if path == "/check":
        tab.says("Nothing that would mislead was found.")
    else:
        with tab.page() as page:
            assert page.execute_script(SIDE_SCROLL) <= 0
    time.sleep(0.5)
    assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
    assert tab.strangers() == []
    assert tab.complaints() == []


def test_coverage_counts_the_people_within_the_limit(tab: AppTab) -> None:
    tab.open("/coverage", service="primary", cutoff="15", lang="en")
    with tab.page() as page:
        told = page.find_element(By.CSS_SELECTOR, "#coverage").get_attribute("textContent")
    assert "100" in told
    assert "400" in told
    click(tab.chrome, tab.find("input[type='checkbox']"))
    wait_for(lambda: tab.linked("catchments") == "yes", what="the link asks for catchments")
    wait_for(lambda: _holds(tab, "#catchments"), what="the catchments are told")


def test_a_download_is_the_file_of_the_command_line(tab: AppTab, study: Path, tmp_path: Path) -> None:
    done("gaps", study, "--service", "primary", "--cutoff-min", 15, "--out", tmp_path / "out")
    allowed = {"behavior": "allow", "downloadPath": str(tmp_path)}
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    tab.open("/gaps", service="primary", cutoff="15", lang="en")
    for name in ("gaps.csv", "result.gpkg", "map.html"):
        click(tab.chrome, tab.button(name))
        # The name is there before the content.
        wait_for(lambda path=tmp_path / name: path.is_file() and path.stat().st_size, what=f"{name} is there")
        assert (tmp_path / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_a_hostile_title_shows_as_written_and_runs_nothing(tab: AppTab, study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    shutil.copytree(study, folder)
    file = folder / "study.toml"
    file.write_text(file.read_text("utf-8").replace('"study"', json.dumps(toy.HOSTILE), 1), encoding="utf-8")
    for path in ("/", "/check", "/gaps"):
        tab.open(path, lang="en", study=str(folder), cutoff="15")
        told = tab.find(".alcance-study")
        assert told.get_attribute("textContent") == toy.HOSTILE
        assert tab.chrome.execute_script("return typeof window.X") == "undefined"
        assert tab.strangers() == []


def test_a_folder_on_this_computer_is_opened_and_a_wrong_one_is_said(tab: AppTab, study: Path, tmp_path: Path) -> None:
    tab.open("/", lang="en", study=str(tmp_path))
    tab.says("The study of this link cannot be opened")
    field = tab.find("input[aria-label='Folder of a study on this computer']")
    field.send_keys(str(tmp_path / "nowhere"), Keys.ENTER)
    tab.says("nowhere: is no study folder")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(str(study), Keys.ENTER)
    with tab.page() as page:
        assert "East" in page.find_element(By.TAG_NAME, "body").text
    assert tab.linked("study") == str(study)


def test_a_study_is_made_from_uploaded_files_and_its_errors_stand_beside_the_fields(
    tab: AppTab, tmp_path: Path
) -> None:
    osm, clinics, line = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0}), corridor_geojson(tmp_path)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    tab.open("/", lang="en")
    click(tab.chrome, tab.find("summary"))
    click(tab.chrome, tab.button("Make the study"))
    tab.says("Give an OpenStreetMap extract")
    tab.says("Give the study a name with letters or digits")

    def files() -> list[Any]:
        return list(tab.chrome.find_elements(By.CSS_SELECTOR, "input[type='file']"))

    def give(at: int, path: Path) -> bool:
        files()[at].send_keys(str(path))
        return True

    wait_for(lambda: len(files()) >= 3, what="the form is there")
    tab.find("input[aria-label='Name of the study']").send_keys("My road", Keys.ENTER)
    for at, path in enumerate((osm, wrong, line)):
        wait_for(partial(give, at, path), what="the file is given")
        tab.says(path.name)
    click(tab.chrome, tab.button("Make the study"))
    tab.says("wrong.csv: column")
    tab.says(osm.name)  # nothing is lost
    wait_for(partial(give, 1, clinics), what="the file is given")
    wait_for(lambda: "wrong.csv" not in tab.text(), what="what was wrong is forgotten")
    click(tab.chrome, tab.button("Make the study"))
    tab.says("The study is made.")
    assert tab.linked("study").startswith("my-road-")
    with tab.page() as page:
        assert "East" in page.find_element(By.TAG_NAME, "body").text
