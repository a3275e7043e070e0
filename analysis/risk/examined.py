"""Whether the hazards of a study are where its roads are: one that is not would look like safety."""

import geopandas as gpd

from analysis.doctor import LOOK, Finding
from analysis.risk.inside import area_of, share_inside
from geo.network import Network


def examine_hazards(hazards: gpd.GeoDataFrame, network: Network) -> list[Finding]:
    """Return the hazards no road of the extract runs through, which count for nothing."""
    what, todo = "no road of the extract lies in it", "Check that the extract covers it."
    rows = hazards.sort_values("hazard_id")
    return [
        Finding(LOOK, "hazards", hazard_id, what, todo)
        for hazard_id, shape in zip(rows["hazard_id"], rows.geometry, strict=True)
        if not share_inside(network.roads, area_of(shape)).any()
    ]
