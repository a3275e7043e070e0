"""The public page's own files: whole, small, and with nothing that a strict page refuses."""

import gzip
import json
import re

from house.rooms import ROOT

from data.public.page_parts import KEEPER_PARTS, PARTS, load_page, load_service_worker, page_sentences
from data.vocabulary import KINDS, SERVICES

FOLDER = ROOT / "data" / "public" / "page"


def test_every_script_of_the_folder_is_a_part_of_the_page_or_the_service_worker() -> None:
    assert {path.stem for path in FOLDER.glob("*.js")} == {*PARTS, *KEEPER_PARTS}


def test_every_part_is_short() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in FOLDER.glob("*.js")}
    assert {name: lines for name, lines in lengths.items() if lines > 200} == {}


def test_the_page_is_far_smaller_than_the_first_view_may_be() -> None:
    assert sum(len(gzip.compress(content)) for content in load_page().values()) < 40_000


def test_a_phone_pays_for_no_comment_no_indent_and_no_empty_line_and_gets_all_the_rest() -> None:
    sent = load_page()["app.js"].decode().splitlines()
    assert [line for line in sent if re.match(r"\s|//|/?\*|$", line)] == []
    texts = [(FOLDER / f"{part}.js").read_text("utf-8").splitlines() for part in PARTS]
    written = [line.strip() for text in texts for line in text]
    told = [line for line in written if line and not line.startswith(("//", "/*", "* ", "*/"))]
    # Only spaces may be gone; the page's own tests run what is left.
    assert re.sub(r"\s", "", "".join(sent[2:])) == re.sub(r"\s", "", "".join(told)) + "}());"


def test_no_part_writes_markup_or_builds_code_or_fetches() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|\bstyle=|XMLHttp|import\("
        r"|localStorage|sessionStorage|indexedDB|\.cookie\b|sendBeacon|https?://(?!www\.w3\.org/2000/svg)"
    )
    texts = {f"{part}.js": (FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS}
    assert {name: found[0] for name, text in texts.items() if (found := forbidden.search(text))} == {}


def test_files_are_fetched_in_three_places_only_and_by_paths_of_the_map() -> None:
    texts = {f"{part}.js": (FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS}
    fetched = {name: re.findall(r"fetch\(([^)]*\)?)", text) for name, text in texts.items() if "fetch(" in text}
    assert fetched == {
        "gzip.js": ["ofThisVersion(asSent(path)"],
        "newer.js": ['"version.txt", { cache: "no-store" })', 'path, { cache: "reload" })'],
    }


def test_the_page_holds_no_script_or_style_of_its_own_and_loads_nothing_from_elsewhere() -> None:
    page = load_page()["index.html"].decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=|https?:", page) == []
    assert "default-src 'self'" in page
    assert "unsafe" not in page
    assert '<meta name="referrer" content="no-referrer">' in page


def test_every_sentence_is_found_where_it_is_said_and_only_titles_of_sheets_are_not_written_there() -> None:
    texts = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in PARTS)
    others = re.findall(r'(?<!function )\bsay\((?!\s*")([^)]*)\)', texts)
    assert set(others) == {"sheet.title"}
    assert {"What do you need?", "Open now until {time}", "about {length}"} & set(page_sentences()) == {
        "What do you need?",
        "Open now until {time}",
    }


def test_every_service_and_kind_has_words_and_every_service_a_drawing() -> None:
    names, drawings = ((FOLDER / f"{part}.js").read_text("utf-8") for part in ("names", "icons"))
    assert [code for code in (*SERVICES, *KINDS) if not re.search(rf"\b{code}: say\(", names)] == []
    assert [code for code in SERVICES if not re.search(rf"\b{code}: \"M", drawings)] == []


def test_the_service_worker_gets_its_files_sorted_and_its_version() -> None:
    paths = ["b.js", "a/\"'.js"]
    script = load_service_worker(paths, 'v"1').decode()
    assert f"const FILES={json.dumps(sorted(paths))}.map(asSent);" in script
    assert 'const VERSION="v\\"1";' in script
    assert re.findall(r"__|//|^\s", script, re.MULTILINE) == []


def test_the_app_manifest_can_be_read_and_names_files_that_are_there() -> None:
    manifest = json.loads(load_page()["manifest.webmanifest"])
    assert manifest["start_url"].removeprefix("./") in load_page()
    assert [icon["src"] for icon in manifest["icons"] if icon["src"] not in load_page()] == []
