"""The app's routes are those of the command line and can be called off; places of one name are told apart."""

import base64
import re
from dataclasses import replace
from pathlib import Path

import pytest
from doors import done, holds, written
from osm_world import at_km, node, way
from toy_scenarios import box, scenario
from toy_study import geojson, road_study

from alcance.app.answers import KeptStudy, asked, keep_study, shelves
from alcance.app.routes_answer import answer_routes, kept_routes, routes_key
from alcance.app.routes_asked import Question
from alcance.app.routes_exposure import answer_exposure, exposure_key
from alcance.app.routes_places import place_titles
from alcance.app.work import CalledOffError
from alcance.hazard_options import HazardsAsked
from alcance.opened import plan_of
from alcance.routes import departure_at
from analysis.routes.asked import build_asked
from data.known_scenarios import find_scenario
from layers.routes.picture import curve_picture
from layers.routes.short_answer import not_counted, routes_answer, side_by_side_in, weights_in

START, GOAL = (at_km(0), 0.0), (at_km(100), 0.0)
LEAVES = "2026-03-03T18:30"
TOWNS = (
    node(911, at_km(10), 0.001, place="town", name="Santa Ana", population="9000"),
    node(912, at_km(90), 0.001, place="town", name="Santa Ana", population="800"),
    node(913, at_km(50), 0.001, place="city", name="Mayor", population="90000"),
    node(914, at_km(70), 0.001, place="village", name="Aldea", population="90"),
)
# A good road round a pass from 45 to 55 km: longer, but nothing is said to happen on it.
ROUND = (node(901, at_km(42), 0.02), node(902, at_km(58), 0.02), way(2, "41 901 902 61", {"highway": "primary"}))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("app")
    stops = written(folder / "stops.csv", ["site_id,name,lon,lat", f"s1,Plaza,{at_km(30)!r},0"])
    ring = [[at_km(km), lat] for km, lat in ((45, -0.01), (55, -0.01), (55, 0.01), (45, 0.01), (45, -0.01))]
    told = {"hazard_id": "h", "name": "Pass", "kind": "stated", "source": "a survey", "rate": 0.001, "per": "km"}
    pass_ = geojson(folder / "hazards.geojson", [(told, "Polygon", [ring])])
    given = ("--candidates", stops, "--hazards", pass_)
    return road_study(folder, {"a": 30}, *given, things=(*TOWNS, *ROUND))


@pytest.fixture(scope="module")
def kept(study: Path) -> KeptStudy:
    return keep_study(study)


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _question(kept: KeptStudy, *, services: tuple[str, ...] = ("emergency",), night: float = 2.0) -> Question:
    weights, plan = {"night": night}, plan_of(kept.study, asked(services[0], None, None, None))
    told = build_asked(START, GOAL, weights=weights, departure=departure_at(LEAVES, START), price_min=5.0)
    return Question(plan, told, HazardsAsked(weights), services)


