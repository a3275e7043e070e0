"""Types stand in the signature only: a docstring that repeats them will one day disagree."""

import ast
import inspect

from house.rooms import modules, tree
from numpydoc.docscrape import NumpyDocString

DOCUMENTED = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _typed_entries(docstring: str) -> list[str]:
    sections = NumpyDocString(inspect.cleandoc(docstring))
    return [
        f"{entry.name} : {entry.type}"
        for part in ("Parameters", "Attributes")
        for entry in sections[part]
        if entry.type
    ]


def test_docstrings_leave_types_to_the_signature() -> None:
    repeated = [
        f"{name}.{node.name}: {entry}"
        for name, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, DOCUMENTED)
        for entry in _typed_entries(ast.get_docstring(node) or "")
    ]
    assert repeated == []


def test_a_type_in_a_docstring_is_seen() -> None:
    assert _typed_entries("Sum.\n\nParameters\n----------\na : int\n    Metres.\n") == ["a : int"]
