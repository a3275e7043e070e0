"""Runs on a road of 100 km, against a simulation that shares nothing with the program but its random numbers."""

import hashlib
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest
import shapely
from towns import clinics, corridors, roads_of

from analysis.bands.draw import Uncertain, draw, network_of, plain, uncertain_of
from analysis.bands.gaps import gaps_with_runs
from analysis.bands.quantiles import band
from analysis.bands.runs import times_in, times_of_runs
from analysis.batches import NothingKept
from analysis.gaps import GapsResult, Terrain, gaps
from analysis.plan import Plan, build_plan
from analysis.supply import Supply, build_supply
from data.profile import load_profiles
from geo.network import Network
from geo.roads import PAVED, ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, FloatArray, Roads

KM = 1000.0 / 111_319.490_793
# Twenty pieces of 5 km between places 0 to 20, both ways; the clinic `a` at 0 is open to all, of `b` at 100 km nobody
# knows which languages it speaks: it counts in a fifth of the runs. The border lies within piece 12.
KMH = [90.0] * 5 + [60.0] * 5 + [35.0] * 5 + [40.0] * 5
CLASSES = ["trunk"] * 5 + ["primary"] * 5 + ["track"] * 5 + ["tertiary"] * 5
GROUND = [PAVED] * 10 + [UNPAVED] * 5 + [UNKNOWN_GROUND] * 5
BORDER = 12
LENGTH_M = 5_000.0
RUNS, SEED = 300, 7


def _roads() -> Roads:
    ends = [(k, k + 1) for k in range(20)] + [(k + 1, k) for k in range(20)]
    seconds = [LENGTH_M * 3.6 / kmh for kmh in KMH] * 2
    roads = roads_of(np.arange(21) * 5 * KM, np.zeros(21), [(a, b, LENGTH_M) for a, b in ends], time_s=seconds)
    classes = np.array([ROAD_CLASSES.index(each) for each in CLASSES] * 2, dtype=np.int8)
    return replace(roads, road_class=classes, ground=np.array(GROUND * 2, dtype=np.int8))


def _plan(cutoff_min: float, mode: str = "drive", runs: int = RUNS) -> Plan:
    speaker = load_profiles()["mam_speaker"].name
    return build_plan(
        service="primary", cutoff_min=cutoff_min, mode=mode, profile=speaker, runs=runs, seed=SEED, piece_km=5.0
    )


def _supply(plan: Plan) -> Supply:
    places = clinics({"a": (0.0, 0.0), "b": (100 * KM, 0.0)}, languages=["mam", ""])
    return build_supply(places, Network(_roads(), plan.mode), plan)


def _uncertain(supply: Supply, **known: Any) -> Uncertain:
    border = np.full(40, -1)
    border[[BORDER, 20 + BORDER]] = 0
    return uncertain_of(supply, border, 1, **known)


def _luck(name: int, key: int) -> float:
    """SplitMix64 in whole numbers, as its authors wrote it."""
    rest = 2**64 - 1
    mixed = (name * 0x9E3779B97F4A7C15 + key) & rest
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & rest
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & rest
    return ((mixed ^ (mixed >> 31)) >> 11) / 2**53


