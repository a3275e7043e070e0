"""The language a person chooses on the public page: kept with its sheets at once, and said where it is not there."""

import time
from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from axe import load_axe, violations
from public_tab import PublicTab, served

from data.public.page_parts import page_sentences
from data.public.words import LANGUAGES_PUBLIC, load_public_words

pytestmark = pytest.mark.browser
NEEDS = {"es": "¿Qué necesitas?", "fr": "De quoi avez-vous besoin ?", "ht": "Kisa ou bezwen?"}
HAS_KEEPER = "return Boolean(navigator.serviceWorker.controller)"
IS_KEPT = "return caches.match(arguments[0]).then(Boolean)"
NOT_HERE = {
    "fr": "Cette langue n\u2019est pas encore dans ce téléphone. Elle vient quand il y a une connexion.",
    "ht": "Lang sa a poko nan telefòn sa a. L ap vini lè gen koneksyon.",
    "pt": "Este idioma ainda não está neste telefone. Ele chega quando há conexão.",
    "mam": "Este idioma todavía no está en este teléfono. Llega cuando hay conexión.",
}
TOLD = "return [...document.querySelectorAll('.mark[lang]')].map(line => [line.lang, line.textContent])"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {code: load_public_words(code, page_sentences()) for code in LANGUAGES_PUBLIC if code != "en"}
    return toy.write_bundle(tmp_path_factory.mktemp("bundle"), words)


def shown(site: PublicTab, heading: str) -> None:
    site.wait("return (document.querySelector('h1') || {}).textContent === arguments[0]", heading)


def test_who_chooses_a_language_late_has_its_sheets_and_no_other(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open()
        site.wait(HAS_KEEPER)
        time.sleep(1)
        site.press("Kreyòl")
        shown(site, NEEDS["ht"])
        site.wait(IS_KEPT, "sheets-ht.js.gz")
        assert not chrome.execute_script(IS_KEPT, "sheets-es.js.gz")
        # A second choice is kept as well.
        site.press("Kreyòl")
        site.press("English")
        site.wait(IS_KEPT, "sheets-en.js.gz")
    site.open("#/ht/sheet/hazards")
    assert site.heading() == "Dangers on the road"
    assert "Sous" in site.text()


def test_a_language_that_is_not_in_the_phone_is_said_so_in_itself_and_the_page_stays_in_the_one_it_has(
    chrome: Any, bundle: Path
) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/es")
        site.wait(IS_KEPT, "sheets-es.js.gz")
    chrome.execute_cdp_cmd("Network.clearBrowserCache", {})
    site.open("#/es/sheet/hazards")
    for code, line in NOT_HERE.items():
        site.go(f"#/{code}/sheet/hazards")
        assert chrome.execute_script(TOLD) == [["es" if code == "mam" else code, line]]
        assert chrome.execute_script("return document.documentElement.lang") == "es"
        assert "Español" in site.text().split("\n")
        assert "Drink water before you are thirsty." in site.text()
    load_axe(chrome)
    assert violations(chrome) == []
    site.press("Inicio")
    shown(site, NEEDS["es"])
    assert chrome.execute_script("return location.hash") == "#/es"
    assert chrome.execute_script(TOLD) == []


def test_who_opens_a_language_that_is_not_in_the_phone_gets_the_one_that_is(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/ht")
        site.wait(IS_KEPT, "sheets-ht.js.gz")
    chrome.execute_cdp_cmd("Network.clearBrowserCache", {})
    site.open("#/fr")
    shown(site, NEEDS["ht"])
    assert chrome.execute_script(TOLD) == [["fr", NOT_HERE["fr"]]]


def test_the_language_comes_with_the_connection(chrome: Any, bundle: Path) -> None:
    words = bundle / "words-fr.js.gz", bundle / "words-fr.js"
    saved = [file.read_bytes() for file in words]
    with served(bundle) as address:
        site = PublicTab(chrome, address)
        site.open("#/es")
        site.wait(HAS_KEEPER)
        try:
            for file in words:
                file.unlink()
            site.go("#/fr/about")
            assert chrome.execute_script(TOLD) == [["fr", NOT_HERE["fr"]]]
        finally:
            for file, body in zip(words, saved, strict=True):
                file.write_bytes(body)
        site.go("#/fr")
        assert site.heading() == NEEDS["fr"]
        assert chrome.execute_script(TOLD) == []
