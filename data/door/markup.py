"""Walks through an XML file with Python's own expat: no definitions, no entities, nothing fetched."""

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from geo.errors import InputError

_DEEPEST = 100

Begin = Callable[[str, Mapping[str, str]], None]
End = Callable[[str, str], None]


def walk(path: Path, begin: Begin, end: End) -> None:
    """Call back for each element of an XML file.

    Parameters
    ----------
    path
        The file.
    begin
        Is told the name of each element that begins, without its namespace, and its attributes.
    end
        Is told the name of each element that ends, and the text directly in it.

    Raises
    ------
    InputError
        It is not well-formed, as when it was cut short, nested deeper than 100, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    texts: list[list[str]] = []

    def begun(name: str, attributes: dict[str, str]) -> None:
        if len(texts) >= _DEEPEST:
            raise InputError(path.name, f"is nested deeper than {_DEEPEST} levels", "Export it again.")
        texts.append([])
        begin(_plain(name), attributes)

    def ended(name: str) -> None:
        end(_plain(name), "".join(texts.pop()))

    def refuse_definitions(*_: object) -> None:
        what = "declares a document type, which could open other files"
        raise InputError(path.name, what, "Export it again, without it.")

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)  # noqa: PLW0108 - the last list changes
    parser.StartDoctypeDeclHandler = refuse_definitions
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003 - expat takes it so
    except (expat.ExpatError, ValueError, LookupError) as error:
        what = f"is not well-formed ({type(error).__name__}: {str(error)[:80]})"
        raise InputError(path.name, what, "Export it again; it may have been cut short.") from None


def _plain(name: str) -> str:
    return name.rpartition(":")[2]