def _place(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _simulated(*, wheels: bool) -> tuple[FloatArray, FloatArray]:
    """Return the minutes at the places (row a run) and at the samples every 500 m from 250 m on, by plain sums."""
    at_places, at_samples = [], []
    for run in range(RUNS):
        rng = np.random.default_rng([SEED, run])
        keys = [int(each) for each in rng.integers(2**64, size=3, dtype=np.uint64)]
        speed = [float(np.exp(each)) for each in rng.normal(0.0, 0.2, 11)]
        is_wet, left = bool(rng.random() < 0.5), float(rng.triangular(0.4, 0.6, 0.8))
        ground, there = ([_luck(way, key) for way in range(20)] for key in keys[:2])
        delay_s = float(rng.triangular(300.0, 1200.0, 3600.0, 1)[0])
        counts = [_luck(_place(name), keys[2]) < chance for name, chance in (("a", 1.0), ("b", 0.2))]
        seconds: list[float] = []
        for k in range(20):
            kmh = KMH[k] if wheels else 5.0
            guessed = GROUND[k] == UNKNOWN_GROUND and ground[k] < 0.3
            dirt = GROUND[k] == UNPAVED or guessed
            if wheels:
                kmh = min(kmh, 30.0) if guessed else kmh
                kmh = max(5.0, kmh * speed[ROAD_CLASSES.index(CLASSES[k])] * (left if dirt and is_wet else 1.0))
            else:
                kmh = kmh * speed[ROAD_CLASSES.index(CLASSES[k])]
            lost = dirt and there[k] < 0.05
            seconds.append(np.inf if lost else LENGTH_M * 3.6 / kmh + (delay_s if k == BORDER else 0.0))
        graph = nx.Graph()
        graph.add_nodes_from(range(21))
        graph.add_weighted_edges_from((k, k + 1, s) for k, s in enumerate(seconds) if np.isfinite(s))
        goals = [goal for goal, each in zip((0, 20), counts, strict=True) if each]
        found = nx.multi_source_dijkstra_path_length(graph, goals)
        times = [found.get(k, np.inf) for k in range(21)]
        at_places.append(times)
        rows = []
        for sample in range(200):
            k, share = sample // 10, (sample % 10 + 0.5) / 10
            whole = seconds[k]
            rows.append(min(times[k] + share * whole, times[k + 1] + (1 - share) * whole))
        at_samples.append(rows)
    return np.array(at_places), np.array(at_samples)


def _runs_at_places(supply: Supply, uncertain: Uncertain) -> FloatArray:
    points = supply.network.snap(np.arange(21) * 5 * KM, np.zeros(21))
    return times_of_runs(points, uncertain, progress=lambda _done, _of: None, kept=NothingKept())


@pytest.mark.parametrize("mode", ["drive", "walk"])
def test_the_times_of_every_run_are_those_of_a_direct_simulation(mode: str) -> None:
    supply = _supply(_plan(60, mode))
    if mode == "walk":
        five_kmh = np.full(40, LENGTH_M * 3.6 / 5.0)
        supply = replace(supply, network=supply.network.with_times(five_kmh))
    told = _runs_at_places(supply, _uncertain(supply))
    plainly, _ = _simulated(wheels=mode == "drive")
    # Places stand on two pieces of road, so a lost one strands nobody who has the other.
    assert np.isfinite(told).tolist() == np.isfinite(plainly).tolist()
    assert told == pytest.approx(plainly, rel=1e-6)
    assert not np.isfinite(plainly).all()


def _gaps(cutoff_min: float) -> tuple[GapsResult, GapsResult]:
    supply = _supply(_plan(cutoff_min))
    line = shapely.LineString([(0.0, 0.0), (100 * KM, 0.0)])
    terrain, uncertain = Terrain(corridors(c=line), complete=line.buffer(1.0)), _uncertain(supply)
    without = gaps(terrain, supply)
    runs = lambda points: times_of_runs(points, uncertain, progress=lambda _d, _o: None, kept=NothingKept())  # noqa: E731
    return without, gaps_with_runs(without, terrain, supply, runs)


def test_the_share_of_runs_in_which_a_segment_is_underserved_is_that_of_a_direct_simulation() -> None:
    _, told = _gaps(70.0)
    _, samples = _simulated(wheels=True)
    # A segment of 5 km has ten samples; it is underserved where five or more are beyond 70 minutes.
    beyond = (samples > 70 * 60.0).reshape(RUNS, 20, 10).sum(axis=2) >= 5
    share = beyond.mean(axis=0)
    assert told.segments["p_underserved"].tolist() == share.tolist()
    expected = np.select([share >= 0.8, share <= 0.2], ["underserved", "served"], "uncertain").tolist()
    assert told.segments["flag"].tolist() == expected
    assert set(expected) == {"served", "uncertain", "underserved"}
    metres = (samples > 70 * 60.0).sum(axis=1) * 500.0
    assert [float(each[0]) for each in told.beyond_band_m["c"]] == pytest.approx(
        [np.sort(metres)[k] for k in (14, 149, 284)], abs=1.0
    )


def test_a_place_that_counts_in_a_fifth_of_the_runs_leaves_what_only_it_serves_uncertain_or_underserved() -> None:
    # Only b is near the far end: there p is the share of runs without it, near .8.
    _, told = _gaps(5.0)
    last = told.segments.iloc[-1]
    without = 0
    for run in range(RUNS):
        key = int(np.random.default_rng([SEED, run]).integers(2**64, size=3, dtype=np.uint64)[2])
        without += _luck(_place("b"), key) >= 0.2
    assert 0.7 < without / RUNS < 0.9
    assert last["p_underserved"] >= without / RUNS


def test_the_plain_world_gives_the_answer_without_runs() -> None:
    supply = _supply(_plan(60))
    points = supply.network.snap(np.arange(21) * 5 * KM, np.zeros(21))
    uncertain = _uncertain(supply)
    assert (
        times_in(points, uncertain, plain(uncertain)).tolist() == supply.nearest(points, supply.certain).time_s.tolist()
    )


def test_where_the_season_is_known_only_how_much_rain_slows_is_drawn() -> None:
    supply = _supply(_plan(60))
    dry, drawn = _uncertain(supply, season_known=True), _uncertain(supply)
    assert {draw(dry, SEED, run).wet for run in range(50)} == {1.0}
    known = _uncertain(supply, season_known=True, wet=0.6)
    for run in range(50):
        assert 0.4 <= draw(known, SEED, run).wet <= 0.8
        # The season aside, a run is the same; where it rains in it, it rains as hard.
        assert draw(drawn, SEED, run).wet in (1.0, pytest.approx(draw(known, SEED, run).wet))
    wet = [draw(drawn, SEED, run).wet for run in range(50)]
    assert 10 < sum(each < 1.0 for each in wet) < 40
    assert all(0.4 <= each <= 0.8 or each == 1.0 for each in wet)


def test_crossing_a_border_takes_between_5_minutes_and_an_hour_more() -> None:
    supply = _supply(_plan(60))
    uncertain = _uncertain(supply)
    drawn = plain(uncertain)._replace(delay_s=np.array([900.0]))
    before, after = (each.roads.time_s["drive"] for each in (supply.network, network_of(uncertain, drawn)))
    assert (after - before).tolist() == [900.0 if k % 20 == BORDER else 0.0 for k in range(40)]
    delays = [float(draw(uncertain, SEED, run).delay_s[0]) for run in range(200)]
    assert 300.0 <= min(delays) < max(delays) <= 3600.0


def test_of_a_hundred_runs_the_band_is_the_5th_the_50th_and_the_95th_and_never_between_a_time_and_none() -> None:
    times = np.array([*range(1, 95), *[np.inf] * 6], dtype=float)[::-1, np.newaxis]
    assert [float(each[0]) for each in band(times)] == [5.0, 50.0, np.inf]
    assert [float(each[0]) for each in band(times[1:])] == [5.0, 50.0, np.inf]  # 99 runs: the 5th, 50th and 95th
    assert [float(each[0]) for each in band(np.arange(200.0)[:, np.newaxis])] == [9.0, 99.0, 189.0]
