"""The places of a scenario: some open, close or change, some are new; policies hold where `policies` says."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from analysis.plan import Plan
from analysis.what_if.policies import with_policies
from data.scenario import PlaceChange, Scenario
from data.vocabulary import SERVICES
from geo.errors import QuestionError

HIDDEN = "hidden"
_ROOM = ("capacity_per_day", "beds")


@dataclass(frozen=True, slots=True, eq=False)
class PlacesChanged:
    """The places of a scenario.

    Attributes
    ----------
    frame
        The facilities, EPSG:4326, ordered by id.
    of_no_country
        Places that take part and do not say their country, while a policy holds for those of one: they stay as they
        were.
    """

    frame: gpd.GeoDataFrame
    of_no_country: int = 0


def places_in(
    scenario: Scenario, facilities: gpd.GeoDataFrame, new: gpd.GeoDataFrame | None, plan: Plan
) -> PlacesChanged:
    """Return the facilities of a scenario.

    Parameters
    ----------
    scenario
        What would be.
    facilities
        The study's facilities, EPSG:4326, ordered by id.
    new
        Those of the scenario, as `data.scenario_places.new_places_frame` gives them; None: none.
    plan
        The question. Unless it is internal, a hidden place is none to a scenario either: it cannot be changed, and
        naming it is told in the very words for a place that does not exist.

    Raises
    ------
    QuestionError
        The scenario changes a place that does not take part, adds one there already is, or one nobody may see.
    """
    hidden = (facilities["visibility"] == HIDDEN).to_numpy() & (not plan.internal)
    known = set(facilities.loc[~hidden, "facility_id"])
    for change in scenario.places:
        if change.facility_id not in known:
            what = f"facility {change.facility_id[:80]!r} takes no part in this answer"
            todo = "Mend its facility_id; a hidden place takes part with --internal alone."
            raise QuestionError(scenario.where, what, todo)
    frame = facilities if new is None else _with_new(scenario, facilities, new, known, internal=plan.internal)
    changes = {change.facility_id: change for change in scenario.places}
    if changes:
        rows = [_changed(row, changes.get(str(row["facility_id"]))) for row in frame.to_dict("records")]
        frame = _as(frame, pd.DataFrame(rows))
    frame, left = with_policies(frame, scenario.policies, plan)
    seen = (frame["visibility"] != HIDDEN).to_numpy() | plan.internal
    return PlacesChanged(frame, int((left & seen).sum()))


def _with_new(
    scenario: Scenario, facilities: gpd.GeoDataFrame, new: gpd.GeoDataFrame, known: set[str], *, internal: bool
) -> gpd.GeoDataFrame:
    for facility_id, visibility in zip(new["facility_id"], new["visibility"], strict=True):
        what = f"facility {facility_id[:80]!r}"
        if facility_id in known:
            todo = "To change it give `status`, services_add, services_remove, capacity_factor or opening_hours alone."
            raise QuestionError(scenario.where, f"{what} is in the study already", todo)
        if visibility == HIDDEN and not internal:
            todo = 'Ask with --internal, or say `visibility = "restricted"`, and why in visibility_reason.'
            raise QuestionError(scenario.where, f"{what} is a hidden place, which takes no part", todo)
    # A hidden place of the same id must leave no trace, and two rows of one id would.
    kept = facilities[~facilities["facility_id"].isin(new["facility_id"])]
    missing = [name for name in facilities.columns if name not in new.columns]
    filled = new.assign(**dict.fromkeys(missing, ""))[[*facilities.columns]]
    whole = pd.concat([kept, filled], ignore_index=True).sort_values("facility_id", ignore_index=True)
    return _as(facilities, whole)


def _as(facilities: gpd.GeoDataFrame, rows: pd.DataFrame) -> gpd.GeoDataFrame:
    types = {str(name): each for name, each in facilities.dtypes.items() if name != "geometry"}
    return gpd.GeoDataFrame(rows.astype(types), geometry="geometry", crs=facilities.crs)


def _changed(row: dict[Hashable, Any], change: PlaceChange | None) -> dict[Hashable, Any]:
    if change is None:
        return row
    row = dict(row)
    given, perhaps = (set(str(row.get(name, "")).split(";")) for name in ("services", "services_possible"))
    gone = {*change.services_remove}
    given = (given | {*change.services_add}) - gone
    row["services"] = _in_order(given)
    if "services_possible" in row:
        row["services_possible"] = _in_order(perhaps - given - gone)
    row |= {name: row[name] * change.capacity_factor for name in _ROOM if name in row}
    row |= {"status": change.status} if change.status else {}
    return row | ({"opening_hours": change.opening_hours} if change.opening_hours else {})


def _in_order(services: set[str]) -> str:
    return ";".join(service for service in SERVICES if service in services)
