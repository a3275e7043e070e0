"""Segments and sectors of help: what each has in reach, and that nothing known is no gap and no help either."""

import pandas as pd
import pytest
from towns import Town, ask, clinics, corridors, town

from analysis.gaps import Terrain
from analysis.sectors import SECTORS, sectors
from analysis.supply import build_supply
from data.vocabulary import SERVICES
from layers.tables import sectors_table

# 100 km, a minute each: a school at km 5, a shelter at km 95.
ROAD: Town = town("P----s" + "-" * 89 + "h----Q")


def _matrix(**question: object) -> pd.DataFrame:
    rows = clinics({name: ROAD.spot[name] for name in "hs"}, services=["shelter", "education"])
    asked = ask(ROAD, rows, cutoff_min=20, **question)
    supplies = {
        name: build_supply(rows, asked.network, asked.plan, services=services) for name, services in SECTORS.items()
    }
    terrain = Terrain(corridors=corridors(c=ROAD.line("PQ")))
    return sectors_table(sectors(terrain, supplies))


def test_each_segment_has_a_cell_for_each_sector_with_the_nearest_place() -> None:
    table = _matrix()
    assert table["sector"].tolist() == list(SECTORS) * 10
    first = table.iloc[:5].set_index("sector")
    # The midpoint of the first segment is the school's own place, km 5; the shelter is 90 km on.
    assert first.loc["education", ["time_min", "facility_id", "flag"]].tolist() == [
        pytest.approx(0, abs=0.1),
        "s",
        "served",
    ]
    assert first.loc["housing", ["status", "flag"]].tolist() == ["beyond", "underserved"]
    assert first.loc["housing", "time_min"] == pytest.approx(90, abs=0.1)
    assert first.loc["legal", ["status", "flag"]].tolist() == ["none", "underserved"]
    assert first["possible_time_min"].isna().tolist() == [False, True, True, False, True]


def test_where_nothing_at_all_is_mapped_a_cell_is_no_gap_but_no_data() -> None:
    middle = _matrix().query("start_km == 50")  # farther than 25 km from both places
    assert set(middle["flag"]) == {"no_data"}
    assert set(_matrix().query("start_km == 10")["flag"]) == {"served", "underserved"}


def test_every_service_of_a_sector_is_a_word_of_ours_and_stands_in_one_sector() -> None:
    words = [service for services in SECTORS.values() for service in services]
    assert len(words) == len(set(words))
    assert set(words) <= set(SERVICES)
