"""Which facilities take part in an answer."""

import geopandas as gpd
import pytest
from towns import LAT, LON, clinics

from analysis.plan import build_plan
from analysis.usable import usable_facilities

PLAN = build_plan(service="primary", cutoff_min=60)


def _one(**columns: object) -> gpd.GeoDataFrame:
    return clinics({"A": (LON, LAT)}, **columns)


@pytest.mark.parametrize(
    ("columns", "certain", "possible", "barrier"),
    [
        ({}, True, True, ""),
        ({"status": "unknown"}, True, True, ""),
        ({"status": "closed"}, False, False, "closed"),
        ({"kind": "mobile_clinic"}, False, False, "no_visits"),
        ({"kind": "mobile_clinic", "status": "closed"}, False, False, "closed"),
        ({"services": "legal;primary"}, True, True, ""),
        ({"services": "legal", "services_possible": "primary"}, False, True, "service_unknown"),
        ({"services": "legal", "services_possible": "primary", "status": "closed"}, False, False, "closed"),
        ({"services": "primary", "services_possible": "primary"}, True, True, ""),
        ({"services": "legal"}, False, False, ""),
        ({"services": "legal", "status": "closed"}, False, False, ""),
        ({"services": "primary_care"}, False, False, ""),
        ({"services": ""}, False, False, ""),
    ],
)
def test_a_place_counts_as_its_row_says(
    columns: dict[str, str],
    certain: bool,  # noqa: FBT001
    possible: bool,  # noqa: FBT001
    barrier: str,
) -> None:
    usable = usable_facilities(_one(**columns), PLAN)
    assert usable.certain.tolist() == [certain]
    assert usable.possible.tolist() == [possible]
    assert usable.barrier.tolist() == [barrier]


def test_a_table_without_the_column_of_possible_services_has_none() -> None:
    usable = usable_facilities(_one(services="legal").drop(columns="services_possible"), PLAN)
    assert usable.possible.tolist() == [False]


def test_a_hidden_place_is_seen_in_an_internal_answer_alone() -> None:
    hidden = _one(visibility="hidden")
    assert len(usable_facilities(hidden, PLAN).seen) == 0
    internal = build_plan(service="primary", cutoff_min=60, internal=True)
    assert usable_facilities(hidden, internal).certain.tolist() == [True]


@pytest.mark.parametrize("visibility", ["public", "restricted"])
def test_public_and_restricted_places_are_seen(visibility: str) -> None:
    assert len(usable_facilities(_one(visibility=visibility), PLAN).seen) == 1


def test_a_hotline_without_a_place_is_left_out_and_counted() -> None:
    rows = clinics({"A": (LON, LAT), "B": (LON, LAT), "C": (LON, LAT), "D": (LON, LAT)})
    rows.loc[1, ["lon", "lat"]] = float("nan")
    rows.loc[2, "status"] = "closed"
    rows.loc[3, "kind"] = "mobile_clinic"
    usable = usable_facilities(rows, PLAN)
    assert usable.seen["facility_id"].tolist() == ["A", "C", "D"]
    assert usable.left_out["without a place"] == 1
    assert usable.left_out["closed"] == 1
    assert usable.left_out["mobile clinics without visits"] == 1
    assert usable.left_out["hidden"] == 0
