"""Corridor exposure as a table; it names what its incidents are, wherever it is carried."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd

from analysis.risk.corridor import ExposureResult
from layers.tables import QUESTION, question_of

EXPOSURE = (
    *("corridor_id", "segment_id", *QUESTION, "rank", "start_km", "end_km", "hazard", "incidents_per_100km_year"),
    *("reports", "help_min", "people_per_day", "exposure", "exposure_without_people", "flag", "km_beyond"),
    *("underserved_and_exposed", "exposure_fifth", "incidents_source", "incidents_from", "incidents_to"),
    *("incidents_counted", "incidents_in_list", "incidents_without_precision", "incidents_are"),
)


def exposure_table(result: ExposureResult, reports: Mapping[str, Any]) -> gpd.GeoDataFrame:
    """Return exposure.csv with the course of each segment.

    Parameters
    ----------
    result
        The answer.
    reports
        What is told of the incidents, by the names of `layers.exposure.reports`.
    """
    rows = result.segments
    told = rows.assign(
        **question_of(result.plan),
        start_km=rows["start_m"] / 1000.0,
        end_km=rows["end_m"] / 1000.0,
        help_min=rows["help_s"] / 60.0,
        km_beyond=rows["beyond_m"] / 1000.0,
        incidents_source=reports["source"],
        incidents_from=reports["observed_from"],
        incidents_to=reports["observed_to"],
        incidents_counted=reports["on_roads"],
        incidents_in_list=reports["in_list"],
        incidents_without_precision=reports["without_precision"],
        incidents_are=reports["are"],
    )
    return told[[*EXPOSURE, "geometry"]]
