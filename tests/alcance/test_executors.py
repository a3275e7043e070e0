"""Pieces worked out in turn, in threads, in processes and on a scheduler: the same bytes, whoever is killed."""

import os
import pickle
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import shapely
from dask_cluster import dask_cluster, lone_worker
from doors import alcance, done, holds, refused
from spread_tasks import Killed, Unknown, killings, slow_square, square
from toy_study import demand_csv, road_study

from alcance import answering, executor, pieces_elsewhere, scheduler
from alcance.executor import InTurn, Threads
from alcance.executors import Over, executor_of
from alcance.kept_batches import FOLDER, KeptBatches
from alcance.kept_forms import CATCHMENTS
from alcance.opened import Asked, open_question
from alcance.processes import MOST_DEATHS, processes
from alcance.scheduler import scheduler_at
from alcance.works import FACILITIES, WORKS
from analysis import catchments as catchments_module
from analysis.bands import runs as runs_module
from analysis.catchments import BATCH, Catchment
from data.network_store import MANIFEST
from data.study import NETWORK
from geo.errors import QuestionError, StudyError

COMMANDS = ("gaps", "reach", "coverage", "catchments")
ASKED = ("--service", "primary", "--cutoff-min", "30", "--runs", "100")
PLAIN = ASKED[:4]
QUESTION = Asked("primary", 30.0, None, None, None, internal=False, runs=100)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spread")
    people = demand_csv(folder, [(f"p{km}", km, 0, 10 + km) for km in range(100, -1, -10)])
    return road_study(folder, {"a": 0, "b": 100}, "--demand", people, "--complete-in", "all")


