"""What is asked of a cohort: how many people, along what, how fast, and what they need."""

from dataclasses import dataclass

import numpy as np

from analysis.plan import DAYS_A_YEAR, VISITS_A_YEAR
from geo.errors import QuestionError
from geo.roads import FloatArray

COHORT = 10_000.0
# Consultations a person needs in a day: the visits of a year, spread evenly [G].
NEED_A_DAY = VISITS_A_YEAR / DAYS_A_YEAR
DAYS, MOST_DAYS = 365, 3650
HALF_A_METRE = 0.5
_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class SurgeAsked:
    """The question. Made by :func:`build_asked`, which checks it.

    Attributes
    ----------
    people
        People of the cohort.
    from_m, to_m
        Metres along the corridor where it sets out and where its way ends; NaN: the end of the corridor.
    m_a_day
        Metres it makes in a day on the way.
    rest_every, rest_days
        It rests `rest_days` days after every `rest_every` days on the way; both 0: never.
    spread_days
        On how many days, one after the other, equal parts of it set out.
    need_a_day
        What one person asks for in a day: consultations, or 1 bed a night.
    standing_people, standing_m
        People who stay in one place on all the days, and its metres along the corridor; NaN where there are none.
    days
        The last day that is looked at.
    """

    people: float = COHORT
    from_m: float = 0.0
    to_m: float = np.nan
    m_a_day: float = 36_000.0
    rest_every: int = 0
    rest_days: int = 0
    spread_days: int = 1
    need_a_day: float = NEED_A_DAY
    standing_people: float = 0.0
    standing_m: float = np.nan
    days: int = DAYS


def build_asked(asked: SurgeAsked) -> SurgeAsked:
    """Return what is asked, checked; whether its places are on the corridor is for :func:`nights_of` to see.

    Raises
    ------
    QuestionError
        Naming the option, its value and what it may be.
    """
    if not 0 < asked.people < np.inf:  # NaN fails every comparison
        raise QuestionError("--cohort", f"{asked.people:g} is no number of people", "Give people, more than 0.")
    if not 0 < asked.m_a_day < np.inf:
        what = f"{asked.m_a_day / 1000:g} is no way to make in a day"
        raise QuestionError("--km-a-day", what, "Give kilometres, more than 0.")
    if not 0 < asked.need_a_day < np.inf:
        todo = "Give how many one person needs in a day, more than 0."
        raise QuestionError("--need-rate", f"{asked.need_a_day:g} is no number of consultations", todo)
    if asked.spread_days < 1:
        raise QuestionError("--spread-days", f"{asked.spread_days} is no number of days", "Give 1 or more.")
    if not 1 <= asked.days <= MOST_DAYS:
        raise QuestionError("--days", f"{asked.days} is no number of days", f"Give 1 to {MOST_DAYS}.")
    if asked.rest_days < 0 or asked.rest_every < 0 or bool(asked.rest_days) != bool(asked.rest_every):
        todo = "Give both, 1 or more: `--rest-days 1 --rest-every 6` rests a day after six on the way."
        raise QuestionError("--rest-days", "and `--rest-every` go together", todo)
    _check_standing(asked)
    return asked


def _check_standing(asked: SurgeAsked) -> None:
    if not 0 <= asked.standing_people < np.inf:
        raise QuestionError(
            "--standing", f"{asked.standing_people:g} is no number of people", "Give people, 0 or more."
        )
    if bool(asked.standing_people) == bool(np.isnan(asked.standing_m)):
        todo = "Say how many stay, and where: `--standing 4000 --standing-km 0`."
        raise QuestionError("--standing", "and `--standing-km` go together", todo)


def nights_of(asked: SurgeAsked, length_m: float) -> FloatArray:
    """Return where a part of the cohort spends each of its nights, metres along the corridor.

    On its first day it sets out and makes its first stretch; the last night is where its way ends. At a way that ends
    where it begins it spends one night.

    Parameters
    ----------
    asked
        The question.
    length_m
        Length of the corridor, metres.

    Raises
    ------
    QuestionError
        A place of the question is not on the corridor, or the way leads against it.
    """
    start_m = _on("--from-km", asked.from_m, length_m)
    end_m = length_m if np.isnan(asked.to_m) else _on("--to-km", asked.to_m, length_m)
    if asked.standing_people:
        _on("--standing-km", asked.standing_m, length_m)
    if end_m < start_m:
        todo = "Give a way in the direction of the corridor, or draw a corridor the other way."
        raise QuestionError("--to-km", f"{end_m / 1000:g} lies before --from-km {start_m / 1000:g}", todo)
    # Nights after the last day that is looked at are not looked at either.
    stretches = min(max(1.0, np.ceil((end_m - start_m) / asked.m_a_day - _ALMOST)), float(asked.days))
    on_the_way = np.arange(1, int(stretches) + 1)
    rests = (
        asked.rest_days * ((on_the_way % asked.rest_every == 0) & (on_the_way < stretches)) if asked.rest_every else 0
    )
    nights_m = np.minimum(start_m + on_the_way * asked.m_a_day, end_m)
    return np.repeat(nights_m, 1 + rests)[: asked.days]


def _on(option: str, at_m: float, length_m: float) -> float:
    """Return a measure of the corridor; its length is printed to the metre, so a little beyond its end is its end."""
    if not 0 <= at_m <= length_m + HALF_A_METRE:
        todo = f"Give a value from 0 to {length_m / 1000:.3f}."
        raise QuestionError(option, f"{at_m / 1000:g} is not on the corridor", todo)
    return min(at_m, length_m)
