"""The question asked of a study: which service, who travels and how, what still counts."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.profile import ANYONE, Profile, load_profiles
from data.scenario import Scenario
from data.vocabulary import SERVICES
from geo.errors import QuestionError
from geo.roads import DIRECTIONS, MODES, Direction

CELL_M = 500.0  # samples stand at the midpoints of pieces of this length along a corridor
LONGEST_CUTOFF_S = 48 * 3600.0
# Visits for illness one person makes in a year where care is within reach; camps plan with 1 to 4 [G].
VISITS_A_YEAR = 4.0
DAYS_A_YEAR = 365.0
DRIVE = "drive"
# Below a hundred runs the fifth from either end is a matter of chance.
LEAST_RUNS, MOST_RUNS, MOST_SEED = 100, 10_000, 2**32
BASE = "base"
FIRST_YEAR, LAST_YEAR = 2000, 2100


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
        Who travels, and what they need of a place; ``anyone`` asks nothing.
    direction
        ``to``: people travel to the facility; ``from``: someone is sent out from it.
    cutoff_s
        The largest time that still counts, seconds; a time equal to it does.
    piece_m
        Length of a corridor segment, metres, a multiple of 500.
    internal
        Whether hidden places take part; the answer is then stamped INTERNAL.
    arrive
        When people arrive, on the clock of each place, or with an offset of its own; None: hours do not count.
    visits_a_year
        Times a year one person needs the service, at least 0 and not 0: how many people a place has room for follows.
    runs
        How many random runs tell how sure the answer is: none, or at least 100.
    seed
        What the runs are drawn from: the same seed gives the same runs.
    what_if
        The scenario asked about; None: the study as it is.
    """

    service: str
    mode: str
    profile: Profile
    direction: Direction
    cutoff_s: float
    piece_m: float = 10_000.0
    internal: bool = False
    arrive: datetime | None = None
    visits_a_year: float = VISITS_A_YEAR
    runs: int = 0
    seed: int = 1
    what_if: Scenario | None = None

    @property
    def scenario(self) -> str:
        """The name of the scenario; ``base``: the study as it is."""
        return BASE if self.what_if is None else self.what_if.name


def build_plan(
    *,
    service: str,
    cutoff_min: float,
    mode: str = "",
    profile: str = ANYONE,
    profiles: Mapping[str, Profile] | None = None,
    direction: str = "to",
    piece_km: float = 10.0,
    internal: bool = False,
    arrive: str | None = None,
    visits_a_year: float = VISITS_A_YEAR,
    runs: int = 0,
    seed: int = 1,
    what_if: Scenario | None = None,
) -> Plan:
    """Return the question, checked; without a mode people travel as the profile says, or else drive.

    Parameters
    ----------
    service, cutoff_min, mode, profile
        As in `Plan`, minutes; words as they were typed.
    profiles
        The profiles that may be named; None: those that come with the program.
    direction, piece_km, internal
        As in `Plan`, kilometres.
    arrive
        An ISO date and time, such as ``2026-03-03T22:00`` or ``2026-03-03T22:00-06:00``.
    visits_a_year, runs, seed, what_if
        As in `Plan`.

    Raises
    ------
    QuestionError
        Naming the option, its value and the values it may have.
    """
    _check_word("--service", service, SERVICES)
    known = load_profiles() if profiles is None else profiles
    _check_word("--profile", profile, tuple(known))
    mode = mode or known[profile].mode or DRIVE
    _check_word("--mode", mode, MODES)
    _check_word("--direction", direction, DIRECTIONS)
    if not 0 < cutoff_min * 60.0 <= LONGEST_CUTOFF_S:  # NaN fails every comparison
        raise QuestionError(
            "--cutoff-min", f"{cutoff_min:g} is not a travel time", "Give minutes above 0, at most 2880."
        )
    pieces = piece_km * 1000.0 / CELL_M
    if not (math.isfinite(pieces) and pieces >= 1 and pieces == round(pieces)):
        raise QuestionError("piece_km", f"{piece_km:g} is not a length of segment", "Give a multiple of 0.5 km.")
    if not 0 < visits_a_year <= DAYS_A_YEAR:
        todo = "Give how often a year one person needs the service: above 0, at most 365."
        raise QuestionError("--visits-a-year", f"{visits_a_year:g} is not a number of visits", todo)
    check_runs(runs)
    if not 0 <= seed < MOST_SEED:
        raise QuestionError("--seed", f"{seed} is not a seed", f"Give a whole number from 0 to {MOST_SEED - 1}.")
    toward: Direction = "to" if direction == "to" else "from"
    return Plan(
        service,
        mode,
        known[profile],
        toward,
        cutoff_min * 60.0,
        piece_km * 1000.0,
        internal,
        arrive=None if arrive is None else read_moment(arrive, "--arrive"),
        visits_a_year=visits_a_year,
        runs=runs,
        seed=seed,
        what_if=what_if,
    )


def read_moment(text: str, option: str) -> datetime:
    """Return a date and time as it was typed for an option; without a zone where it has no offset.

    Raises
    ------
    QuestionError
        It is none.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    # A day alone would be read as its midnight; of years far off nobody knows the holidays.
    if moment is None or "T" not in text.strip().replace(" ", "T") or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        todo = "Write it as 2026-03-03T22:00, or with an offset as 2026-03-03T22:00-06:00."
        raise QuestionError(option, f"{text!r} is no date and time", todo)
    return moment


def check_runs(runs: int) -> None:
    """Refuse a number of runs that would tell nothing.

    Raises
    ------
    QuestionError
        Saying how many there may be.
    """
    if runs != 0 and not LEAST_RUNS <= runs <= MOST_RUNS:
        todo = f"Give 0 for none, or from {LEAST_RUNS} to {MOST_RUNS}; 200 are usual."
        raise QuestionError("--runs", f"{runs} runs tell no interval one could trust", todo)


def _check_word(option: str, word: str, allowed: tuple[str, ...]) -> None:
    if word not in allowed:
        raise QuestionError(option, f"{word!r} is not one it knows", f"Use one of: {', '.join(allowed)}.")
