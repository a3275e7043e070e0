"""Makes sure that the rooms are ours: their names are common, and another package could stand before them."""

from importlib.util import find_spec
from pathlib import Path

from geo.errors import StudyError

ROOMS = ("geo", "data", "analysis", "layers")


def check_rooms() -> None:
    """Refuse to start where a package of the same name hides one of the rooms.

    Raises
    ------
    StudyError
        Naming the intruder.
    """
    house = Path(__file__).resolve().parents[1]
    for room in ROOMS:
        spec = find_spec(room)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parents[1] != house:
            raise StudyError(
                f"package {room!r}",
                f"{origin or 'another package'} stands before Alcance's own",
                "Install Alcance in a virtual environment of its own and start it from another folder.",
            )
