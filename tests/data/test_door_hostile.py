"""The second promise: a file cannot make us read or call anything else, hang, fill memory, or lose rows in silence.

`make test` opens a tenth of the damaged files; with ALCANCE_PROMISES=full every one of them. Figures are printed.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hostile_files import Crafted, crafted, seeds

from data.door.environment import child_environment
from data.door.passing import lines_of_table
from data.door.read_outside import read_outside

ROOT = Path(__file__).resolve().parents[2]
CANARY = "KANARIENVOGEL"
DAMAGED = 10_000 if os.environ.get("ALCANCE_PROMISES") == "full" else 1_000
pytestmark = [
    pytest.mark.promise,
    pytest.mark.skipif(sys.platform != "linux", reason="children are forked and measured as Linux does"),
]


@dataclass
class Listener:
    """A server on this machine that must hear nothing."""

    address: str
    heard: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the names of http.server

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Listener(f"http://127.0.0.1:{server.server_port}", calls)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> list[Crafted]:
    folder = tmp_path_factory.mktemp("crafted")
    canary = folder / "canary.csv"
    canary.write_text(f"id,name,lon,lat\n1,{CANARY},-92,15\n")
    return crafted(folder, canary, listener.address)


def test_a_crafted_file_gives_all_its_rows_or_one_clear_error_and_reads_and_calls_nothing(
    tmp_path: Path, files: list[Crafted], listener: Listener
) -> None:
    (tmp_path / "temporary").mkdir()
    paths = [tmp_path / file.name for file in files]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.content)
    ran = subprocess.run(
        [sys.executable, ROOT / "tests" / "hostile_open.py", tmp_path / "temporary", *paths],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    wrong = {}
    for file in files:
        rows, said, _ = told["files"][file.name]
        unclear = rows is None and ("\n" in said or len(said) > 500 or not said.startswith(file.name))
        if rows != file.rows or unclear or CANARY in said:
            wrong[file.name] = (rows, file.rows, said[:300])
    slowest, peak = max(seconds for _, _, seconds in told["files"].values()), told["peak MiB"]
    print(f"\n{len(files)} crafted files: slowest {slowest:.1f} s, peak {peak} MiB, calls {len(listener.heard)}")  # noqa: T201
    assert len(files) >= 60
    assert wrong == {}
    assert listener.heard == []
    assert list((tmp_path / "temporary").iterdir()) == []
    # A child that outlives its time ends in an error that says so; here none needs it.
    assert slowest <= 10
    assert peak <= 512


def test_damaged_files_break_nothing_and_lose_no_row_in_silence(tmp_path: Path) -> None:
    for folder in ("seeds", "work"):
        (tmp_path / folder).mkdir()
    for name, content in seeds(tmp_path).items():
        (tmp_path / "seeds" / name).write_bytes(content)
    program = [sys.executable, "-I", "-B", "-X", "utf8", ROOT / "tests/hostile_run.py"]
    ran = subprocess.run(
        [*program, ROOT, tmp_path / "seeds", str(DAMAGED)],
        cwd=tmp_path / "work",
        env=child_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout)
    print(f"\n{figures}")  # noqa: T201
    assert figures["files"] == DAMAGED == figures["refused"] + figures["tables"]
    assert figures["rows lost in silence"] == []
    assert figures["broke"] == []
    assert figures["unclear"] == 0
    assert figures["tables"] > DAMAGED / 20
    assert figures["longest seconds"] <= 10
    assert figures["peak MiB"] <= 512


def test_whole_files_give_all_their_rows(tmp_path: Path) -> None:
    for name, content in seeds(tmp_path).items():
        (tmp_path / name).write_bytes(content)
        raw = read_outside(tmp_path / name)
        assert (name, len(raw.rows), [row.trouble for row in raw.rows]) == (name, 12, [""] * 12)
        assert CANARY not in "".join(lines_of_table(raw))


def test_gdal_in_a_child_knows_three_drivers_only() -> None:
    code = "import pyogrio; print(sorted(pyogrio.list_drivers()))"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], env=child_environment(), capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "['ESRI Shapefile', 'FlatGeobuf', 'GPKG']"
