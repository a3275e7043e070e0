"""The app's scenarios, large groups and random runs are those of the command line, and can be called off."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from doors import done, holds, written
from osm_world import at_km
from toy_study import FACILITY, demand_csv, facility, road_study

from alcance.app.answers import KeptStudy, answer, answer_key, asked, keep_study, shelves
from alcance.app.scenarios_answer import lay_scenarios, scenarios_key
from alcance.app.scenarios_asked import known_here, read_scenario
from alcance.app.surge_answer import answer_surge, kept_surge, surge_key
from alcance.app.surge_asked import Question
from alcance.app.work import CalledOffError
from alcance.opened import plan_of
from alcance.surge import filled_in
from analysis.plan import Plan
from analysis.surge.asked import SurgeAsked, build_asked
from geo.errors import InputError

TITLE = '[title]\nen = "Try"'
CORNERS = [[at_km(9), -0.1], [at_km(31), -0.1], [at_km(31), 0.1], [at_km(9), 0.1]]
FLOOD = f"[[closures]]\npolygon = {CORNERS}\n{TITLE}"
POLICY = f'[[policies]]\npolicy = "free_buses"\ncountry = "MX"\n{TITLE}'


class File(NamedTuple):
    """A file somebody drops in."""

    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def getvalue(self) -> bytes:
        return self.content


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("app")
    people = demand_csv(folder, [("p", 5, 0, 100), ("q", 35, 0, 300)])
    study = road_study(folder, [facility("a", 0), facility("b", 100)], "--demand", people)
    rows = [f"{facility('a', 0, seen='public')},200", f"{facility('b', 100, seen='public')},"]
    written(study / "facilities.csv", [f"{FACILITY},capacity_per_day", *rows])
    (study / "scenarios").mkdir()
    written(study / "scenarios" / "flood.toml", [FLOOD])
    return study


@pytest.fixture(scope="module")
def kept(study: Path) -> KeptStudy:
    return keep_study(study)


def _quiet(_what: str, _done: int, _of: int) -> None:
    return None


def _plan(kept: KeptStudy, *, runs: int = 0) -> Plan:
    return plan_of(kept.study, replace(asked("primary", 20.0, None, None), runs=runs))


def test_scenarios_are_those_of_the_command_line(kept: KeptStudy, study: Path, tmp_path: Path) -> None:
    asked_for = ("--service", "primary", "--cutoff-min", "20", "--scenario", "flood")
    done("scenarios", study, *asked_for, "--out", tmp_path / "out")
    flood = read_scenario(File("flood.toml", f"{FLOOD}\n".encode()))
    found = lay_scenarios(kept, _plan(kept), [flood], _quiet)
    assert {name: found.file(name) for name in found.packed_files} == holds(tmp_path / "out")
    assert found.key == scenarios_key(kept, _plan(kept), [flood])
    assert shelves().answers.get(found.key) is found


def test_other_words_in_a_file_of_the_same_name_are_another_question(kept: KeptStudy) -> None:
    one, other = (read_scenario(File("flood.toml", text.encode())) for text in (FLOOD, f"wet_season = true\n{FLOOD}"))
    keys = {scenarios_key(kept, _plan(kept), each) for each in ([], [one], [other], [one, other])}
    assert len(keys) == 4


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("try.toml", POLICY, "try.toml, policies 1, policy: 'free_buses' is not one of "),
        ("try.toml", "[[", "try.toml: is not TOML ("),
        ("Mi plan.toml", FLOOD, "Mi plan.toml: 'Mi_plan' is not a scenario's name. Use small letters"),
        ("try.toml", f"title.{'a.' * 3000}a = 1", "try.toml"),
        ("try.toml", "#" * 1_000_001, "try.toml: has 1 MB. Give at most 1 MB, or use the command line."),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_in_one_line_under_its_own_name(name: str, text: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_scenario(File(name, text.encode()))
    assert str(error.value).startswith(told)
    assert "alcance-upload" not in str(error.value)


def test_a_scenario_of_the_study_that_cannot_be_used_is_told_and_the_others_are_offered(
    kept: KeptStudy, study: Path
) -> None:
    broken = written(study / "scenarios" / "storm.toml", [POLICY])
    try:
        known = known_here(kept)
    finally:
        broken.unlink()
    assert list(known.scenarios) == ["floods_tabasco", "storm_chiapas", "flood"]
    assert [each.where for each in known.faults] == ["storm.toml, policies 1, policy"]
    assert {each.where for each in known.scenarios.values()} == {f"{name}.toml" for name in known.scenarios}


def test_scenarios_called_off_leave_nothing(kept: KeptStudy) -> None:
    wet = read_scenario(File("wet.toml", f"wet_season = true\n{TITLE}".encode()))

    def called_off(_what: str, done: int, _of: int) -> None:
        if done:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        lay_scenarios(kept, _plan(kept), [wet], called_off)
    assert shelves().answers.get(scenarios_key(kept, _plan(kept), [wet])) is None


def test_a_large_group_is_that_of_the_command_line(kept: KeptStudy, study: Path, tmp_path: Path) -> None:
    told = ("--cohort", 900, "--to-km", 0.001, "--spread-days", 3, "--need-rate", 1, "--km-a-day", 40)
    done("surge", study, "--cutoff-min", 20, *told, "--out", tmp_path / "out")
    plan, people = _plan(kept), SurgeAsked(people=900.0, to_m=1.0, spread_days=3)
    question = Question(build_asked(filled_in(people, plan, km_a_day=40.0, need_rate=1.0)), "east", "East", 100_000.0)
    found = answer_surge(kept, plan, question, _quiet)
    assert {name: found.answer.file(name) for name in found.answer.packed_files} == holds(tmp_path / "out")
    again = kept_surge(surge_key(kept, plan, question))
    assert again is not None
    assert again.result is found.result


@pytest.mark.parametrize("kind", ["gaps", "coverage"])
def test_runs_called_off_go_on_where_they_were_to_the_bytes_of_the_command_line(
    kept: KeptStudy, study: Path, tmp_path: Path, kind: str
) -> None:
    told: list[int] = []

    def called_off(what: str, done: int, _of: int) -> None:
        if what == "Random runs" and done > 45:
            raise CalledOffError

    def counted(what: str, done: int, _of: int) -> None:
        told.extend([done] if what == "Random runs" else [])

    plan = _plan(kept, runs=100)
    with pytest.raises(CalledOffError):
        answer(kept, plan, kind, called_off)
    assert shelves().answers.get(answer_key(kept, plan, kind)) is None
    found = answer(kept, plan, kind, counted)
    # Two batches of 20 were finished: they are taken as they are, and the 41st run is the first drawn again.
    assert told[:3] == [40, 41, 42]
    done(kind, study, "--service", "primary", "--cutoff-min", "20", "--runs", 100, "--out", tmp_path / "out")
    same = [f"{kind}.csv", "tornado.csv", "manifest.json"]
    assert {name: found.file(name) for name in same} == {name: (tmp_path / "out" / name).read_bytes() for name in same}
