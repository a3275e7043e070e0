"""Which recorded incidents count, and how much: by the period asked about, and by their age."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.cells import is_iso_date
from data.recognise.dates import is_plausible
from geo.errors import QuestionError
from geo.roads import FloatArray, IntArray

DAYS_A_YEAR = 365.25
# Of a few incidents soon after each other nobody knows how long there were none: as many a year at most [G].
LEAST_YEARS = 1.0


class Period(NamedTuple):
    """The first and the last day of a period, ISO dates."""

    since: str
    until: str


def build_period(since: str | None, until: str | None, *, latest: str) -> Period | None:
    """Return what somebody states was observed; None where neither end is given.

    Parameters
    ----------
    since, until
        As they were typed. Of one alone nothing is made: the other, taken from the list, would move with every incident
        added, and with it the rate of every road.
    latest
        The last day that has begun: of a later one nobody can have observed anything.

    Raises
    ------
    QuestionError
        One is missing or no date, the first is before 1990, the last still to come or before the first.
    """
    if since is None and until is None:
        return None
    for option, text in (("--since", since), ("--until", until)):
        if text is None:
            raise QuestionError(option, "is missing: a period has two ends", "Give its first day, then its last.")
        if not is_iso_date(text):
            raise QuestionError(option, f"'{text[:80]}' is no date", "Write it as 2026-01-31.")
    period = Period(str(since), str(until))
    if period.until > latest:
        raise QuestionError("--until", f"'{period.until}' is still to come", "Give today or an earlier day.")
    if not is_plausible(period.since):
        raise QuestionError("--since", f"'{period.since}' is of another calendar or a slip", "Give a day from 1990 on.")
    if period.until < period.since:
        what = f"a period from {period.since} to {period.until} ends before it begins"
        raise QuestionError("--until", what, "Give its first day, then its last.")
    return period


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The incidents that count.

    Attributes
    ----------
    row
        Their positions in the table.
    weight
        What each counts, from 0 to 1; without a half-life 1.
    period
        The period observed: as asked, else from the first date to the last.
    years
        How long that is; with a half-life the sum of what each moment of it counts, at least above 0.
    without_date
        How many incidents have no date; they count unless a period or a half-life asks for it.
    outside
        How many are of another time than the period.
    """

    row: IntArray
    weight: FloatArray
    period: Period
    years: float
    without_date: int
    outside: int


def count_incidents(dates: pd.Series, *, period: Period | None, half_life_years: float | None) -> Counted:
    """Return which incidents count.

    Parameters
    ----------
    dates
        Their ISO dates, ``""`` where there is none.
    period
        What was observed, as `build_period` returns it, and what counts; None: everything, and then a time of less than
        a year is taken as one.
    half_life_years
        After so many years, up to the last day of the period, an incident counts half; above 0. None: all count alike.

    Raises
    ------
    QuestionError
        No incident has a date.

    Notes
    -----
    Weight = .5^(age / half-life), and years = ∫ .5^(a / half-life) da over the period: what counts less was also looked
    at for less long, so that a steady rate stays what it is.
    """
    days = dates.to_numpy(dtype=str).astype("datetime64[D]")
    dated = ~np.isnat(days)
    if not dated.any():
        todo = "Add them: without a time nobody knows how many there are a year."
        raise QuestionError("incidents", "none of them has a date", todo)
    observed = period or Period(str(days[dated].min()), str(days[dated].max()))
    since, until = (np.datetime64(day, "D") for day in observed)
    inside = dated & (days >= since) & (days <= until)
    row = np.flatnonzero(inside if period or half_life_years else inside | ~dated)
    years = (int((until - since).astype(np.int64)) + 1) / DAYS_A_YEAR
    if period is None:
        years = max(years, LEAST_YEARS)
    weight = np.ones(len(row))
    if half_life_years:
        weight = np.power(0.5, (until - days[row]).astype(np.int64) / DAYS_A_YEAR / half_life_years)
        years = half_life_years / math.log(2) * (1.0 - 0.5 ** (years / half_life_years))
    return Counted(row, weight, observed, years, int((~dated).sum()), int((dated & ~inside).sum()))
