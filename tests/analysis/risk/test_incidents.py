"""Recorded incidents as a hazard: rates on paper, what always holds, and the real file of Missing Migrants."""

from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import Town, ask, places_frame, town

from analysis.risk.corridor import OnRoads, corridor_exposure
from analysis.risk.counted import DAYS_A_YEAR, Period, build_period, count_incidents
from analysis.risk.incidents import BANDWIDTH_M, IncidentHazard, incident_hazard
from data.corridor.example import load_example
from data.grid import raw_from_grid
from data.network_store import load_roads
from data.points import take_incidents
from data.read_csv import read_grid_csv
from data.recognise.apply import apply_map
from data.recognise.find import recognise
from data.schemas import INCIDENTS
from geo.density import edge_of_piece
from geo.errors import QuestionError
from geo.nearest_line import NearestLine
from geo.network import Network
from geo.roads import MODES, FloatArray

# Four years to the day in days of 365.25: the period of most tests.
YEARS = Period("2016-01-01", "2019-12-31")
LAWS = settings(max_examples=60, deadline=None, derandomize=True)


def incidents(places: dict[str, tuple[float, float]], **columns: object) -> gpd.GeoDataFrame:
    """Return incidents of 1 July 2018, placed exactly, at places by their id."""
    told = {"date": "2018-07-01", "kind": "drowning", "source": "press", "location_precision_m": 0.0, "severity": 1.0}
    frame = places_frame(places, **{**told, **columns})
    return frame.assign(incident_id=frame["name"])


def hazard(world: Town, table: gpd.GeoDataFrame, **asked: object) -> IncidentHazard:
    return incident_hazard(table, world.network(), **{"period": YEARS, **asked})


def mass(world: Town, found: IncidentHazard) -> float:
    """Return the weight on all roads, each road once."""
    return float(found.reports[edge_of_piece(world.network().chains)].sum())


ROAD = town("A---------B\n\nC---------D", km=10)  # two roads of 100 km; nothing leads from one to the other
(WEST, NORTH), (EAST, _) = ROAD.spot["A"], ROAD.spot["B"]
MIDDLE = ((WEST + EAST) / 2, NORTH)


def test_the_rate_of_a_road_is_what_was_reported_there_and_a_little_of_what_is_on_all_roads() -> None:
    # One incident in 4 years on 200 km of road, all of it on A-B: of 10 km of it (L = 2 x 5 km) it is a tenth. So
    # n = .1, E = 10 km x 4 years = 40, mean of all (1 + .5) / 800 = .001875. A-B: (.1 + 1) / (40 + 1 / .001875) =
    # .0019186 a km and year, C-D: 1 / (40 + 533.3) = .0017442. Of 100 km that is as many events a year, and points.
    found = hazard(ROAD, incidents({"i": MIDDLE}))
    on = found.reports > 0
    assert found.points[on].tolist() == pytest.approx([1.1 / (40 + 800 / 1.5) * 100] * 2, rel=1e-12)
    assert found.points[~on].tolist() == pytest.approx([1.0 / (40 + 800 / 1.5) * 100] * 2, rel=1e-12)
    assert found.rate.tolist() == pytest.approx(found.points.tolist(), rel=1e-12)  # of 100 km each
    assert found.no_reports.tolist() == (~on).tolist()
    assert found.reports[on].tolist() == pytest.approx([1.0, 1.0], rel=1e-12)
    assert found.told.period == YEARS
    assert found.told.years == pytest.approx(4.0, rel=1e-12)


def test_three_behind_each_that_was_reported_are_three_in_rate_and_mean() -> None:
    found = hazard(ROAD, incidents({"i": MIDDLE}), reporting=3.0)
    assert found.points.max() == pytest.approx(1.3 / (40 + 800 / 3.5) * 100, rel=1e-12)


def test_a_rate_that_is_known_well_is_hardly_shrunk() -> None:
    # 10,000 incidents on the 100 km of A-B in 4 years are 2,500 a 100 km and year; from the mean of all, 1,250, nothing
    # is left to see: n = 1,000, E = 40, 1/mean = .08.
    table = incidents({f"i{k:05}": MIDDLE for k in range(10_000)})
    assert hazard(ROAD, table).rate.max() == pytest.approx(2500, rel=2e-3)


