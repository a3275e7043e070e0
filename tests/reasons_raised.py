"""The reasons the rooms can give, as templates: collected from the syntax, so that none is left without its Spanish."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOLE = "{}"

_ERROR = {1: "what", 2: "todo"}
# Who is handed a reason: at which place, and under which name.
SINKS: Mapping[str, Mapping[int, str]] = {
    "AlcanceError": _ERROR,
    "InputError": _ERROR,
    "StudyError": _ERROR,
    "QuestionError": _ERROR,
    "Finding": {3: "what", 4: "todo"},
    "RowRefusedError": {1: "reason"},
    "SetAside": {5: "reason"},
    "RawRow": {3: "trouble"},
    "mend": {1: "how"},
    "take": {3: "form"},
    "words": {2: "form"},
    "wrong": {1: "what", 2: "todo"},
    "_wrong": {2: "what", 3: "todo"},
    "Mend": {1: "mend"},
    "Refusal": {1: "reason"},
}
# An attribute or a cell of one of these names was collected where it was made.
_PASSED_ON = {"what", "todo", "reason", "trouble", "mend"}


class UnresolvedError(Exception):
    """The words of an expression cannot be told from the source."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was collected.

    Attributes
    ----------
    templates
        Every reason, with `HOLE` where a value goes, and the first place it is given at.
    unresolved
        Places whose words cannot be told.
    """

    templates: dict[str, str] = field(default_factory=dict)
    unresolved: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scope:
    """A function, or a module outside its functions, and where names in it come from."""

    tree: ast.Module
    function: ast.FunctionDef | None = None

    def parameters(self) -> list[str]:
        if self.function is None:
            return []
        given = self.function.args
        return [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs) if each.arg != "self"]

    def assigned(self, name: str) -> list[ast.expr]:
        """Return all that a name is made equal to, in the function or else in the module."""
        local = list(_assigned(self.function, name)) if self.function else []
        return local or [value for node in self.tree.body for value in _assigned(node, name, deep=False)]


def _assigned(within: ast.AST, name: str, *, deep: bool = True) -> Iterator[ast.expr]:
    for node in ast.walk(within) if deep else [within]:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _matched(target, node.value, name)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from _matched(node.target, node.value, name)


def _matched(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _matched(one, other, name)


def resolved(node: ast.expr, scope: Scope) -> set[str]:
    """Return the templates an expression can be; none where it hands on what was collected elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.JoinedStr):
        return _joined([_part(each, scope) for each in node.values])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined([resolved(node.left, scope), resolved(node.right, scope)])
    if isinstance(node, ast.IfExp | ast.BoolOp):
        either = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        return set().union(*(resolved(each, scope) for each in either))
    return _looked_up(node, scope)


def _looked_up(node: ast.expr, scope: Scope) -> set[str]:
    if isinstance(node, ast.Name):
        return _named(node, scope)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _returned(node.func.id, scope)
    if last_name(node) in _PASSED_ON:
        return set()
    raise UnresolvedError(ast.unparse(node))


def _joined(parts: list[set[str]]) -> set[str]:
    return {"".join(each) for each in product(*parts)}


def _part(node: ast.expr, scope: Scope) -> set[str]:
    """Return what can stand at a place of an f-string: words where they can be told, else a hole."""
    if not isinstance(node, ast.FormattedValue):
        return resolved(node, scope)
    if node.conversion != -1 or node.format_spec is not None:
        return {HOLE}
    return _filling(node.value, scope)


def _filling(node: ast.expr, scope: Scope) -> set[str]:
    if isinstance(node, ast.IfExp | ast.BoolOp):
        either = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        return set().union(*(_filling(each, scope) for each in either))
    if isinstance(node, ast.Name):
        values = scope.assigned(node.id) or _imported(node.id, scope)
        words = set().union(*(_filling(value, scope) for value in values)) or {HOLE}
        return words - {""} if HOLE in words else words  # a hole may be empty as well
    try:
        return resolved(node, scope) if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) else {HOLE}
    except UnresolvedError:
        return {HOLE}


def _named(node: ast.Name, scope: Scope) -> set[str]:
    values = scope.assigned(node.id) or _imported(node.id, scope)
    if not values:
        raise UnresolvedError(node.id)
    return set().union(*(resolved(value, scope) for value in values))


def _imported(name: str, scope: Scope) -> list[ast.expr]:
    """Return what a name is made equal to in the module it comes from."""
    for each in scope.tree.body:
        if isinstance(each, ast.ImportFrom) and name in {alias.name for alias in each.names}:
            path = (ROOT / (each.module or "").replace(".", "/")).with_suffix(".py")
            return Scope(parsed(path)).assigned(name) if path.is_file() else []
    return []


def _returned(name: str, scope: Scope) -> set[str]:
    """Return what a function of the same module can return."""
    for each in scope.tree.body:
        if isinstance(each, ast.FunctionDef) and each.name == name:
            inside = Scope(scope.tree, each)
            values = [node.value for node in ast.walk(each) if isinstance(node, ast.Return) and node.value]
            return set().union(*(resolved(value, inside) for value in values))
    raise UnresolvedError(f"{name}()")


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return ""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, Scope]]:
    """Yield each call of a module with the innermost function it stands in."""

    def walk(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.Call, Scope]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield child, scope
            yield from walk(child, Scope(tree, child) if isinstance(child, ast.FunctionDef) else scope)

    yield from walk(tree, Scope(tree))


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[place] if place < len(call.args) else None


def collect(trees: Mapping[str, ast.Module]) -> Reasons:
    """Return the reasons that modules can give.

    Parameters
    ----------
    trees
        The modules by name. A function that hands a parameter of its own on as a reason is asked for in turn: by a
        private name in its own module only.
    """
    found = Reasons()
    sinks = {("", name): dict(places) for name, places in SINKS.items()}
    waiting = list(sinks)
    while waiting:
        home, sink = waiting.pop()
        for module, tree in trees.items():
            if home not in ("", module):
                continue
            for call, scope in calls(tree):
                if getattr(call.func, "id", getattr(call.func, "attr", "")) != sink:
                    continue
                for place, name in list(sinks[home, sink].items()):
                    node = argument(call, place, name)
                    handed = _handed_on(node, scope, module)
                    if handed is not None and sinks.get(handed[0], {}).get(handed[1]) is None:
                        sinks.setdefault(handed[0], {})[handed[1]] = handed[2]
                        waiting.append(handed[0])
                    elif handed is None and node is not None:
                        take(node, scope, f"{module}:{call.lineno}", found)
    return found


def _handed_on(node: ast.expr | None, scope: Scope, module: str) -> tuple[tuple[str, str], int, str] | None:
    """Return the function, place and name of the parameter an argument is, None where it is none."""
    names = scope.parameters()
    if not isinstance(node, ast.Name) or node.id not in names or scope.function is None:
        return None
    function = scope.function.name
    return (module if function.startswith("_") else "", function), names.index(node.id), node.id


def take(
    node: ast.expr,
    scope: Scope,
    place: str,
    found: Reasons,
    read: Callable[[ast.expr, Scope], set[str]] = resolved,
) -> None:
    try:
        for template in sorted(read(node, scope)):
            found.templates.setdefault(template, place)
    except UnresolvedError as error:
        found.unresolved.append(f"{place}: {error}")
