"""Who can really use a service: from the profile to the map, to *why not?* and to the files, in both languages."""

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from doors import done, rows_of
from real_browser import click
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, plain, served_app, wait_for
from toy_access import access_study

from data.profile import load_profiles
from data.rules import load_rules, rules_for

pytestmark = pytest.mark.browser
SIDE_SCROLL = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
ROOM = ("covered_capacity", "without_capacity", "out_of_reach")
STEPS = ("population", "available", "reachable", "admissible", "acceptable")


class Words(NamedTuple):
    """What the app says in a language."""

    whom: str
    papers: str
    blocked: str
    asks: str
    unknown: str
    country: str
    entitled: str


WORDS = {
    "en": Words(
        "For whom", "Person without papers", "Cannot be used", "Asks for papers", "Nobody knows", "Mexico", "Yes"
    ),
    "es": Words(
        "Para quién", "Persona sin documentos", "No puede usarse", "Pide documentos", "No se sabe", "México", "Sí"
    ),
}
ASKED = {"service": "primary", "cutoff": "30"}
NO_PAPERS = {**ASKED, "profile": "without_documents"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = access_study(tmp_path_factory.mktemp("access"))
    # The road lies in no country; for what the law says a hotline is in one.
    table = pd.read_csv(folder / "facilities.csv", dtype=str, keep_default_na=False)
    line = {"facility_id": "h", "name": "Ejemplo h", "kind": "hotline", "services": "legal", "country": "MX"}
    told = pd.concat([table, pd.DataFrame([{**line, "visibility": "public", "status": "open"}])])
    told.fillna("").to_csv(folder / "facilities.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def address(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_app(tmp_path_factory.mktemp("home"), study) as served:
        yield served


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def _choose(tab: AppTab, label: str, wanted: str) -> None:
    """Choose by the keyboard: type a part of a name and press Enter."""
    field = tab.find(f"input[role='combobox'][aria-label*='{label}']")
    tab.chrome.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
    field.send_keys(wanted)
    time.sleep(0.3)
    field.send_keys(Keys.ENTER)


def _taken(tab: AppTab, name: str, folder: Path) -> list[dict[str, str]]:
    """Press the button of a file and return its rows."""
    folder.mkdir(exist_ok=True)
    allowed = {"behavior": "allow", "downloadPath": str(folder)}
    tab.chrome.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    click(tab.chrome, tab.button(name))
    wait_for((folder / name).is_file, what=f"{name} is there")
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(tab: AppTab, *, holding: str) -> list[list[str]]:
    """Return the cells of the app's table that holds a text."""

    def found() -> list[list[str]]:
        for table in tab.chrome.find_elements(By.CSS_SELECTOR, ".alcance-scroll table"):
            if holding in table.get_attribute("textContent"):
                rows = table.find_elements(By.CSS_SELECTOR, "tbody tr")
                cells = [row.find_elements(By.TAG_NAME, "td") for row in rows]
                return [[plain(cell.get_attribute("textContent")) for cell in row] for row in cells]
        return []

    told: list[list[str]] = wait_for(found, what=f"a table tells {holding!r}")
    return told


@pytest.mark.parametrize("lang", ["en", "es"])
def test_from_the_profile_to_the_map_to_why_not_and_to_the_files(
    tab: AppTab, study: Path, tmp_path: Path, lang: str
) -> None:
    words = WORDS[lang]
    tab.open("/coverage", lang=lang, **ASKED)
    tab.says(words.whom)
    _choose(tab, words.whom, words.papers)
    wait_for(lambda: tab.linked("profile") == "without_documents", what="the link names the profile")

    def bars() -> list[str]:
        with tab.page() as page:
            told = page.find_elements(By.CSS_SELECTOR, ".cascade li>span:nth-child(3)")
            return [plain(each.text).split(" ")[0] for each in told]

    wait_for(lambda: bars()[-1:] == ["400"], what="the steps are drawn for people without papers")
    drawn = bars()
    with tab.page() as page:
        row = page.find_element(By.CSS_SELECTOR, "#facilities tr[data-key='facility:a']").text
        assert words.blocked in row
        assert words.asks in row
        assert words.papers in page.find_element(By.CSS_SELECTOR, ".whom").text
    everyone = next(row for row in _taken(tab, "coverage.csv", tmp_path) if row["unit_kind"] == "all")
    assert drawn == [everyone[step] for step in STEPS]
    of = "de" if lang == "es" else "of"
    assert f"{everyone['covered_nearest']} {of} {everyone['population']} " in plain(tab.text())

    _choose(tab, "nombre" if lang == "es" else "name", "Ejemplo c")
    wait_for(lambda: tab.linked("why") == "facility:c", what="the link names the place")
    told = _table(tab, holding=words.unknown)
    access = {row["facility_id"]: row for row in _taken(tab, "access.csv", tmp_path)}
    assert [cells[1] for cells in told].count(words.unknown) == len(access["c"]["unknown"].split(";")) == 4

    rules = rules_for(load_rules(), "MX", "primary", load_profiles()["without_documents"])
    law = _table(tab, holding=words.country)
    assert rules
    assert [(cells[0], cells[5]) for cells in law] == [(words.country, rule.checked_on) for rule in rules]
    assert all(rule.source_url in cells[4] for rule, cells in zip(rules, law, strict=True))
    assert [cells[2] for cells in law if cells[2] == words.entitled] == [
        words.entitled for rule in rules if rule.entitled == "yes"
    ]

    done(
        "coverage",
        study,
        "--service",
        "primary",
        "--cutoff-min",
        30,
        "--profile",
        "without_documents",
        "--out",
        tmp_path / "out",
    )
    for name in ("coverage.csv", "access.csv"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    assert tab.strangers() == []
    assert tab.complaints() == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_place_with_people_tells_the_nearer_service_it_cannot_use(tab: AppTab, tmp_path: Path, lang: str) -> None:
    tab.open("/coverage", lang=lang, why="place:near", **NO_PAPERS)
    told = _table(tab, holding=WORDS[lang].asks)
    near = next(row for row in _taken(tab, "reach.csv", tmp_path) if row["demand_id"] == "near")
    assert (near["nearest_facility_id"], near["blocked_facility_id"], near["barrier"]) == ("b", "a", "documents")
    assert told[0][1:3] == ["Ejemplo b", f"{near['time_min']} min"]
    assert told[1][1:] == ["Ejemplo a", f"{near['blocked_time_min']} min", WORDS[lang].asks]


def test_two_profiles_stand_side_by_side_with_the_figures_of_their_files(
    tab: AppTab, study: Path, tmp_path: Path
) -> None:
    tab.open("/coverage", lang="en", versus="anyone", **NO_PAPERS)
    told = _table(tab, holding="Anyone")
    for profile, cells in (("without_documents", told[0]), ("anyone", told[1])):
        asked = ("--service", "primary", "--cutoff-min", 30, "--profile", profile)
        done("coverage", study, *asked, "--out", tmp_path / profile)
        row = next(row for row in rows_of(tmp_path / profile / "coverage.csv") if row["unit_kind"] == "all")
        assert cells[2:8] == [row[name] for name in ("population", "covered_nearest", "unknown_people", *ROOM)]
    rest = _table(tab, holding="Index, all unknown taken as no")
    for profile, cells in (("without_documents", rest[0]), ("anyone", rest[1])):
        row = next(row for row in rows_of(tmp_path / profile / "coverage.csv") if row["unit_kind"] == "all")
        assert cells[2:6] == [row[name] for name in STEPS[1:]]
        assert cells[8:] == [row[name] for name in ("gini", "eai", "eai_low", "eai_high")]
    assert tab.linked("versus") == "anyone"


def test_a_laptop_shows_the_first_columns_whole_and_all_of_them_once_asked(tab: AppTab) -> None:
    tab.open("/coverage", lang="es", **NO_PAPERS)
    with tab.page() as page:
        for table, count in (("coverage", 6), ("demand", 6), ("facilities", 5)):
            frame = page.find_element(By.XPATH, f"//table[@id='{table}']/parent::div")
            heads = frame.find_elements(By.CSS_SELECTOR, "thead th")
            assert len([each for each in heads if each.is_displayed()]) == count
            assert page.execute_script("return arguments[0].scrollWidth - arguments[0].clientWidth", frame) <= 0
        note = page.find_element(By.CSS_SELECTOR, ".beside")
        assert not note.is_displayed()
        click(page, page.find_element(By.CSS_SELECTOR, ".all input"))
        heads = page.find_elements(By.CSS_SELECTOR, "#coverage thead th")
        assert all(each.is_displayed() for each in heads)
        assert "no es una probabilidad" in note.text


def test_on_a_telephone_why_not_comes_before_the_tables(tab: AppTab) -> None:
    tab.open("/coverage", width=360, height=740, lang="es", **NO_PAPERS)
    with tab.page() as page:
        folded = page.find_elements(By.CSS_SELECTOR, "details.fold")
        assert [each.get_attribute("open") for each in folded] == [None, None]
        assert not page.find_element(By.ID, "coverage").is_displayed()
    tab.says("¿Por qué no?")


def test_the_sectors_are_laid_along_the_corridor_and_their_file_says_the_same(tab: AppTab, tmp_path: Path) -> None:
    tab.open("/coverage", lang="en", sectors="yes", **NO_PAPERS)
    button = tab.button("sectors.csv")
    rows = [row for row in _taken(tab, "sectors.csv", tmp_path) if row["segment_id"] == "east:0"]
    assert button.is_enabled()
    frames = tab.chrome.find_elements(By.CSS_SELECTOR, "iframe[src^='/answer/']")
    tab.chrome.switch_to.frame(frames[-1])
    try:
        row = wait_for(
            lambda: tab.chrome.find_elements(By.CSS_SELECTOR, "#sectors tr[data-key='segment:east:0']"),
            what="the matrix is drawn",
        )[0]
        cells = [each.get_attribute("textContent") for each in row.find_elements(By.TAG_NAME, "td")]
    finally:
        tab.chrome.switch_to.default_content()
    for cell, told in zip(cells, rows, strict=False):
        expected = f"{told['time_min']} min" if told["flag"] == "served" else "A gap"
        assert expected in plain(cell)
    assert plain(cells[-1]) == f"{sum(told['flag'] == 'underserved' for told in rows)} of 5"


def test_a_profile_asks_for_what_it_needs_first_and_travels_its_own_way(tab: AppTab) -> None:
    tab.open("/coverage", lang="en", profile="mother")
    tab.find("input[value='Maternal care']")
    tab.find("input[value='On foot']")
    assert tab.linked("service") == ""


def test_a_wrong_arrival_is_said_beside_its_field_and_a_right_one_kept(tab: AppTab) -> None:
    tab.open("/coverage", lang="en", arrive="tomorrow", **NO_PAPERS)
    tab.says("Write day and time as 2026-03-03T22:00")
    field = tab.find("input[aria-label^='Arrival']")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("2026-03-03T22:00", Keys.ENTER)
    wait_for(lambda: tab.linked("arrive") == "2026-03-03T22:00", what="the link has the arrival")
    with tab.page() as page:
        row = page.find_element(By.CSS_SELECTOR, "#facilities tr[data-key='facility:b']").text
    assert "Not open at the time of arrival" in row


@pytest.mark.parametrize(("key", "value"), [("profile", "magician"), ("why", "facility:nowhere")])
def test_a_link_to_somebody_or_somewhere_unknown_says_so(tab: AppTab, key: str, value: str) -> None:
    tab.open("/coverage", **{**ASKED, "lang": "en", key: value})
    tab.says("The link asks for something unknown here" if key == "profile" else "The link names a place this answer")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_with_everything_open_does_not_scroll_sideways_ask_strangers_or_fail(tab: AppTab, width: int) -> None:
    tab.open(
        "/coverage", width=width, height=740, lang="es", why="place:far", versus="anyone", sectors="yes", **NO_PAPERS
    )
    wait_for(lambda: len(tab.chrome.find_elements(By.CSS_SELECTOR, "iframe[src^='/answer/']")) > 1, what="both frames")
    time.sleep(2)
    assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
    for frame in tab.chrome.find_elements(By.CSS_SELECTOR, "iframe[src^='/answer/']"):
        tab.chrome.switch_to.frame(frame)
        assert tab.chrome.execute_script(SIDE_SCROLL) <= 0
        tab.chrome.switch_to.default_content()
    assert tab.strangers() == []
    assert tab.complaints() == []
