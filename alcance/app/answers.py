"""Answers as the app keeps them: a page for its frame and the files to download, by the content they come from."""

import csv
import gzip
import hashlib
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd

from alcance.answer import coverage_tables, gaps_tables, reach_table_of
from alcance.app.runs_kept import catchments_with_runs_for, sureness_for
from alcance.app.shelf import Shelf, in_turn
from alcance.app.work import Step
from alcance.catchments import people_in_reach
from alcance.check import examine
from alcance.day import latest_day
from alcance.opened import Asked, Opened, open_with
from alcance.results import Given, write_answer
from alcance.sectors import sectors_table_of
from analysis.catchments import catchments
from analysis.doctor import Finding
from analysis.plan import VISITS_A_YEAR, Plan
from data.fingerprint import study_fingerprint
from data.network_store import load_roads
from data.study import NETWORK, Study, load_study
from data.vocabulary import NO_SERVICE, SERVICES
from data.words import mark
from geo.errors import StudyError
from geo.network import Network
from geo.pace import WALKING_KMH
from layers.embedded import embed
from layers.ranking import worst_first
from layers.tables import (
    DECIMALS,
    catchments_table,
)

Tables = dict[str, pd.DataFrame]
ROADS, SEARCH = mark("Opening the roads"), mark("Looking for the way to each service")
SHAPES, DRAW = mark("Drawing what is within reach of each service"), mark("Drawing the map")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; its page and files are packed once, for they are sent packed and weigh a ninth.

    Attributes
    ----------
    key
        Made from the content of the study and the question; names its page.
    packed_page
        HTML for a frame of the app, gzip.
    packed_files
        What the command line writes for the same question, by name, gzip.
    segments
        The ids of the corridors' segments, the worst first; empty where the answer has none.
    """

    key: str
    packed_page: bytes
    packed_files: Mapping[str, bytes]
    segments: tuple[str, ...]

    @property
    def page(self) -> bytes:
        """HTML for a frame of the app."""
        return gzip.decompress(self.packed_page)

    def file(self, name: str) -> bytes:
        """Return the content of a file."""
        return gzip.decompress(self.packed_files[name])

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a CSV file, as it was written; none where the answer has no such file."""
        if name not in self.packed_files:
            return []
        return list(csv.DictReader(self.file(name).decode("utf-8").splitlines()))

    def weight(self) -> int:
        """Return how many bytes it holds."""
        return len(self.packed_page) + sum(map(len, self.packed_files.values()))


class Shelves:
    """Everything kept in this process; a network and a study weigh tens of megabytes, an answer one or two.

    Answers are worked out one at a time: together they would take as long, and every click meanwhile much longer. Those
    with shapes or random runs, which take minutes, wait for each other only.
    """

    def __init__(self) -> None:
        self.studies: Shelf[Study] = Shelf(4)
        self.networks: Shelf[Network] = Shelf(4)
        self.answers: Shelf[Answer] = Shelf(64_000_000, Answer.weight)
        self.examples: Shelf[Path] = Shelf(1)
        self.findings: Shelf[tuple[Finding, ...]] = Shelf(8)
        self.short_turn, self.long_turn = threading.Lock(), threading.Lock()


@cache
def shelves() -> Shelves:
    """Return the one set of shelves of this process."""
    return Shelves()


@dataclass(frozen=True, slots=True, eq=False)
class KeptStudy:
    """A study, and the hash of the files it was read from."""

    study: Study
    fingerprint: str


def keep_study(path: Path) -> KeptStudy:
    """Return a study, read once for each state of its files.

    Raises
    ------
    AlcanceError
        It cannot be used, or changed while it was read.
    """
    fingerprint = study_fingerprint(path)
    return KeptStudy(
        shelves().studies.keep(f"{path}\0{fingerprint}", lambda: _unchanged(path, fingerprint)), fingerprint
    )


def _unchanged(path: Path, fingerprint: str) -> Study:
    study = load_study(path, latest_day())
    check_unchanged(path, fingerprint)
    return study


def check_unchanged(path: Path, fingerprint: str) -> None:
    """Keep what was read while files changed from being kept as what they were, or are."""
    if study_fingerprint(path) != fingerprint:
        raise StudyError(str(path), "changed while it was read", "Load the page again.")


def answer_key(kept: KeptStudy, plan: Plan, kind: str) -> str:
    """Return the name of an answer; see `key_of`."""
    return key_of(kept, kind, astuple(plan))


def key_of(kept: KeptStudy, kind: str, *told: object) -> str:
    """Return the name of an answer of a kind, by what was asked: only who holds the study itself can work it out."""
    return hashlib.sha256(repr((kept.fingerprint, kind, *told)).encode()).hexdigest()


def plain_plan(plan: Plan) -> tuple[object, ...]:
    """Return a question as plain values for `key_of`, its scenario by name and content."""
    scenario = None if plan.what_if is None else (plan.what_if.name, plan.what_if.sha256)
    return (*astuple(replace(plan, what_if=None)), scenario)


