import math

import geopandas as gpd
import pandas as pd
import pytest

from data.demand import take_demand
from data.raw import raw_from_frame
from data.schemas import DEMAND
from data.table import check
from geo.errors import InputError


def demand() -> gpd.GeoDataFrame:
    rows = pd.DataFrame({"demand_id": ["a", "b"], "lon": [-90.0, -91.0], "lat": [15.0, 16.0], "population": [10, 20]})
    frame = take_demand(raw_from_frame(rows, "demand.csv")).frame
    assert isinstance(frame, gpd.GeoDataFrame)
    return frame


def test_check_returns_its_input() -> None:
    frame = demand()
    assert check(DEMAND, frame) is frame


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("population", ["10", "20"], "column population holds something else than finite numbers"),
        ("population", [10.0, math.inf], "column population holds something else than finite numbers"),
        ("group", [1, 2], "column group holds something else than text"),
        ("group", ["all", None], "column group holds something else than text"),
        ("demand_id", ["b", "a"], "demand_id a is repeated or out of order"),
        ("demand_id", ["a", "a"], "demand_id a is repeated or out of order"),
        ("demand_id", ["", "a"], "demand_id is empty in a row"),
        ("geometry", gpd.GeoSeries.from_wkt(["POINT (0 1)", "POINT EMPTY"], crs=4326), "a place is a Point or empty"),
        ("geometry", gpd.GeoSeries.from_wkt(["POINT (0 1)", None], crs=4326), "a row has no place"),
        ("geometry", gpd.GeoSeries.from_wkt(["POINT (0 1)", "LINESTRING (0 1, 2 3)"], crs=4326), "is a LineString"),
    ],
)
def test_check_says_what_is_wrong(column: str, values: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check(DEMAND, demand().assign(**{column: values}))
    assert said in str(caught.value)


def test_check_refuses_a_missing_column_and_another_crs() -> None:
    with pytest.raises(InputError, match="column pcode is missing"):
        check(DEMAND, demand().drop(columns="pcode"))
    with pytest.raises(InputError, match="not in EPSG:4326"):
        check(DEMAND, demand().to_crs(3857))
    with pytest.raises(InputError, match="not in EPSG:4326"):
        check(DEMAND, pd.DataFrame(demand()))