def test_with_a_half_life_old_incidents_count_less_and_so_do_old_days() -> None:
    # A half-life of a year: 548 days before the end an incident counts .5^1.5003 = .35347; 4 years count as
    # (1 - 1/16) / ln 2 = 1.35253.
    weight, years = 0.5 ** (548 / DAYS_A_YEAR), (1 - 1 / 16) / np.log(2)
    found = hazard(ROAD, incidents({"i": MIDDLE}), half_life_years=1.0)
    assert mass(ROAD, found) == pytest.approx(weight, rel=1e-12)
    assert found.told.years == pytest.approx(years, rel=1e-12)
    rate = (weight / 10 + 1) / (10 * years + 200 * years / (weight + 0.5))
    assert found.points.max() == pytest.approx(100 * rate, rel=1e-12)


def test_what_is_told_adds_up() -> None:
    sea = (MIDDLE[0], NORTH + 3.0)
    places = dict.fromkeys("abcdefghi", MIDDLE) | {"sea": sea}
    dates = ["2018-07-01"] * 5 + ["2016-01-01", "2019-12-31", "2015-12-31", "", "2018-07-01"]
    table = incidents(places, date=dates, location_precision_m=[0.0] * 8 + [np.nan, np.nan])
    told = hazard(ROAD, table).told
    assert (told.incidents, told.counted, told.placed, told.off_roads) == (10, 8, 7, 1)
    assert (told.without_date, told.outside_period, told.without_precision) == (1, 1, 1)
    assert (told.first_date, told.last_date) == ("2016-01-01", "2019-12-31")
    assert told.asked == (1.0, None, BANDWIDTH_M, YEARS)


def test_neither_kind_nor_severity_counts_and_neither_is_told() -> None:
    table = incidents(dict.fromkeys("abcdef", MIDDLE), kind=["shot"] * 3 + ["drowning"] * 3, severity=[9.0] * 6)
    whole, bare = hazard(ROAD, table), hazard(ROAD, table.drop(columns=["kind", "severity", "source"]))
    assert bare.told == whole.told
    assert (bare.points == whole.points).all()


def test_without_a_period_all_count_and_those_without_a_date_unless_their_age_does() -> None:
    table = incidents(dict.fromkeys("abc", MIDDLE), date=["2016-01-01", "", "2019-12-31"])
    found = hazard(ROAD, table, period=None)
    assert (found.told.counted, found.told.without_date, found.told.period) == (3, 1, YEARS)
    assert hazard(ROAD, table, period=None, half_life_years=2.0).told.counted == 2
    # Two days in a row are no year without an incident: a time shorter than a year is taken as one.
    short = hazard(ROAD, incidents(dict.fromkeys("ab", MIDDLE), date=["2018-07-01", "2018-07-02"]), period=None)
    assert short.told.years == 1.0


def test_incidents_without_any_date_are_refused() -> None:
    with pytest.raises(QuestionError, match="none of them has a date"):
        hazard(ROAD, incidents({"i": MIDDLE}, date=""))


def test_of_a_period_both_ends_are_stated_in_their_order_and_have_been() -> None:
    latest = "2026-03-02"
    assert build_period(None, None, latest=latest) is None
    assert build_period("2026-03-02", latest, latest=latest) == Period(latest, latest)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2018-01-01", None, "--until: is missing: a period has two ends. Give its first day, then its last."),
        (None, "2018-01-01", "--since: is missing: a period has two ends. Give its first day, then its last."),
        ("", "2018-01-01", "--since: '' is no date. Write it as 2026-01-31."),
        ("2018-01-01", "2018-02-30", "--until: '2018-02-30' is no date. Write it as 2026-01-31."),
        ("2018-01-01", "2026-03-03", "--until: '2026-03-03' is still to come. Give today or an earlier day."),
        (
            "1018-01-01",
            "2018-01-01",
            "--since: '1018-01-01' is of another calendar or a slip. Give a day from 1990 on.",
        ),
        (
            "2019-01-01",
            "2018-01-01",
            "--until: a period from 2019-01-01 to 2018-01-01 ends before it begins. Give its first day, then its last.",
        ),
    ],
)
def test_a_period_that_cannot_have_been_observed_is_a_line(since: str | None, until: str | None, said: str) -> None:
    with pytest.raises(QuestionError) as refused:
        build_period(since, until, latest="2026-03-02")
    assert str(refused.value) == said


