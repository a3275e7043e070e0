"""The kernels compiled, plain, or with something planted in one of them."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

DECORATOR = "from geo.kernels.compiled import compiled\n"
ENOUGH_STEPS = 500_000  # several times what the worlds of a test take together
# In this order each needs only those before it.
MODULES = (
    "geo.kernels.buckets",
    "geo.kernels.search",
    "geo.kernels.contract",
    "geo.kernels.carry",
    "geo.kernels.spread",
    "geo.kernels.read",
    "geo.kernels.pairs",
    "geo.kernels.onward",
    "geo.kernels.fill",
    "geo.kernels.density",
    "geo.kernels.fronts",
    "geo.kernels.around",
    "geo.chains",
    "geo.density",
    "geo.around",
    "geo.graph",
    "geo.meeting",
    "geo.joined",
    "geo.promising",
    "geo.shrunk",
    "geo.alternatives",
)
ENDLESS = {
    "geo.kernels.search": "pop",
    "geo.kernels.onward": "heappop",
    "geo.kernels.fronts": "heappop",
}  # what a loop that never ends would call


class Kernels(NamedTuple):
    """The functions to be held to it, and the types they give each other.

    ``taken[0]`` counts how often kernels that are not compiled took something off a queue.
    """

    taken: list[int]

    contract_roads: Callable[..., Any]
    pass_chains: Callable[..., Any]
    junctions_of: Callable[..., Any]
    inner_slot: Callable[..., Any]
    Rows: Callable[..., Any]
    Side: Callable[..., Any]
    meet: Callable[..., Any]
    clear_desk: Callable[..., Any]
    search: Callable[..., Any]
    read: Callable[..., Any]
    spread: Callable[..., Any]
    At: Callable[..., Any]
    tell_inner: Callable[..., Any]
    search_pairs: Callable[..., Any]
    read_matrix: Callable[..., Any]
    search_onward: Callable[..., Any]
    Reach: Callable[..., Any]
    AtJunction: Callable[..., Any]
    search_each: Callable[..., Any]
    fill: Callable[..., Any]
    search_front: Callable[..., Any]
    TwoCosts: Callable[..., Any]
    Left: Callable[..., Any]
    find_front: Callable[..., Any]
    streets_of: Callable[..., Any]
    weight_on_pieces: Callable[..., Any]
    spread_around: Callable[..., Any]


def _kernels(modules: dict[str, ModuleType], taken: list[int]) -> Kernels:
    found = {
        name: getattr(module, name) for module in modules.values() for name in Kernels._fields if name in vars(module)
    }
    return Kernels(**found, taken=taken)


COMPILED = _kernels({name: import_module(name) for name in MODULES}, [0])


def plain(module: str = "", old: str = "", new: str = "") -> Kernels:
    """Return the kernels not compiled; with `old` replaced by `new` in the text of `module` to see what notices.

    A changed kernel that would never end is stopped.
    """
    made: dict[str, ModuleType] = {}
    taken = [0]
    for name in MODULES:
        text = Path(str(sys.modules[name].__file__)).read_text("utf-8")
        if name == module:
            assert text.count(old) == 1, f"{module} has not just one: {old}"
            text = text.replace(old, new)
        text = text.replace(DECORATOR, "compiled = lambda kernel: kernel\n")
        for other in made:
            text = text.replace(f"from {other} import", f"from plain.{other} import")
        made[name] = sys.modules[f"plain.{name}"] = ModuleType(f"plain.{name}")
        exec(text, vars(made[name]))  # noqa: S102  (our own files)
        if name in ENDLESS:
            vars(made[name])[ENDLESS[name]] = _counted(vars(made[name])[ENDLESS[name]], taken)
    for name in MODULES:
        del sys.modules[f"plain.{name}"]
    return _kernels(made, taken)


def _counted(function: Callable[..., Any], taken: list[int]) -> Callable[..., Any]:
    def count(*arguments: Any) -> Any:
        taken[0] += 1
        assert taken[0] < ENOUGH_STEPS, "it never ends"
        return function(*arguments)

    return count
