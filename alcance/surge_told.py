"""What the door prints of a cohort on its way."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from analysis.surge.flow import MOVE_ON, WAIT
from analysis.surge.outcome import Outcome, outcome_of
from analysis.surge.surge import SurgeResult
from layers.counted import NIGHT, counted

_TITLES = {WAIT: "Those not served wait", MOVE_ON: "Those not served move on"}
_LEAST = 0.05  # less than this is told as 0.0


def lines_of(result: SurgeResult, corridor: str) -> list[str]:
    """Return the lines that say what came out; `corridor` is how it is told."""
    asked, nights = result.asked, result.nights[result.nights["night"] > 0]
    first_km, last_km = asked.from_m / 1000.0, nights["at_m"].iloc[-1] / 1000.0
    parts = f", in {asked.spread_days} parts" if asked.spread_days > 1 else ""
    way = f"km {first_km:.1f} to {last_km:.1f} of corridor {corridor}, {asked.m_a_day / 1000:g} km a day"
    nobody, lasts = int((nights["facility_id"] == "").sum()), counted(len(nights), NIGHT, "en")
    stays_m = asked.standing_m
    standing = (
        [] if stays_m is None else [f"  at km {stays_m / 1000:.1f} on all the days: {_people(asked.standing_people)}"]
    )
    return [
        f"Cohort: {_people(asked.people)}{parts}, {way}: {lasts}",
        *standing,
        f"  each needs {'a bed a night' if result.of_beds else f'{asked.need_a_day:.4f} consultations a day'}",
        *([f"  no place that counts within reach on {nobody} of {lasts}"] if nobody else []),
        *(line for bound in _TITLES for line in _bound_lines(result, bound)),
    ]


def unknown_room(result: SurgeResult) -> list[str]:
    """Return in a line at how many places nobody knows the room; no line where all is known."""
    facilities = result.facilities
    unknown = int(facilities["capacity"].isna().sum())
    return [f"Room nobody knows, counted as none: {unknown} of {len(facilities)} places turned to"] if unknown else []


def _bound_lines(result: SurgeResult, bound: str) -> list[str]:
    told = outcome_of(result, bound)
    what = "nights" if result.of_beds else "consultations"
    served = f"{told.served:,.1f} of {told.need:,.1f} {what} served, {told.unserved:,.1f} not"
    if told.unserved < _LEAST:
        served = f"all of {told.need:,.1f} {what} served"
    still = f"  on day {told.last_day}, the last looked at, {told.on_the_way:,.1f} people have not come to the end"
    return [f"{_TITLES[bound]}: {served}", *_over_lines(result, told), *([still] if told.on_the_way else [])]


def _over_lines(result: SurgeResult, told: Outcome) -> list[str]:
    if not told.worst:
        return []
    names = {str(row["facility_id"]): _named(row) for row in result.facilities.to_dict("records")}
    first = ", ".join(names[each] for each in told.first_over)
    return [
        f"  first over: {first}, day {told.first_over_day}",
        f"  most over: {names[told.worst]}, {told.worst_waiting:,.1f} not served on day {told.worst_day}",
        f"  last day on which anybody is not served at a place: {told.last_over_day}",
    ]


def _people(count: float) -> str:
    told = f"{count:,.0f}"
    return f"{told} {'person' if told == '1' else 'people'}"


def _named(row: Mapping[Hashable, Any]) -> str:
    """Return how a facility is named; that its room is not known must not be taken for too little of it."""
    return f"{row['facility_id']} {row['name']}{' (its room is not known)' if np.isnan(row['capacity']) else ''}"
