"""`alcance scenarios`: the study as it is and each scenario side by side, and the segments that differ."""

import json
from pathlib import Path

import pytest
from doors import done, header, holds, layers, refused, rows_of
from osm_world import at_km
from toy_scenarios import ASK, NEW, box, scenario
from toy_study import demand_csv, facility, road_study

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a road of 100 km driven at 1.5 km a minute, a clinic at each end, and people at 20 and 60 km."""
    folder = tmp_path_factory.mktemp("scenarios")
    people = demand_csv(folder, [("d20", 20, 0.0, 100), ("d60", 60, 0.0, 50)])
    return road_study(folder, [facility("a", 0), facility("b", 100)], "--demand", people)


@pytest.fixture(scope="module")
def out(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is written of two scenarios: the road is closed from 9 to 31 km; a clinic opens at 50 km."""
    folder = tmp_path_factory.mktemp("asked")
    flood = scenario(folder, "flood", "illustration = true", box(9.5, 30.5))
    clinic = scenario(folder, "clinic", f'[[facilities]]\nfacility_id = "n"\nlon = {at_km(50)!r}\n{NEW}')
    ran = done("scenarios", study, *ASK, "--scenario", flood, "--scenario", clinic, "--out", folder / "out")
    (folder / "told.txt").write_text(ran.out, "utf-8")
    return folder / "out"


def of(rows: Rows, **asked: str) -> Rows:
    return [row for row in rows if all(row[name] == value for name, value in asked.items())]


def test_each_unit_stands_as_it_is_and_in_each_scenario_in_the_order_asked(out: Path) -> None:
    rows = rows_of(out / "scenarios.csv")
    assert [(row["unit_kind"], row["unit_id"], row["scenario"]) for row in rows] == [
        (kind, unit, name)
        for kind, unit in (("all", "all"), ("corridor", "east"))
        for name in ("base", "flood", "clinic")
    ]


def test_the_figures_are_those_of_the_answers_themselves_and_the_differences_theirs(
    study: Path, out: Path, tmp_path: Path
) -> None:
    rows = rows_of(out / "scenarios.csv")
    for name in ("base", "flood", "clinic"):
        asked = () if name == "base" else ("--scenario", out.parent / f"{name}.toml")
        done("gaps", study, *ASK, *asked, "--out", tmp_path / name)
        done("coverage", study, *ASK, *asked, "--out", tmp_path / f"{name} people")
        (corridor,) = rows_of(tmp_path / name / "corridors.csv")
        (mine,) = of(rows, unit_kind="corridor", scenario=name)
        (before,) = of(rows, unit_kind="corridor", scenario="base")
        for column in ("length_km", "longest_gap_km", "km_served", "km_underserved", "km_no_data", "km_beyond"):
            assert mine[column] == corridor[column]
            if column != "length_km":
                assert float(mine[f"diff_{column}"]) == pytest.approx(float(mine[column]) - float(before[column]))
        (everyone,) = of(rows_of(tmp_path / f"{name} people" / "coverage.csv"), unit_kind="all")
        assert of(rows, unit_kind="all", scenario=name)[0]["covered_nearest"] == everyone["covered_nearest"]
    # At 20 km the nearest is 13.3 min off, at 60 km 26.7 min; a clinic at 50 km brings those in 6.7 min.
    assert [row["covered_nearest"] for row in of(rows, unit_kind="all")] == ["100", "0", "150"]
    assert [row["diff_covered_nearest"] for row in of(rows, unit_kind="all")] == ["0", "-100", "50"]


def test_each_segment_that_differs_is_told_before_and_after(out: Path) -> None:
    rows = rows_of(out / "changes.csv")
    told = ("start_km", "change", "before_min", "after_min", "difference_min", "before_facility", "after_facility")
    flood = [tuple(row[name] for name in told) for row in of(rows, scenario="flood")]
    # Closed from 9 to 31 km: the last kilometre of the first segment, and all of the next two. From 30 to 70 km no
    # place is mapped within 25 km: nobody knows before or after.
    assert flood == [
        ("0.000", "slower", "3.3", "3.3", "0.0", "a", "a"),
        ("10.000", "became_underserved", "10.0", "", "", "a", ""),
        ("20.000", "became_underserved", "16.7", "", "", "a", ""),
    ]
    clinic = {
        row["start_km"]: (row["change"], row["before_min"], row["after_min"]) for row in of(rows, scenario="clinic")
    }
    assert clinic["40.000"] == ("became_served", "30.0", "3.3")
    assert clinic["50.000"] == ("became_served", "30.0", "3.3")


