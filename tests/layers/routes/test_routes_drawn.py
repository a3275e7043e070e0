"""Routes on a map, on paper and for a navigator: exact words of a drawn world, whatever its places are called."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import gpxpy
import numpy as np
import pytest
from hostile_names import HOSTILE_NAMES
from hypothesis import given
from hypothesis import strategies as st
from toy_routes import MORNING, toy_answer

from analysis.risk.hazard import HAZARDS
from analysis.routes.choose import LABELS as ALL_LABELS
from analysis.routes.turns import ACTIONS
from data.basemap import load_basemap
from geo.geodesy import distance_m
from layers.drawn_map import Ground
from layers.routes import words
from layers.routes.answer import RoutesAnswer, moment
from layers.routes.curve import trade_off_curve
from layers.routes.page import build_routes_page
from layers.routes.print import build_route_sheets
from layers.routes.sheets import side_by_side
from layers.routes.tracks import build_tracks

BOUNDS = (-93.0, 14.0, -91.0, 16.0)
STAMPS = ("EXAMPLE",)


def page_of(answer: RoutesAnswer) -> str:
    empty = toy_answer().facilities.iloc[:0]
    ground = Ground(load_basemap(BOUNDS), empty.assign(road_class=""), empty.assign(rank="", population=0.0))
    return build_routes_page(answer, ground, title="Corredor", stamps=STAMPS, named=["Quien lo dijo"])


def sheets_of(answer: RoutesAnswer) -> str:
    return build_route_sheets(answer, title="Corredor", stamps=STAMPS)


def in_language(html: str, lang: str) -> str:
    """Return what a reader of a language sees, spaces as one."""
    other = {"es": "en", "en": "es"}[lang]
    body = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    shown = re.sub(rf'<(span|text) lang="{other}"[^>]*>[^<]*</\1>', "", body)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", shown)).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def answer() -> RoutesAnswer:
    return toy_answer()


@pytest.fixture(scope="module")
def page(answer: RoutesAnswer) -> str:
    return page_of(answer)


@pytest.fixture(scope="module")
def sheets(answer: RoutesAnswer) -> str:
    return sheets_of(answer)


def test_every_label_hazard_and_action_has_its_words() -> None:
    assert tuple(words.LABELS) == ALL_LABELS
    assert tuple(words.HAZARD_WORDS) == HAZARDS
    assert tuple(words.ACTION_WORDS) == ACTIONS


def test_the_choice_is_told_in_a_sentence_in_both_languages(page: str) -> None:
    assert (
        "The fastest way takes 8 min and gathers 6.00 points of exposure; the least exposed one takes 4 min more and "
        "gathers 1.50 points."
    ) in in_language(page, "en")
    assert (
        "La ruta más rápida tarda 8 min y suma 6.00 puntos de exposición; la menos expuesta tarda 4 min más y suma "
        "1.50 puntos."
    ) in in_language(page, "es")


def test_the_routes_stand_side_by_side_with_every_figure(answer: RoutesAnswer) -> None:
    sheet = side_by_side(answer)
    heads = [in_language(label, "en").strip() for label in sheet.labels]
    rows = [
        dict(zip(heads, (in_language(cell, "en").strip() for cell in card.cells), strict=True)) for card in sheet.cards
    ]
    assert [in_language(card.title, "en") for card in sheet.cards] == [
        "1 · Fastest · Least exposed within 20 % more time ",
        "2 · Least exposed ",
    ]
    same = {"In the dark": "0 min", "Unpaved": "0.0 km", "Ground not known": "0.0 km", "Before dark": "Yes"}
    leave = [f"{told.sun.latest_departure:%Y-%m-%d %H:%M}" for told in answer.result.routes if told.sun]
    assert rows == [
        {
            **same,
            "Time": "8 min",
            "Length": "8.0 km",
            "Exposure, points": "6.00",
            "Longest stretch without": "Primary care : 4.0 km Emergency care : 4.0 km",
            "Arrives": "2026-03-02 07:08",
            "Leave by, for daylight all the way": leave[0],
            "Under a high sun": "0 min",
            "Reported incidents (minimum estimate)": "6.00",
            "Unpaved in the wet season": "0.00",
            "Driving in the dark": "0.00",
            "High sun, a stand-in for heat": "0.00",
        },
        {
            **same,
            "Time": "12 min",
            "Length": "12.0 km",
            "Exposure, points": "1.50",
            # Primary care: B's from A, D's at 2 km, none until 12; emergencies: B's from A, E's at 10 km.
            "Longest stretch without": "Primary care : 10.0 km Emergency care : 10.0 km",
            "Arrives": "2026-03-02 07:12",
            "Leave by, for daylight all the way": leave[1],
            "Under a high sun": "0 min",
            "Reported incidents (minimum estimate)": "1.00",
            "Unpaved in the wet season": "0.50",
            "Driving in the dark": "0.00",
            "High sun, a stand-in for heat": "0.00",
        },
    ]


def test_without_a_departure_nothing_is_told_of_the_sun_and_hours_count_from_the_start() -> None:
    answer = toy_answer(departure=None)
    heads = [in_language(label, "en").strip() for label in side_by_side(answer).labels]
    assert not {"In the dark", "Arrives", "Before dark", "Driving in the dark"} & set(heads)
    assert "Chance of a stated event" not in heads
    told = in_language(sheets_of(answer), "en")
    assert "4.0 km + 4 min Cross the border : Bé" in told
    assert "Arrival" not in told


def test_what_each_weight_does_is_points_times_weight(page: str) -> None:
    told = in_language(page, "en")
    assert "Reported incidents (minimum estimate) 6.00 × 1 = 6.00" in told
    assert "Unpaved in the wet season 0.25 × 2 = 0.50" in told
    widths = [float(each) for each in re.findall(r'<i style="width:([\d.]+)%">', page)]
    assert widths == [100.0, 0.0, 0.0, 0.0, 16.67, 8.33, 0.0, 0.0]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_nothing_is_called_safe_and_what_must_be_known_is_said(page: str, sheets: str, lang: str) -> None:
    caution = {"en": "No reports does not mean safe", "es": "Sin reportes no quiere decir seguro"}[lang]
    for told in (in_language(page, lang), in_language(sheets, lang)):
        assert caution in told
        assert re.findall(r"\b(?:safe\w*|segur\w+)", told.replace(caution, "").lower()) == []
        for sentence in words.MUST_BE_KNOWN:
            assert words.say(sentence, lang) in told
        assert {"es": "60 incidentes, 2014 a 2025", "en": "60 incidents, 2014 to 2025"}[lang] in told
    assert words.say(words.POINTS_ARE, lang) in in_language(page, lang)


def test_the_map_draws_each_route_with_its_own_stroke_and_both_ends(page: str) -> None:
    assert '{"color": "#0072B2", "dashArray": "", "fill": false' in page
    assert '{"color": "#C25A12", "dashArray": "14 10", "fill": false' in page
    for key in ("route:1", "route:2", "start", "goal", "check-in:1:1", "check-in:2:2"):
        assert f'data-key="{key}"' in page
        assert f'"key":"{key}"' in page


def dots(html: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", html)]


def rings(html: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', html)]


def badges(html: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="11"', html)]


@given(
    st.lists(st.tuples(st.floats(1e-3, 1e5), st.floats(1e-6, 1e3)), min_size=1, max_size=40),
    st.integers(1, 5),
)
def test_the_curve_shows_every_way_inside_its_frame_and_numbers_those_told(
    steps: list[tuple[float, float]], count: int
) -> None:
    answer = toy_answer_once()
    time_s = 60.0 + np.cumsum([step for step, _ in steps])
    exposure = np.cumsum([step for _, step in steps])[::-1].copy()
    shown = tuple(sorted({at * (len(steps) - 1) // count for at in range(count + 1)})[-count:])
    curve = trade_off_curve(replace(answer.result, time_s=time_s, exposure=exposure, shown=shown))
    found, numbers = dots(curve), badges(curve)
    assert len(found) == len(steps)
    assert rings(curve) == [found[at] for at in shown]
    assert len(numbers) == len(shown)
    assert all(62 <= x <= 410 and 44 <= y <= 266 for x, y in found)
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert [y for _, y in found] == sorted(y for _, y in found)
    gaps = [np.hypot(a[0] - b[0], a[1] - b[1]) for at, a in enumerate(numbers) for b in numbers[:at]]
    assert all(gap > 21.5 for gap in gaps)


def toy_answer_once() -> RoutesAnswer:
    if not ONCE:
        ONCE.append(toy_answer())
    return ONCE[0]


ONCE: list[RoutesAnswer] = []


def test_the_curve_is_an_image_with_a_title_and_words_in_both_languages(page: str) -> None:
    assert '<svg role="img" aria-labelledby="curve curve-told"' in page
    assert '<h2 id="curve">' in page
    assert "at once: 2 of them" in in_language(page, "en")
    assert "Exposición, puntos" in in_language(page, "es")
    assert len(dots(page)) == 2
    assert len(badges(page)) == 2


def test_a_sheet_lists_turns_and_check_ins_with_the_hours_planned(sheets: str) -> None:
    assert sheets.count("<section>") == 2
    told = in_language(sheets, "en")
    assert "0.0 km 2026-03-02 07:00 Set out Bé Bé 4.0 km" in told
    assert "4.0 km 2026-03-02 07:04 Cross the border : Bé Bé Bé 4.0 km" in told
    assert "8.0 km 2026-03-02 07:08 Arrive 0.0 km" in told
    assert "0.0 km Aldea 2026-03-02 07:00 8.0 km Bé 2026-03-02 07:08" in told
    assert "Departure 2026-03-02 07:00 UTC-06:00" in told
    assert '<td class="n">2026-03-02 07:08</td><td></td><td></td></tr>' in sheets
    assert "Salida" in in_language(sheets, "es")


def test_each_place_on_the_way_stands_once_those_for_emergencies_first(sheets: str) -> None:
    first = in_language(sheets.split("<section>")[1], "en")
    urgent, others = first.split("Services on the way")[1].split("Other services", 1)
    assert re.findall(r"[\d.]+ km (?:Bé|Hospital E|Consultorio) .*? \d+ min", urgent) == [
        "4.0 km Bé Clinic Emergency care , Primary care +52 1 0 min",
        "8.0 km Hospital E Hospital Emergency care sent on by +52 3 2 min",
    ]
    assert "Hospital E" not in others
    assert "0.0 km Consultorio Clinic Primary care No telephone known 2 min" in others
    assert "longest stretch without 4.0 km, from km 0.0 on" in urgent


def test_places_far_off_the_road_are_counted_on_a_sheet_and_listed_only_where_none_is_near(
    answer: RoutesAnswer,
) -> None:
    def told(*detours_s: float) -> str:
        first, *others = answer.result.routes
        services = [
            replace(each, stops=each.stops.assign(detour_s=detours_s[: len(each.stops)])) for each in first.services
        ]
        routes = (replace(first, services=services), *others)
        changed = replace(answer, result=replace(answer.result, routes=routes))
        return in_language(sheets_of(changed).split("<section>")[1], "en")

    near = told(0.0, 901.0, 901.0)
    assert "Emergency care : longest stretch without 4.0 km, from km 0.0 on . Farther than 15 min off" in near
    assert "not listed: 1." in near
    assert re.findall(r"km (Bé|Hospital E) \w+ Emergency", near) == ["Bé"]
    far = told(901.0, 902.0, 903.0)
    assert "not listed" not in far
    assert re.findall(r"km (Bé|Hospital E) \w+ Emergency", far) == ["Bé", "Hospital E"]


def test_a_place_whose_row_is_not_shown_is_told_by_its_number_alone(answer: RoutesAnswer) -> None:
    told = in_language(sheets_of(replace(answer, facilities=answer.facilities.iloc[:0])), "en")
    assert "4.0 km B Emergency care , Primary care No telephone known 0 min" in told


def test_the_tracks_lead_along_the_roads_with_a_waypoint_for_each_turn_and_check_in(answer: RoutesAnswer) -> None:
    made = build_tracks(answer, title="Corredor", stamps=STAMPS)
    assert made == build_tracks(toy_answer(), title="Corredor", stamps=STAMPS)
    gpx = gpxpy.parse(made.decode())
    assert gpx.name == "EXAMPLE · Corredor"
    within = "La menos expuesta con hasta 20 % más de tiempo / Fastest · Least exposed within 20 % more time"
    assert [track.name for track in gpx.tracks] == [
        f"EXAMPLE · 1 · La más rápida · {within}",
        "EXAMPLE · 2 · La menos expuesta / Least exposed",
    ]
    assert [len(track.segments[0].points) for track in gpx.tracks] == [2, 4], "B lies on the straight way"
    for track, told in zip(gpx.tracks, answer.result.routes, strict=True):
        ends = [(point.longitude, point.latitude) for point in (track.segments[0].points[at] for at in (0, -1))]
        for (lon, lat), at in zip(ends, (0, -1), strict=True):
            assert distance_m(lon, lat, told.route.lon[at], told.route.lat[at]) < 1
    assert len(gpx.waypoints) == sum(map(len, answer.turns)) + sum(map(len, answer.check_ins))
    assert all(point.name.startswith("EXAMPLE · ") for point in gpx.waypoints)
    assert "EXAMPLE · 1 · km 4.0 · Cruce la frontera: Bé" in {point.name.split(" · Bé")[0] for point in gpx.waypoints}


def test_a_way_is_drawn_at_most_10_m_beside_the_road(answer: RoutesAnswer) -> None:
    told = answer.result.routes[1]
    lon = told.route.lon.copy()
    shape = []
    for beside_m in (8.0, 15.0):
        bent = lon.copy()
        bent[1] += beside_m / float(distance_m(-92.0, 15.0, -91.999, 15.0)) / 1000.0
        route = replace(told.route, lon=bent, lat=np.linspace(15.0, 15.1, len(lon)))
        straight = replace(route, lon=np.where(np.arange(len(lon)) == 1, bent[1], lon[0]))
        shape.append(len(replace(answer.shown[1], told=replace(told, route=straight)).line().coords))
    assert shape[0] == 2
    assert shape[1] > 2


@pytest.mark.parametrize("name", HOSTILE_NAMES[2::5])
def test_a_name_is_only_ever_text(name: str) -> None:
    answer = toy_answer(name)
    for told in (page_of(answer), sheets_of(answer)):
        body = re.sub(r"<style>.*?</style>", "", told, flags=re.DOTALL)
        assert "window.X=1</script>" not in body
        assert "<img src" not in body
        assert "${window" not in body
        assert re.findall(r"<(?:iframe|base|meta http-equiv=refresh|a href=javascript)", body) == []
    gpx = gpxpy.parse(build_tracks(answer, title=name, stamps=STAMPS).decode())
    assert gpx.name == f"EXAMPLE · {words.one_line(name)}"


def test_the_same_answer_gives_the_same_page(page: str, sheets: str) -> None:
    assert page_of(toy_answer()) == page
    assert sheets_of(toy_answer()) == sheets


def test_a_price_and_ways_that_are_one_are_told() -> None:
    dear = toy_answer(price_min=10.0)
    assert [told.labels for told in dear.result.routes] == [("fastest", "within_20"), ("safest", "priced")]
    page = in_language(page_of(dear), "en")
    assert "A point less is worth 10 min" in page
    assert "2 · Least exposed · At your price" in page
    (fastest, _) = dear.result.routes
    both = replace(fastest, labels=("fastest", "safest", "within_20"))
    alone = replace(
        dear,
        result=replace(dear.result, routes=(both,), shown=(0,)),
        turns=dear.turns[:1],
        check_ins=dear.check_ins[:1],
    )
    assert "6.00 points of exposure; the least exposed one is the same, or nearly." in in_language(page_of(alone), "en")


def test_hours_go_on_evenly_where_the_clocks_are_changed() -> None:
    night = datetime(2026, 3, 8, 1, 30, tzinfo=ZoneInfo("America/Tijuana"))
    later = moment(night, 3 * 3600.0)
    assert later.timestamp() - night.timestamp() == 3 * 3600.0
    assert f"{later:%H:%M}" == "04:30"
    assert moment(MORNING, 59.6) - MORNING == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("departs", "night", "heat", "said"),
    [(True, 1.0, 1.0, True), (True, 0.0, 2.0, True), (True, 0.0, 0.0, False), (False, 1.0, 1.0, False)],
)
def test_where_the_tables_count_the_sun_and_the_curve_does_not_that_is_said_beside_it(
    *, departs: bool, night: float, heat: float, said: bool
) -> None:
    result = toy_answer_once().result
    weights = {**result.asked.weights, "night": night, "heat": heat}
    asked = replace(result.asked, weights=weights, departure=MORNING if departs else None)
    curve = trade_off_curve(replace(result, asked=asked))
    dots = {"en": "Numbered are those drawn on the map.", "es": "Llevan número los que están en el mapa."}
    more = {
        "en": " The curve shows exposure on the roads alone: the tables also count the dark and the high sun of this "
        "departure, so their figures can be higher.",
        "es": " La curva muestra solo la exposición en los caminos: las tablas cuentan también la oscuridad y el sol "
        "alto de esta salida, por lo que sus cifras pueden ser mayores.",
    }
    for lang in ("en", "es"):
        assert in_language(curve, lang).rstrip().endswith(dots[lang] + more[lang] * said)
