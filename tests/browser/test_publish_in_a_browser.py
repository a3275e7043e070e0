"""From the report to the public map, in the app: read, sign, make, open."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doors import rows_of
from real_browser import click
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from served_app import AppTab, served_app, wait_for
from toy_study import facility, road_study

pytestmark = pytest.mark.browser
PLACES = (
    facility("a", 10, seen="public"),
    facility("b", 60, seen="public"),
    facility("house", 40, kind="shelter", services="shelter", seen="hidden"),
)
# What a signature is for, word by word.
WORDS = {
    "phone": "2222 3333",
    "referral_phone": "800 111 2222",
    "opening_hours": "Mo-Fr 08:00-09:00",
    "organisation": "Hermanas de X",
    "source": "Lista de la red",
}
BY_AREA = {
    "facility_id": "c",
    "name": "Oficina c",
    "kind": "legal_aid",
    "services": "legal",
    "visibility": "restricted",
}
NEAR_TEGUCIGALPA = {"lon": "-87.2451", "lat": "13.917", "country": "HN", "referral_phone": "800 444 5555"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    study = road_study(tmp_path_factory.mktemp("study"), PLACES)
    tell_more(study / "facilities.csv")
    with served_app(home, study) as served:
        yield served


def tell_more(table: Path) -> None:
    """Give a place all its words, and add one that is told of by its area."""
    rows = [row | WORDS if row["facility_id"] == "a" else row for row in rows_of(table)]
    with table.open("w", encoding="utf-8", newline="") as opened:
        written = csv.DictWriter(opened, list(rows[0]), restval="")
        written.writeheader()
        written.writerows([*rows, BY_AREA | NEAR_TEGUCIGALPA])


@pytest.fixture
def tab(chrome: Any, address: str) -> AppTab:
    return AppTab(chrome, address)


def test_a_report_is_read_and_signed_and_the_map_opens(tab: AppTab, home: Path) -> None:
    tab.open("/publish", lang="es")
    tab.says("Salen tal como son: 2.")
    tab.says("Ocultos, en ningún archivo que sale: 1.")
    assert "house" not in tab.text()
    tab.find(".st-key-publish-name input").send_keys("Ana Pérez, MdM", Keys.TAB)
    address = tab.find(".st-key-publish-address input")
    address.send_keys(Keys.CONTROL, "a")
    address.send_keys("costa", Keys.TAB)
    click(tab.chrome, tab.button("Hacer el mapa público"))
    tab.says("El mapa público está hecho.")
    bundle = home / "public" / "costa"
    assert json.loads((bundle / "manifest.json").read_text("utf-8"))["draft"] is False
    assert "Firmado por Ana Pérez, MdM" in (home / "public" / "costa-report-es.html").read_text("utf-8")
    tab.chrome.get(tab.find("a[href*='/public/costa']").get_attribute("href"))
    wait_for(lambda: "Kreyòl ayisyen" in tab.text(), what="the public map is open")
    assert tab.chrome.current_url.startswith(f"{tab.address}/public/costa/")
    assert (tab.strangers(), tab.complaints()) == ([], [])


def test_whoever_signs_sees_every_word_that_goes_out(tab: AppTab) -> None:
    tab.open("/publish", lang="en")
    tab.says("Told of by their area (1)")
    for title, words in (
        ("Go out as they are (2)", WORDS.values()),
        ("Told of by their area (1)", ("Oficina c", "Tegucigalpa", "800 444 5555")),
    ):
        table = f"//details[summary[contains(., '{title}')]]//table"
        told = tab.chrome.find_element(By.XPATH, table).get_attribute("textContent")
        assert [word for word in words if word not in told] == []
    assert "house" not in tab.text()


def test_a_name_no_address_can_hold_and_one_that_is_taken_are_said(tab: AppTab, home: Path) -> None:
    taken = home / "public" / "taken-draft"
    taken.mkdir(parents=True)
    (taken / "index.html").write_text("older", "utf-8")
    tab.open("/publish", lang="en")
    for name, told in (
        ("No such name", "is no name for an address"),
        ("taken", "is there already and holds something"),
    ):
        address = tab.find(".st-key-publish-address input")
        address.send_keys(Keys.CONTROL, "a")
        address.send_keys(name, Keys.TAB)
        click(tab.chrome, tab.button("Make the public map"))
        tab.says(told)
    assert (taken / "index.html").read_text("utf-8") == "older"
    assert tab.chrome.find_elements(By.CSS_SELECTOR, "a[href*='/public/taken']") == []


def test_the_name_suggested_for_a_map_is_free(tab: AppTab, home: Path) -> None:
    tab.open("/publish", lang="en")
    first = tab.find(".st-key-publish-address input").get_attribute("value")
    click(tab.chrome, tab.button("Make the public map"))
    tab.says("The public map is made.")
    # The draft may be signed under its own name.
    assert tab.find(".st-key-publish-address input").get_attribute("value") == first
    for number in (2, 3):
        tab.open("/publish", lang="en")
        assert tab.find(".st-key-publish-address input").get_attribute("value") == f"{first}-{number}"
        (home / "public" / f"{first}-{number}").mkdir()
