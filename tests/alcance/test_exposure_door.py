"""`alcance exposure` on a straight road of 100 km, driven at 1.5 km a minute, and on the embedded corridor."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from doors import Ran, done, header, holds, refused, rows_of, written
from osm_world import at_km, straight_road
from toy_study import corridor_geojson, facilities_csv, facility, geojson, prepared

from data.corridor.example import load_example

MISSING_MIGRANTS = "incidents/missing_migrants_corridor_2014_2020.csv"
ASKED = ("--service", "primary", "--cutoff-min", 20)
BY_RATE = ("--weight", "incidents=0", "--weight", "help=0")
INCIDENTS = "incident_id,lon,lat,date,kind,source,location_precision_m"
FLOWS = ["corridor_id,start_km,end_km,people_per_day,source", "east,0,60,100,a count"]


def incidents_csv(folder: Path, *km: float, dates: str = "2019-03-0{n}") -> Path:
    rows = [f"i{n},{at_km(at)!r},0,{dates.format(n=n + 1)},Drowning,El Ejemplo,500" for n, at in enumerate(km)]
    return written(folder / "accounts.csv", [INCIDENTS, *rows])


def rate(folder: Path) -> Path:
    """Draw an area over the road from 45 to 55 km: an event in a thousand km, which are 10 points to 100 km."""
    ring = [[at_km(km), lat] for km, lat in ((45, -0.01), (55, -0.01), (55, 0.01), (45, 0.01), (45, -0.01))]
    told = {"hazard_id": "h", "name": "Pass", "kind": "stated", "source": "a survey", "rate": 0.001, "per": "km"}
    return geojson(folder / "hazards.geojson", [(told, "Polygon", [ring])])


def made(folder: Path, *options: object) -> Path:
    """Make a study with a clinic at 0 km and a hospital for emergencies at 60."""
    places = facilities_csv(folder, [facility("a", 0), facility("e", 60, kind="hospital", services="emergency")])
    given = ("--osm", straight_road(folder), "--facilities", places, "--corridors", corridor_geojson(folder))
    prepared(folder / "study", *given, *options)
    return folder / "study"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with incidents about km 25, flows up to km 60 and a stated rate from 45 to 55."""
    folder = tmp_path_factory.mktemp("road")
    flows = written(folder / "flows.csv", FLOWS)
    incidents = incidents_csv(folder, 24, 25, 26)
    return made(folder, "--flows", flows, "--hazards", rate(folder), "--incidents", incidents)


