"""`alcance continuity` on a straight road of 100 km, driven at 1.5 km a minute: 4 minutes are 6 km."""

import json
from pathlib import Path

import pytest
from doors import column, done, header, layers, refused, rows_of, written
from osm_world import at_km
from toy_study import FACILITY, corridor_geojson, facility, geojson, prepared, road_study, study_inputs, words

FILES = ("continuity.csv", "handover.csv", "added.csv", "access.csv", "result.gpkg", "map.html", "manifest.json")
ASKED = ("--service", "primary", "--cutoff-min", 4, "--km-a-day", 10)


def _borders(folder: Path) -> Path:
    line = [[at_km(50), -0.1], [at_km(50), 0.1]]
    told = {"border_id": "AA-BB", "country_a": "GT", "country_b": "MX"}
    return geojson(folder / "borders.geojson", [(told, "LineString", line)])


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with clinics at km 5 and 95, and a border at km 50."""
    folder = tmp_path_factory.mktemp("road")
    rows = [facility("a", 5), facility("b", 95)]
    return road_study(folder, rows, "--borders", _borders(folder))


def test_what_is_printed_says_where_the_treatment_breaks_and_what_would_help(study: Path, tmp_path: Path) -> None:
    # As in the world drawn in tests/analysis/continuity: sites on days 1, 2, 9 and 10; doses for 3 days, 3 to 5:
    # missed 6 to 8.
    ran = done("continuity", study, *ASKED, "--supply-days", 3, "--out", tmp_path / "out")
    assert ran.out.splitlines() == [
        "Journey: km 0.0 to 100.0 of corridor east (East), 10 km a day: 10 days, supply 3 days",
        "Days without a site in reach: 6",
        "Missed days, no dose left: 3 (if all unknowns were yes: 3)",
        "First missed: day 6, km 60.0",
        "Supply with which no day would be missed: 6 days",
        "Hand-over AA-BB, km 50.0: last before a (day 2), first after b (day 9)",
        "Fewest added sites with which no day is missed: 1 of 10 candidates",
        "One site that helps most: east:40000, km 40.0, saves 3 days",
        "  east:40000, km 40.0, saves 3 days",
        f"Written to {tmp_path / 'out'}: {', '.join(FILES)}",
    ]
    rows = rows_of(tmp_path / "out" / "continuity.csv")
    assert [row["site_id"] for row in rows] == ["a", "a", "", "", "", "", "", "", "b", "b"]
    assert [row["days_since_dose"] for row in rows] == list("0012345600")
    assert [row["missed"] for row in rows].count("yes") == 3
    assert header(tmp_path / "out" / "continuity.csv")[:6] == [
        *("day", "km", "country", "site_id", "days_since_dose", "missed"),
    ]
    assert column(tmp_path / "out" / "handover.csv", "missed_days") == ["3"]
    assert layers(tmp_path / "out" / "result.gpkg") == ["access", "added", "continuity", "handover"]


def test_json_tells_the_same_and_the_manifest_what_was_asked(study: Path, tmp_path: Path) -> None:
    ran = done("continuity", study, *ASKED, "--supply-days", 3, "--out", tmp_path / "out", "--json")
    told = json.loads(ran.out)["continuity"]
    assert told["first_break"] == {"day": 6, "date": "", "km": 60.0, "country": ""}
    figures = ("days", "days_without_site", "missed_days", "needed_supply", "added_fewest")
    assert [told[name] for name in figures] == [10, 6, 3, 6, 1]
    asked = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["plan"]["continuity"]
    assert (asked["supply_days"], asked["km_a_day"], asked["corridor"]) == (3, 10, "east")


def test_the_supply_is_the_usual_one_of_the_service_and_she_walks_as_the_profile_does(
    study: Path, tmp_path: Path
) -> None:
    # 5 km/h for 8 hours: 40 km a day.
    told = json.loads(done("continuity", study, "--out", tmp_path / "out", "--json").out)
    assert (told["question"]["service"], told["continuity"]["supply_days"]) == ("tb_dot", 7)
    assert column(tmp_path / "out" / "continuity.csv", "km") == ["40.000", "80.000", "100.000"]
    for service, days in (("chronic", 30), ("maternal", 28), ("primary", 30)):
        out = done("continuity", study, "--service", service, "--out", tmp_path / "out", "--json").out
        assert json.loads(out)["continuity"]["supply_days"] == days


def test_the_same_question_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        done(
            "continuity",
            study,
            *ASKED,
            "--supply-days",
            2,
            "--rest-days",
            1,
            "--rest-every",
            2,
            "--out",
            tmp_path / name,
        )
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_with_a_first_day_a_clinic_counts_on_the_days_it_is_open(tmp_path: Path) -> None:
    # She sleeps within reach of a (km 5) on both days of 3 km: Sunday 2026-03-01 and Monday 2026-03-02. Hours nobody
    # told are only possible; where it opens on Mondays alone the Sunday has no site.
    head = f"{FACILITY},opening_hours"
    inputs = study_inputs(tmp_path)
    inputs["--facilities"] = written(tmp_path / "hours.csv", [head, facility("a", 5) + ",Mo 09:00-12:00"])
    prepared(tmp_path / "study", *words(inputs))
    asked = ("--service", "primary", "--cutoff-min", 4, "--km-a-day", 3, "--to-km", 6, "--out", tmp_path / "out")
    done("continuity", tmp_path / "study", *asked)
    assert column(tmp_path / "out" / "continuity.csv", "site_id") == ["a", "a"]
    ran = done("continuity", tmp_path / "study", *asked, "--start", "2026-03-01")
    rows = rows_of(tmp_path / "out" / "continuity.csv")
    assert [(row["date"], row["site_id"], row["possible_site_id"]) for row in rows] == [
        ("2026-03-01", "", ""),
        ("2026-03-02", "a", "a"),
    ]
    assert "Hours, visits and holidays count day by day" in ran.out


def test_without_a_first_day_a_visited_clinic_is_only_possible_and_with_one_it_counts_on_its_days(
    tmp_path: Path,
) -> None:
    visit = "2026-03-02,M,1,plaza,09:00,12:00,Plaza," + f"{at_km(5)!r},0"
    head = "day,team,order,site_id,arrive,depart,name,lon,lat"
    rows = [facility("M", 90, kind="mobile_clinic")]
    study = road_study(tmp_path, rows, "--visits", written(tmp_path / "visits.csv", [head, visit]))
    asked = ("--service", "primary", "--cutoff-min", 4, "--km-a-day", 3, "--to-km", 6, "--out", tmp_path / "out")
    ran = done("continuity", study, *asked)
    assert "none for sure: no --start says the day." in ran.out
    table = tmp_path / "out" / "continuity.csv"
    assert (column(table, "site_id"), column(table, "possible_site_id")) == (["", ""], ["M@plaza", "M@plaza"])
    ran = done("continuity", study, *asked, "--start", "2026-03-01")
    assert "says the day" not in ran.out
    assert (column(table, "site_id"), column(table, "possible_site_id")) == (["", "M@plaza"], ["", "M@plaza"])


def test_a_hidden_place_takes_no_part_without_internal(tmp_path: Path) -> None:
    study = road_study(tmp_path, [facility("a", 5, seen="hidden"), facility("b", 95)])
    done("continuity", study, *ASKED, "--out", tmp_path / "out")
    assert b"Ejemplo a" not in b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert set(column(tmp_path / "out" / "continuity.csv", "possible_site_id")) == {"", "b"}
    done("continuity", study, *ASKED, "--internal", "--out", tmp_path / "out")
    assert set(column(tmp_path / "out" / "continuity.csv", "site_id")) == {"a", "", "b"}
    assert set(column(tmp_path / "out" / "added.csv", "INTERNAL")) <= {"INTERNAL"}


def test_it_is_said_plainly_when_all_candidates_are_not_enough(tmp_path: Path) -> None:
    given = written(tmp_path / "candidates.csv", ["site_id,name,lon,lat", f"x,Sitio X,{at_km(45)!r},0"])
    study = road_study(tmp_path, {"a": 5}, "--candidates", given)
    ran = done("continuity", study, *ASKED, "--supply-days", 2, "--out", tmp_path / "out")
    # As by hand: missed 5 to 10, of which x saves 5 to 8.
    assert "Missed days even with all candidates (1): 2; fewest sites that leave as few: 1" in ran.out
    (one, fewest) = rows_of(tmp_path / "out" / "added.csv")
    assert (one["choice"], fewest["choice"]) == ("one", "fewest")
    told = [fewest[name] for name in ("site_id", "name", "km", "day", "missed_days", "missed_days_left")]
    assert told == ["x", "Sitio X", "45.000", "5", "4", "2"]


def test_who_has_not_arrived_is_told_so_and_the_supply_is_of_the_days_looked_at(study: Path, tmp_path: Path) -> None:
    # Sites on days 1 and 2 of 10; the first four days are looked at.
    ran = done("continuity", study, *ASKED, "--days", 4, "--out", tmp_path / "out")
    lines = ran.out.splitlines()
    assert lines[1] == "Not arrived: on day 4, the last looked at, at km 40.0"
    assert "Supply with which no day looked at would be missed: 2 days" in lines
    told = json.loads(done("continuity", study, *ASKED, "--days", 4, "--json", "--out", tmp_path / "out").out)
    assert [told["continuity"][name] for name in ("arrives", "comes_to_km")] == [False, 40.0]
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "By day 4, the last looked at, she has come to 40.0\u00a0km and has not arrived." in page
    assert "El día 4, el último que se mira, ha avanzado hasta 40.0\u00a0km y aún no ha llegado." in page
    assert "A supply of 2 days would be enough for the days looked at." in page
    whole = done("continuity", study, *ASKED, "--days", 10, "--out", tmp_path / "out").out
    assert "Not arrived" not in whole
    assert "has not arrived" not in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_a_way_without_any_site_is_told_as_that(study: Path, tmp_path: Path) -> None:
    # From km 20 to km 80 nothing is within 6 km.
    between = (*ASKED, "--from-km", 80, "--to-km", 20, "--out", tmp_path / "out")
    out = done("continuity", study, *between).out
    assert out.startswith("Journey: km 80.0 to 20.0 of corridor east (East), 10 km a day: 6 days, supply 30 days\n")
    assert "No site anywhere on the way: only doses for all of it would do, 6 days" in out
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "There is no site anywhere on the way: only doses for all of it would do, 6 days." in page
    out = done("continuity", study, *between, "--days", 1, "--supply-days", 1).out
    assert "No site anywhere on the days looked at: only doses for all of it would do, 1 day\n" in out
    assert ": 1 day, supply 1 day\n" in out
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "There is no site anywhere on the days looked at: only doses for all of them do, 1 day." in page
    assert "No dose is missed in 1 day with a supply of 1 day." in page
    assert "En 1 día no falta ninguna dosis con una reserva de 1 día." in page


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--to-km", 101], "--to-km: 101 is not on the corridor. Give a value from 0 to 100.000."),
        (["--from-km", -1], "--from-km: -1 is not on the corridor. Give a value from 0 to 100.000."),
        (["--from-km", "nan"], "--from-km: nan is not on the corridor. Give a value from 0 to 100.000."),
        (["--from-km", 7, "--to-km", 7], "--from-km: begins and ends at km 7. Give a journey: from one km to another"),
        (["--supply-days", 0], "--supply-days: 0 is not a supply. Give the whole days of doses carried when full"),
        (["--supply-days", -3], "--supply-days: -3 is not a supply."),
        (["--supply-days", 2.5], "--supply-days: 2.5 is not a supply."),
        (["--km-a-day", 0], "--km-a-day: 0 km a day are no way to go. Give 0.001 to 1,000."),
        (["--km-a-day", -5], "--km-a-day: -5 km a day are no way to go. Give 0.001 to 1,000."),
        (["--km-a-day", 1e-320], "--km-a-day: 9.99989e-321 km a day are no way to go. Give 0.001 to 1,000."),
        (["--km-a-day", 1001], "--km-a-day: 1001 km a day are no way to go. Give 0.001 to 1,000."),
        (["--km-a-day", 0.001], "--km-a-day: 0.001 km a day take 100,000 days. Give more km a day"),
        (["--rest-days", 1], "--rest-days: says nothing without --rest-every. Give both"),
        (["--rest-every", 6], "--rest-every: says nothing without --rest-days. Give both"),
        (["--rest-days", -1, "--rest-every", 6], "--rest-days: -1 days are none. Give 0 to 3650."),
        (["--corridor", "west"], "--corridor: 'west' is not a corridor of the study. Use one of: east."),
        (["--start", "2026-02-30"], "--start: '2026-02-30' is no date. Write it like 2026-03-02."),
        (["--start", "tomorrow"], "--start: 'tomorrow' is no date. Write it like 2026-03-02."),
        (["--start", "1900-01-01"], "--start: '1900-01-01' is of no year from 2000 to 2100."),
        (["--start", "2100-12-31"], "--start: '2101-01-02' is of no year from 2000 to 2100."),
        (["--start", "9999-12-31", "--days", 2], "--start: '9999-12-31' is of no year from 2000 to 2100."),
        (["--to-km", "nan"], "--to-km: nan is not on the corridor."),
        (["--days", 0], "--days: 0 days are none. Give 1 or more, or leave it out."),
        (["--service", "magic"], "--service: 'magic' is not one it knows."),
    ],
)
def test_a_journey_that_is_none_is_refused_in_one_line(
    study: Path, tmp_path: Path, options: list[object], told: str
) -> None:
    assert refused("continuity", study, *options, "--out", tmp_path / "out").startswith(told)
    assert not (tmp_path / "out").exists()


def test_which_corridor_is_asked_where_there_are_several_and_none_is_said_where_there_is_none(tmp_path: Path) -> None:
    inputs = study_inputs(tmp_path)
    line = [[at_km(0), 0.0], [at_km(100), 0.0]]
    two = [({"corridor_id": each, "name": each}, "LineString", line) for each in ("east", "far")]
    several = inputs | {"--corridors": geojson(tmp_path / "two.geojson", two)}
    prepared(tmp_path / "several", *words(several))
    told = refused("continuity", tmp_path / "several")
    assert told == "--corridor: is needed: the study has several corridors. Use one of: east, far."
    done("continuity", tmp_path / "several", "--corridor", "far")
    del inputs["--corridors"]
    prepared(tmp_path / "none", *words(inputs))
    assert "has no corridor" in refused("continuity", tmp_path / "none")


def test_a_corridor_off_the_roads_is_refused_as_elsewhere(tmp_path: Path) -> None:
    inputs = study_inputs(tmp_path) | {"--corridors": corridor_geojson(tmp_path, name="off.geojson", lat=1.0)}
    prepared(tmp_path / "off", *words(inputs))
    assert "no road open to mode 'drive' within 5 km" in refused("continuity", tmp_path / "off")


def test_a_site_a_scenario_closes_gives_no_dose(study: Path, tmp_path: Path) -> None:
    closed = ["[[facilities]]", 'facility_id = "b"', 'status = "closed"']
    what_if = written(tmp_path / "closed.toml", ['title = {es = "Cerrada", en = "Closed"}', *closed])
    done("continuity", study, *ASKED, "--supply-days", 3, "--scenario", what_if, "--out", tmp_path / "out")
    rows = rows_of(tmp_path / "out" / "continuity.csv")
    # Doses of day 2 last to day 5: five days are missed, 6 to 10.
    assert [row["missed"] for row in rows] == ["no"] * 5 + ["yes"] * 5
    assert {row["scenario"] for row in rows} == {"closed"}
