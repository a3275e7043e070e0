"""The files of the public page's map, loaded only by those who open it: the libraries and our part in one script."""

import re
from functools import cache
from importlib.resources import files

from data.assets import load_leaflet_script, load_leaflet_style
from data.public.said import said_in
from geo.errors import StudyError

# In the order in which they stand in map.js; the last one hands the map to the page.
PARTS = (
    *("element", "archive", "paint", "ground", "symbols", "groups", "labels", "pen", "scene", "layer", "touch"),
    *("card", "legend", "parts", "zoom", "field", "draw"),
)
_PAGE = files("data") / "public" / "map"
_NPM = files("data") / "assets" / "npm"
_GROUND = "protomaps-leaflet"


@cache
def load_map() -> dict[str, bytes]:
    """Return the script and the style of the map, by their path in the bundle.

    Raises
    ------
    StudyError
        When a library was not copied in at set-up.
    """
    joined = "\n".join(_scripts())
    ours = f'(function () {{\n"use strict";\n{joined}}}());\n'
    libraries = [_notices("leaflet"), load_leaflet_script(), _notices(_GROUND), _ground_script()]
    style = f"{_notices('leaflet')}\n{load_leaflet_style()}\n{_text('map.css')}"
    return {"map/map.js": "\n".join([*libraries, ours]).encode(), "map/map.css": style.encode()}


def map_sentences() -> tuple[str, ...]:
    """Return every English sentence the map says, sorted."""
    return said_in(_scripts())


def _scripts() -> list[str]:
    return [_text(f"{part}.js") for part in PARTS]


def _text(name: str) -> str:
    return _PAGE.joinpath(name).read_text("utf-8")


def _ground_script() -> str:
    """Return the library that paints the ground, without the line that asks for its source map."""
    script = _npm(f"{_GROUND}/{_GROUND}.js").decode()
    return re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE)


def _notices(library: str) -> str:
    """Return the licences that lie beside a library as one comment; a library that holds others has theirs too."""
    folder = _NPM.joinpath(library)
    found = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    # Without any the reading says what is missing.
    names = sorted(name for name in found if name.startswith("LICENSE")) or ["LICENSE"]
    texts = [_npm(f"{library}/{name}").decode().strip() for name in names]
    return "/*!\n{}\n*/".format("\n\n".join(texts).replace("*/", "* /"))


def _npm(path: str) -> bytes:
    try:
        return _NPM.joinpath(path).read_bytes()
    except FileNotFoundError:
        raise StudyError(
            f"data/assets/npm/{path}", "the page's script or style is missing", "Run `make test` once, or reinstall"
        ) from None
