"""The door that says where along the corridors many people pass a hazard far from help."""

from collections.abc import Hashable, Mapping
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from alcance.finish import finish
from alcance.hazard_options import HalfLife, HazardsAsked, Reporting, Since, Until, Weight, Wet, hazards_asked
from alcance.hazards_of import HazardsFound, hazards_of
from alcance.incidents_told import incidents_in_short, source_of_incidents, told_of_incidents
from alcance.opened import Asked, Opened, open_question, terrain_of
from alcance.options import AsJson, Cutoff, Direction, Internal, Mode, Out, Profile, Scenario, Service, StudyFolder
from alcance.results import Given, results_folder
from analysis.gaps import gaps
from analysis.risk.corridor import NO_REPORTS, UNKNOWN, YES, OnRoads, corridor_exposure
from analysis.risk.hazard import BY_SUN, check_weights, exposure_of
from geo.errors import QuestionError
from layers.exposure.reports import reports_told
from layers.exposure.tables import exposure_table

_FIRST = 5  # so many segments are printed


def exposure(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    scenario: Scenario = None,
    wet: Wet = False,
    weight: Weight = None,
    reporting: Reporting = 1,
    half_life: HalfLife = None,
    since: Since = None,
    until: Until = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Rank the segments of the corridors by hazard, people and time without help, for planners and coordinators.

    Beside the gaps: which are underserved and exposed, in exposure.csv. Of incidents only counts are told, a minimum
    estimate. Nothing of it is ever published.
    """
    asked = hazards_asked(weight, wet=wet, reporting=reporting, half_life=half_life, observed=(since, until))
    weights = segment_weights(asked)
    opened = open_question(study, Asked(service, cutoff_min, mode, profile, direction, internal, scenario=scenario))
    with results_folder(out or study / "results" / "exposure") as folder:
        found = hazards_of(opened, opened.supply.network, asked)
        table, given = exposure_answer(opened, found, weights)
        notes = [
            *(each.en for each in found.told),
            "Exposure is an index that ranks, no number of events; no report is not safe.",
        ]
        finish(
            opened,
            folder,
            {"exposure": table},
            lines_of(table),
            as_json=as_json,
            notes=notes,
            given=Given({"exposure": given}),
            day_option=None,
        )


def segment_weights(asked: HazardsAsked) -> Mapping[str, float]:
    """Return the weight of every hazard, as they count on segments of a corridor.

    Raises
    ------
    QuestionError
        A weight is malformed, or of a hazard that only a drive at some hour has.
    """
    weights = check_weights(asked.weights)
    for name in BY_SUN:
        if name in asked.weights:
            todo = "Leave it out; `alcance routes --depart` counts it."
            raise QuestionError("--weight", f"{name} is of a drive at some hour, and segments have none", todo)
    return weights


def exposure_answer(
    opened: Opened, found: HazardsFound, weights: Mapping[str, float]
) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    """Return exposure as `layers.exposure` builds it, and what the manifest and the page tell of how it was made.

    Raises
    ------
    QuestionError
        The study has no corridor, or one lies off the roads; it has no incidents, or no hazard counts.
    """
    terrain, reported = terrain_of(opened.study), found.incidents
    if reported is None:
        todo = "Add them: alcance add STUDY FILE --table incidents."
        raise QuestionError(str(opened.study.path), "has no incidents, and that is no report of safety", todo)
    points = exposure_of(found.hazards, weights, len(opened.supply.network.roads.tail))
    if not np.nanmax(points, initial=0.0) > 0:
        todo = "Give one that this study knows of a weight above 0."
        raise QuestionError("--weight", "no hazard counts any more, so there is nothing to rank", todo)
    on_roads = OnRoads(points, reported.points, reported.no_reports)
    result = corridor_exposure(gaps(terrain, opened.supply), terrain, on_roads, found.helpers)
    told = reports_told(reported.told, source_of_incidents(opened.study))
    of_incidents = told_of_incidents(opened.study, reported.told)
    given: dict[str, Any] = {
        **found.asked,
        "weights": {each.name: weights[each.name] for each in sorted(found.hazards, key=lambda hazard: hazard.name)},
        "incidents": {
            **told,
            "short": asdict(incidents_in_short(opened.study, reported.told)),
            "told": [asdict(each) for each in of_incidents],
        },
        "told": [asdict(each) for each in found.told if each not in of_incidents],
    }
    return exposure_table(result, told), given


def lines_of(table: gpd.GeoDataFrame) -> list[str]:
    """Return the lines that say what came out: how many are underserved and exposed, and the first of all."""
    verdict = table["underserved_and_exposed"].value_counts()
    silent = int((table["reports"] == NO_REPORTS).sum())
    first = table.sort_values("rank").head(_FIRST)
    both, unknown = verdict.get(YES, 0), verdict.get(UNKNOWN, 0)
    return [
        f"Segments underserved and among the fifth most exposed: {both} of {len(table)}; of {unknown} nobody knows",
        f"Segments with no reports, which is not safe: {silent}",
        *(_line(row) for row in first.to_dict("records")),
    ]


def _line(row: Mapping[Hashable, Any]) -> str:
    index = "not known" if pd.isna(row["exposure"]) else f"{row['exposure']:,.1f}"
    return (
        f"{row['rank']}. {row['segment_id']}, km {row['start_km']:.1f} to {row['end_km']:.1f}: exposure {index}, "
        f"hazard {row['hazard']:.2f} points to 100 km, {row['help_min']:.1f} min to emergency care; {row['flag']}"
    )
