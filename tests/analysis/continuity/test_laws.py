"""Laws of missed doses over random journeys, and the fewest added sites against every other choice."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import ask, clinics, corridors, town

from analysis.continuity.added import as_bits, choose_added, days_saved
from analysis.continuity.continuity import ContinuityResult, continuity
from analysis.continuity.doses import days_since_dose, is_missed, needed_supply
from analysis.continuity.itinerary import Journey, build_itinerary
from analysis.gaps import Terrain
from data.profile import load_profiles

LENGTH_KM = 60
ANYONE = load_profiles()["anyone"]
DAYS = st.lists(st.booleans(), min_size=1, max_size=40)
KMS = st.lists(st.integers(1, LENGTH_KM - 1), max_size=4, unique=True)
JOURNEYS = st.builds(
    Journey,
    supply_days=st.integers(1, 5),
    from_km=st.sampled_from([0, 7, 60]),
    to_km=st.sampled_from([3, 31.5, 59]),
    km_a_day=st.sampled_from([3, 5.5, 11]),
    rest_days=st.just(2),
    rest_every=st.integers(1, 4),
)


def _counted_by_hand(has_site: list[bool], supply_days: int) -> int:
    doses, missed = supply_days, 0
    for at_a_site in has_site:
        if at_a_site:
            doses = supply_days  # she takes today's there and leaves with as many as she can carry
        elif doses:
            doses -= 1
        else:
            missed += 1
    return missed


@given(has_site=DAYS, supply_days=st.integers(1, 10))
def test_missed_days_are_those_of_somebody_who_counts_her_doses(has_site: list[bool], supply_days: int) -> None:
    since = days_since_dose(np.array(has_site))
    assert is_missed(since, supply_days).sum() == _counted_by_hand(has_site, supply_days)


@given(has_site=DAYS)
def test_the_supply_needed_is_the_smallest_with_which_no_day_is_missed(has_site: list[bool]) -> None:
    needed = needed_supply(days_since_dose(np.array(has_site)))
    enough = [supply for supply in range(1, len(has_site) + 1) if _counted_by_hand(has_site, supply) == 0]
    assert needed == enough[0]


@given(has_site=DAYS, more=st.sets(st.integers(0, 39)), supply_days=st.integers(1, 10), larger=st.integers(0, 5))
def test_neither_a_site_more_nor_a_larger_supply_adds_a_missed_day(
    has_site: list[bool], more: set[int], supply_days: int, larger: int
) -> None:
    before = is_missed(days_since_dose(np.array(has_site)), supply_days)
    richer = np.array([each or day in more for day, each in enumerate(has_site)])
    assert not (is_missed(days_since_dose(richer), supply_days) & ~before).any()
    assert not (is_missed(days_since_dose(np.array(has_site)), supply_days + larger) & ~before).any()


@given(
    has_site=st.lists(st.booleans(), min_size=1, max_size=16),
    candidates=st.lists(st.sets(st.integers(0, 15), min_size=1, max_size=5), max_size=7),
    supply_days=st.integers(1, 4),
)
def test_the_fewest_added_sites_and_the_best_single_one_are_those_of_trying_every_choice(
    has_site: list[bool], candidates: list[set[int]], supply_days: int
) -> None:
    reached = [{day for day in days if day < len(has_site)} for days in candidates]
    missed = is_missed(days_since_dose(np.array(has_site)), supply_days)
    saves = [days_saved(days, missed, supply_days) for days in reached]
    added = choose_added(saves, as_bits(missed))

    def left(chosen: tuple[int, ...]) -> int:
        with_them = [each or any(day in reached[at] for at in chosen) for day, each in enumerate(has_site)]
        return _counted_by_hand(with_them, supply_days)

    every = [chosen for size in range(len(reached) + 1) for chosen in combinations(range(len(reached)), size)]
    least = min(map(left, every))
    assert added.left == least == left(added.fewest)
    assert len(added.fewest) == min(len(chosen) for chosen in every if left(chosen) == least)
    alone = [left((at,)) for at in range(len(reached))]
    if added.one is None:
        assert all(each == int(missed.sum()) for each in alone)
    else:
        assert added.one == alone.index(min(alone))


def _follow(kms: list[int], journey: Journey, cutoff_min: float) -> ContinuityResult:
    world = town("P" + "-" * (LENGTH_KM - 1) + "Q")
    line = world.line("PQ")
    spots = {f"s{km:02}": line.interpolate(km / LENGTH_KM, normalized=True).coords[0] for km in kms}
    rows = clinics({name: (float(x), float(y)) for name, (x, y) in spots.items()})
    if not spots:
        rows = clinics({"far": world.spot["P"]}, status="closed")
    terrain = Terrain(corridors(c=line))
    return continuity(terrain, ask(world, rows, cutoff_min=cutoff_min), journey)


@settings(deadline=None)
@given(kms=KMS, journey=JOURNEYS, cutoff_min=st.sampled_from([0.3, 2.3, 8.3]))
def test_a_day_has_a_site_exactly_where_its_stretch_comes_as_near_as_the_cutoff(
    kms: list[int], journey: Journey, cutoff_min: float
) -> None:
    result = _follow(kms, journey, cutoff_min)
    for day in result.days.to_dict("records"):
        low, high = sorted((day["start_m"] / 1e3, day["at_m"] / 1e3))
        # One km is a minute; nowhere do a site and a day lie as far apart as the cutoff, to a tenth of a minute.
        away = {f"s{km:02}": max(low - km, km - high, 0.0) for km in kms}
        near = {name: km for name, km in away.items() if km <= cutoff_min}
        assert (day["site_id"] in near) if near else (day["site_id"] == ""), day
        if near:
            assert day["time_s"] / 60 == pytest.approx(min(near.values()), abs=0.26)  # the samples' 500 m, halved


@settings(deadline=None)
@given(kms=KMS, journey=JOURNEYS)
def test_a_site_put_where_it_was_advised_saves_the_days_it_was_said_to(kms: list[int], journey: Journey) -> None:
    before = _follow(kms, journey, 2.3)
    assert (before.days["missed"] == "yes").sum() == _counted_by_hand(
        list(before.days["site_id"] != ""), before.itinerary.supply_days
    )
    if before.added.one is None:
        return
    advised = before.candidates.iloc[before.added.one]
    world = town("P" + "-" * (LENGTH_KM - 1) + "Q")
    spots = {"new": (float(advised["lon"]), float(advised["lat"]))}
    spots |= {f"s{km:02}": world.line("PQ").interpolate(km / LENGTH_KM, normalized=True).coords[0] for km in kms}
    after = continuity(Terrain(corridors(c=world.line("PQ"))), ask(world, clinics(spots), cutoff_min=2.3), journey)
    saved = before.saves[before.added.one].bit_count()
    missed, left = ((each.days["missed"] == "yes").sum() for each in (before, after))
    assert missed - left == saved > 0


@given(
    journey=JOURNEYS,
    days=st.integers(1, 30),
)
def test_a_journey_is_whole_goes_one_way_and_a_limit_only_cuts_its_end(journey: Journey, days: int) -> None:
    def built(asked: Journey) -> np.ndarray:
        found = build_itinerary(asked, service="tb_dot", profile=ANYONE, length_m=LENGTH_KM * 1e3)
        assert (found.wake_m[1:] == found.sleep_m[:-1]).all()
        return found.sleep_m

    whole = built(journey)
    steps = np.abs(np.diff(np.append(journey.from_km * 1e3, whole)))  # type: ignore[operator]
    assert whole[-1] == journey.to_km * 1e3  # type: ignore[operator]
    assert steps.max() <= journey.km_a_day * 1e3 + 0.5  # type: ignore[operator]
    assert len({*np.sign(np.diff(whole))} - {0.0}) <= 1
    limited = built(Journey(**{name: getattr(journey, name) for name in journey.__slots__} | {"days": days}))
    assert limited.tolist() == whole[:days].tolist()
