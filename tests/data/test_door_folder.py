"""What a killed run leaves of a file from outside goes with the next run; what another run uses stays."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from data.door.folder import door_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_behind(folder: Path, *, seconds_ago: float) -> Path:
    left = folder / "alcance-door-left"
    left.mkdir()
    (left / "list.in").write_text("Ejemplo oculto")
    then = time.time() - seconds_ago
    os.utime(left, (then, then))
    return left


def test_a_folder_left_behind_is_gone_after_the_next_run(here: Path) -> None:
    left = left_behind(here, seconds_ago=3600)
    with door_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not left.exists()
    assert list(here.iterdir()) == []


def test_a_folder_just_made_is_left_to_whoever_made_it(here: Path) -> None:
    left = left_behind(here, seconds_ago=0)
    with door_folder():
        assert left.exists()


def test_a_folder_in_use_stays_however_old(here: Path) -> None:
    with door_folder() as mine:
        os.utime(mine, (0, 0))
        with door_folder() as other:
            assert mine.exists()
            assert other.exists()
    assert list(here.iterdir()) == []
