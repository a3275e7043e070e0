"""What `make` does, and when it does nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from house.rooms import ROOT

STAMP = ".venv/.stamp"
NEEDED = ("requirements.lock", "pyproject.toml", "package.json", "package-lock.json", "setup/npm.py")


@pytest.fixture
def set_up(tmp_path: Path) -> Path:
    """Give a folder in which the set-up was just made."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for age, name in enumerate([*NEEDED, STAMP]):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    return tmp_path


def _is_up_to_date(folder: Path) -> bool:
    # -q answers without running anything.
    return subprocess.run(["make", "-q", STAMP], cwd=folder, check=False).returncode == 0


def test_a_second_make_sets_up_nothing(set_up: Path) -> None:
    assert _is_up_to_date(set_up)


@pytest.mark.parametrize("name", NEEDED)
def test_a_change_of_what_the_set_up_is_made_from_makes_it_again(set_up: Path, name: str) -> None:
    (set_up / name).touch()
    assert not _is_up_to_date(set_up)


def _look_for_browser(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # A path that holds only `id`, which says that nobody may install anything here.
    (folder / "id").write_text("#!/bin/sh\necho 1000\n")
    (folder / "id").chmod(0o755)
    command = [shutil.which("bash") or "bash", ROOT / "setup/browser.sh"]
    return subprocess.run(
        command, env={"PATH": str(folder), **environment}, capture_output=True, text=True, check=False
    )


def test_without_a_browser_the_set_up_says_so_and_goes_on(tmp_path: Path) -> None:
    looked = _look_for_browser(tmp_path)
    assert looked.returncode == 0
    assert looked.stderr.startswith("No Chromium with chromedriver here")


def test_without_a_browser_the_set_up_fails_where_one_is_required(tmp_path: Path) -> None:
    assert _look_for_browser(tmp_path, ALCANCE_BROWSER="required").returncode == 1


def test_a_browser_with_its_driver_is_enough(tmp_path: Path) -> None:
    for program in ("chromium", "chromedriver"):
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    looked = _look_for_browser(tmp_path, ALCANCE_BROWSER="required")
    assert (looked.returncode, looked.stderr) == (0, "")
