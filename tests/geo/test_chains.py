"""Roads as chains from junction to junction, and what is asked inside one of them."""

import numpy as np
import pytest
from towns import LAT, LON, Town, town

from geo.chains import contract_roads
from geo.kernels.contract import junctions_of
from geo.reached import road_length_m

pytestmark = pytest.mark.kernel
T_ROAD = """
A-b-c-D-e-F
      |
      +
      |
      G
"""


def _at(world: Town, *places: str) -> list[int]:
    """Return the nodes at some places."""
    spot = [world.spot[place] for place in places]
    return [int(np.argmin(np.abs(world.roads.lon - lon) + np.abs(world.roads.lat - lat))) for lon, lat in spot]


def test_only_ends_and_meetings_of_roads_are_junctions() -> None:
    world = town(T_ROAD)
    chains = contract_roads(world.roads, "drive")
    # A, D, F and G; between them A-b-c-D of three pieces, D-e-F and D-+-G of two.
    assert sorted(chains.node[: junctions_of(chains)].tolist()) == sorted(_at(world, "A", "D", "F", "G"))
    assert sorted(np.diff(chains.first).tolist()) == [2, 2, 3]


def test_a_ring_that_meets_no_other_road_is_one_chain_back_to_where_it_begins() -> None:
    chains = contract_roads(town("a-b\n| |\nc-d").roads, "drive")
    assert (junctions_of(chains), chains.tail.tolist(), chains.head.tolist()) == (1, [0], [0])
    assert chains.first.tolist() == [0, 4]


def test_a_mode_has_the_junctions_of_its_own_roads() -> None:
    world = town(T_ROAD)
    closed = world.roads.time_s["drive"].copy()
    stem = _at(world, "G")
    closed[np.isin(world.roads.tail, stem) | np.isin(world.roads.head, stem)] = np.inf
    roads = type(world.roads)(
        **{name: getattr(world.roads, name) for name in world.roads.__slots__ if name != "time_s"},
        time_s={**world.roads.time_s, "drive": closed},
    )
    # The last piece of the stem is closed to vehicles: who drives sees a stub of one piece, who walks all of it.
    assert sorted(np.diff(contract_roads(roads, "drive").first).tolist()) == [1, 2, 3]
    assert sorted(np.diff(contract_roads(roads, "walk").first).tolist()) == [2, 2, 3]


def test_a_way_inside_a_chain_passes_no_junction() -> None:
    network = town("A-b-c-d-e-f-G").network()
    clinic, points = network.snap(LON + 4000 / 107_000, LAT), network.snap([LON, LON + 0.09], [LAT, LAT])
    found = network.nearest(points, clinic)
    alone = [network.nearest(points.taken(np.array([k])), clinic).time_s[0] for k in range(2)]
    assert found.time_s.tolist() == alone
    assert np.isfinite(found.time_s).all()


def test_what_is_closed_in_the_middle_of_a_chain_is_reached_from_both_its_ends() -> None:
    # A piece is 2 km. The road is closed between b and c, both ways: from F c is reached, b and A are not.
    world = town(T_ROAD)
    network = world.network()
    b, c = _at(world, "b", "c")
    pair = np.stack([world.roads.tail, world.roads.head])
    between = np.all(np.sort(pair, axis=0) == np.sort([b, c])[:, None], axis=0)
    closed = network.with_times(np.where(between, np.inf, network.roads.time_s["drive"]))
    clinic = closed.snap(*world.spot["F"])
    points = closed.snap(*np.array([world.spot[name] for name in "bcA"]).T)
    # c-D, D-e and e-F: 6 km.
    assert closed.nearest(points, clinic).time_s.tolist()[1] == pytest.approx(6 * 60, abs=0.5)
    assert np.isinf(closed.nearest(points, clinic).time_s[[0, 2]]).all()
    # F reaches c-D, D-e, e-F and D-G of 4 km: 2 + 2 + 2 + 4 = 10 km.
    reached = closed.reached(clinic, cutoff_s=3_600.0)
    assert road_length_m(closed.roads, reached) == pytest.approx(10_000.0)


def test_on_a_closed_road_nothing_is_reached_whatever_the_cutoff() -> None:
    world = town("A-b-C")
    network = world.network()
    closed = network.with_times(np.full(len(world.roads.tail), np.inf))
    reached = closed.reached(closed.snap(*world.spot["b"]), cutoff_s=np.inf)
    assert np.array_equal(reached.start, reached.end)
    assert np.isfinite(reached.start).all()


def test_a_search_leaves_nothing_behind_for_the_next() -> None:
    world = town(T_ROAD)
    network = world.network()
    clinics = network.snap(*np.array([world.spot[name] for name in "AFG"]).T)
    points = network.snap(*np.array([world.spot[name] for name in "bcde" if name in world.spot]).T)
    first = network.nearest(points, clinics)
    for k in range(3):
        network.reached(clinics.taken(np.array([k])), cutoff_s=120.0)
    network.within(points, clinics, cutoff_s=300.0)
    again = network.nearest(points, clinics)
    assert first.time_s.tobytes() == again.time_s.tobytes()
    assert first.length_m.tobytes() == again.length_m.tobytes()


def test_many_facilities_in_threads_are_answered_as_one_after_the_other() -> None:
    world = town(T_ROAD)
    network = world.network()
    rng = np.random.default_rng(4)
    east, south = rng.random(100) * 0.09, rng.random(100) * 0.03
    places = network.snap(LON + east, LAT - south)
    points, facilities = places.taken(np.arange(60)), places.taken(np.arange(60, 100))
    together = network.within(points, facilities, cutoff_s=480.0)
    one_by_one = [network.within(points, facilities.taken(np.array([k])), cutoff_s=480.0) for k in range(40)]
    assert together.time_s.tobytes() == np.concatenate([one.time_s for one in one_by_one]).tobytes()
    assert together.point.tolist() == np.concatenate([one.point for one in one_by_one]).tolist()
    assert together.facility.tolist() == np.repeat(np.arange(40), [len(one.point) for one in one_by_one]).tolist()
