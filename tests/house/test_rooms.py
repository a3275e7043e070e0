"""Where things stand: imports, names and sizes of the rooms."""

import ast
import graphlib
import re
import statistics
from pathlib import Path

from house.rooms import ROOMS, ROOT, functions, imports, modules, our_imports

# A drawing has functions called so: a layer for the map, or a sheet for the cards and the table.
DRAWING = re.compile(r"[a-z]\w*_(layer|sheet)")
# How a layer is made, for all drawings; where they are put together.
LAYER_MAKER, PAGE = "layers.feature", "layers.page"
MAP = "layers.drawn_map"  # the ground below every map
KERNELS_MAY_IMPORT = {"collections", "heapq", "math", "numba", "numpy", "typing"}
VAGUE_NAMES = {"base", "common", "core", "helper", "helpers", "lib", "manager", "misc", "tools", "util", "utils"}


def _lines_without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    first = node.body[0]
    has_docstring = ast.get_docstring(node, clean=False) is not None
    skipped = range(first.lineno, (first.end_lineno or first.lineno) + 1) if has_docstring else range(0)
    return sum(
        1
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if line not in skipped and source[line - 1].strip()
    )


def _function_lines() -> dict[str, int]:
    sizes = {}
    for name, path in modules().items():
        source = path.read_text("utf-8").splitlines()
        for node in functions(path):
            sizes[f"{name}.{node.name}:{node.lineno}"] = _lines_without_docstring(node, source)
    return sizes


def _module_lines() -> dict[str, int]:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    return {name: count for name, count in lines.items() if count > 1}


def test_no_module_is_longer_than_350_lines() -> None:
    assert {name: lines for name, lines in _module_lines().items() if lines > 350} == {}


def test_half_of_the_modules_have_at_most_150_lines() -> None:
    assert statistics.median(_module_lines().values()) <= 150


def test_no_function_is_longer_than_50_lines() -> None:
    assert {name: lines for name, lines in _function_lines().items() if lines > 50} == {}


def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert statistics.median(_function_lines().values()) <= 8


def test_a_docstring_does_not_count_as_a_line_of_its_function() -> None:
    source = 'def f(a):\n    """Say.\n\n    More.\n    """\n    return a\n'
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert _lines_without_docstring(node, source.splitlines()) == 2


def test_no_module_or_test_has_a_vague_name() -> None:
    files = [*modules().values(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "setup").iterdir()]
    assert [str(path) for path in files if VAGUE_NAMES & set(re.split(r"[_.]", path.name))] == []


def test_every_room_is_a_typed_package_and_every_folder_of_code_a_package() -> None:
    missing = [room for room in ROOMS if not (ROOT / room / "py.typed").is_file()]
    missing += [str(path) for path in modules().values() if not (path.parent / "__init__.py").is_file()]
    assert missing == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    edges = {name: our_imports(path) for name, path in modules().items()}
    # CycleError names the circle.
    tuple(graphlib.TopologicalSorter(edges).static_order())


def test_imports_are_absolute_and_name_what_they_take() -> None:
    nodes = [(path, node) for path in modules().values() for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    found = [(path, node) for path, node in nodes if isinstance(node, ast.ImportFrom)]
    assert [f"{path}:{node.lineno}" for path, node in found if node.level or node.names[0].name == "*"] == []


def test_kernels_import_nothing_but_numpy_and_numba() -> None:
    kernels = {name: path for name, path in modules().items() if name.startswith("geo.kernels")}
    strangers = {
        f"{name} imports {imported}"
        for name, path in kernels.items()
        for imported in imports(path)
        if imported.split(".")[0] not in KERNELS_MAY_IMPORT and not imported.startswith("geo.kernels")
    }
    assert strangers == set()


def _is_drawing(name: str, path: Path) -> bool:
    return name != LAYER_MAKER and any(DRAWING.fullmatch(node.name) for node in functions(path))


def _drawings() -> set[str]:
    return {name for name, path in modules().items() if name.startswith("layers.") and _is_drawing(name, path)} - {PAGE}


def test_a_module_that_draws_something_is_known_as_a_drawing() -> None:
    assert {"layers.facilities", "layers.segments"} <= _drawings()


def test_drawings_know_no_other_drawing_and_only_the_page_puts_them_together() -> None:
    drawings = _drawings()
    users = {name: our_imports(path) & drawings for name, path in modules().items() if name not in {PAGE, MAP}}
    assert {name: used for name, used in users.items() if used} == {}
