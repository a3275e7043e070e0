"""`alcance routes` on a straight road of 100 km, driven at 1.5 km a minute, with a track beside its middle."""

import json
from pathlib import Path

import gpxpy
import pytest
from doors import done, header, layers, refused, rows_of, written
from osm_world import at_km, node, osm_file, straight_road, way
from toy_scenarios import box, scenario
from toy_study import corridor_geojson, facilities_csv, facility, geojson, prepared

ENDS = ("--from", f"{at_km(0)!r},0", "--to", f"{at_km(100)!r},0")


def made(folder: Path, *options: object) -> Path:
    """Make a study with a clinic at 30 km and a hospital at 60; a track of 23 km leads round 40 to 60 km."""
    places = facilities_csv(folder, [facility("a", 30), facility("e", 60, kind="hospital", services="emergency")])
    track = way(2, "41 901 902 61", {"highway": "secondary", "maxspeed": "60", "ref": "M-2"})
    osm = straight_road(folder, node(901, at_km(42), 0.02), node(902, at_km(58), 0.02), track)
    given = ("--osm", osm, "--facilities", places, "--corridors", corridor_geojson(folder))
    prepared(folder / "study", *given, *options)
    return folder / "study"


def danger(folder: Path, rate: float = 0.001) -> Path:
    """Draw an area with a stated rate over the road from 45 to 55 km."""
    ring = [[at_km(km), lat] for km, lat in ((45, -0.01), (55, -0.01), (55, 0.01), (45, 0.01), (45, -0.01))]
    told = {"hazard_id": "h", "name": "Pass", "kind": "stated", "source": "a survey", "rate": rate, "per": "km"}
    return geojson(folder / "hazards.geojson", [(told, "Polygon", [ring])])


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("road")
    return made(folder, "--hazards", danger(folder))


def test_the_way_through_and_the_way_round(study: Path, tmp_path: Path) -> None:
    done("routes", study, *ENDS, "--out", tmp_path, "--weight", "help=0")
    through, round_ = rows_of(tmp_path / "routes.csv")
    assert (through["label"], round_["label"]) == ("fastest", "safest;within_20")
    # 100 km at 1.5 km a minute; ten of them at 0.001 events a km: one event in a hundred, which is a point.
    assert (through["time_min"], through["length_km"]) == ("66.7", "100.000")
    assert float(through["points_stated"]) == pytest.approx(1.0, abs=0.01)
    assert float(through["p_event"]) == pytest.approx(0.00995, abs=1e-4)
    assert (round_["points_stated"], round_["p_event"]) == ("0.000000", "0.000000")
    assert float(round_["time_min"]) > float(through["time_min"])
    # The hospital at 60 km: 60 km without one.
    assert float(through["longest_service_gap_km"]) == pytest.approx(60.0, abs=0.01)
    assert header(tmp_path / "routes.csv")[:10] == [
        *("route_id", "label", "time_min", "exposure", "p_event", "length_km", "unpaved_km", "dark_min"),
        *("longest_service_gap_km", "status"),
    ]


def test_the_files_of_an_answer(study: Path, tmp_path: Path) -> None:
    done("routes", study, *ENDS, "--out", tmp_path, "--depart", "2026-03-03T05:00")
    assert layers(tmp_path / "result.gpkg") == [
        *("check_ins", "curve", "route_crossings", "route_services", "routes", "turns"),
    ]
    first, *_, last = [row for row in rows_of(tmp_path / "turns.csv") if row["route_id"] == "route-1"]
    assert (first["action"], last["action"]) == ("depart", "arrive")
    asked = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["plan"]["routes"]
    assert asked["weights"]["night"] == 1.0
    assert [row["route_id"] for row in rows_of(tmp_path / "curve.csv") if row["route_id"]] == ["route-1", "route-2"]


def test_the_same_question_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        done("routes", study, *ENDS, "--out", tmp_path / out)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_study_without_incidents_says_that_this_is_no_report_and_not_safety(study: Path, tmp_path: Path) -> None:
    out = done("routes", study, *ENDS, "--out", tmp_path).out
    assert "This study has no incidents: that is no report, and no road is safe for it." in out
    assert "Exposure is an index in points, no probability; no report is not safe." in out


