"""The rooms as text and as syntax trees, for the tests of the house."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("geo", "data", "analysis", "layers", "alcance")


@cache
def modules() -> dict[str, Path]:
    """Return the file of each module of the rooms, by its dotted name."""
    files = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {_dotted(path): path for path in files}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield each function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports(path: Path) -> set[str]:
    """Return the dotted names a file imports; ``from a import b`` gives both ``a`` and ``a.b``."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def our_imports(path: Path) -> set[str]:
    """Return the modules of the rooms that a file imports, itself left out."""
    return {name for name in imports(path) if name in modules() and modules()[name] != path}


def committed_files() -> tuple[Path, ...]:
    """Return the files that are committed or would be: all but what is ignored."""
    return tuple(path for path in committed_paths() if path.is_file())


@cache
def committed_paths() -> tuple[Path, ...]:
    """Return all that is committed or would be, whatever it is."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(sorted(paths))
