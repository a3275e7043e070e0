"""The door that makes a timetable for teams: where they stop, and when."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer

from alcance.options import AsJson, Internal, Out, Profile, StudyFolder
from alcance.progress import steps
from alcance.report import IN_FILE, MOST_LINES, report, rows_repaired, rows_set_aside
from alcance.results import results_folder
from alcance.visits_asked import Words, read_words
from alcance.visits_results import write_timetable
from analysis.visited import MOBILE
from analysis.visits.alone import UNREACHABLE, VISITED
from analysis.visits.asked import MODE, Asked, build_problem, stops_of, way_of
from analysis.visits.moving import NOT_MET, Way, plan_moving
from analysis.visits.problem import Search
from analysis.visits.timetable import Progress, plan_timetable
from data.candidates import Sites, load_candidates
from data.duplicates import bare_names
from data.network_store import load_roads
from data.profile import ANYONE
from data.study import NETWORK, Study, load_study
from data.visibility import HIDDEN
from geo.errors import QuestionError
from geo.interrupts import interrupts_held
from geo.network import Network
from geo.warm_up import warm_up_kernels
from layers.visits.tables import Answer, counted, stops_table

DAYS, DAY_HOURS, SERVICE_MIN = 28, 8.0, 120.0

Base = Annotated[
    list[str],
    typer.Option("--base", metavar="LON,LAT", help="Where a team starts and ends its day: one for all, or one each."),
]
Start = Annotated[str, typer.Option("--start", metavar="DATE", help="The first day, such as 2026-03-02.")]
StopsFile = Annotated[
    Path | None,
    typer.Option("--stops", metavar="FILE", help="Where to stop: site_id, lon, lat …; else the study's candidates."),
]
Team = Annotated[
    list[str] | None,
    typer.Option(
        "--team",
        metavar="NAME",
        help="A team; may be given several times. One called as a mobile_clinic of the study stands for it.",
    ),
]
Days = Annotated[int, typer.Option("--days", metavar="N", help="How many days.")]
DayStart = Annotated[str, typer.Option("--day-start", metavar="HH:MM", help="When a day begins.")]
DayHours = Annotated[
    float, typer.Option("--day-hours", metavar="H", help="Hours from leaving the base until back there.")
]
ServiceMin = Annotated[
    float, typer.Option("--service-min", metavar="MIN", help="Minutes of work at a stop that does not say it.")
]
RevisitDays = Annotated[
    int | None,
    typer.Option(
        "--revisit-days",
        metavar="N",
        help="Most days between two visits of a stop that does not say it; else each is visited once.",
    ),
]
Closed = Annotated[
    str, typer.Option("--closed", metavar="DAYS", help="Days of the week no team works, such as sa,su; empty: none.")
]
Lock = Annotated[
    list[str] | None,
    typer.Option(
        "--lock",
        metavar="SITE_ID",
        help="A stop that goes before all others where there is no time for all; may be given several times.",
    ),
]
Forbid = Annotated[
    list[str] | None,
    typer.Option("--forbid", metavar="SITE_ID", help="A stop that is left out; may be given several times."),
]
Moving = Annotated[
    bool, typer.Option("--moving", help="For people who walk on along the corridors: the next visit is downstream.")
]


def visits(
    study: StudyFolder,
    *,
    base: Base,
    start: Start,
    stops: StopsFile = None,
    team: Team = None,
    days: Days = DAYS,
    day_start: DayStart = "08:00",
    day_hours: DayHours = DAY_HOURS,
    service_min: ServiceMin = SERVICE_MIN,
    revisit_days: RevisitDays = None,
    closed: Closed = "su",
    lock: Lock = None,
    forbid: Forbid = None,
    moving: Moving = False,
    profile: Profile = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Make a timetable for teams that go out to stops in a 4x4.

    Who is where on which day, so that no stop waits longer for its next visit than it may: visits.csv, and every stop
    with its visits or the reason why it has none: stops.csv. With a map, a page to print, a calendar and tracks.
    """
    ids = tuple(lock or ()), tuple(forbid or ())
    words = Words(base, start, team or [], days, day_start, day_hours, service_min, revisit_days, closed, *ids)
    asked = read_words(words)
    loaded = load_study(study)
    stamps = stamps_of(loaded, asked.teams, internal=internal)
    sites = load_candidates(loaded, stops)
    with results_folder(out or study / "results" / "visits") as folder:
        with interrupts_held():
            warm_up_kernels()
        network = Network(load_roads(study / NETWORK), MODE)
        walk_m = walk_m_of(loaded, profile) if moving else None
        with steps("visits") as progress:
            answer = timetable_of((loaded, network), asked, sites, walk_m, search=Search(), progress=progress)
        hashes = {} if stops is None else {f"stops: {stops.name}": hashlib.sha256(stops.read_bytes()).hexdigest()}
        with steps("ways") as progress:
            given = (loaded, network)
            files = write_timetable(folder, given, answer, stamps=stamps, hashes=hashes, progress=progress)
        told = teams_misnamed(loaded, asked.teams)
        _finish(answer, sites, (folder, files), misnamed_teams=told, stamps=stamps, as_json=as_json)


