"""The door that lays the sectors of help along the corridors."""

import geopandas as gpd

from alcance.finish import finish
from alcance.opened import Asked, Opened, open_question, terrain_of
from alcance.options import Arrive, AsJson, Cutoff, Direction, Internal, Mode, Out, Profile, Scenario, StudyFolder
from alcance.results import results_folder
from analysis.sectors import SECTORS
from analysis.sectors import sectors as answer_sectors
from analysis.supply import build_supply
from layers.tables import sectors_table


def sectors(
    study: StudyFolder,
    *,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Write which sectors of help each segment has in reach.

    Housing, employment, health, education and legal help, segment by segment: sectors.csv.
    """
    service = SECTORS["health"][0]
    opened = open_question(
        study, Asked(service, cutoff_min, mode, profile, direction, internal, arrive, scenario=scenario)
    )
    with results_folder(out or study / "results" / "sectors") as folder:
        table = sectors_table_of(opened)
        lines = [
            f"Segments with {sector} in reach: {(cells['flag'] == 'served').sum()} of {len(cells)}"
            for sector, cells in table.groupby("sector", sort=False)
        ]
        finish(opened, folder, {"sectors": table}, lines, as_json=as_json, of_one_service=False)


def sectors_table_of(opened: Opened) -> gpd.GeoDataFrame:
    """Return sectors as `layers.tables` builds it.

    Raises
    ------
    QuestionError
        The study has no corridor.
    """
    terrain = terrain_of(opened.study)
    supplies = {
        sector: build_supply(opened.facilities, opened.supply.network, opened.plan, services=services)
        for sector, services in SECTORS.items()
    }
    return sectors_table(answer_sectors(terrain, supplies))
