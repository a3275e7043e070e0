"""What a scenario changes along a corridor, segment by segment."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from towns import ask, clinics, corridors, town

from analysis.gaps import GapsResult, Terrain, gaps
from analysis.what_if.compare import KINDS, changes
from analysis.what_if.roads import roads_in
from data.bilingual import Bilingual
from data.scenario import Closure, Scenario

# 40 km of road at a minute each; a clinic at a, limit 25 min; segments of 10 km with middles at 5, 15, 25, 35 km.
ROAD = "a----------b---------c--------------------d"


def test_what_a_closure_changes_is_told_segment_by_segment() -> None:
    world = town(ROAD)
    supply = ask(world, clinics({"k": world.spot["a"], "l": world.spot["d"]}), cutoff_min=25.0)
    terrain = Terrain(corridors(way=world.line("abcd")))
    cut = Scenario("cut", Bilingual(en="Cut"), closures=(Closure(edges=((1, 2),)),))
    shut = replace(supply, network=supply.network.with_times(roads_in(cut, supply.network).time_s))
    before, after = gaps(terrain, supply), gaps(terrain, shut)
    rows = changes(before, after)
    # b to c is closed, km 11 to 21: who stands there reaches nobody; all others go on to their nearer end.
    assert rows["start_m"].tolist() == [10_000.0, 20_000.0]
    assert rows["change"].tolist() == ["became_underserved", "slower"]
    assert rows["before_time_any_s"].tolist() == pytest.approx([900.0, 1020.0], abs=1e-3)
    assert rows["after_time_any_s"].tolist() == pytest.approx([np.inf, 1020.0], abs=1e-3)
    assert changes(before, before).empty


def _result(*segments: tuple[str, float, float]) -> GapsResult:
    flags, time_s, share = zip(*segments, strict=True)
    count = len(segments)
    frame = gpd.GeoDataFrame(
        {
            **{name: ["c"] * count for name in ("corridor_id", "facility_any", "status")},
            "segment_id": [f"c:{k}" for k in range(count)],
            **{name: np.arange(float(count)) for name in ("start_m", "end_m")},
            "flag": flags,
            "time_any_s": time_s,
            "share_beyond": share,
        },
        geometry=[shapely.Point(0, 0)] * count,
        crs="EPSG:4326",
    )
    return GapsResult(None, frame, {})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (("served", 600.0, 0.0), ("served", 600.0, 0.0), ""),
        (("served", 600.0, 0.0), ("served", 602.0, 0.0), ""),  # not a tenth of a minute
        (("served", 600.0, 0.0), ("served", 606.0, 0.0), "slower"),
        (("served", 600.0, 0.0), ("served", 600.0, 0.1), "slower"),
        (("served", 600.0, 0.1), ("served", 540.0, 0.1), "faster"),
        (("underserved", np.inf, 1.0), ("underserved", 9000.0, 1.0), "faster"),
        (("underserved", np.inf, 1.0), ("underserved", np.inf, 1.0), ""),
        (("served", 600.0, 0.4), ("underserved", 600.0, 0.5), "became_underserved"),
        (("underserved", 600.0, 0.5), ("served", 660.0, 0.4), "became_served"),
        (("no_data", np.inf, 1.0), ("no_data", 600.0, 0.0), ""),
        (("no_data", np.inf, 1.0), ("served", 600.0, 0.0), "became_served"),
        (("no_data", np.inf, 1.0), ("underserved", np.inf, 1.0), "became_underserved"),
        (("served", 600.0, 0.0), ("no_data", 600.0, 0.0), "became_no_data"),
    ],
)
def test_each_change_has_one_name(before: tuple[str, float, float], after: tuple[str, float, float], kind: str) -> None:
    found = changes(_result(before), _result(after))["change"].tolist()
    assert found == ([kind] if kind else [])
    assert set(found) <= set(KINDS)
