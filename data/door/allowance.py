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
    """

    seconds: int
    memory: int
    result: int


def allowance_for_roads(size: int) -> Allowance:
    """Return the limits for an OpenStreetMap file of `size` bytes: 9 s and 768 MiB, and 30 s and 120 MB for each MB."""
    return Allowance(seconds=9 + 30 * size // 1_000_000, memory=768 * _MIB + 120 * size, result=64 * _MIB)


def allowance_for(size: int) -> Allowance:
    """Return the limits for a file of `size` bytes: up to 2 MB 9 s and 352 MiB, then more in proportion."""
    beyond = max(0, size - 2_000_000)
    return Allowance(
        seconds=9 + beyond // 1_000_000,
        memory=352 * _MIB + 24 * beyond,
        result=64 * _MIB + 8 * size,
    )
