"""The example's roads and services, built in worlds small enough to draw."""

from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.corridor import links, paths, roads
from data.corridor.gazetteer import Gazetteer, Town
from data.corridor.links import add_links
from data.corridor.osm_text import encode_osm
from data.corridor.paths import Ways, corridors, flow_rows
from data.corridor.roads import main_roads
from data.corridor.services import invent
from data.corridor.web import LONGER, Stretch, Web, bent
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.errors import InputError


def _town(node: int, name: str, x_km: float, y_km: float = 0.0, **rest: Any) -> Town:
    about = {"country": "MX", "adm1": "Chiapas", "population": 2_000} | rest
    lon, lat = -92.0 + x_km / 107, 15.0 + y_km / 110
    return Town(node, name, about["country"], about["adm1"], lon, lat, x_km * 1000, y_km * 1000, about["population"])


def _gazetteer(*towns: Town) -> Gazetteer:
    return Gazetteer(towns, {}, {"bridge": _town(900, "Puente", -10, population=0)})


def _road(stops: str, road_class: str = "trunk", road: str = "MEX-1") -> dict[str, str]:
    about = {"country": "MX", "surface": "asphalt", "terrain": "flat"}
    return about | {"road": road, "class": road_class, "stops": stops}


def _web(monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer, *rows: dict[str, str]) -> Web:
    monkeypatch.setattr(roads, "read_rows", lambda _name: list(rows))
    return main_roads(gazetteer)


A, B, C = _town(1, "Aldea", 0), _town(2, "Bosque", 20), _town(3, "Cima", 40)


@pytest.mark.parametrize("terrain", LONGER)
def test_a_bent_road_is_exactly_as_much_longer_as_its_ground_says(terrain: str) -> None:
    points = np.array([(0.0, 0.0), *bent((0.0, 0.0), (30_000.0, 40_000.0), terrain), (30_000.0, 40_000.0)])
    assert np.hypot(*np.diff(points, axis=0).T).sum() == pytest.approx(50_000 * LONGER[terrain])


def test_among_namesakes_a_road_takes_the_one_that_makes_it_shortest() -> None:
    far = _town(9, "Bosque", 20, 150)
    assert _gazetteer(A, B, C, far).resolve("MX", "MEX-1", ["Aldea", "bosque", "Cima"]) == [A, B, C]


def test_a_state_in_brackets_decides_between_namesakes() -> None:
    other = _town(9, "Bosque", 20, 5, adm1="Oaxaca")
    assert _gazetteer(A, B, other).candidates("MX", "Bosque [Oaxaca]") == [other]


def test_a_town_is_found_by_another_name_only_where_none_has_it_as_its_own() -> None:
    by_nickname = Gazetteer([A, B], {2: ["Aldea", "Monte"]}, {})
    assert by_nickname.candidates("MX", "Aldea") == [A]
    assert by_nickname.candidates("MX", "Monte") == [B]


