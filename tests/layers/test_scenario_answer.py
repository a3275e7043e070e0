"""What a scenario changes, in a sentence."""

from data.bilingual import Bilingual
from data.scenario import Scenario
from layers.what_if.short_answer import scenario_answer

STORM = Scenario("storm", Bilingual("Tormenta", "Storm"), illustration=True)
UNIT = {"scenario": "storm", "km_underserved": "", "diff_km_underserved": "", "diff_covered_nearest": ""}
UNITS = [
    UNIT | {"unit_kind": "corridor", "km_underserved": "30.0", "diff_km_underserved": "20.0"},
    UNIT | {"unit_kind": "corridor", "km_underserved": "5.0", "diff_km_underserved": "0.0"},
    UNIT | {"unit_kind": "corridor", "scenario": "other", "km_underserved": "99.0", "diff_km_underserved": "9.0"},
    UNIT | {"unit_kind": "all", "diff_covered_nearest": "-1200"},
]
CHANGES = [
    {"scenario": "storm", "change": "became_underserved"},
    {"scenario": "storm", "change": "slower"},
    {"scenario": "storm", "change": "slower"},
    {"scenario": "other", "change": "faster"},
]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", "")


def test_kilometres_segments_and_people_are_those_of_this_scenario() -> None:
    told = _plain(scenario_answer(STORM, UNITS, CHANGES, "en"))
    along = "Storm (ILLUSTRATION): 35.0 km of the corridors underserved, 15.0 km as it is."
    segments = "Segments: became underserved: 1, farther than before: 2."
    assert told == f"{along} {segments} 1200 people fewer within the limit."


def test_a_scenario_that_changes_nothing_says_so() -> None:
    still = [UNIT | {"unit_kind": "corridor", "km_underserved": "5.0", "diff_km_underserved": "0.0"}]
    people = [UNIT | {"unit_kind": "all", "diff_covered_nearest": "0"}]
    assert "No segment differs. As many people within" in scenario_answer(STORM, [*still, *people], [], "en")


def test_a_longer_gap_is_told_corridor_by_corridor_where_no_segment_differs() -> None:
    gap = {"unit_kind": "corridor", "km_underserved": "5.0", "diff_km_underserved": "0.0"}
    rows = [
        UNIT | gap | {"unit_id": "gulf", "longest_gap_km": "93.0", "diff_longest_gap_km": "45.0"},
        UNIT | gap | {"unit_id": "east", "longest_gap_km": "12.0", "diff_longest_gap_km": "0.0"},
        UNIT | gap | {"unit_id": "west", "longest_gap_km": "", "diff_longest_gap_km": ""},
    ]
    told = _plain(scenario_answer(STORM, rows, [], "en", names={"gulf": "Gulf road"}))
    assert told.endswith("No segment differs. Longest gap along Gulf road: 93.0 km, 48.0 km as it is.")
    assert "Longest gap along gulf:" in _plain(scenario_answer(STORM, rows, [], "en"))


def test_without_corridors_only_people_are_told() -> None:
    assert _plain(scenario_answer(STORM, UNITS[3:], [], "es")) == (
        "Tormenta (ILUSTRACIÓN): 1200 personas menos dentro del límite."
    )
