"""What holds of random runs whatever the roads and places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf_of_batches import ShelfOfBatches
from towns import ask, clinics, corridors, people, town

from analysis.bands.catchments import catchments_with_runs
from analysis.bands.draw import Uncertain, draw, uncertain_of
from analysis.bands.fingerprint import fingerprint
from analysis.bands.gaps import gaps_with_runs
from analysis.bands.people import coverage_with_runs, reach_with_runs
from analysis.bands.runs import BATCH, times_of_runs
from analysis.batches import NothingKept, in_turn
from analysis.catchments import catchments, people_of_catchments
from analysis.corridors import summarise_corridors
from analysis.coverage import coverage
from analysis.gaps import Terrain, gaps
from analysis.plan import build_plan
from analysis.reach import reach
from analysis.supply import Supply
from geo.errors import QuestionError
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, FloatArray, Roads

WORLD = town("A---B------C---D", km=10)


def _supply(runs: int = 100, seed: int = 1, cutoff_min: float = 60.0, **told: object) -> Supply:
    places = clinics({name: WORLD.spot[name] for name in "AC"}, **told)
    return ask(WORLD, places, runs=runs, seed=seed, cutoff_min=cutoff_min)


def _uncertain(supply: Supply) -> Uncertain:
    return uncertain_of(supply, np.full(len(supply.network.roads.tail), -1), 0)


def _times(supply: Supply, kept: Any = None) -> FloatArray:
    points = supply.network.snap(*np.transpose([WORLD.spot[name] for name in "ABCD"]))
    return times_of_runs(points, _uncertain(supply), progress=lambda _d, _o: None, kept=kept or NothingKept())


@pytest.mark.parametrize("runs", [-1, 1, 99, 10_001])
def test_so_few_runs_or_so_many_are_refused(runs: int) -> None:
    with pytest.raises(QuestionError, match="--runs"):
        build_plan(service="primary", cutoff_min=60, runs=runs)


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_that_is_none_is_refused(seed: int) -> None:
    with pytest.raises(QuestionError, match="--seed"):
        build_plan(service="primary", cutoff_min=60, runs=100, seed=seed)


def test_the_same_seed_gives_the_same_times_another_one_others() -> None:
    assert _times(_supply()).tolist() == _times(_supply()).tolist()
    assert _times(_supply()).tolist() != _times(_supply(seed=2)).tolist()


def test_more_runs_begin_with_the_fewer() -> None:
    assert _times(_supply(runs=130))[:100].tolist() == _times(_supply()).tolist()


def test_what_is_kept_is_not_worked_out_again_and_the_rest_comes_out_the_same() -> None:
    shelf, supply = ShelfOfBatches[FloatArray](), _supply()
    whole = _times(supply, shelf)
    assert shelf.made == list(range(100 // BATCH))
    del shelf.batches[1], shelf.batches[4]
    shelf.batches[2] = shelf.batches[2][:, :2]  # of another question
    shelf.made.clear()
    assert _times(supply, shelf).tolist() == whole.tolist()
    assert shelf.made == [1, 2, 4]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(100)))
def test_runs_worked_out_in_any_order_come_out_the_same_and_each_batch_is_kept_once(order: list[int]) -> None:
    def anyhow(row: Callable[[int], FloatArray], runs: Sequence[int]) -> Iterator[tuple[int, FloatArray]]:
        return in_turn(row, [run for run in order if run in runs])

    shelf, supply, told = ShelfOfBatches[FloatArray](), _supply(), list[int]()
    shelf.batches[2] = _times(supply)[2 * BATCH : 3 * BATCH]
    points = supply.network.snap(*np.transpose([WORLD.spot[name] for name in "ABCD"]))
    found = times_of_runs(
        points, _uncertain(supply), progress=lambda done, _of: told.append(done), kept=shelf, spread=anyhow
    )
    assert found.tolist() == _times(supply).tolist()
    assert sorted(shelf.made) == [0, 1, 3, 4]
    assert told == list(range(BATCH, 101))


def test_another_service_leaves_the_roads_of_a_run_as_they_are() -> None:
    one, other = (_uncertain(_supply(languages=["mam", ""])), _uncertain(_supply()))
    for run in range(20):
        first, second = draw(one, 5, run), draw(other, 5, run)
        assert first.speed.tolist() == second.speed.tolist()
        assert (first.wet, first.missing.tolist()) == (second.wet, second.missing.tolist())


def test_a_question_that_differs_in_anything_has_another_name() -> None:
    supply = _supply()
    points = supply.network.snap(*WORLD.spot["A"])
    uncertain = _uncertain(supply)
    slower = replace(supply, network=supply.network.with_times(supply.network.roads.time_s["drive"] * 2))
    others = [
        fingerprint(supply.network.snap(*WORLD.spot["B"]), uncertain),
        fingerprint(points, _uncertain(_supply(seed=2))),
        fingerprint(points, _uncertain(slower)),
        fingerprint(points, replace(uncertain, season_known=True)),
        fingerprint(points, replace(uncertain, chance=uncertain.chance / 2)),
        fingerprint(points, replace(uncertain, border=uncertain.border * 0, borders=1)),
        fingerprint(points, uncertain, np.array([1.0])),
        fingerprint(points, _uncertain(ask(WORLD, clinics({"A": WORLD.spot["A"]}), runs=100))),
        fingerprint(points, _uncertain(ask(WORLD, clinics({n: WORLD.spot[n] for n in "AC"}), direction="from"))),
    ]
    assert len({fingerprint(points, uncertain), *others}) == 1 + len(others)
    assert fingerprint(points, uncertain) == fingerprint(points, _uncertain(_supply(runs=200)))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(5.0, 240.0))
def test_bands_are_ordered_flags_follow_from_p_and_kilometres_sum_to_the_length(seed: int, cutoff_min: float) -> None:
    supply = _supply(seed=seed, cutoff_min=round(cutoff_min))
    line = WORLD.line("AD")
    terrain = Terrain(corridors(c=line), complete=line.buffer(1.0))
    told = gaps_with_runs(gaps(terrain, supply), terrain, supply, lambda points: times_of_runs(
        points, _uncertain(supply), progress=lambda _d, _o: None, kept=NothingKept()
    ))  # fmt: skip
    rows = told.segments
    assert (rows["time_any_p5_s"] <= rows["time_any_p50_s"]).all()
    assert (rows["time_any_p50_s"] <= rows["time_any_p95_s"]).all()
    p = rows["p_underserved"]
    assert rows["flag"].tolist() == np.select([p >= 0.8, p <= 0.2], ["underserved", "served"], "uncertain").tolist()
    row = summarise_corridors(told).iloc[0]
    flags = [row[f"{flag}_m"] for flag in ("served", "uncertain", "underserved", "no_data")]
    assert sum(flags) == pytest.approx(row["length_m"])
    assert 0 <= row["beyond_p5_m"] <= row["beyond_p50_m"] <= row["beyond_p95_m"] <= row["length_m"]


def test_where_nothing_is_mapped_and_no_list_is_complete_runs_make_nothing_served() -> None:
    supply = _supply(cutoff_min=2_000)
    terrain = Terrain(corridors(c=WORLD.line("AD")))
    told = gaps_with_runs(gaps(terrain, supply), terrain, supply, lambda points: times_of_runs(
        points, _uncertain(supply), progress=lambda _d, _o: None, kept=NothingKept()
    ))  # fmt: skip
    # A at 0 and C at 110 km: from 25 km beyond A to 25 km before C nothing is mapped.
    flags = dict(zip(told.segments["start_m"], told.segments["flag"], strict=True))
    assert [flags[km * 1_000.0] for km in (20, 30, 50, 70)] == ["served", "no_data", "no_data", "no_data"]
    assert (told.segments["p_underserved"] == 0.0).all()


def test_people_of_units_points_and_catchments_are_counted_run_by_run() -> None:
    supply = _supply(cutoff_min=45)
    homes = people({name: WORLD.spot[name] for name in "ABCD"}, [1.0, 10.0, 100.0, 1_000.0])
    uncertain, times_s = _uncertain(supply), _times(supply)

    def runs(points: object) -> FloatArray:
        return times_of_runs(points, uncertain, progress=lambda _d, _o: None, kept=NothingKept())  # type: ignore[arg-type]

    within = times_s <= 45 * 60.0
    covered = np.sort(within @ np.array([1.0, 10.0, 100.0, 1_000.0]))
    units = {"areas": None, "corridors": None}
    row = coverage_with_runs(coverage(homes, supply, **units), homes, supply, runs, **units).units.iloc[0]
    assert [row["covered_p5"], row["covered_p50"], row["covered_p95"]] == [covered[4], covered[49], covered[94]]
    told = reach_with_runs(reach(homes, supply), supply, runs).demand
    assert told["p_beyond"].tolist() == (~within).mean(axis=0).tolist()
    assert told["time_p95_s"].tolist() == np.sort(times_s, axis=0)[94].tolist()
    asked = people_of_catchments(homes, supply)
    found = catchments(supply, asked, progress=lambda _d, _o: None)
    rows = catchments_with_runs(found, asked, uncertain, progress=lambda _d, _o: None, kept=NothingKept()).catchments
    # 40 km to B from A and to D from C, at a kilometre a minute: B in A's catchment as often as it is within 45 min.
    near = np.sort(1.0 + 10.0 * within[:, 1])
    assert rows.loc[0, ["population_p5", "population_p50", "population_p95"]].tolist() == [near[4], near[49], near[94]]
    assert 0 < within[:, 1].mean() < 1


def _run_times(uncertain: Uncertain) -> FloatArray:
    supply = uncertain.supply
    points = supply.network.snap(*np.transpose([WORLD.spot[name] for name in "ABCD"]))
    return times_of_runs(points, uncertain, progress=lambda _d, _o: None, kept=NothingKept())


def test_one_more_place_never_makes_any_run_longer() -> None:
    few = clinics({name: WORLD.spot[name] for name in "AC"}, languages=["", "mam"])
    more = clinics({name: WORLD.spot[name] for name in "ABC"}, languages=["", "", "mam"])
    before, after = (ask(WORLD, each, runs=100, profile="mam_speaker") for each in (few, more))
    assert (_run_times(_uncertain(after)) <= _run_times(_uncertain(before))).all()
    assert (_run_times(_uncertain(after)) < _run_times(_uncertain(before))).any()


def test_one_border_less_leaves_the_luck_of_all_else_as_it_is() -> None:
    supply = _supply(languages=["", "mam"])
    nowhere = np.full(len(supply.network.roads.tail), -1)
    one, none = (uncertain_of(supply, nowhere, borders) for borders in (1, 0))
    assert _run_times(one).tolist() == _run_times(none).tolist()


@pytest.mark.parametrize("ground", [UNPAVED, UNKNOWN_GROUND])
@pytest.mark.parametrize("wet", [0.3, 0.6])
def test_a_scenario_with_rain_never_makes_any_run_shorter(ground: int, wet: float) -> None:
    world = WORLD._replace(roads=_of(WORLD.roads, ground))
    supply = ask(world, clinics({name: world.spot[name] for name in "AC"}), runs=100)
    time_s = supply.network.roads.time_s["drive"]
    slowed = time_s / wet if ground == UNPAVED else time_s
    rainy = replace(supply, network=supply.network.with_times(slowed))
    nowhere = np.full(len(time_s), -1)
    drawn = uncertain_of(supply, nowhere, 0)
    known = uncertain_of(rainy, nowhere, 0, season_known=True, wet=wet)
    before, after = _run_times(drawn), _run_times(known)
    assert (after >= before - 1e-3).all()
    assert (after > before + 1.0).any()


def _of(roads: Roads, ground: int) -> Roads:
    unclassified = np.full(len(roads.tail), ROAD_CLASSES.index("unclassified"), dtype=np.int8)
    return replace(roads, road_class=unclassified, ground=np.full(len(roads.tail), ground, dtype=np.int8))
