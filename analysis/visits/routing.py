"""Routes of vehicles with time windows: the one place that asks the solver (PyVRP)."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from analysis.visits.problem import Search
from geo.roads import FloatArray

if TYPE_CHECKING:
    import pyvrp

# Longer than any horizon, short enough to be added up: where there is no way.
_NO_WAY = 10**8


class Vehicle(NamedTuple):
    """One vehicle, used once.

    Attributes
    ----------
    base
        The place it leaves and returns to.
    early, late
        When it may leave, and must be back.
    cost
        What it costs to go at all.
    """

    base: int
    early: int
    late: int
    cost: int = 0


class Call(NamedTuple):
    """One way to do a task.

    Attributes
    ----------
    task
        Which task; of its calls one at most is made.
    place
        Where.
    early, late
        When its work may begin.
    service
        How long that takes.
    """

    task: int
    place: int
    early: int
    late: int
    service: int


class Routing(NamedTuple):
    """Vehicles, what they could do, and what it takes.

    Attributes
    ----------
    vehicles, calls
        Who goes, and what there is to do.
    prizes
        What each task is worth: of the cost of the way, how much doing it may cost.
    cost, duration
        From place to place; ``inf`` without a way. The first is made small, the second takes its time.
    """

    vehicles: Sequence[Vehicle]
    calls: Sequence[Call]
    prizes: Sequence[int]
    cost: FloatArray
    duration: FloatArray


def find_routes(routing: Routing, search: Search) -> list[list[int]]:
    """Return for each vehicle the calls it makes, in order; none for a vehicle that stays.

    Parameters
    ----------
    routing
        What is asked.
    search
        How long to look; the same inputs and a search that is not cut short by the clock give the same routes.
    """
    # Imported late: every command would wait for it, and few need it.
    import pyvrp  # noqa: PLC0415

    routes: list[list[int]] = [[] for _ in routing.vehicles]
    if not routing.vehicles or not routing.calls:
        return routes
    data = _data_of(routing)
    ends = _Ends(search, time.monotonic)
    found = pyvrp.solve(data, ends, seed=search.seed, collect_stats=False, display=False)
    for route in found.best.routes() if found.is_feasible() else ():
        routes[route.vehicle_type()] = [each.idx for each in route if each.is_client()]
    return routes


class _Ends:
    """Ends a search without progress, out of time, or called off."""

    def __init__(self, search: Search, clock: Callable[[], float]) -> None:
        self._search, self._clock = search, clock
        self._until = clock() + search.limit_s
        self._best: int | None = None
        self._rounds = 0

    def __call__(self, best_cost: int) -> bool:
        if self._best is None or best_cost < self._best:
            self._best, self._rounds = best_cost, 0
        else:
            self._rounds += 1
        if self._clock() > self._until or self._search.cancelled():
            self._search.cut_short()
            return True
        return self._rounds >= self._search.patience


def _data_of(routing: Routing) -> "pyvrp.ProblemData":
    import pyvrp  # noqa: PLC0415

    calls_of: dict[int, list[int]] = {}
    for at, call in enumerate(routing.calls):
        calls_of.setdefault(call.task, []).append(at)
    shared = [calls for calls in calls_of.values() if len(calls) > 1]
    group_of = {at: group for group, calls in enumerate(shared) for at in calls}
    bases = sorted({vehicle.base for vehicle in routing.vehicles})
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(routing.cost))],
        clients=[_client(call, routing.prizes[call.task], group_of.get(at)) for at, call in enumerate(routing.calls)],
        depots=[pyvrp.Depot(base) for base in bases],
        vehicle_types=[
            pyvrp.VehicleType(
                start_depot=bases.index(each.base),
                end_depot=bases.index(each.base),
                tw_early=each.early,
                tw_late=each.late,
                fixed_cost=each.cost,
            )
            for each in routing.vehicles
        ],
        distance_matrices=[_whole(routing.cost)],
        duration_matrices=[_whole(routing.duration)],
        groups=[pyvrp.ClientGroup(calls, required=False) for calls in shared],
    )


def _client(call: Call, prize: int, group: int | None) -> "pyvrp.Client":
    import pyvrp  # noqa: PLC0415

    return pyvrp.Client(
        call.place,
        service_duration=call.service,
        tw_early=call.early,
        tw_late=call.late,
        prize=prize,
        required=False,
        group=group,
    )


def _whole(values: FloatArray) -> Any:  # the solver's stubs know no shape of ours
    whole = np.where(np.isfinite(values), values, _NO_WAY).astype(np.int64)
    np.fill_diagonal(whole, 0)
    return whole