def test_a_road_nobody_may_pass_has_no_weight_and_no_report() -> None:
    world = town("A---------B", road_class="motorway")
    closed = np.where(world.roads.tail < world.roads.head, np.inf, world.roads.time_s["drive"])
    network = Network(replace(world.roads, time_s=dict.fromkeys(MODES, closed)), "drive")
    found = incident_hazard(incidents({"i": world.spot["A"]}), network, period=YEARS)
    assert np.isnan(found.reports).tolist() == np.isinf(closed).tolist()
    assert found.no_reports.tolist() == np.isinf(closed).tolist()
    assert (found.points > 0).all()


def random_incidents(world: Town, seed: int, count: int, *, anywhen: bool = False) -> gpd.GeoDataFrame:
    """Return incidents on and around the roads, at all precisions, of all days of the period.

    With `anywhen` any but the first may be of six years before or after too, or without a date.
    """
    rng, roads = np.random.default_rng(seed), world.roads
    edge, share = rng.integers(0, len(roads.tail), count), rng.random(count)
    aside = rng.choice([0.0, 0.0, 0.02, 2.0], (2, count)) * rng.normal(size=(2, count))
    lon, lat = (
        axis[roads.tail[edge]] * (1 - share) + axis[roads.head[edge]] * share for axis in (roads.lon, roads.lat)
    )
    places = {f"i{k:02}": (float(lon[k] + aside[0, k]), float(lat[k] + aside[1, k])) for k in range(count)}
    days = (np.datetime64("2016-01-01") + rng.integers(0, 1461, count)).astype(str)
    precision_m = rng.choice([0.0, 50.0, 2_000.0, 30_000.0, np.nan], count)
    if anywhen:
        other = (np.datetime64("2010-01-01") + rng.integers(0, 5844, count)).astype(str)
        days[1:] = np.select([rng.random(count) < 0.2, rng.random(count) < 0.5], ["", other], days)[1:]
    return incidents(places, date=days, location_precision_m=precision_m)


ASKED = st.sampled_from([{}, {"half_life_years": 0.7}, {"reporting": 3.0}, {"bandwidth_m": 1_500.0}])


@LAWS
@given(worlds(), st.integers(0, 2**32 - 1), ASKED)
def test_the_weight_on_the_roads_is_that_of_the_incidents_placed_and_more_never_lower_a_road(
    world: World, seed: int, asked: dict[str, float]
) -> None:
    table = random_incidents(world.town, seed, 8)
    found, fewer = hazard(world.town, table, **asked), hazard(world.town, table.iloc[:-1], **asked)
    weight = count_incidents(table["date"], period=YEARS, half_life_years=asked.get("half_life_years")).weight
    alone = [hazard(world.town, table.iloc[[k]], **asked).told.placed for k in range(8)]
    assert mass(world.town, found) == pytest.approx(float((weight * alone).sum()), rel=1e-9, abs=1e-12)
    assert found.told.placed == sum(alone)
    assert (found.points >= fewer.points * (1 - 1e-12)).all()
    assert (found.points > 0).all()


