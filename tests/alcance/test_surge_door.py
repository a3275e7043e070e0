"""`alcance surge` on a straight road of 100 km, driven at 1.5 km a minute: 10 minutes are 15 km."""

import json
import re
from pathlib import Path

import pytest
from doors import done, header, holds, refused, rows_of, written
from osm_world import at_km, straight_road
from toy_study import FACILITY, corridor_geojson, facility, geojson, prepared, road_study

ASKED = ("--cutoff-min", 10, "--need-rate", 1, "--km-a-day", 40)
ONE_PLACE = ("--cohort", 900, "--to-km", 1, "--spread-days", 3)
THROUGH = ("--cohort", 100)  # nights at km 40, 80 and 100
Row = dict[str, str]


def made(folder: Path, corridor: Path) -> Path:
    rows = (
        f"{facility('a', 0)},200,",
        f"{facility('b', 40)},,",
        f"{facility('c', 80)},150,",
        f"{facility('s', 40, kind='shelter', services='shelter', seen='public')},,60",
        f"{facility('h', 100, kind='shelter', services='shelter', seen='hidden')},,40",
    )
    places = written(folder / "places.csv", [f"{FACILITY},capacity_per_day,beds", *rows])
    prepared(folder / "study", "--osm", straight_road(folder), "--facilities", places, "--corridors", corridor)
    return folder / "study"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with clinics at 0, 40 (its room unknown) and 80 km, a shelter at 40 and a hidden one at 100."""
    folder = tmp_path_factory.mktemp("road")
    return made(folder, corridor_geojson(folder))


def asked(study: Path, out: Path, *options: object) -> list[Row]:
    done("surge", study, "--out", out, *options)
    return rows_of(out / "surge.csv")


def of(rows: list[Row], name: str, **where: str) -> list[str]:
    return [row[name] for row in rows if all(row[key] == value for key, value in where.items())]


def test_the_backlog_of_three_days_in_the_file(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path, *ASKED, *ONE_PLACE)
    assert of(rows, "waiting", bound="wait", facility_id="a") == ["100.000", "200.000", "300.000", "100.000", "0.000"]
    assert of(rows, "day", bound="wait") == ["1", "2", "3", "4", "5"]
    assert header(tmp_path / "surge.csv")[:7] == [
        *("day", "facility_id", "arrivals", "served", "waiting", "over_capacity", "bound"),
    ]
    assert [(row["day"], row["bound"]) for row in rows][:3] == [("1", "move_on"), ("1", "wait"), ("2", "move_on")]


def test_what_is_printed(study: Path, tmp_path: Path) -> None:
    # Nobody knows the room of b: its 100 go to c with 100 more, where 150 are served; at km 100 there is nobody.
    ran = done("surge", study, "--out", tmp_path, *ASKED, *THROUGH)
    assert ran.out.splitlines()[:-1] == [
        "Cohort: 100 people, km 0.0 to 100.0 of corridor east (East), 40 km a day: 3 nights",
        "  each needs 1.0000 consultations a day",
        "  no place that counts within reach on 1 of 3 nights",
        "Those not served wait: 200.0 of 300.0 consultations served, 100.0 not",
        "  first over: b Ejemplo b (its room is not known), day 1",
        "  most over: b Ejemplo b (its room is not known), 100.0 not served on day 1",
        "  last day on which anybody is not served at a place: 2",
        "Those not served move on: 150.0 of 300.0 consultations served, 150.0 not",
        "  first over: b Ejemplo b (its room is not known), day 1",
        "  most over: b Ejemplo b (its room is not known), 100.0 not served on day 1",
        "  last day on which anybody is not served at a place: 2",
        "Room nobody knows, counted as none: 1 of 2 places turned to",
    ]
    files = "surge.csv, surge_places.csv, surge_days.csv, surge_nights.csv, access.csv, result.gpkg, map.html"
    assert ran.out.splitlines()[-1] == f"Written to {tmp_path}: {files}, manifest.json"


def test_the_files_account_for_everybody_and_name_each_night(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path, *ASKED, *THROUGH)
    assert of(rows, "room_known", facility_id="b") == ["no", "no"]
    assert of(rows, "waiting", facility_id="", bound="move_on") == ["150.000"]
    for day in rows_of(tmp_path / "surge_days.csv"):
        accounted = sum(float(day[name]) for name in ("served_total", "waiting", "carried", "lost"))
        assert accounted == pytest.approx(float(day["need_total"]))
    nights = rows_of(tmp_path / "surge_nights.csv")
    assert [(row["night"], row["km"], row["facility_id"]) for row in nights] == [
        ("1", "40.000", "b"),
        ("2", "80.000", "c"),
        ("3", "100.000", ""),
    ]
    places = rows_of(tmp_path / "surge_places.csv")
    assert of(places, "worst_waiting", facility_id="c") == ["50.000", "50.000"]


def test_beds_are_asked_for_each_night_and_hidden_ones_only_internally(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path / "all", *THROUGH, "--km-a-day", 40, "--service", "shelter", "--cutoff-min", 10)
    assert of(rows, "waiting", facility_id="s", bound="move_on") == ["40.000"]
    inside = ("--internal", *THROUGH, "--km-a-day", 40, "--service", "shelter", "--cutoff-min", 10)
    rows = asked(study, tmp_path / "internal", *inside)
    assert of(rows, "served", facility_id="h", bound="move_on") == ["40.000"]
    assert {row["INTERNAL"] for row in rows} == {"INTERNAL"}


def test_the_figures_of_a_few_people_sum_to_the_whole(study: Path, tmp_path: Path) -> None:
    # Three people ask for 4 / 365 consultations each on each of 50 days of 2 km: 3 x 50 x 0.010959 = 1.644 in all.
    few = ("--cohort", 3, "--km-a-day", 2, "--cutoff-min", 60)
    rows = asked(study, tmp_path, *few)
    (last,) = [row for row in rows_of(tmp_path / "surge_days.csv") if (row["day"], row["bound"]) == ("50", "wait")]
    assert float(last["need_total"]) == pytest.approx(1.644, abs=0.001)
    accounted = sum(float(row["served"]) for row in rows if row["bound"] == "wait")
    assert accounted == pytest.approx(float(last["served_total"]), abs=0.05)
    assert accounted > 0.1


def test_those_who_stay_are_night_0(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path, *ASKED, *THROUGH, "--standing", 30, "--standing-km", 0)
    assert of(rows, "arrivals", facility_id="a", bound="wait")[0] == "30.000"
    first = rows_of(tmp_path / "surge_nights.csv")[0]
    assert (first["night"], first["km"], first["facility_id"]) == ("0", "0.000", "a")


def test_a_service_nobody_offers_is_answered_and_said(study: Path, tmp_path: Path) -> None:
    ran = done("surge", study, "--out", tmp_path, "--service", "tb_dot", "--cohort", 100)
    assert ran.out.startswith("No usable facility of this study offers 'tb_dot' for sure")
    assert {row["facility_id"] for row in rows_of(tmp_path / "surge.csv")} == {""}


def test_the_summary_as_json_and_the_manifest_name_what_was_asked(study: Path, tmp_path: Path) -> None:
    told = json.loads(done("surge", study, "--out", tmp_path, *ASKED, *ONE_PLACE, "--json").out)
    waiting = {"first_over": ["a"], "first_over_day": 1, "worst": "a", "worst_day": 3, "worst_waiting": 300.0}
    people = {"need": 900.0, "served": 900.0, "unserved": 0.0, "on_the_way": 0.0}
    assert told["surge"]["wait"] == {**people, **waiting, "last_over_day": 4, "last_day": 5}
    assert told["surge"]["move_on"]["unserved"] == 300.0
    plan = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["plan"]["surge"]
    assert (plan["corridor_id"], plan["people"], plan["need_a_day"], plan["standing_m"]) == ("east", 900.0, 1.0, None)


def test_the_same_question_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        asked(study, tmp_path / name, *ASKED, *THROUGH)
    assert holds(tmp_path / "one") == holds(tmp_path / "two")


def test_from_the_larger_to_the_smaller_km_they_travel_back(study: Path, tmp_path: Path) -> None:
    # From km 100 at 40 km a day: nights at km 60, 20 and 0, of which only the last is within 15 km of a place.
    ran = done("surge", study, "--out", tmp_path, *ASKED, *THROUGH, "--from-km", 100, "--to-km", 0)
    assert ran.out.startswith("Cohort: 100 people, km 100.0 to 0.0 of corridor east (East), 40 km a day: 3 nights\n")
    nights = [(row["km"], row["facility_id"]) for row in rows_of(tmp_path / "surge_nights.csv")]
    assert nights == [("60.000", ""), ("20.000", ""), ("0.000", "a")]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--cohort", -5), "--cohort: -5 is no number of people. Give people, from 1 to 100,000,000."),
        (("--cohort", 0), "--cohort: 0 is no number of people. Give people, from 1 to 100,000,000."),
        (("--cohort", "nan"), "--cohort: nan is no number of people. Give people, from 1 to 100,000,000."),
        (("--cohort", "inf"), "--cohort: inf is no number of people. Give people, from 1 to 100,000,000."),
        (("--from-km", -1), "--from-km: -1 is not on the corridor. Give a value from 0 to 100.000."),
        (("--to-km", 101), "--to-km: 101 is not on the corridor. Give a value from 0 to 100.000."),
        (("--cohort", 0.5), "--cohort: 0.5 is no number of people. Give people, from 1 to 100,000,000."),
        (("--cohort", 1e9), "--cohort: 1e+09 is no number of people. Give people, from 1 to 100,000,000."),
        (("--to-km", "nan"), "--to-km: nan is not on the corridor. Give a value from 0 to 100.000."),
        (("--from-km", 7, "--to-km", 7), "--from-km: begins and ends at km 7. Give a journey: from one km to another"),
        (("--km-a-day", 0), "--km-a-day: 0 km a day are no way to go. Give 0.001 to 1,000."),
        (("--km-a-day", -3), "--km-a-day: -3 km a day are no way to go."),
        (("--km-a-day", 1e-320), "--km-a-day: 9.99989e-321 km a day are no way to go. Give 0.001 to 1,000."),
        (("--km-a-day", 1e6), "--km-a-day: 1e+06 km a day are no way to go. Give 0.001 to 1,000."),
        (("--spread-days", 0), "--spread-days: 0 is no number of days. Give 1 to 3650."),
        (("--spread-days", 2**63), "--spread-days: 9223372036854775808 is no number of days. Give 1 to 3650."),
        (("--spread-days", 10**23), f"--spread-days: {10**23} is no number of days. Give 1 to 3650."),
        (("--rest-days", 1), "--rest-days: says nothing without --rest-every. Give both"),
        (("--rest-days", -1, "--rest-every", 2), "--rest-days: -1 days are none. Give 0 to 3650."),
        (
            ("--rest-days", 999999999999, "--rest-every", 1, "--days", 10),
            "--rest-days: 999999999999 days are none. Give 0 to 3650.",
        ),
        (("--need-rate", "nan"), "--need-rate: nan is no number of consultations."),
        (("--need-rate", 1001), "--need-rate: 1001 is no number of consultations. Give how many one person needs"),
        (("--need-rate", 1, "--service", "shelter"), "--need-rate: does not go with --service shelter, of which"),
        (("--standing", 40), "--standing: and `--standing-km` go together. Say how many stay, and where:"),
        (("--standing-km", 4), "--standing: and `--standing-km` go together."),
        (
            ("--standing", -1, "--standing-km", 4),
            "--standing: -1 is no number of people. Give people, from 1 to 100,000,000, or 0.",
        ),
        (("--standing", 0.5, "--standing-km", 4), "--standing: 0.5 is no number of people. Give people, from 1 to"),
        (("--standing", 1e9, "--standing-km", 4), "--standing: 1e+09 is no number of people. Give people, from 1 to"),
        (("--standing", 40, "--standing-km", "nan"), "--standing-km: nan is not on the corridor. Give a value from 0"),
        (("--standing", 40, "--standing-km", 400), "--standing-km: 400 is not on the corridor."),
        (("--days", 0), "--days: 0 is no number of days. Give 1 to 3650."),
        (("--corridor", "west"), "--corridor: 'west' is not one it knows. Use one of: east."),
        (("--service", "tea"), "--service: 'tea' is not one it knows."),
    ],
)
def test_a_wrong_question_is_told_in_one_line(
    study: Path, tmp_path: Path, options: tuple[object, ...], told: str
) -> None:
    assert refused("surge", study, "--out", tmp_path / "out", *options).startswith(told)
    assert not (tmp_path / "out").exists()


def test_of_two_corridors_one_must_be_named(tmp_path: Path) -> None:
    course = {name: [[at_km(a), 0], [at_km(b), 0]] for name, a, b in (("east", 0, 100), ("short", 0, 40))}
    lines = geojson(
        tmp_path / "two.geojson",
        [({"corridor_id": name, "name": name}, "LineString", line) for name, line in course.items()],
    )
    both = made(tmp_path, lines)
    assert refused("surge", both) == "--corridor: the study has 2 corridors. Name one of: east, short."
    asked(both, tmp_path / "out", *ASKED, "--corridor", "short")
    assert len(rows_of(tmp_path / "out" / "surge_nights.csv")) == 1


def test_the_page_tells_the_answer_its_legend_and_its_tables(study: Path, tmp_path: Path) -> None:
    asked(study, tmp_path, *ASKED, *THROUGH)
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "If they move on, 150 of 300 consultations are not served by day 4." in page
    assert "Si siguen su camino, hasta el día 4 quedan sin atender 150 de 300 consultas." in page
    chips = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page.split("</dl>", maxsplit=1)[0])
    english = [[re.sub('<span lang="es">.*?</span>|<.*?>', "", part) for part in chip] for chip in chips]
    assert english[5:] == [
        *(["Corridor", "East"], ["Way", "km 0.0 to 100.0"], ["Km a day", "40"], ["People", "100"]),
        *(["They set out on", "1 day"], ["Each needs", "1.0000 consultations a day"]),
    ]
    assert 'id="surge-caption"' in page
    assert 'id="nights-caption"' in page
    assert "Nobody knows its room: counted as none" in page


def test_the_crowd_of_a_scenario_is_the_one_asked_about_unless_another_is_typed(study: Path, tmp_path: Path) -> None:
    crowd = "[surge]\ncohort = 900\nspread_days = 3\n"
    what_if = written(tmp_path / "crowd.toml", ['title = {es = "Caravana", en = "Caravan"}', *crowd.splitlines()])
    one_place = ("--to-km", 1, "--scenario", what_if)
    rows = asked(study, tmp_path / "one", *ASKED, *one_place)
    assert of(rows, "waiting", bound="wait", facility_id="a") == ["100.000", "200.000", "300.000", "100.000", "0.000"]
    assert {row["scenario"] for row in rows} == {"crowd"}
    rows = asked(study, tmp_path / "typed", *ASKED, *one_place, "--cohort", 600)
    assert of(rows, "waiting", bound="wait", facility_id="a") == ["0.000", "0.000", "0.000"]
    written(tmp_path / "crowd.toml", ['title = {es = "Caravana", en = "Caravan"}', "[surge]", "spread_days = 2.5"])
    assert "'2.5' is not a whole number from 1 to 366" in refused("surge", study, *one_place)


def test_what_only_a_scenario_says_of_the_crowd_is_blamed_on_its_file(study: Path, tmp_path: Path) -> None:
    lines = ["[surge]", "standing_people = 50", "standing_km = 900", "[title]", 'en = "Crowd"']
    far = written(tmp_path / "crowd.toml", lines)
    asked_of = ("surge", study, *ASKED, "--scenario", far, "--out", tmp_path / "out")
    assert refused(*asked_of).startswith(f"{far}, [surge], standing_km: 900 ")
    assert refused(*asked_of, "--standing-km", 800).startswith("--standing-km: 800 ")
    written(far, [line for line in lines if "km" not in line])
    assert refused(*asked_of).startswith(f"{far}, [surge], standing_people: and `--standing-km` go together")
    assert not (tmp_path / "out").exists()


def test_a_place_a_scenario_closes_serves_nobody(study: Path, tmp_path: Path) -> None:
    closed = ["[[facilities]]", 'facility_id = "a"', 'status = "closed"']
    what_if = written(tmp_path / "closed.toml", ['title = {es = "Cerrada", en = "Closed"}', *closed])
    rows = asked(study, tmp_path / "out", *ASKED, *ONE_PLACE, "--scenario", what_if)
    assert "a" not in {row["facility_id"] for row in rows}


def test_what_is_one_is_told_in_the_singular_and_where_all_are_served_that_is_said(study: Path, tmp_path: Path) -> None:
    stay = ("--standing", 1, "--standing-km", 0, "--rest-days", 1, "--rest-every", 2, "--days", 3)
    out = done("surge", study, "--out", tmp_path, *ASKED, "--cohort", 1, "--to-km", 10, *stay).out
    assert out.splitlines()[:4] == [
        "Cohort: 1 person, km 0.0 to 10.0 of corridor east (East), 40 km a day: 1 night",
        "  at km 0.0 on all the days: 1 person",
        "  each needs 1.0000 consultations a day",
        "Those not served wait: all of 3.0 consultations served",
    ]
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "If those not served wait, all of 3 consultations are served by day 2." in page
    assert "Si siguen su camino, hasta el día 2 se atienden todas: 3 consultas." in page
    for told in ("1 person at km 0.0", "1 day after each 2 days on the way", "1 día tras cada 2 días de camino"):
        assert told in page


def test_no_option_is_named_that_the_command_does_not_have(tmp_path: Path) -> None:
    visit = "2026-03-02,M,1,plaza,09:00,12:00,Plaza," + f"{at_km(5)!r},0"
    visits = written(tmp_path / "visits.csv", ["day,team,order,site_id,arrive,depart,name,lon,lat", visit])
    road = road_study(tmp_path, [facility("M", 90, kind="mobile_clinic"), facility("a", 40)], "--visits", visits)
    policy = ['title = {es = "Libre", en = "Free"}', "[[policies]]", 'policy = "no_fee"', 'country = "MX"']
    free = written(tmp_path / "free.toml", [*policy, "from = 2026-06-01"])
    out = done("surge", road, "--out", tmp_path / "out", *ASKED, *THROUGH, "--scenario", free).out
    assert "Mobile clinics at 1 visited sites may count, and none for sure: this answer is of no day." in out
    assert "Policy no_fee in MX: taken as in force, for no day of arrival is told" in out
    assert "--" not in out.replace("without --internal", "").split("Written to")[0]
