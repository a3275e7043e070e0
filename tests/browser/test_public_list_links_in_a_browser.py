"""The list of a need by its address: in a link that somebody sent, or on a page that was loaded anew."""

from pathlib import Path
from typing import Any

import pytest
import toy_bundle as toy
from public_tab import PublicTab, served

pytestmark = pytest.mark.browser
LISTED = "return document.querySelectorAll('a.entry').length > 0 && document.querySelector('h1').textContent"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.write_bundle(tmp_path_factory.mktemp("bundle"), {})


def test_a_town_chosen_after_the_page_was_loaded_anew_gives_the_list(chrome: Any, bundle: Path) -> None:
    tab = PublicTab(chrome, bundle.as_uri() + "/")
    tab.open("#/en")
    tab.choose_town("primary", "Bé")
    chrome.refresh()
    tab.wait("return (document.querySelector('h1') || {}).textContent === 'Where are you?'")
    tab.press("Norte, ")
    tab.wait(LISTED)
    assert (tab.heading(), "Seen from: Norte." in tab.text()) == ("Doctor or nurse", True)
    assert tab.complaints() == []


def test_the_position_of_the_phone_gives_the_list_of_a_link_too(chrome: Any, bundle: Path) -> None:
    with served(bundle) as address:
        tab = PublicTab(chrome, address)
        permission = {"origin": address.rstrip("/"), "permissions": ["geolocation"]}
        chrome.execute_cdp_cmd("Browser.grantPermissions", permission)
        spot = {"latitude": 15.0, "longitude": -91.99, "accuracy": 10}
        chrome.execute_cdp_cmd("Emulation.setGeolocationOverride", spot)
        tab.open("#/en/list/primary")
        assert tab.heading() == "Where are you?"
        tab.press("Use my position")
        tab.wait(LISTED)
        assert "Seen from: your position." in tab.text()
