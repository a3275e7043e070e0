"""The door that finds ways between two places, by time and by what they are exposed to."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from alcance.hazard_options import HalfLife, Reporting, Since, Until, Weight, Wet, hazards_asked
from alcance.hazards_of import EMERGENCY, hazards_of
from alcance.lon_lat import read_place
from alcance.opened import Asked, open_question
from alcance.options import AsJson, Cutoff, Internal, Mode, Out, Profile, Scenario, StudyFolder
from alcance.report import report
from alcance.results import results_folder
from alcance.roads_to_drive import roads_to_drive
from alcance.routed import Routed, routes_of
from alcance.routes_results import write_routes
from analysis.plan import read_moment
from analysis.routes.asked import build_asked
from analysis.routes.crossings import CrossingPassed
from data.time_zone import time_zone
from data.vocabulary import SERVICES
from layers.routes.tables import OPEN_THEN, route_ids

From = Annotated[str, typer.Option("--from", metavar="LON,LAT", help="Where the way begins.")]
To = Annotated[str, typer.Option("--to", metavar="LON,LAT", help="Where it ends.")]
Services = Annotated[
    list[str] | None,
    typer.Option(
        "--service",
        metavar="SERVICE",
        help="What must not be far along the way; may be given several times; else emergency. "
        f"Of: {', '.join(SERVICES)}.",
    ),
]
Depart = Annotated[
    str | None,
    typer.Option(
        "--depart",
        metavar="TIME",
        help="When the team leaves, such as 2026-03-03T07:00 on the clock of the start: night and heat then count.",
    ),
]
Price = Annotated[
    float | None,
    typer.Option(
        "--price-min",
        metavar="MIN",
        help="How many minutes more a point less of exposure is worth: the way that is best at this price is named, or "
        "one nearly the same road.",
    ),
]


def routes(
    study: StudyFolder,
    *,
    start: From,
    goal: To,
    service: Services = None,
    depart: Depart = None,
    wet: Wet = False,
    weight: Weight = None,
    reporting: Reporting = 1,
    half_life: HalfLife = None,
    since: Since = None,
    until: Until = None,
    price_min: Price = None,
    cutoff_min: Cutoff = None,
    mode: Mode = None,
    profile: Profile = None,
    scenario: Scenario = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Find ways between two places by time and exposure, for planners and field teams.

    All that none beats in both, and of those the fastest, the least exposed and what lies between, side by side:
    routes.csv; with turn lists, places to check in at, a map, a sheet to print and a file for the navigator. Borders
    are crossed at formal crossings alone. Nothing of it is ever published.
    """
    services = tuple(dict.fromkeys(service or (EMERGENCY,)))
    of_hazards = hazards_asked(weight, wet=wet, reporting=reporting, half_life=half_life, observed=(since, until))
    asked = build_asked(
        read_place("--from", start),
        read_place("--to", goal),
        weights=of_hazards.weights,
        departure=None if depart is None else departure_at(depart, read_place("--from", start)),
        wet=wet,
        price_min=price_min,
    )
    opened = open_question(study, Asked(services[0], cutoff_min, mode, profile, None, internal, scenario=scenario))
    with results_folder(out or study / "results" / "routes") as folder:
        drivable = roads_to_drive(opened, asked.departure)
        hazards = hazards_of(opened, drivable.network, of_hazards, departs=depart is not None)
        routed = routes_of(opened, drivable, hazards, asked, services)
        files = write_routes(folder, routed)
        _finish(routed, folder, files, as_json=as_json)


def departure_at(text: str, start: tuple[float, float]) -> datetime:
    """Return when a team leaves a place, as it is typed; without an offset the clock is that of the place.

    Raises
    ------
    QuestionError
        It is no date and time.
    """
    moment = read_moment(text, "--depart")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(time_zone(*start)))


def _finish(routed: Routed, out: Path, files: tuple[Path, ...], *, as_json: bool) -> None:
    result, opened = routed.result, routed.opened
    rows = [summary_of(name, told) for name, told in zip(route_ids(result), result.routes, strict=True)]
    lines = [
        f"Ways none beats in time and exposure: {len(result.time_s)}, of which {len(rows)} are shown",
        *map(_line, rows),
    ]
    notes = [told.en for told in (*routed.closed, *routed.told)]
    notes += opened.changed.told if opened.changed else ()
    notes.append("Routes cross land borders at formal crossings alone, whatever a scenario says.")
    notes.append("Exposure is an index in points, no probability; no report is not safe.")
    lines += notes
    lines += [f"Stamped {stamp}" for stamp in opened.stamps]
    lines.append(f"Written to {out}: {', '.join(path.name for path in files)}")
    summary = {
        "study": str(opened.study.path),
        "ways": len(result.time_s),
        "routes": rows,
        "notes": notes,
        "stamps": opened.stamps,
        "out": str(out),
        "files": [path.name for path in files],
    }
    report(lines, summary, as_json=as_json)


def summary_of(name: str, told: Any) -> dict[str, Any]:
    """Return the figures of one way."""
    return {
        "route_id": name,
        "labels": list(told.labels),
        "time_min": round(told.route.time_s / 60.0, 1),
        "length_km": round(told.route.length_m / 1000.0, 3),
        "exposure": round(told.exposure, 6),
        "points": {key: round(value, 6) for key, value in told.points.items()},
        "crossings": [_crossing(each) for each in told.crossings],
        "longest_gap_km": {each.service: round(each.longest_m / 1000.0, 3) for each in told.services},
        "dark_min": None if told.sun is None else round(told.sun.dark_s / 60.0, 1),
    }


def _crossing(passed: CrossingPassed) -> dict[str, Any]:
    return {
        "name": passed.crossing.name,
        "at_min": round(passed.at_s / 60.0, 1),
        "hours": passed.crossing.hours,
        "open_then": OPEN_THEN[passed.is_open],
        "delay_min": round(passed.crossing.counted_s / 60.0, 1),
    }


def _line(row: Mapping[str, Any]) -> str:
    gaps = ", ".join(f"{km:.1f} km without {service}" for service, km in row["longest_gap_km"].items())
    over = "".join(f"; over {each['name']} ({each['hours'] or 'hours not known'})" for each in row["crossings"])
    dark = "" if row["dark_min"] is None else f", {row['dark_min']:.0f} min in the dark"
    return (
        f"{row['route_id']} ({', '.join(row['labels'])}): {row['time_min']:,.0f} min, {row['length_km']:,.1f} km, "
        f"exposure {row['exposure']:.2f} points{dark}; longest {gaps}{over}"
    )
