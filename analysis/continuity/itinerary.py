"""The days of a journey along a corridor: from where a person wakes to where she sleeps."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis.moving import MOST_DAYS, Pace, check_pace, days_of, ends_on, sleeps_m
from analysis.plan import FIRST_YEAR, LAST_YEAR
from data.cells import is_iso_date
from data.profile import Profile
from geo.errors import QuestionError
from geo.roads import FloatArray

# Whole days of doses carried, by service [G]; the others as chronic illness. For maternal the most days between two
# check-ups: four weeks, as in the WHO's contacts of 2016 between the 26th and the 34th week of pregnancy.
SUPPLY_DAYS = {"tb_dot": 7, "chronic": 30, "maternal": 28}
OTHER_SUPPLY_DAYS = 30
WALK, REST = "walk", "rest"


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
    to_m
        Where the way ends; she has not arrived where she sleeps short of it on the last day.
    pace
        How she moves.
    first
        The first day; None: no day is told.
    """

    supply_days: int
    wake_m: FloatArray
    sleep_m: FloatArray
    to_m: float
    pace: Pace
    first: date | None

    @property
    def sign(self) -> int:
        """1 in the direction of the drawing, -1 against it."""
        return 1 if self.sleep_m[-1] > self.wake_m[0] else -1

    @property
    def arrives(self) -> bool:
        """True where she is at the end of her way by the last of the days."""
        return bool(self.sleep_m[-1] == self.to_m)

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
    from_m, to_m = ends_on(_metres(journey.from_km), _metres(journey.to_km), length_m)
    pace = Pace(_m_a_day(journey.km_a_day, profile), journey.rest_every, journey.rest_days)
    check_pace(pace)
    if journey.days is not None and journey.days < 1:
        raise QuestionError("--days", f"{journey.days} days are none", "Give 1 or more, or leave it out.")
    days = days_of(abs(to_m - from_m), pace)
    count = min(days, journey.days or days)
    if count > MOST_DAYS:
        todo = f"Give more km a day, or look at fewer days with --days (at most {MOST_DAYS})."
        raise QuestionError("--km-a-day", f"{pace.m_a_day / 1000.0:g} km a day take {count:,} days", todo)
    sleep_m = sleeps_m((from_m, to_m), pace, count)
    wake_m = np.concatenate([[from_m], sleep_m[:-1]])
    return Itinerary(supply_days, wake_m, sleep_m, to_m, pace, _first(journey.start, count))


def _metres(km: float | None) -> float | None:
    return None if km is None else km * 1000.0


def _m_a_day(km_a_day: float | None, profile: Profile) -> float:
    return (profile.walking_kmh * profile.hours_a_day if km_a_day is None else km_a_day) * 1000.0


def _supply(days: float | None, service: str) -> int:
    if days is None:
        return SUPPLY_DAYS.get(service, OTHER_SUPPLY_DAYS)
    if not (1 <= days <= MOST_DAYS and days == round(days)):
        todo = f"Give the whole days of doses carried when full, 1 to {MOST_DAYS}."
        raise QuestionError("--supply-days", f"{days:g} is not a supply", todo)
    return int(days)


def _first(start: str, count: int) -> date | None:
    if not start:
        return None
    if not is_iso_date(start):
        raise QuestionError("--start", f"'{start[:80]}' is no date", "Write it like 2026-03-02.")
    first = date.fromisoformat(start)
    # Of years far off nobody knows the holidays; the first day is looked at first, for no calendar has a year 10000.
    _check_year(first)
    _check_year(first + timedelta(days=count - 1))
    return first


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        what = f"'{day.isoformat()}' is of no year from {FIRST_YEAR} to {LAST_YEAR}"
        raise QuestionError("--start", what, "Write it like 2026-03-02.")
