"""The pages in docs/ build without warnings and ask nothing of the internet."""

import re
import subprocess
import sys
from pathlib import Path

from house.rooms import ROOT


def test_the_pages_build_and_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-q",
        "-b",
        "html",
        "-d",
        tmp_path / "cache",
        ROOT / "docs",
        tmp_path / "html",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "html").rglob("*.html")}
    assert "index.html" in pages
    loads = re.compile(r"<(?:script|img|iframe|link)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]+")
    assert {name: found for name, text in pages.items() if (found := loads.findall(text))} == {}
