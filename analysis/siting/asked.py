"""What is asked of new sites: how many, good at what, for whom, and what they must keep to."""

from dataclasses import dataclass

import numpy as np

from analysis.siting.whom import RESIDENTS, WHOM
from geo.errors import QuestionError

COVER, ACCESS, BACKUP, ROOM, MEDIAN, CENTRE, SET = "cover", "access", "backup", "room", "median", "centre", "set"
OBJECTIVES = (COVER, ACCESS, BACKUP, ROOM, MEDIAN, CENTRE, SET)
LARGER_IS_BETTER = (COVER, ACCESS, BACKUP, ROOM)
SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class SitesAsked:
    """The question. Made by :func:`build_asked`, which checks it.

    Attributes
    ----------
    objective
        One of ``OBJECTIVES``: most people within the cutoff; most effective access; those with a second site counting
        more; most people who find room; least travel in all; the shortest longest way; fewest sites that cover all.
    count
        How many new sites; not looked at for ``set``.
    whom
        One of ``WHOM``.
    locked, forbidden
        Ids of sites that must, and must not, be among them.
    spacing_m
        Metres between any two new sites, at least; 0: any.
    floor
        Share of each area's people, 0 to 1, who must have a site within the cutoff.
    room
        People each new site can take; NaN where that is not asked.
    alternatives
        How many of the next best choices are wanted.
    seconds
        How long to look for something better, seconds.
    """

    objective: str = COVER
    count: int = 5
    whom: str = RESIDENTS
    locked: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    spacing_m: float = 0.0
    floor: float = 0.0
    room: float = np.nan
    alternatives: int = 0
    seconds: float = SECONDS


def build_asked(asked: SitesAsked) -> SitesAsked:
    """Return what is asked, checked.

    Raises
    ------
    QuestionError
        Naming the option, its value and what it may be.
    """
    _one_of("--objective", asked.objective, OBJECTIVES)
    _one_of("--people", asked.whom, WHOM)
    if asked.objective != SET and asked.count < 1:
        raise QuestionError("--count", f"{asked.count} is no number of new sites", "Ask for 1 or more.")
    if not 0 <= asked.spacing_m < np.inf:
        raise QuestionError("--spacing-km", f"{asked.spacing_m / 1000:g} is no distance", "Give kilometres, 0 or more.")
    if not 0 <= asked.floor <= 1:
        raise QuestionError("--floor", f"{asked.floor:g} is no share of people", "Give a share from 0 to 1.")
    if asked.floor and asked.objective not in (COVER, ACCESS):
        raise QuestionError(
            "--floor", f"does not go with --objective {asked.objective}", "Ask for `cover` or `access`."
        )
    if (asked.objective == ROOM) == bool(np.isnan(asked.room)):
        todo = "Say how many people a new site can take: `--objective room --room N`."
        raise QuestionError("--room", "and `--objective room` go together", todo)
    if asked.room <= 0:
        raise QuestionError("--room", f"{asked.room:g} is no room for anybody", "Give people, more than 0.")
    if asked.alternatives < 0:
        raise QuestionError("--alternatives", f"{asked.alternatives} is no number of choices", "Give 0 or more.")
    if not 0 <= asked.seconds < np.inf:
        raise QuestionError("--seconds", f"{asked.seconds:g} is no time", "Give seconds, 0 or more.")
    return asked


def _one_of(option: str, word: str, allowed: tuple[str, ...]) -> None:
    if word not in allowed:
        raise QuestionError(option, f"{word!r} is not one it knows", f"Use one of: {', '.join(allowed)}.")