@LAWS
@given(worlds(), st.integers(0, 2**32 - 1), ASKED)
def test_with_a_stated_period_one_more_of_any_day_and_place_never_lowers_an_edge_or_a_segment(
    world: World, seed: int, asked: dict[str, float]
) -> None:
    table = random_incidents(world.town, seed, 8, anywhen=True)
    helpers = ask(world.town, world.clinics)

    def exposed(given: gpd.GeoDataFrame) -> tuple[FloatArray, pd.DataFrame]:
        found = hazard(world.town, given, **asked)
        on_roads = OnRoads(found.points, found.points, found.no_reports)
        segments = corridor_exposure(world.gaps(), world.terrain(), on_roads, helpers).segments
        return found.points, segments[["hazard", "incidents_per_100km_year", "exposure_without_people", "exposure"]]

    points, segments = exposed(table)
    newest = int(np.argmax(np.where(table["date"] <= YEARS.until, table["date"], "")))
    for one in {1, 2, newest} - {0}:
        fewer, lower = exposed(table.drop(table.index[one]))
        assert (points >= fewer * (1 - 1e-12)).all()
        assert (segments.isna() == lower.isna()).all(axis=None)
        assert (segments.fillna(0.0) >= lower.fillna(0.0) * (1 - 1e-12)).all(axis=None)


@LAWS
@given(worlds(), st.integers(0, 2**32 - 1))
def test_more_behind_each_report_never_lower_a_road_and_an_older_incident_counts_no_more(
    world: World, seed: int
) -> None:
    table = random_incidents(world.town, seed, 6)
    one, three, ten = (hazard(world.town, table, reporting=each).points for each in (1.0, 3.0, 10.0))
    assert (three >= one).all()
    assert (ten >= three).all()
    older = table.assign(date=["2016-01-01", *table["date"].iloc[1:]])
    recent, old = (hazard(world.town, each, half_life_years=2.0).points for each in (table, older))
    assert (old <= recent * (1 + 1e-12)).all()


def test_where_nothing_was_reported_in_the_period_every_road_has_the_same_rate_above_nothing() -> None:
    found = hazard(ROAD, incidents({"i": MIDDLE}), period=Period("2020-01-01", "2023-12-31"))
    assert found.told.counted == 0
    assert (found.told.first_date, found.told.last_date) == ("", "")
    assert found.no_reports.all()
    # Half an incident on 200 km in 4 years: (0 + 1) / (40 + 800 / .5).
    assert found.rate.tolist() == pytest.approx([100 / (40 + 1600)] * 4, rel=1e-9)


@pytest.fixture(scope="module")
def corridor(tmp_path_factory: pytest.TempPathFactory) -> Network:
    return Network(load_roads(load_example(tmp_path_factory.mktemp("corridor") / "example") / "network"), "drive")


@pytest.mark.parametrize("asked", [{}, {"half_life_years": 2.0}, {"bandwidth_m": 10_000.0}])
def test_every_missing_migrant_of_the_real_file_is_counted_once(
    real_data: Path, corridor: Network, asked: dict[str, float]
) -> None:
    raw = raw_from_grid(read_grid_csv(real_data / "incidents" / "missing_migrants_corridor_2014_2020.csv"))
    table = take_incidents(apply_map(raw, INCIDENTS, recognise(raw, INCIDENTS))).frame
    found = incident_hazard(table, corridor, **asked)
    told = found.told
    counts = count_incidents(table["date"], period=None, half_life_years=asked.get("half_life_years"))
    near = _metres_to_a_road(corridor, table) <= 10_000.0  # nobody says how well the places are known
    assert (told.incidents, told.counted, told.without_precision) == (2044, 2044, 2044)
    assert (told.placed, told.off_roads) == (near.sum(), (~near).sum()) == (988, 1056)
    assert found.reports[edge_of_piece(corridor.chains)].sum() == pytest.approx(counts.weight[near].sum(), rel=1e-9)
    assert (told.first_date, told.last_date) == ("2014-01-06", "2020-01-13")
    assert (found.rate > 0).all()


def _metres_to_a_road(network: Network, table: gpd.GeoDataFrame) -> FloatArray:
    roads, edge = network.roads, edge_of_piece(network.chains)
    ends = np.column_stack([roads.tail[edge], roads.head[edge]])
    lines = NearestLine([(roads.lon[each], roads.lat[each]) for each in ends])
    return lines.away(table["lon"].to_numpy(), table["lat"].to_numpy()).distance_m