def column(rows: list[dict[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows]


def test_the_sum_of_a_stated_rate_stands_in_the_file(study: Path, tmp_path: Path) -> None:
    done("exposure", study, *ASKED, *BY_RATE, "--out", tmp_path)
    rows = rows_of(tmp_path / "exposure.csv")
    # Half of the fifth and of the sixth segment lies in the area; help is 15 and 5 km off on average: 10 and 3.3 min.
    assert [float(row["hazard"]) for row in rows] == pytest.approx([0, 0, 0, 0, 5, 5, 0, 0, 0, 0], abs=0.3)
    assert column(rows, "help_min")[4:6] == ["10.0", "3.3"]
    assert float(rows[4]["exposure"]) == pytest.approx(5 * 100 * 10 / 60, rel=0.05)
    assert float(rows[5]["exposure"]) == pytest.approx(5 * 100 * 3.33 / 60, rel=0.05)
    assert column(rows, "rank")[4:6] == ["1", "2"]
    # The clinic is within 30 km up to km 30; past km 85 no place is mapped. A fifth of the six with people are two.
    assert column(rows, "flag") == ["served"] * 3 + ["underserved"] * 6 + ["no_data"]
    assert column(rows, "underserved_and_exposed") == ["no"] * 4 + ["yes"] * 2 + ["unknown"] * 4
    assert column(rows, "people_per_day") == ["100.0"] * 6 + [""] * 4
    assert header(tmp_path / "exposure.csv")[:9] == [
        *("corridor_id", "segment_id", "service", "mode", "profile", "direction", "cutoff_min", "scenario", "rank"),
    ]


def test_no_reports_is_told_apart_and_counts_as_more_than_none(study: Path, tmp_path: Path) -> None:
    done("exposure", study, *ASKED, "--out", tmp_path)
    rows = rows_of(tmp_path / "exposure.csv")
    # The kernel reaches 5 km from the incidents and their 500 m: 18.5 to 31.5 km.
    assert column(rows, "reports") == ["no_reports", "yes", "yes", "yes"] + ["no_reports"] * 6
    rates = [float(row["incidents_per_100km_year"]) for row in rows]
    assert min(rates) > 0
    assert rates.index(max(rates)) == 2
    done("exposure", study, *ASKED, *BY_RATE, "--out", tmp_path / "unweighted")
    unweighted = column(rows_of(tmp_path / "unweighted" / "exposure.csv"), "incidents_per_100km_year")
    assert unweighted == column(rows, "incidents_per_100km_year")
    assert "No reports; counts as" in (tmp_path / "map.html").read_text("utf-8")


def test_more_behind_each_report_is_more_hazard_and_old_reports_count_less(study: Path, tmp_path: Path) -> None:
    one, ten = (tmp_path / name for name in ("one", "ten"))
    done("exposure", study, *ASKED, "--out", one)
    done("exposure", study, *ASKED, "--reporting", 10, "--half-life", 2, "--wet", "--out", ten)
    few, many = (column(rows_of(out / "exposure.csv"), "hazard") for out in (one, ten))
    assert all(float(b) > float(a) for a, b in zip(few, many, strict=True))
    asked = json.loads((ten / "manifest.json").read_text("utf-8"))["plan"]["exposure"]
    assert (asked["reporting"], asked["half_life_years"], asked["wet"]) == (10, 2.0, True)
    assert asked["weights"] == dict.fromkeys(["help", "incidents", "stated", "unpaved"], 1.0)
    assert asked["incidents"]["source"] == "accounts.csv"


OBSERVED = ("--since", "2019-01-01", "--until", "2020-12-31")


def test_a_stated_period_is_told_and_one_more_incident_of_whatever_day_never_lowers_a_segment(
    study: Path, tmp_path: Path
) -> None:
    def asked(name: str, *options: object) -> tuple[list[dict[str, str]], str]:
        out = done("exposure", tmp_path / "study", *ASKED, *options, "--out", tmp_path / name).out
        return rows_of(tmp_path / name / "exposure.csv"), out

    shutil.copytree(study, tmp_path / "study")
    before, unstated = asked("before", *OBSERVED)[0], asked("unstated")[0]
    # Of 1995; at sea, and without a date; then within the period, on the road, of no known precision.
    more = [
        [f"o1,{at_km(75)!r},0,1995-01-01,x,y,500"],
        ["o2,40,2,2019-05-05,x,y,500", f"o3,{at_km(75)!r},0,,x,y,500"],
        [f"o4,{at_km(95)!r},0,2020-05-05,x,y,"],
    ]
    for n, rows in enumerate(more):
        done("add", tmp_path / "study", written(tmp_path / f"{n}.csv", [INCIDENTS, *rows]), "--table", "incidents")
        after, told = asked(f"after-{n}", *OBSERVED)
        for name in ("hazard", "incidents_per_100km_year", "exposure_without_people", "exposure"):
            pairs = zip(column(before, name), column(after, name), strict=True)
            assert all(float(now or 0) >= float(then or 0) for then, now in pairs), (n, name)
        before = after
    # Where nobody states what was observed, the one of 1995 makes it 25 years, and every road a quieter one.
    longer = column(asked("longer")[0], "incidents_per_100km_year")
    few = column(unstated, "incidents_per_100km_year")
    assert all(float(b) < float(a) for a, b in zip(few, longer, strict=True))
    line = "Observed, as stated: 2019-01-01 to 2020-12-31. Of other days, not counted: 1; nor are those without a date."
    page = (tmp_path / "after-2" / "map.html").read_text("utf-8")
    assert told.count(line) == 1
    assert page.count(line) == 2  # in the line beside the map, and in all that must be known
    assert page.count("Observado, según se indicó: del 2019-01-01 al 2020-12-31.") == 2
    period = (before[0]["incidents_from"], before[0]["incidents_to"])
    assert period == ("2019-01-01", "2020-12-31")
    assert (before[0]["incidents_counted"], before[0]["incidents_in_list"]) == ("4", "7")
    given = json.loads((tmp_path / "after-2" / "manifest.json").read_text("utf-8"))["plan"]["exposure"]
    assert given["observed"] == {"since": "2019-01-01", "until": "2020-12-31"}
    assert (given["incidents"]["outside_period"], given["incidents"]["without_date"]) == (1, 1)


def test_what_is_printed(study: Path, tmp_path: Path) -> None:
    ran = done("exposure", study, *ASKED, *BY_RATE, "--out", tmp_path)
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "Segments underserved and among the fifth most exposed: 2 of 10; of 4 nobody knows",
        "Segments with no reports, which is not safe: 7",
    ]
    assert lines[2].startswith("1. east:40000, km 40.0 to 50.0: exposure 8")
    assert lines[2].endswith("10.0 min to emergency care; underserved")
    assert "Exposure is an index that ranks, no number of events; no report is not safe." in lines
    files = "exposure.csv, access.csv, result.gpkg, map.html, manifest.json"
    assert lines[-1] == f"Written to {tmp_path}: {files}"


def test_the_same_question_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    one, two = (tmp_path / name for name in ("one", "two"))
    for out in (one, two):
        done("exposure", study, *ASKED, "--out", out)
    assert holds(one) == holds(two)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--reporting", 2), "--reporting: 2 is none of its steps. Use 1, 3 or 10."),
        (("--weight", "incidents=-1"), "--weight: -1 is no weight of incidents."),
        (("--weight", "patrols=1"), "--weight: 'patrols' is no hazard."),
        (("--weight", "night=1"), "--weight: night is of a drive at some hour, and segments have none."),
        (("--half-life", 0), "--half-life: 0 is no half-life."),
        (("--half-life", 0.09), "--half-life: 0.09 is no half-life. Give years, 0.1 at least."),
        (
            # Unpaved roads are left a weight, but it is the dry season.
            ("--weight", "incidents=0", "--weight", "help=0", "--weight", "stated=0", "--weight", "flood=0"),
            "--weight: no hazard counts any more, so there is nothing to rank.",
        ),
        (("--since", "2019-01-01"), "--until: is missing: a period has two ends. Give its first day, then its last."),
        (("--since", "2019-02-01", "--until", "2019-01-01"), "--until: a period from 2019-02-01 to 2019-01-01 ends"),
        (
            ("--since", "2020-01-01", "--until", "2020-12-31"),
            "--since: no incident is from 2020-01-01 to 2020-12-31. Give days of the list, which runs from 2019-03-01",
        ),
    ],
)
def test_an_option_that_cannot_be_is_said_in_a_line(
    study: Path, tmp_path: Path, options: tuple[object, ...], said: str
) -> None:
    assert refused("exposure", study, *ASKED, *options, "--out", tmp_path / "out").startswith(said)
    assert not (tmp_path / "out").exists()


