"""The app served for a benchmark, and how much memory it holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

from tests.served_app import served_app

_KB_PER_MB = 1024


@dataclass(frozen=True, slots=True)
class Served:
    """The app under an address, and its process."""

    address: str
    process: int

    def resident_mb(self) -> float:
        """Return the memory the process holds now."""
        return self._memory_mb("VmRSS")

    def peak_mb(self) -> float:
        """Return the most memory the process has held."""
        return self._memory_mb("VmHWM")

    def _memory_mb(self, name: str) -> float:
        status = Path(f"/proc/{self.process}/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:")) / _KB_PER_MB


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Serve the app with its studies in a folder, until the block ends."""
    with served_app(home) as address:
        yield Served(address, _process_at(urlparse(address).port))


def _process_at(port: int | None) -> int:
    """Return the process that Streamlit runs in: the one told to serve that port."""
    told = f"--server.port={port}".encode()
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if told in words.read_bytes().split(b"\0"):
                return int(words.parent.name)
        except OSError:
            continue  # it ended while we looked
    raise SystemExit("the app's process is not found: its memory cannot be told")
