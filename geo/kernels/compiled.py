"""How a kernel is compiled. With ``NUMBA_DISABLE_JIT=1`` the same body runs plain and is the reference."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """Return `function` compiled on first use; the machine code is kept for the next start."""
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))
