"""What every test may use."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data, or skip: it is not part of the product."""
    folder = Path(os.environ.get("ALCANCE_REAL_DATA", ROOT / ".." / "shared" / "data"))
    if not (folder / "osm").is_dir():
        pytest.skip(f"the real data is not at {folder}")
    return folder
