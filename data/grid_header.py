"""Where the header of a sheet is: below titles, in one line or two, with units or HXL hashtags under it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data.recognise.headers import is_header_word
from data.recognise.plain import hashtag, plain

# A header further down is none; nobody puts more titles above a table.
_DEEPEST = 40
_MOSTLY = 0.6
_VALUE = re.compile(r"[+-]?[\d.,°'\"\u2032\u2033/: -]*\d[\d.,°'\"\u2032\u2033/: -]*[NSEWOnsewo%]?")
# A line with so many of the words the best one has, and above it, is the header.
_NEARLY = 2 / 3
# What the list of rows we set aside begins with (`data.quarantine`).
_OF_OURS = "alcance_file"
YES_ANSWERS = frozenset(["si", "yes", "oui", "sim"])
NO_ANSWERS = frozenset(["no", "non", "nao"])
# What may stand under a question, a column each.
ANSWERS = YES_ANSWERS | NO_ANSWERS | {"no sabe", "no se sabe", "ns", "ns nr", "desconocido", "unknown", "don t know"}
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
    answers
        The answer a column is for, such as *Sí* and *No* under *Confidencial*, whose name they share; ``""`` for none.
    second
        Place of the second line of the header; None if it has but one.
    unused
        What the upper of two lines says that is in no name.
    """

    names: tuple[str, ...]
    hashtags: tuple[str, ...]
    above: int
    below: int
    units_follow: bool = False
    answers: tuple[str, ...] = ()
    second: int | None = None
    unused: tuple[str, ...] = ()


class _Names(NamedTuple):
    """The names of two lines, the answers under them, and what of the upper line is in no name."""

    names: list[str]
    answers: list[str]
    unused: tuple[str, ...]


def find_header(lines: Sequence[Cells]) -> Header:
    """Return the header of a sheet.

    Parameters
    ----------
    lines
        Its lines that are not empty, at least one. The header is the line with most words we know as column names,
        of which its numbers are taken away, or an earlier one with nearly as many; where none has two, the first line
        that is as wide as most and holds no value; else the first. The list of rows we set aside names its header.
    """
    ours = next((at for at, cells in enumerate(lines[:_DEEPEST]) if cells[0].strip() == _OF_OURS), None)
    if ours is not None:
        names = _padded(lines[ours], len(lines[ours]))
        return Header(names, ("",) * len(names), ours, ours + 1, answers=("",) * len(names))
    first = _main_line(lines)
    upper, lower = _both_lines(lines, first)
    below = lower + 1
    single = _padded(lines[first], len(lines[first]))
    both = _two_lines(lines[upper], lines[lower]) if upper < lower else _Names([*single], [""] * len(single), ())
    tags: list[str] = []
    if below < len(lines) and _is_hashtags(lines[below]):
        tags = [cell.strip() for cell in lines[below]]
        below += 1
    units = below + 1 < len(lines) and _is_units(lines[below])
    width = max(len(both.names), len(tags))
    names, hashtags, answers = _padded(both.names, width), _padded(tags, width), _padded(both.answers, width)
    second = lower if upper < lower else None
    return Header(names, hashtags, upper, below, units, answers, second, both.unused)


def _main_line(lines: Sequence[Cells]) -> int:
    known = [_known_words(cells) for cells in lines[:_DEEPEST]]
    if max(known) > 1:
        return next(at for at, count in enumerate(known) if count > 1 and count >= _NEARLY * max(known))
    width = Counter(len(_filled(cells)) for cells in lines).most_common(1)[0][0]
    wide = (at for at, cells in enumerate(lines[:_DEEPEST]) if len(_filled(cells)) >= _MOSTLY * width)
    return next((at for at in wide if _may_be_names(lines[at])), 0)


def _known_words(cells: Cells) -> int:
    """Return how many of a line's cells are, each for itself, a column name we know, less those that are values."""
    if not _may_be_names(cells):
        return 0
    return len({plain(cell) for cell in cells if is_header_word(cell)}) - sum(map(_is_value, _filled(cells)))


