"""The door that says who near a land border is beyond reach: a road of 100 km driven at 1.5 km a minute."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from doors import column, done, header, layers, refused, rows_of, written
from osm_world import at_km, straight_road
from toy_study import facilities_csv, geojson, prepared

ASKED = ("--service", "primary", "--cutoff-min", "20")
# The border of Guatemala and Mexico stands upright at km 50; the clinic is beyond it at km 60.
CLINIC = {"m": 60.0}


# 100 people 10 km and 30 people 19 km west of the border, 7 people beyond it.
PEOPLE = (("g1", 40, 0, 100, "GT01"), ("g2", 31, 0, 30, "GT01"), ("m1", 55, 0, 7, "MX07"))


def _study(
    folder: Path,
    *options: object,
    km: float = 50.2,
    north: float = 0.03,
    people: Sequence[tuple[str, float, float, int, str]] = PEOPLE,
) -> Path:
    line = [[at_km(km), north], [at_km(km), -0.03]]
    told = {"border_id": "GT-MX", "country_a": "GT", "country_b": "MX"}
    borders = geojson(folder / "borders.geojson", [(told, "LineString", line)])
    osm, clinics = straight_road(folder), facilities_csv(folder, CLINIC)
    rows = [f"{each},{at_km(at)!r},{lat},{count},{code}" for each, at, lat, count, code in people]
    demand = written(folder / "demand.csv", ["demand_id,lon,lat,population,pcode", *rows])
    prepared(
        folder / "study", "--osm", osm, "--facilities", clinics, "--demand", demand, "--borders", borders, *options
    )
    return folder / "study"


def _forget(study: Path, noun: str) -> None:
    """Take a table out of a study."""
    next(study.glob(f"{noun}.*")).unlink()
    lines = (study / "study.toml").read_text("utf-8").splitlines()
    written(study / "study.toml", [line for line in lines if not line.startswith(f"{noun} =")])


def _crossings(folder: Path, *rows: str) -> Path:
    head = "crossing_id,name,lon,lat,country_from,country_to,hours,delay_min,documents_required"
    return written(folder / "crossings.csv", [head, *rows])


def _figures(path: Path, side: str, km: str) -> list[tuple[str, str, str, str]]:
    return [
        (row["rule"], row["people"], row["people_beyond"], row["gain_min"])
        for row in rows_of(path)
        if (row["side"], row["buffer_km"]) == (side, km)
    ]


def test_the_door_tells_each_side_under_each_rule(tmp_path: Path) -> None:
    crossing = f"x,Paso,{at_km(50)!r},0,GT,MX,,3,no"
    study = _study(tmp_path, "--crossings", _crossings(tmp_path, crossing))
    ran = done("borders", study, *ASKED, "--out", tmp_path / "out")
    lines = ran.out.splitlines()
    # Formally g1 takes 20 / 1.5 + 3 = 16.3 min, g2 29 / 1.5 + 3 = 22.3; open g2 takes 19.3.
    assert lines[0] == "Border GT-MX, side GT: 130 people within 25 km; beyond the cutoff closed 130, formal 30, open 0"
    assert lines[1] == "Border GT-MX, side MX: 7 people within 25 km; beyond the cutoff closed 0, formal 0, open 0"
    assert lines[2] == "Open is a bound: nobody is ever sent over a border away from a formal crossing."
    assert lines[3] == "No crossing of the list leads from MX to GT; a crossing both ways is two rows (crossings.csv)."
    assert len(lines) == 5
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "No crossing of the list leads from MX to GT." in page
    assert "Ningún cruce de la lista lleva de MX a GT." in page
    table = tmp_path / "out" / "borders.csv"
    agreed = "piece_id,border_id,side,buffer_km,rule,service,people,people_beyond,gain_min"
    assert ",".join(header(table)[:9]) == agreed
    assert _figures(table, "GT", "25") == [
        ("closed", "130.0", "130.0", ""),
        ("formal", "130.0", "30.0", ""),
        ("open", "130.0", "0.0", ""),
    ]
    assert _figures(table, "GT", "5") == [(rule, "0.0", "0.0", "") for rule in ("closed", "formal", "open")]
    assert _figures(table, "MX", "5") == [(rule, "7.0", "0.0", "0.0") for rule in ("closed", "formal", "open")]
    assert set(column(table, "piece_id")) == {"GT-MX:0"}
    assert set(column(table, "status")) == {"beyond", "no_people", "reached"}
    assert "borders" in layers(tmp_path / "out" / "result.gpkg")


def test_the_map_says_that_an_open_border_is_a_bound_and_draws_no_data_apart(tmp_path: Path) -> None:
    study = _study(tmp_path)
    done("borders", study, *ASKED, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "An open border is a bound, not a way" in page
    assert "La frontera abierta es una cota" in page
    assert "GT 130 \u00b7 MX 0" in page
    assert '"dashArray": "2 9"' not in page
    far = tmp_path / "far"
    far.mkdir()
    # A border 40 km west of the only clinic: nobody has looked there.
    done("borders", _study(far, km=20.2), *ASKED, "--out", far / "out")
    assert set(column(far / "out" / "borders.csv", "status")) == {"no_data"}
    assert '"dashArray": "2 9"' in (far / "out" / "map.html").read_text("utf-8")


def test_a_state_whose_letters_are_a_country_s_makes_no_side(tmp_path: Path) -> None:
    study = _study(tmp_path, people=[*PEOPLE[:2], ("m1", 55, 0, 7, "CHIS-019")])
    lines = done("borders", study, *ASKED, "--out", tmp_path / "out").out.splitlines()
    # By the road it stands on the place beyond the border, of 7 people, is Mexico's.
    assert [line.split(":")[0] for line in lines[:3]] == [
        "Border GT-MX, side GT",
        "Border GT-MX, side MX",
        "Open is a bound",
    ]
    assert lines[1].startswith("Border GT-MX, side MX: 7 people")


def test_what_keeps_formal_closed_is_said(tmp_path: Path) -> None:
    ran = done("borders", _study(tmp_path), *ASKED, "--out", tmp_path / "out")
    assert "No formal crossing is known (crossings.csv), so formal is closed." in ran.out
    papers = tmp_path / "papers"
    papers.mkdir()
    rows = f"x,Paso,{at_km(50)!r},0,GT,MX,,3,unknown", f"y,Lejos,{at_km(90)!r},0,GT,MX,,3,unknown"
    study = _study(papers, "--crossings", _crossings(papers, *rows))
    ran = done("borders", study, *ASKED, "--profile", "without_documents", "--out", papers / "out")
    assert "No crossing is known to let without_documents pass, so formal is closed." in ran.out
    assert "Crossings without a road over the border within 2 km, which count nowhere: y\n" in ran.out


def test_the_summary_tells_the_figures_too(tmp_path: Path) -> None:
    ran = done("borders", _study(tmp_path), *ASKED, "--out", tmp_path / "out", "--json")
    told = json.loads(ran.out)["borders"]
    assert told[0] == {
        "border_id": "GT-MX",
        "side": "GT",
        "people": 130.0,
        "people_no_data": 0.0,
        "beyond_closed": 130.0,
        "beyond_formal": 130.0,
        "beyond_open": 0.0,
        "gain_a_way": 0.0,
    }


def test_people_where_nobody_knows_are_told_apart(tmp_path: Path) -> None:
    # The border stands at km 20.2, 40 km off the only clinic: who lives on its western side is not said.
    study = _study(tmp_path, km=20.2, people=[*PEOPLE[:2], ("far", 10, 0, 500, "GT01")])
    lines = done("borders", study, *ASKED, "--out", tmp_path / "out").out.splitlines()
    assert lines[:2] == [
        "Border GT-MX, side GT: 630 people within 25 km, where nobody knows (no data)",
        "Border GT-MX, side MX: no people known within 25 km",
    ]
    told = json.loads(done("borders", study, *ASKED, "--out", tmp_path / "out", "--json").out)["borders"]
    figures = [[row[name] for name in ("people", "people_no_data", "beyond_formal")] for row in told]
    assert figures == [[630, 630, None], [0, 0, None]]


def test_of_a_side_partly_known_the_others_are_counted(tmp_path: Path) -> None:
    # The border runs up to 66 km north of the road: at its northern end no clinic is near.
    study = _study(tmp_path, north=0.6, people=[*PEOPLE, ("north", 49, 0.5, 500, "GT01")])
    lines = done("borders", study, *ASKED, "--out", tmp_path / "out").out.splitlines()
    assert lines[0] == (
        "Border GT-MX, side GT: 630 people within 25 km, 500 of them where nobody knows (no data); "
        "of the others beyond the cutoff closed 130, formal 130, open 0"
    )


def test_every_part_of_the_page_stands_there_once(tmp_path: Path) -> None:
    done("borders", _study(tmp_path), *ASKED, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert re.findall('<table id="([a-z-]+)"', page) == ["border-sides", "borders", "facilities"]


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    study = _study(tmp_path)
    for name in ("one", "two"):
        done("borders", study, *ASKED, "--out", tmp_path / name)
    for file in sorted(path.name for path in (tmp_path / "one").iterdir()):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_a_study_without_people_or_without_a_border_near_is_refused_in_one_line(tmp_path: Path) -> None:
    study = _study(tmp_path, km=3_000.0)
    told = "no land border is known within 50 km of the study's roads"
    assert told in refused("borders", study, *ASKED, "--out", tmp_path / "out")
    _forget(study, "borders")
    assert told in refused("borders", study, *ASKED, "--out", tmp_path / "out")
    _forget(study, "demand")
    assert "has no demand points" in refused("borders", study, *ASKED, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("asked", [("--cutoff-min", "0"), ("--mode", "swim"), ("--profile", "nobody")])
def test_a_question_it_cannot_understand_is_refused_in_one_line(tmp_path: Path, asked: tuple[str, str]) -> None:
    assert asked[0] in refused("borders", _study(tmp_path), "--service", "primary", *asked)


def test_a_scenario_is_laid_under_the_three_rules_but_may_set_none_of_its_own(tmp_path: Path) -> None:
    study = _study(tmp_path)
    slow = written(tmp_path / "slow.toml", ['title = {es = "Lento", en = "Slow"}', "[[speeds]]", "factor = 0.5"])
    done("borders", study, *ASKED, "--scenario", slow, "--out", tmp_path / "slow")
    done("borders", study, *ASKED, "--out", tmp_path / "base")
    more = [
        [float(row["people_beyond"]) for row in rows_of(tmp_path / name / "borders.csv")] for name in ("base", "slow")
    ]
    assert all(slow >= base for base, slow in zip(*more, strict=True))
    assert sum(more[1]) > sum(more[0])
    rule = written(tmp_path / "rule.toml", ['title = {es = "Cierre", en = "Shut"}', "[border]", 'rule = "closed"'])
    told = refused("borders", study, *ASKED, "--scenario", rule, "--out", tmp_path / "rule")
    assert told.startswith("--scenario: sets a rule for borders, and here all three are tried.")
