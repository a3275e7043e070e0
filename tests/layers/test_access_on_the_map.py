"""What a page tells of effective access: why not, where people are lost, which sectors are missing, and for whom."""

import re

import geopandas as gpd
import pandas as pd
import pytest
import toy_view as toy
from shapely import LineString

from analysis.cascade import STEPS
from analysis.chances import SERVICE
from analysis.conditions import KINDS
from analysis.effective import NOWHERE, TIME
from analysis.sectors import SECTORS
from analysis.usable import Usable
from analysis.verdicts import ALL_STOPPED, VERDICTS
from data.profile import SHIPPED, load_profiles
from layers import access_words
from layers.bilingual import both
from layers.cascade import cascade
from layers.coverage import coverage_sheet
from layers.demand import demand_sheet
from layers.facilities import facility_sheet
from layers.index_words import about_index
from layers.labels import label, why_not
from layers.legend import legend
from layers.page import build_page
from layers.part import asked_about
from layers.reasons_why import with_reasons
from layers.sector_numbers import SectorNumbers
from layers.sectors import sector_counts, sector_layer, sector_sheet
from layers.short_answer import short_answer
from layers.tables import ACCESS
from layers.text import encode
from layers.whom import whom

NO_ROOM, NONE_SURE = "A certain place in reach, no room", "In reach of none that counts for certain"
NAN = float("nan")
PROFILES = load_profiles()


def _access() -> gpd.GeoDataFrame:
    """Return one place of each verdict: a counts, b may, c asks for papers and is shut, d and e do not offer."""
    told = [
        ("a", "certain", "", "", "", 0.0),
        ("b", "possible", "fee_unknown", "", "fee;trust", 0.0),
        ("c", "blocked", "documents", "documents;hours", "fee", 35.0),
        ("d", "not_offered", "", "", "", NAN),
        ("e", "not_offered", "", "", "", NAN),
    ]
    columns = ["facility_id", "verdict", "barrier", "unmet", "unknown", "wait_min"]
    return gpd.GeoDataFrame(pd.DataFrame(told, columns=columns), geometry=toy.facilities().geometry.iloc[:5].to_numpy())


def _coverage() -> gpd.GeoDataFrame:
    """Return everyone: of 1,000 people 900 have a way, 800 are in time, 300 are let in, 250 have all they need."""
    steps = {"population": 1000.0, "available": 900.0, "reachable": 800.0, "admissible": 300.0, "acceptable": 250.0}
    room = {"covered_capacity": 40.0, "without_capacity": 210.0, "out_of_reach": 750.0, "unknown_people": 120.0}
    index = {"gini": 0.25, "eai": 0.4321, "eai_low": 0.2, "eai_high": 0.9, "eai_rank": 2.0, "rank_unstable": "yes"}
    shares = {"covered_nearest": 250.0, "share_beyond_60": 0.3, "share_beyond_120": 0.1}
    words = {"unit_kind": "all", "unit_id": "all", "bottleneck": "admissible", "limiting_factor": "fee_unknown"}
    return gpd.GeoDataFrame([{**words, **steps, **room, **index, **shares, "geometry": None}], geometry="geometry")


def _sectors() -> gpd.GeoDataFrame:
    """Return three segments: all five sectors in reach; two missing, one of them perhaps not; one nobody knows of."""
    cells = []
    for at, (flags, perhaps) in enumerate(
        [
            (["served"] * 5, NAN),
            (["served", "underserved", "served", "underserved", "served"], 12.0),
            (["no_data"] * 5, 5.0),
        ]
    ):
        line = LineString([(toy.lon(10.0 * at), toy.LAT), (toy.lon(10.0 * at + 10), toy.LAT)])
        for sector, flag in zip(SECTORS, flags, strict=True):
            possible = perhaps if sector == "education" else NAN
            row = {"corridor_id": "norte", "segment_id": f"norte:{at}", "sector": sector, "flag": flag}
            place = {"start_km": 10.0 * at, "end_km": 10.0 * at + 10, "time_min": 7.5, "possible_time_min": possible}
            cells.append({**row, **place, "cutoff_min": 20.0, "geometry": line})
    return gpd.GeoDataFrame(cells, geometry="geometry", crs="EPSG:4326")