def test_weights_of_floods_that_change_nothing_are_said_on_the_line_and_beside_the_map(
    study: Path, tmp_path: Path
) -> None:
    idle = "Weights that change nothing, for"
    no_data = f"{idle} this study has no data on the hazard: Flood areas. That is no sign of safety."
    dry = f"{idle} they count in the wet season alone: Unpaved in the wet season."
    weights = ("--weight", "flood=2", "--weight", "unpaved=2", "--weight", "help=2")
    ran = done("exposure", study, *ASKED, *weights, "--out", tmp_path / "dry")
    assert [line for line in ran.out.splitlines() if line.startswith(idle)] == [no_data, dry]
    page = (tmp_path / "dry" / "map.html").read_text("utf-8")
    assert page.count(no_data) == page.count(dry) == 1
    wet = done("exposure", study, *ASKED, *weights, "--wet", "--out", tmp_path / "wet").out
    assert [line for line in wet.splitlines() if line.startswith(idle)] == [no_data]


def test_a_study_without_incidents_or_corridors_is_told_what_to_add(tmp_path: Path) -> None:
    study = made(tmp_path)
    said = "has no incidents, and that is no report of safety. Add them: alcance add STUDY FILE --table incidents."
    assert refused("exposure", study, *ASKED) == f"{study}: {said}"
    done("add", study, incidents_csv(tmp_path, 5), "--table", "incidents")
    (study / "corridors.geojson").unlink()
    text = (study / "study.toml").read_text("utf-8")
    (study / "study.toml").write_text(text.replace('corridors = "corridors.geojson"\n', ""), "utf-8")
    assert "has no corridor" in refused("exposure", study, *ASKED)


