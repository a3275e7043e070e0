"""The door that says who near a land border is beyond reach."""

import math
from collections.abc import Hashable
from typing import Any

import geopandas as gpd
import numpy as np

from alcance.finish import finish
from alcance.group_told import everyone_counted
from alcance.land_borders import borders_near, country_by_outline, country_of_road_ends, told_country
from alcance.opened import Asked, Opened, complete_area, demand_of, open_question
from alcance.options import (
    Arrive,
    AsJson,
    Cutoff,
    Direction,
    Internal,
    Mode,
    Out,
    Profile,
    Scenario,
    Service,
    StudyFolder,
)
from alcance.report import MOST_LINES
from alcance.results import Given, results_folder
from analysis.border_roads import RULES, lets_pass
from analysis.borders import BUFFERS_M, BorderLand, BordersResult, ways_not_led
from analysis.borders import borders as answer_borders
from geo.errors import QuestionError
from layers.border_steps import sides_of
from layers.tables import borders_table


def borders(
    study: StudyFolder,
    *,
    service: Service,
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
    """Write who near a land border is beyond the cutoff.

    Piece by piece and side by side, with the border closed, by formal crossings and, as a bound nobody travels by,
    open: borders.csv.
    """
    opened = open_question(
        study, Asked(service, cutoff_min, mode, profile, direction, internal, arrive, scenario=scenario)
    )
    _check_rule(opened)
    demand_of(opened)
    with results_folder(out or study / "results" / "borders") as folder:
        result = borders_result(opened)
        table = borders_table(result)
        told = sides_of(table).to_dict("records")
        finish(
            opened,
            folder,
            {"borders": table},
            [_line(row) for row in told],
            as_json=as_json,
            notes=_notes(opened, result),
            given=Given({"borders": {"buffers_km": [each / 1e3 for each in BUFFERS_M], "rules": list(RULES)}}),
            summary_too={"borders": told},
        )


def _check_rule(opened: Opened) -> None:
    if opened.plan.what_if is not None and opened.plan.what_if.border_rule:
        what = "sets a rule for borders, and here all three are tried"
        raise QuestionError("--scenario", what, "Take [border] out of it, or choose another.")


def borders_result(opened: Opened) -> BordersResult:
    """Return the answer for a study opened for a question.

    Raises
    ------
    QuestionError
        The study has no demand points, or no border is near.
    """
    demand = demand_of(opened)
    return answer_borders(demand, opened.supply, _land(opened, demand))


def _land(opened: Opened, demand: gpd.GeoDataFrame) -> BorderLand:
    study, network = opened.study, opened.supply.network
    found = borders_near(study, network)
    told = told_country(demand, found)
    outlined = country_by_outline(found, demand["lon"].to_numpy(), demand["lat"].to_numpy())
    node_country = country_of_road_ends(network, found, demand, opened.supply.usable.seen)
    return BorderLand(found, study.crossings, node_country, np.where(told != "", told, outlined), complete_area(study))


def _line(row: dict[Hashable, Any]) -> str:
    side = f"Border {row['border_id']}, side {row['side']}"
    people, unknown = row["people"], row["people_no_data"]
    if people == 0:
        return f"{side}: no people known within 25 km"
    if math.isnan(row["beyond_formal"]):
        return f"{side}: {people:,.0f} people within 25 km, where nobody knows (no data)"
    others = f", {unknown:,.0f} of them where nobody knows (no data); of the others" if unknown > 0 else ";"
    beyond = ", ".join(f"{rule} {row[f'beyond_{rule}']:,.0f}" for rule in RULES)
    return f"{side}: {people:,.0f} people within 25 km{others} beyond the cutoff {beyond}"


def _named(ids: tuple[str, ...]) -> str:
    more = len(ids) - MOST_LINES
    return ", ".join(ids[:MOST_LINES]) + (f" and {more} more" if more > 0 else "")


def _notes(opened: Opened, result: BordersResult) -> list[str]:
    """Return what must be known beside the figures."""
    crossings, plan = opened.study.crossings, opened.plan
    notes = ["Open is a bound: nobody is ever sent over a border away from a formal crossing."]
    if crossings is None:
        notes.append("No formal crossing is known (crossings.csv), so formal is closed.")
    elif not lets_pass(crossings, plan.profile).any():
        notes.append(f"No crossing is known to let {plan.profile.name} pass, so formal is closed.")
    notes += [
        f"No crossing of the list leads from {here} to {there}; a crossing both ways is two rows (crossings.csv)."
        for here, there in ways_not_led(result.rows, crossings)
    ]
    if result.off_the_roads:
        named = _named(result.off_the_roads)
        notes.append(f"Crossings without a road over the border within 2 km, which count nowhere: {named}")
    if result.over_by_road:
        named = _named(result.over_by_road)
        notes.append(f"Places that count on the side of their road, though they say to be in another country: {named}")
    lacking = result.rows.loc[result.rows["status"] == "no_data", "piece_id"].nunique()
    if lacking:
        notes.append(f"No data: no facility of any kind is mapped within 25 km of {lacking} pieces of border.")
    if result.far:
        notes.append(f"Pieces of border more than 50 km from every road, left out: {result.far}")
    return [*notes, *everyone_counted(opened.study, plan, "en")]