def test_every_word_of_the_access_tables_is_said_in_words() -> None:
    barriers = {name for kind in KINDS for name in (kind.name, f"{kind.name}_unknown")}
    assert barriers | {*ALL_STOPPED, SERVICE, "service", TIME, NOWHERE} == set(access_words.BARRIERS)
    asked = {kind.name for kind in KINDS} | {"service"}
    assert asked == set(access_words.TOPICS)
    assert asked | set(ALL_STOPPED) == set(access_words.CONDITIONS)
    assert set(access_words.MET) == set(access_words.ANSWERS)
    assert set(VERDICTS) == set(access_words.VERDICTS)
    assert {"everyone", *STEPS} == set(access_words.STEPS)
    assert set(SECTORS) == set(access_words.SECTORS)
    assert "barrier" in Usable.__slots__
    assert {"verdict", "unmet", "unknown", "wait_min"} <= set(ACCESS)


def test_a_place_says_whether_it_counts_and_all_that_keeps_it_from_counting() -> None:
    sheet = facility_sheet(with_reasons(toy.facilities(), _access()))
    assert sheet.labels[1:5] == (*map(both, ("For this profile", "Why not", "Opening hours", "Services")),)
    told = [card.cells[1:3] for card in sheet.cards]
    assert told[0] == (both("Counts"), "")
    assert told[1][0] == both("May count")
    assert told[1][1] == (
        '<span lang="es">no se sabe: cobro, contacto con el control migratorio</span>'
        '<span lang="en">nobody knows: fee, contact with migration enforcement</span>'
    )
    assert told[2][0].startswith(both("Cannot be used"))
    assert "opens after 35.0\u00a0min" in told[2][0]
    assert '<span lang="en">Asks for papers; Not open at the time of arrival; nobody knows: fee</span>' in told[2][1]
    assert told[3] == (both("Not known to give this service"), "")
    assert told[5] == (both("Not known"), "")  # a hotline: access.csv tells of places only


def test_the_reasons_are_listed_as_the_file_has_them() -> None:
    assert why_not("", NAN, "en") == ""
    assert why_not("closed", "", "es") == "Cerrado, por ahora o para siempre"


@pytest.mark.parametrize(("blocked", "kept"), [(60, 60), (61, 0)])
def test_places_that_let_nobody_in_go_last_where_there_are_too_many(blocked: int, kept: int) -> None:
    others = [toy.facilities().iloc[[4]].assign(facility_id=f"x{i}", verdict="not_offered") for i in range(61)]
    barred = [toy.facilities().iloc[[4]].assign(facility_id=f"y{i}", verdict="blocked") for i in range(blocked)]
    shown = asked_about(pd.concat([*others, *barred], ignore_index=True))
    assert [each[0] for each in shown["facility_id"]] == ["y"] * kept


def test_a_place_with_people_names_the_nearer_service_that_does_not_count_and_why() -> None:
    demand = toy.demand().assign(
        barrier=["documents", "fee_unknown", ""], blocked_facility_id=["c", "b", ""], blocked_time_min=[3.0, 9.5, NAN]
    )
    told = [card.cells[4] for card in demand_sheet(demand, {"c": "Puesto <C>"}).cards]
    assert told[0] == f"{both('Asks for papers')} · Puesto &lt;C&gt; · 3.0\u00a0min"
    assert told[1] == f"{both('Nobody knows whether it charges a fee')} · b · 9.5\u00a0min"
    assert told[2] == both("None known")


def test_the_table_of_coverage_tells_every_step_the_room_the_index_and_the_rank() -> None:
    sheet = coverage_sheet(_coverage(), {})
    told = dict(zip(sheet.labels, sheet.cards[0].cells, strict=True))
    assert [told[label("step", step)] for step in STEPS] == ["900", "800", "300", "250"]
    assert told[both("Most are lost at")] == both("Let in")
    assert [told[both(head)] for head in ("Find room", NO_ROOM, NONE_SURE)] == ["40", "210", "750"]
    assert told[both("Perhaps within the limit")] == "120"
    assert told[both("Share beyond 60 min")] == "30\u00a0%"
    assert told[both("Inequality (Gini, 0 to 1)")] == "0.2500"
    assert told[both("Index of access (low–high)")] == "0.4321 (0.2000–0.9000)"
    assert told[both("What limits it most")] == both("Nobody knows whether it charges a fee")
    assert told[both("Rank (1: least access)")] == f"2, {both('unstable')}"


