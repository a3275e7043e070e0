"""A study: the checked inputs of one place, read from its folder."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.intake import REPAIRED_COLUMNS, SET_ASIDE_COLUMNS, Intake, list_repaired, list_set_aside
from data.profile import PROFILES, Profile, load_profiles, own_profiles
from data.read_csv import read_csv
from data.study_file import FILE_NAME, PlanDefaults, Source, StudyFile, load_study_file
from data.tables_of_study import STUDY_TABLES, agree, load_table
from geo.errors import InputError, StudyError

NETWORK = "network"
QUARANTINE = "quarantine.csv"
REPAIRED = "repaired.csv"
_NETWORK_MANIFEST = f"{NETWORK}/manifest.json"


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """The checked inputs of one place; the road network is loaded apart, from ``path / "network"``.

    Attributes
    ----------
    path
        Its folder.
    title, languages, sources, example, plan_defaults
        As study.toml has them.
    facilities, demand, corridors, areas, borders, crossings, flows, incidents, hazards, candidates, visits
        The tables, EPSG:4326 where they have places; None where the folder holds no such file.
    set_aside
        Rows that are not in the tables, with their reasons: those of quarantine.csv (set aside when the study was
        made) and those found on reading.
    repaired
        Cells mended: those of repaired.csv (when the study was made) and those mended on reading.
    mended_on_reading
        Those of `repaired` that were mended on reading: the files hold them still.
    profiles
        Who may be asked about, by name: those that come with the program, and the study's own (``profiles/*.toml``).
    """

    path: Path
    title: str
    languages: tuple[str, ...]
    sources: tuple[Source, ...]
    example: bool
    plan_defaults: PlanDefaults
    facilities: gpd.GeoDataFrame | None
    demand: gpd.GeoDataFrame | None
    corridors: gpd.GeoDataFrame | None
    areas: gpd.GeoDataFrame | None
    borders: gpd.GeoDataFrame | None
    crossings: gpd.GeoDataFrame | None
    flows: pd.DataFrame | None
    incidents: gpd.GeoDataFrame | None
    hazards: gpd.GeoDataFrame | None
    candidates: gpd.GeoDataFrame | None
    visits: gpd.GeoDataFrame | None
    set_aside: pd.DataFrame
    repaired: pd.DataFrame
    mended_on_reading: pd.DataFrame
    profiles: Mapping[str, Profile]


def load_study(path: Path, latest: str = "") -> Study:
    """Read a study folder.

    Parameters
    ----------
    path
        The folder.
    latest
        The day it is (ISO date): a profile of its own whose source was read later is refused. Empty: no day is too
        late.

    Raises
    ------
    StudyError
        The folder or study.toml is missing or cannot be used, a table study.toml names is missing, or a table is
        there twice.
    InputError
        A table or a profile cannot be used.
    """
    if not path.is_dir():
        raise StudyError(str(path), "is no study folder", "Give a study folder, or make one with `alcance new`.")
    file = load_study_file(path / FILE_NAME)
    tables = _table_paths(path, file)
    intakes = agree({noun: load_table(noun, table) for noun, table in tables.items()})
    mended = pd.concat([list_repaired([]), *(each.repaired for each in intakes.values())], ignore_index=True)
    places = {noun: _places(intakes, noun) for noun in STUDY_TABLES if noun != "flows"}
    return Study(
        path=path,
        title=file.title,
        languages=file.languages,
        sources=file.sources,
        example=file.example,
        plan_defaults=file.plan,
        **places,
        flows=intakes["flows"].frame if "flows" in intakes else None,
        set_aside=_all_set_aside(path, intakes),
        repaired=_all_repaired(path, mended),
        mended_on_reading=mended,
        profiles=load_profiles(path, latest),
    )


def input_hashes(study: Study) -> dict[str, str]:
    """Return the SHA-256 of the files a study was read from, by their name in its folder, sorted.

    Parameters
    ----------
    study
        As loaded; its files are read again. The network counts by its manifest, which holds the hashes of its arrays.

    Raises
    ------
    StudyError
        A file has gone since.
    """
    names = [FILE_NAME, *(path.name for path in _found(study.path).values())]
    names += [name for name in (_NETWORK_MANIFEST, QUARANTINE) if (study.path / name).is_file()]
    names += [f"{PROFILES}/{path.name}" for path in own_profiles(study.path)]
    return {name: _sha256(study.path / name) for name in sorted(names)}


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StudyError(
            str(path), f"cannot be read ({error.strerror})", "Put it back, or make the study again."
        ) from None


def _table_paths(path: Path, file: StudyFile) -> dict[str, Path]:
    found = _found(path)
    for noun, name in file.tables.items():
        if noun not in found or found[noun].name != name:
            todo = f"Put it back, or take {noun} out of [tables] in {FILE_NAME}."
            raise StudyError(str(path / name), f"is missing, though {FILE_NAME} names it", todo)
    return found


def _found(path: Path) -> dict[str, Path]:
    """Return the file of each table in the folder, whatever its format; reading refuses the ones we don't know."""
    found = {}
    for noun in STUDY_TABLES:
        files = sorted(each for each in path.glob(f"{noun}.*") if each.stem == noun)
        if len(files) > 1:
            names = " and ".join(each.name for each in files)
            raise StudyError(str(path), f"holds {names}", "Keep one of them.")
        if files:
            found[noun] = files[0]
    return found


def _places(intakes: Mapping[str, Intake], noun: str) -> gpd.GeoDataFrame | None:
    frame = intakes[noun].frame if noun in intakes else None
    return frame if isinstance(frame, gpd.GeoDataFrame) else None


def _all_set_aside(path: Path, intakes: Mapping[str, Intake]) -> pd.DataFrame:
    earlier = _quarantine(path / QUARANTINE)
    return pd.concat([earlier, *(each.set_aside for each in intakes.values())], ignore_index=True)


def _quarantine(path: Path) -> pd.DataFrame:
    return list_set_aside(_listed(path, SET_ASIDE_COLUMNS))


def _all_repaired(path: Path, mended: pd.DataFrame) -> pd.DataFrame:
    earlier = list_repaired(_listed(path / REPAIRED, REPAIRED_COLUMNS))
    return pd.concat([earlier, mended], ignore_index=True)


def _listed(path: Path, names: tuple[str, ...]) -> list[tuple[str | int | None, ...]]:
    """Return the lines of a list this program wrote, none where it wrote none."""
    if not path.is_file():
        return []
    raw = read_csv(path)
    if raw.columns != names or any(row.trouble or not _is_row_number(row.cells["row"]) for row in raw.rows):
        raise InputError(path.name, "is not as it was written", "Remove it; the tables do not need it.")
    at = names.index("row")
    lines = [[row.cells[name] for name in names] for row in raw.rows]
    return [(*line[:at], int(line[at]) if line[at] else None, *line[at + 1 :]) for line in lines]


def _is_row_number(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdigit())
