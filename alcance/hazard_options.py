"""The options of the doors that tell of hazards, each worded once, and what was typed."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import typer

from alcance.day import latest_day
from analysis.risk.counted import Period, build_period
from analysis.risk.hazard import HAZARDS
from geo.errors import QuestionError

REPORTING = (1, 3, 10)
LEAST_HALF_LIFE_YEARS = 0.1  # by shorter ones a report soon weighs so little that it reads as none

Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="NAME=X",
        help=f"What a point of a hazard counts, else 1; 0: it does not. Of: {', '.join(HAZARDS)}. May be given several "
        "times.",
    ),
]
Wet = Annotated[bool, typer.Option("--wet", help="It is the wet season: unpaved roads and flood areas count.")]
Reporting = Annotated[
    int,
    typer.Option(
        "--reporting", metavar="N", help="How many incidents stand behind each that was reported: 1, 3 or 10."
    ),
]
HalfLife = Annotated[
    float | None,
    typer.Option("--half-life", metavar="YEARS", help="After so many years an incident counts half; else all alike."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY",
        help="The first day on which incidents were observed, such as 2019-01-01, and --until the last: those of other "
        "days and those without a date do not count. Else from the first date in the list to the last.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DAY", help="The last day on which incidents were observed; --since says the first."
    ),
]


@dataclass(frozen=True, slots=True)
class HazardsAsked:
    """What was typed of hazards, checked.

    Attributes
    ----------
    weights
        Of the hazards that are not to count as 1.
    wet
        Whether it is the wet season.
    reporting
        One of ``REPORTING``.
    half_life_years
        Above 0; None: old incidents count as new ones.
    period
        When incidents were observed; None: from the first date to the last.
    """

    weights: Mapping[str, float]
    wet: bool = False
    reporting: int = 1
    half_life_years: float | None = None
    period: Period | None = None


def hazards_asked(
    weight: list[str] | None,
    *,
    wet: bool,
    reporting: int,
    half_life: float | None,
    observed: tuple[str | None, str | None],
) -> HazardsAsked:
    """Return what was typed, checked; weights are checked where they are used, and observed is since and until.

    Raises
    ------
    QuestionError
        An option is malformed.
    """
    if reporting not in REPORTING:
        raise QuestionError("--reporting", f"{reporting} is none of its steps", "Use 1, 3 or 10.")
    if half_life is not None and not (math.isfinite(half_life) and half_life >= LEAST_HALF_LIFE_YEARS):
        raise QuestionError("--half-life", f"{half_life:g} is no half-life", "Give years, 0.1 at least.")
    weights = [_weight(each) for each in weight or ()]
    twice = [name for name, count in Counter(name for name, _ in weights).items() if count > 1]
    if twice:
        raise QuestionError("--weight", f"{twice[0]} has two weights", "Give one.")
    return HazardsAsked(dict(weights), wet, reporting, half_life, build_period(*observed, latest=latest_day()))


def _weight(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        todo = "Write it as NAME=X, such as flood=2."
        raise QuestionError("--weight", f"{text[:80]!r} is no weight", todo) from None