def test_the_short_answer_says_the_figures_of_the_file_the_unknown_and_the_step_that_loses_most() -> None:
    row = _coverage().iloc[0].to_dict()
    told = short_answer(row, "en").replace("\u202f", "").replace("\u00a0", " ")
    assert told == (
        "250 of 1000 people (25 %) have this service within the limit for certain. Perhaps 120 more: nobody knows. "
        "Most are lost at \u201cLet in\u201d: 500."
    )
    of_the_file = {name: str(value) for name, value in row.items()}
    assert short_answer(of_the_file, "es") == short_answer(row, "es")
    sure = {**row, "unknown_people": 0.0, "bottleneck": ""}
    assert short_answer(sure, "en").endswith("for certain.")


def test_the_short_answer_stands_at_the_head_of_the_page_unless_nobody_is_counted() -> None:
    whole = _coverage().set_crs("EPSG:4326")
    assert '<p class="answer"><span lang="es">250 de' in build_page(toy.toy_view(coverage=whole))
    assert '<p class="answer">' not in build_page(toy.toy_view(coverage=whole.assign(population=0.0)))
    assert '<p class="answer">' not in build_page(toy.toy_view())


@pytest.mark.parametrize(("service", "full", "tenth"), [("primary", 30, 120), ("emergency", 15, 60)])
def test_beside_the_index_stands_what_it_is_made_of(service: str, full: int, tenth: int) -> None:
    note = coverage_sheet(_coverage(), {}, service=service).note
    told = about_index(service, "en")
    assert f"within {full} min, a tenth at {tenth} min" in told
    assert "guessed chance" in told
    assert "that same index, guesses included" in told
    assert encode(told) in note


def test_where_nobody_lives_and_where_nothing_is_lost_are_told_apart() -> None:
    nothing = {"bottleneck": "", "limiting_factor": "", "rank_unstable": "no"}
    labels = coverage_sheet(_coverage(), {}).labels
    at = [labels.index(both(head)) for head in ("Most are lost at", "What limits it most", "Rank (1: least access)")]
    peopled = coverage_sheet(_coverage().assign(**nothing), {}).cards[0].cells
    assert [peopled[i] for i in at] == [both("Nobody is lost"), both("Nothing"), "2"]
    empty = coverage_sheet(_coverage().assign(**nothing, population=0.0, eai_rank=NAN), {}).cards[0].cells
    assert [empty[i] for i in at] == [both("Not known")] * 3


def test_the_bars_are_as_long_as_their_numbers_and_the_step_that_loses_most_says_so() -> None:
    told = cascade(_coverage())
    assert re.findall(r'style="width:([\d.]+)%"', told) == ["100.00", "90.00", "80.00", "30.00", "25.00"]
    assert re.findall(r"<span>([\d\u202f]+) · ([\d\u00a0%]+)</span>", told) == [
        ("1\u202f000", "100\u00a0%"),
        ("900", "90\u00a0%"),
        ("800", "80\u00a0%"),
        ("300", "30\u00a0%"),
        ("250", "25\u00a0%"),
    ]
    assert told.count('<li class="worst">') == 1
    worst = told[told.index('class="worst"') :]
    assert worst.index(label("step", "admissible")) < worst.index(both("Most people are lost here: {lost}", lost="500"))
    assert (
        "Room, of places that count for certain: 40 people find one, 210 are in reach of one that is full or "
        "whose room nobody knows, 750 are in reach of none." in told
    )


def test_the_bars_say_where_no_room_is_known_and_are_not_drawn_for_nobody() -> None:
    assert both("How many the places have room for, nobody told.") in cascade(_coverage().assign(covered_capacity=NAN))
    assert cascade(_coverage().assign(population=0.0)) == ""
    assert cascade(_coverage().assign(unit_kind="area")) == ""


