"""The doors that make a study and its road network."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from alcance.draft_summary import describe_draft, describe_roads, summarise_draft
from alcance.options import AsJson, StudyFolder
from alcance.progress import stages
from alcance.report import report, rows_repaired, rows_set_aside
from data.draft_study import draft_study, read_roads
from data.osm_online import NOMINATIM_URL, OVERPASS_URL, OsmServers, fetch_osm
from data.study import NETWORK, load_study
from data.write_study import write_study
from geo.errors import QuestionError, StudyError

FETCHED = "openstreetmap.osm"
CACHE = "cache"

OsmFile = Annotated[Path, typer.Option("--osm", help="OpenStreetMap extract: .osm.pbf, .osm, .osm.bz2 or .osm.gz.")]


def _file(option: str, what: str) -> object:
    return typer.Option(option, help=f"{what}, CSV or GeoJSON.")


def new(
    study: StudyFolder,
    osm: OsmFile,
    facilities: Annotated[Path | None, _file("--facilities", "Services; without it those of the extract count")] = None,
    demand: Annotated[Path | None, _file("--demand", "Places with people")] = None,
    corridors: Annotated[Path | None, _file("--corridors", "Corridor lines, drawn from origin to destination")] = None,
    areas: Annotated[Path | None, _file("--areas", "Administrative or other areas")] = None,
    borders: Annotated[Path | None, _file("--borders", "Land borders; without it Natural Earth's are used")] = None,
    crossings: Annotated[Path | None, _file("--crossings", "Formal border crossings")] = None,
    flows: Annotated[Path | None, _file("--flows", "People in transit by piece of corridor")] = None,
    incidents: Annotated[Path | None, _file("--incidents", "Recorded incidents")] = None,
    complete_in: Annotated[
        str | None,
        typer.Option("--complete-in", help="Where the list of services is complete: all, or area ids with ; between."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a study from an OpenStreetMap extract and the tables at hand.

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
    _make(study, osm, files, complete_in, as_json=as_json)


def fetch(
    study: StudyFolder,
    place: Annotated[str | None, typer.Option("--place", help="A place's name, looked up in OpenStreetMap.")] = None,
    bbox: Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="A box in degrees.")] = None,
    overpass_url: Annotated[str, typer.Option("--overpass-url", help="The Overpass server to ask.")] = OVERPASS_URL,
    nominatim_url: Annotated[str, typer.Option("--nominatim-url", help="The Nominatim server to ask.")] = NOMINATIM_URL,
    as_json: AsJson = False,
) -> None:
    """Fetch roads and services from OpenStreetMap, online, into a new study or as the network of an existing one.

    This names the place to the servers asked. Answers are kept in the study's cache and not asked for twice.
    """
    exists = (study / "study.toml").is_file()
    cache = study / CACHE if exists else study.parent / f".{study.name}.{CACHE}"
    target = (study if exists else cache) / FETCHED
    with stages() as progress:
        fetch_osm(
            target, _area(place, bbox), cache=cache, servers=OsmServers(overpass_url, nominatim_url), progress=progress
        )
    if exists:
        _rebuild(study, target, as_json=as_json)
        return
    _make(study, target, {}, None, as_json=as_json)
    target.replace(study / FETCHED)
    shutil.move(cache, study / CACHE)


def network(
    study: StudyFolder,
    osm: Annotated[
        Path | None,
        typer.Option("--osm", help="OpenStreetMap extract.", show_default="the one fetched into the study"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build or rebuild the road network of a study; its tables stay as they are."""
    load_study(study)
    source = osm or study / FETCHED
    if osm is None and not source.is_file():
        raise StudyError(str(study), "keeps no extract of its own", "Name one: alcance network STUDY --osm FILE.")
    _rebuild(study, source, as_json=as_json)


def _make(study: Path, osm: Path, files: dict[str, Path], complete_in: str | None, *, as_json: bool) -> None:
    with stages() as progress:
        drafted = draft_study(study.name, osm, files=files, complete_in=complete_in, progress=progress)
        write_study(study, drafted.draft)
    summary = summarise_draft(study, drafted)
    lines = [*describe_draft(summary), *rows_repaired(drafted.repaired), *rows_set_aside(drafted.set_aside)]
    report(lines, summary, as_json=as_json)


def _rebuild(study: Path, source: Path, *, as_json: bool) -> None:
    with stages() as progress:
        built = read_roads(source, progress)
        built.write(study / NETWORK)
    summary = {"study": str(study), "network": built.report.to_json()}
    report(describe_roads(built.report.to_json()), summary, as_json=as_json)


def _area(place: str | None, bbox: str | None) -> tuple[float, float, float, float] | str:
    if (place is None) == (bbox is None):
        raise QuestionError("fetch", "needs one of --place and --bbox", "Give a name, or W,S,E,N in degrees.")
    if bbox is None:
        return place or ""
    try:
        west, south, east, north = (float(side) for side in bbox.split(","))
    except ValueError:
        raise QuestionError(f"--bbox {bbox}", "is no box", "Give four numbers, W,S,E,N, in degrees.") from None
    return west, south, east, north
