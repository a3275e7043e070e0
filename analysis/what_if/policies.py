"""The policies of a scenario: on which day they hold, and where. A day is that of the place, by its own clock."""

import math
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from analysis.plan import Plan
from data.country_zones import country_zones
from data.profile import Profile
from data.scenario import POLICIES, STAY_EVERYWHERE, Policy, Scenario
from data.time_zone import time_zone
from data.vocabulary import UNKNOWN

EVERYWHERE, PARTLY, NOWHERE = "everywhere", "partly", "nowhere"
_Mask = npt.NDArray[np.bool_]


def where_in_force(policy: Policy, plan: Plan) -> str:
    """Return whether a policy holds when people arrive: ``everywhere`` in its country, ``partly`` or ``nowhere``.

    Parameters
    ----------
    policy
        Which.
    plan
        The question. Without a time of arrival every policy holds; a time without an offset is that of every place's
        own clock. One with an offset is another day east and west of midnight: ``partly``.
    """
    if plan.arrive is None:
        return EVERYWHERE
    zones = country_zones(policy.country) if plan.arrive.tzinfo else ()
    clocks = [plan.arrive.astimezone(ZoneInfo(zone)) for zone in zones] or [plan.arrive]
    holding = {_holds_on(policy, clock) for clock in clocks}
    return PARTLY if len(holding) > 1 else EVERYWHERE if True in holding else NOWHERE


def profile_in(scenario: Scenario, plan: Plan) -> Profile:
    """Return who travels where a policy lets their stay hold everywhere in its country, on the day all over it."""
    profile = plan.profile
    holding = [each for each in scenario.policies if where_in_force(each, plan) == EVERYWHERE]
    free = {each.country for each in holding if each.policy == STAY_EVERYWHERE}
    if profile.stay is None or profile.stay.country not in free:
        return profile
    return replace(profile, stay=replace(profile.stay, states=()))


def with_policies(frame: gpd.GeoDataFrame, policies: Collection[Policy], plan: Plan) -> tuple[gpd.GeoDataFrame, _Mask]:
    """Return facilities as policies have them, and which stay as they were because they tell no country.

    Parameters
    ----------
    frame
        Facilities, EPSG:4326.
    policies, plan
        What may hold; the question: its time of arrival is a day at each place.
    """
    empty = np.full(len(frame), "", dtype=object)
    country, left = np.asarray(frame.get("country", empty)), np.zeros(len(frame), dtype=np.bool_)
    for each in policies:
        column, said = POLICIES[each.policy]
        where = where_in_force(each, plan)
        if column and where != NOWHERE:
            before = frame[column].to_numpy() if column in frame else np.full(len(frame), UNKNOWN, dtype=object)
            mine = country == each.country
            mine &= _on_its_day(frame, each, plan) if where == PARTLY else True
            frame = frame.assign(**{column: np.where(mine, said, before)})
            left |= country == ""
    return frame, left


def _on_its_day(frame: gpd.GeoDataFrame, policy: Policy, plan: Plan) -> _Mask:
    """Return at which places it is a day of the policy; a place without a point has no clock, and none is guessed."""
    arrive = plan.arrive
    if arrive is None:
        raise ValueError("a day of arrival nobody asked for")
    points = frame.geometry.to_numpy()
    spots = zip(shapely.get_x(points).tolist(), shapely.get_y(points).tolist(), strict=True)
    clocks = [None if math.isnan(lon) else arrive.astimezone(ZoneInfo(time_zone(lon, lat))) for lon, lat in spots]
    return np.array([clock is not None and _holds_on(policy, clock) for clock in clocks], dtype=np.bool_)


def _holds_on(policy: Policy, moment: datetime) -> bool:
    return (policy.since or "0") <= moment.date().isoformat() <= (policy.until or "9999-12-31")
