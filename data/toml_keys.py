"""Reads a TOML file by taking its keys one by one: what does not fit is named, what is left over is unknown."""

import tomllib
from collections.abc import Callable
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from data.cells import is_iso_date
from geo.errors import AlcanceError, InputError

_MEND = "Mend it in a text editor."
_DEEPEST = 20  # Python itself gives up at some hundreds, wherever it first walks through the whole


def load_keys(path: Path, *, todo: str, error: type[AlcanceError] = InputError) -> "TomlKeys":
    """Return the keys of a TOML file.

    Parameters
    ----------
    path
        The file.
    todo
        What can be done where there is no such file.
    error
        What is raised, here and by the keys.

    Raises
    ------
    AlcanceError
        As `error`: the file cannot be read or is not TOML.
    """
    where = str(path)
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))  # editors on Windows write a mark in front
    except OSError as failure:
        raise _wrong(error, where, f"cannot be read ({failure.strerror})", todo) from None
    except (ValueError, RecursionError) as failure:
        raise _wrong(error, where, f"is not TOML ({str(failure)[:100]})", _MEND) from None
    if _is_deep(content):
        raise _wrong(error, where, "is nested too deeply", _MEND)
    return TomlKeys(where, content, error=error)


class TomlKeys:
    """A TOML table whose keys are taken one by one.

    Parameters
    ----------
    where
        How an error calls the table: its file and, within it, its name.
    content
        What stands there; anything but a table is refused.
    error
        What is raised.
    """

    def __init__(self, where: str, content: object, *, error: type[AlcanceError] = InputError) -> None:
        self.where = where
        self._raised = error
        if not isinstance(content, dict):
            raise _wrong(error, where, "is not a table", _MEND)
        self._left = dict(content)

    def wrong(self, key: str, what: str, todo: str = _MEND) -> AlcanceError:
        """Return the error that a key is wrong, to be raised; ``""`` is the table itself."""
        return _wrong(self._raised, f"{self.where}, {key}" if key else self.where, what, todo)

    def has(self, key: str) -> bool:
        """Tell whether a key is there and not yet taken."""
        return key in self._left

    def take(self, key: str, default: Any, fits: Callable[[Any], bool], form: str) -> Any:
        """Return a value that fits, or the default, which must fit too; `form` says what it may be."""
        value = self._left.pop(key, default)
        if not fits(value):
            raise self.wrong(key, f"{str(value)[:80]!r} is not {form}")
        return value

    def need(self, key: str) -> None:
        """Refuse a table that lacks a key."""
        if not self.has(key):
            raise self.wrong(key, "is missing")

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        return str(self.take(key, default, lambda value: isinstance(value, str), "text"))

    def title(self, key: str = "title") -> str:
        """Return a text that is there and not blank."""
        return str(self.take(key, "", lambda value: isinstance(value, str) and bool(value.strip()), "a title"))

    def positive(self, key: str, default: float) -> float:
        """Return a number above 0."""
        return float(self.take(key, default, lambda value: _is_number(value) and value > 0, "a number above 0"))

    def positive_to(self, key: str, default: float, most: float) -> float:
        """Return a number above 0 and at most `most`."""
        return float(
            self.take(
                key,
                default,
                lambda value: _is_number(value) and 0 < value <= most,
                f"a number above 0, at most {most:g}",
            )
        )

    def whole_to(self, key: str, default: int, most: int) -> int:
        """Return a whole number of at least 1 and at most `most`."""
        form = f"a whole number from 1 to {most}"
        return int(self.take(key, default, lambda value: type(value) is int and 1 <= value <= most, form))

    def up_to(self, key: str, default: float, most: float) -> float:
        """Return a number of at least 0 and at most `most`."""
        form = f"a number of at least 0, at most {most:g}"
        return float(self.take(key, default, lambda value: _is_number(value) and 0 <= value <= most, form))

    def yes_no(self, key: str) -> bool | None:
        """Return true or false, None where it is not said."""
        value = self.take(key, None, lambda value: value is None or isinstance(value, bool), "true or false")
        return None if value is None else bool(value)

    def one_of(self, key: str, default: str, words: tuple[str, ...]) -> str:
        """Return one of some words."""
        return str(self.take(key, default, lambda value: value in words, f"one of {', '.join(filter(None, words))}"))

    def words(self, key: str, fits: Callable[[str], bool], form: str) -> tuple[str, ...]:
        """Return a list of words, each once; `form` says what one of them may be."""
        words = self.take(key, [], is_texts, "a list of texts")
        for word in words:
            if not fits(word):
                raise self.wrong(key, f"{word[:80]!r} is not {form}")
        return tuple(dict.fromkeys(words))

    def day(self, key: str) -> str:
        """Return an ISO date, ``""`` where none is said."""
        return str(self.take(key, "", _is_day, "a date like 2025-01-31"))

    def tables(self, key: str) -> list["TomlKeys"]:
        """Return the tables of a list of them, as keys."""
        found = self.take(key, [], lambda value: isinstance(value, list), f"a list of tables ([[{key}]])")
        return [
            TomlKeys(f"{self.where}, {key} {number}", each, error=self._raised)
            for number, each in enumerate(found, start=1)
        ]

    def table(self, key: str) -> "TomlKeys":
        """Return a table, as keys; an empty one where there is none."""
        return TomlKeys(f"{self.where}, [{key}]", self._left.pop(key, {}), error=self._raised)

    def texts(self, key: str) -> dict[str, str]:
        """Return a table of texts."""
        return dict(self.take(key, {}, _is_table_of_texts, "a table of texts"))

    def end(self) -> None:
        """Refuse a table that has keys nobody took."""
        if self._left:
            raise self.wrong("", f"unknown key {min(self._left)}", "Remove it or mend its spelling.")


def _is_deep(content: object) -> bool:
    """Tell whether tables and lists stand in each other deeper than anything a file of ours may hold."""
    level = [content]
    for _ in range(_DEEPEST):
        level = [
            each
            for outer in level
            for each in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
    return bool(level)


def is_texts(value: object) -> bool:
    """Tell whether a value is a list of texts, none of them empty."""
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _wrong(kind: type[AlcanceError], where: str, what: str, todo: str) -> AlcanceError:
    return kind(where, what, todo)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_table_of_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _is_day(value: object) -> bool:
    # TOML knows dates of its own; quoted ones are as good.
    return type(value) is date or value == "" or (isinstance(value, str) and is_iso_date(value))
