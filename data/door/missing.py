"""What this system cannot do to hold back the process that reads a file; whoever gives one is told."""

from collections.abc import Iterator

from data.door.limits import CAN_LIMIT
from data.door.walls import HAS_WALLS


def missing_guards() -> Iterator[str]:
    """Yield in one line each what guards are missing here; nothing on Linux."""
    if not CAN_LIMIT:
        yield "this system sets no limit to the memory that reading a file takes: open only files of people you trust"
    if not HAS_WALLS:
        yield "this system cannot shut in the program that reads a file: open only files of people you trust"
