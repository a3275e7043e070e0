"""The public map of the embedded corridor, and the two ways it is handed out: by a plain server and by the app."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.served import served
from data.corridor.example import load_example
from tests.served_app import free_port, wait_for

NAME = "corridor"
Server = Callable[[], AbstractContextManager[str]]


@contextmanager
def published() -> Iterator[dict[str, Server]]:
    """Publish the corridor once; yields servers by what they are, each of which yields the map's address."""
    with TemporaryDirectory(prefix="alcance-bench-") as folder:
        home = Path(folder, "home")
        bundle = home / "public" / NAME
        bundle.parent.mkdir(parents=True)
        _publish(load_example(Path(folder, "study")), bundle)
        yield {"python -m http.server": partial(_plain, bundle), "the app, gzip": partial(_app, home)}


def _publish(study: Path, bundle: Path) -> None:
    program = Path(sys.executable).with_name("alcance")
    told = ("--example", "--as-of", "2026-11-22", "--signed-by", "a benchmark")
    command: list[str | Path] = [program, "publish", study, bundle, *told]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own program


@contextmanager
def _plain(bundle: Path) -> Iterator[str]:
    port = free_port()
    # It answers one request a connection unless it is told to speak HTTP/1.1, which servers have done for decades.
    command = [sys.executable, "-m", "http.server", str(port), "--protocol", "HTTP/1.1", "--directory", str(bundle)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            wait_for(lambda: _listens(port), what="the plain server answers")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


@contextmanager
def _app(home: Path) -> Iterator[str]:
    with served(home) as app:
        yield f"{app.address}/public/{NAME}/"


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
