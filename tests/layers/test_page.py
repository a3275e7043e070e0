"""One answer as one file."""

import random
import re
from html.parser import HTMLParser

import geopandas as gpd
import pandas as pd
import pytest
import toy_view as toy
from shapely import LineString

from layers.ground import road_layer
from layers.page import build_page
from layers.town_labels import town_labels


class Reader(HTMLParser):
    """Collects what a browser would load, and the text of the scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action"}]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script":
            self.scripts.append(data)


def _read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.fixture(scope="module")
def page() -> str:
    return build_page(toy.toy_view())


def test_the_same_view_gives_the_same_bytes_whatever_was_drawn_before(page: str) -> None:
    random.seed(7)
    build_page(toy.toy_view(title="Otro"))
    assert build_page(toy.toy_view()) == page


def test_the_page_loads_nothing_and_forbids_loading(page: str) -> None:
    reader = _read(page)
    assert set(reader.addresses) <= {"#sources"}
    assert "link" not in reader.tags
    assert "default-src 'none'" in page


def test_the_page_says_its_language_its_title_its_question_and_its_stamp(page: str) -> None:
    assert '<html lang="es">' in page
    assert "<title>Corredor inventado</title>" in page
    assert "20\u00a0min" in page
    assert page.count('<span lang="es">EJEMPLO</span><span lang="en">EXAMPLE</span>') == 3


@pytest.mark.parametrize(("asked", "shown"), [(0.04, "0.04"), (7.25, "7.25"), (20.0, "20"), (2880.0, "2880")])
def test_the_limit_at_the_head_is_the_one_that_was_asked(asked: float, shown: str) -> None:
    page = build_page(toy.toy_view(question=toy.QUESTION | {"cutoff_min": asked}))
    assert f"<dd>{shown}\u00a0min</dd>" in page


def test_no_name_reaches_the_page_but_encoded(page: str) -> None:
    assert "window.X" in page
    assert "<script>window.X" not in page
    assert "${window.X" not in page
    assert "${1}" not in page
    assert "{{7*7}}" not in page
    assert "49" not in re.findall(r"Clínica[^<]{0,80}", page)
    assert _read(page).tags.count("script") == 2


def test_every_source_is_credited_once(page: str) -> None:
    footer = page[page.index("<footer>") :]
    for credit in ("© OpenStreetMap contributors, ODbL", "Natural Earth", "GeoNames (CC BY 4.0)", "Invented services"):
        assert footer.count(credit) == 1, credit


def test_a_page_with_no_stamp_carries_no_stamp() -> None:
    page = build_page(toy.toy_view(stamps=()))
    assert "EJEMPLO" not in page
    assert 'class="across"' not in page


def test_both_stamps_stand_on_an_internal_example() -> None:
    page = build_page(toy.toy_view(stamps=("EXAMPLE", "INTERNAL")))
    assert page.count("EJEMPLO") == page.count("INTERNO") == 3


def test_every_part_of_an_answer_has_its_table() -> None:
    page = build_page(
        toy.toy_view(demand=toy.demand(), coverage=toy.coverage(), catchments=toy.catchments()),
    )
    slugs = ["corridors", "border-gaps", "segments", "coverage", "catchments", "demand", "facilities"]
    assert re.findall(r'<table id="([\w-]+)">', page) == slugs
    assert page.count("<caption ") == len(slugs)


def test_an_answer_with_nothing_in_it_is_still_a_page() -> None:
    nothing = gpd.GeoDataFrame({"road_class": []}, geometry=[], crs="EPSG:4326")
    page = build_page(
        toy.toy_view(
            segments=None, corridors=None, border_gaps=None, roads=nothing, facilities=toy.facilities().iloc[:0]
        )
    )
    assert '<table id="facilities">' in page


def test_a_town_told_by_two_sources_gets_one_label_and_the_largest_comes_first() -> None:
    towns = pd.DataFrame(
        {"name": ["A", "B"], "country": ["GT", "GT"], "lon": [0.0, 1.0], "lat": [0.0, 0.0], "population": [9, 99]}
    )
    nan = float("nan")
    places = pd.DataFrame(
        {
            "name": ["A", "A", "", "V"],
            "rank": ["town", "town", "village", "village"],
            "lon": [0.001, 5.0, 2.0, 3.0],
            "lat": [0.0, 0.0, 0.0, 0.0],
            "population": [nan, nan, nan, nan],
        }
    )
    labels = town_labels(towns, places).towns
    assert labels == [[0.001, 0.0, "A"], [5.0, 0.0, "A"], [3.0, 0.0, "V"], [1.0, 0.0, "B"]]


def test_a_town_goes_before_a_village_where_nobody_counted_either() -> None:
    places = pd.DataFrame(
        {"name": ["Aldea", "Villa"], "rank": ["village", "town"], "lon": [0.0, 1.0], "lat": [0.0, 0.0]}
    ).assign(population=float("nan"))
    nowhere = pd.DataFrame({"name": [], "country": [], "lon": [], "lat": [], "population": []})
    assert [name for _, _, name in town_labels(nowhere, places).towns] == ["Villa", "Aldea"]


def test_small_places_far_from_the_answer_get_no_label_and_large_ones_do() -> None:
    places = pd.DataFrame(
        {
            "name": ["Near", "Far", "City"],
            "rank": ["village", "village", "city"],
            "lon": [0.1, 3.0, 3.0],
            "lat": [0.0] * 3,
        }
    ).assign(population=float("nan"))
    nowhere = pd.DataFrame({"name": [], "country": [], "lon": [], "lat": [], "population": []})
    line = LineString([(-1, 0), (0, 0)])
    assert [name for _, _, name in town_labels(nowhere, places, near=[line]).towns] == ["City", "Near"]
    assert len(town_labels(nowhere, places).towns) == 3


def test_a_page_tells_of_many_places_that_do_not_count_only_how_many_they_are() -> None:
    others = [toy.facilities().iloc[[4]].assign(facility_id=f"x{i}", name=f"Otro {i}") for i in range(61)]
    page = build_page(toy.toy_view(facilities=pd.concat([toy.facilities(), *others], ignore_index=True)))
    assert "Otro 7" not in page
    assert "facility:x7" not in page
    assert page.count("Otros 63 lugares no cuentan en esta respuesta y no se muestran.") == 2


def test_what_is_missing_is_never_written_as_a_code_of_the_computer() -> None:
    blank = toy.facilities().assign(**dict.fromkeys(["name", "services", "opening_hours", "source"], float("nan")))
    segments = toy.segments().assign(border_km=float("nan"), facility_ahead="", time_ahead_min=float("nan"))
    page = build_page(toy.toy_view(facilities=blank, segments=segments))
    panel = page[page.index('<div class="panel">') : page.index("<footer>")]
    assert re.findall(r"\b(?:nan|inf|NaT)\b|>None<", panel) == []


def test_a_page_on_which_nothing_counts_says_so_first() -> None:
    facilities = toy.facilities().assign(counts=False)
    assert '<div class="panel"><p class="notice">' in build_page(toy.toy_view(facilities=facilities))
    assert 'class="notice"' not in build_page(toy.toy_view())


def test_the_bars_of_many_corridors_scroll_in_a_frame_and_those_of_few_do_not() -> None:
    def page(count: int) -> str:
        segments = pd.concat([toy.segments().assign(corridor_id=f"c{i}") for i in range(count)], ignore_index=True)
        return build_page(toy.toy_view(segments=segments, border_gaps=None))

    assert '<div class="many" role="region"' not in page(4)
    assert '<div class="many" role="region"' in page(5)


def test_roads_that_go_on_in_each_other_are_drawn_as_one_thinned_line() -> None:
    pieces = [LineString([(0, 0), (1, 0.0001)]), LineString([(1, 0.0001), (2, 0)]), LineString([(2, 1), (3, 1)])]
    roads = gpd.GeoDataFrame({"road_class": ["trunk"] * 3}, geometry=pieces, crs="EPSG:4326")
    (drawn,) = road_layer(roads, tolerance_deg=0.001).data["features"]
    lines = {tuple(map(tuple, line)) for line in drawn["geometry"]["coordinates"]}
    assert lines == {((0, 0), (2, 0)), ((2, 1), (3, 1))}


def test_a_corridor_along_a_parallel_is_in_sight_from_end_to_end() -> None:
    segments = toy.segments()
    flat = [
        LineString([(toy.lon(start), 15), (toy.lon(end), 15)])
        for start, end in segments[["start_km", "end_km"]].to_numpy()
    ]
    page = build_page(toy.toy_view(segments=segments.set_geometry(flat, crs="EPSG:4326")))
    assert f"L.latLngBounds([[15.0,{toy.lon(0)}],[15.0,{toy.lon(100)}]])" in page