def test_in_a_stated_period_one_more_incident_of_whatever_day_never_lowers_a_way(tmp_path: Path) -> None:
    head, period = "incident_id,lon,lat,date,kind,source", ("--since", "2019-01-01", "--until", "2020-12-31")
    rows = [f"i,{at_km(50)!r},0,2019-03-01,x,y"]
    rows += [f"o{n},{at_km(km)!r},0,{day},x,y" for n, (km, day) in enumerate([(10, "1995-01-01"), (90, "2020-05-05")])]
    study = made(tmp_path, "--incidents", written(tmp_path / "incidents.csv", [head, rows[0]]))
    found: list[list[float]] = []
    for n, row in enumerate(rows):
        done("add", study, written(tmp_path / f"{n}.csv", [head, row]), "--table", "incidents")
        told = done("routes", study, *ENDS, *period, "--out", tmp_path / f"out-{n}").out
        found.append([float(row["points_incidents"]) for row in rows_of(tmp_path / f"out-{n}" / "routes.csv")])
    assert found[1] == found[0]
    assert found[2] > found[1]
    line = "Observed, as stated: 2019-01-01 to 2020-12-31. Of other days, not counted: 1; nor are those without a date."
    assert line in told
    asked = json.loads((tmp_path / "out-2" / "manifest.json").read_text("utf-8"))["plan"]["routes"]
    assert asked["hazards"]["observed"] == {"since": "2019-01-01", "until": "2020-12-31"}


SEA = ("--from", f"{at_km(0)!r},0", "--to", f"{at_km(50)!r},2")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (SEA, "--to: has no road open to drive within 5 km. Give a place on land, near a road of this study."),
        ((*ENDS[:2], "--to", ENDS[1]), "--to: is where --from is. Give two places, such as two towns."),
        ((*ENDS, "--weight", "help=-1"), "--weight: -1 is no weight of help. Give a number from 0 (it does not count)"),
        ((*ENDS, "--weight", "help=1", "--weight", "help=2"), "--weight: help has two weights. Give one."),
        ((*ENDS, "--weight", "help"), "--weight: 'help' is no weight. Write it as NAME=X, such as flood=2."),
        ((*ENDS, "--weight", "patrols=1"), "--weight: 'patrols' is no hazard. Use one of: incidents, stated, help"),
        ((*ENDS, "--reporting", 2), "--reporting: 2 is none of its steps. Use 1, 3 or 10."),
        ((*ENDS, "--half-life", 0), "--half-life: 0 is no half-life. Give years, 0.1 at least."),
        ((*ENDS, "--until", "2019-01-01"), "--since: is missing: a period has two ends. Give its first day, then"),
        (
            (*ENDS, "--since", "2018-01-01", "--until", "2019-01-01"),
            "--since: is of incidents, and this study has none. Leave it out, or add them: alcance add STUDY FILE",
        ),
        ((*ENDS, "--service", "taxi"), "--service: 'taxi' is not one it knows. Use one of: primary"),
        ((*ENDS, "--depart", "2026-03-03"), "--depart: '2026-03-03' is no date and time."),
        (("--from", "north", "--to", "1,1"), "--from: 'north' is no place. Write it as LON,LAT in degrees."),
    ],
)
def test_a_wrong_question_is_one_clear_line(study: Path, tmp_path: Path, options: tuple[str, ...], line: str) -> None:
    assert refused("routes", study, *options, "--out", tmp_path / "out").startswith(line)
    assert not (tmp_path / "out").exists()


def test_a_road_that_leads_there_one_way_alone_is_no_way_back(tmp_path: Path) -> None:
    places = facilities_csv(tmp_path, {"a": 0})
    osm = straight_road(
        tmp_path, node(901, at_km(101), 0.0), node(902, at_km(120), 0.0), way(3, "101 901 902", _ONE_WAY)
    )
    prepared(tmp_path / "study", "--osm", osm, "--facilities", places)
    back = ("--from", f"{at_km(119)!r},0", "--to", f"{at_km(0)!r},0")
    assert refused("routes", tmp_path / "study", *back, "--out", tmp_path / "out") == (
        "--to: no way leads there from --from by drive. On the roads of this study none does, whatever is closed: "
        "choose other places."
    )


_ONE_WAY = {"highway": "primary", "oneway": "yes"}


def test_the_walks_at_both_ends_are_told(study: Path, tmp_path: Path) -> None:
    off = ("--from", f"{at_km(0)!r},0.02", "--to", f"{at_km(100)!r},0")
    out = done("routes", study, *off, "--out", tmp_path).out
    assert "The way begins or ends off the road: 2.2 km on foot at the start, 0.0 km at the end." in out


