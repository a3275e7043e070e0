"""What is asked of a route."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from analysis.risk.hazard import check_weights
from geo.errors import QuestionError
from geo.geodesy import distance_m

SAME_PLACE_M = 50.0  # both carriageways of one road are this near
MOST_PRICE_S = 1e7

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RoutesAsked:
    """From where to where, when, and what counts as how much exposure. Made by :func:`build_asked`.

    Attributes
    ----------
    start, goal
        Longitude and latitude, degrees, EPSG:4326.
    weights
        What a point of each hazard counts.
    departure
        With the time zone of the start; None: nobody said, and neither night nor heat counts.
    wet
        Whether it is the wet season.
    price_s
        Seconds more of driving that one point less of exposure is worth, at least 0; None: no price was given.
    """

    start: Place
    goal: Place
    weights: Mapping[str, float]
    departure: datetime | None = None
    wet: bool = False
    price_s: float | None = None


def build_asked(
    start: Place,
    goal: Place,
    *,
    weights: Mapping[str, float],
    departure: datetime | None = None,
    wet: bool = False,
    price_min: float | None = None,
) -> RoutesAsked:
    """Return the question, checked.

    Parameters
    ----------
    start, goal
        As in `RoutesAsked`.
    weights
        Of the hazards that are not to count as 1.
    departure, wet
        As in `RoutesAsked`.
    price_min
        As `price_s`, minutes.

    Raises
    ------
    QuestionError
        Start and goal are the same place, or a weight or the price is none.
    """
    if float(distance_m(*start, *goal)) <= SAME_PLACE_M:
        raise QuestionError("--to", "is where --from is", "Give two places, such as two towns.")
    if price_min is not None and not (math.isfinite(price_min) and 0 <= price_min * 60.0 <= MOST_PRICE_S):
        todo = "Give the minutes more that a point less of exposure is worth, 0 or more."
        raise QuestionError("--price-min", f"{price_min:g} is no price", todo)
    return RoutesAsked(
        start, goal, check_weights(weights), departure, wet, None if price_min is None else price_min * 60.0
    )
