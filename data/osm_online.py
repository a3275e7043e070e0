"""Roads and services from OpenStreetMap online: osmnx asks Overpass and Nominatim, and the answers become one file.

osmnx queries, waits its turn and caches. Its graph is not used: cut at the box and saved as XML it joins the two ends
of a road that leaves the box and comes back, and writes ``oneway=no`` on roundabouts. The whole ways as Overpass gave
them go into an ``.osm`` file instead, which the same reader takes as any extract.
"""

import hashlib
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil, cos, radians
from pathlib import Path
from typing import TypeAlias

import osmnx
import requests
from osmnx import settings

from data.osm_keep import PLACE_RANKS, SERVICE_KEYS, SERVICE_VALUES
from data.osm_passes import Progress
from data.osm_xml import merge_elements, write_osm_xml
from geo.errors import InputError, QuestionError

OVERPASS_URL = "https://overpass-api.de/api"
NOMINATIM_URL = "https://nominatim.openstreetmap.org/"

Box: TypeAlias = tuple[float, float, float, float]

# A tile is asked for in one query; osmnx cuts areas above 2,500 km2 by itself, and then a piece the server failed on
# could not be told from a piece that is empty.
_TILE_KM = 40.0
_MOST_TILES = 64
_KM_PER_DEGREE = 111.7  # the longest degree there is
_DIGITS = 16  # of a hash, in a folder's name
_PATIENCE_S = 30.0
_ROADS = ['["highway"]', '["route"="ferry"]']
_WHO = "Alcance (humanitarian access analysis)"
_EXTRACT = "Give a smaller --bbox, or download an extract and use `alcance network STUDY --osm FILE`"
_TRY_AGAIN = "Check the connection and try again: what has arrived is kept in the study's cache"


@dataclass(frozen=True, slots=True)
class OsmServers:
    """Where to ask; the defaults are the public servers.

    Attributes
    ----------
    overpass_url
        Base address of an Overpass server, without ``/interpreter``.
    nominatim_url
        Base address of a Nominatim server.
    """

    overpass_url: str = OVERPASS_URL
    nominatim_url: str = NOMINATIM_URL


def fetch_osm(
    target: Path,
    area: Box | str,
    *,
    cache: Path,
    servers: OsmServers | None = None,
    progress: Progress | None = None,
) -> Path:
    """Fetch roads, services and places from OpenStreetMap into an ``.osm`` file.

    Parameters
    ----------
    target
        The file to write.
    area
        A box (west, south, east, north; degrees), or a place's name, whose box Nominatim is asked for. Ways come whole:
        those that reach beyond the box keep their outer part, as do roads within 500 m of it.
    cache
        A folder for the servers' answers; what is in it is not asked for again.
    servers
        Where to ask.
    progress
        Called with the number of tiles that have arrived.

    Returns
    -------
        `target`. The same answers give the same bytes.

    Raises
    ------
    QuestionError
        A box that is none or is too large, a place nobody knows, or no road there.
    InputError
        A server that cannot be reached or does not answer as it should.
    """
    asked = servers or OsmServers()
    with _polite_osmnx(asked):
        box = check_box(_box_of(area, cache, asked) if isinstance(area, str) else area)
        answers: list[Path] = []
        for count, tile in enumerate(_tiles(box), start=1):
            answers += _fetch_tile(tile, cache, asked)
            (progress or _say_nothing)("tiles", count)
    elements = merge_elements(answers)
    if not any(element["type"] == "way" for element in elements):
        raise QuestionError(f"--bbox {_written(box)}", "OpenStreetMap has no road there", "Check the box: W,S,E,N")
    target.parent.mkdir(parents=True, exist_ok=True)
    return write_osm_xml(target, elements)


def check_box(box: Box) -> Box:
    """Return a box if it is one: west, south, east, north in degrees, and of a size a public server may be asked for.

    Raises
    ------
    QuestionError
        It is not.
    """
    where = f"--bbox {_written(box)}"
    west, south, east, north = box
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees; NaN fails too
        raise QuestionError(where, "is no box", "Give W,S,E,N in degrees, west before east and south before north")
    across, up = _grid(box)
    if across * up > _MOST_TILES:
        raise QuestionError(where, "is too large to ask a public server for", _EXTRACT)
    return box


def _say_nothing(_what: str, _count: int) -> None:
    """Take a report of progress nobody asked for."""


def _written(box: Box) -> str:
    return ",".join(f"{side:g}" for side in box)


def _grid(box: Box) -> tuple[int, int]:
    """Return how many tiles fit the box across and up so that none is wider or higher than the limit."""
    west, south, east, north = box
    nearest_equator = 0.0 if south <= 0 <= north else min(abs(south), abs(north))
    across = (east - west) * _KM_PER_DEGREE * cos(radians(nearest_equator)) / _TILE_KM
    return max(1, ceil(across)), max(1, ceil((north - south) * _KM_PER_DEGREE / _TILE_KM))