def test_routes_are_those_of_the_command_line(kept: KeptStudy, study: Path, tmp_path: Path) -> None:
    ends = ("--from", f"{START[0]!r},0", "--to", f"{GOAL[0]!r},0")
    wanted = ("--service", "emergency", "--service", "primary", "--depart", LEAVES, "--weight", "night=2")
    done("routes", study, *ends, *wanted, "--price-min", "5", "--out", tmp_path / "out")
    question = _question(kept, services=("emergency", "primary"))
    found = answer_routes(kept, question, _quiet)
    assert {name: found.answer.file(name) for name in found.answer.packed_files} == holds(tmp_path / "out")
    again = kept_routes(routes_key(kept, question))
    assert again is not None
    assert again.result is found.result


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a study with five incidents about its middle, and a scenario that floods some of its road."""
    folder = tmp_path_factory.mktemp("reported")
    rows = [f"i{n},{at_km(50 + n)!r},0,2021-03-0{n + 1},robbery,a survey,1000" for n in range(5)]
    given = written(folder / "incidents.csv", ["incident_id,lon,lat,date,kind,source,location_precision_m", *rows])
    study = road_study(folder, {"a": 0}, "--incidents", given)
    (study / "scenarios").mkdir()
    scenario(study / "scenarios", "flood", box(9.5, 30.5))
    return study


@pytest.mark.parametrize("case", [(), ("--scenario", "flood")])
def test_exposure_is_that_of_the_command_line(reported: Path, tmp_path: Path, case: tuple[str, ...]) -> None:
    told = ("--service", "primary", "--weight", "help=0", "--reporting", 3, *case)
    done("exposure", reported, *told, "--out", tmp_path / "out")
    kept = keep_study(reported)
    question = replace(asked("primary", None, None, None), scenario=case[1] if case else None)
    plan, hazards = plan_of(kept.study, question), HazardsAsked({"help": 0.0}, reporting=3)
    found = answer_exposure(kept, plan, hazards, _quiet)
    assert {name: found.answer.file(name) for name in found.answer.packed_files} == holds(tmp_path / "out")
    closed = "Caminos cerrados para quien va así (En vehículo): 22.0\u00a0km"
    assert [each.es for each in found.told] == [closed] * len(case[1:])
    other = plan_of(kept.study, replace(question, scenario=None if case else "flood"))
    keys = [exposure_key(kept, plan, replace(hazards, wet=True)), exposure_key(kept, other, hazards)]
    assert found.answer.key == exposure_key(kept, plan, hazards) not in keys


def test_whatever_is_asked_otherwise_is_another_answer(kept: KeptStudy) -> None:
    one = _question(kept)
    storm = find_scenario("storm_chiapas", kept.study.path)
    others = [
        replace(one, services=("primary",)),
        replace(one, plan=replace(one.plan, what_if=storm)),
        replace(one, plan=replace(one.plan, mode="4x4")),
        replace(one, plan=replace(one.plan, cutoff_s=600.0)),
        replace(one, asked=replace(one.asked, start=GOAL, goal=START)),
        replace(one, asked=replace(one.asked, price_s=None)),
        replace(one, asked=replace(one.asked, departure=None)),
        replace(one, hazards=replace(one.hazards, reporting=3)),
        replace(one, hazards=replace(one.hazards, wet=True)),
        _question(kept, night=3.0),
    ]
    keys = {routes_key(kept, each) for each in (one, *others)}
    assert len(keys) == 1 + len(others)
    assert routes_key(kept, _question(kept)) in keys


def test_the_search_ends_when_it_is_called_off_and_leaves_nothing(kept: KeptStudy) -> None:
    question = _question(kept, services=("water",))

    def off(what: str, _done: int, _of: int) -> None:
        if what:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        answer_routes(kept, question, off)
    assert shelves().answers.get(routes_key(kept, question)) is None
    assert kept_routes(routes_key(kept, question)) is None


def test_stops_come_first_then_towns_by_people_and_two_of_one_name_are_told_apart(kept: KeptStudy) -> None:
    told = list(place_titles(kept, "es").values())
    where = [f"Santa Ana (0.001, {at_km(km):.3f})" for km in (10, 90)]
    assert told == ["Plaza (parada)", "Mayor", *where]


def test_what_is_told_of_routes_are_their_own_figures(kept: KeptStudy) -> None:
    result = answer_routes(kept, _question(kept), _quiet).result
    heads, rows = side_by_side_in(result, "en")
    # 100 km at 1.5 km a minute; nobody takes emergencies: 3 points to 100 km; 10 km at .001 events: 1 point.
    assert [heads[0], heads[4], heads[-1]] == [
        *("Route", "Longest stretch without: Emergency care", "Leave by, for daylight all the way")
    ]
    through, beside = result.routes
    assert rows[0][1:4] == ["1\u00a0h\u00a007\u00a0min", "100.0\u00a0km", f"{through.exposure:.2f}"]
    told, dark = {row[0]: row[1:] for row in weights_in(result, "en")[1]}, through.points["night"]
    assert dark > 0.1
    assert told["Far from help"][0] == "3.00 \u00d7 1 = 3.00"
    assert [each[:4] for each in told["Stated rate of events"]] == ["1.00", "0.00"]
    assert told["Driving in the dark"][0] == f"{dark:.2f} \u00d7 2 = {2 * dark:.2f}"
    assert told["Together"] == [f"{4 + 2 * dark:.2f}", f"{beside.exposure:.2f}"]
    less = 100 * (1 - beside.exposure / through.exposure)
    assert routes_answer(result, "en").endswith(f" more and has {less:.0f}\u00a0% less exposure.")
    (unknown,) = not_counted(result, "en")
    assert unknown.startswith(
        "Nothing is known here of: Reported incidents (minimum estimate), Flood areas. That counts nothing"
    )


def test_the_curve_is_a_picture_that_stands_alone_and_speaks_one_language(kept: KeptStudy) -> None:
    result = answer_routes(kept, _question(kept), _quiet).result
    told = curve_picture(result, "es")
    drawing = base64.b64decode(told.split("base64,")[1].removesuffix('">')).decode()
    assert drawing.startswith("<svg")
    assert drawing.endswith("[lang=en]{display:none}</style></svg>")
    assert re.findall(r'font-weight="700">(\d+)</text>', drawing) == ["1", "2"]
    assert told.count("min, ") == len(result.shown)
    assert "Tiempo frente a exposición" in told
