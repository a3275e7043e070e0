"""What came out of a cohort in each bound, in a few figures."""

from dataclasses import dataclass

from analysis.surge.surge import SurgeResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """One bound.

    Attributes
    ----------
    need, served, unserved
        What is asked for in all, what of it is served, and what is not on the last day that is looked at.
    first_over, first_over_day
        The facilities that first cannot serve all who come, by id, and the day; none and None where all always can.
    worst, worst_day, worst_waiting
        Where most are not served, the first such day, and how many; empty, None and 0 where all are.
    last_over_day
        The last day on which anybody is not served at a facility; None where all always are.
    last_day
        The last day that is looked at.
    on_the_way
        People of the cohort who have not come to the end by then.
    """

    need: float
    served: float
    unserved: float
    first_over: tuple[str, ...]
    first_over_day: int | None
    worst: str
    worst_day: int | None
    worst_waiting: float
    last_over_day: int | None
    last_day: int
    on_the_way: float


def outcome_of(result: SurgeResult, bound: str) -> Outcome:
    """Return what came out of one bound."""
    last = result.days[result.days["bound"] == bound].to_dict("records")[-1]
    loads = result.loads
    rows = loads[(loads["bound"] == bound) & (loads["facility_id"] != "") & (loads["waiting"] > 0)]
    over = rows.to_dict("records")
    days = [int(row["day"]) for row in over]
    worst = max(over, key=lambda row: float(row["waiting"]), default=None)
    return Outcome(
        need=last["need_total"],
        served=last["served_total"],
        unserved=last["waiting"] + last["carried"] + last["lost"],
        first_over=tuple(str(row["facility_id"]) for row in over if row["day"] == days[0]),
        first_over_day=days[0] if days else None,
        worst=str(worst["facility_id"]) if worst else "",
        worst_day=int(worst["day"]) if worst else None,
        worst_waiting=float(worst["waiting"]) if worst else 0.0,
        last_over_day=days[-1] if days else None,
        last_day=int(last["day"]),
        on_the_way=last["on_the_way"] + last["to_leave"],
    )
