"""Write what Overpass answered as one OpenStreetMap XML file, whole and in order, for the reader of extracts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from geo.errors import InputError

_ORDER = {"node": 0, "way": 1, "relation": 2}
# Characters XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Element = Mapping[str, Any]


def merge_elements(answers: Iterable[Path]) -> list[Element]:
    """Return the elements of Overpass' JSON answers, each once, sorted by type and id.

    An element that came in several answers is kept once; were it edited between them, the version kept is the same
    whatever the order of the answers.

    Raises
    ------
    InputError
        An answer is cut or holds something else.
    """
    found: dict[tuple[int, int], Element] = {}
    for answer in answers:
        for element in _read_answer(answer):
            key = (_ORDER[element["type"]], element["id"])
            found[key] = max(found.get(key, element), element, key=_text)
    return [found[key] for key in sorted(found)]


def _read_answer(answer: Path) -> list[Element]:
    try:
        elements: list[Element] = json.loads(answer.read_text(encoding="utf-8"))["elements"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(answer), "is cut or is no answer of Overpass", "Delete it and fetch again") from error
    return elements


def _text(element: Element) -> str:
    return json.dumps(element, sort_keys=True)


def write_osm_xml(path: Path, elements: Iterable[Element]) -> Path:
    """Write elements as an ``.osm`` file, put in its place only when whole; returns `path`."""
    staged = path.with_name(f".{path.name}.part")
    with staged.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="Alcance">\n')
        stream.writelines(f"{line}\n" for element in elements for line in _lines(element))
        stream.write("</osm>\n")
    staged.replace(path)
    return path


def _lines(element: Element) -> Iterator[str]:
    """Yield the lines of one element."""
    kind = element["type"]
    place = f' lon="{element["lon"]!r}" lat="{element["lat"]!r}"' if kind == "node" else ""
    yield f'<{kind} id="{element["id"]:d}" version="1"{place}>'
    yield from (f'<nd ref="{ref:d}"/>' for ref in element.get("nodes", ()))
    for member in element.get("members", ()):
        yield f'<member type={_quoted(member["type"])} ref="{member["ref"]:d}" role={_quoted(member["role"])}/>'
    yield from (f"<tag k={_quoted(key)} v={_quoted(text)}/>" for key, text in sorted(element.get("tags", {}).items()))
    yield f"</{kind}>"


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", str(text)))
