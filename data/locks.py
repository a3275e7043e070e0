"""Locks on folders, by which runs tell each other apart; not every system has them (Windows does not)."""

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

CAN_LOCK = fcntl is not None


def lock_at_once(handle: int) -> None:
    """Lock an open folder until its handle is closed or this process ends, however it ends; only if ``CAN_LOCK``.

    Raises
    ------
    BlockingIOError
        Another run holds it.
    OSError
        The disk knows no locks for folders, as some network disks.
    """
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