def test_a_segment_tells_minutes_or_a_gap_for_each_sector_and_how_many_are_missing() -> None:
    sheet = sector_sheet(_sectors(), {"norte": "Camino <N>"})
    assert sheet.labels == (*(label("sector", each) for each in SECTORS), both("Sectors missing"))
    full, gaps, unknown = sheet.cards
    assert full.title == "Camino &lt;N&gt; · km\u00a00.0–10.0"
    assert full.cells == ("7.5\u00a0min",) * 5 + (both("{count} of {all}", count=0, all=5),)
    gap = f'<b class="gap" aria-hidden="true">\u2715</b><span class="unseen">{both("A gap")}</span>'
    assert gaps.cells[1] == gap
    perhaps = both("perhaps {time}", time="12.0\u00a0min")
    assert gaps.cells[3] == f"{gap} <small>{perhaps}</small>"
    assert gaps.cells[5] == both("{count} of {all}", count=2, all=5)
    assert unknown.cells == (f'<span class="unknown">{both("No data")}</span>',) * 5 + (both("No data"),)


def test_segments_are_drawn_wider_the_more_is_missing_and_by_their_number_too() -> None:
    sectors = _sectors()
    layer = sector_layer(sector_sheet(sectors, {}), sectors)
    drawn = [layer.style_function(feature) for feature in layer.data["features"]]
    assert [(style["weight"], style["dashArray"]) for style in drawn] == [(5, ""), (7, "8 5"), (6, "2 9")]
    counts = sector_counts(sectors)
    assert counts == {"segment:norte:0": 0, "segment:norte:1": 2, "segment:norte:2": None}
    assert SectorNumbers(counts).counts == counts


def test_a_page_of_sectors_asks_of_no_single_service_and_explains_its_signs() -> None:
    view = toy.toy_view(
        segments=None, corridors=None, border_gaps=None, sectors=_sectors(), question=toy.QUESTION | {"service": ""}
    )
    page = build_page(view)
    assert re.findall(r'<table id="([\w-]+)">', page) == ["sectors", "facilities"]
    assert f"<dd>{both('Five sectors of help')}</dd>" in page
    assert re.findall(r'swatch missing(\d)"></span>(\d)', legend(view)) == [("0", "0"), ("2", "2")]
    assert both("A gap: no place of this sector within the limit") in legend(view)
    assert build_page(view) == page


def test_the_head_says_for_whom_and_when_in_both_languages() -> None:
    page = build_page(toy.toy_view(profile=PROFILES["without_documents"], arrive="2026-03-03T22:00"))
    assert '<dd><span lang="es">Persona sin documentos</span><span lang="en">Person without papers</span></dd>' in page
    assert "<dd>2026-03-03 22:00</dd>" in page
    assert "<dd>2026" not in build_page(toy.toy_view(profile=PROFILES["anyone"]))


def test_a_profile_is_told_with_its_note_and_its_stay_with_source_day_and_verify() -> None:
    told = whom(PROFILES["regional_visitor"])
    assert '<span lang="en">With Mexico&#x27;s Regional Visitor card.</span>' in told
    assert "http://elhispanonews.com/amplian-estancia-guatemaltecos-que-ingresen-mexico/" in told
    assert "read on 2026-11-22" in told
    assert both("Verify it before anyone relies on it: rules change.") in told
    assert "Verify" not in whom(PROFILES["without_documents"])
    assert whom(PROFILES["anyone"]) == whom(None) == ""


@pytest.mark.parametrize("name", SHIPPED)
def test_no_profile_puts_an_address_into_the_page_that_a_browser_would_ask_for(name: str) -> None:
    assert not re.search(r"(href|src)=", whom(PROFILES[name]))


def test_a_page_on_which_nothing_counts_for_a_profile_does_not_say_that_nobody_offers_the_service() -> None:
    nobody = toy.facilities().assign(counts=False, possible=False)
    blocked = _access().assign(verdict="blocked", unmet="documents")
    told = both("No place that gives this service is known to count for this profile: see why not, place by place.")
    assert told in build_page(toy.toy_view(facilities=nobody, access=blocked))
    assert told not in build_page(toy.toy_view(facilities=nobody))
