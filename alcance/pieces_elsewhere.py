"""The pieces of a question, described so that another process or another machine can work them out."""

import hashlib
import platform
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from alcance.opened import Asked, open_with, plan_of
from alcance.results import versions
from alcance.works import WORKS
from data.network_store import MANIFEST, load_roads
from data.study import NETWORK, load_study
from geo.errors import StudyError
from geo.network import Network

_ONE_OPENS = threading.Lock()


@dataclass(frozen=True, slots=True)
class PiecesElsewhere:
    """What a worker needs to know to work out any piece of a question: where its inputs are, and their hash.

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
    work
        What its pieces are: one of ``alcance.works.WORKS``.
    versions
        Of the packages the figures follow from.
    """

    name: str
    study: str = field(compare=False)
    roads: str = field(compare=False)
    asked: Asked = field(compare=False)
    work: str = field(compare=False)
    versions: tuple[tuple[str, str], ...] = field(compare=False)

    def __call__(self, piece: int) -> object:
        """Return what the piece of a number tells.

        Raises
        ------
        AlcanceError
            The inputs or the packages here are others than where the question was asked.
        """
        # Pieces of one question begin at the same time: one of them opens the study, the others wait for it.
        with _ONE_OPENS:
            task = _opened(self)
        return task(piece)


def pieces_elsewhere(name: str, study: Path, asked: Asked, work: str) -> PiecesElsewhere:
    """Return the description of the pieces of a question; its name is that of the work (`alcance.works`)."""
    if asked.scenario is not None and asked.scenario.endswith(".toml"):
        asked = replace(asked, scenario=str(Path(asked.scenario).resolve()))
    return PiecesElsewhere(name, str(study.resolve()), _hash_of_roads(study), asked, work, tuple(versions().items()))


@lru_cache(maxsize=1)
def _opened(task: PiecesElsewhere) -> Callable[[int], object]:
    """Return what tells the pieces of a question, once it is known to be the very one that was asked."""
    _check_versions(task)
    if not Path(task.study).is_dir():
        raise _unlike(task.study, "is not there")
    study = load_study(Path(task.study))
    plan = plan_of(study, task.asked)
    if _hash_of_roads(study.path) != task.roads:
        raise _unlike(task.study, "its roads are others than where the question was asked")
    network = _network(study.path, task.roads, plan.mode, plan.profile.walking_kmh)
    name, told = WORKS[task.work](open_with(study, plan, network))
    if name != task.name:
        raise _unlike(task.study, "its inputs are others than where the question was asked")
    return told


@lru_cache(maxsize=1)
def _network(study: Path, _roads: str, mode: str, walking_kmh: float) -> Network:
    """Return the roads of a study, opened once for all questions while they stay the same."""
    return Network(load_roads(study / NETWORK), mode, walking_kmh=walking_kmh)


def _hash_of_roads(study: Path) -> str:
    try:
        return hashlib.sha256((study / NETWORK / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""  # what is missing is told by whatever loads it


def _check_versions(task: PiecesElsewhere) -> None:
    here = versions()
    for package, version in task.versions:
        if here[package] != version:
            what = f"{package} {here[package]} is installed there, and {version} where the question was asked"
            raise StudyError(f"worker on {platform.node()}", what, "Install the same version on every worker.")


def _unlike(study: str, what: str) -> StudyError:
    return StudyError(f"{study} on {platform.node()}", what, "Put the same study there, at the same path.")
