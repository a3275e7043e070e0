"""The real extracts the comparisons run on; they are not part of the product."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("honduras-south.osm.pbf", "aguascalientes.osm.bz2")


def extracts_or_reason() -> tuple[tuple[Path, ...], str]:
    """Return the extracts (the larger, clipped one first), or none and why."""
    folder = Path(os.environ.get("ALCANCE_REAL_DATA", ROOT / ".." / "shared" / "data")) / "osm"
    paths = tuple(folder / name for name in NAMES)
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        return (), f"{' and '.join(missing)} not in {folder} (ALCANCE_REAL_DATA names the folder above)"
    return paths, ""