def test_a_place_that_only_a_walk_over_a_land_border_leads_to_is_refused(tmp_path: Path) -> None:
    # The border runs 2.2 km north of the road; the goal lies 3.3 km north of it.
    line = [[at_km(-10), 0.02], [at_km(110), 0.02]]
    told = {"border_id": "A-B", "country_a": "AA", "country_b": "BB"}
    border = geojson(tmp_path / "borders.geojson", [(told, "LineString", line)])
    over = ("--from", f"{at_km(0)!r},0", "--to", f"{at_km(20)!r},0.03")
    assert refused("routes", made(tmp_path, "--borders", border), *over, "--out", tmp_path / "out") == (
        "--to: is reached from the road only on foot over a land border. Give a place on this side, or one that a road "
        "of this study comes near to."
    )


def test_back_along_a_one_way_street_leads_round_the_block(tmp_path: Path) -> None:
    places = facilities_csv(tmp_path, {"a": 0})
    lap = way(3, "101 901 902 101", {"highway": "residential", "oneway": "yes"})
    osm = straight_road(tmp_path, node(901, at_km(101), 0.0), node(902, at_km(101), 0.01), lap)
    prepared(tmp_path / "study", "--osm", osm, "--facilities", places)
    back = ("--from", f"{at_km(100.7)!r},0", "--to", f"{at_km(100.3)!r},0")
    done("routes", tmp_path / "study", *back, "--out", tmp_path / "out")
    (row,) = rows_of(tmp_path / "out" / "routes.csv")
    assert row["label"] == "fastest;safest"


def test_a_place_with_small_roads_alone_has_its_map(tmp_path: Path) -> None:
    street = way(1, "1 2 3", {"highway": "residential"})
    osm = osm_file(tmp_path, *(node(at + 1, at_km(at), 0.0) for at in range(3)), street)
    prepared(tmp_path / "study", "--osm", osm, "--facilities", facilities_csv(tmp_path, {"a": 0}))
    ends = ("--from", f"{at_km(0)!r},0", "--to", f"{at_km(2)!r},0")
    done("routes", tmp_path / "study", *ends, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "map.html").is_file()


HOURS = "Mo-Fr 08:00-18:00; Sa-Su off; PH off"


def over_a_border(folder: Path, hours: str, *, km: float = 20, track: str = "") -> Path:
    """Make the study with a land border across the road, a crossing there, and one on the track where it has hours."""
    line = [[at_km(km), -0.5], [at_km(km), 0.5]]
    told = {"border_id": "A-B", "country_a": "GT", "country_b": "MX"}
    border = geojson(folder / "borders.geojson", [(told, "LineString", line)])
    head = "crossing_id,name,lon,lat,country_from,country_to,hours,delay_min,documents_required"
    places = [("Talismán", 0.0, hours)] + [("El Carmen", 0.02, track)] * bool(track)
    rows = [
        f"{name}-{pair[:2]},{name},{at_km(km)!r},{lat},{pair},{open_},15,unknown"
        for name, lat, open_ in places
        for pair in ("GT,MX", "MX,GT")
    ]
    people = ("demand_id,lon,lat,population,pcode", f"g,{at_km(0)!r},0,1,GT01", f"m,{at_km(100)!r},0,1,MX07")
    crossings = written(folder / "crossings.csv", [head, *rows])
    given = ("--borders", border, "--crossings", crossings, "--demand", written(folder / "demand.csv", people))
    return made(folder, *given)


def test_a_crossing_that_is_closed_when_the_team_gets_there_is_said_loudly(tmp_path: Path) -> None:
    study = over_a_border(tmp_path, HOURS)
    out = done("routes", study, *ENDS, "--out", tmp_path / "out", "--depart", "2026-03-07T19:00").out
    # 20 km at 1.5 km a minute after 19:00 on a Saturday; Monday at eight is 36 h 47 min later.
    assert f"route 1 reaches Talismán about 2026-03-07 19:13, outside its hours ({HOURS})" in out
    assert "It opens 36\u00a0h\u00a047\u00a0min later" in out
    first = rows_of(tmp_path / "out" / "route_crossings.csv")[0]
    assert (first["crossing"], first["open_then"], first["delay_min"]) == ("Talismán", "no", "15.0")
    assert float(first["wait_min"]) == pytest.approx(36 * 60 + 46.7, abs=0.1)
    # By daylight all the way it could be driven, but not over a crossing that is closed all Saturday.
    assert rows_of(tmp_path / "out" / "routes.csv")[0]["leave_by"] == ""
    for page in ("map.html", "print.html"):
        assert "CERRADO A ESA HORA" in (tmp_path / "out" / page).read_text("utf-8")
    done("routes", study, *ENDS, "--out", tmp_path / "day", "--depart", "2026-03-03T09:00")
    assert rows_of(tmp_path / "day" / "route_crossings.csv")[0]["open_then"] == "yes"
    assert rows_of(tmp_path / "day" / "routes.csv")[0]["leave_by"].startswith("2026-03-03T1")
    assert "CERRADO A ESA HORA" not in (tmp_path / "day" / "print.html").read_text("utf-8")