def stamps_of(study: Study, teams: tuple[str, ...], *, internal: bool) -> tuple[str, ...]:
    """Return the words everything made must carry.

    Raises
    ------
    QuestionError
        A team is called as a hidden place, by its id or its name, and nobody said that this is internal.
    """
    known = study.facilities
    if known is None:
        hidden = set[str]()
    else:
        places = known[known["visibility"] == HIDDEN]
        hidden = {*bare_names(places["facility_id"]), *bare_names(places["name"])} - {""}
    bare = bare_names(pd.Series(list(teams), dtype="str"))
    told = [name for name, each in zip(teams, bare, strict=True) if each in hidden]
    if told and not internal:
        raise QuestionError(f"--team {told[0]}", "is a place that is hidden", "Add --internal, and don't pass it on.")
    return ("EXAMPLE",) * study.example + ("INTERNAL",) * internal


def teams_misnamed(study: Study, teams: tuple[str, ...]) -> dict[str, str]:
    """Return the teams called almost as a mobile clinic, or by its name, and the id by which they would count as it."""
    if study.facilities is None:
        return {}
    mobile = study.facilities[study.facilities["kind"] == MOBILE]
    ids = dict(zip(bare_names(mobile["name"]), mobile["facility_id"], strict=True))
    ids |= dict(zip(bare_names(mobile["facility_id"]), mobile["facility_id"], strict=True))
    bare = bare_names(pd.Series(list(teams), dtype="str"))
    known = set(mobile["facility_id"])
    return {name: ids[each] for name, each in zip(teams, bare, strict=True) if each in ids and name not in known}


def walk_m_of(study: Study, profile: str | None) -> float:
    """Return how far people walk in a day, metres.

    Raises
    ------
    QuestionError
        The profile is not known, or the study has no corridor to walk along.
    """
    name = profile or ANYONE
    if name not in study.profiles:
        todo = f"Use one of: {', '.join(study.profiles)}"
        raise QuestionError("--profile", f"'{name[:80]}' is not known", todo)
    if study.corridors is None:
        raise QuestionError(str(study.path), "has no corridor", "Leave out --moving, or add corridors to the study.")
    walks = study.profiles[name]
    return walks.walking_kmh * walks.hours_a_day * 1000.0


def timetable_of(
    opened: tuple[Study, Network],
    asked: Asked,
    sites: Sites,
    walk_m: float | None,
    *,
    search: Search,
    progress: Progress,
) -> Answer:
    """Return the timetable.

    Parameters
    ----------
    opened
        The study, and its roads for a 4x4.
    asked, sites
        The question, and where to stop.
    walk_m
        How far the people to be met walk in a day, metres; None: they stay where they live.
    search, progress
        As for `plan_timetable`.

    Raises
    ------
    QuestionError
        The question cannot be asked, or no stop can be reached.
    """
    study, network = opened
    stops = stops_of(asked, sites.frame)
    built = build_problem(asked, stops, network)
    nowhere = np.full(len(stops), np.nan)
    way = Way(("",) * len(stops), nowhere, nowhere, 0.0)
    if study.corridors is not None:
        way = way_of(stops, study.corridors, day_m=walk_m or 0.0)
    cut: list[bool] = []
    search = replace(search, cut_short=lambda: cut.append(True))
    groups = None
    if walk_m is None:
        timetable = plan_timetable(built.problem, search, progress=progress)
    else:
        timetable, groups = plan_moving(built.problem, way, search, progress=progress)
    if not set(timetable.status) - {UNREACHABLE}:
        raise QuestionError(sites.file, "has no stop a team could reach by 4x4", "Check the places, and --base.")
    return Answer(asked, built, stops, timetable, way, groups, cut_short=bool(cut))


