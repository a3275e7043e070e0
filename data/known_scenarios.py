"""Which scenarios a study knows by name: those that come along, and its own; and what is wrong with the others."""

from dataclasses import dataclass, replace
from pathlib import Path

from data.scenario import Scenario
from data.scenario_file import is_scenario_name, load_scenario
from geo.errors import InputError, QuestionError

SCENARIOS = "scenarios"  # where a study keeps its own
SHIPPED = ("floods_tabasco", "storm_chiapas")
FOLDER = Path(__file__).parent / SCENARIOS


@dataclass(frozen=True, slots=True)
class KnownScenarios:
    """The scenarios that may be named, and what is wrong with the rest.

    Attributes
    ----------
    scenarios
        By name: those that come along, and after them the study's own.
    faults
        Of the files that cannot be used, sorted by file; where one is called as a scenario that comes along, neither
        can be named.
    """

    scenarios: dict[str, Scenario]
    faults: tuple[InputError, ...]


def known_names(study_folder: Path) -> tuple[str, ...]:
    """Return the names that may be given: those that come along, and after them a study's own.

    Parameters
    ----------
    study_folder
        Its ``scenarios/*.toml`` are looked at, not read.
    """
    own = _own(study_folder)
    shipped = [name for name in SHIPPED if name not in own]
    return (*shipped, *(name for name in own if name not in SHIPPED and is_scenario_name(name)))


def read_scenarios(study_folder: Path) -> KnownScenarios:
    """Return every scenario that may be named, read, and what is wrong with the files that cannot be used.

    Parameters
    ----------
    study_folder
        As `known_names` has it.
    """
    own = _own(study_folder)
    scenarios = {name: _shipped(name) for name in SHIPPED if name not in own}
    faults = []
    for name, path in own.items():
        try:
            scenarios[name] = _load_own(path)
        except InputError as fault:
            faults.append(fault)
    return KnownScenarios(scenarios, tuple(faults))


def find_scenario(word: str, study_folder: Path) -> Scenario:
    """Return the scenario somebody names, by its name or by its file.

    Parameters
    ----------
    word
        A name `known_names` tells, or the path of a TOML file.
    study_folder
        The study's.

    Raises
    ------
    QuestionError
        No scenario is called so.
    InputError
        The file cannot be used, or two scenarios are called so: one that comes along and one of the study.
    """
    if word.endswith(".toml"):
        return load_scenario(Path(word))
    own = _own(study_folder)
    if word in own:
        return _load_own(own[word])
    if word in SHIPPED:
        return _shipped(word)
    todo = f"Use one of: {', '.join(known_names(study_folder))}; or give a TOML file."
    raise QuestionError("--scenario", f"{word[:80]!r} is not one it knows", todo)


def _own(study_folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((study_folder / SCENARIOS).glob("[!.]*.toml"))}


def _load_own(path: Path) -> Scenario:
    """Return a study's own scenario; one called as another that comes along would hide which of them is meant."""
    if path.stem in SHIPPED:
        what = f"a scenario called {path.stem!r} is part of Alcance"
        raise InputError(str(path), what, "Give it another name.")
    return load_scenario(path)


def _shipped(name: str) -> Scenario:
    return replace(load_scenario(FOLDER / f"{name}.toml"), comes_along=True)
