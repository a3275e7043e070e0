"""The page of exposure on paper: a handout of the segments that are underserved and exposed."""

import re
from base64 import b64decode
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import toy_view as toy
from real_browser import Browser
from selenium.webdriver.common.by import By
from toy_exposure import ASKED, exposure

pytestmark = pytest.mark.browser
ROUNDS = 40
LAST = "return document.querySelector('#exposure').getBoundingClientRect().bottom"
NEXT = "return document.querySelector('#exposure').closest('.scroll').nextElementSibling.nextElementSibling"


def many() -> gpd.GeoDataFrame:
    """Return two hundred segments, every fifth of them underserved and exposed, with ranks of their own."""
    rounds = [
        exposure().assign(
            rank=lambda rows, by=5 * each: rows["rank"] + by, segment_id=[f"s{each}-{i}" for i in range(5)]
        )
        for each in range(ROUNDS)
    ]
    return gpd.GeoDataFrame(pd.concat(rounds, ignore_index=True), geometry="geometry", crs="EPSG:4326")


def shown(chrome: Any, rows: str) -> list[str]:
    return [row.text for row in chrome.find_elements(By.CSS_SELECTOR, rows) if row.is_displayed()]


def test_on_paper_stand_the_segments_that_are_both_by_rank_on_few_pages(browser: Browser) -> None:
    chrome = browser.open(toy.toy_view(exposure=many(), asked={"exposure": ASKED}), width=740)
    assert len(shown(chrome, "#exposure tbody tr")) == 5 * ROUNDS
    assert shown(chrome, ".printed") == []
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        ranks = shown(chrome, "#exposure tbody tr td:nth-child(2)")
        assert ranks == [str(1 + 5 * each) for each in range(ROUNDS)]
        assert (
            shown(chrome, "#facilities tbody tr") == shown(chrome, "#facilities caption") == shown(chrome, ".all") == []
        )
        left, places = shown(chrome, ".printed")
        assert left == (
            "Se imprimen 40 de 200 tramos: los que están sin servicio suficiente y expuestos. Los demás (160) están en "
            "exposure.csv y en la tabla de la pantalla."
        )
        assert places.startswith("Sin imprimir: ")
        # What follows the table begins where it ends: nothing is printed over it.
        assert chrome.execute_script(f"{NEXT}.getBoundingClientRect().top") >= chrome.execute_script(LAST)
        pdf = b64decode(chrome.execute_cdp_cmd("Page.printToPDF", {})["data"])
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 5
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
