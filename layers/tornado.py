"""What matters most to an answer: a bar for each unknown, from its better end to its worse."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.words import say
from layers.bilingual import both, in_each_language
from layers.labels import label, word
from layers.sheet import rows_of
from layers.text import number

_UNITS = {"km_beyond": "km", "covered_nearest": ""}


def tornado(table: pd.DataFrame) -> str:
    """Return the rows of tornado.csv as a list with bars, HTML."""
    low, high = float(table[["better", "worse"]].min().min()), float(table[["better", "worse"]].max().max())
    wide = high - low or 1.0
    bars = "".join(_bar(row, low, wide) for row in rows_of(table))
    figure = str(table["figure"].iloc[0])
    told = in_each_language(lambda lang: _told(figure, lang))
    return (
        f'<section><h2 id="tornado">{both("What matters most")}</h2><p>{told}</p>'
        f'<ol class="cascade tornado" aria-labelledby="tornado">{bars}</ol></section>'
    )


def _told(figure: str, lang: str) -> str:
    return say(
        "{figure}, with one thing nobody knows at its better end and at its worse, and the others as in the answer "
        "without runs.",
        lang,
        figure=word("figure", figure, lang),
    )


def _bar(row: Mapping[str, Any], low: float, wide: float) -> str:
    start, swing = min(row["better"], row["worse"]) - low, abs(row["worse"] - row["better"])
    unit = _UNITS[str(row["figure"])]
    better, worse = (number(row[name], unit, decimals=0) for name in ("better", "worse"))
    return (
        f"<li><span>{label('factor', row['factor'])}</span>"
        f'<span class="bar" aria-hidden="true"><i style="margin-left:{100 * start / wide:.2f}%;'
        f'width:max(2px,{100 * swing / wide:.2f}%)"></i></span>'
        f"<span>{better} \u2192 {worse}</span></li>"
    )
