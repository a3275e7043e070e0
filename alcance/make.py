"""The doors that make a study and its road network."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from alcance.build import FETCHED, make_study, rebuild_roads
from alcance.options import AsJson, StudyFolder
from data.schemas import FACILITIES
from data.study import load_study
from data.visibility import HIDDEN
from data.vocabulary import VISIBILITIES
from geo.errors import QuestionError, StudyError

OsmFile = Annotated[
    Path, typer.Option("--osm", metavar="FILE", help="OpenStreetMap extract: .osm.pbf, .osm, .osm.bz2 or .osm.gz.")
]

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="TABLE.OURS=THEIRS",
        help="Which column of a file is which of ours: facilities.lon=X; or one value for all rows: "
        "facilities.kind==clinic; nothing after = leaves ours empty. May be given several times.",
    ),
]
Shelters = Annotated[
    str,
    typer.Option(
        "--shelters",
        metavar="WHO",
        help="Who may know shelters whose row does not say it: hidden, restricted or public. Those for women only "
        "or about violence stay hidden unless their own row says otherwise and why (visibility_reason).",
    ),
]


def _file(option: str, what: str, formats: str = "CSV, XLSX, GeoJSON, GeoPackage, …") -> object:
    return typer.Option(option, metavar="FILE", help=f"{what}: {formats}.")


Hazards = Annotated[
    Path | None,
    _file("--hazards", "Areas that flood, and areas with a stated rate of events", "GeoJSON, GeoPackage, …"),
]


def new(
    study: StudyFolder,
    *,
    osm: OsmFile,
    facilities: Annotated[Path | None, _file("--facilities", "Services, else those of the extract count")] = None,
    demand: Annotated[Path | None, _file("--demand", "Places with people")] = None,
    corridors: Annotated[
        Path | None, _file("--corridors", "Corridor lines, drawn from origin to destination", "GeoJSON, KML, GPX, …")
    ] = None,
    areas: Annotated[
        Path | None, _file("--areas", "Administrative or other areas", "GeoJSON, GeoPackage, zipped shapefile, …")
    ] = None,
    borders: Annotated[
        Path | None, _file("--borders", "Land borders, else Natural Earth's are used", "GeoJSON, …")
    ] = None,
    crossings: Annotated[Path | None, _file("--crossings", "Formal border crossings")] = None,
    flows: Annotated[Path | None, _file("--flows", "People in transit by piece of corridor", "CSV or XLSX")] = None,
    incidents: Annotated[Path | None, _file("--incidents", "Recorded incidents")] = None,
    hazards: Hazards = None,
    candidates: Annotated[Path | None, _file("--candidates", "Sites where a team or a service could stand")] = None,
    visits: Annotated[
        Path | None, _file("--visits", "Visits of mobile clinics, as `alcance visits` writes them", "CSV or XLSX")
    ] = None,
    complete_in: Annotated[
        str | None,
        typer.Option(
            "--complete-in", metavar="AREAS", help="Where the list of services is complete: all, or area ids split by ;"
        ),
    ] = None,
    column: Columns = None,
    shelters: Shelters = HIDDEN,
    as_json: AsJson = False,
) -> None:
    """Make a study from an OpenStreetMap extract and tables.

    What the columns of the tables are is recognised, and said. Rows that cannot be used are set aside with their
    reason in quarantine.csv; nothing is dropped in silence.
    """
    given = {
        "facilities": facilities,
        "demand": demand,
        "corridors": corridors,
        "areas": areas,
        "borders": borders,
        "crossings": crossings,
        "flows": flows,
        "incidents": incidents,
        "hazards": hazards,
        "candidates": candidates,
        "visits": visits,
    }
    files = {noun: path for noun, path in given.items() if path is not None}
    check_shelters(shelters, files)
    chosen = chosen_columns(column or [], files)
    make_study(study, osm, files, complete_in, chosen=chosen, shelters=shelters, as_json=as_json)


def check_shelters(shelters: str, files: Mapping[str, Path]) -> None:
    """Refuse an answer that is none of ours, or that would go unheard."""
    if shelters not in VISIBILITIES:
        raise QuestionError("--shelters", f"'{shelters[:80]}' is not known", f"Use one of: {', '.join(VISIBILITIES)}")
    if shelters != HIDDEN and FACILITIES.noun not in files:
        raise QuestionError("--shelters", "is about the list of services, and none was given", "Add --facilities FILE.")


def chosen_columns(words: Iterable[str], files: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """Return their column by ours, by table, as `--column` gives them.

    Raises
    ------
    QuestionError
        A word is not of the form TABLE.OURS=THEIRS, or names a table no file was given for.
    """
    chosen: dict[str, dict[str, str]] = {}
    for word in words:
        ours, mark, theirs = word.partition("=")
        noun, dot, name = ours.partition(".")
        if not mark or not dot or noun not in files:
            todo = (
                f"Write it as TABLE.OURS=THEIRS, where TABLE is one of the files given: {', '.join(files) or 'none'}."
            )
            raise QuestionError("--column", f"{word[:80]!r} cannot be understood", todo)
        chosen.setdefault(noun, {})[name] = theirs
    return chosen


def network(
    study: StudyFolder,
    *,
    osm: Annotated[
        Path | None,
        typer.Option("--osm", metavar="FILE", help="OpenStreetMap extract; else the one fetched into the study."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build or rebuild the road network of a study.

    Its tables stay as they are.
    """
    load_study(study)
    source = osm or study / FETCHED
    if osm is None and not source.is_file():
        raise StudyError(str(study), "keeps no extract of its own", "Name one: alcance network STUDY --osm FILE.")
    rebuild_roads(study, source, as_json=as_json)