def _may_be_names(cells: Cells) -> bool:
    filled = _filled(cells)
    values = sum(1 for cell in filled if _is_value(cell))
    return 2 * values < len(filled) and len(set(filled)) > len(filled) / 2


def _is_value(cell: str) -> bool:
    return len(cell) <= _LONGEST_VALUE and _VALUE.fullmatch(cell) is not None


def _filled(cells: Cells) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _both_lines(lines: Sequence[Cells], at: int) -> tuple[int, int]:
    """Return the places of the upper and the lower line of the header at a line, twice the same if it has one."""
    if at + 1 < len(lines) and _is_lower_half(lines[at], lines[at + 1]):
        return at, at + 1
    if at and _is_group_line(lines[at - 1], lines[at]):
        return at - 1, at
    return at, at


def _is_lower_half(upper: Cells, lower: Cells) -> bool:
    """Say whether a line goes on with the header: names we know, under cells that were merged or left empty.

    A name that was merged over both lines stands in both.
    """
    filled = _filled(lower)
    if not filled or any(_is_value(cell) for cell in filled):
        return False
    over, under = _side_by_side(upper, lower)
    news = [at for at, cell in enumerate(under) if cell and cell != over[at]]
    if not news:
        # Of words nobody knows as names, or of one alone, it may as well be a row.
        return len(set(filled)) > 1 and any(map(is_header_word, filled))
    # A cell under a name of its own, with no hole beside it, is the cell of a row.
    in_groups = all(not over[at] or (at + 1 < len(over) and not over[at + 1]) for at in news)
    has_hole = any(not over[at] for at in news)
    known = sum(1 for at in news if is_header_word(under[at]) or _is_answer(under[at]))
    return in_groups and has_hole and 2 * known >= len(news)


def _is_group_line(upper: Cells, lower: Cells) -> bool:
    """Say whether the line above a header names groups of its columns, or columns the header leaves empty."""
    groups = _filled(upper)
    if any(map(_is_value, groups)):
        return False
    over, under = _side_by_side(upper, lower)
    # What stands over an answer is its question, also if it stands alone.
    if any(group and _is_answer(name) for group, name in zip(over, under, strict=True)):
        return True
    if len(set(groups)) < 2:  # noqa: PLR2004 - a title
        return False
    names = _filled(lower)
    return len(set(names)) < len(names) or any(
        group and not (name and is_header_word(name)) for group, name in zip(over, under, strict=True)
    )


def _side_by_side(upper: Cells, lower: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
    width = max(len(upper), len(lower))
    return _padded(upper, width), _padded(lower, width)


def _two_lines(upper: Cells, lower: Cells) -> _Names:
    """Return names of two lines: the lower where that is a name we know, the upper over an answer, else both."""
    over, under = _side_by_side(upper, lower)
    times = Counter(_filled(lower))
    names, answers, group = [], [], ""
    # What stands over the first column may be a title of the whole.
    used: set[str] = set()
    for above, below in zip(over, under, strict=True):
        group = above or group
        is_answer = bool(group) and _is_answer(below)
        name = above if not below else group if is_answer else _joined(group, below, is_repeated=times[below] > 1)
        used |= {group} if is_answer or name == group or (name != below and group not in over[:1]) else set()
        names.append(name)
        answers.append(below if is_answer else "")
        # A name above nothing is no group.
        group = group if below else ""
    return _Names(names, answers, tuple(text for text in dict.fromkeys(_filled(upper)) if text not in used))


def _joined(group: str, below: str, *, is_repeated: bool) -> str:
    """Return the name of a column with its group, which goes before a name that repeats or that we don't know."""
    if group in ("", below):
        return below
    if is_repeated:
        return f"{group} {below}"
    return below if is_header_word(below) else f"{group}/{below}"


def _is_answer(cell: str) -> bool:
    return plain(cell) in ANSWERS


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
