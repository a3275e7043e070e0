"""Which places a cohort overflows, on which day and by how much."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.known_capacity import known_capacity
from analysis.plan import Plan
from analysis.room import OF_BEDS, column_of_room
from analysis.supply import Supply
from analysis.surge.asked import SurgeAsked, nights_of
from analysis.surge.flow import BOUNDS, Load, Way, beds, consultations, follow
from geo.errors import QuestionError
from geo.line import MeasuredLine
from geo.roads import FloatArray, IntArray

Loads = dict[str, list[Load]]
_FLOWS = ("arrivals", "stayed", "served", "waiting")


@dataclass(frozen=True, slots=True, eq=False)
class SurgeResult:
    """What a cohort meets, and what it makes of it.

    Attributes
    ----------
    plan, asked
        The question; where it does not say where the way ends, the end of the corridor is filled in.
    corridor_id
        Which corridor.
    nights
        One row a night of the way, EPSG:4326: ``night`` (from 1), ``at_m, facility_id`` (empty: none within the
        cutoff), ``time_s`` (``inf``: no way to any); last, where people stay in one place, that place as night 0.
    facilities
        One row a facility turned to, EPSG:4326, by id: ``facility_id, name, kind, at_m, capacity`` (a day or night;
        NaN: nobody knows, and it counts as none).
    loads
        For each bound the rows of `load_rows`.
    days
        For each bound the rows of `day_rows`.
    people
        For each bound, people of the cohort at each night of the way: one row a day, one column a night.
    """

    plan: Plan
    asked: SurgeAsked
    corridor_id: str
    nights: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    loads: pd.DataFrame
    days: pd.DataFrame
    people: dict[str, FloatArray]

    @property
    def of_beds(self) -> bool:
        """True where beds are asked for, each night anew; else a need stays until it is met."""
        return self.plan.service in OF_BEDS


class SurgeDay(NamedTuple):
    """One day of a result.

    Attributes
    ----------
    nights
        The rows of `SurgeResult.nights` where anybody is, with ``people``.
    loads
        The rows of `SurgeResult.loads` of the day.
    """

    nights: gpd.GeoDataFrame
    loads: pd.DataFrame


def surge(corridor_id: str, course: MeasuredLine, supply: Supply, asked: SurgeAsked) -> SurgeResult:
    """Return the answer for a cohort on one corridor.

    Each night everybody turns to the nearest facility that certainly offers the service, within the cutoff of where
    they sleep.

    Parameters
    ----------
    corridor_id, course
        The corridor.
    supply
        Who offers the service.
    asked
        The cohort.

    Raises
    ------
    QuestionError
        A place of the question is not on the corridor, or a capacity is below 0.
    """
    nights_m = nights_of(asked, course.length_m)
    nights, position = _nights(course, nights_m, supply, asked)
    told = supply.usable.seen[supply.usable.certain].reset_index(drop=True)
    column = column_of_room(supply.plan)
    capacity = told[column].to_numpy(dtype=np.float64) if column in told else np.full(len(told), np.nan)
    part = asked.people / asked.spread_days
    way = Way(
        turned_to=np.where(position < 0, len(told), position),
        room=np.append(known_capacity(capacity), 0.0),
        setting_out=np.full(min(asked.spread_days, asked.days), part),
        standing=asked.standing_people,
        need_a_day=asked.need_a_day,
    )
    flow = beds if supply.plan.service in OF_BEDS else consultations
    loads = {bound: follow(flow, way, bound, days=asked.days) for bound in BOUNDS}
    met = np.unique(way.turned_to[way.turned_to < len(told)])
    facilities = told.iloc[met].assign(
        at_m=course.locate(told["lon"].iloc[met], told["lat"].iloc[met]), capacity=capacity[met]
    )
    return SurgeResult(
        plan=supply.plan,
        asked=replace(asked, to_m=course.length_m if asked.to_m is None else asked.to_m),
        corridor_id=corridor_id,
        nights=nights,
        facilities=facilities[["facility_id", "name", "kind", "at_m", "capacity", "geometry"]].reset_index(drop=True),
        loads=load_rows(loads, supply.certain.names(np.append(np.arange(len(told)), -1)), way.room),
        days=day_rows(loads, asked),
        people={bound: np.array([load.people for load in each]) for bound, each in loads.items()},
    )


def _nights(
    course: MeasuredLine, nights_m: FloatArray, supply: Supply, asked: SurgeAsked
) -> tuple[gpd.GeoDataFrame, IntArray]:
    """Return the nights, and the facility turned to on each and, last, by those who stay in one place; -1 for none."""
    standing_m = nights_m[-1] if asked.standing_m is None else asked.standing_m
    at_m = np.append(nights_m, standing_m)
    lon, lat = course.at(at_m)
    found = supply.nearest(supply.network.snap(lon, lat, on_road=True), supply.certain)
    facility = np.where(found.time_s <= supply.plan.cutoff_s, found.facility, -1).astype(np.int64)
    frame = gpd.GeoDataFrame(
        {
            "night": np.append(np.arange(1, len(at_m)), 0),
            "at_m": at_m,
            "facility_id": supply.certain.names(facility),
            "time_s": found.time_s,
        },
        geometry=gpd.points_from_xy(lon, lat),
        crs="EPSG:4326",
    )
    return (frame if asked.standing_people else frame.iloc[:-1]), facility


def load_rows(loads: Loads, ids: np.ndarray, room: FloatArray) -> pd.DataFrame:
    """Return one row a bound, day and facility that anybody asks.

    ``bound, day, facility_id`` (empty: none in reach), ``arrivals, stayed, served, waiting, over_capacity`` (what comes
    on the day beyond what can be served in a day).

    Parameters
    ----------
    loads
        The days of each bound.
    ids
        Ids of the facilities, and last the empty text of those who have none in reach.
    room
        Whom each can serve in a day.
    """
    frames = []
    for bound, each in loads.items():
        for day, load in enumerate(each, 1):
            some = np.flatnonzero(load.arrivals + load.stayed)
            frames.append(
                pd.DataFrame({name: getattr(load, name)[some] for name in _FLOWS}).assign(
                    bound=bound,
                    day=day,
                    facility_id=ids[some],
                    over_capacity=np.maximum(0.0, load.arrivals - room)[some],
                )
            )
    rows = pd.concat(frames, ignore_index=True)
    return rows.sort_values(["bound", "day", "facility_id"], ignore_index=True)


def day_rows(loads: Loads, asked: SurgeAsked) -> pd.DataFrame:
    """Return one row a bound and day: what has been asked for up to then, and what became of it.

    ``bound, day, to_leave, on_the_way, arrived`` (people; they sum to the cohort), ``need, served`` (of the day),
    ``need_total, served_total, waiting`` (at facilities), ``carried`` (with those who have none in reach), ``lost``;
    need_total = served_total + waiting + carried + lost.
    """
    frames = []
    for bound, each in loads.items():
        set_out = np.minimum(np.arange(1, len(each) + 1), asked.spread_days) * asked.people / asked.spread_days
        need, served = np.array([load.need for load in each]), np.array([load.served.sum() for load in each])
        frames.append(
            pd.DataFrame(
                {
                    "bound": bound,
                    "day": np.arange(1, len(each) + 1),
                    "to_leave": asked.people - set_out,
                    "on_the_way": [load.people.sum() for load in each],
                    "arrived": [load.arrived for load in each],
                    "need": need,
                    "served": served,
                    "need_total": np.cumsum(need),
                    "served_total": np.cumsum(served),
                    "waiting": [load.waiting[:-1].sum() for load in each],
                    "carried": [load.waiting[-1] for load in each],
                    "lost": [load.lost for load in each],
                }
            )
        )
    return pd.concat(frames, ignore_index=True).sort_values(["bound", "day"], ignore_index=True)


def on_day(result: SurgeResult, bound: str, day: int) -> SurgeDay:
    """Return where the parts of the cohort are on one day, and how much each facility has to bear.

    Parameters
    ----------
    result
        The answer.
    bound
        One of ``analysis.surge.flow.BOUNDS``.
    day
        From 1; after the last day of the bound nobody is anywhere.

    Raises
    ------
    QuestionError
        There is no such day or bound.
    """
    if bound not in result.people or day < 1:
        raise QuestionError("day", f"{day} of {bound!r} is none of this answer", "Give a bound, and a day from 1 on.")
    count = result.people[bound].shape[1]
    people = result.people[bound][day - 1] if day <= len(result.people[bound]) else np.zeros(count)
    at_night = np.append(people, result.asked.standing_people)[: len(result.nights)]
    nights = result.nights.assign(people=at_night)
    loads = result.loads
    rows = loads[(loads["bound"] == bound) & (loads["day"] == day)]
    return SurgeDay(nights[nights["people"] > 0].reset_index(drop=True), rows.reset_index(drop=True))
