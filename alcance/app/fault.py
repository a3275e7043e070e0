"""What a log may say of a fault: its type and where in the code, never its message, which may name a place."""

import traceback
from pathlib import Path


def fault(error: BaseException) -> str:
    """Return the types and places of a fault and of those it came from, on one line, the first cause last.

    Parameters
    ----------
    error
        As it was raised; its message and the values in its frames are left out.
    """
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(told) < _MOST:
        frames = traceback.extract_tb(cause.__traceback__)
        places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
        told.append(f"{type(cause).__name__} at {places or 'an unknown place'}")
        cause = cause.__cause__ or cause.__context__
    return "; from ".join(told)


_MOST = 5
