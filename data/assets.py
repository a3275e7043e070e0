"""The scripts and styles a page carries inside itself: Leaflet from npm, copied at set-up, never fetched."""

import base64
import re
from importlib.resources import files

from geo.errors import StudyError

_LEAFLET = files("data") / "assets" / "npm" / "leaflet"


def load_leaflet_script() -> str:
    """Return Leaflet's script, without the line that sends developer tools looking for its source map."""
    return re.sub(r"^//# sourceMappingURL=.*$", "", _read("leaflet.js").decode(), flags=re.MULTILINE)


def load_leaflet_style() -> str:
    """Return Leaflet's style sheet with its pictures inside, so that no file is asked for."""
    return re.sub(r"url\(images/([\w.-]+)\)", _picture, _read("leaflet.css").decode())


def _picture(match: re.Match[str]) -> str:
    return f"url(data:image/png;base64,{base64.b64encode(_read(f'images/{match[1]}')).decode()})"


def _read(name: str) -> bytes:
    try:
        return _LEAFLET.joinpath(name).read_bytes()
    except FileNotFoundError:
        raise StudyError(
            f"data/assets/npm/leaflet/{name}",
            "the page's script or style is missing",
            "Run `make test` once, or reinstall",
        ) from None
