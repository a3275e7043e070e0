"""Limits the system itself holds a child to, where it has them."""

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]

CAN_LIMIT = resource is not None

_OPEN_FILES = 64
# Libraries and files that are mapped ask for room that is never filled.
_MAPPED = 1 << 30


def set_limits(*, seconds: int, memory: int, result: int, file: int) -> None:
    """Limit this process: processor time, memory, files, no core dump; nothing where the system knows no limits.

    Parameters
    ----------
    seconds
        Of processor time.
    memory
        Bytes it may ask for.
    result
        Bytes it may send; its parent counts them.
    file
        Bytes of the largest file it may write.
    """
    del result
    if not CAN_LIMIT:
        return
    wanted = {
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_AS: memory + _MAPPED,
        resource.RLIMIT_FSIZE: file,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in wanted.items():
        _, hardest = resource.getrlimit(limit)
        least = value if hardest == resource.RLIM_INFINITY else min(value, hardest)
        resource.setrlimit(limit, (least, least))
