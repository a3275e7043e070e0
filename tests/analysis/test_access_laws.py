"""What must hold for every profile in every town, whatever is known of its places."""

import itertools
from dataclasses import fields, replace

import geopandas as gpd
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from ten_services import NAMES, WORLD
from towns import ask, clinics, people

from analysis.allocation import allocate
from analysis.cascade import STEPS, steps_taken
from analysis.coverage import coverage
from analysis.effective import effective_access
from analysis.room import pairs_on_roads
from analysis.supply import Supply
from data.profile import ANYONE, Profile, load_profiles

LAWS = settings(max_examples=40, deadline=None, derandomize=True)
TRISTATE = st.sampled_from(["yes", "no", "unknown"])
COLUMNS = (
    *("documents_required", "fee", "insurance_required", "interpretation", "trusted", "no_fixed_address_ok"),
    *("accepts_unaccompanied_minors", "women_only"),
)
# What takes a right away, or adds a need, one by one.
HARDER = {
    "papers": False,
    "insurance": False,
    "money": False,
    "fixed_address": False,
    "trust": True,
    "minor": True,
    "woman": False,
    "languages": ("ht",),
    "countries": ("MX",),
    "stay": load_profiles()["regional_visitor"].stay,
}


@st.composite
def places(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Return clinics on the road of ten, about each of which something is known and something is not."""
    count = draw(st.integers(1, len(NAMES)))
    some = {column: draw(st.lists(TRISTATE, min_size=count, max_size=count)) for column in COLUMNS}
    words = {
        "languages": ["", "es", "es;ht", "ht"],
        "country": ["", "MX", "GT"],
        "adm1": ["", "Chiapas", "Oaxaca"],
        "services": ["primary", "primary", ""],
        "services_possible": ["", "primary"],
        "status": ["open", "unknown", "closed"],
        "opening_hours": ["", "24/7", "Mo-Fr 08:00-15:00"],
    }
    told = {name: draw(st.lists(st.sampled_from(w), min_size=count, max_size=count)) for name, w in words.items()}
    room = draw(st.lists(st.one_of(st.just(np.nan), st.integers(0, 40).map(float)), min_size=count, max_size=count))
    spots = {name: WORLD.spot[name] for name in NAMES[:count]}
    return clinics(spots, **some, **told, capacity_per_day=room).assign(pcode="")


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Return somebody who lacks some things."""
    lacks = draw(st.lists(st.sampled_from(sorted(HARDER)), unique=True, max_size=6))
    return replace(load_profiles()[ANYONE], name="p", **{name: HARDER[name] for name in lacks})


def _ask(rows: gpd.GeoDataFrame, profile: Profile, **question: object) -> Supply:
    return ask(WORLD, rows, profile="p", profiles={"p": profile}, **question)


def _homes() -> gpd.GeoDataFrame:
    return people({name: WORLD.spot[name] for name in "Hcfj"}, [400.0, 300.0, 200.0, 100.0])


@given(places(), profiles(), st.sampled_from(sorted(HARDER)))
@LAWS
def test_fewer_rights_never_widen_access(rows: gpd.GeoDataFrame, profile: Profile, lost: str) -> None:
    worse = replace(profile, **{lost: HARDER[lost]})
    before, after = _ask(rows, profile), _ask(rows, worse)
    assert not (after.usable.certain & ~before.usable.certain).any()
    assert not (after.usable.possible & ~before.usable.possible).any()
    points = before.network.snap(*np.array([WORLD.spot[name] for name in "Hcfj"]).T)
    assert (effective_access(points, after).central <= effective_access(points, before).central + 1e-12).all()
    assert (effective_access(points, after).low <= effective_access(points, before).low + 1e-12).all()


@given(places(), profiles())
@LAWS
def test_what_is_certain_is_possible_and_what_is_possible_would_serve_anyone(
    rows: gpd.GeoDataFrame, profile: Profile
) -> None:
    mine, anyone = _ask(rows, profile).usable, _ask(rows, load_profiles()[ANYONE]).usable
    assert not (mine.certain & ~mine.possible).any()
    assert not (mine.possible & ~anyone.possible).any()
    assert not (mine.certain & ~mine.admissible).any()
    assert not (mine.admissible & ~mine.offers).any()
    concerned = anyone.possible | (anyone.barrier != "")
    assert ((mine.barrier != "") == (concerned & ~mine.certain)).all()  # each one left out has its reason


@given(places(), profiles(), st.integers(1, 70))
@LAWS
def test_the_cascade_never_grows_and_ends_in_those_covered(
    rows: gpd.GeoDataFrame, profile: Profile, cutoff_min: int
) -> None:
    supply = _ask(rows, profile, cutoff_min=cutoff_min)
    points = supply.network.snap(*np.array([WORLD.spot[name] for name in "Hcfj"]).T)
    taken = steps_taken(points, supply)
    for before, after in itertools.pairwise(STEPS):
        assert not (taken[after] & ~taken[before]).any()
    unit = coverage(_homes(), supply, areas=None, corridors=None).units.iloc[0]
    assert unit["acceptable"] == unit["covered_nearest"]


@given(places(), profiles(), st.integers(1, 70))
@LAWS
def test_served_without_room_and_out_of_reach_make_up_everyone(
    rows: gpd.GeoDataFrame, profile: Profile, cutoff_min: int
) -> None:
    unit = coverage(_homes(), _ask(rows, profile, cutoff_min=cutoff_min), areas=None, corridors=None).units.iloc[0]
    three = unit[["covered_capacity", "without_capacity", "out_of_reach"]].to_numpy(dtype=np.float64)
    assert np.isnan(three).all() or abs(three.sum() - 1000.0) < 1e-6
    assert np.isnan(three).all() or unit["covered_capacity"] <= unit["covered_nearest"] + 1e-6


@given(places(), profiles(), st.integers(0, 9), st.floats(0, 500))
@LAWS
def test_more_room_never_serves_fewer_and_boundless_room_serves_all_who_are_in_reach(
    rows: gpd.GeoDataFrame, profile: Profile, place: int, more: float
) -> None:
    supply = _ask(rows, profile, cutoff_min=30)
    points = supply.network.snap(*np.array([WORLD.spot[name] for name in "Hcfj"]).T)
    population = np.array([400.0, 300.0, 200.0, 100.0])
    pairs = pairs_on_roads(points, supply)
    room = rows["capacity_per_day"].to_numpy()[supply.usable.certain]
    larger = room.copy()
    if len(larger):
        larger[place % len(larger)] = np.nan_to_num(larger[place % len(larger)]) + more
    before, after = (allocate(pairs, population, each).served_people for each in (room, larger))
    assert after >= before - 1e-6
    boundless = allocate(pairs, population, np.full(len(room), np.inf))
    nearest_s = supply.nearest(points, supply.certain).time_s
    in_reach = nearest_s <= 30 * 60
    assert abs(boundless.served_people - population[in_reach].sum()) < 1e-6
    if in_reach.any():
        mean_s = np.average(nearest_s[in_reach], weights=population[in_reach])
        assert abs(boundless.mean_time_s - mean_s) < 1e-5


@given(places(), profiles())
@LAWS
def test_the_index_lies_between_its_bounds_and_they_within_no_and_yes(rows: gpd.GeoDataFrame, profile: Profile) -> None:
    supply = _ask(rows, profile)
    points = supply.network.snap(*np.array([WORLD.spot[name] for name in "Hcfj"]).T)
    found = effective_access(points, supply)
    order = (found.low, found.bound_low, found.central, found.bound_high, found.high)
    for smaller, larger in itertools.pairwise(order):
        assert (smaller <= larger + 1e-12).all()
    assert (found.high <= 1).all()


def test_every_right_of_a_profile_is_in_these_laws() -> None:
    plain = {"name", "title", "note", "mode", "walking_kmh", "hours_a_day", "needs", "wait_min"}
    told_of_later = {"group", "children", "dot", "survivor"}
    assert {field.name for field in fields(Profile)} - plain - told_of_later == set(HARDER)
