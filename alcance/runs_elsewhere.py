"""The random runs of a question, described so that another process or another machine can work them out."""

import hashlib
import platform
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from alcance.bands import name_of_people, name_of_times, uncertain_about
from alcance.opened import Asked, Opened, demand_of, open_with, plan_of, terrain_of
from alcance.results import versions
from analysis.bands.catchments import people_in, people_of_catchments
from analysis.bands.draw import Draw, Uncertain
from analysis.bands.gaps import points_of_gaps
from analysis.bands.people import points_of_coverage, points_of_reach
from analysis.bands.runs import Row, row_of_run, times_in
from data.network_store import MANIFEST, load_roads
from data.study import NETWORK, load_study
from geo.errors import StudyError
from geo.network import Network
from geo.roads import FloatArray
from geo.snap import Snaps

CATCHMENTS = "catchments"
# Of each answer the points whose times its runs tell.
POINTS: dict[str, Callable[[Opened], Snaps]] = {
    "gaps": lambda opened: points_of_gaps(terrain_of(opened.study), opened.supply),
    "reach": lambda opened: points_of_reach(demand_of(opened), opened.supply),
    "coverage": lambda opened: points_of_coverage(demand_of(opened), opened.supply),
}
_ONE_OPENS = threading.Lock()


@dataclass(frozen=True, slots=True)
class RunsElsewhere:
    """What a worker needs to know to work out any run of a question: where its inputs are, and their hash.

    Attributes
    ----------
    name
        Of the question and all its inputs; a worker that comes to another one refuses.
    study
        The study's folder, from the root.
    roads
        SHA-256 of the manifest of its network, which has the hashes of the arrays.
    asked
        The question as it was typed; the file of a scenario from the root.
    answer
        The command, whose points are asked for.
    versions
        Of the packages the figures follow from.
    """

    name: str
    study: str = field(compare=False)
    roads: str = field(compare=False)
    asked: Asked = field(compare=False)
    answer: str = field(compare=False)
    versions: tuple[tuple[str, str], ...] = field(compare=False)

    def __call__(self, run: int) -> FloatArray:
        """Return what the run of a number tells.

        Raises
        ------
        AlcanceError
            The inputs or the packages here are others than where the question was asked.
        """
        # Pieces of one question begin at the same time: one of them opens the study, the others wait for it.
        with _ONE_OPENS:
            row = _opened(self)
        return row(run)


def runs_elsewhere(name: str, study: Path, asked: Asked, answer: str) -> RunsElsewhere:
    """Return the description of the runs of a question; its name is that of `alcance.bands`."""
    if asked.scenario is not None and asked.scenario.endswith(".toml"):
        asked = replace(asked, scenario=str(Path(asked.scenario).resolve()))
    return RunsElsewhere(name, str(study.resolve()), _hash_of_roads(study), asked, answer, tuple(versions().items()))


@lru_cache(maxsize=1)
def _opened(task: RunsElsewhere) -> Row:
    """Return what tells the runs of a question, once it is known to be the very one that was asked."""
    _check_versions(task)
    if not Path(task.study).is_dir():
        raise _unlike(task.study, "is not there")
    study = load_study(Path(task.study))
    plan = plan_of(study, task.asked)
    if _hash_of_roads(study.path) != task.roads:
        raise _unlike(task.study, "its roads are others than where the question was asked")
    network = _network(study.path, task.roads, plan.mode, plan.profile.walking_kmh)
    opened = open_with(study, plan, network)
    uncertain = uncertain_about(opened)
    name, row = _asked(task.answer, opened, uncertain)
    if name != task.name:
        raise _unlike(task.study, "its inputs are others than where the question was asked")
    return partial(row_of_run, row, uncertain)


def _asked(answer: str, opened: Opened, uncertain: Uncertain) -> tuple[str, Callable[[Draw], FloatArray]]:
    if answer == CATCHMENTS:
        people = people_of_catchments(demand_of(opened), uncertain)
        return name_of_people(people, uncertain), partial(people_in, people, uncertain)
    points = POINTS[answer](opened)
    return name_of_times(points, uncertain), partial(times_in, points, uncertain)


@lru_cache(maxsize=1)
def _network(study: Path, _roads: str, mode: str, walking_kmh: float) -> Network:
    """Return the roads of a study, opened once for all questions while they stay the same."""
    return Network(load_roads(study / NETWORK), mode, walking_kmh=walking_kmh)


def _hash_of_roads(study: Path) -> str:
    try:
        return hashlib.sha256((study / NETWORK / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""  # what is missing is told by whatever loads it


def _check_versions(task: RunsElsewhere) -> None:
    here = versions()
    for package, version in task.versions:
        if here[package] != version:
            what = f"{package} {here[package]} is installed there, and {version} where the question was asked"
            raise StudyError(f"worker on {platform.node()}", what, "Install the same version on every worker.")


def _unlike(study: str, what: str) -> StudyError:
    return StudyError(f"{study} on {platform.node()}", what, "Put the same study there, at the same path.")
