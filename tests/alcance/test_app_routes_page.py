"""The page Routes and risk as somebody fills it in: what is asked there, what its link keeps, and what it says."""

from pathlib import Path

import pytest
from doors import written
from osm_world import NINETY_KMH, at_km, node, way
from page_asked import PageAsked
from toy_scenarios import box, scenario
from toy_study import road_study

from alcance.app.answers import KeptStudy, keep_study
from alcance.opened import Opened
from geo.errors import QuestionError

ENDS = {"origin": f"{at_km(0):.6f},0", "goal": f"{at_km(100):.6f},0"}
# A place that takes emergencies, 15 km north of the middle of the road: 10 minutes off it.
ASIDE = (node(921, at_km(50), 15 / 111.19508), way(3, "51 921", NINETY_KMH))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptStudy:
    return keep_study(_study(tmp_path_factory.mktemp("page")))


def _study(folder: Path, *, name: str = "Lejos") -> Path:
    far = f"far,{name},hospital,emergency,{at_km(50)!r},{15 / 111.19508!r},,"
    rows = [f"i{n},{at_km(50 + n)!r},0,2021-03-0{n + 1},robbery,a survey,1000" for n in range(5)]
    given = written(folder / "incidents.csv", ["incident_id,lon,lat,date,kind,source,location_precision_m", *rows])
    study = road_study(folder, [far], "--incidents", given, things=ASIDE)
    (study / "scenarios").mkdir()
    scenario(study / "scenarios", "flood", box(9.5, 30.5))
    return study


@pytest.mark.parametrize(
    ("link", "longest"), [({"cutoff": "9"}, "100.0 km"), ({"cutoff": "11"}, "50.0 km"), ({}, "50.0 km")]
)
def test_how_far_off_the_way_a_service_still_counts_is_asked_with_the_routes(
    kept: KeptStudy, link: dict[str, str], longest: str
) -> None:
    page = PageAsked(kept, lang="en", **ENDS, **link)
    page.press("find-routes")
    assert page.rows()[0][4] == longest
    assert page.linked("cutoff") == link.get("cutoff", "60")


def test_a_limit_that_is_none_is_said_and_nothing_can_be_asked(kept: KeptStudy) -> None:
    page = PageAsked(kept, lang="es", **ENDS)
    page.write("ask-cutoff", 0.0)
    assert [each.value for each in page.app.error] == ["Dé minutos mayores que 0 y no más de 2880."]
    assert [each.key for each in page.app.button] == []
    page.write("ask-cutoff", 15.0)
    assert [each.key for each in page.app.button] == ["find-routes"]
    assert page.linked("cutoff") == "15"


def test_exposure_is_asked_in_a_scenario_and_what_that_changes_is_told(kept: KeptStudy) -> None:
    page = PageAsked(kept, lang="es", risk="exposure", service="emergency")
    page.press("find-exposure")
    incidents, *told = page.texts()
    page.choose("ask-case-es", "flood")
    assert page.linked("case") == "flood"
    assert page.texts() == []
    page.press("find-exposure")
    closed = "Caminos cerrados para quien va así (En vehículo): 22.0 km"
    assert [each.replace("\u00a0", " ") for each in page.texts()] == [incidents, closed, *told]
    again = PageAsked(
        kept, lang="es", risk="exposure", service="emergency", case="flood", exposure=page.linked("exposure")
    )
    assert again.texts() == page.texts()


def test_the_bases_and_stops_of_a_timetable_made_in_this_session_are_offered(
    kept: KeptStudy, tmp_path_factory: pytest.TempPathFactory
) -> None:
    asked = {"base": "written", "at": f"{at_km(0)!r},0", "stops": "typed", "first": "2026-03-02", "days": "7"}
    page = PageAsked(kept, page="timetable", lang="en", **asked)
    page.app.text_area(key="typed-stops").set_value(f"Plaza, 0, {at_km(30)!r}\nIsla, 10, -80\nAlto, 0, {at_km(60)!r}")
    page.run()
    page.press("find-timetable")
    assert page.faults() == []
    page.turn_to("routes")
    # The island is no stop of the timetable: no team gets there.
    offered = ["Another place: longitude and latitude", "0.000, -95.000 (base)", "Alto (stop)", "Plaza (stop)"]
    assert page.offered("ask-origin-en") == page.offered("ask-goal-en") == offered
    page.choose("ask-origin-en", f"{at_km(0):.6f},0.000000")
    page.choose("ask-goal-en", f"{at_km(60):.6f},0.000000")
    page.press("find-routes")
    assert page.rows()[0][2] == "60.0 km"
    page.kept = keep_study(_study(tmp_path_factory.mktemp("other"), name="Otro"))
    page.run()
    assert page.offered("ask-origin-en") == offered[:1]


def test_what_is_wrong_with_the_way_of_travelling_is_said_below_its_field(
    kept: KeptStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_asked: object) -> Opened:
        todo = "Modes with roads: drive, 4x4; build the network from an extract that has them."
        raise QuestionError("mode 'walk'", "no road of this study is open to it", todo)

    monkeypatch.setattr("alcance.app.routes_answer.opened_for", opened)
    page = PageAsked(kept, lang="es", **ENDS, mode="walk")
    page.press("find-routes")
    (told,) = page.faults()
    assert told == (
        "Modo: ningún camino de este estudio está abierto a ese modo. "
        "Modos con caminos: en vehículo, en 4x4; haga la red con un extracto que los tenga."
    )


