"""Whoever waits for a file hears how far its reading is, and can call it off: its child is ended, its folder gone."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from doors import written

from data.door.guard import Guard
from data.from_outside import try_outside
from data.watched import told, watched


class EnoughError(Exception):
    """Stands for whoever does not want to wait any more."""


def no_more(_done: int, _of: int) -> None:
    raise EnoughError


def asleep() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])


def test_rows_pass_as_they_are_and_every_two_hundredth_is_told() -> None:
    heard: list[tuple[int, int]] = []
    with watched(lambda done, of: heard.append((done, of))):
        assert list(told(range(500), 500)) == list(range(500))
    assert heard == [(0, 500), (200, 500), (400, 500)]


def test_nobody_hears_of_what_is_read_afterwards() -> None:
    heard: list[tuple[int, int]] = []
    with watched(lambda done, of: heard.append((done, of))):
        pass
    assert list(told(range(3), 3)) == [0, 1, 2]
    assert heard == []


def test_a_child_nobody_waits_for_is_ended_and_the_reason_comes_out() -> None:
    with asleep() as child, watched(no_more), pytest.raises(EnoughError), Guard(child, 60):
        assert child.wait() == -9


def test_a_child_that_takes_too_long_is_ended() -> None:
    with asleep() as child, Guard(child, 0.1) as guard:
        assert child.wait() == -9
    assert guard.was_late


def test_a_child_in_time_is_left_alone_until_the_block_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child, Guard(child, 60) as guard:
        assert child.wait() == 0
    assert not guard.was_late


def test_a_child_is_gone_when_its_block_ends_with_an_error_of_its_own() -> None:
    with asleep() as child:
        with pytest.raises(ValueError, match="own"), Guard(child, 60):
            raise ValueError("own")
        assert child.wait() == -9


def _folders(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_dir())


@pytest.mark.parametrize("when", ["read", "judged"])
def test_a_reading_called_off_ends_there_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = [f"{number},Uno,clinic,14.{number:03},-92.1" for number in range(900)]
    path = written(tmp_path / "list.csv", ["facility_id,name,kind,lat,lon", *rows])
    heard: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> None:
        heard.append((done, of))
        if when == "read" or done >= 400:
            raise EnoughError

    with watched(watch), pytest.raises(EnoughError):
        try_outside("facilities", path)
    assert heard[-1] == ((0, 0) if when == "read" else (400, 900))
    assert _folders(tmp_path) == []
