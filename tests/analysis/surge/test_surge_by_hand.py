"""A cohort on a road of 30 km, with every sum on paper. One character is one kilometre, one minute by car."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from towns import Town, ask, clinics, town

from analysis.plan import Plan, build_plan
from analysis.surge.asked import SurgeAsked, build_asked, nights_of
from analysis.surge.places import place_rows
from analysis.surge.surge import SurgeResult, on_day, surge
from geo.errors import QuestionError
from geo.line import MeasuredLine

ROAD = town("A---------B---------C---------D")  # A at km 0, B at 10, C at 20, D at 30
KM = 1000.0
ONE_PLACE = SurgeAsked(people=900, to_m=1.0, m_a_day=10 * KM, spread_days=3, need_a_day=1.0)
THROUGH = SurgeAsked(people=100, to_m=30 * KM, m_a_day=10 * KM, need_a_day=1.0)  # nights at B, C and D


def places(world: Town, service: str = "primary", **room: float) -> gpd.GeoDataFrame:
    """Return places with room for so many, by name; NaN where nobody knows."""
    names = sorted(room)
    frame = clinics({name: world.spot[name] for name in names}, services=service)
    column = "beds" if service == "shelter" else "capacity_per_day"
    return frame.assign(**{column: [room[name] for name in names]})


def asked(question: SurgeAsked, facilities: gpd.GeoDataFrame, **plan: object) -> SurgeResult:
    supply = ask(ROAD, facilities, cutoff_min=5.0, **plan)
    return surge("east", MeasuredLine(ROAD.line("AD")), supply, build_asked(question))


def column(result: SurgeResult, name: str, *, bound: str = "wait", at: str = "A") -> list[float]:
    rows = result.loads[(result.loads["bound"] == bound) & (result.loads["facility_id"] == at)]
    return [round(value, 9) for value in rows[name]]


def days(result: SurgeResult, bound: str) -> pd.DataFrame:
    return result.days[result.days["bound"] == bound].round(9)


def test_300_a_day_for_three_days_against_200_leave_100_200_300_100_and_0_waiting() -> None:
    result = asked(ONE_PLACE, places(ROAD, A=200.0))
    assert column(result, "waiting") == [100, 200, 300, 100, 0]
    assert column(result, "arrivals") == [300, 300, 300, 0, 0]
    assert column(result, "stayed") == [0, 100, 200, 300, 100]
    assert column(result, "served") == [200, 200, 200, 200, 100]
    assert column(result, "over_capacity") == [100, 100, 100, 0, 0]


def test_who_moves_on_takes_the_need_to_the_next_place() -> None:
    # 100 people, each asking once a day. B serves 60 of 100; C is asked by 40 + 100 and serves 60; D by 80 + 100.
    result = asked(THROUGH, places(ROAD, B=60.0, C=60.0, D=60.0))
    told = {name: [column(result, name, bound="move_on", at=at) for at in "BCD"] for name in ("arrivals", "waiting")}
    assert told == {"arrivals": [[100], [140], [180]], "waiting": [[40], [80], [120]]}
    assert days(result, "move_on")[["waiting", "lost"]].to_numpy().tolist() == [[40, 0], [80, 0], [120, 0], [0, 120]]
    # Those who wait stay where they asked: 40 at B, served the day after; 40 at C; 40 at D.
    assert [column(result, "waiting", at=at) for at in "BCD"] == [[40, 0], [40, 0], [40, 0]]
    assert days(result, "wait")["lost"].max() == 0


def test_where_none_is_in_reach_the_need_is_carried_on_in_both_bounds() -> None:
    # Nothing at B and C (10 km are 10 minutes): D is asked by 300 and serves 250.
    result = asked(THROUGH, places(ROAD, D=250.0))
    for bound in ("wait", "move_on"):
        assert column(result, "waiting", bound=bound, at="") == [100, 200]
        assert column(result, "arrivals", bound=bound, at="D")[0] == 300
    assert column(result, "waiting", at="D") == [50, 0]
    assert days(result, "move_on")["lost"].tolist() == [0, 0, 0, 50]


def test_room_nobody_knows_is_none_and_nobody_waits_for_it() -> None:
    result = asked(THROUGH, places(ROAD, B=np.nan, C=500.0))
    for bound in ("wait", "move_on"):
        assert column(result, "served", bound=bound, at="B") == [0]
        assert column(result, "arrivals", bound=bound, at="C") == [200]
    assert result.facilities["capacity"].isna().tolist() == [True, False]


def test_a_night_without_a_bed_is_lost_and_who_moves_on_needs_one_bed_the_next_night() -> None:
    # 100 people, 60 beds at B and at C: 40 without on each night, and all 100 at D, which has none.
    bedded = asked(replace(THROUGH, need_a_day=1.0), places(ROAD, "shelter", B=60.0, C=60.0), service="shelter")
    assert [column(bedded, "waiting", bound="move_on", at=at) for at in ("B", "C", "")] == [[40], [40], [100]]
    last = days(bedded, "move_on").iloc[-1]
    assert (last["need_total"], last["served_total"], last["lost"]) == (300, 120, 180)


def test_who_waits_for_a_bed_stays_and_comes_to_the_next_place_later() -> None:
    # B: 100 for 60 beds, 40 stay, who have one on day 2. C: 60 on day 2, 40 on day 3. D, none in reach: 60, then 40.
    bedded = asked(THROUGH, places(ROAD, "shelter", B=60.0, C=60.0), service="shelter")
    assert column(bedded, "waiting", at="B") == [40, 0]
    assert column(bedded, "stayed", at="B") == [0, 40]
    assert column(bedded, "arrivals", at="C") == [60, 40]
    assert column(bedded, "waiting", at="") == [60, 40]
    people = days(bedded, "wait")
    assert people["on_the_way"].tolist() == [100, 100, 100, 40, 0]
    assert people["arrived"].tolist() == [0, 0, 0, 60, 100]


def test_those_who_stay_in_one_place_take_their_share_of_its_room() -> None:
    # 50 stay at B on all days: on day 1 150 ask for 60, later 50 against 60: 90, 80, ... 0 on day 10.
    result = asked(replace(THROUGH, standing_people=50, standing_m=10 * KM), places(ROAD, B=60.0, C=500.0))
    assert column(result, "waiting", at="B") == [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]
    # Moving on, 90 of 150 are not served: the 60 of the cohort go on with it, the 30 of those who stay ask again.
    assert column(result, "arrivals", bound="move_on", at="B")[:3] == [150, 80, 70]
    assert column(result, "arrivals", bound="move_on", at="C") == [160]


def test_a_queue_that_never_gets_shorter_ends_the_days_that_are_looked_at() -> None:
    # 50 a day against 40 for ever: once the cohort is gone the queue only grows.
    result = asked(replace(THROUGH, standing_people=50, standing_m=10 * KM), places(ROAD, B=40.0, C=500.0, D=500.0))
    assert days(result, "wait")["day"].max() == 4
    assert column(result, "waiting", at="B") == [110, 120, 130, 140]
    short = asked(replace(ONE_PLACE, days=2), places(ROAD, A=200.0))
    assert column(short, "waiting") == [100, 200]
    assert days(short, "wait").iloc[-1]["to_leave"] == 300


def test_nights_are_a_days_way_apart_with_rests_between() -> None:
    question = SurgeAsked(to_m=30 * KM, m_a_day=8 * KM)
    assert nights_of(question, 30 * KM).tolist() == [8 * KM, 16 * KM, 24 * KM, 30 * KM]
    rested = replace(question, rest_every=2, rest_days=1)
    assert nights_of(rested, 30 * KM).tolist() == [8 * KM, 16 * KM, 16 * KM, 24 * KM, 30 * KM]  # none at the end
    back = replace(rested, from_m=30 * KM, to_m=0.0)
    assert nights_of(back, 30 * KM).tolist() == [22 * KM, 14 * KM, 14 * KM, 6 * KM, 0.0]
    assert nights_of(replace(question, m_a_day=10 * KM), 30 * KM).tolist() == [10 * KM, 20 * KM, 30 * KM]
    assert len(nights_of(replace(question, m_a_day=1e-6, days=7), 30 * KM)) == 7


def test_no_more_nights_are_built_than_are_looked_at() -> None:
    # A rest of 3,650 days after each day on the way: of 20,000 days' way the first ten are looked at.
    question = build_asked(SurgeAsked(m_a_day=1.0, rest_every=1, rest_days=3650, days=10))
    assert nights_of(question, 20 * KM).tolist() == [1.0] * 10


def test_a_day_tells_where_everybody_is_and_what_each_place_bears() -> None:
    result = asked(replace(THROUGH, spread_days=2), places(ROAD, B=20.0, C=500.0))
    second = on_day(result, "wait", 2)
    assert second.nights[["night", "people"]].to_numpy().tolist() == [[1, 50], [2, 50]]
    assert second.loads[["facility_id", "arrivals", "stayed", "waiting"]].to_numpy().tolist() == [
        ["B", 50, 30, 60],
        ["C", 50, 0, 0],
    ]
    assert on_day(result, "move_on", 99).nights.empty
    with pytest.raises(QuestionError, match="0 of 'wait' is none of this answer"):
        on_day(result, "wait", 0)


def test_each_place_is_told_with_its_first_and_its_worst_day() -> None:
    rows = place_rows(asked(ONE_PLACE, places(ROAD, A=200.0))).set_index(["facility_id", "bound"]).round(9)
    told = ["first_over_day", "worst_day", "worst_waiting", "last_over_day", "days_over", "waiting_days", "unserved"]
    assert rows.loc[("A", "wait"), told].tolist() == [1, 3, 300, 4, 4, 700, 0]
    assert rows.loc[("A", "move_on"), told].tolist() == [1, 1, 100, 3, 3, 300, 300]


def test_a_place_exactly_at_the_cutoff_is_in_reach_and_of_two_as_near_the_smallest_id_is_turned_to() -> None:
    # a and b stand at A, 10 minutes from the night at B.
    facilities = clinics({"a": ROAD.spot["A"], "b": ROAD.spot["A"]}, capacity_per_day=10.0)
    question = build_asked(SurgeAsked(people=100, to_m=10 * KM, need_a_day=1.0))
    course = MeasuredLine(ROAD.line("AD"))
    time_s = surge("east", course, ask(ROAD, facilities), question).nights["time_s"].iloc[0]
    assert time_s == pytest.approx(600, abs=0.1)
    at_cutoff = surge("east", course, replace(ask(ROAD, facilities), plan=exactly(time_s)), question)
    assert at_cutoff.nights["facility_id"].tolist() == ["a"]
    short = surge("east", course, replace(ask(ROAD, facilities), plan=exactly(time_s - 0.01)), question)
    assert short.nights["facility_id"].tolist() == [""]


def exactly(cutoff_s: float) -> Plan:
    return replace(build_plan(service="primary", cutoff_min=60.0), cutoff_s=cutoff_s)
