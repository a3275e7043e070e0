"""The process that publishes: it can read the public view and the program, and write beside the view; nothing else."""

import json
import os
import sys
from pathlib import Path

from data.door.walls import close_walls
from data.public.view import read_view
from data.write import fill_folder
from geo.errors import AlcanceError
from layers.public.bundle import bundle_files
from layers.public.parts import load_parts

VIEW, BUNDLE = "view", "bundle"


def main() -> None:
    """Make the bundle of the view in the folder named on the standard input, and say on the output how far it is."""
    folder = Path(json.loads(sys.stdin.buffer.read())["folder"])
    close_walls(folder)
    try:
        make_bundle(folder)
    except AlcanceError as error:
        _say({"what": error.what, "todo": error.todo})


def make_bundle(folder: Path) -> None:
    """Make the bundle of the view in ``folder/view`` as ``folder/bundle``."""
    view = read_view(folder / VIEW)
    files = bundle_files(view, load_parts(), lambda done, of: _say({"done": done, "of": of}))
    bundle = folder / BUNDLE
    for name in files:
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
    fill_folder(bundle, files)


def _say(told: dict[str, object]) -> None:
    os.write(1, f"{json.dumps(told)}\n".encode())
