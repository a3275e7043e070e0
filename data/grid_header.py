"""Where the header of a sheet is: below titles, in one line or two, with units or HXL hashtags under it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.recognise.headers import is_header_word
from data.recognise.plain import hashtag, plain

# A header further down is none; nobody puts more titles above a table.
_DEEPEST = 40
_MOSTLY = 0.6
_VALUE = re.compile(r"[+-]?[\d.,°'\"\u2032\u2033/: -]*\d[\d.,°'\"\u2032\u2033/: -]*[NSEWOnsewo%]?")
_UNIT_WORDS = (
    "cm m km m2 km2 ha metres meters metros",
    "degree degrees deg decimal grados decimales degres graus decimais",
    "day days dias jours hour hours horas heures minute minutes minutos date fecha data yyyy mm dd",
    "people persons personas personnes pessoas number numero integer float string text texto texte unit unidad",
)
_UNITS = frozenset(word for line in _UNIT_WORDS for word in line.split())
# A value is short; a longer text is not worth the search.
_LONGEST_VALUE = 60
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet.

    Attributes
    ----------
    names, hashtags
        What stands over each column; ``""`` for none.
    above
        How many lines stand above it.
    below
        Place of the first line below it.
    units_follow
        Whether that line holds units.
    """

    names: tuple[str, ...]
    hashtags: tuple[str, ...]
    above: int
    below: int
    units_follow: bool = False


def find_header(lines: Sequence[Cells]) -> Header:
    """Return the header of a sheet.

    Parameters
    ----------
    lines
        Its lines that are not empty, at least one. The header is the line with most words we know as column names;
        where none has two, the first line that is as wide as most and holds no value; else the first.
    """
    first = _main_line(lines)
    names, above, below = _joined(lines, first)
    tags: list[str] = []
    if below < len(lines) and _is_hashtags(lines[below]):
        tags = [cell.strip() for cell in lines[below]]
        below += 1
    units = below + 1 < len(lines) and _is_units(lines[below])
    width = max(len(names), len(tags))
    return Header(_padded(names, width), _padded(tags, width), above, below, units)


def _main_line(lines: Sequence[Cells]) -> int:
    known = [_known_words(cells) for cells in lines[:_DEEPEST]]
    if max(known) > 1:
        return known.index(max(known))
    width = Counter(len(_filled(cells)) for cells in lines).most_common(1)[0][0]
    wide = (at for at, cells in enumerate(lines[:_DEEPEST]) if len(_filled(cells)) >= _MOSTLY * width)
    return next((at for at in wide if _may_be_names(lines[at])), 0)


def _known_words(cells: Cells) -> int:
    """Return how many of a line's cells are, each for itself, a column name we know."""
    return len({plain(cell) for cell in cells if is_header_word(cell)}) if _may_be_names(cells) else 0


def _may_be_names(cells: Cells) -> bool:
    filled = _filled(cells)
    values = sum(1 for cell in filled if _is_value(cell))
    return 2 * values < len(filled) and len(set(filled)) > len(filled) / 2


def _is_value(cell: str) -> bool:
    return len(cell) <= _LONGEST_VALUE and _VALUE.fullmatch(cell) is not None


def _filled(cells: Cells) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _joined(lines: Sequence[Cells], at: int) -> tuple[list[str], int, int]:
    """Return the names of the header at a line, the count of lines above it, and where it ends."""
    if at + 1 < len(lines) and _is_lower_half(lines[at], lines[at + 1]):
        return _two_lines(lines[at], lines[at + 1]), at, at + 2
    if at and _is_group_line(lines[at - 1], lines[at]):
        return _two_lines(lines[at - 1], lines[at]), at - 1, at + 1
    return [cell.strip() for cell in lines[at]], at, at + 1


def _is_lower_half(upper: Cells, lower: Cells) -> bool:
    """Say whether a line goes on with the header: names we know, under cells that were merged or left empty."""
    filled = _filled(lower)
    known = sum(1 for cell in filled if is_header_word(cell))
    holes = sum(1 for cell in upper if not cell.strip()) + len(lower) - len(upper)
    return holes > 0 and 2 * known >= len(filled) > 0 and not any(_is_value(cell) for cell in filled)


def _is_group_line(upper: Cells, lower: Cells) -> bool:
    """Say whether the line above a header names groups of its columns, or columns the header leaves empty."""
    if any(_is_value(cell) for cell in _filled(upper)) or len(set(_filled(upper))) < 2:  # noqa: PLR2004 - a title
        return False
    names = _filled(lower)
    width = max(len(upper), len(lower))
    under = zip(_padded(upper, width), _padded(lower, width), strict=True)
    return len(set(names)) < len(names) or any(over.strip() and not name.strip() for over, name in under)


def _two_lines(upper: Cells, lower: Cells) -> list[str]:
    """Return names of two lines: the lower, the upper where that is empty, both where the lower alone repeats."""
    width = max(len(upper), len(lower))
    times = Counter(_filled(lower))
    names, group = [], ""
    for over, under in zip(_padded(upper, width), _padded(lower, width), strict=True):
        group = over or group
        names.append((f"{group} {under}".strip() if times[under] > 1 else under) or over)
    return names


def _padded(cells: Cells, width: int) -> tuple[str, ...]:
    return (*(cell.strip() for cell in cells), *[""] * (width - len(cells)))


def _is_hashtags(cells: Cells) -> bool:
    filled = _filled(cells)
    return 2 * sum(1 for cell in filled if hashtag(cell) == cell.replace(" ", "").lower()) > len(filled)


def _is_units(cells: Cells) -> bool:
    filled = _filled(cells)
    return len(filled) > 1 and all(_is_unit(cell) for cell in filled)


def _is_unit(cell: str) -> bool:
    bracketed = cell[0] in "([" and cell[-1] in ")]"
    words = plain(cell).split()
    return bracketed or (bool(words) and _UNITS.issuperset(words)) or cell == "°"