@pytest.fixture(scope="module")
def whole(study: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answer every question as ever, one run after the other."""
    out = tmp_path_factory.mktemp("whole")
    for command in COMMANDS:
        done(command, study, *ASKED, "--out", out / command)
    return out


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study of thirteen facilities: batches of five, five and three."""
    folder = tmp_path_factory.mktemp("many")
    people = demand_csv(folder, [(f"p{km}", km, 0, 10 + km / 7) for km in range(100, -1, -10)])
    return road_study(folder, {f"f{km:02}": km for km in range(0, 97, 8)}, "--demand", people)


@pytest.fixture(scope="module")
def drawn(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Draw all catchments as ever, one batch after the other."""
    out = tmp_path_factory.mktemp("drawn")
    done("catchments", many, *PLAIN, "--out", out)
    return holds(out)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with dask_cluster(2) as address:
        yield address


@pytest.fixture(scope="module")
def two_processes() -> Iterator[Any]:
    with processes(2) as started:
        yield started


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a minute for a worker that comes again: beside other tests one takes longer to start than people wait."""
    monkeypatch.setattr(scheduler, "PATIENCE_S", 60.0)


@contextmanager
def _executor(name: str, cluster: str, two_processes: Any) -> Iterator[Any]:
    if name == "scheduler":
        with scheduler_at(cluster) as started:
            yield started
    else:
        yield {"in turn": InTurn(), "threads": Threads(3), "processes": two_processes}[name]


@pytest.mark.parametrize("name", ["in turn", "threads", "processes", "scheduler"])
@pytest.mark.parametrize("pieces", [[], [7], list(range(50, 0, -1))])
def test_every_piece_is_yielded_once_with_what_the_task_makes_of_it(
    name: str, pieces: list[int], cluster: str, two_processes: Any
) -> None:
    with _executor(name, cluster, two_processes) as started:
        found = list(started.spread(square, pieces))
    assert sorted(found) == sorted((piece, piece * piece) for piece in pieces)


@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_scheduler_and_in_threads_an_answer_has_the_same_bytes(
    study: Path, whole: Path, tmp_path: Path, cluster: str, command: str
) -> None:
    for name, options in (("scheduler", ("--scheduler", cluster)), ("threads", ("--threads", 3))):
        done(command, study, *ASKED, *options, "--out", tmp_path / name)
        assert holds(tmp_path / name) == holds(whole / command)


@pytest.mark.parametrize(("command", "workers"), [("gaps", 2), ("catchments", 1)])
def test_in_one_process_and_in_two_an_answer_has_the_same_bytes(
    study: Path, whole: Path, tmp_path: Path, command: str, workers: int
) -> None:
    done(command, study, *ASKED, "--workers", workers, "--out", tmp_path)
    assert holds(tmp_path) == holds(whole / command)


def test_facilities_are_spread_without_runs_and_the_answer_has_the_same_bytes(
    many: Path, drawn: dict[str, bytes], tmp_path: Path, cluster: str
) -> None:
    for option, value in (("--scheduler", cluster), ("--threads", 3)):
        done("catchments", many, *PLAIN, option, value, "--out", tmp_path / option)
        assert holds(tmp_path / option) == drawn


def test_a_process_draws_the_same_catchments(many: Path, two_processes: Any) -> None:
    _, here = WORKS[FACILITIES](open_question(many, QUESTION))
    found = dict(two_processes.spread(_task(many, FACILITIES), range(3)))
    assert [CATCHMENTS.encode(found[batch]) for batch in range(3)] == [CATCHMENTS.encode(here(k)) for k in range(3)]  # type: ignore[arg-type]


def test_without_people_facilities_are_spread_as_well(tmp_path: Path, cluster: str) -> None:
    study = road_study(tmp_path, {f"f{km}": km for km in range(BATCH + 1)})
    for name, options in (("here", ()), ("there", ("--scheduler", cluster))):
        done("catchments", study, *PLAIN, *options, "--out", tmp_path / name)
    assert holds(tmp_path / "here") == holds(tmp_path / "there")


def test_a_scenario_from_a_file_beside_the_caller_is_found_elsewhere(
    study: Path, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'source = "ours"\nwet_season = true\n[title]\nes = "Lluvia"\nen = "Rain"\n'
    (tmp_path / "rain.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = ("reach", study, *ASKED, "--scenario", "rain.toml")
    done(*asked, "--out", tmp_path / "here")
    done(*asked, "--scheduler", cluster, "--out", tmp_path / "there")
    assert holds(tmp_path / "here") == holds(tmp_path / "there")


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("name", ["processes", "scheduler"])
def test_a_worker_killed_in_the_middle_changes_nothing(
    name: str, times: int, cluster: str, two_processes: Any, tmp_path: Path
) -> None:
    killings(tmp_path, times)
    with _executor(name, cluster, two_processes) as started:
        found = dict(started.spread(Killed(square, tmp_path, 5), range(20)))
    assert found == {number: number * number for number in range(20)}
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(params=[1, 2])
def killed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kill the worker that begins run 37, once or twice."""
    folder = tmp_path / "killings"
    folder.mkdir()
    killings(folder, request.param)
    _kill_at(37, folder, monkeypatch)
    return folder


def _kill_at(piece: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = answering.pieces_elsewhere
    monkeypatch.setattr(answering, "pieces_elsewhere", lambda *asked: Killed(real(*asked), folder, piece))


def test_an_answer_whose_worker_is_killed_has_the_same_bytes(
    study: Path, whole: Path, tmp_path: Path, cluster: str, killed: Path
) -> None:
    done("gaps", study, *ASKED, "--scheduler", cluster, "--out", tmp_path / "out")
    assert list(killed.iterdir()) == []
    assert holds(tmp_path / "out") == holds(whole / "gaps")


def test_catchments_whose_worker_is_killed_have_the_same_bytes(
    many: Path, drawn: dict[str, bytes], tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "killings"
    folder.mkdir()
    killings(folder, 1)
    _kill_at(1, folder, monkeypatch)
    done("catchments", many, *PLAIN, "--scheduler", cluster, "--out", tmp_path / "out")
    assert list(folder.iterdir()) == []
    assert holds(tmp_path / "out") == drawn


@pytest.mark.parametrize("name", ["processes", "scheduler"])
def test_what_kills_every_worker_ends_in_one_clear_error(
    name: str, cluster: str, two_processes: Any, tmp_path: Path
) -> None:
    killings(tmp_path, 50)
    with (
        _executor(name, cluster, two_processes) as started,
        pytest.raises(QuestionError, match="memory ran out"),
    ):
        list(started.spread(Killed(square, tmp_path, 0), [0]))
    assert 50 - len(list(tmp_path.iterdir())) == MOST_DEATHS + 1


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note which runs are drawn in this process."""
    drawn: list[int] = []
    real = runs_module.draw

    def noting(uncertain: Any, seed: int, run: int) -> Any:
        drawn.append(run)
        return real(uncertain, seed, run)

    monkeypatch.setattr(runs_module, "draw", noting)
    return drawn


@pytest.fixture(params=["threads", "workers", "scheduler"])
def way(request: pytest.FixtureRequest, cluster: str) -> tuple[str, object]:
    """Return the option of an executor and its value."""
    return f"--{request.param}", cluster if request.param == "scheduler" else 2


def test_after_ctrl_c_finished_runs_are_kept_and_said_and_another_executor_goes_on(
    study: Path, whole: Path, tmp_path: Path, counted: list[int], way: tuple[str, object]
) -> None:
    _broken_off_at_the_first_batch("reach", study, *ASKED, *way, out=tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    counted.clear()
    done("reach", study, *ASKED, "--out", tmp_path)
    assert len(counted) == 80
    assert holds(tmp_path) == holds(whole / "reach")


def _broken_off_at_the_first_batch(*words: object, out: Path) -> None:
    real = KeptBatches.keep

    def pressed(self: KeptBatches[Any], batch: int, told: Any) -> None:
        real(self, batch, told)
        signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(KeptBatches, "keep", pressed)
        ran = alcance(*words, "--out", out)
    said = f"alcance: interrupted; what is finished is kept in {out / FOLDER}: the same command goes on from there.\n"
    assert (ran.code, ran.out, ran.err) == (3, "", said)


@pytest.mark.parametrize("first", [(), ("--threads", 2), ("--scheduler", None)])
def test_after_ctrl_c_finished_catchments_are_kept_and_another_executor_goes_on(
    many: Path, drawn: dict[str, bytes], tmp_path: Path, cluster: str, first: tuple[object, ...]
) -> None:
    ways = [cluster if each is None else each for each in first]
    _broken_off_at_the_first_batch("catchments", many, *PLAIN, *ways, out=tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    made = _batches_made("catchments", many, *PLAIN, "--threads", 2, "--out", tmp_path)
    assert len(made) == 2
    assert holds(tmp_path) == drawn


def test_what_another_question_or_a_hand_left_behind_is_not_taken_for_catchments(
    many: Path, drawn: dict[str, bytes], tmp_path: Path
) -> None:
    _broken_off_at_the_first_batch("catchments", many, *PLAIN, out=tmp_path)
    kept = next((tmp_path / FOLDER).iterdir())
    kept.write_bytes(kept.read_bytes().replace(b"[", b"[ ", 1))
    other = (*PLAIN[:2], "--cutoff-min", 29)
    _broken_off_at_the_first_batch("catchments", many, *other, out=tmp_path)
    assert len(_batches_made("catchments", many, *PLAIN, "--out", tmp_path)) == 3
    assert holds(tmp_path) == drawn


def _batches_made(*words: object) -> list[int]:
    """Return which batches of facilities a command works out in this process."""
    made, real = list[int](), catchments_module.catchments_in

    def noting(supply: Any, people: Any, batch: int) -> Any:
        made.append(batch)
        return real(supply, people, batch)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catchments_module, "catchments_in", noting)
        done(*words)
    return made


def test_kept_catchments_come_back_to_the_bit_also_without_a_shape_and_with_holes(tmp_path: Path) -> None:
    square, nan = shapely.box(0.1, 0.2, 1 / 3, 0.7), float("nan")
    holed = shapely.MultiPolygon([square.difference(square.centroid.buffer(0.01)), shapely.box(2, 2, 3, 3)])
    batch = (
        Catchment(0.1, 2.0**-20, 1e308, 250.0, holed),
        Catchment(0.0, 0.0, nan, 250.0, shapely.MultiPolygon()),
        Catchment(nan, nan, nan, nan, None),
    )
    KeptBatches(tmp_path, CATCHMENTS, "key").keep(12, batch)
    found = KeptBatches(tmp_path, CATCHMENTS, "key").get(12)
    assert found is not None
    assert repr([each[:-1] for each in found]) == repr([each[:-1] for each in batch])
    assert [shapely.to_wkb(each.shape) for each in found] == [shapely.to_wkb(each.shape) for each in batch]
    assert KeptBatches(tmp_path, CATCHMENTS, "key").get(1) is None


def test_after_ctrl_c_no_work_stays_on_the_scheduler(cluster: str) -> None:
    distributed = pytest.importorskip("distributed")
    with scheduler_at(cluster) as started:
        first = next(started.spread(square, range(500)))
    assert first[0] ** 2 == first[1]
    with distributed.Client(cluster, set_as_default=False) as client:
        assert client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) == 0


def test_after_ctrl_c_what_was_begun_is_still_yielded_and_nothing_else_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    real, pressed = executor.wait, []

    def once(*args: Any, **options: Any) -> Any:
        if not pressed:
            pressed.append(True)
            signal.raise_signal(signal.SIGINT)
        return real(*args, **options)

    monkeypatch.setattr(executor, "wait", once)
    found = []
    spread = Threads(3).spread(square, range(100))
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012  what came before the key is what is asked
        for each in spread:
            found.append(each)  # noqa: PERF402
    assert sorted(found) == [(0, 0), (1, 1), (2, 4)]


def test_a_scheduler_that_is_not_there_is_told_in_one_line(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "PATIENCE_S", 0.5)
    told = refused("gaps", study, *ASKED, "--scheduler", "tcp://127.0.0.1:9", "--out", tmp_path / "out")
    assert told == (
        "--scheduler tcp://127.0.0.1:9: no scheduler answers there within 0.5 seconds. "
        "Start one with `dask scheduler`, or mend the address."
    )
    for address in ("nonsense", "ftp://127.0.0.1:9", "tcp://127.0.0.1:none", ""):
        assert "no scheduler answers" in refused("gaps", study, *ASKED, "--scheduler", address)
    assert not (tmp_path / "out").exists()


def _answer(server: socket.socket, says: bytes) -> None:
    """Say something to who calls first, and listen until they hang up."""
    with server.accept()[0] as caller:
        caller.sendall(says)
        while caller.recv(1024):
            pass


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 400 Bad Request\r\nServer: no scheduler at all\r\n\r\n"])
def test_what_is_no_scheduler_is_told_in_one_line(study: Path, monkeypatch: pytest.MonkeyPatch, says: bytes) -> None:
    monkeypatch.setattr(scheduler, "PATIENCE_S", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_answer, args=(server, says), daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        told = refused("gaps", study, *ASKED, "--scheduler", address)
    assert told == (
        f"--scheduler {address}: no scheduler answers there within 1 seconds. "
        "Start one with `dask scheduler`, or mend the address."
    )


def test_a_scheduler_without_workers_is_told_in_one_line(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "PATIENCE_S", 2.0)
    with dask_cluster(0) as address:
        told = refused("gaps", study, *ASKED, "--scheduler", address)
    assert told == f"--scheduler {address}: has no workers. Start some with `dask worker {address}`."


def test_a_scheduler_that_goes_away_is_told_in_one_line() -> None:
    distributed = pytest.importorskip("distributed")
    with dask_cluster(1) as address, scheduler_at(address) as started:
        with distributed.Client(address, set_as_default=False) as client:
            scheduler_id = client.run_on_scheduler(os.getpid)
        spread = started.spread(slow_square, range(1_000))
        next(spread)
        os.kill(scheduler_id, signal.SIGKILL)
        with pytest.raises(QuestionError, match=r"went away.* goes on from what is finished"):
            list(spread)


def test_a_scheduler_that_loses_all_its_workers_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with dask_cluster(0) as address, lone_worker(address) as worker, scheduler_at(address) as started:
        spread = started.spread(slow_square, range(1_000))
        next(spread)
        worker.kill()
        monkeypatch.setattr(scheduler, "PATIENCE_S", 1.0)
        with pytest.raises(QuestionError, match=r"has lost all its workers.* goes on from what is finished"):
            list(spread)


def test_a_scheduler_that_does_not_know_the_task_is_told_in_one_line(cluster: str) -> None:
    with scheduler_at(cluster) as started, pytest.raises(QuestionError, match="another Alcance than this one, or none"):
        list(started.spread(Unknown(), [1]))


def test_without_dask_it_is_said_what_to_install(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert refused("gaps", study, *ASKED, "--scheduler", "tcp://127.0.0.1:9") == (
        "--scheduler: needs the package distributed, which is not installed. "
        "Install it: pip install 'distributed>=2025.1'"
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--workers", 0), "--workers: 0 is no number of them"),
        (("--threads", 257), "--threads: 257 is no number of them"),
        (("--threads", 2, "--workers", 2), "--threads and --workers: are two ways to do the same work"),
        (("--workers", 2, "--scheduler", "tcp://127.0.0.1:9"), "--workers and --scheduler: are two ways"),
    ],
)
def test_a_number_that_is_none_and_two_ways_at_once_are_refused(
    study: Path, command: str, options: tuple[object, ...], what: str
) -> None:
    assert refused(command, study, *ASKED, *options).startswith(what)


@pytest.mark.parametrize("command", ["gaps", "reach", "coverage"])
@pytest.mark.parametrize("option", [("--threads", 2), ("--workers", 2), ("--scheduler", "tcp://127.0.0.1:9")])
def test_without_runs_there_is_nothing_to_spread_but_facilities(
    study: Path, command: str, option: tuple[object, ...]
) -> None:
    told = refused(command, study, *PLAIN, *option)
    assert told == f"{option[0]}: has nothing to work out without --runs. Give --runs, or leave {option[0]} out."


def _task(study: Path, work: str = "reach") -> pieces_elsewhere.PiecesElsewhere:
    name, _ = WORKS[work](open_question(study, QUESTION))
    return pieces_elsewhere.pieces_elsewhere(name, study, QUESTION, work)


def _forget() -> None:
    for each in (pieces_elsewhere._opened, pieces_elsewhere._network):  # noqa: SLF001  as a new process is
        each.cache_clear()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    people = demand_csv(tmp_path, [("p1", 10, 0, 10), ("p2", 60, 0, 20)])
    _forget()
    yield road_study(tmp_path, {"a": 0}, "--demand", people)
    _forget()


def test_a_worker_tells_a_run_of_the_very_study_that_was_asked(own: Path) -> None:
    task = _task(own)
    assert task(3).tolist() == task(3).tolist() != task(4).tolist()


@pytest.mark.parametrize("work", ["reach", FACILITIES])
def test_a_worker_refuses_other_roads_other_inputs_no_study_and_other_packages(own: Path, work: str) -> None:
    task, manifest = _task(own, work), own / NETWORK / MANIFEST
    with pytest.raises(StudyError, match=r"numpy \S+ is installed there, and 0\.1 where"):
        replace(task, versions=(("numpy", "0.1"),))(0)
    with pytest.raises(StudyError, match="its roads are others than where the question was asked"):
        replace(task, roads="0" * 64)(0)
    with pytest.raises(StudyError, match="is not there"):
        replace(task, study=str(own / "elsewhere"))(0)
    people = next(own.glob("demand.*"))
    before = people.read_bytes()
    # Reach sees the new order of ids, catchments the other number of people.
    people.write_bytes(before.replace(b"p2", b"p0").replace(b",20", b",21"))
    with pytest.raises(StudyError, match="its inputs are others than where the question was asked"):
        task(0)
    people.write_bytes(before)
    assert len(task(0)) == {"reach": 2, FACILITIES: 1}[work]
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    _forget()
    with pytest.raises(StudyError, match="its roads are others"):
        task(0)


@pytest.mark.parametrize(
    "words",
    [("reach", *ASKED, "--workers", 1), ("reach", *ASKED, "--scheduler"), ("catchments", *PLAIN, "--scheduler")],
)
def test_a_worker_with_other_roads_is_told_in_one_line(
    study: Path, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...]
) -> None:
    real = answering.pieces_elsewhere
    monkeypatch.setattr(answering, "pieces_elsewhere", lambda *told: replace(real(*told), name="other", roads="other"))
    value = (cluster,) if words[-1] == "--scheduler" else ()
    told = refused(words[0], study, *words[1:], *value, "--out", tmp_path / "out")
    assert str(study) in told
    assert "its roads are others than where the question was asked. Put the same study there" in told
    assert not (tmp_path / "out").exists()


def test_a_task_is_a_small_description_however_large_the_roads(own: Path) -> None:
    for work in ("reach", FACILITIES):
        assert len(pickle.dumps(_task(own, work))) < 2_000


def test_what_was_asked_for_is_what_is_given() -> None:
    with executor_of(Over(), has_pieces=False) as given:
        assert isinstance(given, InTurn)
    with executor_of(Over(threads=2), has_pieces=True) as given:
        assert isinstance(given, Threads)
