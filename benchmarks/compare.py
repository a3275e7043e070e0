"""One comparison: the same work by us and by a peer, in turn, so that both see the machine's moods."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

RUNS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """What came out: seconds of both, medians, and how many times slower the peer is."""

    work: str
    peer: str
    ours_s: float
    peer_s: float

    @staticmethod
    def header() -> str:
        """Return the heading of the table."""
        return f"{'work':<44} {'peer':<34} {'ours s':>9} {'peer s':>9} {'ratio':>8}"

    def __str__(self) -> str:
        """Return one line of the table."""
        ratio = self.peer_s / self.ours_s
        return f"{self.work:<44} {self.peer:<34} {self.ours_s:>9.4f} {self.peer_s:>9.4f} {ratio:>8.1f}"


def compare(work: str, peer: str, ours: Callable[[], object], theirs: Callable[[], object]) -> Row:
    """Return the medians of five runs of each, taken in turn after one warm-up."""
    ours(), theirs()
    times = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS)]
    return Row(work, peer, median(ours_s for ours_s, _ in times), median(peer_s for _, peer_s in times))


def _seconds(task: Callable[[], object]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start
