"""The places of a scenario: what changes by hand, what never worsens, and what a hidden place must not tell."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import ask, clinics

from analysis.plan import Plan, build_plan
from analysis.reach import reach
from analysis.what_if.places import places_in
from analysis.what_if.policies import profile_in, where_in_force
from data.bilingual import Bilingual
from data.profile import Profile
from data.scenario import PlaceChange, Policy, Scenario
from data.stay import Stay
from geo.errors import QuestionError

LAWS = settings(max_examples=20, deadline=None, derandomize=True)
SPOTS = {"a": (-92.0, 15.0), "b": (-91.9, 15.0), "c": (-91.8, 15.0)}


def what_if(**changes: object) -> Scenario:
    return Scenario("try", Bilingual(en="Try"), where="try.toml", **changes)  # type: ignore[arg-type]


def plan(**question: object) -> Plan:
    return build_plan(**{"service": "primary", "cutoff_min": 60.0, **question})


def places(**columns: object) -> gpd.GeoDataFrame:
    told = {"capacity_per_day": [10.0, np.nan, 20.0], "beds": 4.0, "country": ["MX", "GT", ""], "fee": "unknown"}
    return clinics(SPOTS, **{"opening_hours": "", **told, **columns})


def changed(*changes: PlaceChange, **columns: object) -> gpd.GeoDataFrame:
    return places_in(what_if(places=changes), places(**columns), None, plan()).frame.set_index("facility_id")


def test_a_place_opens_closes_gives_more_and_less_and_loses_staff() -> None:
    frame = changed(
        PlaceChange("a", status="closed", services_add=("water",), services_remove=("primary",)),
        PlaceChange("b", capacity_factor=0.5, opening_hours="Mo-Fr 08:00-12:00"),
        services_possible="water",
    )
    assert frame.loc["a", ["status", "services", "services_possible"]].tolist() == ["closed", "water", ""]
    assert frame.loc["b", ["beds", "opening_hours"]].tolist() == [2.0, "Mo-Fr 08:00-12:00"]
    assert np.isnan(frame.loc["b", "capacity_per_day"])  # nobody knew it, and half of that nobody knows either
    assert frame.loc["c"].equals(places(services_possible="water").set_index("facility_id").loc["c"])


def test_a_place_that_is_nowhere_is_refused() -> None:
    with pytest.raises(QuestionError) as refusal:
        changed(PlaceChange("z", status="open"))
    assert str(refusal.value) == (
        "try.toml: facility 'z' takes no part in this answer. "
        "Mend its facility_id; a hidden place takes part with --internal alone."
    )


def test_a_hidden_place_is_refused_in_the_words_for_one_that_does_not_exist() -> None:
    hidden = places(visibility=["public", "hidden", "public"])
    told = []
    for frame in (hidden, hidden[hidden["facility_id"] != "b"]):
        with pytest.raises(QuestionError) as refusal:
            places_in(what_if(places=(PlaceChange("b", status="closed"),)), frame, None, plan())
        told.append(str(refusal.value))
    assert told[0] == told[1]
    internal = plan(internal=True)
    frame = places_in(what_if(places=(PlaceChange("b", status="closed"),)), hidden, None, internal).frame
    assert frame["status"].tolist() == ["open", "closed", "open"]


def new(facility_id: str, **columns: object) -> gpd.GeoDataFrame:
    return clinics({facility_id: (-91.7, 15.0)}, **columns)


def test_a_new_place_stands_in_the_order_of_ids_with_what_it_does_not_say_empty() -> None:
    frame = places_in(what_if(), places(), new("aa", beds=3.0, capacity_per_day=1.0, country="MX", fee="no"), plan())
    assert frame.frame["facility_id"].tolist() == ["a", "aa", "b", "c"]
    assert frame.frame.loc[1, ["opening_hours", "beds"]].tolist() == ["", 3.0]


def test_a_new_place_that_is_there_already_is_refused_unless_what_is_there_is_hidden() -> None:
    with pytest.raises(QuestionError, match="facility 'b' is in the study already"):
        places_in(what_if(), places(), new("b"), plan())
    columns = {"beds": 3.0, "capacity_per_day": 1.0, "country": "", "fee": "no"}
    hidden = places(visibility=["public", "hidden", "public"])
    shadowed, alone = (
        places_in(what_if(), frame, new("b", **columns), plan()).frame
        for frame in (hidden, hidden[hidden["facility_id"] != "b"])
    )
    assert shadowed.equals(alone)
    with pytest.raises(QuestionError, match="facility 'b' is in the study already"):
        places_in(what_if(), hidden, new("b"), plan(internal=True))


def test_a_hidden_new_place_takes_part_with_internal_alone() -> None:
    columns = {"beds": 3.0, "capacity_per_day": 1.0, "country": "", "fee": "no", "visibility": "hidden"}
    with pytest.raises(QuestionError, match="facility 'd' is a hidden place, which takes no part"):
        places_in(what_if(), places(), new("d", **columns), plan())
    assert len(places_in(what_if(), places(), new("d", **columns), plan(internal=True)).frame) == 4


def test_a_policy_changes_what_places_of_its_country_ask_and_counts_those_of_none() -> None:
    found = places_in(
        what_if(policies=(Policy("no_fee", "MX"), Policy("no_papers_asked", "GT"))), places(), None, plan()
    )
    frame = found.frame
    assert frame["fee"].tolist() == ["no", "unknown", "unknown"]
    assert frame["documents_required"].tolist() == ["unknown", "no", "unknown"]
    assert found.of_no_country == 1


def test_a_hidden_place_of_no_country_is_not_counted() -> None:
    hidden = places(visibility=["public", "public", "hidden"])
    scenario = what_if(policies=(Policy("no_fee", "MX"),))
    assert places_in(scenario, hidden, None, plan()).of_no_country == 0
    assert places_in(scenario, hidden, None, plan(internal=True)).of_no_country == 1


def test_a_policy_holds_from_its_first_to_its_last_day_and_always_where_no_day_is_asked() -> None:
    policy = Policy("no_fee", "MX", "2026-02-01", "2026-02-28")
    days = ["2026-01-31T12:00", "2026-02-01T00:00", "2026-02-28T23:59", "2026-03-01T00:00"]
    told = [where_in_force(policy, plan(arrive=day)) for day in days]
    assert told == ["nowhere", "everywhere", "everywhere", "nowhere"]
    assert where_in_force(policy, plan()) == "everywhere"
    assert where_in_force(Policy("no_fee", "MX"), plan(arrive=days[0])) == "everywhere"


def test_the_day_of_a_policy_is_that_of_the_place_and_not_of_the_offset_asked() -> None:
    # At 03:00 in UTC on 1 March it is 28 February, 21:00, in all of Guatemala.
    for arrive, until_february, from_march in (
        ("2026-03-01T03:00+00:00", "everywhere", "nowhere"),
        ("2026-02-28T23:30-12:00", "nowhere", "everywhere"),
    ):
        asked = plan(arrive=arrive)
        assert where_in_force(Policy("no_fee", "GT", until="2026-02-28"), asked) == until_february
        assert where_in_force(Policy("no_fee", "GT", since="2026-03-01"), asked) == from_march


def test_where_a_country_has_several_clocks_a_policy_holds_at_the_places_whose_day_it_is() -> None:
    # 06:30 in UTC: 00:30 on 1 March in Tapachula, still 23:30 on 28 February in Mazatlán, 22:30 in Tijuana.
    spots = {"a": (-92.26, 14.91), "b": (-106.41, 23.22), "c": (-117.04, 32.51)}
    frame = clinics(spots, country="MX", fee="unknown")
    frame.loc[3] = frame.loc[2].to_dict() | {"facility_id": "hotline", "geometry": None}
    since = Policy("no_fee", "MX", since="2026-03-01")
    asked = plan(arrive="2026-03-01T06:30+00:00")
    assert where_in_force(since, asked) == "partly"
    found = places_in(what_if(policies=(since,)), frame, None, asked).frame
    assert found["fee"].tolist() == ["no", "unknown", "unknown", "unknown"]
    stay = Stay("MX", ("MX-CHP",), "s", "https://example.org", "2026-01-01")
    visitor = replace(asked, profile=Profile("v", Bilingual(en="V"), stay=stay))
    assert profile_in(what_if(policies=(replace(since, policy="stay_valid_everywhere"),)), visitor) == visitor.profile


def test_a_stay_holds_everywhere_in_the_country_of_the_policy_alone() -> None:
    stay = Stay("MX", ("MX-CHP",), "s", "https://example.org", "2026-01-01")
    visitor = replace(plan(), profile=Profile("v", Bilingual(en="V"), stay=stay))
    everywhere = [
        profile_in(what_if(policies=(Policy("stay_valid_everywhere", code),)), visitor) for code in ("MX", "GT")
    ]
    assert [each.stay.states for each in everywhere if each.stay] == [(), ("MX-CHP",)]
    assert profile_in(what_if(policies=(Policy("stay_valid_everywhere", "MX"),)), plan()) == plan().profile


@LAWS
@given(worlds(), st.sampled_from("abcd"), st.sampled_from(["to", "from"]))
def test_adding_a_place_never_worsens_a_time(world: World, at: str, direction: str) -> None:
    before = ask(world.town, world.clinics, direction=direction)
    spot = world.homes.geometry.iloc[ord(at) % len(world.homes)]
    added = clinics({"z": (spot.x, spot.y)})
    frame = places_in(what_if(), world.clinics, added, before.plan).frame
    after = ask(world.town, frame, direction=direction)
    times = [reach(world.homes, supply).demand["time_s"].to_numpy() for supply in (before, after)]
    assert (times[1] <= times[0]).all()
    assert times[1][ord(at) % len(world.homes)] < np.inf


@LAWS
@given(worlds(), st.sampled_from(["yes", "no", "unknown"]))
def test_a_policy_never_worsens_access_for_a_profile_it_is_for(world: World, asked: str) -> None:
    poor = Profile("poor", Bilingual(en="Poor"), money=False)
    frame = world.clinics.assign(country="MX", fee=asked)
    question = {"profile": "poor", "profiles": {"poor": poor}}
    before = ask(world.town, frame, **question)
    freed = places_in(what_if(policies=(Policy("no_fee", "MX"),)), frame, None, before.plan).frame
    times = [reach(world.homes, ask(world.town, each, **question)).demand["time_s"] for each in (frame, freed)]
    assert (times[1] <= times[0]).all()
    if asked == "yes":
        assert len(ask(world.town, freed, **question).certain.ids) == len(frame)
