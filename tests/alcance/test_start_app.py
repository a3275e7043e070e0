"""The command that starts the app: what ends it ends what it serves."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from served_app import START, free_port, wait_for


def _is_served(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_the_command_ends_the_server_it_started(tmp_path: Path, told: signal.Signals) -> None:
    port = free_port()
    environment = {**os.environ, "ALCANCE_HOME": str(tmp_path), "DISPLAY": ""}
    command = [sys.executable, "-c", START, "app", "--port", str(port)]
    with (
        (tmp_path / "app.log").open("wb") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True) as process,
    ):
        try:
            wait_for(lambda: _is_served(port), what="the app is served", seconds=60)
            process.send_signal(told)  # to the command alone, as a service manager or a script does
            assert process.wait(30) == 128 + told
            assert not _is_served(port)
            with pytest.raises(ProcessLookupError):
                os.killpg(process.pid, 0)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
