"""Continuity of treatment: on which days of a journey a dose is missed, and where sites would have to be added."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.continuity.added import Added, as_bits, choose_added, days_saved
from analysis.continuity.by_day import ByDay, lay_course, open_by_day, quickest, sites_by_day
from analysis.continuity.doses import days_since_dose, is_missed, needed_supply
from analysis.continuity.handover import Handover, crossings_of, hand_over
from analysis.continuity.itinerary import Itinerary, Journey, build_itinerary
from analysis.continuity.places import places_to_add, sleeping_places
from analysis.gaps import Terrain, check_on_roads
from analysis.plan import Plan
from analysis.supply import Supply
from data.countries import countries_of
from data.vocabulary import NO, YES
from geo.errors import QuestionError
from geo.line import MeasuredLine


@dataclass(frozen=True, slots=True, eq=False)
class ContinuityResult:
    """The days of a journey.

    Attributes
    ----------
    plan
        The question.
    corridor_id
        The corridor.
    itinerary
        The journey.
    days
        One row a day, EPSG:4326 (its stretch, a point on a day of rest): ``day`` (1 the first), ``corridor_id,
        start_m, at_m`` (where she sleeps), ``country`` (of there; empty: not sure), ``stage, date`` (empty: none
        told), ``site_id, time_s`` (the quickest certain site; empty and ``inf``: none), ``possible_site_id,
        possible_time_s, days_since_dose, missed`` (yes or no), ``possible_missed`` (if all unknowns were yes).
    handovers
        The borders crossed, in the order of the journey; sites by their position in ``supply.possible``.
    candidates
        Where a site could be added, in the order of the journey: ``site_id, name, lon, lat, travelled_m, day``.
    saves
        For each candidate the missed days it saves, a bit each, the first day the lowest.
    added
        Which of them to add.
    """

    plan: Plan
    corridor_id: str
    itinerary: Itinerary
    days: gpd.GeoDataFrame
    handovers: tuple[Handover, ...]
    candidates: pd.DataFrame
    saves: tuple[int, ...]
    added: Added

    @property
    def needed_supply(self) -> int:
        """The smallest supply with which no day is missed, at least 1."""
        return needed_supply(self.days["days_since_dose"].to_numpy())


def continuity(
    terrain: Terrain,
    supply: Supply,
    journey: Journey,
    *,
    corridor_id: str = "",
    candidates: pd.DataFrame | None = None,
) -> ContinuityResult:
    """Return the answer for a journey along a corridor.

    Parameters
    ----------
    terrain
        The corridors and what they run through.
    supply
        Who offers the service; its plan has no time of arrival.
    journey
        The journey as it was asked for.
    corridor_id
        Which corridor; empty: the only one.
    candidates
        Where a site could be added: ``site_id, name, lon, lat``; those within the cutoff of no day do not count. None,
        or none that counts: the places where she sleeps.

    Raises
    ------
    QuestionError
        The corridor is unknown or not told, lies off the roads from end to end, or the
        journey is none (see `build_itinerary`).
    """
    corridor_id = _which(terrain.corridors, corridor_id)
    shape = terrain.corridors.geometry[terrain.corridors["corridor_id"] == corridor_id].iloc[0]
    line, plan = MeasuredLine(shape), supply.plan
    days = build_itinerary(journey, service=plan.service, profile=plan.profile, length_m=line.length_m)
    course = lay_course(line, days, supply)
    check_on_roads(corridor_id, course.points, plan)
    found = sites_by_day(course, supply.possible.snaps, supply)
    sure, may = open_by_day(found, days, supply)
    certain, possible = found.taken(sure), found.taken(may)
    frame = _frame(line, days, supply, (certain, possible)).assign(corridor_id=corridor_id)
    could = places_to_add(course, supply, candidates, sleeping_places(line, days, corridor_id))
    missed = (frame["missed"] == YES).to_numpy()
    saves = tuple(days_saved(each, missed, days.supply_days) for each in could["days"])
    return ContinuityResult(
        plan,
        corridor_id,
        days,
        frame,
        tuple(hand_over(each, certain, course.site_m) for each in crossings_of(line, days, terrain.borders)),
        could.drop(columns="days"),
        saves,
        choose_added(saves, as_bits(missed)),
    )


def _which(corridors: gpd.GeoDataFrame, corridor_id: str) -> str:
    ids = sorted(corridors["corridor_id"])
    if corridor_id in ids:
        return corridor_id
    if not corridor_id and len(ids) == 1:
        return str(ids[0])
    todo = f"Use one of: {', '.join(ids)}."
    if not corridor_id:
        raise QuestionError("--corridor", "is needed: the study has several corridors", todo)
    raise QuestionError("--corridor", f"{corridor_id[:80]!r} is not a corridor of the study", todo)


def _frame(line: MeasuredLine, days: Itinerary, supply: Supply, found: tuple[ByDay, ByDay]) -> gpd.GeoDataFrame:
    (site_id, time_s), (possible_id, possible_s) = (quickest(each, days.count, supply.possible.ids) for each in found)
    since, possible_since = days_since_dose(site_id != ""), days_since_dose(possible_id != "")
    dates = [days.date(at) for at in range(days.count)]
    stretches = zip(days.wake_m, days.sleep_m, strict=True)
    return gpd.GeoDataFrame(
        {
            "day": np.arange(1, days.count + 1),
            "start_m": days.wake_m,
            "at_m": days.sleep_m,
            "country": countries_of(*line.at(days.sleep_m)),
            "stage": days.stage,
            "date": ["" if day is None else day.isoformat() for day in dates],
            "site_id": site_id,
            "time_s": time_s,
            "possible_site_id": possible_id,
            "possible_time_s": possible_s,
            "days_since_dose": since,
            "missed": np.where(is_missed(since, days.supply_days), YES, NO),
            "possible_missed": np.where(is_missed(possible_since, days.supply_days), YES, NO),
        },
        geometry=[_stretch(line, wake_m, sleep_m) for wake_m, sleep_m in stretches],
        crs="EPSG:4326",
    )


def _stretch(line: MeasuredLine, wake_m: float, sleep_m: float) -> shapely.Geometry:
    """Return the way of a day, drawn as she goes."""
    if wake_m == sleep_m:
        lon, lat = line.at(wake_m)
        return shapely.Point(float(lon), float(lat))
    way = line.cut(min(wake_m, sleep_m), max(wake_m, sleep_m))
    return way if wake_m < sleep_m else shapely.reverse(way)
