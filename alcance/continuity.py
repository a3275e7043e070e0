"""The door that follows a treatment along a journey: on which days no dose is left, and what would help."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

import pandas as pd
import typer

from alcance.finish import finish
from alcance.opened import Asked, Opened, corridor_told, open_question, terrain_of
from alcance.options import AsJson, Cutoff, Direction, Internal, Mode, Out, Profile, Scenario, StudyFolder
from alcance.results import Given, results_folder
from analysis.continuity.continuity import ContinuityResult
from analysis.continuity.continuity import continuity as answer_continuity
from analysis.continuity.itinerary import OTHER_SUPPLY_DAYS, SUPPLY_DAYS, Journey
from data.candidates import load_candidates
from data.vocabulary import SERVICES
from layers.continuity.tables import added_table, continuity_table, handover_table
from layers.counted import CANDIDATE, DAY, counted

_BY_DAY = "Hours, visits and holidays count day by day; access.csv and the signs of the map ask about no day."
_USUAL = ", ".join(f"{service} {days}" for service, days in SUPPLY_DAYS.items())
Treatment = Annotated[
    str,
    typer.Option("--service", metavar="SERVICE", help=f"What she needs again and again: {', '.join(SERVICES)}."),
]
SupplyDays = Annotated[
    float | None,
    typer.Option(
        "--supply-days",
        metavar="Z",
        help="Whole days of doses she carries when full, filled up at each site; for maternal the most days between "
        f"two check-ups. Else {_USUAL}, other services {OTHER_SUPPLY_DAYS}.",
    ),
]
CorridorId = Annotated[
    str, typer.Option("--corridor", metavar="ID", help="Along which corridor; needed where the study has several.")
]
FromKm = Annotated[
    float | None, typer.Option("--from-km", metavar="KM", help="Where along it she sets out; else at its beginning.")
]
ToKm = Annotated[
    float | None,
    typer.Option(
        "--to-km",
        metavar="KM",
        help="Where she goes; else to its end. From the larger to the smaller km: back, against the drawing.",
    ),
]
KmADay = Annotated[
    float | None,
    typer.Option(
        "--km-a-day", metavar="KM", help="How far she walks in a day; else the profile's walking speed times its hours."
    ),
]
RestDays = Annotated[
    int, typer.Option("--rest-days", metavar="N", help="Days of rest after each --rest-every days on the way.")
]
RestEvery = Annotated[
    int, typer.Option("--rest-every", metavar="M", help="Days on the way after which she rests --rest-days days.")
]
Start = Annotated[
    str,
    typer.Option(
        "--start",
        metavar="DATE",
        help="The first day, such as 2026-03-02: opening hours, visits of mobile clinics and holidays then count, day "
        "by day; else they do not.",
    ),
]
Days = Annotated[
    int | None, typer.Option("--days", metavar="N", help="Look at the first N days; else at all until she arrives.")
]


def continuity(
    study: StudyFolder,
    *,
    service: Treatment = "tb_dot",
    supply_days: SupplyDays = None,
    corridor: CorridorId = "",
    from_km: FromKm = None,
    to_km: ToKm = None,
    km_a_day: KmADay = None,
    rest_days: RestDays = 0,
    rest_every: RestEvery = 0,
    start: Start = "",
    days: Days = None,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Follow a treatment along a journey.

    On which days a site is in reach and on which no dose is left: continuity.csv; the last site before each border and
    the first after it: handover.csv; and where sites would have to be added: added.csv.
    """
    journey = Journey(supply_days, from_km, to_km, km_a_day, rest_days, rest_every, start.strip(), days)
    opened = open_question(study, Asked(service, cutoff_min, mode, profile, direction, internal, scenario=scenario))
    with results_folder(out or study / "results" / "continuity") as folder:
        result = continuity_of(opened, journey, corridor)
        tables = tables_of(opened, result)
        lines = _lines(result, tables, corridor_told(opened.study, result.corridor_id))
        given = Given({"continuity": asdict(journey) | way_of(result)})
        finish(
            opened,
            folder,
            tables,
            lines,
            as_json=as_json,
            notes=[_BY_DAY] if journey.start else [],
            day_option="" if journey.start else "--start",
            given=given,
            summary_too={"continuity": summary_of(result)},
        )


def continuity_of(opened: Opened, journey: Journey, corridor_id: str) -> ContinuityResult:
    """Return the answer; sites could be added where the study has candidates.

    Raises
    ------
    QuestionError
        The study has no corridor, or the journey is none.
    """
    candidates = None if opened.study.candidates is None else load_candidates(opened.study).frame
    terrain = terrain_of(opened.study)
    return answer_continuity(terrain, opened.supply, journey, corridor_id=corridor_id, candidates=candidates)


