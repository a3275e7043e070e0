"""The scripts a page carries ask for nothing."""

from pathlib import Path

import pytest

from data import assets
from geo.errors import StudyError


def test_the_style_sheet_holds_its_pictures_and_points_nowhere() -> None:
    style = assets.load_leaflet_style()
    assert "url(data:image/png;base64," in style
    assert style.count("url(") == style.count("url(data:") + style.count("url(#")


def test_the_script_is_leaflet_and_names_no_source_map() -> None:
    script = assets.load_leaflet_script()
    assert "1.9.4" in script
    assert "sourceMappingURL" not in script
    assert "</script" not in script


def test_a_missing_asset_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "_LEAFLET", tmp_path)
    with pytest.raises(StudyError, match=r"data/assets/npm/leaflet/leaflet.js: .* missing. Run `make test` once"):
        assets.load_leaflet_script()
