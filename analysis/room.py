"""How many people the places of a study have room for, and who finds room when all of them come."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np

from analysis.allocation import allocate
from analysis.capacity import serve_in_order
from analysis.pairs import Pairs, build_pairs
from analysis.plan import DAYS_A_YEAR, Plan
from analysis.served import Served
from analysis.supply import Supply
from data.week import days_a_year
from geo.roads import FloatArray
from geo.snap import Snaps

# A bed is taken by one person and given back in the morning; what else is asked for is asked a few times a year.
OF_BEDS = ("shelter", "housing")
_BEDS, _A_DAY = "beds", "capacity_per_day"


def column_of_room(plan: Plan) -> str:
    """Return the column of facilities that tells how many a place has room for, for the service of a plan."""
    return _BEDS if plan.service in OF_BEDS else _A_DAY


def room_of(facilities: gpd.GeoDataFrame, plan: Plan) -> FloatArray:
    """Return how many people each facility has room for; NaN where nobody knows.

    Parameters
    ----------
    facilities
        With ``capacity_per_day`` and ``beds``, people; an absent column tells nothing.
    plan
        The question: for a shelter the beds count, for everything else those served in a day, with each person coming
        ``visits_a_year`` times a year: capacity_per_day · days / visits_a_year. The days are those of a year on which
        the place opens; 365 where its hours cannot be read.
    """
    column = column_of_room(plan)
    if column not in facilities:
        return np.full(len(facilities), np.nan)
    told = facilities[column].to_numpy(dtype=np.float64)
    return told if column == _BEDS else told * _days_open(facilities) / plan.visits_a_year


def _days_open(facilities: gpd.GeoDataFrame) -> FloatArray:
    """Return on how many days of a year each facility opens."""
    hours, country = (_texts(facilities, name) for name in ("opening_hours", "country"))
    told = (days_a_year(*each) for each in zip(hours, country, strict=True))
    return np.array([DAYS_A_YEAR if days is None else days for days in told])


def _texts(facilities: gpd.GeoDataFrame, name: str) -> list[str]:
    return facilities[name].fillna("").astype(str).tolist() if name in facilities else [""] * len(facilities)


class Room(NamedTuple):
    """Who finds room, shared out in two ways.

    Attributes
    ----------
    best
        In the best way, whatever the order of the facilities (`analysis.allocation`).
    in_order
        By AccessMod's rule (`analysis.capacity`), the largest facility first, of equals the one with the smaller id.
    """

    best: Served
    in_order: Served


def find_room(points: Snaps, population: FloatArray, supply: Supply) -> Room | None:
    """Return who finds room in the facilities that count for certain; None where of none of them it is known.

    A place whose capacity nobody knows has no room that could be counted on. Where no facility counts there is none.

    Parameters
    ----------
    points, population
        Where people are, snapped, and how many.
    supply
        Who offers the service.
    """
    room = room_of(supply.usable.seen[supply.usable.certain], supply.plan)
    if len(room) and not np.isfinite(room).any():
        return None
    pairs, order = pairs_on_roads(points, supply), np.argsort(-np.nan_to_num(room), kind="stable")
    return Room(allocate(pairs, population, room), serve_in_order(pairs, population, room, order=order))


def pairs_on_roads(points: Snaps, supply: Supply) -> Pairs:
    """Return the ways within the cutoff between points and the facilities that count for certain."""
    plan = supply.plan
    found = supply.network.within(points, supply.certain.snaps, direction=plan.direction, cutoff_s=plan.cutoff_s)
    return build_pairs(found.point, found.facility, found.time_s)
