"""The example the program carries, made into a study when it is first asked for."""

from pathlib import Path

from alcance.app.answers import shelves
from alcance.app.places import EXAMPLE, home
from alcance.app.upload import told_in
from alcance.app.work import Step
from data.corridor.example import ROADS, TABLES, load_example
from data.fingerprint import files_fingerprint


def example_folder() -> Path:
    """Return where the example stands once it is made: another version of it stands elsewhere."""
    return home() / f"{EXAMPLE}-{files_fingerprint((ROADS, *TABLES.values()))[:16]}"


def make_example(step: Step) -> Path:
    """Make the example, unless somebody did meanwhile, and return its folder."""
    path = example_folder()
    return shelves().examples.keep(str(path), lambda: path if path.is_dir() else load_example(path, told_in(step)))
