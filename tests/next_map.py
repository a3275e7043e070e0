"""The map that comes after the one written by hand: the same places in the same files, but one that has a new name."""

import gzip
import shutil
from pathlib import Path

import toy_bundle as toy

from data.public.page_parts import load_service_worker

OLD, NEW = "Centro de Salud Bé", "Clínica recién revisada"
OLD_VERSION, NEW_VERSION = "abc123", "def456"


def renew(folder: Path, words: dict[str, dict[str, str]] | None = None, *, version: str = NEW_VERSION) -> None:
    """Put the next map in the place of the one in a folder."""
    shutil.rmtree(folder)
    toy.write_bundle(folder, words or {})
    for path in folder.rglob("*.js"):
        text = path.read_text("utf-8").replace(OLD_VERSION, version).replace(OLD, NEW)
        path.write_text(text, "utf-8")
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    kept = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".gz", ".txt"))
    files = {str(path.relative_to(folder)) for path in kept} - {"sw.js"}
    (folder / "sw.js").write_bytes(load_service_worker(files, version))
    (folder / "version.txt").write_text(f"{version}\n", "utf-8")