def test_over_a_crossing_that_never_opens_no_way_leads_and_the_border_is_named(tmp_path: Path) -> None:
    told = refused("routes", over_a_border(tmp_path, "off"), *ENDS, "--out", tmp_path / "out")
    assert told == (
        f"--to: no way leads there from --from by drive. The quickest way leads over a land border near 0.0000, "
        f"{at_km(20):.4f}, where within 2 km no formal crossing leads that "
        "way, opens in a week and lets the profile pass: see crossings.csv."
    )


def test_what_a_scenario_closes_is_named_where_it_leaves_no_way(tmp_path: Path) -> None:
    slide = scenario(tmp_path, "slide", box(25, 26))
    told = refused("routes", made(tmp_path), *ENDS, "--out", tmp_path / "out", "--scenario", slide)
    at = told.split(" near ")[1].split(":")[0]
    assert told == (
        f"--to: no way leads there from --from by drive. The quickest way is closed in the scenario near {at}: ask "
        "without it, or see what it closes."
    )
    lat, lon = (float(each) for each in at.split(", "))
    assert lat == 0.0
    assert at_km(24) <= lon <= at_km(26)


def test_an_empty_name_of_a_folder_is_refused(study: Path) -> None:
    assert refused("routes", study, *ENDS, "--out", "") == (
        "--out: is empty. Give a folder, such as results/mine, or leave it out."
    )


def test_a_walk_to_the_road_begins_the_list_and_the_check_ins(study: Path, tmp_path: Path) -> None:
    off = ("--from", f"{at_km(0)!r},0.02", "--to", f"{at_km(100)!r},0")
    done("routes", study, *off, "--out", tmp_path)
    walk, depart, *_ = [row for row in rows_of(tmp_path / "turns.csv") if row["route_id"] == "route-1"]
    assert (walk["action"], walk["at_km"], walk["lat"]) == ("walk", "0.000", "0.020000")
    assert (depart["action"], depart["at_km"], depart["lat"]) == ("depart", walk["next_km"], "0.000000")
    first = rows_of(tmp_path / "check_ins.csv")[0]
    assert (first["at_km"], first["lat"]) == ("0.000", "0.020000")
    gpx = gpxpy.parse((tmp_path / "routes.gpx").read_text("utf-8"))
    assert (gpx.waypoints[0].latitude, gpx.waypoints[0].description) == (0.02, "A pie / On foot")


def test_the_track_begins_at_the_start_and_ends_at_the_goal_and_its_walks_are_segments(
    study: Path, tmp_path: Path
) -> None:
    start, goal = (at_km(0), 0.02), (at_km(100), -0.01)
    ends = [word for end, (lon, lat) in (("--from", start), ("--to", goal)) for word in (end, f"{lon!r},{lat}")]
    done("routes", study, *ends, "--out", tmp_path / "off")
    tracks = gpxpy.parse((tmp_path / "off" / "routes.gpx").read_text("utf-8")).tracks
    assert len(tracks) == 2
    for track, row in zip(tracks, rows_of(tmp_path / "off" / "routes.csv"), strict=True):
        there, road, back = [[(point.longitude, point.latitude) for point in each.points] for each in track.segments]
        assert (there[0], back[-1]) == (pytest.approx(start), pytest.approx(goal))
        assert (there[-1], back[0]) == (road[0], road[-1])
        assert [each.points[0].name for each in track.segments] == ["A pie / On foot", None, "A pie / On foot"]
        # 2.2 km of walk, the road, 1.1 km of walk: the kilometres of the table.
        assert track.length_2d() / 1000 == pytest.approx(float(row["length_km"]), rel=0.005)
    done("routes", study, *ENDS, "--out", tmp_path / "on")
    tracks = gpxpy.parse((tmp_path / "on" / "routes.gpx").read_text("utf-8")).tracks
    assert [len(track.segments) for track in tracks] == [1, 1]


def test_amid_the_piece_of_road_over_a_border_nobody_can_tell_the_side(tmp_path: Path) -> None:
    study = over_a_border(tmp_path, "24/7")
    line = json.loads((study / "borders.geojson").read_text("utf-8"))["features"][0]["geometry"]["coordinates"]
    at = ("--from", f"{line[0][0] + 4e-3!r},0", "--to", f"{at_km(60)!r},0")
    assert refused("routes", study, *at, "--out", tmp_path / "out") == (
        "--from: lies amid the piece of road that leads over a land border. Give a place on one side, such as the town "
        "there."
    )


