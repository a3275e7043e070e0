"""The parts of a workbook: which holds a sheet, what belongs to it, and a way through their elements."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

_WORKBOOK = "xl/workbook.xml"
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")

_Begin = Callable[[str, Mapping[str, str]], None]
_Take = Callable[[str], None]


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the part of a workbook that holds a sheet; ``""`` where it says none."""
    ids: dict[str, str] = {}

    def sheet_begun(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            ids.setdefault(attributes.get("name", ""), link)

    walk(archive, _WORKBOOK, sheet_begun)
    return next((part for link, _, part in _links(archive, _WORKBOOK) if link == ids.get(sheet, "")), "")


def parts_beside(archive: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    """Return the parts of a kind, such as ``comments``, that belong to a part."""
    return [beside for _, each, beside in _links(archive, part) if each == kind]


def _links(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield (id, kind, part) of what a part refers to."""
    folder, name = posixpath.split(part)
    found: list[tuple[str, str, str]] = []

    def link_begun(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            # Some programs write the whole way from the root without its stroke.
            whole = target.removeprefix("/") if target.startswith(("/", "xl/")) else posixpath.join(folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((attributes.get("Id", ""), kind, posixpath.normpath(whole)))

    walk(archive, f"{folder}/_rels/{name}.rels", link_begun)
    yield from found


def place_of(text: str) -> tuple[int, int] | None:
    """Return row and column, both from 0, of a cell called as ``B4``; None where nothing is called so."""
    found = _PLACE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def walk(
    archive: zipfile.ZipFile, part: str, begin: _Begin, end: _Take | None = None, text: _Take | None = None
) -> None:
    """Call back for each element of a part, by its name without its namespace; not at all if there is no such part.

    Parameters
    ----------
    archive
        The workbook, known to declare no definitions.
    part
        Its name in the archive.
    begin, end, text
        What is called.

    Raises
    ------
    ValueError
        The part is not well-formed.
    """
    if part not in archive.namelist():
        return
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = lambda name, attributes: begin(name.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    try:
        with archive.open(part) as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise ValueError(part) from error