def answer(kept: KeptStudy, plan: Plan, kind: str, step: Step) -> Answer:
    """Return an answer, worked out once.

    Parameters
    ----------
    kept
        The study.
    plan
        The question.
    kind
        ``gaps``: the corridors, segment by segment; ``coverage``: how many people are within reach, nothing where the
        study does not know where people are; ``catchments``: the same with what is within reach of each service;
        ``sectors``: which sectors of help each segment has, whatever service is asked about.
    step
        Told how far the work is.

    Raises
    ------
    AlcanceError
        The question cannot be answered with this study.
    """
    key = answer_key(kept, plan, kind)
    turn = shelves().long_turn if kind == "catchments" or plan.runs else shelves().short_turn

    def waiting() -> None:
        step("", 0, 0)

    def made() -> Answer:
        with in_turn(turn, waiting):
            return _made(kept, plan, kind, step)

    return shelves().answers.keep(key, made, waiting)


def find_faults(kept: KeptStudy, mode: str) -> tuple[Finding, ...]:
    """Return what is wrong with a study's inputs, worst first.

    Raises
    ------
    AlcanceError
        The network is missing or altered.
    """
    latest = latest_day()
    key = f"{kept.study.path}\0{kept.fingerprint}\0{mode}\0{latest}"
    return shelves().findings.keep(key, lambda: tuple(examine(kept.study, mode, latest)))


def asked(
    service: str,
    cutoff_min: float | None,
    mode: str | None,
    direction: str | None,
    *,
    profile: str | None = None,
    arrive: str | None = None,
    visits_a_year: float = VISITS_A_YEAR,
) -> Asked:
    """Return a question as the app asks it: hidden places never take part."""
    return Asked(
        service, cutoff_min, mode, profile, direction, internal=False, arrive=arrive, visits_a_year=visits_a_year
    )


def _gaps_tables(opened: Opened, step: Step) -> Tables:
    step(SEARCH, 1, 3)
    return gaps_tables(opened, sureness_for(opened, step))


def _coverage_tables(opened: Opened, step: Step) -> Tables:
    if opened.study.demand is None:
        return {}
    step(SEARCH, 1, 3)
    sure = sureness_for(opened, step)
    return {"reach": reach_table_of(opened, sure), **coverage_tables(opened, sure)}


def _catchments_tables(opened: Opened, step: Step) -> Tables:
    tables = _coverage_tables(opened, step)
    people = people_in_reach(opened)
    shapes = catchments(opened.supply, people, progress=lambda done, of: step(SHAPES, done, of))
    return {"catchments": catchments_table(catchments_with_runs_for(shapes, opened, people, step)), **tables}


def _sectors_tables(opened: Opened, step: Step) -> Tables:
    step(SEARCH, 1, 3)
    return {"sectors": sectors_table_of(opened)}


_TABLES = {
    "gaps": _gaps_tables,
    "coverage": _coverage_tables,
    "catchments": _catchments_tables,
    "sectors": _sectors_tables,
}


_FOLDED = ("coverage", "catchments")  # of the others the tables are the answer


def _made(kept: KeptStudy, plan: Plan, kind: str, step: Step) -> Answer:
    step(ROADS, 0, 3)
    opened = opened_for(kept, plan)
    tables = _TABLES[kind](opened, step)
    step(DRAW, 2, 3)
    files = files_of(opened, tables)
    check_unchanged(kept.study.path, kept.fingerprint)
    ranked = tuple(worst_first(tables["gaps"].round(DECIMALS))) if "gaps" in tables else ()
    return packed(answer_key(kept, plan, kind), files, ranked=ranked, folded=kind in _FOLDED)


def packed(key: str, files: Mapping[str, bytes], *, ranked: tuple[str, ...] = (), folded: bool = False) -> Answer:
    """Return an answer made of its files; ``map.html`` is its page, whose rest is as `embed` takes it."""
    page = embed(files["map.html"].decode(), ranked=ranked, folded=folded).encode()
    return Answer(key, _packed(page), {name: _packed(content) for name, content in files.items()}, ranked)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)


def opened_for(kept: KeptStudy, plan: Plan) -> Opened:
    """Return a study opened for a question, on roads that are kept for the next one."""
    return open_with(kept.study, plan, network_of(kept, plan.mode, plan.profile.walking_kmh))


def network_of(kept: KeptStudy, mode: str, walking_kmh: float = WALKING_KMH) -> Network:
    """Return the roads of a study for a way of travelling, read once."""

    def read() -> Network:
        network = Network(load_roads(kept.study.path / NETWORK), mode, walking_kmh=walking_kmh)
        check_unchanged(kept.study.path, kept.fingerprint)
        return network

    return shelves().networks.keep(f"{kept.fingerprint}\0{mode}\0{walking_kmh}", read)


def files_of(opened: Opened, tables: Tables, given: Given | None = None) -> dict[str, bytes]:
    """Return the very files the command line writes."""
    return written_files(lambda folder: write_answer(folder, opened, tables, given=given))


def written_files(write: Callable[[Path], tuple[Path, ...]]) -> dict[str, bytes]:
    """Return by name what something writes into a folder, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="alcance-") as folder:
        return {path.name: path.read_bytes() for path in write(Path(folder))}


def offered_services(study: Study) -> frozenset[str]:
    """Return the services that places of a study offer; hidden ones are not told of."""
    if study.facilities is None:
        return frozenset()
    told = study.facilities[study.facilities["visibility"] != "hidden"]
    return frozenset(code for cell in told["services"] for code in str(cell).split(";")) - {"", NO_SERVICE}


def usual_service(study: Study) -> str:
    """Return the service a study is asked about first: the first of the vocabulary that its places offer."""
    offered = offered_services(study)
    return next((each for each in SERVICES if each in offered), SERVICES[0])