@pytest.mark.parametrize(
    ("stops", "message"),
    [
        (["Aldea", "Nadie"], "roads.csv, MEX-1: Nadie is no place of MX"),
        (["Aldea", "Lejos"], "Aldea to Lejos is 250 km"),
    ],
)
def test_a_town_nobody_knows_and_a_hop_too_far_are_refused(stops: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        _gazetteer(A, _town(9, "Lejos", 250)).resolve("MX", "MEX-1", stops)


def test_a_road_passes_the_town_beside_its_line_and_not_the_one_off_it(monkeypatch: pytest.MonkeyPatch) -> None:
    beside, off = _town(5, "Cerca", 10, 1.5), _town(6, "Aparte", 30, 4)
    web = _web(monkeypatch, _gazetteer(A, B, C, beside, off), _road("Aldea > Cima"))
    assert sorted(web.places) == [1, 2, 3, 5]


def test_two_roads_on_one_stretch_are_one_way_of_the_higher_class(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _road("Aldea > Bosque", "primary", "MEX-2"), _road("Bosque > Aldea", "trunk", "MEX-1")
    (stretch,) = _web(monkeypatch, _gazetteer(A, B), *rows).stretches
    assert (stretch.road_class, stretch.numbers) == ("trunk", ["MEX-2", "MEX-1"])


def test_links_split_their_road_in_the_order_they_meet_it(monkeypatch: pytest.MonkeyPatch) -> None:
    small = [_town(7, "Uno", 1.2, 5), _town(8, "Dos", 2.4, -6), _town(9, "Nadie", 10, 5, population=10)]
    web = _web(monkeypatch, _gazetteer(A, B), _road("Aldea > Bosque"))
    whole = web.length_m(web.stretches[0])
    add_links(web, [A, B, *small])
    main, *linked = web.stretches
    assert web.length_m(main) == pytest.approx(whole)
    assert sorted(stretch.nodes[0] for stretch in linked) == [7, 8]
    assert all(stretch.nodes[-1] in main.nodes for stretch in linked)
    assert len(set(main.nodes)) == len(main.nodes)


def test_a_link_meets_the_nearest_point_of_the_road(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "AT_NODE_M", 0.0)
    web = Web()
    web.stretches = [Stretch("trunk", "asphalt", [web.put(A), web.put(B)], ["MEX-1"])]
    add_links(web, [_town(7, "Uno", 8, 3)])
    assert web.points[web.stretches[1].nodes[-1]] == pytest.approx((8_000.0, 0.0))


def test_no_link_joins_a_motorway_nor_a_road_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _road("Aldea > Bosque", "motorway"), _road("Bosque > Cima", "primary", "MEX-2")
    web = _web(monkeypatch, _gazetteer(A, B, C), *rows)
    add_links(web, [_town(7, "Uno", 10, 3), _town(8, "Lejos", 30, 25)])
    assert [stretch.nodes[0] for stretch in web.stretches[2:]] == [7]
    assert hypot(*web.points[web.stretches[2].nodes[-1]]) >= 20_000


def _positions(web: Web) -> dict[int, tuple[float, float]]:
    return {node: (round(-92 + x / 107e3, 5), round(15 + y / 110e3, 5)) for node, (x, y) in web.points.items()}


def test_the_file_goes_through_the_reader_and_a_motorway_runs_both_ways(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    web = _web(monkeypatch, _gazetteer(A, B), _road("Aldea > Bosque", "motorway"))
    content = encode_osm(web, _positions(web))
    assert content == encode_osm(web, _positions(web))
    (tmp_path / "a.osm.bz2").write_bytes(content)
    extract = read_osm(tmp_path / "a.osm.bz2")
    built, _ = build_roads(extract)
    assert [place.tags["name"] for place in extract.places] == ["Aldea", "Bosque"]
    assert len(built.tail) == 2 * (len(web.points) - 1)


def test_a_corridor_follows_roads_one_may_walk_and_its_flows_end_at_its_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = _gazetteer(A, B, C)
    rows = _road("Aldea > Cima", "motorway"), _road("#bridge > Aldea > Bosque > Cima", "primary", "MEX-2")
    web = _web(monkeypatch, gazetteer, *rows)
    positions = _positions(web)
    tables = {
        "corridors.csv": [{"corridor_id": "c", "name": "C", "stops": "#bridge > MX:Cima"}],
        "flows.csv": [{"corridor_id": "c", "from": "MX:Bosque", "to": "MX:Cima", "share": "0.5"}],
    }
    monkeypatch.setattr(paths, "read_rows", tables.get)
    (corridor,) = corridors(web, gazetteer, positions)
    assert [node for node in corridor.nodes if node in web.places] == [900, 1, 2, 3]
    (flow,) = flow_rows(web, gazetteer, positions, [corridor])
    assert flow["people_per_day"] == "616.4"
    length_m, _ = Ways(web, positions, on_foot=True).shortest(2, 3)
    assert float(str(flow["end_km"])) - float(str(flow["start_km"])) == pytest.approx(length_m / 1000, abs=0.002)


def test_a_corridor_without_a_road_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = _gazetteer(A, B, C, _town(4, "Isla", 60))
    web = _web(monkeypatch, gazetteer, _road("Aldea > Bosque"), _road("Cima > Isla"))
    monkeypatch.setattr(
        paths, "read_rows", lambda _name: [{"corridor_id": "c", "name": "C", "stops": "MX:Aldea > MX:Isla"}]
    )
    with pytest.raises(InputError, match="no road from Aldea to Isla"):
        corridors(web, gazetteer, _positions(web))


def test_a_town_gets_the_same_services_whatever_others_there_are_and_a_far_one_none() -> None:
    towns = [(_town(node, f"Villa {node}", node, population=90_000), 0.0) for node in range(1, 40)]
    everybody, some = invent(towns), invent(towns[::-2])
    names = {town.name for town, _ in towns[::-2]}
    assert some == [each for each in everybody if each["kind"] == "hotline" or _home(each) in names]
    assert len(some) > 40
    assert {service["kind"] for service in invent([(town, 51_000.0) for town, _ in towns])} == {"hotline"}


def _home(service: dict[str, object]) -> str:
    return f"Villa {str(service['facility_id']).split('-')[-2]}"
