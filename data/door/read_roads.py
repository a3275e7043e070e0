"""Reads an OpenStreetMap file from outside: a child process of its own builds its roads."""

from pathlib import Path
from secrets import token_hex
from typing import Any

import pandas as pd

from data.built_roads import BuiltRoads
from data.door.allowance import allowance_for_roads
from data.door.child_process import run_child
from data.door.ended import check_ended
from data.door.folder import copy_in, door_folder
from data.door.roads_task import BUILT
from data.network_store import load_manifest, load_packed, load_places, load_road_names
from data.osm_file import check_osm_file
from data.osm_passes import Progress
from data.osm_report import RoadReport
from data.osm_services import FACILITY_TYPES, ServiceReport


def read_roads(osm: Path, progress: Progress) -> BuiltRoads:
    """Return the roads of an extract, built in a child process.

    Parameters
    ----------
    osm
        A ``.osm.pbf``, ``.osm``, ``.osm.bz2`` or ``.osm.gz`` file.
    progress
        Called now and then with what is being read and how many objects of it have been.

    Raises
    ------
    InputError
        The file is missing, of another kind, cut or damaged, holds no road, asks for more time or memory than it may,
        or breaks its reader.
    """
    suffix = check_osm_file(osm)
    allowance = allowance_for_roads(osm.stat().st_size)
    with door_folder() as folder:
        (folder / BUILT).mkdir()
        inside = folder / f"{token_hex(8)}{suffix}"
        copy_in(osm, inside, osm.name)
        order = {"task": "roads", "path": str(inside), "name": osm.name}
        check_ended(run_child(order, folder, allowance, progress), osm.name, allowance)
        return _built(osm, folder / BUILT)


def _built(osm: Path, folder: Path) -> BuiltRoads:
    told: dict[str, Any] = load_manifest(folder)
    services = told["services"] | {"set_aside": tuple(told["services"]["set_aside"])}
    return BuiltRoads(
        source=osm,
        dated=told["dated"],
        packed=load_packed(folder).copied(),  # its files go with the folder
        names=load_road_names(folder).copied(),
        report=RoadReport(**told["report"]),
        places=load_places(folder),
        facilities=pd.DataFrame(told["facilities"], columns=list(FACILITY_TYPES)).astype(FACILITY_TYPES),
        services=ServiceReport(**services),
    )
