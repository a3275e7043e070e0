"""The scenarios that come along touch the embedded corridor and change something there."""

from pathlib import Path

import pytest

from alcance.opened import Asked, open_question
from alcance.scenarios_results import answer_scenarios, tables_of
from data.corridor.example import load_example
from data.known_scenarios import SHIPPED, find_scenario


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "study"
    load_example(folder)
    return folder


def test_each_closes_roads_and_leaves_segments_underserved_that_were_served(example: Path) -> None:
    base = open_question(example, Asked("primary", 60.0, "drive", None, None, internal=False))
    seen: list[tuple[int, int]] = []
    scenarios = [find_scenario(name, example) for name in SHIPPED]
    answers = answer_scenarios(base, scenarios, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    changed = tables_of(answers)["changes"]
    along = {"floods_tabasco": {"gulf"}, "storm_chiapas": {"pacific"}}
    for each in answers[1:]:
        assert each.opened.changed is not None
        assert each.opened.changed.roads.closed_m > 100_000
        assert each.opened.stamps == ("EXAMPLE", "ILLUSTRATION")
        worse = changed[(changed["scenario"] == each.name) & (changed["change"] == "became_underserved")]
        assert along[each.name] <= set(worse["corridor_id"])
        assert set(changed["change"]) <= {"became_underserved", "slower"}  # nothing gets better
