"""Progress of long work, with the time left; shown on a terminal only, and never in the way of what is printed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

Step = Callable[[int, int], None]
Stage = Callable[[str, int], None]


@contextmanager
def steps(label: str) -> Iterator[Step]:
    """Show work whose number of steps is known; the function given takes how many are done and how many there are."""
    with _bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


@contextmanager
def stages() -> Iterator[Stage]:
    """Show work of unknown length; the function given takes what is being done and how many of it are."""
    with _bar(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, count: bar.update(task, description=f"{what}: {count:,}")


def _bar(*columns: object) -> Progress:
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)  # type: ignore[arg-type]
