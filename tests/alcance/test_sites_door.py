"""`alcance sites` on a straight road of 100 km, driven at 1.5 km a minute: 30 minutes are 45 km."""

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from doors import done, refused, rows_of, written
from osm_world import at_km
from toy_study import demand_csv, geojson, road_study

PEOPLE = [("p05", 5, 0.0, 100), ("p30", 30, 0.0, 200), ("p60", 60, 0.0, 400), ("p95", 95, 0.0, 50)]
Row = dict[str, str]


def candidates_csv(folder: Path, places: dict[str, float], name: str = "candidates.csv") -> Path:
    rows = (f"{each},Sitio {each},{at_km(km)!r},0" for each, km in places.items())
    return written(folder / name, ["site_id,name,lon,lat", *rows])


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with a clinic at km 0 and sites at 0, 20, 50, 80 and 100 km; people stand along the road."""
    folder = tmp_path_factory.mktemp("road")
    sites = candidates_csv(folder, {"s00": 0, "s20": 20, "s50": 50, "s80": 80, "s99": 100})
    flows = written(
        folder / "flows.csv",
        ["corridor_id,start_km,end_km,people_per_day,source", "east,0,50,40,counted", "east,50,100,80,counted"],
    )
    areas = geojson(
        folder / "areas.geojson",
        [
            ({"area_id": each, "name": each}, "Polygon", [[[a, -1], [b, -1], [b, 1], [a, 1], [a, -1]]])
            for each, a, b in (("west", at_km(-1), at_km(50)), ("far", at_km(50), at_km(101)))
        ],
    )
    options = ("--demand", demand_csv(folder, PEOPLE), "--candidates", sites, "--flows", flows, "--areas", areas)
    return road_study(folder, {"a": 0}, *options)


def asked(study: Path, out: Path, *options: object, cutoff: int = 21) -> list[Row]:
    done("sites", study, "--service", "primary", "--cutoff-min", cutoff, "--out", out, *options)
    return rows_of(out / "sites.csv")


def ids(rows: Iterable[Row]) -> list[str]:
    return [row["site_id"] for row in rows]


def test_every_table_stands_on_the_page_once(study: Path, tmp_path: Path) -> None:
    asked(study, tmp_path, "--count", 1)
    tables = re.findall(r'<table id="([\w-]+)"', (tmp_path / "map.html").read_text("utf-8"))
    assert "sites" in tables
    assert len(tables) == len(set(tables))


def test_the_site_that_brings_most_people_within_the_cutoff(study: Path, tmp_path: Path) -> None:
    # 21 minutes are 31.5 km. The clinic at 0 has those at 5 and 30. A site at 50 or 80 adds the 400 at 60; one at 80 or
    # 100 the 50 at 95: the one at 80 both.
    (site,) = asked(study, tmp_path, "--count", 1)
    assert (site["rank"], site["site_id"], site["name"], site["status"]) == ("1", "s80", "Sitio s80", "optimal")
    assert (site["marginal_population"], site["total_population"], site["removal_loss"]) == ("450.0", "450.0", "450.0")
    assert (site["objective"], site["bound"], site["gap_pct"]) == ("750.0000", "750.0000", "0.0000")
    gained = rows_of(tmp_path / "gains.csv")
    assert [(row["site_id"], row["point_id"], row["people"], row["time_min"]) for row in gained] == [
        ("s80", "p60", "400.0", "13.3"),
        ("s80", "p95", "50.0", "10.0"),
    ]
    assert [row["before_min"] for row in gained] == ["40.0", "63.3"]


def test_the_parts_sum_to_what_the_choice_adds_and_each_loss_to_what_goes_with_it(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path, "--count", 3, cutoff=11)
    before = 100  # the clinic at 0 has those at 5; 11 minutes are 16.5 km
    assert sum(float(row["marginal_population"]) for row in rows) + before == float(rows[0]["objective"])
    for row in rows:
        left = [each for each in ids(rows) if each != row["site_id"]]
        locks = [word for each in left for word in ("--lock", each)]
        again = asked(study, tmp_path / "less", "--count", 2, *locks, cutoff=11)
        assert float(rows[0]["objective"]) - float(again[0]["objective"]) == float(row["removal_loss"])


def test_locking_the_sites_and_adding_one_never_loses_people(study: Path, tmp_path: Path) -> None:
    value, locks = 0.0, list[str]()
    for count in range(1, 6):
        rows = asked(study, tmp_path, "--count", count, *locks, cutoff=11)
        assert float(rows[0]["objective"]) >= value
        value, locks = float(rows[0]["objective"]), [word for each in ids(rows) for word in ("--lock", each)]
    assert {row["locked"] for row in rows} == {"yes", "no"}


@pytest.mark.parametrize(
    ("objective", "best"),
    [
        # With s50: minutes to the nearest of 0 and 50 km for 100, 200, 400 and 50 people.
        ("median", (100 * 5 + 200 * 20 + 400 * 10 + 50 * 45) / 1.5 / 750),
        # With s80: at worst who is at 30 km goes to the clinic at 0.
        ("centre", 20.0),
        # Within 16.5 km of those at 30 is the site at 20, of those at 60 that at 50, of those at 95 one of two.
        ("set", 3.0),
    ],
)
def test_other_aims(study: Path, tmp_path: Path, objective: str, best: float) -> None:
    count = () if objective == "set" else ("--count", 1)
    rows = asked(study, tmp_path, *count, "--objective", objective, cutoff=11)
    assert float(rows[0]["objective"]) == pytest.approx(best, abs=0.05)
    assert rows[0]["bound"] == rows[0]["objective"]


def test_a_floor_gives_a_poor_area_its_site_though_others_would_bring_more(study: Path, tmp_path: Path) -> None:
    # 11 minutes: the best single site is at 50 (400 people); the area west has 100 of 300 within reach of the clinic.
    assert ids(asked(study, tmp_path, "--count", 1, cutoff=11)) == ["s50"]
    with_floor = asked(study, tmp_path, "--count", 2, "--floor", 0.8, cutoff=11)
    assert set(ids(with_floor)) == {"s20", "s50"}
    told = refused("sites", study, "--service", "primary", "--cutoff-min", 11, "--count", 1, "--floor", 0.9)
    assert told == "sites: no choice keeps to all of the number of sites, --floor. Ask for less of one of them."


def test_sites_keep_their_distance_and_their_rules(study: Path, tmp_path: Path) -> None:
    rows = asked(study, tmp_path, "--count", 2, "--spacing-km", 59, "--forbid", "s50", cutoff=11)
    kms = sorted(float(row["lon"]) for row in rows)
    assert "s50" not in ids(rows)
    assert kms[1] - kms[0] >= at_km(59) - at_km(0)
    assert "no choice keeps to all of the number of sites, --spacing-km" in refused(
        "sites", study, "--service", "primary", "--count", 3, "--spacing-km", 60, "--out", tmp_path / "no"
    )
    assert not (tmp_path / "no").exists()


def test_people_on_their_way_count_where_they_are_at_any_one_time(study: Path, tmp_path: Path) -> None:
    # At 5 km/h for 8 hours they walk 40 km a day: on a piece of 10 km are 10 of the 40 who pass in a day, then 20.
    # 11 minutes are 16.5 km: of the pieces the middles at 65, 75, 85 and 95 km are within that of the site at 80.
    rows = asked(study, tmp_path, "--count", 1, "--people", "transit", cutoff=11)
    assert (rows[0]["site_id"], rows[0]["gained_residents"]) == ("s80", "0.0")
    assert float(rows[0]["gained_transit"]) == pytest.approx(20 * 4, rel=0.01)
    both = asked(study, tmp_path, "--count", 1, "--people", "both", cutoff=11)
    assert float(both[0]["gained_transit"]) > 0
    assert float(both[0]["gained_residents"]) > 0


def test_the_next_best_choices_are_told_too(study: Path, tmp_path: Path) -> None:
    asked(study, tmp_path, "--count", 1, "--alternatives", 2, cutoff=11)
    others = rows_of(tmp_path / "alternatives.csv")
    assert [(row["choice"], float(row["objective"])) for row in others] == [("1", 300.0), ("2", 150.0)]
    assert others[0]["site_id"] == "s20"
    assert others[1]["site_id"] in {"s80", "s99"}


def test_room_and_backup(study: Path, tmp_path: Path) -> None:
    (roomy,) = asked(study, tmp_path, "--count", 1, "--objective", "room", "--room", 120, cutoff=11)
    assert float(roomy["objective"]) == 120.0  # nobody knows what the clinic has room for
    (twice,) = asked(study, tmp_path, "--count", 1, "--objective", "backup", cutoff=11)
    assert (twice["site_id"], float(twice["objective"])) == ("s50", (100 + 400) / 2)
    access = asked(study, tmp_path, "--count", 1, "--objective", "access")
    assert float(access[0]["objective"]) <= 750.0


def test_sites_out_of_everybodys_reach_are_listed_with_the_reason(study: Path, tmp_path: Path) -> None:
    far = written(
        tmp_path / "far.csv",
        ["site_id,name,lon,lat", f"near,Cerca,{at_km(60)!r},0", f"sea,Mar,{at_km(60)!r},3"],
    )
    assert ids(asked(study, tmp_path, "--count", 1, "--candidates", far)) == ["near"]
    left = rows_of(tmp_path / "candidates_left_out.csv")
    assert [(row["site_id"], row["reason"]) for row in left] == [("sea", "no road of this mode within 5 km")]


def test_without_a_list_places_junctions_and_shelters_are_the_candidates(tmp_path: Path) -> None:
    bare = road_study(tmp_path, {"a": 0}, "--demand", demand_csv(tmp_path, PEOPLE))
    rows = asked(bare, tmp_path / "out", "--count", 1, cutoff=11)
    assert rows[0]["site_id"] == "place:p60"


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    made = []
    for seed in (0, 1):
        folder = tmp_path / str(seed)
        folder.mkdir()
        luck = np.random.default_rng(seed)
        places = [(f"c{km}", km) for km in range(0, 100, 7)]
        luck.shuffle(places)
        people = [(f"d{km}", km, 0.0, 10 + km % 40) for km in range(0, 100, 3)]
        luck.shuffle(people)
        clinics = {"a": 0, "b": 41} if seed else {"b": 41, "a": 0}
        sites = candidates_csv(folder, dict(places))
        bare = road_study(folder, clinics, "--demand", demand_csv(folder, people), "--candidates", sites)
        asked(bare, folder / "out", "--count", 3, "--alternatives", 2, cutoff=5)
        made.append([(folder / "out" / f"{name}.csv").read_bytes() for name in ("sites", "gains", "alternatives")])
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--count", 6), "--count: 6 sites from 5 candidates. Ask for at most 5, or add candidates."),
        (("--count", 0), "--count: 0 is no number of new sites. Ask for 1 or more."),
        (("--objective", "best"), "--objective: 'best' is not one it knows. Use one of: cover, access, backup, room,"),
        (("--people", "all"), "--people: 'all' is not one it knows. Use one of: residents, transit, both."),
        (("--count", 2, "--objective", "set"), "--count: goes with every `--objective` but `set`, which says how"),
        (("--lock", "s1"), "--lock s1: is no candidate. Use an id of the list of candidates."),
        (
            ("--count", 2, "--lock", "s50", "--forbid", "s50"),
            "locked: a site is both locked and forbidden.",
        ),
        (("--floor", "2"), "--floor: 2 is no share of people. Give a share from 0 to 1."),
        (("--objective", "room"), "--room: and `--objective room` go together."),
        (("--room", "9"), "--room: and `--objective room` go together."),
        (("--spacing-km", "nan"), "--spacing-km: nan is no distance. Give kilometres, 0 or more."),
        (("--seconds", "-1"), "--seconds: -1 is no time. Give seconds, 0 or more."),
        (("--alternatives", "-1"), "--alternatives: -1 is no number of choices. Give 0 or more."),
    ],
)
def test_a_wrong_question_is_told_in_one_line(
    study: Path, tmp_path: Path, options: tuple[object, ...], told: str
) -> None:
    out = tmp_path / "out"
    assert refused("sites", study, "--service", "primary", "--out", out, *options).startswith(told)
    assert not out.exists()


def test_no_candidate_in_reach_and_two_with_one_id_are_told_in_one_line(study: Path, tmp_path: Path) -> None:
    far = written(tmp_path / "far.csv", ["site_id,name,lon,lat", f"sea,Mar,{at_km(60)!r},3"])
    told = refused("sites", study, "--service", "primary", "--candidates", far, "--count", 1, "--out", tmp_path / "o")
    assert told.startswith("candidates: nobody can get to any of the 1 in time. Add candidates near the roads")
    twice = written(tmp_path / "twice.csv", ["site_id,name,lon,lat", *(f"s,Uno,{at_km(km)!r},0" for km in (1, 60))])
    told = refused("sites", study, "--service", "primary", "--candidates", twice, "--count", 1, "--out", tmp_path / "o")
    assert "'s' is the id of two sites. Give each its own." in told


def test_the_summary_as_json_and_the_manifest_name_what_was_asked(study: Path, tmp_path: Path) -> None:
    file = candidates_csv(tmp_path, {"x": 60})
    out = tmp_path / "out"
    ran = done("sites", study, "--service", "primary", "--count", 1, "--candidates", file, "--out", out, "--json")
    told = json.loads(ran.out)
    assert told["rows"]["sites"] == 1
    assert told["sites"] == {"aim": "cover", "status": "optimal", "objective": 750.0, "bound": 750.0, "gap_pct": 0.0}
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert (manifest["plan"]["sites"]["count"], manifest["plan"]["sites"]["objective"]) == (1, "cover")
    assert "candidates: candidates.csv" in manifest["inputs"]


def test_a_hostile_name_is_shown_as_text(study: Path, tmp_path: Path) -> None:
    bad = written(
        tmp_path / "bad.csv", ["site_id,name,lon,lat", f"<b>,</script><script>alert(1)</script>,{at_km(60)!r},0"]
    )
    asked(study, tmp_path / "out", "--count", 1, "--candidates", bad)
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    with (tmp_path / "out" / "sites.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["site_id"] == "<b>"


def test_an_earlier_answers_sites_are_candidates_again_whatever_other_columns_they_have(
    study: Path, tmp_path: Path
) -> None:
    asked(study, tmp_path / "first", "--count", 3)
    again = asked(study, tmp_path / "again", "--count", 1, "--candidates", tmp_path / "first" / "sites.csv")
    assert ids(again) == ["s80"]


def test_no_site_is_needed_where_everybody_in_reach_has_one(tmp_path: Path) -> None:
    near = demand_csv(tmp_path, [("p05", 5, 0.0, 100)])
    bare = road_study(tmp_path, {"a": 0}, "--demand", near, "--candidates", candidates_csv(tmp_path, {"s": 20}))
    done("sites", bare, "--service", "primary", "--objective", "set", "--out", tmp_path / "out")
    assert rows_of(tmp_path / "out" / "sites.csv") == []
    assert "No new site is needed" in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_no_table_of_an_earlier_question_stays_beside_an_answer(study: Path, tmp_path: Path) -> None:
    asked(study, tmp_path, "--count", 1, "--alternatives", 2)
    assert rows_of(tmp_path / "alternatives.csv")
    asked(study, tmp_path, "--count", 1)
    assert rows_of(tmp_path / "alternatives.csv") == []


def test_who_forbids_a_site_out_of_reach_has_what_they_want(study: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "far.csv", ["site_id,lon,lat", f"near,{at_km(60)!r},0", f"sea,{at_km(60)!r},3"])
    rows = asked(study, tmp_path / "out", "--count", 1, "--candidates", file, "--forbid", "sea")
    assert ids(rows) == ["near"]
