"""What a committed file may not say, and what is said in one place only."""

import re
import tomllib

from house.rooms import ROOT, committed_files, committed_paths, modules

# Put together from halves, so that this file does not hold the words it looks for.
INDEX_WORDS = [
    "py" + "pi.org",
    "python" + "hosted",
    "registry." + "npm" + "js",
    "registry." + "yarn" + "pkg",
    "find" + "-links",
    "index" + "-url",
    "file:/" + "//opt",
]
MACHINE_PATHS = ["/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/op" + "t/"]
UNFINISHED = ["TO" + "DO:", "FIX" + "ME", "XX" + "X:"]


def _files_holding(words: list[str]) -> list[str]:
    pattern = re.compile("|".join(re.escape(word) for word in words).encode())
    found = ((path, pattern.search(path.read_bytes())) for path in committed_files())
    return [f"{path.relative_to(ROOT)}: {match[0].decode()}" for path, match in found if match]


def test_the_look_at_committed_files_finds_a_word_that_is_there() -> None:
    assert _files_holding(["Permission is hereby" + " refused"]) == []
    assert "LICENSE: Permission is hereby granted" in _files_holding(["Permission is hereby granted"])


def test_no_committed_file_names_a_package_index() -> None:
    assert _files_holding(INDEX_WORDS) == []


def test_no_committed_file_holds_a_path_of_someones_machine() -> None:
    assert _files_holding(MACHINE_PATHS) == []


def test_no_link_is_committed_for_it_holds_a_path_too() -> None:
    assert [str(path.relative_to(ROOT)) for path in committed_paths() if path.is_symlink()] == []


def test_no_committed_file_says_that_it_is_unfinished() -> None:
    assert _files_holding(UNFINISHED) == []


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements.lock").read_text("utf-8").strip())
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_page_assets_are_pinned_exactly_and_with_a_hash() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"leaflet": "1.9.4"' in text
    assert text.count('"integrity"') == text.count('"version"') > 0
    assert '"resolved"' not in text


def test_the_version_stands_in_pyproject_only() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    holders = [
        name
        for name, path in modules().items()
        if re.search(rf"[\"']{re.escape(version)}[\"']|__version__ *=", path.read_text("utf-8"))
    ]
    assert holders == []


def test_ci_runs_what_the_readme_says_and_needs_the_browser() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert commands[-2:] == ["export ALCANCE_BROWSER=required", "make test"]
    assert "make test" in (ROOT / "README.md").read_text("utf-8")
