"""The answer at one point of each corridor, printed."""

import numpy as np

from alcance.opened import Opened, terrain_of
from alcance.report import report
from analysis.ahead import values_at
from analysis.gaps import corridor_of
from geo.errors import QuestionError
from layers.tables import decimals_of, point_table

HALF_A_METRE = 0.5


def print_points(opened: Opened, at_km: float, *, as_json: bool) -> None:
    """Print the answer at a kilometre of every corridor that is that long.

    Raises
    ------
    QuestionError
        No corridor is.
    """
    terrain = terrain_of(opened.study)
    corridors = [corridor_of(each, terrain, opened.supply) for each in sorted(terrain.corridors["corridor_id"])]
    # A length is printed to the metre, so the end of a corridor may be asked for a little beyond it.
    at_m = at_km * 1000.0
    on = [corridor for corridor in corridors if 0 <= at_m <= corridor.line.length_m + HALF_A_METRE]
    if not on:
        longest = max(corridor.line.length_m for corridor in corridors) / 1000.0
        raise QuestionError("--at-km", f"{at_km:g} is on no corridor", f"Give a value from 0 to {longest:.3f}.")
    tables = [point_table(values_at(c, np.array([at_m]), opened.supply), c.corridor_id, at_m, opened.plan) for c in on]
    points = [table.round(decimals_of(opened.plan)).iloc[0].to_dict() for table in tables]
    blocks = [[f"{key}: {_shown(value)}" for key, value in point.items()] for point in points]
    lines = [line for block in blocks for line in (*block, "")][:-1]
    stamped = [f"Stamped {stamp}" for stamp in opened.stamps]
    report([*lines, *stamped], {"points": points, "stamps": opened.stamps}, as_json=as_json)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else str(value).removesuffix(".0")
    return str(value)
