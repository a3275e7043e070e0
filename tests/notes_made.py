"""The notes readers make on a file and on its rows, as templates collected from the syntax, like the reasons."""

import ast
from collections.abc import Iterator, Mapping

from reasons_raised import (
    ROOT,
    Reasons,
    Scope,
    UnresolvedError,
    argument,
    calls,
    collect,
    last_name,
    parsed,
    resolved,
    take,
)

ROOMS = ("geo", "data", "analysis", "layers", "alcance")
# Who is handed several notes on a file as a whole: at which place, and under which name.
NOTES: Mapping[str, Mapping[int, str]] = {
    "RawTable": {4: "notes"},
    "Grid": {2: "notes"},
    "drawn_table": {2: "notes"},
    "replace": {9: "notes"},
}
# What a function of these returns is a cell, and how it was read: a note on a row.
_READINGS = ("_Read", "tuple[str, str]")


def collect_notes(trees: Mapping[str, ast.Module]) -> Reasons:
    """Return what modules can note on a file as a whole, and on how a cell of a row was read."""
    found = Reasons()
    for module, tree in trees.items():
        for call, scope in calls(tree):
            for place, name in NOTES.get(getattr(call.func, "id", ""), {}).items():
                node = argument(call, place, name)
                if node is not None:
                    take(node, scope, f"{module}:{call.lineno}", found, _several)
        for made in ast.walk(tree):
            if isinstance(made, ast.FunctionDef) and made.returns and ast.unparse(made.returns) in _READINGS:
                for node in ast.walk(made):
                    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
                        take(node.value.elts[1], Scope(tree, made), f"{module}:{node.lineno}", found)
    return found


def _several(node: ast.expr, scope: Scope) -> set[str]:
    """Return the templates a collection can hold; none where it hands on what was collected elsewhere."""
    if isinstance(node, ast.Tuple | ast.List):
        # A tuple within is a note on a row, with its column.
        parts = [each for each in node.elts if not isinstance(each, ast.Tuple)]
        return set().union(*(_one_or_all(part, scope) for part in parts))
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        return set() if isinstance(node.elt, ast.Tuple) else resolved(node.elt, scope)
    if isinstance(node, ast.IfExp):
        return _several(node.body, scope) | _several(node.orelse, scope)
    return _several_named(node, scope)


def _several_named(node: ast.expr, scope: Scope) -> set[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        is_made_of = node.func.id in ("tuple", "list")
        return _several(node.args[0], scope) if is_made_of else _returned(node.func.id, scope)
    if last_name(node) == "notes" or (isinstance(node, ast.Name) and node.id in scope.parameters()):
        return set()
    if isinstance(node, ast.Name):
        return _gathered(node.id, scope)
    raise UnresolvedError(ast.unparse(node))


def _one_or_all(node: ast.expr, scope: Scope) -> set[str]:
    if isinstance(node, ast.Starred):
        return _several(node.value, scope)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "shorten":
        return resolved(node.args[0], scope)
    return resolved(node, scope)


def _gathered(name: str, scope: Scope) -> set[str]:
    """Return what a collection of a function was made equal to, and what was added to it."""
    within = scope.function or scope.tree
    found = [_several(value, scope) for value in scope.assigned(name)]
    for node in ast.walk(within):
        if isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == name:
            found.append(_several(node.value, scope))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == f"{name}.append":
            found.append(set() if isinstance(node.args[0], ast.Call) else _one_or_all(node.args[0], scope))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            names = [getattr(each, "id", "") for each in node.targets[0].elts]
            if name in names and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
                found.append(_returned(node.value.func.id, scope, names.index(name)))
    if not found:
        raise UnresolvedError(name)
    return set().union(*found)


def _returned(name: str, scope: Scope, at: int | None = None) -> set[str]:
    """Return the notes a function gives: all it returns or yields, or those at a place of the tuple it returns."""
    made = _defined(name, scope)
    found: list[set[str]] = []
    for node in _own_nodes(made):
        if isinstance(node, ast.Yield) and node.value:
            found.append(_one_or_all(node.value, made))
        elif isinstance(node, ast.Return) and node.value:
            found.append(_given_back(node.value, made, at))
    return set().union(*found)


def _given_back(value: ast.expr, made: Scope, at: int | None) -> set[str]:
    if at is None:
        return _several(value, made)
    if isinstance(value, ast.Tuple):
        return _several(value.elts[at], made)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return _returned(value.func.id, made, at)
    raise UnresolvedError(ast.unparse(value))


def _own_nodes(made: Scope) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions within it."""
    waiting: list[ast.AST] = list(made.function.body) if made.function else []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef):
            yield node
            waiting += ast.iter_child_nodes(node)


def _defined(name: str, scope: Scope) -> Scope:
    """Return the function of a name, of the same module or of the one it is imported from."""
    for each in scope.tree.body:
        if isinstance(each, ast.FunctionDef) and each.name == name:
            return Scope(scope.tree, each)
        if isinstance(each, ast.ImportFrom) and name in {alias.name for alias in each.names}:
            path = (ROOT / (each.module or "").replace(".", "/")).with_suffix(".py")
            if path.is_file():
                return _defined(name, Scope(parsed(path)))
    raise UnresolvedError(f"{name}()")


def collect_rooms() -> Reasons:
    """Return the reasons and notes all rooms can give."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    trees = {str(path.relative_to(ROOT)): parsed(path) for path in files}
    readers = {name: tree for name, tree in trees.items() if name.startswith("data/")}
    reasons, notes = collect(trees), collect_notes(readers)
    return Reasons(reasons.templates | notes.templates, reasons.unresolved + notes.unresolved)
