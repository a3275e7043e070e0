"""One day of a large group on its way: where it sleeps along the corridor, and how much each place has to bear.

What is served is solid, what is not is hatched, and the room of a place is a line across its bar: none of it hangs on
colour.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from analysis.surge.surge import SurgeDay, SurgeResult, on_day
from data.words import mark, say
from layers.sheet import rows_of
from layers.surge.words import place_name
from layers.text import encode, is_missing, number

STYLE = """
.surge-way{position:relative;height:3.4rem;margin:.2rem 1.2rem 0}
.surge-way::before{content:"";position:absolute;left:0;right:0;top:50%;border-top:3px solid #4a4a4a}
.surge-way i{position:absolute;top:50%;transform:translate(-50%,-50%);border-radius:50%;background:#0072B2;
  border:2px solid #fff;box-shadow:0 0 0 1px #1b1b1b}
.surge-way i.stays{border-radius:0;background:#fff;border:3px double #1b1b1b}
.surge-way b{position:absolute;top:72%;transform:translateX(-50%);font-size:.8rem;line-height:1}
.surge-ends{display:flex;justify-content:space-between;margin:0 0 .4rem;font-size:.85rem}
.surge-place{margin:.35rem 0}
.surge-place span{overflow-wrap:anywhere}
.surge-bar{position:relative;display:flex;height:1.1rem;border:1px solid #1b1b1b;background:#fff}
.surge-bar u{position:absolute;top:-4px;bottom:-4px;border-left:3px solid #000}
.surge-served{background:#0072B2}
.surge-not{background:repeating-linear-gradient(45deg,#7A1F00 0 3px,#fff 3px 8px)}
.surge-stamp{background:#1b1b1b;color:#fff;font-weight:700;letter-spacing:.08em;padding:.2rem .6rem;margin:0}
.surge-legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:.3rem 0;padding:0;font-size:.9rem}
.surge-legend li{display:flex;align-items:center;gap:.4rem}
.surge-legend .surge-bar{width:2rem}
.surge-legend .surge-bar div{width:100%}
"""
_PLACE_HEADS = (
    *(mark("Place"), mark("Km"), mark("Room a day"), mark("Come"), mark("Waited since before"), mark("Are served")),
    *(mark("Not served"), mark("Come beyond its room")),
)
_NIGHT_HEADS = (mark("Km"), mark("People"), mark("They turn to"), mark("Minutes"))
_LEAST = 0.05  # of a person or a consultation
_SMALLEST_PX, _LARGEST_PX = 12.0, 40.0


class DayTable(NamedTuple):
    """A table of a day, plain text.

    Attributes
    ----------
    heads, rows
        The names of its columns, and its cells.
    """

    heads: tuple[str, ...]
    rows: list[list[str]]


def day_drawing(result: SurgeResult, bound: str, day: int, *, length_m: float, lang: str) -> str:
    """Return a day drawn as HTML, for those who see; the tables of the day say the same.

    Parameters
    ----------
    result, bound, day
        As for `analysis.surge.surge.on_day`.
    length_m
        Of the corridor, metres.
    lang
        The language.
    """
    told = on_day(result, bound, day)
    ends = f"<span>0\u00a0km</span><span>{number(length_m / 1000.0, 'km')}</span>"
    way = "".join([*_sleepers(result, told, length_m), *_places(result, told, length_m)])
    bars = "".join(_bar(result, row, _longest(result), lang) for row in _loads(result, told))
    drawn = f'<div class="surge-way">{way}</div><p class="surge-ends">{ends}</p>{bars}'
    return f'<div aria-hidden="true">{drawn}</div>'


def day_legend(lang: str, stamp: str) -> str:
    """Return what the signs of a day mean, as HTML, under the word all of it must carry; that may be empty."""
    signs = (
        ('<div class="surge-bar"><div class="surge-served"></div></div>', mark("served")),
        ('<div class="surge-bar"><div class="surge-not"></div></div>', mark("not served")),
        ('<div class="surge-bar"><u style="left:60%"></u></div>', mark("room of the place")),
        ("\u25cf", mark("people who sleep there, the larger the more")),
        ("\u25a1", mark("people who stay")),
        ("\u25b2", mark("a place they turn to; with !: more come than it can serve")),
    )
    items = "".join(f'<li><span aria-hidden="true">{sign}</span>{encode(say(told, lang))}</li>' for sign, told in signs)
    word = f'<p class="surge-stamp">{encode(stamp)}</p>' if stamp else ""
    return f'{word}<ul class="surge-legend">{items}</ul>'


def places_of_day(result: SurgeResult, bound: str, day: int, lang: str) -> DayTable:
    """Return how much each place has to bear on a day, with the figures of surge.csv."""
    known = _facilities(result)
    rows = []
    for row in _loads(result, on_day(result, bound, day)):
        place = known.get(str(row["facility_id"]))
        km = number(place["at_m"] / 1000.0, "") if place else ""
        room = "" if place is None else number(place["capacity"], "") or say("Not known, counted as none", lang)
        flows = (row[name] for name in ("arrivals", "stayed", "served", "waiting", "over_capacity"))
        rows.append(
            [place_name(result, str(row["facility_id"]), lang), km, room, *(number(each, "") for each in flows)]
        )
    return DayTable(tuple(say(head, lang) for head in _PLACE_HEADS), rows)


def nights_of_day(result: SurgeResult, bound: str, day: int, lang: str) -> DayTable:
    """Return where the parts of the group sleep on a day, those who stay among them."""
    rows = [
        [
            number(row["at_m"] / 1000.0, ""),
            number(row["people"], ""),
            place_name(result, str(row["facility_id"]), lang),
            number(row["time_s"] / 60.0, ""),
        ]
        for row in rows_of(on_day(result, bound, day).nights)
    ]
    return DayTable(tuple(say(head, lang) for head in _NIGHT_HEADS), rows)


def _sleepers(result: SurgeResult, told: SurgeDay, length_m: float) -> Iterator[str]:
    most = max(result.asked.people, result.asked.standing_people)
    for row in rows_of(told.nights):
        size = max(_SMALLEST_PX, _LARGEST_PX * float(np.sqrt(row["people"] / most)))
        stays = ' class="stays"' if row["night"] == 0 else ""
        yield f'<i{stays} style="left:{_at(row["at_m"], length_m)};width:{size:.0f}px;height:{size:.0f}px"></i>'


def _places(result: SurgeResult, told: SurgeDay, length_m: float) -> Iterator[str]:
    known = _facilities(result)
    for row in rows_of(told.loads):
        place = known.get(str(row["facility_id"]))
        if place is not None:
            sign = "\u25b2!" if row["over_capacity"] > 0 else "\u25b2"
            yield f'<b style="left:{_at(place["at_m"], length_m)}">{sign}</b>'


def _loads(result: SurgeResult, told: SurgeDay) -> list[Mapping[str, Any]]:
    """Return what the places have to bear, along the way; less than the figures of a file can tell is left out."""
    known = _facilities(result)
    rows = [row for row in rows_of(told.loads) if row["arrivals"] + row["stayed"] >= _LEAST]
    at_m = {facility_id: float(place["at_m"]) for facility_id, place in known.items()}
    return sorted(rows, key=lambda row: (at_m.get(str(row["facility_id"]), np.inf), str(row["facility_id"])))


def _bar(result: SurgeResult, row: Mapping[str, Any], longest: float, lang: str) -> str:
    place = _facilities(result).get(str(row["facility_id"]))
    name = encode(place_name(result, str(row["facility_id"]), lang))
    parts = "".join(
        f'<div class="surge-{sign}" style="width:{100 * row[flow] / longest:.2f}%"></div>'
        for sign, flow in (("served", "served"), ("not", "waiting"))
    )
    room = 0.0 if place is None or is_missing(place["capacity"]) else float(place["capacity"])
    line = f'<u style="left:{100 * room / longest:.2f}%"></u>' if 0 < room <= longest else ""
    words = mark("{served} served, {waiting} not")
    told = encode(say(words, lang, served=number(row["served"], ""), waiting=number(row["waiting"], "")))
    return f'<div class="surge-place"><span>{name}: {told}</span><div class="surge-bar">{parts}{line}</div></div>'


def _longest(result: SurgeResult) -> float:
    """Return the most that any place ever has to bear, so that bars of other days compare."""
    return float((result.loads["served"] + result.loads["waiting"]).max()) or 1.0


def _facilities(result: SurgeResult) -> dict[str, Mapping[str, Any]]:
    return {str(row["facility_id"]): row for row in rows_of(result.facilities)}


def _at(at_m: float, length_m: float) -> str:
    return f"{100 * min(1.0, max(0.0, at_m / length_m)):.2f}%"
