"""What an HSDS service says in members no column holds, where that asks for secrecy or speaks of a refuge."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.hsds_shape import Node
from data.raw import clean_text
from data.secrecy import is_for_women_only, speaks_of_refuge
from data.secret_headers import secrecy_asked
from data.secret_notes import asks_for_secrecy
from data.told_answers import may_say_no, may_say_yes
from data.vocabulary import KINDS, SERVICES

# Columns these texts are kept in: their names are read like any other's.
WORDS, ASKED = "said_elsewhere", "confidential_elsewhere"
_DEEPEST = 12
_LONGEST_NAME = 120


def said_elsewhere(parts: Mapping[str, Node], held: Mapping[str, str], own: str) -> dict[str, str]:
    """Return the texts of a service that could hide it and stand in no cell of its row; nothing where there are none.

    Parameters
    ----------
    parts
        The service, one of its places and all that is said of both, by what each is called.
    held
        The cells of its row.
    own
        What links an attribute to a column of ours: those are cells.
    """
    kept = set(held.values())
    told: dict[str, dict[str, None]] = {WORDS: {}, ASKED: {}}
    for part, node in parts.items():
        for path, name, text in _texts(part, node, own, 0):
            if _asks(name, text):
                told[ASKED][f"{path}: {text}"] = None
            elif text not in kept and _speaks(text):
                told[WORDS][f"{path}: {text}"] = None
    return {column: "; ".join(texts) for column, texts in told.items() if texts}


def _texts(path: str, value: Any, own: str, level: int) -> Iterator[tuple[str, str, str]]:
    """Yield (path, name, text) of each text within a member; of an attribute its value under its label too."""
    if level > _DEEPEST:
        return
    if isinstance(value, Mapping):
        if value.get("link_type") == own:
            return
        label, answer = value.get("label"), value.get("value")
        is_answer = isinstance(label, str) and isinstance(answer, str | bool | int)
        if is_answer:
            yield f"{path}.{label}", str(label), _text(answer)
        # A label speaks of the place unless its answer is no, or it asks.
        denied = is_answer and (not may_say_yes(_text(answer)) or secrecy_asked(str(label)[:_LONGEST_NAME]) != "")
        for name, inner in value.items():
            if not (name == "id" or name.endswith("_id") or (denied and name == "label")):
                yield from _texts(f"{path}.{name}", inner, own, level + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(path, inner, own, level + 1)
    elif isinstance(value, str | bool | int) and value != "":
        yield path, path.rpartition(".")[2], _text(value)


def _text(value: object) -> str:
    return clean_text(value) if isinstance(value, str) else str(value).lower()


def _asks(name: str, text: str) -> bool:
    asked = secrecy_asked(name[:_LONGEST_NAME])
    return (asked == "secret" and may_say_yes(text, name)) or (asked == "tellable" and may_say_no(text, name))


def _speaks(text: str) -> bool:
    # A bare word for a service or a kind is that alone: it stands in a cell of its own.
    if text.lower().replace(" ", "_") in (*SERVICES, *KINDS):
        return False
    return speaks_of_refuge(text, gives_shelter=False) or is_for_women_only(text) or asks_for_secrecy(text)
