"""What a page tells of a cohort on its way: the same in the circle, its card, the table and the two sentences."""

import re

import geopandas as gpd
import pandas as pd
import pytest
from towns import ask, clinics, town

from analysis.surge.asked import SurgeAsked
from analysis.surge.surge import SurgeResult, surge
from geo.line import MeasuredLine
from layers.surge.drawn import night_layer, night_sheet, surge_layer, surge_sheet
from layers.surge.short_answer import surge_answer
from layers.surge.tables import days_table, nights_table, places_table

ROAD = town("A---------B---------C---------D---------E")
NAN = float("nan")


@pytest.fixture(scope="module")
def result() -> SurgeResult:
    """Return 100 people on their way for four nights: B serves 60, the room of C is not known, D serves all, E none."""
    places = clinics({name: ROAD.spot[name] for name in "BCD"}, capacity_per_day=[60.0, NAN, 500.0])
    places["name"] = ["Clínica <B>", "Clínica C", "Clínica D"]
    supply = ask(ROAD, places, cutoff_min=5.0)
    asked = SurgeAsked(people=100, m_a_day=10_000.0, need_a_day=1.0, to_m=40_000.0)
    return surge("east", MeasuredLine(ROAD.line("AE")), supply, asked)


def test_each_place_is_told_with_both_bounds(result: SurgeResult) -> None:
    cards = {card.key: card for card in surge_sheet(places_table(result)).cards}
    told = cards["surge:B"]
    assert told.title == "Clínica &lt;B&gt;"
    assert told.cells[0] == "60"
    assert "40 on day 1" in told.cells[1]
    assert "40 on day 1" in told.cells[2]
    assert told.cells[3:7] == ("1", "1", "100", "60")
    assert "Not known" in cards["surge:C"].cells[0]
    assert "All are served" in cards["surge:D"].cells[1]
    assert not cards["surge:"].on_map
    assert list(cards) == ["surge:C", "surge:", "surge:B", "surge:D"]  # at worst 140, 100, 40 and 0
    assert all(len(card.cells) == len(surge_sheet(places_table(result)).labels) for card in cards.values())


def test_circles_grow_with_who_is_not_served_and_say_it_by_more_than_their_colour(result: SurgeResult) -> None:
    # At worst 40 are not served at B, 140 at C (40 of them brought from B), 0 at D: areas of 40, 140 and 0.
    places = places_table(result)
    layer = surge_layer(surge_sheet(places), places)
    styles = {f["properties"]["key"]: f["properties"]["style"] for f in styled(layer)["features"]}
    assert [styles[f"surge:{each}"]["radius"] for each in "BCD"] == [round(6 + 12 * (40 / 140) ** 0.5, 1), 18.0, 6.0]
    assert [styles[f"surge:{each}"]["dashArray"] for each in "BCD"] == ["", "3 4", ""]
    assert len({styles[f"surge:{each}"]["fillColor"] for each in "BCD"}) == 3


def test_a_night_with_no_place_in_reach_is_hollow_and_says_so(result: SurgeResult) -> None:
    nights = nights_table(result)
    sheet = night_sheet(nights, {"B": "Clínica B"})
    assert [re.sub("<.*?>", " ", card.title).split("\u00b7")[-1].strip() for card in sheet.cards] == [
        f"km\u00a0{km}" for km in ("10.0", "20.0", "30.0", "40.0")
    ]
    assert sheet.cards[0].cells == ("Clínica B", "0.0\u00a0min")
    assert "No place within reach" in sheet.cards[3].cells[0]
    fills = [f["properties"]["style"]["fillColor"] for f in styled(night_layer(sheet, nights))["features"]]
    assert fills == ["#000000", "#000000", "#000000", "#ffffff"]


def test_the_answer_in_words_has_the_figures_of_the_tables(result: SurgeResult) -> None:
    # Waiting: B 60 + 40, C none of 100, D 200; 100 ask at E, where nobody is. Moving on: B 60, D 240, E none.
    words = surge_answer(places_table(result), days_table(result), "en", of_beds=False)
    assert words == (
        "If those not served wait, 100 of 400 consultations are not served by day 5. "
        "Most are not served at Clínica C (its room is not known): 100 on day 2. "
        "If they move on, 100 of 400 consultations are not served by day 5. "
        "Most are not served at Clínica C (its room is not known): 140 on day 2."
    )
    assert "400 noches" in surge_answer(places_table(result), days_table(result), "es", of_beds=True)


def styled(layer: object) -> dict[str, list[dict[str, dict[str, dict[str, object]]]]]:
    """Return a layer's features with the style each is drawn with."""
    data, style = layer.data, layer.style_function  # type: ignore[attr-defined]
    for feature in data["features"]:
        feature["properties"]["style"] = style(feature)
    return data  # type: ignore[no-any-return]


def test_a_table_without_a_bound_over_is_told_in_one_sentence_each() -> None:
    places = pd.DataFrame({"bound": ["wait"], "facility_id": ["a"], "worst_waiting": [0.0], "name": ["A"]})
    row = {"day": 3, "need_total": 5.0, "waiting": 0.0, "carried": 0.0, "lost": 0.0}
    days = pd.DataFrame([{"bound": bound, **row} for bound in ("wait", "move_on")])
    assert surge_answer(gpd.GeoDataFrame(places), days, "en", of_beds=False).count(".") == 2