def test_beside_the_curve_it_is_said_that_the_tables_count_the_sun_too(kept: KeptStudy) -> None:
    page = PageAsked(kept, lang="en", **ENDS, depart="2026-03-03T18:30")
    page.press("find-routes")
    (beside,) = (each for each in page.texts() if each.startswith("Each dot is a way"))
    assert beside.endswith(
        "drawn on the map. The curve shows exposure on the roads alone: the tables also count the dark and the high "
        "sun of this departure, so their figures can be higher."
    )


def test_weights_that_change_nothing_are_said_once_on_the_page(kept: KeptStudy) -> None:
    weights = {"w-night": "2", "w-flood": "3", "w-unpaved": "0.5"}
    idle = "Pesos que no cambian nada, porque "
    said = [
        f"{idle}este estudio no tiene datos de ese peligro: Zonas inundables. Eso no es señal de seguridad.",
        f"{idle}solo cuentan en temporada de lluvias: Sin pavimentar en temporada de lluvias.",
        f"{idle}nadie dijo cuándo sale el equipo: Conducir a oscuras.",
    ]
    page = PageAsked(kept, lang="es", **ENDS, **weights)
    page.press("find-routes")
    assert [each for each in page.texts() if each.startswith(idle)] == said
    page = PageAsked(kept, lang="es", risk="exposure", service="emergency", **weights)
    page.press("find-exposure")
    assert [each for each in page.texts() if each.startswith(idle)] == said[:2]


@pytest.mark.parametrize(
    ("spoilt", "becomes"),
    [
        ({"w-help": "much"}, ""),
        ({"w-help": "nan"}, ""),
        ({"w-patrols": "2"}, ""),
        ({"halflife": "long"}, ""),
        ({"w-help": "2.5"}, "2.5"),
        ({}, ""),
    ],
)
@pytest.mark.parametrize("part", ["routes", "exposure"])
def test_a_weight_of_a_link_that_cannot_be_read_is_said_where_the_usual_one_stands(
    kept: KeptStudy, spoilt: dict[str, str], becomes: str, part: str
) -> None:
    page = PageAsked(kept, lang="en", risk=part, **ENDS, **spoilt)
    said = [] if becomes or not spoilt else ["The link asks for something unknown here; this stands in its place."]
    assert [each.value for each in page.app.warning] == said
    assert page.app.number_input(key="ask-w-help").value == float(becomes or 1)
    assert page.linked("w-help") == becomes
    assert page.linked("w-patrols") == ""
    assert [each.key for each in page.app.button] == [f"find-{part}"]


@pytest.mark.parametrize("part", ["routes", "exposure"])
def test_a_link_restores_what_was_observed_and_the_answer_tells_it(kept: KeptStudy, part: str) -> None:
    observed = {"observedfrom": "2021-03-02", "observedto": "2021-03-31"}
    page = PageAsked(kept, lang="es", risk=part, **ENDS, service="emergency", **observed)
    assert [page.app.text_input(key=f"ask-{name}-es").value for name in observed] == list(observed.values())
    page.press(f"find-{part}")
    assert {name: page.linked(name) for name in observed} == observed
    told = "Observado, según se indicó: del 2021-03-02 al 2021-03-31. De otros días, que no cuentan: 1; tampoco los que"
    assert sum(each.count(told) for each in page.texts()) == 1


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("then", "2021-03-31", "First day incidents were observed, such as 2019-01-01: 'then' is no date."),
        ("2021-03-02", "", "Last day incidents were observed: is missing: a period has two ends."),
    ],
)
@pytest.mark.parametrize("part", ["routes", "exposure"])
def test_a_period_that_cannot_be_is_said_beside_its_field_and_nothing_can_be_asked(
    kept: KeptStudy, part: str, since: str, until: str, said: str
) -> None:
    page = PageAsked(kept, lang="en", risk=part, **ENDS, observedfrom=since, observedto=until)
    assert [said in each for each in page.faults()] == [True]
    assert [each.key for each in page.app.button] == []


def test_of_the_incidents_one_line_stands_before_the_map_and_the_rest_below_it(kept: KeptStudy) -> None:
    page = PageAsked(kept, lang="en", risk="exposure", service="emergency")
    page.press("find-exposure")
    short, *below = page.texts()
    assert short == (
        "Reported incidents, a minimum estimate: 5 on roads of 5 in the list, 2021-03-01 to 2021-03-05. How well each "
        "place is known stands in the list. Source of the incidents: incidents.csv"
    )
    assert [each.split(":")[0] for each in below] == [
        "Segments with no reports, which does not mean safe",
        "Exposure is hazard × people a day × hours to emergency care",
    ]
    order = [each.type for each in page.app.main if each.type in ("text", "bidi_component")]
    assert order == ["text", "bidi_component", "text", "text"]
