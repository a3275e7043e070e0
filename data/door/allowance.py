"""What reading one file may cost: time, memory, and how much may come back."""

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Allowance:
    """The limits of one child process.

    Attributes
    ----------
    seconds
        From its start to its last line.
    memory
        Bytes of memory it may ask the system for; the libraries it maps come on top.
    result
        Bytes it may send back.
    file
        Bytes of the largest file it may write; as it stands enough for what an archive may unpack to.
    """

    seconds: int
    memory: int
    result: int
    file: int = 600_000_000


def allowance_for_roads(size: int) -> Allowance:
    """Return the limits for an OpenStreetMap file of `size` bytes: 9 s and 768 MiB, and 30 s and 60 MB for each MB.

    Three times what files of nothing but roads took, the most closely packed there are: 20 MB for each MB; and the
    ways as text and the places of all nodes, which it keeps in files, four MB each.
    """
    return Allowance(
        seconds=9 + 30 * size // 1_000_000,
        memory=768 * _MIB + 60 * size,
        result=64 * _MIB,
        file=600_000_000 + 12 * size,
    )


def allowance_for(size: int) -> Allowance:
    """Return the limits for a file of `size` bytes: up to 2 MB 9 s and 352 MiB, then more in proportion."""
    beyond = max(0, size - 2_000_000)
    return Allowance(
        seconds=9 + beyond // 1_000_000,
        memory=352 * _MIB + 24 * beyond,
        result=64 * _MIB + 8 * size,
    )