def test_an_end_near_a_land_border_is_said_to_be_on_a_side_nobody_can_tell(tmp_path: Path) -> None:
    study = over_a_border(tmp_path, "24/7")
    sentence = "lies within 2 km of a land border, whose line is drawn a kilometre off or so"
    near = ("--from", f"{at_km(18.5)!r},0", "--to", ENDS[3])
    assert sentence in done("routes", study, *near, "--out", tmp_path / "out").out
    assert sentence not in done("routes", study, *ENDS, "--out", tmp_path / "out").out


def test_a_team_is_led_over_a_crossing_that_is_open_then_rather_than_to_one_that_is_closed(tmp_path: Path) -> None:
    study = over_a_border(tmp_path, HOURS, km=50, track="24/7")
    out = done("routes", study, *ENDS, "--out", tmp_path / "night", "--depart", "2026-03-07T19:00").out
    passed = rows_of(tmp_path / "night" / "route_crossings.csv")
    assert {(row["crossing"], row["open_then"]) for row in passed} == {("El Carmen", "yes")}
    assert f"Left out, for they are closed when a route gets there: Talismán ({HOURS})" in out
    assert "CLOSED THEN" not in out
    done("routes", study, *ENDS, "--out", tmp_path / "day", "--depart", "2026-03-03T09:00")
    assert rows_of(tmp_path / "day" / "route_crossings.csv")[0]["crossing"] == "Talismán"


def test_who_would_wait_less_than_the_way_over_an_open_crossing_takes_is_told_to_wait(tmp_path: Path) -> None:
    # The road takes 66.7 min, round by the track 70 or so; at 08:00 it opens, and one is there 33.3 min after leaving.
    study = over_a_border(tmp_path, HOURS, km=50, track="24/7")
    out = done("routes", study, *ENDS, "--out", tmp_path / "out", "--depart", "2026-03-03T07:26").out
    assert rows_of(tmp_path / "out" / "route_crossings.csv")[0]["crossing"] == "Talismán"
    assert "CLOSED THEN: route 1 reaches Talismán about 2026-03-03 07:59" in out


IDLE = "Weights that change nothing, for "
NONE_LEFT = "No hazard counts any more: by these weights an exposure of 0 says nothing of the road."
UNKNOWN = f"{IDLE}this study has no data on the hazard: Flood areas. That is no sign of safety."
DRY = f"{IDLE}they count in the wet season alone: Unpaved in the wet season."
NO_HOUR = f"{IDLE}nobody said when the team leaves: Driving in the dark."
GIVEN = ("--weight", "flood=3", "--weight", "unpaved=2", "--weight", "night=2", "--weight", "heat=0")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (GIVEN, [UNKNOWN, DRY, NO_HOUR]),
        ((*GIVEN, "--wet"), [UNKNOWN, NO_HOUR]),
        ((*GIVEN, "--depart", "2026-03-03T18:30"), [UNKNOWN, DRY]),
        (("--weight", "help=2", "--weight", "stated=1"), []),
        ((), []),
    ],
)
def test_weights_that_change_nothing_are_said_and_why(
    study: Path, tmp_path: Path, options: tuple[str, ...], said: list[str]
) -> None:
    told = done("routes", study, *ENDS, *options, "--out", tmp_path).out.splitlines()
    assert [line for line in told if line.startswith(IDLE)] == said
    sheet = (tmp_path / "print.html").read_text("utf-8")
    assert [line in sheet for line in (UNKNOWN, DRY, NO_HOUR)] == [line in said for line in (UNKNOWN, DRY, NO_HOUR)]


@pytest.mark.parametrize(
    ("options", "none_left"),
    [
        ((), True),
        (("--wet",), False),
        (("--wet", "--weight", "unpaved=0"), True),
        (("--depart", "2026-03-03T18:30"), False),
        (("--depart", "2026-03-03T18:30", "--weight", "night=0", "--weight", "heat=0"), True),
    ],
)
def test_where_no_hazard_counts_any_more_that_is_said(
    study: Path, tmp_path: Path, options: tuple[str, ...], *, none_left: bool
) -> None:
    weights = ("--weight", "incidents=0", "--weight", "help=0", "--weight", "stated=0")
    told = done("routes", study, *ENDS, *weights, *options, "--out", tmp_path).out.splitlines()
    assert (NONE_LEFT in told) == none_left
