"""A browser to measure with, and a folder for what is measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.real_browser import start_chrome


@contextmanager
def a_browser(what: str) -> Iterator[tuple[Any, Path] | None]:
    """Yield a browser that knows nothing yet and an empty folder; None, having said so, where there is no browser."""
    with TemporaryDirectory(prefix="alcance-bench-") as folder, TemporaryDirectory(prefix="alcance-bench-") as profile:
        try:
            chrome = start_chrome(Path(profile))
        except pytest.skip.Exception as reason:
            print(f"{what}: not measured, {reason}")
            yield None
            return
        try:
            yield chrome, Path(folder)
        finally:
            chrome.quit()
