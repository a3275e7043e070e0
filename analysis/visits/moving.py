"""Timetables for people who walk on: whoever was met is met again downstream, where they will be by then."""

from dataclasses import dataclass, replace

from analysis.visits.alone import NO_TIME
from analysis.visits.problem import Problem, Search
from analysis.visits.roll import Roll, begin
from analysis.visits.rounds import Due, route_round
from analysis.visits.timetable import Progress, Timetable, finished, was_made
from geo.roads import FloatArray

# What became of a group; those of NOT_MET are lost to the teams.
MET, PAST_END, LATER, NO_STOP = "met", "past_the_end", "after_the_timetable", "no_stop"
OFF = "off_the_corridor"
NOT_MET = (NO_STOP, NO_TIME)


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """The corridors people walk, as the stops see them.

    Attributes
    ----------
    corridor_id
        For each stop the corridor it is on; empty for none.
    measure_m
        Metres along that corridor; NaN for none.
    length_m
        How long that corridor is; NaN for none.
    day_m
        Metres people walk in a day.
    """

    corridor_id: tuple[str, ...]
    measure_m: FloatArray
    length_m: FloatArray
    day_m: float


@dataclass(frozen=True, slots=True)
class Group:
    """The people met on one visit, and where they are to be met again.

    Attributes
    ----------
    stop, day
        Where and when they were met.
    next_day, next_m
        When they are to be met again, and where along the corridor they will be by then, metres; NaN off a corridor.
    next_stop
        The stop nearest to that; None where none will do.
    status
        ``met``, ``past_the_end`` of the corridor and far from its stops, ``after_the_timetable``,
        ``off_the_corridor``, or lost: ``no_stop`` within half a day's walk that a team could visit on that day,
        ``no_time`` to do so.
    """

    stop: int
    day: int
    next_day: int
    next_m: float
    next_stop: int | None
    status: str


def plan_moving(
    problem: Problem, way: Way, search: Search, *, progress: Progress | None = None
) -> tuple[Timetable, tuple[Group, ...]]:
    """Return a timetable in which people are met again downstream, and what becomes of each group.

    Parameters
    ----------
    problem
        As for `plan_timetable`; a stop's interval is the days until the people met there are to be met again.
    way
        Where along the corridors the stops are, and how fast people walk.
    search
        How long to look for better routes; the time is shared among the rounds.
    progress
        Told how many rounds are done, and of how many.

    Raises
    ------
    QuestionError
        The problem cannot be asked.

    Notes
    -----
    Each stop is visited as soon as there is room: people pass it all the time. A group met at measure a on day d is due
    on day d + interval at the stop nearest to a + walk a day x interval (the smaller id of equals) among those within
    half a day's walk of there that a team could visit on that day. Every visit, also one for people met before, meets
    the people there are, and they are a group of their own.
    """
    roll = begin(problem, search, (problem.shift.days,) * len(problem.stops.ids))
    rounds = roll.rounds()
    each_search = replace(search, limit_s=search.limit_s / len(rounds))
    groups: list[Group] = []
    for number, span in enumerate(rounds, start=1):
        waiting = [each for each in groups if each.status == MET and each.next_day in span]
        again = sorted({(each.next_stop, each.next_day) for each in waiting if each.next_stop is not None})
        due = [Due(stop, (day,), must=True) for stop, day in again]
        firsts = roll.first_visits(span)
        only = [each for each in firsts if not any((each.stop, day) in again for day in each.days)]
        made = route_round(problem, [*only, *due], each_search)
        roll.add(made)
        missed = {(each.stop, each.days[0]) for each in due if not was_made(each, made)}
        groups = [_lost(each) if (each.next_stop, each.next_day) in missed else each for each in groups]
        groups += [_group(roll, way, stop, day.day) for day in made for stop in day.order]
        if progress:
            progress(number, len(rounds))
    return finished(roll), tuple(sorted(groups, key=lambda each: (each.day, each.stop)))


def _lost(group: Group) -> Group:
    return replace(group, status=NO_TIME) if group.status == MET else group


def _group(roll: Roll, way: Way, stop: int, day: int) -> Group:
    """Return where the people met on a visit are to be met again."""
    interval = roll.problem.stops.revisit_days[stop]
    next_day, next_m = day + interval, float(way.measure_m[stop] + way.day_m * interval)
    if not way.corridor_id[stop]:
        return Group(stop, day, next_day, next_m, None, OFF)
    if next_day >= roll.problem.shift.days:
        return Group(stop, day, next_day, next_m, None, LATER)
    near = _near(way, way.corridor_id[stop], next_m)
    possible = [each for each in near if next_day in roll.alone.days[each]]
    if possible:
        return Group(stop, day, next_day, next_m, possible[0], MET)
    status = PAST_END if next_m > way.length_m[stop] and not near else NO_STOP
    return Group(stop, day, next_day, next_m, None, status)


def _near(way: Way, corridor_id: str, measure_m: float) -> list[int]:
    """Return the stops within half a day's walk of a place on a corridor, nearest first."""
    apart_m = [
        (abs(float(measure) - measure_m), stop)
        for stop, (name, measure) in enumerate(zip(way.corridor_id, way.measure_m, strict=True))
        if name == corridor_id
    ]
    return [stop for apart, stop in sorted(apart_m) if apart <= way.day_m / 2]
