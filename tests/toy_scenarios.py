"""Scenarios for the straight road of `toy_study`."""

from pathlib import Path

from doors import written
from osm_world import at_km

ASK = ("--service", "primary", "--cutoff-min", "20")
TITLE = '[title]\nen = "Try"'
NEW = 'name = "New"\nkind = "clinic"\nservices = ["primary"]\nlat = 0.0'


def scenario(folder: Path, name: str, *lines: str) -> Path:
    return written(folder / f"{name}.toml", [*lines, TITLE])


def box(west_km: float, east_km: float) -> str:
    corners = [[at_km(west_km), -0.1], [at_km(east_km), -0.1], [at_km(east_km), 0.1], [at_km(west_km), 0.1]]
    return f"[[closures]]\npolygon = {corners}"
