"""What is asked of a cohort: how many people, along what, how fast, and what they need."""

from dataclasses import dataclass

from analysis.moving import MOST_DAYS, Pace, check_pace, days_of, ends_on, on_corridor, sleeps_m
from analysis.plan import DAYS_A_YEAR, VISITS_A_YEAR
from data.scenario import MOST_PEOPLE
from geo.errors import QuestionError
from geo.roads import FloatArray

COHORT = 10_000.0
# Consultations a person needs in a day: the visits of a year, spread evenly [G].
NEED_A_DAY = VISITS_A_YEAR / DAYS_A_YEAR
MOST_NEED_A_DAY = 1000.0
DAYS = 365


@dataclass(frozen=True, slots=True)
class SurgeAsked:
    """The question. Made by :func:`build_asked`, which checks it.

    Attributes
    ----------
    people
        People of the cohort.
    from_m, to_m
        Metres along the corridor where it sets out and where its way ends; None: the end of the corridor. From beyond
        to: it travels back.
    m_a_day
        Metres it makes in a day on the way.
    rest_every, rest_days
        It rests `rest_days` days after every `rest_every` days on the way; both 0: never.
    spread_days
        On how many days, one after the other, equal parts of it set out.
    need_a_day
        What one person asks for in a day: consultations, or 1 bed a night.
    standing_people, standing_m
        People who stay in one place on all the days, and its metres along the corridor; None where there are none.
    days
        The last day that is looked at.
    """

    people: float = COHORT
    from_m: float = 0.0
    to_m: float | None = None
    m_a_day: float = 36_000.0
    rest_every: int = 0
    rest_days: int = 0
    spread_days: int = 1
    need_a_day: float = NEED_A_DAY
    standing_people: float = 0.0
    standing_m: float | None = None
    days: int = DAYS

    @property
    def pace(self) -> Pace:
        """How it moves."""
        return Pace(self.m_a_day, self.rest_every, self.rest_days)


def build_asked(asked: SurgeAsked) -> SurgeAsked:
    """Return what is asked, checked; whether its places are on the corridor is for :func:`nights_of` to see.

    Raises
    ------
    QuestionError
        Naming the option, its value and what it may be.
    """
    if not 1 <= asked.people <= MOST_PEOPLE:  # NaN fails every comparison
        todo = f"Give people, from 1 to {MOST_PEOPLE:,.0f}."
        raise QuestionError("--cohort", f"{asked.people:g} is no number of people", todo)
    check_pace(asked.pace)
    if not 0 < asked.need_a_day <= MOST_NEED_A_DAY:
        todo = f"Give how many one person needs in a day, more than 0 and at most {MOST_NEED_A_DAY:,.0f}."
        raise QuestionError("--need-rate", f"{asked.need_a_day:g} is no number of consultations", todo)
    for option, days in (("--spread-days", asked.spread_days), ("--days", asked.days)):
        if not 1 <= days <= MOST_DAYS:
            raise QuestionError(option, f"{days} is no number of days", f"Give 1 to {MOST_DAYS}.")
    _check_standing(asked)
    return asked


def _check_standing(asked: SurgeAsked) -> None:
    people = asked.standing_people
    if not (people == 0 or 1 <= people <= MOST_PEOPLE):
        todo = f"Give people, from 1 to {MOST_PEOPLE:,.0f}, or 0."
        raise QuestionError("--standing", f"{people:g} is no number of people", todo)
    if bool(people) != (asked.standing_m is not None):
        todo = "Say how many stay, and where: `--standing 4000 --standing-km 0`."
        raise QuestionError("--standing", "and `--standing-km` go together", todo)


def nights_of(asked: SurgeAsked, length_m: float) -> FloatArray:
    """Return where a part of the cohort spends each of its nights, metres along the corridor.

    On its first day it sets out and makes its first stretch; the last night is where its way ends. Nights after the
    last day that is looked at are not looked at either.

    Parameters
    ----------
    asked
        The question.
    length_m
        Length of the corridor, metres.

    Raises
    ------
    QuestionError
        A place of the question is not on the corridor, or the way ends where it begins.
    """
    from_m, to_m = ends_on(asked.from_m, asked.to_m, length_m)
    if asked.standing_m is not None:
        on_corridor("--standing-km", asked.standing_m, length_m)
    days = days_of(abs(to_m - from_m), asked.pace)
    return sleeps_m((from_m, to_m), asked.pace, min(days, asked.days))
