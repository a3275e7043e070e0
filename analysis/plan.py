"""The question asked of a study: which service, who travels and how, what still counts."""

import math
from dataclasses import dataclass

from data.vocabulary import SERVICES
from geo.errors import QuestionError
from geo.roads import DIRECTIONS, MODES, Direction

PROFILES = ("anyone",)
CELL_M = 500.0  # samples stand at the midpoints of pieces of this length along a corridor
LONGEST_CUTOFF_S = 48 * 3600.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A question. Made by :func:`build_plan`, which checks it.

    Attributes
    ----------
    service
        One of ``data.vocabulary.SERVICES``.
    mode
        One of ``geo.roads.MODES``.
    profile
        Who travels; ``anyone`` asks nothing of a place.
    direction
        ``to``: people travel to the facility; ``from``: someone is sent out from it.
    cutoff_s
        The largest time that still counts, seconds; a time equal to it does.
    piece_m
        Length of a corridor segment, metres, a multiple of 500.
    internal
        Whether hidden places take part; the answer is then stamped INTERNAL.
    scenario
        ``base``: the study as it is.
    """

    service: str
    mode: str
    profile: str
    direction: Direction
    cutoff_s: float
    piece_m: float = 10_000.0
    internal: bool = False
    scenario: str = "base"


def build_plan(
    *,
    service: str,
    cutoff_min: float,
    mode: str = "drive",
    profile: str = "anyone",
    direction: str = "to",
    piece_km: float = 10.0,
    internal: bool = False,
) -> Plan:
    """Return the question, checked.

    Raises
    ------
    QuestionError
        Naming the option, its value and the values it may have.
    """
    _check_word("--service", service, SERVICES)
    _check_word("--mode", mode, MODES)
    _check_word("--profile", profile, PROFILES)
    _check_word("--direction", direction, DIRECTIONS)
    if not 0 < cutoff_min * 60.0 <= LONGEST_CUTOFF_S:  # NaN fails every comparison
        raise QuestionError(
            "--cutoff-min", f"{cutoff_min:g} is not a travel time", "Give minutes above 0, at most 2880."
        )
    pieces = piece_km * 1000.0 / CELL_M
    if not (math.isfinite(pieces) and pieces >= 1 and pieces == round(pieces)):
        raise QuestionError("piece_km", f"{piece_km:g} is not a length of segment", "Give a multiple of 0.5 km.")
    toward: Direction = "to" if direction == "to" else "from"
    return Plan(service, mode, profile, toward, cutoff_min * 60.0, piece_km * 1000.0, internal)


def _check_word(option: str, word: str, allowed: tuple[str, ...]) -> None:
    if word not in allowed:
        raise QuestionError(option, f"{word!r} is not one it knows", f"Use one of: {', '.join(allowed)}.")
