"""Laws over random ways, and a second way to count: group by group, in plain Python."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.surge.asked import SurgeAsked
from analysis.surge.flow import BOUNDS, MOVE_ON, WAIT, Flow, Load, Way, beds, consultations, follow
from analysis.surge.surge import day_rows

FLOWS: tuple[Flow, ...] = (consultations, beds)
DAYS = 30
LAWS = settings(max_examples=100, deadline=None, derandomize=True)


@st.composite
def ways(draw: st.DrawFn) -> Way:
    """Return a way of up to 7 nights past up to 4 places, some without room; the number of places stands for none."""
    places = draw(st.integers(1, 4))
    turned_to = draw(st.lists(st.integers(0, places), min_size=2, max_size=8))
    room = draw(st.lists(st.sampled_from([0.0, 1.0, 20.0, 90.0, 1000.0]), min_size=places, max_size=places))
    return Way(
        turned_to=np.array(turned_to),
        room=np.array([*room, 0.0]),
        setting_out=np.full(draw(st.integers(1, 4)), draw(st.floats(1, 500))),
        standing=draw(st.sampled_from([0.0, 30.0])),
        need_a_day=draw(st.sampled_from([0.01, 0.5, 1.0])),
    )


STAYS = -1  # the night of those who stay in one place: the last of `turned_to`
Groups = dict[tuple[int, int], list[float]]


def by_groups(way: Way, flow: Flow, bound: str, days: int) -> list[list[float]]:
    """Return who is not served at each place each day; each part of the cohort is followed on its own.

    A group is told by its part and night; it has people, and what they bring of what was not served before.
    """
    groups: Groups = {(STAYS, STAYS): [way.standing, 0.0]}
    queue, told = [0.0] * len(way.room), []
    for day in range(days):
        if day < len(way.setting_out):
            groups[day, 0] = [float(way.setting_out[day]), 0.0]
        asking = list(queue)
        for (_, night), (people, brings) in groups.items():
            asking[way.turned_to[night]] += people + brings if flow is beds else people * way.need_a_day + brings
        told.append([max(0.0, asked - room) for asked, room in zip(asking, way.room, strict=True)])
        share = [over / asked if asked else 0.0 for over, asked in zip(told[-1], asking, strict=True)]
        waits = [bound == WAIT and room > 0 for room in way.room]
        queue = [over if wait and flow is consultations else 0.0 for over, wait in zip(told[-1], waits, strict=True)]
        groups = _tomorrow(groups, way, flow, share, waits)
    return told


def _tomorrow(groups: Groups, way: Way, flow: Flow, share: list[float], waits: list[bool]) -> Groups:
    after: Groups = {}
    for (part, night), (people, brings) in groups.items():
        place, move = way.turned_to[night], 0 if night == STAYS else 1
        kept = 0.0 if waits[place] or flow is beds else (people * way.need_a_day + brings) * share[place]
        stay = people * share[place] if flow is beds and waits[place] and move else 0.0
        for key, count, need in (((part, night + move), people - stay, kept), ((part, night), stay, 0.0)):
            if count > 0 and key[1] < len(way.turned_to) - 1:
                had = after.setdefault(key, [0.0, 0.0])
                after[key] = [had[0] + count, had[1] + need]
    return after


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("flow", FLOWS)
@LAWS
@given(way=ways())
def test_following_every_group_on_its_own_leaves_the_same_waiting(flow: Flow, bound: str, way: Way) -> None:
    loads = follow(flow, way, bound, days=DAYS)
    told = by_groups(way, flow, bound, len(loads))
    plain = np.array([[each[place] for place in range(len(way.room))] for each in told])
    assert np.array([load.waiting for load in loads]) == pytest.approx(plain, abs=1e-6)


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("flow", FLOWS)
@LAWS
@given(way=ways())
def test_every_person_and_every_need_is_accounted_for_on_every_day(flow: Flow, bound: str, way: Way) -> None:
    loads = follow(flow, way, bound, days=DAYS)
    cohort, parts = float(way.setting_out.sum()), len(way.setting_out)
    rows = day_rows({bound: loads}, SurgeAsked(people=cohort, spread_days=parts))
    accounted = rows["served_total"] + rows["waiting"] + rows["carried"] + rows["lost"]
    assert accounted.to_numpy() == pytest.approx(rows["need_total"].to_numpy(), rel=1e-9, abs=1e-9)
    people = rows["to_leave"] + rows["on_the_way"] + rows["arrived"]
    assert people.to_numpy() == pytest.approx(np.full(len(rows), cohort), rel=1e-9)
    for load in loads:
        assert load.arrivals + load.stayed == pytest.approx(load.served + load.waiting, rel=1e-9, abs=1e-9)
        assert (load.served <= way.room * (1 + 1e-9)).all()


@pytest.mark.parametrize("bound", BOUNDS)
@LAWS
@given(way=ways(), more=st.floats(0, 200), which=st.integers(0, 3))
def test_more_room_never_leaves_more_consultations_unserved(bound: str, way: Way, more: float, which: int) -> None:
    # Where nothing is known to be served nobody waits: there, a little room holds up what ample room farther on serves.
    roomier = way.room.copy()
    roomier[which % (len(roomier) - 1)] += more if bound == MOVE_ON or roomier[which % (len(roomier) - 1)] else 0.0
    before, after = (_open(_days(way._replace(room=room), bound)) for room in (way.room, roomier))
    assert (after <= before + 1e-6).all()


@LAWS
@given(way=ways(), more=st.floats(0, 200), which=st.integers(0, 3))
def test_more_beds_never_leave_more_nights_without_one_as_people_move_on(way: Way, more: float, which: int) -> None:
    roomier = way.room.copy()
    roomier[which % (len(roomier) - 1)] += more
    loads = (list(_first(beds, way._replace(room=room), MOVE_ON)) for room in (way.room, roomier))
    before, after = (np.array([load.waiting.sum() for load in each]) for each in loads)
    assert (after <= before + 1e-6).all()


@LAWS
@given(way=ways())
def test_the_queue_is_the_recursion_of_a_fluid_queue(way: Way) -> None:
    loads = _days(way, WAIT)
    for before, load in pairwise(loads):
        known = way.room > 0
        expected = np.maximum(0.0, before.waiting + load.arrivals - way.room)
        assert load.waiting[known] == pytest.approx(expected[known], abs=1e-9)


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("flow", FLOWS)
def test_parts_that_together_just_fit_leave_nobody_waiting(flow: Flow, bound: str) -> None:
    # As a computer adds, .1 + .2 is more than .3 by 6e-17.
    way = Way(np.array([0, 0]), np.array([0.3, 0.0]), np.array([0.1]), standing=0.2, need_a_day=1.0)
    assert [load.waiting.tolist() for load in follow(flow, way, bound, days=DAYS)] == [[0.0, 0.0], [0.0, 0.0]]


@LAWS
@given(way=ways())
def test_with_room_for_all_nobody_is_ever_turned_away_where_a_place_is_in_reach(way: Way) -> None:
    ample = way._replace(room=np.append(np.full(len(way.room) - 1, 1e9), 0.0))
    for flow in FLOWS:
        for bound in BOUNDS:
            assert max(load.waiting[:-1].max() for load in follow(flow, ample, bound, days=DAYS)) == 0


def _first(flow: Flow, way: Way, bound: str) -> list[Load]:
    """Return the first days, whether or not the cohort is through."""
    return [load for load, _ in zip(flow(way, bound), range(DAYS), strict=False)]


def _days(way: Way, bound: str) -> list[Load]:
    return _first(consultations, way, bound)


def _open(loads: list[Load]) -> np.ndarray:
    """Return what is not served up to each day, wherever it is."""
    return np.array([load.waiting.sum() + load.lost for load in loads])
