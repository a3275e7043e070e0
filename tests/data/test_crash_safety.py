"""Promise 5: whatever ends a write early, a folder holds the old or the new, never half; nothing is left for ever."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest

from data.staging import MARK, appear, settle, staging
from data.write import write_together
from geo.errors import QuestionError

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("csv", "json", "geojson", "gpkg", "xlsx", "results", "study", "network", "import")
pytestmark = pytest.mark.promise
# `make promises` asks for all; a tenth of it is part of every run.
FULL = os.environ.get("ALCANCE_PROMISES") == "full"
KILLS, FULL_DISKS = (200, 50) if FULL else (20, 5)
# An import takes seconds, as a process of its own builds the roads.
IMPORTS, FULL_IMPORTS = (50, 10) if FULL else (5, 2)


def counts_of(how: str, folder: Path, kind: str, times: int) -> dict[str, int]:
    words = [sys.executable, ROOT / "tests" / "killed_writes.py", how, folder, kind, times, crc32(kind.encode())]
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    ran = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, env={**os.environ, **paths}
    )
    assert ran.returncode == 0, ran.stderr
    counts: dict[str, int] = json.loads(ran.stdout)
    sys.stdout.write(f"{how} {kind} {times}: {counts}\n")
    return counts


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_write_leaves_the_old_or_the_new(tmp_path: Path, kind: str) -> None:
    kills = IMPORTS if kind == "import" else KILLS
    counts = counts_of("kill", tmp_path, kind, kills)
    assert counts.get("seen mixed", 0) == counts.get("then mixed", 0) == counts["left behind"] == 0
    # Only files that appear together can be seen on the move, and then their manifest is not there.
    assert counts.get("seen moving", 0) == 0 or kind == "results"
    assert counts.get("then old", 0) + counts.get("then new", 0) == kills


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_the_old_or_the_new(small_disk: Path, kind: str) -> None:
    times = FULL_IMPORTS if kind == "import" else FULL_DISKS
    counts = counts_of("full", small_disk, kind, times)
    assert counts.get("seen old", 0) + counts.get("seen new", 0) == times
    assert counts.get("refused", 0) == counts.get("seen old", 0)
    assert counts["left behind"] == 0


def test_files_that_were_to_appear_together_are_finished_by_the_next_write(tmp_path: Path) -> None:
    write_together(tmp_path, {"a.csv": b"old", "b.csv": b"old", MARK: b"old"})
    ready = tmp_path / ".alcance-ready-x"
    ready.mkdir()
    for name in ("b.csv", MARK):  # a.csv had been moved when the run was killed
        (ready / name).write_bytes(b"new")
    (tmp_path / "a.csv").write_bytes(b"new")
    (tmp_path / MARK).unlink()
    write_together(tmp_path, {"c.csv": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.csv", "b.csv", "c.csv", MARK), b"new"
    )


def test_what_a_killed_run_only_began_is_taken_away_but_not_what_a_living_one_makes(tmp_path: Path) -> None:
    (tmp_path / ".alcance-making-dead").mkdir()
    with staging(tmp_path) as stage:
        (stage / "a.csv").write_bytes(b"new")
        settle(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [stage.name]
        appear(stage)
        assert {path.name for path in tmp_path.iterdir()} - {stage.name} == {"a.csv"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_folder_in_a_files_place_stops_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(QuestionError, match="Is a directory"):
        write_together(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]
