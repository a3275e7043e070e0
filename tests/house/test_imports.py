"""What an import does, and where what it names comes from."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from house.rooms import ROOMS, ROOT, imports, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Run by hand to remake committed files; their packages belong to development.
SCRIPTS = {"data.basemap.build", "data.corridor.build"}
# These only speak while a module is loaded: they run in a fresh Python, which reports what the import touched.
WATCH = """
import importlib, json, os, sys
root, names = sys.argv[1], sys.argv[2:]
seen = []
forbidden = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.mkdir", "os.rename", "os.remove"}
def touched(event, args):
    # Python and numba keep their own compiled code there, and look whether they may.
    if args and isinstance(args[0], str) and "__pycache__" in args[0]:
        return
    if event == "open" and isinstance(args[0], (str, bytes)):
        path, flags = os.fsdecode(args[0]), args[2] or 0
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and path != os.devnull
        ours = os.path.abspath(path).startswith(root) and "/.venv/" not in path
        reads_ours = ours and not path.endswith((".py", ".pyc"))
        if writes or reads_ours:
            seen.append(f"open {path}")
    elif event in forbidden:
        seen.append(f"{event} {args[:1]}")
sys.addaudithook(touched)
# Only peers of our tests bring it; osmnx does without, as it does for everybody else.
sys.modules["matplotlib"] = None
for name in names:
    before = len(seen)
    importlib.import_module(name)
    seen[before:] = [f"import {name}: {what}" for what in seen[before:]]
print(json.dumps(seen))
"""


def _touched(names: list[str], root: Path) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, f"{root}/", *names], cwd=root, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return list(json.loads(ran.stdout.splitlines()[-1]))


def test_importing_any_module_reads_writes_and_calls_nothing() -> None:
    names = [name for name in modules() if not name.endswith("__main__")]
    assert _touched(names, ROOT) == []


def test_the_watch_sees_a_module_that_reads_and_one_that_writes(tmp_path: Path) -> None:
    (tmp_path / "reader.py").write_text("from pathlib import Path\nPath('table.csv').read_text()\n")
    (tmp_path / "writer.py").write_text("from pathlib import Path\nPath('note.txt').write_text('x')\n")
    (tmp_path / "table.csv").touch()
    assert len(_touched(["reader", "writer"], tmp_path)) == 2


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower() for requirement in requirements}


def _optional() -> list[str]:
    return [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]


def _undeclared(paths: list[Path], declared: set[str]) -> set[str]:
    ours = {*ROOMS, "app", "benchmarks", "house", "towns", "tests", "conftest"}
    owners = packages_distributions()
    strangers = set()
    for path in paths:
        for top in {name.split(".")[0] for name in imports(path)} - ours - sys.stdlib_module_names:
            if not declared & {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(top, [])}:
                strangers.add(f"{path.relative_to(ROOT)} imports {top}")
    return strangers


def test_every_package_the_rooms_import_is_declared() -> None:
    paths = [path for name, path in modules().items() if name not in SCRIPTS]
    paths += [path for path in [ROOT / "app.py"] if path.exists()]
    assert _undeclared(paths, _names([*PROJECT["project"]["dependencies"], *_optional()])) == set()


def test_what_not_everybody_needs_is_there_for_the_tests() -> None:
    assert _names(_optional()) <= _names(PROJECT["dependency-groups"]["dev"])


def test_every_package_tests_and_set_up_import_is_declared() -> None:
    declared = _names(PROJECT["project"]["dependencies"]) | _names(PROJECT["dependency-groups"]["dev"])
    folders = [ROOT / folder for folder in ("docs", "setup", "tests")]
    own = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    paths = [path for folder in folders for path in folder.rglob("*.py")] + [
        modules()[name] for name in SCRIPTS & set(modules())
    ]
    strangers = _undeclared(paths, declared)
    assert {stranger for stranger in strangers if stranger.split()[-1] not in own} == set()


def test_the_lock_holds_every_declared_package() -> None:
    declared = _names(PROJECT["project"]["dependencies"]) | _names(PROJECT["dependency-groups"]["dev"])
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert declared - locked == set()
