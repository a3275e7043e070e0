"""Studies made by files only: a straight road of 100 km driven at 1.5 km a minute, with services along it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from doors import Ran, done, written
from osm_world import at_km, straight_road

from data.built_roads import BuiltRoads
from data.door.read_roads import read_roads
from data.osm_passes import Progress

FACILITY = "facility_id,name,kind,services,lon,lat,visibility,country"
Places = Mapping[str, float]
_BUILT: dict[tuple[str, bytes], BuiltRoads] = {}


def facility(facility_id: str, km: float, *, kind: str = "clinic", services: str = "primary", seen: str = "") -> str:
    return f"{facility_id},Ejemplo {facility_id},{kind},{services},{at_km(km)!r},0,{seen},"


def facilities_csv(folder: Path, places: Places | Iterable[str], name: str = "clinics.csv") -> Path:
    """Write a list of services: clinics by their km, or ready rows."""
    rows = [facility(each, km) for each, km in places.items()] if isinstance(places, Mapping) else list(places)
    return written(folder / name, [FACILITY, *rows])


def demand_csv(folder: Path, rows: Iterable[tuple[str, float, float, float]]) -> Path:
    """Write places with people: id, km along the road, degrees north of it, people."""
    lines = (f"{each},{at_km(km)!r},{lat!r},{people:g}" for each, km, lat, people in rows)
    return written(folder / "demand.csv", ["demand_id,lon,lat,population", *lines])


def geojson(path: Path, features: Iterable[tuple[Mapping[str, object], str, object]]) -> Path:
    """Write features of properties, geometry type and coordinates."""
    found = [
        {"type": "Feature", "properties": dict(told), "geometry": {"type": kind, "coordinates": coordinates}}
        for told, kind, coordinates in features
    ]
    return written(path, [json.dumps({"type": "FeatureCollection", "features": found})])


def corridor_geojson(folder: Path, *, name: str = "corridor.geojson", lat: float = 0.0, km: float = 100) -> Path:
    """Write the corridor along the road, from west to east."""
    line = [[at_km(0), lat], [at_km(km), lat]]
    return geojson(folder / name, [({"corridor_id": "east", "name": "East"}, "LineString", line)])


def road_study(folder: Path, places: Places | Iterable[str], *options: object, things: Iterable[str] = ()) -> Path:
    """Make a study of the road with services, the corridor and whatever else the options name."""
    osm, clinics, line = straight_road(folder, *things), facilities_csv(folder, places), corridor_geojson(folder)
    prepared(folder / "study", "--osm", osm, "--facilities", clinics, "--corridors", line, *options)
    return folder / "study"


def prepared(study: Path, *options: object) -> Ran:
    """Make a study that a test only asks: as `new` does, but the same extract is read once.

    What reads it is a process of its own, and its start is most of the time; other tests are about that.
    """
    with patch("data.draft_study.read_roads", _read_once):
        return done("new", study, *options)


def _read_once(osm: Path, progress: Progress) -> BuiltRoads:
    file = (osm.name, osm.read_bytes())
    if file not in _BUILT:
        _BUILT[file] = read_roads(osm, progress)
    return replace(_BUILT[file], source=osm)


def study_inputs(folder: Path) -> dict[str, Path]:
    """Write what a good study is made from, by the option that names it."""
    return {
        "--osm": straight_road(folder),
        "--facilities": facilities_csv(folder, {"a": 0}),
        "--corridors": corridor_geojson(folder),
    }


def words(files: Mapping[str, Path]) -> list[object]:
    """Return options as they are typed."""
    return [word for pair in files.items() for word in pair]
