"""What was typed for a timetable, made into the question it is."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from alcance.lon_lat import read_place
from analysis.visits.asked import Asked
from data.cells import is_iso_date
from geo.errors import QuestionError

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
MOST_DAYS = 366
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Words:
    """The options as they were typed; see the help of ``alcance visits``."""

    base: list[str]
    start: str
    team: list[str]
    days: int
    day_start: str
    day_hours: float
    service_min: float
    revisit_days: int | None
    closed: str
    lock: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()


def read_words(words: Words) -> Asked:
    """Return the question.

    Raises
    ------
    QuestionError
        A word cannot be read: one line says which.
    """
    teams, bases = _teams(words)
    if not is_iso_date(words.start):
        raise QuestionError("--start", f"'{words.start[:80]}' is no date", "Write it like 2026-03-02.")
    if not _FIRST_YEAR <= int(words.start[:4]) <= _LAST_YEAR:
        what = f"'{words.start}' is of no year from {_FIRST_YEAR} to {_LAST_YEAR}"
        raise QuestionError("--start", what, "Write it like 2026-03-02.")
    if not 1 <= words.days <= MOST_DAYS:
        raise QuestionError("--days", f"{words.days} days are not planned", f"Give 1 to {MOST_DAYS}.")
    if not 0 < words.day_hours <= 24:  # noqa: PLR2004 - hours of a day
        raise QuestionError("--day-hours", f"a day of {words.day_hours:g} hours is none", "Give more than 0, up to 24.")
    if not 0 < words.service_min <= 24 * 60:
        raise QuestionError("--service-min", f"{words.service_min:g} minutes are no visit", "Give more than 0.")
    first, closed = date.fromisoformat(words.start), _closed(words.closed)
    dates = [first + timedelta(days=number) for number in range(words.days)]
    return Asked(
        teams=teams,
        bases=bases,
        first=first,
        works=tuple(each.weekday() not in closed for each in dates),
        start_s=_clock(words.day_start),
        length_s=round(words.day_hours * 3600),
        service_s=round(words.service_min * 60),
        revisit_days=words.days if words.revisit_days is None else words.revisit_days,
        locked=words.lock,
        forbidden=words.forbid,
    )


def _teams(words: Words) -> tuple[tuple[str, ...], tuple[tuple[float, float], ...]]:
    """Return the teams and the base of each: as many as are named, else as there are bases."""
    bases = tuple(read_place("--base", each) for each in words.base)
    names = tuple(name.strip() for name in words.team) or tuple(f"team {n}" for n in range(1, len(bases) + 1))
    if not all(names):
        raise QuestionError("--team", "is empty", "Give each team a name.")
    if len(set(names)) < len(names):
        raise QuestionError("--team", "names one team twice", "Give each a name of its own.")
    if len(bases) == 1:
        return names, bases * len(names)
    if len(bases) != len(names):
        what = f"is given {len(bases)} times for {len(names)} teams"
        raise QuestionError("--base", what, "Give one for all, or one for each.")
    return names, bases


def _closed(text: str) -> frozenset[int]:
    said = text.strip().lower()
    names = [each.strip() for each in said.split(",")] if said else []
    unknown = [each for each in names if each not in WEEKDAYS]
    if unknown:
        todo = f"Use {', '.join(WEEKDAYS)}, with commas between."
        raise QuestionError("--closed", f"'{unknown[0][:80]}' is no day of the week", todo)
    return frozenset(map(WEEKDAYS.index, names))


def _clock(text: str) -> int:
    try:
        read = time.fromisoformat(text)
    except ValueError:
        raise QuestionError("--day-start", f"'{text[:80]}' is no time of day", "Write it like 08:00.") from None
    return read.hour * 3600 + read.minute * 60 + read.second
