"""The days of a journey along a corridor: from where a person wakes to where she sleeps."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis.plan import FIRST_YEAR, LAST_YEAR
from data.cells import is_iso_date
from data.profile import Profile
from geo.errors import QuestionError
from geo.roads import FloatArray

# Whole days of doses carried, by service [G]; the others as chronic illness. For maternal the most days between two
# check-ups: four weeks, as in the WHO's contacts of 2016 between the 26th and the 34th week of pregnancy.
SUPPLY_DAYS = {"tb_dot": 7, "chronic": 30, "maternal": 28}
OTHER_SUPPLY_DAYS = 30
MOST_DAYS = 3650  # ten years: a slip of the pen, not a journey
WALK, REST = "walk", "rest"
_HALF_A_METRE = 0.5


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey as it was asked for.

    Attributes
    ----------
    supply_days
        Whole days of doses carried when full; None: as usual for the service.
    from_km, to_km
        Where it begins and ends along the corridor; None: its own ends. From beyond to: travelling back.
    km_a_day
        How far in a day on the way; None: the profile's walking speed times its hours a day.
    rest_days, rest_every
        Days of rest after each so many days on the way; both 0: none.
    start
        The first day (ISO date); empty: no day is told, and opening hours do not count.
    days
        Most days looked at; None: until she arrives.
    """

    supply_days: float | None = None
    from_km: float | None = None
    to_km: float | None = None
    km_a_day: float | None = None
    rest_days: int = 0
    rest_every: int = 0
    start: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Itinerary:
    """A journey day by day; one row a day.

    Attributes
    ----------
    supply_days
        Whole days of doses carried when full.
    wake_m, sleep_m
        Measures along the corridor, metres; equal on a day of rest.
    first
        The first day; None: no day is told.
    """

    supply_days: int
    wake_m: FloatArray
    sleep_m: FloatArray
    first: date | None

    @property
    def sign(self) -> int:
        """1 in the direction of the drawing, -1 against it."""
        return 1 if self.sleep_m[-1] > self.wake_m[0] else -1

    @property
    def count(self) -> int:
        """How many days."""
        return len(self.wake_m)

    @property
    def stage(self) -> list[str]:
        """``walk`` or ``rest`` for each day."""
        return [REST if rests else WALK for rests in self.wake_m == self.sleep_m]

    def date(self, position: int) -> date | None:
        """Return the date of a day by its position, 0 the first; None where no day is told."""
        return None if self.first is None else self.first + timedelta(days=int(position))


def build_itinerary(journey: Journey, *, service: str, profile: Profile, length_m: float) -> Itinerary:
    """Return the days of a journey.

    Parameters
    ----------
    journey
        As it was asked for.
    service, profile
        They tell the usual supply and how far she walks in a day.
    length_m
        Length of the corridor.

    Raises
    ------
    QuestionError
        The journey leaves the corridor, does not move, or a number or date is none.
    """
    supply_days = _supply(journey.supply_days, service)
    from_m, to_m = _ends(journey, length_m)
    day_m = _day_m(journey.km_a_day, profile)
    _check_rest(journey)
    if journey.days is not None and journey.days < 1:
        raise QuestionError("--days", f"{journey.days} days are none", "Give 1 or more, or leave it out.")
    # Half a metre that is left over is no day of its own.
    way_m = abs(to_m - from_m)
    walked = max(1, math.ceil((way_m - _HALF_A_METRE) / day_m))
    rests = (walked - 1) // journey.rest_every * journey.rest_days if journey.rest_every else 0
    count = min(walked + rests, journey.days or walked + rests)
    if count > MOST_DAYS:
        todo = f"Give more km a day, or look at fewer days with --days (at most {MOST_DAYS})."
        raise QuestionError("--km-a-day", f"{day_m / 1000.0:g} km a day take {count:,} days", todo)
    days_walked = _days_walked(journey, count)
    walked_m = np.where(days_walked < walked, days_walked * day_m, way_m)
    sleep_m = from_m + math.copysign(1.0, to_m - from_m) * walked_m
    return Itinerary(supply_days, np.concatenate([[from_m], sleep_m[:-1]]), sleep_m, _first(journey.start, count))


def _days_walked(journey: Journey, count: int) -> FloatArray:
    """Return on how many days she was on the way by the end of each day."""
    day = np.arange(count, dtype=np.float64)
    if not journey.rest_every:
        return day + 1.0
    rounds, within = np.divmod(day, journey.rest_every + journey.rest_days)
    walked: FloatArray = rounds * journey.rest_every + np.minimum(within + 1.0, float(journey.rest_every))
    return walked


def _supply(days: float | None, service: str) -> int:
    if days is None:
        return SUPPLY_DAYS.get(service, OTHER_SUPPLY_DAYS)
    if not (1 <= days <= MOST_DAYS and days == round(days)):
        todo = f"Give the whole days of doses carried when full, 1 to {MOST_DAYS}."
        raise QuestionError("--supply-days", f"{days:g} is not a supply", todo)
    return int(days)


def _ends(journey: Journey, length_m: float) -> tuple[float, float]:
    ends = []
    for option, km, default_m in (("--from-km", journey.from_km, 0.0), ("--to-km", journey.to_km, length_m)):
        at_m = default_m if km is None else km * 1000.0
        # A length is told to the metre, so its end may be asked for a little beyond it.
        if not 0 <= at_m <= length_m + _HALF_A_METRE:
            todo = f"Give a value from 0 to {length_m / 1000.0:.3f}."
            raise QuestionError(option, f"{km:g} is on no corridor", todo)
        ends.append(min(at_m, length_m))
    if ends[0] == ends[1]:
        todo = "Give a journey: from one km to another; from the larger to the smaller one travels back."
        raise QuestionError("--from-km", f"begins and ends at km {ends[0] / 1000.0:g}", todo)
    return ends[0], ends[1]


def _day_m(km_a_day: float | None, profile: Profile) -> float:
    if km_a_day is None:
        return profile.walking_kmh * profile.hours_a_day * 1000.0
    if not (math.isfinite(km_a_day) and km_a_day > 0):
        raise QuestionError("--km-a-day", f"{km_a_day:g} km a day lead nowhere", "Give more than 0.")
    return km_a_day * 1000.0


def _check_rest(journey: Journey) -> None:
    for option, days in (("--rest-days", journey.rest_days), ("--rest-every", journey.rest_every)):
        if not 0 <= days <= MOST_DAYS:
            raise QuestionError(option, f"{days} days are none", f"Give 0 to {MOST_DAYS}.")
    if (journey.rest_days > 0) != (journey.rest_every > 0):
        given, other = ("--rest-days", "--rest-every") if journey.rest_days else ("--rest-every", "--rest-days")
        todo = "Give both: --rest-days 1 --rest-every 6 is a day of rest after each six days on the way."
        raise QuestionError(given, f"says nothing without {other}", todo)


def _first(start: str, count: int) -> date | None:
    if not start:
        return None
    if not is_iso_date(start):
        raise QuestionError("--start", f"'{start[:80]}' is no date", "Write it like 2026-03-02.")
    first = date.fromisoformat(start)
    # Of years far off nobody knows the holidays.
    last = first + timedelta(days=count - 1)
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        told = first if first.year < FIRST_YEAR else last
        what = f"'{told.isoformat()}' is of no year from {FIRST_YEAR} to {LAST_YEAR}"
        raise QuestionError("--start", what, "Write it like 2026-03-02.")
    return first
