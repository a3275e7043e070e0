"""The door that starts the app in the browser."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

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
    environment = dict(os.environ)
    if study is not None:
        load_study(study)
        environment[FIRST] = str(study.resolve())
    options = [f"--{name}={_written(value)}" for name, value in {**OPTIONS, "server.port": port}.items()]
    with suppress(KeyboardInterrupt):
        command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), *options]
        ended = subprocess.run(command, env=environment, check=False)  # noqa: S603  our own program and options
        if ended.returncode > 0:
            raise StudyError(f"port {port}", "could not be served", "Try another one, such as --port 8502.")


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
