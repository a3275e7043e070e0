"""The door that starts the app in the browser."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from alcance.day import latest_day
from data.study import load_study
from geo.errors import StudyError

SCRIPT = Path(__file__).resolve().parents[1] / "app.py"
FIRST = "ALCANCE_STUDY"
# The same as .streamlit/config.toml, which is not there where the program is installed.
OPTIONS = {
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 400,
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "theme.base": "light",
    "theme.primaryColor": "#0b5394",
}
_ASK_S, _EVERY_S, _END_S = 30.0, 0.1, 5.0
_ENDED = 128  # a shell's code for a signal is this and its number


def start_app(
    study: Annotated[
        Path | None, typer.Argument(metavar="STUDY", help="The study to open; else the example.", show_default=False)
    ] = None,
    *,
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="Where on this computer it is served.")] = 8501,
) -> None:
    """Start the app in the browser.

    On this computer only, until Ctrl-C ends it.
    """
    _end_when_told()
    environment = dict(os.environ)
    if study is not None:
        load_study(study, latest_day())
        environment[FIRST] = str(study.resolve())
    # Streamlit would open the browser before it serves anything: we do when the first page is ready.
    ours = {"server.port": port, "server.headless": True, "logger.hideWelcomeMessage": True}
    options = [f"--{name}={_written(value)}" for name, value in {**OPTIONS, **ours}.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *options]
    typer.echo("Getting the app ready; the first time on a computer this takes some seconds longer.")
    with suppress(KeyboardInterrupt), subprocess.Popen(command, env=environment) as server:  # noqa: S603  ours
        try:
            if _answers(server, f"http://127.0.0.1:{port}"):
                _open(f"http://127.0.0.1:{port}")
            server.wait()
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(_END_S)
            server.kill()
        if server.returncode > 0:
            raise StudyError(f"port {port}", "could not be served", "Try another one, such as --port 8502.")


def _end_when_told() -> None:
    """Make whoever ends this command, or closes its window, end what it serves too: else it would stay."""

    def leave(number: int, _frame: FrameType | None) -> None:
        for each in told:
            signal.signal(each, signal.SIG_IGN)
        sys.exit(_ENDED + number)

    told = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    for each in told:
        if signal.getsignal(each) == signal.SIG_DFL:  # nohup asks to live on
            signal.signal(each, leave)


def _answers(server: subprocess.Popen[bytes], address: str) -> bool:
    """Wait until the app answers and return true; false where it ended before."""
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.poll() is None:
        with suppress(OSError), here.open(f"{address}/_stcore/health", timeout=_ASK_S):
            return server.poll() is None
        time.sleep(_EVERY_S)
    return False


def _open(address: str) -> None:
    """Say where the app is, and open it where there is a screen: without one a browser of letters would start."""
    typer.echo(f"The app is at {address} until Ctrl-C ends it.")
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
