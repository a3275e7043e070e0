"""Whether a timetable can be kept, told from its rows alone: nothing of it is shared with what makes timetables."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

Spans = Sequence[tuple[int, int]]


class Row(NamedTuple):
    """A visit as it stands in a timetable; seconds after midnight, `back_s` at a day's last stop alone."""

    day: int
    team: int
    order: int
    stop: int
    drive_s: int
    arrive_s: int
    start_s: int
    depart_s: int
    back_s: int | None


class World(NamedTuple):
    """What the rows have to be true of; places are the bases of the teams, then the stops."""

    works: Sequence[bool]
    start_s: int
    length_s: int
    teams: int
    service_s: Sequence[int]
    revisit_days: Sequence[int]
    hours: Sequence[Sequence[Spans]]
    drive_s: np.ndarray


def faults(world: World, rows: Sequence[Row], status: Sequence[str], *, moving: bool = False) -> list[str]:
    """Return all that is wrong with a timetable; with `moving` a stop's next visit is not looked for."""
    days: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        days.setdefault((row.day, row.team), []).append(row)
    found = [fault for (day, team), each in sorted(days.items()) for fault in _of_day(world, day, team, each)]
    for stop, said in enumerate(status):
        on = sorted(row.day for row in rows if row.stop == stop)
        found += [f"stop {stop}: {fault}" for fault in _of_stop(world, stop, said, on, moving=moving)]
    if len(status) != len(world.service_s):
        found.append("a stop is neither visited nor listed")
    total = len(world.works)
    for stop, said in enumerate(status):
        if said not in {"late", "no_time"}:
            continue
        on = sorted(row.day for row in rows if row.stop == stop)
        waits = [range(total)] if not on else _too_long(on, world.revisit_days[stop], total)
        found += [f"stop {stop}: there is time" for wait in waits if _fits_somewhere(world, days, stop, wait)]
    return found


def _of_day(world: World, day: int, team: int, rows: list[Row]) -> Iterator[str]:
    name, rows = f"day {day} team {team}", sorted(rows, key=lambda row: row.order)
    if not (0 <= day < len(world.works) and world.works[day]):
        yield f"{name}: nobody works"
        return
    if [row.order for row in rows] != list(range(1, len(rows) + 1)):
        yield f"{name}: the order has a hole"
    here, free_s = team, world.start_s
    for row in rows:
        yield from (f"{name} order {row.order}: {fault}" for fault in _of_row(world, row, here, free_s))
        here, free_s = world.teams + row.stop, row.depart_s
    backs = [row.back_s for row in rows]
    if backs[:-1] != [None] * (len(rows) - 1) or backs[-1] != world.drive_s[here, team]:
        yield f"{name}: the way back is not that to its base"
    if free_s + world.drive_s[here, team] > world.start_s + world.length_s:
        yield f"{name}: back too late"


def _of_row(world: World, row: Row, here: int, free_s: int) -> Iterator[str]:
    if row.drive_s != world.drive_s[here, world.teams + row.stop]:
        yield "the drive is not that from where the team was"
    if row.arrive_s < free_s + row.drive_s:
        yield "there before it can be"
    if row.order > 1 and row.arrive_s > free_s + row.drive_s:
        yield "on the way longer than the way takes"
    if row.start_s < row.arrive_s or row.depart_s - row.start_s != world.service_s[row.stop]:
        yield "does not work as long as it has to"
    spans = world.hours[row.stop][row.day]
    if not any(opens <= row.start_s and row.depart_s <= closes for opens, closes in spans):
        yield "works while the stop is closed"


def _of_stop(world: World, stop: int, said: str, on: list[int], *, moving: bool) -> Iterator[str]:
    total, most = len(world.works), world.revisit_days[stop]
    if said in {"visited", "late"}:
        if not on:
            yield "said to be visited and is not"
        elif said == "visited" and not moving and (on[0] >= most or on[-1] + most < total):
            yield "waits too long at the start or the end"
        elif said == "late" and (moving or not _too_long(on, most, total)):
            yield "said to be late and is not"
    elif said not in {"unreachable", "closed", "too_far", "no_time"}:
        yield f"said to be {said!r}"
    elif on:
        yield f"said to be {said!r} and is visited"
    if any(later == day for day, later in pairwise(on)):
        yield "visited twice on a day"
    if said != "late" and not moving and any(later - day > most for day, later in pairwise(on)):
        yield "waits too long for its next visit"


def _too_long(on: list[int], most: int, total: int) -> list[range]:
    """Return the days on which a visit is missing: after each without one in time, and before the first."""
    ends = zip([-1, *on], [*on, total], [most - 1, *(day + most for day in on)], strict=True)
    return [range(day + 1, latest + 1) for day, following, latest in ends if following > latest]


def _fits_somewhere(world: World, days: dict[tuple[int, int], list[Row]], stop: int, wait: range) -> bool:
    for day in (day for day in wait if world.works[day]):
        for team in range(world.teams):
            order = [row.stop for row in sorted(days.get((day, team), []), key=lambda row: row.order)]
            tries = ([*order[:at], stop, *order[at:]] for at in range(len(order) + 1))
            if any(_can_be_done(world, day, team, each) for each in tries):
                return True
    return False


def _can_be_done(world: World, day: int, team: int, order: list[int]) -> bool:
    here, clock = team, float(world.start_s)
    for stop in order:
        clock += world.drive_s[here, world.teams + stop]
        starts = [max(clock, opens) for opens, closes in world.hours[stop][day]]
        ends = [start + world.service_s[stop] for start in starts]
        good = [end for end, (_, closes) in zip(ends, world.hours[stop][day], strict=True) if end <= closes]
        if not good:
            return False
        here, clock = world.teams + stop, min(good)
    return bool(clock + world.drive_s[here, team] <= world.start_s + world.length_s)
