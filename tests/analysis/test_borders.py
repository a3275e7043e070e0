"""People near a land border, in worlds drawn on paper: A lies west of the line, B east of it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import EAST, LAT, LON, NORTH, Town, ask, clinics, people, places_frame, town

from analysis.borders import BorderLand, BordersResult, borders, ways_not_led
from geo.errors import QuestionError

# One character is a kilometre and a minute. The border runs at 13.5 km, between b and c; b - c is the bridge.
#         A           |   B
#         a-----------b--c---------d
#         0           12 15        25
WORLD = town("a-----------b--c---------d")
PEOPLE = {"a": WORLD.spot["a"], "b": WORLD.spot["b"], "d": WORLD.spot["d"]}  # 100, 10 and 1000 people


def _border(x: float, *, top: float = 5.0, bottom: float = -5.0) -> gpd.GeoDataFrame:
    line = shapely.LineString([(LON + x * EAST, LAT + y * NORTH) for y in (top, bottom)])
    frame = {"border_id": ["A-B"], "country_a": ["AA"], "country_b": ["BB"]}
    return gpd.GeoDataFrame(frame, geometry=[line], crs="EPSG:4326")


def _crossings(world: Town, *ways: tuple[str, str, str], **columns: object) -> gpd.GeoDataFrame:
    """Return crossings: at which place, from which country, to which."""
    rows = [
        places_frame({name: world.spot[name]}, country_from=a, country_to=b, **columns).assign(crossing_id=f"{a}{b}")
        for name, a, b in ways
    ]
    told = pd.concat(rows, ignore_index=True)
    return told.assign(**{"delay_min": 30.0, "documents_required": "unknown", **columns})


def _known(world: Town, line_x: float) -> np.ndarray:
    """Return the country of each node: what lies west of the line is A."""
    return np.where(world.roads.lon < LON + line_x * EAST, "AA", "BB").astype(object)


def _ask(
    facilities: gpd.GeoDataFrame,
    *,
    world: Town = WORLD,
    lived: dict[str, tuple[float, float]] | None = None,
    crossings: gpd.GeoDataFrame | None = None,
    **question: object,
) -> BordersResult:
    places = people(PEOPLE, [100.0, 10.0, 1000.0]) if lived is None else people(lived)
    supply = ask(world, facilities, **{"cutoff_min": 20.0, **question})
    told = np.full(len(places), "", dtype=object)
    return borders(places, supply, BorderLand(_border(13.5), crossings, _known(world, 13.5), told))


def _row(result: BordersResult, side: str, km: float, rule: str) -> pd.Series:
    rows = result.rows
    found = rows[(rows["side"] == side) & (rows["buffer_m"] == km * 1000.0) & (rows["rule"] == rule)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_clinic_beyond_the_bridge_is_as_far_as_the_rule_makes_it() -> None:
    result = _ask(clinics({"d": WORLD.spot["d"]}), crossings=_crossings(WORLD, ("b", "AA", "BB")))
    assert len(result.rows) == 1 * 2 * 4 * 3  # pieces, sides, buffers, rules
    # Closed, a and b have no way. Formally a takes 25 + 30 and b 13 + 30 min, open 25 and 13.
    told = {rule: _row(result, "AA", 25, rule) for rule in ("closed", "formal", "open")}
    assert [row["people"] for row in told.values()] == [110.0] * 3
    assert [row["people_beyond"] for row in told.values()] == [110.0, 110.0, 100.0]
    assert [row["people_gaining_a_way"] for row in told.values()] == [0.0, 110.0, 110.0]
    assert all(np.isnan(row["gain_s"]) for row in told.values())  # nobody has a way while it is closed
    # B's clinic is on its own side: nothing changes there.
    assert [_row(result, "BB", 25, rule)["people_beyond"] for rule in told] == [0.0] * 3


def test_the_gain_is_the_mean_over_people_with_a_way_under_both() -> None:
    # A has a clinic at a, so b is 12 min from it; open, the clinic at c is 3 min away: 9 min for 10 of 110.
    result = _ask(clinics({"a": WORLD.spot["a"], "c": WORLD.spot["c"]}))
    assert _row(result, "AA", 25, "open")["gain_s"] == pytest.approx(9 * 60.0 * 10.0 / 110.0, abs=0.01)
    assert _row(result, "AA", 25, "closed")["gain_s"] == 0.0
    # Within 5 km of the border lives b alone.
    assert _row(result, "AA", 5, "open")["gain_s"] == pytest.approx(9 * 60.0, abs=0.01)
    assert _row(result, "AA", 5, "open")["people"] == 10.0


def test_a_wider_buffer_holds_the_narrower_ones() -> None:
    result = _ask(clinics({"d": WORLD.spot["d"]}))
    held = [_row(result, side, km, "open")["people"] for side in ("AA", "BB") for km in (5, 10, 25, 50)]
    # b is 1.5 km from the line, a 13.5, d 11.5.
    assert held == [10.0, 10.0, 110.0, 110.0, 0.0, 0.0, 1000.0, 1000.0]


def test_without_crossings_formal_is_closed() -> None:
    rows = _ask(clinics({"d": WORLD.spot["d"]})).rows
    closed, formal = (rows[rows["rule"] == rule].drop(columns=["rule", "geometry"]) for rule in ("closed", "formal"))
    pd.testing.assert_frame_equal(closed.reset_index(drop=True), formal.reset_index(drop=True))


def test_a_crossing_leads_one_way_and_asks_for_papers() -> None:
    facilities, back = clinics({"d": WORLD.spot["d"]}), _crossings(WORLD, ("b", "BB", "AA"))
    assert _row(_ask(facilities, crossings=back), "AA", 25, "formal")["people_gaining_a_way"] == 0.0
    there = _crossings(WORLD, ("b", "AA", "BB"))
    asks_nothing = {"documents_required": "no", "insurance_required": "no", "no_fixed_address_ok": "yes"}
    free = clinics({"d": WORLD.spot["d"]}, trusted="yes", **asks_nothing)
    asked = {"profile": "without_documents", "cutoff_min": 120.0}
    assert _row(_ask(free, crossings=there, **asked), "AA", 25, "formal")["people_gaining_a_way"] == 0.0
    open_to_all = there.assign(documents_required="no")
    assert _row(_ask(free, crossings=open_to_all, **asked), "AA", 25, "formal")["people_gaining_a_way"] == 110.0


def test_people_of_whom_the_country_is_told_are_on_its_side_and_others_on_that_of_their_road() -> None:
    places, supply = people({"b": WORLD.spot["b"]}), ask(WORLD, clinics({"d": WORLD.spot["d"]}))
    known = _known(WORLD, 13.5)
    for told, nodes, side in (("BB", known, "BB"), ("", known, "AA"), ("", np.full(4, "", object), "unknown")):
        land = BorderLand(_border(13.5), None, nodes, np.array([told], dtype=object))
        rows = borders(places, supply, land).rows
        assert set(rows["side"][rows["people"] > 0]) == {side}


def test_a_place_on_the_bridge_is_on_the_side_of_its_nearer_end() -> None:
    supply = ask(WORLD, clinics({"d": WORLD.spot["d"]}))
    for km, side in ((12.3, "AA"), (14.7, "BB")):
        places = people({"p": (LON + km * EAST, LAT)})
        land = BorderLand(_border(13.5), None, _known(WORLD, 13.5), np.array([""], dtype=object))
        rows = borders(places, supply, land).rows
        assert set(rows["side"][rows["people"] > 0]) == {side}


def test_a_place_that_only_may_give_the_service_counts_for_nobody() -> None:
    perhaps = clinics({"d": WORLD.spot["d"]}, services="", services_possible="primary")
    assert _row(_ask(perhaps), "BB", 25, "open")["people_beyond"] == 1000.0


def test_a_place_that_says_to_be_in_another_country_than_its_road_is_named() -> None:
    places = {"c": WORLD.spot["c"], "d": WORLD.spot["d"]}
    assert _ask(clinics(places, country=["AA", "BB"])).over_by_road == ("c",)
    assert _ask(clinics(places, country=["", "BB"])).over_by_road == ()
    assert _ask(clinics(places)).over_by_road == ()


def test_people_between_two_borders_belong_to_the_nearer_one() -> None:
    second = _border(30.0).assign(border_id="B-C", country_a="BB", country_b="CC")
    two = pd.concat([second, _border(13.5)], ignore_index=True)
    land = BorderLand(two, None, _known(WORLD, 13.5), np.full(3, "", dtype=object))
    rows = borders(people(PEOPLE, [100.0, 10.0, 1000.0]), ask(WORLD, clinics({"d": WORLD.spot["d"]})), land).rows
    # d, at 25 km, is 5 km from the second and 11.5 from the first.
    held = (
        rows[(rows["buffer_m"] == 25_000.0) & (rows["rule"] == "open")].groupby(["border_id", "side"])["people"].sum()
    )
    assert held.to_dict() == {("A-B", "AA"): 110.0, ("A-B", "BB"): 0.0, ("B-C", "BB"): 1000.0, ("B-C", "CC"): 0.0}
    assert list(dict.fromkeys(rows["piece_id"])) == ["A-B:0", "B-C:0"]


def test_a_piece_far_from_every_mapped_facility_is_no_data_and_never_reached() -> None:
    far = town("a-----------b--c---------d" + "-" * 40 + "e")
    result = _ask(clinics({"e": far.spot["e"]}), world=far, lived={"b": far.spot["b"]}, cutoff_min=600.0)
    assert set(result.rows["status"]) == {"no_data"}
    near = _ask(clinics({"d": WORLD.spot["d"]}), cutoff_min=600.0)
    assert _row(near, "BB", 25, "closed")["status"] == "reached"
    assert _row(near, "BB", 5, "closed")["status"] == "no_people"
    assert _row(near, "AA", 5, "closed")["status"] == "beyond"


def test_where_nobody_offers_the_service_everybody_is_beyond() -> None:
    result = _ask(clinics({"d": WORLD.spot["d"]}, services="food"))
    assert set(result.rows["status"]) == {"none"}
    assert _row(result, "BB", 25, "open")["people_beyond"] == 1000.0


def test_a_border_nowhere_near_is_refused_and_far_pieces_are_counted() -> None:
    supply, places = ask(WORLD, clinics({"d": WORLD.spot["d"]})), people(PEOPLE)
    told = np.full(3, "", dtype=object)
    with pytest.raises(QuestionError, match="no land border is known within 50 km"):
        borders(places, supply, BorderLand(_border(200.0), None, _known(WORLD, 0.0), told))
    # 200 km of border southward, 10 km a piece: the first starts 5 km north of the road. What is 50 km south of it
    # and more is left out; the piece from 45 to 55 km begins nearer.
    long = borders(places, supply, BorderLand(_border(13.5, bottom=-195.0), None, _known(WORLD, 13.5), told))
    assert long.rows["piece_id"].nunique() + long.far == 20
    assert long.rows["piece_id"].nunique() == 6


def test_a_crossing_far_from_any_road_over_the_border_is_named() -> None:
    result = _ask(clinics({"d": WORLD.spot["d"]}), crossings=_crossings(WORLD, ("a", "AA", "BB"), ("c", "BB", "AA")))
    assert result.off_the_roads == ("AABB",)


SPOTS = st.lists(st.tuples(st.floats(0.0, 30.0), st.floats(-30.0, 5.0)), min_size=1, max_size=8)


@settings(deadline=None, max_examples=40)
@given(SPOTS, st.sampled_from("abcdefgh"), st.sampled_from(["to", "from"]), st.floats(4.1, 24.9))
def test_laws_of_borders(lived: list[tuple[float, float]], clinic: str, direction: str, line_x: float) -> None:
    world = town("a------b----c-----d\n|      |          |\ne--<---f----g--h--+\n")
    places = people({f"p{k}": (LON + x * EAST, LAT + y * NORTH) for k, (x, y) in enumerate(lived)}, 7.0)
    supply = ask(world, clinics({clinic: world.spot[clinic]}), direction=direction, cutoff_min=15.0)
    told, known = np.full(len(places), "", dtype=object), _known(world, line_x)
    crossings = _crossings(world, ("b", "AA", "BB"), ("g", "BB", "AA"))
    line = _border(line_x, bottom=-60.0)
    result = borders(places, supply, BorderLand(line, crossings, known, told))
    rows = result.rows.drop(columns="geometry")
    # Opening a border never worsens anything.
    wide = {rule: part.reset_index(drop=True) for rule, part in rows.groupby("rule")}
    closed, formal, opened = (wide[rule] for rule in ("closed", "formal", "open"))
    assert (opened["people_beyond"] <= formal["people_beyond"]).all()
    assert (formal["people_beyond"] <= closed["people_beyond"]).all()
    assert (formal["people_gaining_a_way"] <= opened["people_gaining_a_way"]).all()
    assert (rows["gain_s"].dropna() >= 0).all()
    # The people of all pieces are those of the buffer, counted by themselves; the drawing is flat to a few metres.
    for buffer_m, total in opened.groupby("buffer_m")["people"].sum().items():
        away_m = np.abs([(x - line_x) * 1000.0 for x, _ in lived])
        assert 7.0 * (away_m < buffer_m - 60.0).sum() <= total <= 7.0 * (away_m < buffer_m + 60.0).sum()
    # Half as long pieces: the same sums.
    halved = ask(world, clinics({clinic: world.spot[clinic]}), direction=direction, cutoff_min=15.0, piece_km=5.0)
    others = borders(places, halved, BorderLand(line, crossings, known, told)).rows
    kinds, by = ["people", "people_beyond", "people_gaining_a_way"], ["side", "buffer_m", "rule"]
    pd.testing.assert_frame_equal(*(each.groupby(by)[kinds].sum() for each in (rows, others)))


@pytest.mark.parametrize(
    ("led", "lacking"),
    [
        ([], ()),
        ([("AA", "BB")], (("BB", "AA"),)),
        ([("AA", "BB"), ("BB", "AA")], ()),
        ([("AA", "BB"), ("AA", "BB"), ("CC", "BB")], (("BB", "AA"), ("BB", "CC"))),
        ([("AA", "CC")], ()),  # no border of both is near
    ],
)
def test_a_way_over_a_border_that_crossings_lead_only_back_is_named(
    led: list[tuple[str, str]], lacking: tuple[tuple[str, str], ...]
) -> None:
    rows = pd.DataFrame({"border_id": ["A-B", "A-B", "B-C", "B-C"], "side": ["AA", "BB", "BB", "CC"]})
    crossings = gpd.GeoDataFrame({"country_from": [a for a, _ in led], "country_to": [b for _, b in led]})
    assert ways_not_led(rows, crossings) == lacking
    assert ways_not_led(rows, None) == ()
