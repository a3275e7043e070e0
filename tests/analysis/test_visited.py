"""A mobile clinic counts where it is visited, on the days of its visits, and as it says of itself."""

import geopandas as gpd
import pandas as pd
import pytest
from towns import LAT, LON, clinics, places_frame

from analysis.plan import build_plan
from analysis.usable import Usable, usable_facilities
from analysis.visited import dated_hours, with_visits

HERE, THERE = (LON, LAT), (LON + 0.1, LAT)


def mobile(**columns: object) -> gpd.GeoDataFrame:
    return clinics({"M": HERE}, kind="mobile_clinic", country="MX", **columns)


def visits(*rows: tuple[str, str, str, str], team: str = "M") -> gpd.GeoDataFrame:
    """Return visits (day, site, arrive, depart) at one place."""
    frame = places_frame({f"{at}": THERE for at in range(len(rows))})
    told = pd.DataFrame(list(rows), columns=["day", "site_id", "arrive", "depart"])
    return gpd.GeoDataFrame(frame.assign(**{str(name): told[name] for name in told}, team=team, wait_min=0.0, name=""))


def asked(facilities: gpd.GeoDataFrame, when: gpd.GeoDataFrame, arrive: str | None) -> Usable:
    plan = build_plan(service="primary", cutoff_min=60, arrive=arrive)
    return usable_facilities(with_visits(facilities, when).frame, plan)


MONDAYS = visits(("2026-03-02", "plaza", "09:00", "11:00"), ("2026-03-09", "plaza", "09:00", "11:00"))


def test_a_visited_clinic_is_a_place_for_each_of_its_sites_and_no_longer_at_its_base() -> None:
    both = visits(("2026-03-02", "plaza", "09:00", "11:00"), ("2026-03-02", "mercado", "13:00", "15:00"))
    frame = with_visits(mobile(), both).frame
    assert list(frame["facility_id"]) == ["M@mercado", "M@plaza"]
    assert list(frame["opening_hours"]) == ["2026 Mar 02 13:00-15:00", "2026 Mar 02 09:00-11:00"]
    assert set(frame["lon"]) == {THERE[0]}
    assert list(frame["visit_of"]) == ["M", "M"]


@pytest.mark.parametrize(
    ("arrive", "certain", "possible", "barrier"),
    [
        ("2026-03-02T10:00", True, True, ""),
        ("2026-03-09T09:00", True, True, ""),
        ("2026-03-02T11:30", False, False, "hours"),
        ("2026-03-03T10:00", False, False, "hours"),
        ("2027-03-02T10:00", False, False, "hours"),
        (None, False, True, "visit_day_unknown"),
    ],
)
def test_it_counts_on_its_days_and_only_perhaps_where_no_day_is_asked(
    arrive: str | None,
    certain: bool,  # noqa: FBT001
    possible: bool,  # noqa: FBT001
    barrier: str,
) -> None:
    usable = asked(mobile(), MONDAYS, arrive)
    assert (usable.certain.tolist(), usable.possible.tolist()) == ([certain], [possible])
    assert usable.barrier.tolist() == [barrier]
    assert usable.left_out["mobile clinics without visits"] == 0


def test_a_visit_on_a_saturday_counts_like_any_other() -> None:
    assert asked(mobile(), visits(("2026-03-07", "x", "09:00", "11:00")), "2026-03-07T10:00").certain.tolist() == [True]


def test_other_places_are_asked_nothing_more_because_a_clinic_is_visited() -> None:
    two = pd.concat([clinics({"A": HERE}), mobile()], ignore_index=True)
    usable = asked(gpd.GeoDataFrame(two), MONDAYS, None)
    assert (usable.certain.tolist(), usable.possible.tolist()) == ([True, False], [True, True])


def test_what_a_clinic_says_of_itself_holds_at_its_stops() -> None:
    assert len(asked(mobile(visibility="hidden"), MONDAYS, "2026-03-02T10:00").seen) == 0
    assert asked(mobile(status="closed"), MONDAYS, "2026-03-02T10:00").barrier.tolist() == ["closed"]


def test_a_team_that_is_no_mobile_clinic_is_named_and_counts_nowhere() -> None:
    found = with_visits(clinics({"M": HERE}), MONDAYS)
    assert (found.strangers, list(found.frame["facility_id"])) == (("M",), ["M"])
    found = with_visits(mobile(), visits(("2026-03-02", "x", "09:00", "11:00"), team="Brigada"))
    assert (found.strangers, list(found.frame["visit_of"])) == (("Brigada",), [""])
    assert usable_facilities(found.frame, build_plan(service="primary", cutoff_min=60)).barrier.tolist() == [
        "no_visits"
    ]


def test_hours_begin_with_the_work_and_two_visits_of_a_day_stand_together() -> None:
    when = visits(
        ("2026-03-09", "x", "13:30", "15:00"),
        ("2026-03-02", "x", "09:00", "10:00"),
        ("2026-03-02", "x", "14:00", "15:00"),
    )
    waits = when.assign(wait_min=[30.0, float("nan"), 0.0])
    assert dated_hours(waits) == "2026 Mar 02 09:00-10:00,14:00-15:00; 2026 Mar 09 14:00-15:00"


def test_the_order_of_the_visits_changes_nothing() -> None:
    one, other = with_visits(mobile(), MONDAYS).frame, with_visits(mobile(), MONDAYS[::-1]).frame
    assert one.drop(columns="geometry").to_dict() == other.drop(columns="geometry").to_dict()