def _finish(
    answer: Answer,
    sites: Sites,
    written: tuple[Path, tuple[Path, ...]],
    *,
    misnamed_teams: Mapping[str, str],
    stamps: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say what came out, what did not, and what was taken for granted."""
    out, files = written
    by_status = counted(answer)
    lines = [f"Stops {status}: {count}" for status, count in by_status.items()]
    table = stops_table(answer)
    left = table[table["status"] != VISITED]
    lines += [f"  {row['site_id']}: {row['status']}: {row['reason']}" for row in left.to_dict("records")[:MOST_LINES]]
    lines += [f"  … and {len(left) - MOST_LINES} more"] if len(left) > MOST_LINES else []
    lines += _groups_told(answer)
    driven = sum(each.driven_s for each in answer.timetable.days) / 3600.0
    lines.append(f"Days on the road: {len(answer.timetable.days)}, {driven:.1f} hours driven")
    lines += [*rows_repaired(sites.repaired, where=IN_FILE), *rows_set_aside(sites.set_aside, where=IN_FILE)]
    lines += _assumed(answer)
    lines += [f"Team {name} counts as no clinic: use its id, --team {each}" for name, each in misnamed_teams.items()]
    lines += [f"Stamped {stamp}" for stamp in stamps]
    lines.append(f"Written to {out}: {', '.join(path.name for path in files)}")
    summary = {
        "stops": by_status,
        "left_out": left[["site_id", "status", "reason"]].to_dict("records"),
        "days": len(answer.timetable.days),
        "driven_h": round(driven, 3),
        "groups": groups_counted(answer),
        "hours_unknown": list(answer.built.unknown),
        "cut_short": answer.cut_short,
        "misnamed_teams": misnamed_teams,
        "repaired": len(sites.repaired),
        "set_aside": len(sites.set_aside),
        "stamps": stamps,
        "out": str(out),
        "files": [path.name for path in files],
    }
    report(lines, summary, as_json=as_json)


def groups_counted(answer: Answer) -> dict[str, int]:
    """Return how many groups of people have which end."""
    found = [group.status for group in answer.groups or ()]
    return {status: found.count(status) for status in sorted(set(found))}


def _groups_told(answer: Answer) -> list[str]:
    if answer.groups is None:
        return []
    ids, lost = answer.built.problem.stops.ids, [each for each in answer.groups if each.status in NOT_MET]
    lines = [f"Groups {status}: {count}" for status, count in groups_counted(answer).items()]
    lines += [
        f"  lost: met at {ids[each.stop]} on {answer.asked.day(each.day)}, {each.status} at km {each.next_m / 1e3:.1f} "
        f"on {answer.asked.day(each.next_day)}"
        for each in lost[:MOST_LINES]
    ]
    return [*lines, f"  … and {len(lost) - MOST_LINES} more"] if len(lost) > MOST_LINES else lines


def _assumed(answer: Answer) -> list[str]:
    """Return what nobody told and was taken for granted."""
    unknown = answer.built.unknown
    lines = ["The time ran out: another run may find other routes."] if answer.cut_short else []
    named = ", ".join(unknown[:MOST_LINES])
    more = f" and {len(unknown) - MOST_LINES} more" if len(unknown) > MOST_LINES else ""
    return lines + ([f"Hours not known, counted as open: {len(unknown)} stops ({named}{more})"] if unknown else [])