def test_incidents_without_dates_are_refused_in_a_line(tmp_path: Path) -> None:
    study = made(tmp_path)
    undated = written(tmp_path / "undated.csv", ["incident_id,lon,lat,kind,source", f"i,{at_km(5)!r},0,x,y"])
    assert "date" in refused("add", study, undated, "--table", "incidents")
    empty = incidents_csv(tmp_path, 5, dates="")
    assert "none of its 1 incidents has a date" in refused("add", study, empty, "--table", "incidents")


@pytest.fixture(scope="module")
def embedded(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Ran]:
    """Return the file of Missing Migrants, and the answer on the embedded corridor with it."""
    file = real_data / MISSING_MIGRANTS
    if not file.is_file():
        pytest.skip(f"no file {MISSING_MIGRANTS} among the real data")
    folder = tmp_path_factory.mktemp("corridor")
    load_example(folder / "study")
    done("add", folder / "study", file, "--table", "incidents")
    ran = done("exposure", folder / "study", "--service", "primary", "--out", folder / "out")
    return file, folder / "out", ran


def test_missing_migrants_are_named_by_source_period_count_and_precision_as_a_minimum_estimate(
    embedded: tuple[Path, Path, Ran],
) -> None:
    file, out, ran = embedded
    page = (out / "map.html").read_text("utf-8")
    counted = "2044 of 2044 in the list, from 2014-01-06 to 2020-01-13. On roads, where they count: 988."
    for text in (page, ran.out):
        assert f"Source of the incidents: {file.name}" in text
        assert f"Reported incidents, a minimum estimate: {counted}" in text
        assert "Of 2044 incidents nobody says how well their place is known: they are spread over 10 km." in text
    assert "una estimación mínima" in page
    short = (
        "Reported incidents, a minimum estimate: 988 on roads of 2044 in the list, 2014-01-06 to 2020-01-13. Of 2044 "
        f"nobody says how well the place is known: taken as 10 km. Source of the incidents: {file.name}"
    )
    assert page.index(short) < page.index('<table id="exposure"') < page.index(counted)
    row = rows_of(out / "exposure.csv")[0]
    told = ("source", "from", "to", "counted", "in_list", "without_precision", "are")
    assert [row[f"incidents_{name}"] for name in told] == [
        *(file.name, "2014-01-06", "2020-01-13", "988", "2044", "2044", "minimum estimate"),
    ]


def test_nothing_of_a_single_incident_of_missing_migrants_stands_in_any_file(embedded: tuple[Path, Path, Ran]) -> None:
    file, out, _ = embedded
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    texts = ("Location Description", "Information Source", "URL", "Location Coordinates")
    # A short one is the name of a town on the map too, and one cause of death is the word for what is ranked here.
    secret = {row[name].strip() for row in rows for name in texts if len(row[name].strip()) > 16}
    secret |= {row["Cause of Death"] for row in rows if len(row["Cause of Death"]) > 6} - {"Exposure"}
    heads = {"Number of Females", "Number of Males", "Number of Children", "Cause of Death", "Web ID", "severity"}
    written_ = {name: data.decode("utf-8", "replace") for name, data in holds(out).items()}
    found = {(name, text) for name, data in written_.items() for text in secret | heads if text in data}
    assert found == set()
    assert len(secret) > 1000
