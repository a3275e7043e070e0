"""Two rows of one place that contradict each other are told as such."""

import pandas as pd
import pytest

from data.facilities import take_facilities
from data.raw import raw_from_frame

ROW = {"facility_id": "a", "name": "A", "kind": "clinic", "lon": "1", "lat": "1"}


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"status": "open"}, {"status": "closed"}, ", and the two contradict each other in status"),
        ({"women_only": "no"}, {"women_only": "yes"}, ", and the two contradict each other in visibility, women_only"),
        ({"status": "open"}, {"status": ""}, ""),
        ({"name": "A"}, {"name": "B"}, ""),
    ],
)
def test_a_row_set_aside_for_its_id_says_where_it_contradicts(
    one: dict[str, str], other: dict[str, str], said: str
) -> None:
    raw = raw_from_frame(pd.DataFrame([ROW | one, ROW | other]).fillna(""), "x.csv")
    assert list(take_facilities(raw).set_aside["reason"]) == [f"is repeated: another row has it{said}"]
