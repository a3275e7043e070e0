"""What every test may use."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

# How long an example takes says something of the machine alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data, or skip: it is not part of the product."""
    folder = Path(os.environ.get("ALCANCE_REAL_DATA", ROOT / ".." / "shared" / "data"))
    if not (folder / "osm").is_dir():
        pytest.skip(f"the real data is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of published problems and their optima, or skip: it is not part of the product."""
    folder = Path(os.environ.get("ALCANCE_REFERENCE", ROOT / ".." / "shared" / "reference"))
    if not folder.is_dir():
        pytest.skip(f"the published problems are not at {folder}")
    return folder


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 4 MB, or skip: only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
