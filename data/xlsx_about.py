"""What a workbook says of itself beside its table: its properties, what is printed on each page, its other sheets."""

import html
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from data.raw import clean_text
from data.recognise.plain import plain
from data.secret_notes import asks_for_secrecy
from data.xlsx_parts import part_of, parts_beside, walk

_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "docProps/app.xml")
_SAID = frozenset(["title", "subject", "keywords", "description", "category", "contentStatus", "lpwstr", "Company"])
# Page headers stand behind the cells of a sheet.
_TAIL = 1 << 18
_PRINTED = re.compile(r"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)<")
# Where it stands and how it looks: &C, &12, &"Arial,Bold", &K000000.
_HOW = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]')
# A sheet that explains a table is short.
_LONGEST_README = 60
Sheets = Iterable[tuple[str, Sequence[Sequence[str]]]]


def said_of_itself(archive: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    """Yield the properties of a workbook, what is printed on each page of a sheet, and what is written over it.

    Parameters
    ----------
    archive
        The workbook, known to declare no definitions.
    sheet
        The sheet's name.

    Raises
    ------
    ValueError
        A part of the workbook is not well-formed.
    """
    for part in _PROPERTIES:
        yield from _texts(archive, part, _SAID)
    part = part_of(archive, sheet)
    if part in archive.namelist():
        for text in _PRINTED.findall(_end_of(archive, part)):
            yield from filter(None, [clean_text(_HOW.sub(" ", html.unescape(text)))])
    for drawing in parts_beside(archive, part, "drawing") if part else ():
        yield from _texts(archive, drawing, frozenset(["t"]))


def asked_in_others(others: Sheets, names: Collection[str]) -> Iterator[str]:
    """Yield what other sheets of a workbook ask for where that is secrecy.

    Parameters
    ----------
    others
        Name and cells of each sheet that is not read. Their names are read, the lines with a single filled cell, and
        every cell of a short one, such as a *LEEME*.
    names
        The cells of the header and its like: a sheet that explains a column called *Confidencial* asks for nothing.
    """
    known = {plain(name) for name in names}
    for name, rows in others:
        filled = [[cell for cell in row if cell.strip()] for row in rows]
        short = sum(map(bool, filled)) <= _LONGEST_README
        cells = [cell for row in filled if short or len(row) == 1 for cell in row]
        for text in map(clean_text, (name, *cells)):
            if "?" not in text and plain(text) not in known and asks_for_secrecy(text):
                yield text


def _texts(archive: zipfile.ZipFile, part: str, wanted: Collection[str]) -> Iterator[str]:
    found: list[str] = []
    words: list[str] = []

    def begun(_name: str, _: Mapping[str, str]) -> None:
        words.clear()

    def ended(name: str) -> None:
        if name in wanted and (text := clean_text("".join(words))):
            found.append(text)
        words.clear()

    walk(archive, part, begun, ended, words.append)
    yield from found


def _end_of(archive: zipfile.ZipFile, part: str) -> str:
    tail = b""
    with archive.open(part) as file:
        while piece := file.read(_TAIL):
            tail = (tail + piece)[-_TAIL:]
    return tail.decode(errors="replace")
