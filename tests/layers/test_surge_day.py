"""A day of a large group, drawn and told: the figures of surge.csv, readable without colour."""

import re
from collections.abc import Mapping

from towns import ask, clinics, town

from analysis.surge.asked import SurgeAsked, build_asked
from analysis.surge.surge import SurgeResult, surge
from geo.line import MeasuredLine
from layers.surge.day import day_drawing, day_legend, nights_of_day, places_of_day
from layers.surge.words import day_answer

ROAD = town("A---------B---------C---------D")  # A at km 0, B at 10, C at 20, D at 30
LENGTH_M = 30_000.0


def group(room: Mapping[str, float], **told: float) -> SurgeResult:
    """Return 900 people who set out in three parts and make 10 km a day, one consultation each a day."""
    spots = {name: ROAD.spot[name] for name in sorted(room)}
    places = clinics(spots).assign(capacity_per_day=[room[name] for name in sorted(room)], name="<Plaza & Centro>")
    asked = SurgeAsked(people=900, m_a_day=10_000.0, spread_days=3, need_a_day=1.0, **told)
    return surge("east", MeasuredLine(ROAD.line("AD")), ask(ROAD, places, cutoff_min=5.0), build_asked(asked))


def test_the_table_of_a_day_has_the_figures_of_the_file() -> None:
    # 300 set out a day and all turn to B the first night: 200 are served there, 100 wait and are joined by 300.
    result = group({"B": 200.0})
    table = places_of_day(result, "wait", 2, "en")
    assert table.heads[3:] == ("Come", "Waited since before", "Are served", "Not served", "Come beyond its room")
    told = {row[0]: row[1:] for row in table.rows}
    assert told["<Plaza & Centro>"] == ["10.0", "200.0", "300.0", "100.0", "200.0", "200.0", "100.0"]
    assert told["No place within reach"][2:] == ["300.0", "0.0", "0.0", "300.0", "300.0"]


def test_the_nights_of_a_day_have_everybody_who_is_on_the_way_and_those_who_stay() -> None:
    result = group({"B": 200.0}, standing_people=50, standing_m=20_000.0)
    rows = nights_of_day(result, "wait", 2, "en").rows
    assert sorted((row[0], row[1]) for row in rows) == [("10.0", "300.0"), ("20.0", "300.0"), ("20.0", "50.0")]
    told = day_answer(result, "wait", 2, "en").replace("\u00a0", " ")
    assert told.startswith("600 people sleep on the way; 300 have not set out, 0 have come to the end.")
    assert "They are between 10 km and 20 km." in told


def test_what_is_not_served_is_drawn_otherwise_than_what_is_and_over_capacity_has_a_sign_of_its_own() -> None:
    drawn = day_drawing(group({"B": 200.0}, to_m=10_000.0), "wait", 2, length_m=LENGTH_M, lang="en")
    # The most any place ever bears is 500 (200 served, 300 not, on day 3): 200 of them are 40 %.
    assert re.findall(r'surge-(\w+)" style="width:([\d.]+)%', drawn) == [("served", "40.00"), ("not", "40.00")]
    assert "\u25b2!" in drawn
    assert "&lt;Plaza &amp; Centro&gt;" in drawn
    assert "<Plaza" not in drawn
    quiet = day_drawing(group({"B": 2000.0}), "wait", 1, length_m=LENGTH_M, lang="en")
    assert "\u25b2!" not in quiet
    assert "EJEMPLO" in day_legend("es", "EJEMPLO")
    assert "surge-stamp" not in day_legend("es", "")


def test_after_the_last_day_nobody_is_anywhere() -> None:
    result = group({"B": 200.0})
    assert places_of_day(result, "wait", 400, "en").rows == []
    assert day_answer(result, "wait", 400, "en") == "By this day all of it is over."


def test_where_nobody_knows_the_room_it_is_said() -> None:
    rows = places_of_day(group({"B": float("nan")}), "wait", 1, "en").rows
    assert rows[0][2] == "Not known, counted as none"
