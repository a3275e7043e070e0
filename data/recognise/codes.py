"""Several codes in one cell with nothing but spaces between, as KoboToolbox writes a question with several answers."""

import re
from collections.abc import Mapping

from data.recognise.plain import plain

_CODE = re.compile(r"[^\W\d][\w-]*")
# An emergency may say what kind the other is (emergency shelter, albergue de emergencia), unless that one treats people
# too or the word can only be a service.
_EMERGENCY = "emergency"
_NO_ADJECTIVE = frozenset(["urgencias", "emergencias", "urgences", "emergencies"])
_TREATS = frozenset(
    ["primary", "maternal", "child_health", "sexual_health", "mental_health", "chronic", "gbv", "tb_dot", "vaccination"]
)


def split_codes(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return our words for codes with spaces between; none where one of them is no word we know, or there is but one.

    Parameters
    ----------
    text
        Part of a cell that is no phrase we know.
    known
        Our word by theirs, as `plain` writes it.

    Examples
    --------
    >>> split_codes("food_aid agua", {"food aid": "food", "agua": "water"})
    ('food', 'water')
    """
    codes = text.split()
    if len(codes) < 2 or not all(map(_CODE.fullmatch, codes)):  # noqa: PLR2004 - one code was looked up already
        return ()
    readings = tuple(known.get(plain(code), "") for code in codes)
    return readings if all(readings) and not _is_phrase(codes, readings) else ()


def _is_phrase(codes: list[str], readings: tuple[str, ...]) -> bool:
    """Say whether an emergency may be no service of its own; underscores show that spaces part codes."""
    unsure = any(
        ours == _EMERGENCY and plain(code) not in _NO_ADJECTIVE for code, ours in zip(codes, readings, strict=True)
    )
    return unsure and not any("_" in code for code in codes) and not set(readings) <= {_EMERGENCY, *_TREATS}
