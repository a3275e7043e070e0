"""What a page shows of land borders: their pieces, how many people near each are beyond, and what the lines mean."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from layers.bilingual import both
from layers.labels import label
from layers.sheet import rows_of
from layers.text import encode, number

SHOWN_KM = 25.0
UNKNOWN_SIDE = "unknown"
RULES = ("closed", "formal", "open")
_STEPS = (1.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)  # people beyond from which each darker line is drawn
_NO_DATA = "no_data"


def pieces_of(borders: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row a piece of border: its people within 25 km on all sides, and what each rule does to them.

    Parameters
    ----------
    borders
        The columns of borders.csv and a geometry.

    Returns
    -------
    GeoDataFrame
        The columns of `sides_of` without the side, ``piece_id, sides`` (HTML: people beyond by side under the rule
        formal; empty without data), ``no_data`` and the geometry; most people beyond first.
    """
    formal = borders[(borders["buffer_km"] == SHOWN_KM) & (borders["rule"] == "formal")]
    firsts = formal.drop_duplicates("piece_id").set_index("piece_id")
    pieces = _sums(borders, ["piece_id"]).assign(
        border_id=firsts["border_id"],
        sides=pd.Series({key: _by_side(part) for key, part in formal.groupby("piece_id")}),
        no_data=firsts["status"] == _NO_DATA,
        geometry=firsts.geometry,
    )
    order = [*(f"beyond_{rule}" for rule in reversed(RULES)), "people"]
    pieces = pieces.loc[firsts.index].sort_values(order, ascending=False, kind="stable")
    return gpd.GeoDataFrame(pieces.rename_axis("piece_id").reset_index(), geometry="geometry", crs="EPSG:4326")


def sides_of(borders: pd.DataFrame) -> pd.DataFrame:
    """Return one row a border and side: its people within 25 km, and what each rule does to them.

    Parameters
    ----------
    borders
        The columns of borders.csv.

    Returns
    -------
    DataFrame
        ``border_id, side, people``, those of them at pieces without data ``people_no_data``, and of the others for each
        rule ``beyond_RULE`` and ``gain_a_way`` by formal crossings; NaN where there are no others.
    """
    return _sums(borders, ["border_id", "side"]).reset_index()


def _sums(borders: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    shown = borders[borders["buffer_km"] == SHOWN_KM]
    lacking = shown["status"] == _NO_DATA
    parts = {
        "people": shown["people"],
        "people_no_data": shown["people"].where(lacking, 0.0),
        "others": shown["people"].mask(lacking, 0.0),
        "beyond": shown["people_beyond"].mask(lacking, 0.0),
        "gain_a_way": shown["people_gaining_a_way"].mask(lacking, 0.0),
    }
    figures = shown[[*keys, "rule"]].assign(**parts)
    sums = {str(rule): part.groupby(keys)[list(parts)].sum() for rule, part in figures.groupby("rule")}
    told = sums["formal"]
    among = {f"beyond_{rule}": sums[rule]["beyond"] for rule in RULES} | {"gain_a_way": told["gain_a_way"]}
    known = {name: each.where(told["others"] > 0) for name, each in among.items()}
    return told[["people", "people_no_data"]].assign(**known)


def border_legend(borders: gpd.GeoDataFrame) -> str:
    """Return what the lines along the borders mean, those there are, as HTML."""
    rows = list(rows_of(pieces_of(borders)))
    peopled = [row for row in rows if not row["no_data"] and row["people"] > 0]
    steps = sorted({step_of(row) for row in peopled})
    lines = "".join(f'<li><span class="swatch missing{step}"></span>{_range(step)}</li>' for step in steps)
    if any(not row["no_data"] and row["people"] == 0 for row in rows):
        lines += f'<li><span class="swatch nobody"></span>{both("Nobody is known to live there")}</li>'
    if any(row["no_data"] for row in rows):
        lines += f'<li><span class="flag no_data swatch"></span>{label("flag", "no_data")}</li>'
    head = both("People within 25 km of the border beyond the limit, by formal crossings")
    return f"<h3>{head}</h3><ul>{lines}</ul><p>{bound_told()}</p>"


def bound_told() -> str:
    """Return as HTML that nobody travels by the rule *open*."""
    return both("An open border is a bound, not a way: nobody is ever sent over a border away from a formal crossing.")


def side_name(side: str) -> str:
    """Return what a side of a border is called, as HTML."""
    return both("not known") if side == UNKNOWN_SIDE else encode(side)


def _by_side(part: pd.DataFrame) -> str:
    told = part[part["status"] != _NO_DATA]
    return " \u00b7 ".join(f"{side_name(row['side'])} {_beyond(row)}" for row in rows_of(told))


def _beyond(row: Mapping[str, Any]) -> str:
    return number(row["people_beyond"], "", decimals=0) if row["people"] > 0 else both("no people known")


def step_of(row: Mapping[str, Any]) -> int:
    """Return how dark a piece is drawn, from 0, by its people beyond under the rule formal."""
    return sum(row["beyond_formal"] >= least for least in _STEPS)


def _range(step: int) -> str:
    """Return the people of a step of the legend, as HTML."""
    if step == 0:
        return both("Nobody")
    least = number(_STEPS[step - 1], "", decimals=0)
    if step == len(_STEPS):
        return both("{least} and more", least=least)
    return f"{least}\u2013{number(_STEPS[step] - 1, '', decimals=0)}"
