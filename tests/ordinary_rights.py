"""Rights of an ordinary user for a test that runs as root: what a folder forbids is then forbidden."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522  # Linux's third form of the call: two words each of effective, permitted and inheritable
_PASSES_BY_RIGHTS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Let this thread of a root process heed the rights of files meanwhile; others do so anyway.

    Processes started meanwhile are root's again.
    """
    if os.geteuid() != 0:
        yield
        return
    try:
        call = ctypes.CDLL(None, use_errno=True)
        header, rights = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
        known = call.capget(header, rights) == 0
    except (OSError, AttributeError):
        known = False
    if not known:
        pytest.skip("the superuser may write everywhere, and this system cannot take that from it")
    before = rights[0]
    rights[0] = before & ~_PASSES_BY_RIGHTS
    assert call.capset(header, rights) == 0
    try:
        yield
    finally:
        rights[0] = before
        assert call.capset(header, rights) == 0
