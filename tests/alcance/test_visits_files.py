"""What people carry of a timetable: the map, sheets to print, the calendar and routes, whatever a stop is called."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import gpxpy
import pytest
from doors import column, done, rows_of, written
from icalendar import Calendar
from osm_world import at_km
from toy_study import road_study

HOSTILE = "</script><script>alert(1)</script>`${x}`"
STOPS = [
    "site_id,name,lon,lat,opening_hours,service_min,revisit_days",
    f"s10,{HOSTILE},{at_km(10)},0,,90,7",
    f's40,"Dos, plaza; BEGIN:VEVENT",{at_km(40)},0,Mo-Fr 09:00-13:00,90,7',
    f"shut,Cerrado,{at_km(33)},0,Su 10:00-12:00,60,7",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    study = road_study(made, {"a": 0})
    toml = (study / "study.toml").read_text("utf-8")
    assert "example = false" in toml
    (study / "study.toml").write_text(toml.replace("example = false", "example = true"), "utf-8")
    stops = written(made / "stops.csv", STOPS)
    ask = ("--base=-95,0", "--team", "A & B", "--start=2026-03-02", "--days=14", "--internal")
    done("visits", study, "--stops", stops, *ask)
    return study / "results" / "visits"


@pytest.mark.parametrize("page", ["map.html", "print.html"])
def test_a_page_asks_nobody_and_runs_nothing_a_name_holds(folder: Path, page: str) -> None:
    text = (folder / page).read_text("utf-8")
    assert HOSTILE not in text
    assert "alert(1)" in text, "it is shown, as text"
    assert "<script>alert" not in text
    assert "default-src 'none'" in text
    assert re.findall(r"<(?:script|img|iframe|link)[^>]*(?:src|href)=", text) == []
    assert "A &amp; B" in text


@pytest.mark.parametrize("page", ["map.html", "print.html"])
def test_a_page_speaks_both_languages_and_carries_its_stamps(folder: Path, page: str) -> None:
    text = (folder / page).read_text("utf-8")
    for word in ("EJEMPLO", "EXAMPLE", "INTERNO", "INTERNAL", "lunes, 2 de marzo de 2026", "Monday, March 2, 2026"):
        assert word in text, word


def test_there_is_a_sheet_of_paper_for_each_team_and_day(folder: Path) -> None:
    text = (folder / "print.html").read_text("utf-8")
    days = sorted({(row["day"], row["team"]) for row in rows_of(folder / "visits.csv")})
    assert text.count("<section>") == len(days) == 2
    assert "break-after:page" in text
    for row in rows_of(folder / "visits.csv"):
        assert f'<td class="n">{row["arrive"]}</td><td class="n">{row["depart"]}</td>' in text


def test_the_map_tells_of_every_stop_why_it_is_not_visited(folder: Path) -> None:
    text = (folder / "map.html").read_text("utf-8")
    assert "cerrada, o abierta demasiado poco, en cada día de trabajo antes de que toque" in text
    assert 'data-key="stop:shut"' in text


def test_the_calendar_has_the_hours_of_the_table_on_the_clock_of_the_place(folder: Path) -> None:
    calendar = Calendar.from_ical((folder / "visits.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    rows = rows_of(folder / "visits.csv")
    assert len(events) == len(rows)
    told = {(f"{e['dtstart'].dt:%Y-%m-%d}", f"{e['dtstart'].dt:%H:%M}", f"{e['dtend'].dt:%H:%M}") for e in events}
    assert told == {(row["day"], row["arrive"], row["depart"]) for row in rows if row["wait_min"] == "0.0"}
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    assert {event["dtstart"].params["TZID"] for event in events} == zones
    assert {event["dtstart"].dt.utcoffset() for event in events} == {timedelta(hours=-6)}
    assert len({str(event["uid"]) for event in events}) == len(rows)
    assert {event["dtstamp"].dt for event in events} == {datetime(2026, 3, 2, tzinfo=UTC)}
    assert all(str(event["summary"]).startswith("EXAMPLE · INTERNAL · A & B · ") for event in events)
    assert {str(event["location"]) for event in events} == {HOSTILE, "Dos, plaza; BEGIN:VEVENT"}


def test_the_routes_go_from_the_base_to_the_stops_and_back(folder: Path) -> None:
    gpx = gpxpy.parse((folder / "visits.gpx").read_text("utf-8"))
    assert {point.name for point in gpx.waypoints} == {HOSTILE, "Dos, plaza; BEGIN:VEVENT"}
    assert [route.name for route in gpx.routes] == [
        f"EXAMPLE · INTERNAL · {day} · A & B" for day in sorted(set(column(folder / "visits.csv", "day")))
    ]
    for route in gpx.routes:
        ends = [(route.points[at].longitude, route.points[at].latitude) for at in (0, -1)]
        assert ends == [(-95.0, 0.0)] * 2
        assert len(route.points) == 4


def test_every_table_carries_the_stamps(folder: Path) -> None:
    for name in ("visits.csv", "stops.csv"):
        assert set(column(folder / name, "EXAMPLE")) == {"EXAMPLE"}
        assert set(column(folder / name, "INTERNAL")) == {"INTERNAL"}
