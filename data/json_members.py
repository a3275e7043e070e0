"""JSON whose objects say everything once: of a member that stands twice, Python's reader would drop the first."""

import json
from collections.abc import Callable
from typing import Any

from geo.errors import InputError

LONG_NUMBER = "holds a number of more digits than any that means something"
_LONGEST_NAME = 60


class RepeatedMemberError(ValueError):
    """An object has a member twice, and the two say different things."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LongNumberError(ValueError):
    """A number has more digits than any that means something."""


def parse_json(text: str, *, parse_constant: Callable[[str], Any] | None = None) -> Any:
    """Return what a JSON text holds.

    Parameters
    ----------
    text
        The text.
    parse_constant
        What becomes of NaN and Infinity, which are not JSON; None: numbers.

    Raises
    ------
    RepeatedMemberError
        An object has a member twice with two values.
    LongNumberError
        A whole number is longer than Python reads.
    ValueError
        It is not JSON.
    """
    return json.loads(text, object_pairs_hook=_once, parse_int=_whole, parse_constant=parse_constant)


def repeated_member(file: str, error: RepeatedMemberError) -> InputError:
    """Return what is said of a file in which an object has a member twice."""
    what = f"says {error.name[:_LONGEST_NAME]} twice in one object, and each time something else"
    return InputError(file, what, "Remove the one that is wrong, or export it again.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for name, value in pairs:
            # As text: what is no number equals nothing, not even itself.
            if value is not found[name] and repr(value) != repr(found[name]):
                raise RepeatedMemberError(name)
    return found


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:
        raise LongNumberError from None
