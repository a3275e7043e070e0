"""The door that asks OpenStreetMap online."""

import shutil
from typing import Annotated

import typer

from alcance.build import FETCHED, make_study, rebuild_roads
from alcance.options import AsJson, StudyFolder
from alcance.progress import stages
from alcance.results import results_folder
from data.write_study import check_free
from geo.errors import QuestionError

CACHE = "cache"


def fetch(
    study: StudyFolder,
    *,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="A place's name, looked up in OpenStreetMap.")
    ] = None,
    bbox: Annotated[str | None, typer.Option("--bbox", metavar="W,S,E,N", help="A box in degrees.")] = None,
    overpass_url: Annotated[
        str | None,
        typer.Option("--overpass-url", metavar="URL", help="The Overpass server to ask; else the public one."),
    ] = None,
    nominatim_url: Annotated[
        str | None,
        typer.Option("--nominatim-url", metavar="URL", help="The Nominatim server to ask; else the public one."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch roads and services from OpenStreetMap, online.

    Into a new study, or as the network of an existing one. This names the place to the servers asked. Answers are kept
    in the study's cache and not asked for twice.
    """
    # osmnx takes seconds to import, and no other door needs it.
    from data.osm_online import NOMINATIM_URL, OVERPASS_URL, OsmServers, fetch_osm  # noqa: PLC0415

    exists = (study / "study.toml").is_file()
    cache = study / CACHE if exists else study.parent / f".{study.name}.{CACHE}"
    target = (study if exists else cache) / FETCHED
    area = _area(place, bbox)
    if not exists:
        check_free(study)
    servers = OsmServers(overpass_url or OVERPASS_URL, nominatim_url or NOMINATIM_URL)
    with results_folder(cache), stages() as progress:
        fetch_osm(target, area, cache=cache, servers=servers, progress=progress)
    if exists:
        rebuild_roads(study, target, as_json=as_json)
        return
    make_study(study, target, {}, None, chosen={}, as_json=as_json)
    target.replace(study / FETCHED)
    shutil.move(cache, study / CACHE)


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
