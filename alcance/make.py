"""The doors that make a study and its road network."""

from pathlib import Path
from typing import Annotated

import typer

from alcance.build import FETCHED, make_study, rebuild_roads
from alcance.options import AsJson, StudyFolder
from data.study import load_study
from geo.errors import StudyError

OsmFile = Annotated[
    Path, typer.Option("--osm", metavar="FILE", help="OpenStreetMap extract: .osm.pbf, .osm, .osm.bz2 or .osm.gz.")
]


def _file(option: str, what: str, formats: str = "CSV or GeoJSON") -> object:
    return typer.Option(option, metavar="FILE", help=f"{what}: {formats}.")


def new(
    study: StudyFolder,
    *,
    osm: OsmFile,
    facilities: Annotated[Path | None, _file("--facilities", "Services, else those of the extract count")] = None,
    demand: Annotated[Path | None, _file("--demand", "Places with people")] = None,
    corridors: Annotated[
        Path | None, _file("--corridors", "Corridor lines, drawn from origin to destination", "GeoJSON")
    ] = None,
    areas: Annotated[Path | None, _file("--areas", "Administrative or other areas", "GeoJSON")] = None,
    borders: Annotated[
        Path | None, _file("--borders", "Land borders, else Natural Earth's are used", "GeoJSON")
    ] = None,
    crossings: Annotated[Path | None, _file("--crossings", "Formal border crossings")] = None,
    flows: Annotated[Path | None, _file("--flows", "People in transit by piece of corridor", "CSV")] = None,
    incidents: Annotated[Path | None, _file("--incidents", "Recorded incidents")] = None,
    complete_in: Annotated[
        str | None,
        typer.Option(
            "--complete-in", metavar="AREAS", help="Where the list of services is complete: all, or area ids split by ;"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a study from an OpenStreetMap extract and tables.

    Rows that cannot be used are set aside with their reason in quarantine.csv; nothing is dropped in silence.
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
    }
    files = {noun: path for noun, path in given.items() if path is not None}
    make_study(study, osm, files, complete_in, as_json=as_json)


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
