"""The roads of an extract as they were built, with what else the extract tells."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.network_store import describe_network, write_network
from data.osm_report import RoadReport
from data.osm_services import ServiceReport
from data.packed_roads import PackedRoads, unpack_roads
from data.road_names import RoadNames
from geo.roads import Roads


@dataclass(frozen=True, slots=True, eq=False)
class BuiltRoads:
    """The roads of an extract, ready to be written.

    Attributes
    ----------
    source
        The extract's file.
    dated
        When its data was current, ``""`` if nobody knows.
    packed, report
        The graph as it is built, and the counts.
    names
        What its roads are called.
    places
        Its settlements, as `places_from_osm` gives them.
    facilities, services
        Its services, as `facilities_from_osm` and `report_services` give them.
    """

    source: Path
    dated: str
    packed: PackedRoads
    report: RoadReport
    names: RoadNames
    places: pd.DataFrame
    facilities: pd.DataFrame
    services: ServiceReport

    @property
    def roads(self) -> Roads:
        """The graph, unpacked anew each time."""
        return unpack_roads(self.packed)

    def write(self, folder: Path) -> None:
        """Write the network into `folder`; an older one is replaced whole."""
        described = describe_network(self.source, dated=self.dated, report=self.report)
        write_network(folder, self.packed, self.places, described=described, more=self.names.arrays())
