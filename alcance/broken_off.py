"""What Ctrl-C becomes where something worth keeping was finished before."""


class BrokenOffError(BaseException):
    """The work was interrupted, and the next try goes on from here; no handler of errors on the way may take it."""
