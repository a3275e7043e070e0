"""What is drawn, printed and put into files of routes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from analysis.routes.checkins import CheckIn
from analysis.routes.routes import RoutesResult, RouteTold
from analysis.routes.turns import Turn
from data.bilingual import Bilingual
from data.profile import Profile

# Ten metres of a degree of latitude: in longitude it is less.
SIMPLIFIED_DEG = 10.0 / 111_320.0


@dataclass(frozen=True, slots=True, eq=False)
class RoutesAnswer:
    """Routes with what is told beside them.

    Attributes
    ----------
    result
        The routes.
    turns, check_ins
        Of each route that is told, in their order.
    facilities
        The places of the plan that may be seen, by ``facility_id``: ``name, kind, phone, referral_phone``.
    mode, profile
        How one travels, and for whom.
    notes
        What must be known of the hazards, such as source, period and count; nothing of a single incident or person.
    """

    result: RoutesResult
    turns: Sequence[Sequence[Turn]]
    check_ins: Sequence[Sequence[CheckIn]]
    facilities: gpd.GeoDataFrame
    mode: str
    profile: Profile
    notes: Sequence[Bilingual] = ()

    @property
    def shown(self) -> "list[ShownRoute]":
        """The routes, numbered from 1 by rising time."""
        told = zip(self.result.routes, self.turns, self.check_ins, strict=True)
        return [ShownRoute(number, *each) for number, each in enumerate(told, start=1)]


@dataclass(frozen=True, slots=True, eq=False)
class ShownRoute:
    """One route.

    Attributes
    ----------
    number
        What it is called on the map and on paper.
    told, turns, check_ins
        As in `RoutesAnswer`.
    """

    number: int
    told: RouteTold
    turns: Sequence[Turn]
    check_ins: Sequence[CheckIn]

    def line(self) -> BaseGeometry:
        """Return its way, no more than 10 m beside the road, EPSG:4326."""
        route = self.told.route
        return shapely.LineString(list(zip(route.lon, route.lat, strict=True))).simplify(SIMPLIFIED_DEG)


def moment(departure: datetime, after_s: float) -> datetime:
    """Return the moment so many seconds after a departure, to the minute, on the clock as it stood then."""
    return departure.astimezone(timezone(departure.utcoffset() or timedelta())) + timedelta(minutes=round(after_s / 60))


def which_clock(departure: datetime) -> str:
    """Return by how much the clock of a departure is off UTC, such as ``UTC-06:00``."""
    return str(timezone(departure.utcoffset() or timedelta()))