def test_what_is_printed_says_what_each_comes_to(out: Path) -> None:
    told = (out.parent / "told.txt").read_text("utf-8").splitlines()
    assert told[:3] == [
        "Scenario flood: Try, an illustration and no forecast",
        "Roads closed to mode drive: 22.0 km",
        "  Segments: became underserved 2, slower 1",
    ]
    assert "  all all: people in time 0 (-100)" in told
    assert "  all all: people in time 150 (+50)" in told
    assert told[-2:] == [
        "Stamped ILLUSTRATION",
        f"Written to {out}: scenarios.csv, changes.csv, result.gpkg, map.html, manifest.json",
    ]


def test_everything_says_that_one_of_them_is_an_illustration(out: Path) -> None:
    assert header(out / "scenarios.csv")[-1] == header(out / "changes.csv")[-1] == "ILLUSTRATION"
    assert layers(out / "result.gpkg") == ["changes", "scenarios"]
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert (manifest["stamps"], [each["name"] for each in manifest["scenarios"]]) == (
        ["ILLUSTRATION"],
        ["flood", "clinic"],
    )
    assert "ILUSTRACIÓN" in (out / "map.html").read_text("utf-8")


def test_the_map_tells_each_change_in_a_table_and_a_legend_of_those_there_are(out: Path) -> None:
    page = (out / "map.html").read_text("utf-8")
    for words in (
        "Quedó sin servicio suficiente",
        "Pasó a atendido",
        "Sin cambio del servicio más cercano",
        r"10\u00a0% of it beyond",  # of the first segment the last kilometre is under water, its middle is not
        "Try</span> (flood)",  # both are called Try
        "Try</span> (clinic)",
        "Brecha más larga en East: ",
        "Caminos cerrados; sombreada: el área dibujada",
    ):
        assert words in page
    assert "Ya no se sabe" not in page
    assert page.count('data-key="change:flood:') == 3
    assert "Como está" in page


def test_the_same_question_gives_the_same_bytes(study: Path, out: Path, tmp_path: Path) -> None:
    asked = [word for name in ("flood", "clinic") for word in ("--scenario", out.parent / f"{name}.toml")]
    done("scenarios", study, *ASK, *asked, "--out", tmp_path / "again")
    assert holds(tmp_path / "again") == holds(out)


def test_a_study_without_people_is_compared_by_its_corridors_alone(tmp_path: Path) -> None:
    bare = road_study(tmp_path, {"a": 0, "b": 100})
    flood = scenario(tmp_path, "flood", box(9.5, 30.5))
    done("scenarios", bare, *ASK, "--scenario", flood, "--out", tmp_path / "out")
    assert {row["unit_kind"] for row in rows_of(tmp_path / "out" / "scenarios.csv")} == {"corridor"}


def test_a_scenario_that_changes_nothing_is_said_to(study: Path, tmp_path: Path) -> None:
    nothing = scenario(tmp_path, "nothing", "")
    ran = done("scenarios", study, *ASK, "--scenario", nothing, "--out", tmp_path / "out")
    assert "  Segments: none differs\n" in ran.out
    assert "it changes nothing along the corridors." in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_no_scenario_and_one_given_twice_are_refused(study: Path, tmp_path: Path) -> None:
    assert refused("scenarios", study, *ASK) == (
        "--scenario: is not given. Give one or several of: floods_tabasco, storm_chiapas; or a TOML file."
    )
    flood = scenario(tmp_path, "flood", box(9, 31))
    assert refused("scenarios", study, *ASK, "--scenario", flood, "--scenario", flood) == (
        "--scenario: 'flood' is given twice. Give each once, under a name of its own."
    )


def test_json_says_the_same(study: Path, out: Path, tmp_path: Path) -> None:
    asked = ("--scenario", out.parent / "flood.toml", "--json", "--out", tmp_path / "out")
    summary = json.loads(done("scenarios", study, *ASK, *asked).out)
    (told,) = summary["scenarios"]
    assert told["segments"] == {
        "became_underserved": 2,
        "slower": 1,
        "faster": 0,
        "became_served": 0,
        "became_no_data": 0,
    }
    assert [row["unit_id"] for row in told["differs"]] == ["all", "east"]
