from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.demand import take_demand
from data.flows import keep_known_corridors, take_flows
from data.intake import Intake
from data.points import take_crossings, take_incidents
from data.raw import RawTable, raw_from_frame
from data.read_geojson import read_geojson
from geo.errors import InputError

DEMAND = {"demand_id": "a", "lon": "-90.5", "lat": "14.6", "population": "100"}
CROSSING = {"crossing_id": "c", "name": "Talismán", "lon": "-92.1", "lat": "14.9", "country_from": "GT"} | {
    "country_to": "MX"
}
INCIDENT = {"incident_id": "i", "lon": "-92", "lat": "15", "date": "2020-01-31", "kind": "drowning", "source": "press"}
FLOW = {"corridor_id": "ca5", "start_km": "0", "end_km": "10", "people_per_day": "300", "source": "count"}


def take(reader: Callable[[RawTable], Intake], *rows: dict[str, Any]) -> Intake:
    return reader(raw_from_frame(pd.DataFrame(list(rows)).fillna(""), "rows.csv"))


def reasons(intake: Intake) -> list[tuple[str, str, str]]:
    return list(intake.set_aside[["column", "value", "reason"]].itertuples(index=False, name=None))


def test_demand_without_a_group_stands_for_all() -> None:
    frame = take(take_demand, DEMAND, DEMAND | {"demand_id": "b", "group": "women", "population": "0"}).frame
    assert list(frame["group"]) == ["all", "women"]
    assert list(frame["population"]) == [100.0, 0.0]
    assert list(frame["pcode"]) == ["", ""]


@pytest.mark.parametrize(
    ("population", "reason"),
    [
        ("", "is empty"),
        ("-5", "is below 0"),
        ("1,000", "is a fraction or thousands: the other cells of its column do not say which"),
    ],
)
def test_demand_without_a_number_of_people_is_set_aside(population: str, reason: str) -> None:
    intake = take(take_demand, DEMAND, DEMAND | {"demand_id": "b", "population": population})
    assert reasons(intake) == [("population", population, reason)]


def test_an_area_where_a_point_is_needed_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "demand.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"demand_id": "a", "population": 5}, '
        '"geometry": {"type": "Point", "coordinates": [-90, 15]}},'
        '{"type": "Feature", "properties": {"demand_id": "b", "population": 5}, '
        '"geometry": {"type": "Polygon", "coordinates": [[[0, 1], [1, 1], [1, 2], [0, 1]]]}},'
        '{"type": "Feature", "properties": {"demand_id": "c", "population": 5}, "geometry": null}]}'
    )
    intake = take_demand(read_geojson(path))
    assert list(intake.frame["lon"]) == [-90.0]
    assert [(line[0], line[2]) for line in reasons(intake)] == [
        ("geometry", "is a Polygon; a Point is needed"),
        ("lon", "is empty"),
    ]


def test_a_crossing_may_have_a_delay_but_none_below_zero() -> None:
    intake = take(
        take_crossings,
        CROSSING,
        CROSSING | {"crossing_id": "d", "delay_min": "20", "documents_required": "SI"},
        CROSSING | {"crossing_id": "e", "delay_min": "-1"},
    )
    assert np.isnan(intake.frame["delay_min"].iloc[0])
    assert intake.frame["delay_min"].iloc[1] == 20.0
    assert list(intake.frame["documents_required"]) == ["unknown", "yes"]
    assert reasons(intake) == [("delay_min", "-1", "is below 0")]


def test_a_delay_of_more_than_a_day_is_set_aside() -> None:
    delays = ("1440", "1440.1", "1e9", "1441 min")
    rows = [CROSSING | {"crossing_id": f"c{i}", "delay_min": delay} for i, delay in enumerate(delays)]
    intake = take(take_crossings, *rows)
    assert list(intake.frame["delay_min"]) == [1440.0]
    told = "is more than a day (1440 minutes)"
    assert reasons(intake) == [("delay_min", delay, told) for delay in delays[1:]]


def test_a_crossing_that_is_not_formal_is_never_taken_in() -> None:
    intake = take(take_crossings, CROSSING | {"formal": "yes"}, CROSSING | {"crossing_id": "d", "formal": "No"})
    assert reasons(intake) == [("formal", "No", "is no: only formal crossings are taken in")]


def test_an_incident_may_be_placed_without_knowing_how_well() -> None:
    frame = take(take_incidents, INCIDENT, INCIDENT | {"incident_id": "j", "date": "Jan 2020", "severity": "2"}).frame
    assert list(frame["date"]) == ["2020-01-31", ""]
    assert bool(frame["location_precision_m"].isna().all())
    assert frame["severity"].iloc[1] == 2.0


def test_a_file_of_incidents_without_any_date_is_refused_for_rates_need_a_time() -> None:
    undated = INCIDENT | {"date": ""}, INCIDENT | {"incident_id": "j", "date": "Jan 2020"}
    with pytest.raises(InputError) as refused:
        take(take_incidents, *undated)
    told = "rows.csv: none of its 2 incidents has a date that can be read. "
    assert str(refused.value) == told + "Give each its day, like 2025-01-31: rates need the time observed."


def test_of_two_flows_that_overlap_the_later_is_set_aside_and_touching_is_no_overlap() -> None:
    intake = take(
        take_flows,
        FLOW | {"start_km": "10", "end_km": "20"},
        FLOW,
        FLOW | {"start_km": "9.5", "end_km": "12"},
        FLOW | {"corridor_id": "gulf"},
        FLOW | {"start_km": "20", "end_km": "25"},
        FLOW | {"start_km": "30", "end_km": "30"},
        FLOW | {"start_km": "-1", "end_km": "0"},
    )
    kept = intake.frame[["corridor_id", "start_km", "end_km"]]
    assert kept.to_numpy().tolist() == [
        ["ca5", 0.0, 10.0],
        ["ca5", 10.0, 20.0],
        ["ca5", 20.0, 25.0],
        ["gulf", 0.0, 10.0],
    ]
    assert reasons(intake) == [
        ("start_km", "9.5", "overlaps an earlier row of its corridor"),
        ("end_km", "30", "is not beyond start_km"),
        ("start_km", "-1", "is below 0"),
    ]


def test_flows_of_a_corridor_nobody_drew_are_set_aside() -> None:
    flows = take(take_flows, FLOW, FLOW | {"corridor_id": "gulf"})
    kept = keep_known_corridors(flows, frozenset({"ca5"}))
    assert list(kept.frame["corridor_id"]) == ["ca5"]
    assert reasons(kept) == [("corridor_id", "gulf", "is no corridor of the study")]
    assert keep_known_corridors(flows, frozenset()).frame.empty
    assert len(flows.frame) == 2


def test_a_flow_needs_its_source_column() -> None:
    with pytest.raises(InputError, match="column source is missing"):
        take(take_flows, {name: value for name, value in FLOW.items() if name != "source"})


def test_what_a_list_of_incidents_says_of_single_people_is_not_kept() -> None:
    told = {"incident_id": "1", "date": "2020-01-13", "kind": "Drowning", "source": "a list"}
    told |= {"lon": "-98.7", "lat": "26.3", "Location Description": "RÃ\xado Bravo", "Number of Children": "1"}
    intake = take_incidents(raw_from_frame(pd.DataFrame([told]), "list.csv"))
    assert not {"Location Description", "Number of Children"} & set(intake.frame.columns)
    assert intake.repaired.empty