def _tiles(box: Box) -> list[Box]:
    """Return the box cut into equal tiles, west to east, then south to north."""
    west, south, east, north = box
    across, up = _grid(box)
    wide, high = (east - west) / across, (north - south) / up
    return [
        (west + i * wide, south + j * high, west + (i + 1) * wide, south + (j + 1) * high)
        for j in range(up)
        for i in range(across)
    ]


@contextmanager
def _polite_osmnx(asked: OsmServers) -> Iterator[None]:
    """Set osmnx up for our questions, and leave its settings (module state) and the name look-up as they were."""
    ours = {
        "use_cache": True,
        # The answers are wanted as they came; osmnx then stops before it makes a graph of them.
        "cache_only_mode": True,
        "cache_folder": settings.cache_folder,
        "overpass_rate_limit": True,
        "overpass_url": asked.overpass_url,
        "nominatim_url": asked.nominatim_url,
        # Otherwise a name that does not resolve is looked up at a third party.
        "doh_url_template": None,
        "http_user_agent": _WHO,
        "http_referer": _WHO,
    }
    before = {name: getattr(settings, name) for name in ours}
    look_up = socket.getaddrinfo
    try:
        _set(ours)
        yield
    finally:
        _set(before)
        socket.getaddrinfo = look_up


def _set(values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)


def _box_of(place: str, cache: Path, asked: OsmServers) -> Box:
    """Return the box around the outline Nominatim knows for a place's name."""
    where = f"--place {place}"
    try:
        settings.cache_folder = cache / "places"
        found = osmnx.geocode_to_gdf(place)
    except requests.RequestException as error:
        raise InputError(asked.nominatim_url, "cannot be reached", _TRY_AGAIN) from error
    except TypeError as error:
        raise QuestionError(where, "is a point on the map, with no outline", "Give its box: --bbox W,S,E,N") from error
    except (ValueError, KeyError) as error:
        todo = "Write it with its state and country, or give --bbox W,S,E,N"
        raise QuestionError(where, "is not a place OpenStreetMap knows", todo) from error
    west, south, east, north = (float(side) for side in found.total_bounds)
    return west, south, east, north


def _fetch_tile(tile: Box, cache: Path, asked: OsmServers) -> list[Path]:
    """Return the files of Overpass' answers for one tile: its roads and ferries, and its services and places."""
    key = hashlib.sha256(f"{osmnx.__version__} {asked.overpass_url} {tile} {_ROADS} {_wanted()}".encode()).hexdigest()
    folder = cache / key[:_DIGITS]

    def ask_roads() -> None:
        osmnx.graph_from_bbox(tile, simplify=False, retain_all=True, custom_filter=_ROADS)

    def ask_services() -> None:
        osmnx.features_from_bbox(tile, _wanted())

    roads = _answers(folder / "roads", len(_ROADS), ask_roads, asked)
    return roads + _answers(folder / "services", 1, ask_services, asked)


def _wanted() -> dict[str, bool | str | list[str]]:
    """Return the tags of services and places as osmnx takes them."""
    any_value: dict[str, bool | str | list[str]] = dict.fromkeys(SERVICE_KEYS, True)
    return any_value | {key: list(values) for key, values in SERVICE_VALUES.items()} | {"place": list(PLACE_RANKS)}


def _answers(folder: Path, expected: int, ask: Callable[[], None], asked: OsmServers) -> list[Path]:
    """Return the answers in a cache folder, after asking for those that are not there yet.

    osmnx does not keep an answer the server broke off (out of time, out of memory): one too few is an error here, so
    that a piece missing from the map is never taken for an empty one.
    """
    if _count(folder) < expected:
        try:
            settings.cache_folder = folder
            settings.overpass_rate_limit = _has_status_page(asked.overpass_url)
            with suppress(InterruptedError):  # osmnx stops here in its cache-only mode
                ask()
        except requests.RequestException as error:
            raise InputError(asked.overpass_url, "cannot be reached", _TRY_AGAIN) from error
        except ValueError as error:
            raise InputError(asked.overpass_url, "does not answer as Overpass does", _TRY_AGAIN) from error
    if _count(folder) < expected:
        raise InputError(asked.overpass_url, "broke off before all data had come", f"{_TRY_AGAIN}. {_EXTRACT}")
    return sorted(folder.glob("*.json"))


def _count(folder: Path) -> int:
    return len(list(folder.glob("*.json")))


def _has_status_page(overpass_url: str) -> bool:
    """Say whether a server tells whose turn it is; one that does not (a server of one's own) has no queue to keep."""
    answer = requests.get(f"{overpass_url.rstrip('/')}/status", timeout=_PATIENCE_S, headers={"User-Agent": _WHO})
    return answer.ok