def tables_of(opened: Opened, result: ContinuityResult) -> dict[str, pd.DataFrame]:
    """Return the tables of the answer by name, the days first."""
    seen = opened.supply.usable.seen
    names = dict(zip(seen["facility_id"], seen["name"], strict=True))
    return {
        "continuity": continuity_table(result),
        "handover": handover_table(result, names, opened.supply.possible.ids),
        "added": added_table(result),
    }


def way_of(result: ContinuityResult) -> dict[str, Any]:
    """Return what a journey comes to where it was not asked otherwise, for the manifest and the page."""
    days = result.itinerary
    ends = {"from_km": days.wake_m[0], "to_km": days.to_m, "km_a_day": days.pace.m_a_day}
    told = {name: round(float(metres) / 1e3, 6) for name, metres in ends.items()}
    return told | {"corridor": result.corridor_id, "supply_days": days.supply_days}


def summary_of(result: ContinuityResult) -> dict[str, Any]:
    """Return the figures of the answer."""
    days = result.days
    missed = days[days["missed"] == "yes"]
    first = missed.head(1)
    broken = first.assign(km=first["at_m"] / 1e3)[["day", "date", "km", "country"]].round(3).to_dict("records")
    return {
        "corridor_id": result.corridor_id,
        "days": len(days),
        "arrives": result.itinerary.arrives,
        "comes_to_km": round(float(days["at_m"].iloc[-1]) / 1e3, 3),
        "supply_days": result.itinerary.supply_days,
        "days_without_site": int((days["site_id"] == "").sum()),
        "missed_days": len(missed),
        "possible_missed_days": int((days["possible_missed"] == "yes").sum()),
        "first_break": broken[0] if broken else None,
        "needed_supply": result.needed_supply,
        "candidates": len(result.candidates),
        "added_fewest": len(result.added.fewest),
        "missed_with_all_candidates": result.added.left,
    }


def _lines(result: ContinuityResult, tables: Mapping[str, pd.DataFrame], corridor: str) -> list[str]:
    told, way = summary_of(result), way_of(result)
    along = f"km {way['from_km']:.1f} to {way['to_km']:.1f} of corridor {corridor}, {way['km_a_day']:g} km a day"
    lines = [
        f"Journey: {along}: {_days(told['days'])}, supply {_days(told['supply_days'])}",
        *([] if told["arrives"] else [f"Not arrived: on day {told['days']}, the last looked at, at {_km(told)}"]),
        f"Days without a site in reach: {told['days_without_site']}",
        f"Missed days, no dose left: {told['missed_days']} (if all unknowns were yes: {told['possible_missed_days']})",
    ]
    if told["first_break"]:
        broken = told["first_break"]
        where = f" in {broken['country']}" if broken["country"] else ""
        when = f" ({broken['date']})" if broken["date"] else ""
        lines.append(f"First missed: day {broken['day']}{when}, km {broken['km']:.1f}{where}")
    lines.append(_needed_line(told))
    lines += [_handover_line(row) for row in tables["handover"].to_dict("records")]
    return [*lines, *_added_lines(result, tables["added"])]


def _needed_line(told: Mapping[str, Any]) -> str:
    needed, looked_at = _days(told["needed_supply"]), "" if told["arrives"] else " looked at"
    if told["days_without_site"] == told["days"]:
        where = "on the days looked at" if looked_at else "on the way"
        return f"No site anywhere {where}: only doses for all of it would do, {needed}"
    return f"Supply with which no day{looked_at} would be missed: {needed}"


def _days(count: int) -> str:
    return counted(count, DAY, "en")


def _km(told: Mapping[str, Any]) -> str:
    return f"km {told['comes_to_km']:.1f}"


def _handover_line(row: Mapping[Any, Any]) -> str:
    sides = [
        f"{row[f'{side}_site_id']} (day {row[f'{side}_day']})" if row[f"{side}_site_id"] else "none"
        for side in ("before", "after")
    ]
    crossed = " to ".join(filter(None, (row["country_from"], row["country_to"]))) or row["border_id"]
    return f"Hand-over {crossed}, km {row['km']:.1f}: last before {sides[0]}, first after {sides[1]}"


def _added_lines(result: ContinuityResult, table: pd.DataFrame) -> list[str]:
    if not (result.days["missed"] == "yes").any():
        return ["No site need be added: no day is missed."]
    count, left, of = len(result.added.fewest), result.added.left, len(result.candidates)
    if left:
        lines = [f"Missed days even with all candidates ({of}): {left}; fewest sites that leave as few: {count}"]
    else:
        lines = [f"Fewest added sites with which no day is missed: {count} of {counted(of, CANDIDATE, 'en')}"]
    return lines + [
        f"{'  ' if row['choice'] == 'fewest' else 'One site that helps most: '}{row['site_id']}, km {row['km']:.1f}, "
        f"saves {_days(row['missed_days'])}"
        for row in table.to_dict("records")
    ]
