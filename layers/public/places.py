"""One record a place or area, with what is known of it and nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.hours_rules import leaves_days_open
from data.public.view import PublicView
from data.said_languages import certain_languages
from data.vocabulary import NO, YES
from data.week import week_of
from layers.public.along import beside_corridors
from layers.public.corridors import Corridor
from layers.sheet import rows_of
from layers.text import is_missing

Record = dict[str, Any]

KNOWN_OF = (
    *("documents_required", "fee", "insurance_required", "interpretation", "no_fixed_address_ok"),
    *("accepts_unaccompanied_minors", "women_only"),
)


def place_records(view: PublicView, corridors: Sequence[Corridor]) -> list[Record]:
    """Return a record for each public place, in the order of the view; a hotline without a place has no ``x, y``.

    Parameters
    ----------
    view
        What may be published.
    corridors
        Those it is published with.
    """
    lon, lat = (view.places[name].to_numpy(np.float64) for name in ("lon", "lat"))
    rows = list(rows_of(view.places))
    beside = beside_corridors(corridors, lon, lat, [str(row["country"] or "") for row in rows])
    return [_place(row, view.as_of) | _filled({"w": near}) for row, near in zip(rows, beside, strict=True)]


def cell_records(cells: pd.DataFrame) -> list[Record]:
    """Return a record for each area in which restricted places lie: ``a`` is 1, ``b`` its box, ``cc`` its countries."""
    return [_cell(row) for row in rows_of(cells)]


def _place(row: Mapping[str, Any], as_of: date) -> Record:
    placed = not (is_missing(row["lon"]) or is_missing(row["lat"]))
    return _filled(
        {
            "n": row["name"],
            "k": row["kind"],
            "s": _words(row["services"]),
            "m": _words(row["services_possible"]),
            "x": _degrees(row["lon"]) if placed else None,
            "y": _degrees(row["lat"]) if placed else None,
            "c": row["country"],
            "o": row["organisation"],
            "t": row["phone"],
            "r": row["referral_phone"],
            **_hours(str(row["opening_hours"] or ""), str(row["country"] or ""), as_of),
            "l": certain_languages(str(row["languages"] or "")),
            "d": {name: row[name] for name in KNOWN_OF if row[name] in (YES, NO)},
            "q": row["checked_on"],
            "f": row["source"],
        }
    )


def _hours(text: str, country: str, as_of: date) -> Record:
    if not text:
        return {}
    week = week_of(text, country, as_of)
    if week.days is None:
        return {"ht": text}
    return {"h": week.days, "hx": list(week.others) or week.varies, "hd": int(leaves_days_open(text)) or None}


def _cell(row: Mapping[str, Any]) -> Record:
    box = [_degrees(row[name]) for name in ("west", "south", "east", "north")]
    return _filled(
        {
            "a": 1,
            "n": row["label"],
            "cc": _words(row["countries"]),
            "k": row["kind"],
            "s": _words(row["services"]),
            "m": _words(row["services_possible"]),
            "r": _words(row["referral_phones"]),
            "b": box,
            "x": _degrees((row["west"] + row["east"]) / 2),
            "y": _degrees((row["south"] + row["north"]) / 2),
        }
    )


def _filled(record: Record) -> Record:
    """Return what a record says; a number 0 says something, an empty text, list or False does not."""
    return {key: value for key, value in record.items() if (value or value == 0) and value is not False}


def _words(cell: object) -> list[str]:
    return [word.strip() for word in str(cell or "").split(";") if word.strip()]


def _degrees(value: float) -> float:
    return round(float(value), 5) + 0.0  # no negative zero
