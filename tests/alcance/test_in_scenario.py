"""A study as a scenario has it: borders, and what keeps two scenarios of one name apart."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from doors import written
from osm_world import at_km
from toy_scenarios import box, scenario
from toy_study import facility, geojson, road_study

from alcance.app.answers import KeptStudy, answer_key
from alcance.opened import Asked, open_question
from analysis.reach import reach
from data.scenario_file import load_scenario

CROSSINGS = "crossing_id,name,lon,lat,country_from,country_to,delay_min,documents_required"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the road of 100 km with a border at 50.5 km and one clinic, at 100 km; a crossing leads east."""
    folder = tmp_path_factory.mktemp("border")
    line = [[at_km(50.5), -1], [at_km(50.5), 1]]
    told = {"border_id": "line", "country_a": "GT", "country_b": "MX"}
    borders = geojson(folder / "borders.geojson", [(told, "LineString", line)])
    crossings = written(folder / "crossings.csv", [CROSSINGS, f"east,East,{at_km(50.5)!r},0,GT,MX,30,unknown"])
    rows = [f"d40,{at_km(40)!r},0,100,GT12", f"d70,{at_km(70)!r},0,50,MX07"]  # the p-code tells the country
    people = written(folder / "demand.csv", ["demand_id,lon,lat,population,pcode", *rows])
    given = ("--demand", people, "--borders", borders, "--crossings", crossings)
    return road_study(folder, [facility("b", 100)], *given)


def times_s(study: Path, profile: str, *rules: str) -> list[list[float]]:
    """Return the seconds from both places with people, as it is and under each rule."""
    asked = Asked("primary", 60.0, None, profile, None, internal=False)
    told = []
    for rule in ("", *rules):
        name = written(study.parent / f"rule_{rule}.toml", [f'border.rule = "{rule}"', '[title]\nen = "Rule"'])
        opened = open_question(study, replace(asked, scenario=str(name) if rule else None))
        assert opened.study.demand is not None
        told.append(reach(opened.study.demand, opened.supply).demand["time_s"].round(3).tolist())
    return told


def test_a_closed_border_stops_and_a_formal_crossing_takes_its_time(study: Path) -> None:
    # 60 and 30 km at 1.5 km a minute: 2,400 and 1,200 s; the crossing takes 30 min.
    base, closed, formal, open_ = times_s(study, "anyone", "closed", "formal", "open")
    assert base == pytest.approx([2400.0, 1200.0], abs=0.5)
    assert closed == [np.inf, base[1]]
    assert formal == pytest.approx([base[0] + 1800.0, base[1]], abs=1e-3)
    assert open_ == base


def test_who_has_no_papers_does_not_pass_where_nobody_knows_what_is_asked(study: Path) -> None:
    asked = Asked("primary", 60.0, None, "paperless", None, internal=False)
    path = written(study.parent / "no_papers.toml", ['border.rule = "formal"', '[title]\nen = "Rule"'])
    (study / "profiles").mkdir()
    written(study / "profiles" / "paperless.toml", ["papers = false", '[title]\nen = "Paperless"'])
    opened = open_question(study, replace(asked, scenario=str(path)))
    assert opened.changed is not None
    told = "Land borders: closed, for no formal crossing is known to let paperless pass"
    assert told in opened.changed.told
    assert np.isinf(opened.supply.network.roads.time_s["drive"]).sum() == 2  # both ways over the border


def test_opening_a_border_never_worsens_a_time(study: Path) -> None:
    _, closed, formal, open_ = (np.array(each) for each in times_s(study, "anyone", "closed", "formal", "open"))
    assert (formal <= closed).all()
    assert (open_ <= formal).all()


def test_two_scenarios_of_one_name_give_two_answers_to_keep(study: Path, tmp_path: Path) -> None:
    plans = []
    for place in (10, 20):
        path = scenario(tmp_path, "flood", box(place, place + 5))
        asked = Asked("primary", 60.0, None, None, None, internal=False, scenario=str(path))
        plans.append(open_question(study, asked).plan)
    kept = KeptStudy(open_question(study, replace(asked, scenario=None)).study, "fingerprint")
    base = replace(plans[0], what_if=None)
    assert len({answer_key(kept, plan, "gaps") for plan in (*plans, base)}) == 3
    assert load_scenario(scenario(tmp_path, "flood", box(10, 15))) == plans[0].what_if


def test_a_scenario_and_its_answer_agree_on_the_roads(study: Path, tmp_path: Path) -> None:
    path = scenario(tmp_path, "flood", box(80.5, 90.5))
    opened = open_question(study, Asked("primary", 60.0, None, None, None, internal=False, scenario=str(path)))
    assert opened.changed is not None
    shut = np.isinf(opened.supply.network.roads.time_s["drive"])
    assert (shut == opened.changed.roads.closed).all()
    assert opened.changed.roads.closed_m == pytest.approx(11_000, abs=20)
