"""study.toml: what a study is called, who told us what, and which question it asks unless told otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import tomlkit

from data.table import CRS
from data.tables_of_study import STUDY_TABLES
from data.toml_keys import TomlKeys, is_texts, load_keys
from geo.errors import StudyError
from geo.roads import DIRECTIONS, MODES

FILE_NAME = "study.toml"

EVERYWHERE: Literal["all"] = "all"
_NO_STUDY = "Give a study folder, or make one with `alcance new`."


@dataclass(frozen=True, slots=True)
class Source:
    """Who told us, under which licence.

    Attributes
    ----------
    title, licence, url
        As to be printed; licence and url may be empty.
    retrieved
        ISO date, or empty.
    complete_in
        The areas (``area_id``) this source claims to list completely, or ``"all"``; empty if it claims nothing.
    table
        The table it fed (``facilities``, ``network`` …), or empty.
    """

    title: str
    licence: str = ""
    url: str = ""
    retrieved: str = ""
    complete_in: tuple[str, ...] | Literal["all"] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class PlanDefaults:
    """The question a study asks where the command line says nothing.

    Attributes
    ----------
    mode
        One of ``MODES``.
    cutoff_min
        Largest time that still counts, minutes, above 0.
    profile
        Who travels.
    direction
        ``to`` or ``from`` the facility.
    piece_km
        Length of a corridor segment, kilometres, above 0.
    """

    mode: str = "drive"
    cutoff_min: float = 60.0
    profile: str = "anyone"
    direction: str = "to"
    piece_km: float = 10.0


@dataclass(frozen=True, slots=True)
class StudyFile:
    """What study.toml holds.

    Attributes
    ----------
    title
        Of the study.
    languages
        Codes, the first is shown first.
    example
        Whether its places are invented: everything made from it then says so.
    sources
        Who told us what.
    tables
        File name by noun: the tables that must be there.
    columns
        Their column by ours, by noun: what the columns of the files the tables were made of were taken for.
    plan
        The question asked by default.
    """

    title: str
    languages: tuple[str, ...] = ("es", "en")
    example: bool = False
    sources: tuple[Source, ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    plan: PlanDefaults = field(default_factory=PlanDefaults)


def load_study_file(path: Path) -> StudyFile:
    """Read study.toml.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    StudyError
        It is missing, not TOML, or a key is unknown or holds something it cannot.
    """
    return _study_file(load_keys(path, todo=_NO_STUDY, error=StudyError))


def format_study_file(study: StudyFile) -> str:
    """Return the text of study.toml; reading it gives `study` again."""
    document = tomlkit.document()
    document["title"] = study.title
    document["languages"] = list(study.languages)
    document["crs"] = CRS
    document["example"] = study.example
    document["plan"] = asdict(study.plan)
    document["tables"] = dict(sorted(study.tables.items()))
    if study.columns:
        document["columns"] = {noun: dict(each) for noun, each in sorted(study.columns.items())}
    sources = tomlkit.aot()
    for source in study.sources:
        sources.append(tomlkit.item(_plain(source)))
    document["sources"] = sources
    return tomlkit.dumps(document)


def with_sources(text: str, sources: Iterable[Source]) -> str:
    """Return the text of a study.toml with more sources; all else, comments too, stays as it is written.

    Parameters
    ----------
    text
        Of a study.toml that can be read.
    sources
        To be named after those it has.
    """
    document = tomlkit.parse(text)
    told = document.setdefault("sources", tomlkit.aot())
    for source in sources:
        told.append(tomlkit.item(_plain(source)))
    return tomlkit.dumps(document)


def _plain(source: Source) -> dict[str, Any]:
    areas = source.complete_in
    return asdict(source) | {"complete_in": areas if areas == EVERYWHERE else list(areas)}


def _is_words(value: object) -> bool:
    return is_texts(value) and bool(value)


def _study_file(keys: TomlKeys) -> StudyFile:
    keys.take("crs", CRS, lambda value: value == CRS, CRS)
    study = StudyFile(
        title=keys.title(),
        languages=tuple(keys.take("languages", ["es", "en"], _is_words, "a list of language codes")),
        example=keys.take("example", False, lambda value: isinstance(value, bool), "true or false"),  # noqa: FBT003
        sources=tuple(_source(each) for each in keys.tables("sources")),
        tables=_table_names(keys.table("tables")),
        columns=_column_names(keys.table("columns")),
        plan=_plan(keys.table("plan")),
    )
    keys.end()
    return study


def _source(keys: TomlKeys) -> Source:
    areas = keys.take(
        "complete_in", [], lambda value: value in (EVERYWHERE, []) or _is_words(value), 'area ids or "all"'
    )
    source = Source(
        title=keys.title(),
        licence=keys.text("licence"),
        url=keys.text("url"),
        retrieved=keys.day("retrieved"),
        complete_in=EVERYWHERE if areas == EVERYWHERE else tuple(areas),
        table=keys.text("table"),
    )
    keys.end()
    return source


def _table_names(keys: TomlKeys) -> dict[str, str]:
    """Return the file of each table; never a path out of the folder."""
    names = {}
    for noun in STUDY_TABLES:
        name = keys.one_of(noun, "", ("", f"{noun}.csv", f"{noun}.geojson"))
        if name:
            names[noun] = name
    keys.end()
    return names


def _column_names(keys: TomlKeys) -> dict[str, dict[str, str]]:
    """Return what the columns of each table's file were taken for."""
    found = {noun: keys.texts(noun) for noun in STUDY_TABLES}
    keys.end()
    return {noun: each for noun, each in found.items() if each}


def _plan(keys: TomlKeys) -> PlanDefaults:
    standard = PlanDefaults()
    plan = PlanDefaults(
        mode=keys.one_of("mode", standard.mode, MODES),
        cutoff_min=keys.positive("cutoff_min", standard.cutoff_min),
        profile=keys.text("profile", standard.profile),
        direction=keys.one_of("direction", standard.direction, DIRECTIONS),
        piece_km=keys.positive("piece_km", standard.piece_km),
    )
    keys.end()
    return plan
