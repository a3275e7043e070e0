"""The index: nearness times the chance of being let in, exact on small roads, and its bounds."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
from ten_services import WORLD, one_home, ten_services
from towns import ask, clinics, people, town

from analysis.cascade import STEPS, bottleneck
from analysis.coverage import coverage
from analysis.effective import effective_access, nearness
from analysis.plan import build_plan
from analysis.supply import FacilitySet
from data.profile import ANYONE, load_profiles
from geo.errors import QuestionError
from geo.snap import Snaps

MIN = 60.0
# H is at an end of the road, 40 km from a and 45 km from b: 40 and 45 minutes.
ROAD = town("H" + "-" * 39 + "a----b")


def _index(rows: object, **question: object) -> tuple[float, ...]:
    supply = ask(ROAD, rows, **question)
    points = supply.network.snap(*ROAD.spot["H"])
    found = effective_access(points, supply)
    return (found.central[0], found.low[0], found.high[0], found.bound_low[0], found.bound_high[0], found.limit[0])


@pytest.mark.parametrize(
    ("service", "minutes", "worth"),
    [
        ("primary", 0, 1.0),
        ("primary", 30, 1.0),
        ("primary", 75, 10**-0.25),  # half way from T1 to T2
        ("primary", 120, 0.1),
        ("primary", 240, 10**-5.4444444),  # ((240 - 30) / 90)² = 5.444
        ("primary", 240.1, 0.0),
        ("emergency", 15, 1.0),
        ("emergency", 60, 0.1),
        ("emergency", 120.1, 0.0),
        ("primary", np.inf, 0.0),
    ],
)
def test_nearness_is_whole_up_to_t1_a_tenth_at_t2_and_nothing_beyond_twice_t2(
    service: str, minutes: float, worth: float
) -> None:
    plan = build_plan(service=service, cutoff_min=60)
    assert nearness(np.array([minutes * MIN]), plan)[0] == pytest.approx(worth, rel=1e-6)


def test_for_anyone_the_index_is_the_nearness_of_the_nearest_place() -> None:
    # a: 40 min, ((40 − 30)/90)² = .012346, 10^−.012346 = .97197.
    rows = clinics({name: ROAD.spot[name] for name in "ab"})
    assert _index(rows) == (*[pytest.approx(10 ** -((10 / 90) ** 2))] * 5, "time")


def test_an_unknown_condition_counts_as_its_prior_no_or_yes() -> None:
    # Nobody knows whether a asks for papers or insurance: .5 · .5 · W(40); the bounds are .5 + .5 − 1 = 0 and .5.
    rows = clinics({"a": ROAD.spot["a"]}, documents_required="unknown", insurance_required="unknown", trusted="yes")
    worth = 10 ** -((10 / 90) ** 2)
    profile = replace(load_profiles()["without_documents"], fixed_address=None)
    found = _index(rows, profile="p", profiles={"p": profile})
    assert found == (
        pytest.approx(0.25 * worth),
        0.0,
        pytest.approx(worth),
        0.0,
        pytest.approx(0.5 * worth),
        "documents_unknown",
    )


def test_the_best_place_decides_which_need_not_be_the_nearest() -> None:
    # a (40 min) is known by nobody, b (45 min) is sure: W(45) = 10^−(15/90)² = .938 beats .5 · W(40) = .486.
    rows = clinics({name: ROAD.spot[name] for name in "ab"}, fee=["unknown", "no"])
    profile = replace(load_profiles()[ANYONE], money=False)
    found = _index(rows, profile="p", profiles={"p": profile})
    assert found[0] == found[1] == pytest.approx(10 ** -((15 / 90) ** 2))
    assert found[2] == pytest.approx(10 ** -((10 / 90) ** 2))  # were a free, it would be the nearer one
    assert found[5] == "time"


def test_a_place_that_fails_a_condition_is_out_and_without_any_place_the_index_is_nought() -> None:
    rows = clinics({"a": ROAD.spot["a"]}, fee="yes")
    assert _index(rows, profile="without_money") == (0.0, 0.0, 0.0, 0.0, 0.0, "nowhere")


def test_a_place_too_far_away_limits_by_time_and_no_place_at_all_is_nowhere() -> None:
    rows = clinics({"a": ROAD.spot["a"]}, fee="unknown")
    profile = replace(load_profiles()[ANYONE], money=False)
    asked = {"service": "primary", "profile": "p", "profiles": {"p": profile}}
    walked = _index(rows, mode="walk", **asked)  # 40 km on foot: 8 hours
    assert (walked[0], walked[5]) == (0.0, "time")


def test_waiting_counts_like_travel() -> None:
    # Opens at 08:00, half an hour after arrival: 40 + 30 min of way and wait.
    rows = clinics({"a": ROAD.spot["a"]}, opening_hours="08:00-15:00", country="MX")
    patient = replace(load_profiles()[ANYONE], wait_min=30.0)
    found = _index(rows, profile="p", profiles={"p": patient}, arrive="2026-03-03T07:30")
    assert found[0] == pytest.approx(10 ** -((40 / 90) ** 2))


def test_the_cascade_counts_who_gets_how_far_and_names_the_step_that_loses_most() -> None:
    # Minutes from a: P 5, Q 65. P and Q (100 and 300 people) can get to a place; within an hour P alone can.
    road = town("a----P" + "-" * 59 + "Q")
    rows = clinics({"a": road.spot["a"]}, documents_required="no", insurance_required="no", no_fixed_address_ok="yes")
    homes = people({name: road.spot[name] for name in "PQ"}, [100.0, 300.0])
    unit = coverage(homes, ask(road, rows, profile="without_documents"), areas=None, corridors=None).units.iloc[0]
    # Nobody knows whether a is trusted: admissible, not acceptable.
    assert [unit[step] for step in STEPS] == [400, 100, 100, 0]
    assert (unit["covered_nearest"], unit["bottleneck"], unit["unknown_people"]) == (0, "reachable", 100)
    assert unit["limiting_factor"] == "trust_unknown"  # .5; even for the 300 at Q the way is worth W(65) = .706


def test_what_limits_a_few_is_named_though_nothing_limits_most() -> None:
    # 95 people stand at a; for 5 no road leads there: the step that loses them and what limits them are both named.
    road = town("a----P  Q----R")
    homes = people({name: road.spot[name] for name in "PQ"}, [95.0, 5.0])
    rows = clinics({"a": road.spot["a"]})
    unit = coverage(homes, ask(road, rows), areas=None, corridors=None).units.iloc[0]
    assert (unit["eai"], unit["bottleneck"], unit["limiting_factor"]) == (pytest.approx(0.95), "available", "time")
    near = coverage(homes[:1], ask(road, rows), areas=None, corridors=None).units.iloc[0]
    assert (near["eai"], near["bottleneck"], near["limiting_factor"]) == (1.0, "", "")


def test_patience_makes_no_place_farther() -> None:
    # The place opens half an hour after arrival: with the way to it more than 31 min, which the way alone is not.
    rows = clinics({"a": WORLD.spot["a"]}, opening_hours="08:00-15:00", country="MX")
    for wait in (0.0, 30.0):
        patient = replace(load_profiles()[ANYONE], wait_min=wait)
        asked = ask(WORLD, rows, profile="p", profiles={"p": patient}, arrive="2026-03-03T07:30", cutoff_min=31)
        unit = coverage(one_home(100.0), asked, areas=None, corridors=None).units.iloc[0]
        assert [unit[step] for step in STEPS] == [100, 100, 0, 0]
        assert unit["bottleneck"] == "admissible"


def test_the_bottleneck_is_the_first_of_equal_losses_and_empty_where_nobody_is_lost() -> None:
    assert bottleneck(9, {"available": 9, "reachable": 6, "admissible": 3, "acceptable": 3}) == "reachable"
    assert bottleneck(9, dict.fromkeys(STEPS, 9)) == ""


def test_rooms_are_shared_out_and_the_three_numbers_make_up_everyone() -> None:
    # A place for 10 a day, each person comes 4 times a year: 10 · 365 / 4 = 912.5 people.
    rows = ten_services().assign(capacity_per_day=[10.0, *[np.nan] * 9])
    unit = coverage(one_home(2000.0), ask(WORLD, rows), areas=None, corridors=None).units.iloc[0]
    assert unit[["covered_capacity", "without_capacity", "out_of_reach"]].tolist() == pytest.approx([912.5, 1087.5, 0])
    fewer = coverage(one_home(2000.0), ask(WORLD, rows, visits_a_year=2.0), areas=None, corridors=None).units.iloc[0]
    assert fewer["covered_capacity"] == pytest.approx(1825)


@pytest.mark.parametrize(("season", "days"), [("Apr-Sep", 183), ("Apr-Oct", 214)])
def test_a_place_of_one_season_has_room_for_that_season(season: str, days: int) -> None:
    rows = ten_services().assign(capacity_per_day=[10.0, *[np.nan] * 9])
    rows["opening_hours"] = [f"{season} Mo-Su 08:00-18:00", *[""] * 9]
    unit = coverage(one_home(2000.0), ask(WORLD, rows), areas=None, corridors=None).units.iloc[0]
    assert unit["covered_capacity"] == pytest.approx(10 * days * 365 / 364 / 4)


@pytest.mark.parametrize(
    ("hours", "days"), [("Mo-Fr 08:00-15:00", 5), ("Sa 20:00-06:00", 1), ("24/7", 7), ("con cita", 7), ("off", 0)]
)
def test_a_place_has_room_on_the_days_it_opens(hours: str, days: int) -> None:
    rows = ten_services().assign(capacity_per_day=[10.0, *[np.nan] * 9], opening_hours=[hours, *[""] * 9])
    unit = coverage(one_home(2000.0), ask(WORLD, rows), areas=None, corridors=None).units.iloc[0]
    assert unit["covered_capacity"] == pytest.approx(912.5 * days / 7)


def test_where_no_place_counts_nobody_is_served_and_all_are_out_of_reach() -> None:
    rows = ten_services().assign(capacity_per_day=10.0, status="closed")
    unit = coverage(one_home(70.0), ask(WORLD, rows), areas=None, corridors=None).units.iloc[0]
    assert unit[["covered_capacity", "without_capacity", "out_of_reach"]].tolist() == [0, 0, 70]
    assert unit["covered_in_order"] == 0


def test_filled_one_after_another_the_largest_place_may_take_whom_another_could_not() -> None:
    # a and b have room for 100 and 150; H (100 people) reaches both within 12 min, P (a far home) b alone.
    rows = ten_services().assign(services=["primary", "primary", *[""] * 8], capacity_per_day=1.0)
    rows["capacity_per_day"] = [100 * 4 / 365, 150 * 4 / 365, *[np.nan] * 8]
    homes = people({"H": WORLD.spot["H"], "d": WORLD.spot["d"]}, [100.0, 150.0])
    unit = coverage(homes, ask(WORLD, rows, cutoff_min=12), areas=None, corridors=None).units.iloc[0]
    assert unit["covered_capacity"] == pytest.approx(250)
    # b is the larger: it fills up with H at 10 min and d at 10 min, the same band, in equal shares: 150 of 250.
    assert unit["covered_in_order"] == pytest.approx(150 + 100 * (1 - 150 / 250))


def test_a_shelter_has_room_for_its_beds_and_nothing_is_said_where_no_capacity_is_known() -> None:
    rows = ten_services().assign(services="shelter", beds=[12.0, *[np.nan] * 9], capacity_per_day=1e6)
    unit = coverage(one_home(100.0), ask(WORLD, rows, service="shelter"), areas=None, corridors=None).units.iloc[0]
    assert unit["covered_capacity"] == 12
    nothing = coverage(one_home(), ask(WORLD, rows.drop(columns="beds"), service="shelter"), areas=None, corridors=None)
    assert nothing.units[["covered_capacity", "without_capacity", "out_of_reach"]].isna().all(axis=None)


def test_people_of_the_profiles_group_are_counted_where_the_study_tells_them_apart() -> None:
    homes = people({"H": WORLD.spot["H"], "a": WORLD.spot["a"]}, [100.0, 30.0]).assign(group=["all", "children"])
    answer = coverage(homes, ask(WORLD, ten_services(), profile="unaccompanied_minor"), areas=None, corridors=None)
    assert (answer.group_told, answer.units["population"].tolist()) == (True, [30.0])
    unknown = coverage(
        one_home(), ask(WORLD, ten_services(), profile="unaccompanied_minor"), areas=None, corridors=None
    )
    assert (unknown.group_told, unknown.units["population"].tolist()) == (False, [100.0])


@pytest.mark.parametrize(
    ("groups", "told"), [(["all", "children"], "all, children"), (["women", "children"], "children, women")]
)
def test_a_group_that_no_row_has_is_refused_with_those_there_are(groups: list[str], told: str) -> None:
    homes = people({"H": WORLD.spot["H"], "a": WORLD.spot["a"]}, [100.0, 30.0]).assign(group=groups)
    mine = replace(load_profiles()[ANYONE], name="mine", group="Children")
    with pytest.raises(QuestionError) as refused:
        coverage(homes, ask(WORLD, ten_services(), profile="mine", profiles={"mine": mine}), areas=None, corridors=None)
    assert str(refused.value) == (
        f"--profile mine, group: no row of group 'Children'; groups are: {told}. "
        "Write one of them in the profile, add such rows to demand, or choose another profile."
    )


@pytest.mark.parametrize("group", ["", "all"])
def test_who_names_no_group_is_everyone_whatever_groups_there_are(group: str) -> None:
    homes = people({"H": WORLD.spot["H"], "a": WORLD.spot["a"]}, [100.0, 30.0]).assign(group=["women", "children"])
    mine = replace(load_profiles()[ANYONE], name="mine", group=group)
    asked = ask(WORLD, ten_services(), profile="mine", profiles={"mine": mine})
    assert coverage(homes, asked, areas=None, corridors=None).units["population"].tolist() == [130.0]


def test_a_way_as_long_as_the_limit_is_inside_it_at_every_step() -> None:
    rows = clinics({"a": ROAD.spot["a"]})
    homes = people({"H": ROAD.spot["H"]}, [100.0])
    # The way is 40 min but for rounding: the limit is what it is found to be.
    way_min = float(ask(ROAD, rows).nearest(*_from_h(rows)).time_s[0]) / MIN
    for cutoff_min, counted in ((way_min, 100), (way_min - 0.001, 0)):
        unit = coverage(homes, ask(ROAD, rows, cutoff_min=cutoff_min), areas=None, corridors=None).units.iloc[0]
        assert [unit[step] for step in STEPS] == [100, counted, counted, counted], cutoff_min


def _from_h(rows: gpd.GeoDataFrame) -> tuple[Snaps, FacilitySet]:
    supply = ask(ROAD, rows)
    return supply.network.snap(*ROAD.spot["H"]), supply.certain
