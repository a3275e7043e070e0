"""The files of the public map: whole, with the notices of what they hold, and with nothing a strict page refuses."""

import gzip
import re
from pathlib import Path

import pytest
from house.rooms import ROOT

from data.public import map_parts
from data.public.map_parts import PARTS, load_map, map_sentences
from data.public.said import said_in
from data.vocabulary import KINDS
from geo.errors import StudyError

FOLDER = ROOT / "data" / "public" / "map"


def test_every_script_of_the_folder_is_a_part_of_the_map() -> None:
    assert {path.stem for path in FOLDER.glob("*.js")} == set(PARTS)


def test_every_part_is_short() -> None:
    assert [path.name for path in FOLDER.glob("*.js") if len(path.read_text("utf-8").splitlines()) > 100] == []


def test_the_map_is_two_files_that_hold_the_libraries_and_their_notices() -> None:
    files = load_map()
    script, style = (files[name].decode() for name in ("map/map.js", "map/map.css"))
    assert len(files) == 2
    for text in (script, style):
        assert "BSD 2-Clause License" in text
        assert "Volodymyr Agafonkin" in text
    assert "Protomaps LLC" in script
    assert script.index("protomapsL=") < script.index("ALCANCE.map(")
    assert "sourceMappingURL" not in script
    assert "</script" not in script


def test_the_style_asks_for_no_file() -> None:
    style = load_map()["map/map.css"].decode()
    assert style.count("url(") == style.count("url(data:") + style.count("url(#")
    assert ".map-field" in style
    assert ".leaflet-pane" in style


def test_the_map_is_small_enough_for_a_slow_network() -> None:
    assert sum(len(gzip.compress(content)) for content in load_map().values()) < 120_000


def test_no_part_writes_markup_or_builds_code_or_fetches() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|\bstyle=|fetch\(|XMLHttp|import\("
        r"|localStorage|sessionStorage|indexedDB|\.cookie\b|sendBeacon|Worker\(|https?://(?!www\.w3\.org/2000/svg)"
    )
    texts = {f"{part}.js": (FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS}
    assert {name: found[0] for name, text in texts.items() if (found := forbidden.search(text))} == {}


def test_every_sentence_of_the_map_is_found() -> None:
    texts = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS)
    assert re.findall(r'\bsay\((?!\s*")[^)]*\)', texts) == []
    assert {"Closer", "{count} places here"} < set(map_sentences())


def test_sentences_are_collected_once_and_sorted() -> None:
    assert said_in(['say("b"); view.say("a \\"x\\"", {})', 'say( "b")', "say(name)"]) == ('a "x"', "b")


def test_every_kind_that_can_be_on_a_map_has_a_symbol_of_its_own() -> None:
    symbols = (FOLDER / "symbols.js").read_text("utf-8")
    drawn = {kind: found[1] for kind in KINDS if (found := re.search(rf'\b{kind}: \[\w+, "([^"]+)"', symbols))}
    assert set(KINDS) - set(drawn) == {"hotline"}
    assert len(set(drawn.values())) == len(drawn)


def test_a_library_that_is_not_there_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(map_parts, "_NPM", tmp_path)
    with pytest.raises(StudyError, match=r"data/assets/npm/leaflet/LICENSE: .* missing\. Run `make test` once"):
        load_map.__wrapped__()
