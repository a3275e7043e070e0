"""The door that says where new sites should stand."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer

from alcance.finish import finish
from alcance.opened import Asked, Opened, open_question, terrain_of
from alcance.options import Arrive, AsJson, Cutoff, Direction, Internal, Mode, Out, Profile, Service, StudyFolder
from alcance.progress import steps
from alcance.report import IN_FILE, rows_repaired, rows_set_aside
from alcance.results import Given, results_folder
from analysis.siting.asked import COVER, MEDIAN, OBJECTIVES, SECONDS, SET, SitesAsked, build_asked
from analysis.siting.patience import never
from analysis.siting.places import places_of
from analysis.siting.scene import Progress
from analysis.siting.sites import SitesResult
from analysis.siting.sites import sites as answer_sites
from analysis.siting.whom import BOTH, RESIDENTS, TRANSIT, WHOM, in_transit, residents
from data.candidates import load_candidates
from data.network_store import load_places
from data.study import NETWORK
from geo.errors import QuestionError
from layers.siting.tables import gains_table, others_table, set_aside_table, sites_table

COUNT = 5
Count = Annotated[
    int | None,
    typer.Option(
        "--count",
        metavar="N",
        help=f"How many new sites, those locked among them; else {COUNT}. For set the answer says how many.",
        show_default=False,
    ),
]
Objective = Annotated[
    str,
    typer.Option(
        "--objective",
        metavar="WHAT",
        help=f"What they are to be good at: {', '.join(OBJECTIVES)}. cover: most people within the cutoff; access: "
        "most effective access; backup: a second site counts too; room: most people who find room; median: least "
        "travel in all; centre: the shortest longest way; set: as few sites as cover all who can be covered.",
    ),
]
Candidates = Annotated[
    Path | None,
    typer.Option(
        "--candidates",
        metavar="FILE",
        help="Where a site could stand: site_id, name, lon, lat; else the study's candidates; without any, its places "
        "with people, its shelters and its road junctions.",
    ),
]
Whom = Annotated[
    str,
    typer.Option(
        "--people",
        metavar="WHOM",
        help=f"Whom they are for: {', '.join(WHOM)}; transit: those on their way along the corridors at any one time.",
    ),
]
Lock = Annotated[
    list[str] | None,
    typer.Option("--lock", metavar="SITE_ID", help="A site that must be among them; may be given several times."),
]
Forbid = Annotated[
    list[str] | None,
    typer.Option("--forbid", metavar="SITE_ID", help="A site that must not be; may be given several times."),
]
Spacing = Annotated[
    float, typer.Option("--spacing-km", metavar="KM", help="Least distance between two new sites, as the crow flies.")
]
FloorShare = Annotated[
    float,
    typer.Option(
        "--floor",
        metavar="SHARE",
        help="Share of each area's people, 0 to 1, who must be within the cutoff; for cover and access.",
    ),
]
RoomFor = Annotated[
    float | None, typer.Option("--room", metavar="N", help="People each new site can take, for --objective room.")
]
Alternatives = Annotated[
    int, typer.Option("--alternatives", metavar="N", help="How many of the next best choices to tell as well.")
]
Seconds = Annotated[
    float,
    typer.Option("--seconds", metavar="S", help="How long to look for something better; a bound is told in any case."),
]


def sites(
    study: StudyFolder,
    *,
    service: Service,
    cutoff_min: Cutoff = None,
    count: Count = None,
    candidates: Candidates = None,
    objective: Objective = COVER,
    people: Whom = RESIDENTS,
    lock: Lock = None,
    forbid: Forbid = None,
    spacing_km: Spacing = 0.0,
    floor: FloorShare = 0.0,
    room: RoomFor = None,
    alternatives: Alternatives = 0,
    seconds: Seconds = SECONDS,
    mode: Mode = None,
    profile: Profile = None,
    direction: Direction = None,
    arrive: Arrive = None,
    internal: Internal = False,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Say where new sites should stand.

    Which of the candidates, what each adds and what is lost without it: sites.csv, with how good any other choice
    could be at best; whom they bring within the cutoff: gains.csv; the next best choices: alternatives.csv; and the
    candidates nobody can choose: candidates_left_out.csv.
    """
    if objective == SET and count is not None:
        what = "goes with every `--objective` but `set`, which says how many it takes"
        raise QuestionError("--count", what, "Leave it out.")
    asked = build_asked(
        SitesAsked(
            objective=objective,
            count=COUNT if count is None else count,
            whom=people,
            locked=tuple(lock or ()),
            forbidden=tuple(forbid or ()),
            spacing_m=spacing_km * 1000.0,
            floor=floor,
            room=np.nan if room is None else room,
            alternatives=alternatives,
            seconds=seconds,
        )
    )
    opened = open_question(study, Asked(service, cutoff_min, mode, profile, direction, internal, arrive))
    with results_folder(out or study / "results" / "sites") as folder:
        _write(opened, folder, asked, candidates, as_json=as_json)


def _write(opened: Opened, folder: Path, asked: SitesAsked, candidates: Path | None, *, as_json: bool) -> None:
    """Answer, write the tables and say what came out."""
    given, aside, repaired = candidates_of(opened, candidates)
    with steps("sites") as progress:
        result = sites_of(opened, given, asked, progress)
    lines = [*_lines(result), *rows_repaired(repaired, where=IN_FILE), *rows_set_aside(aside, where=IN_FILE)]
    read = [] if candidates is None else [candidates]
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in read}
    tables = tables_of(result)
    told = {"sites": _goodness_told(tables["sites"], result)}
    finish(opened, folder, tables, lines, as_json=as_json, given=given_for(asked, hashes), summary_too=told)


def given_for(asked: SitesAsked, hashes: Mapping[str, str]) -> Given:
    """Return what a manifest tells of the question beside that of the study, with the hash of each file by its name."""
    return Given({"sites": _told(asked)}, {f"candidates: {name}": value for name, value in hashes.items()})


def _told(asked: SitesAsked) -> dict[str, object]:
    room = None if np.isnan(asked.room) else asked.room
    told = asdict(asked) | {"spacing_km": asked.spacing_m / 1000.0, "room": room}
    return {name: value for name, value in told.items() if name != "spacing_m"}


def candidates_of(opened: Opened, file: Path | None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return where a site could stand, the rows of a file that cannot be used, and its cells that were mended.

    Raises
    ------
    AlcanceError
        The file cannot be used, or two of its rows have one id.
    """
    if file is None and opened.study.candidates is None:
        seen, called = opened.supply.usable.seen, load_places(opened.study.path / NETWORK)
        return places_of(seen, opened.study.demand, opened.supply.network, called), pd.DataFrame(), pd.DataFrame()
    found = load_candidates(opened.study, file)
    return pd.DataFrame(found.frame.drop(columns="geometry")), found.set_aside, found.repaired


def points_of(opened: Opened, whom: str) -> pd.DataFrame:
    """Return who is to be reached.

    Raises
    ------
    QuestionError
        The study tells nothing of them.
    """
    frames = []
    if whom in (RESIDENTS, BOTH):
        if opened.study.demand is None:
            todo = "Add demand.csv to its folder: demand_id, lon, lat, population."
            raise QuestionError(str(opened.study.path), "has no demand points", todo)
        frames.append(residents(opened.study.demand, opened.plan))
    if whom in (TRANSIT, BOTH):
        frames.append(in_transit(terrain_of(opened.study), opened.plan))
    return pd.concat(frames, ignore_index=True)


def sites_of(
    opened: Opened,
    candidates: pd.DataFrame,
    asked: SitesAsked,
    progress: Progress,
    is_called_off: Callable[[], bool] = never,
) -> SitesResult:
    """Return the answer, telling how many candidates are looked at; called off, the best so far.

    Raises
    ------
    QuestionError
        As `analysis.siting.sites.sites` does.
    """
    points, areas = points_of(opened, asked.whom), opened.study.areas
    supply = opened.supply
    return answer_sites(points, candidates, supply, asked, areas=areas, progress=progress, is_called_off=is_called_off)


def tables_of(result: SitesResult) -> dict[str, pd.DataFrame]:
    """Return the tables of the answer by name, the sites first."""
    # All of them each time: one of an earlier question would stay beside these.
    return {
        "sites": sites_table(result),
        "gains": gains_table(result),
        "alternatives": others_table(result),
        "candidates_left_out": set_aside_table(result),
    }


def _goodness_told(table: pd.DataFrame, result: SitesResult) -> dict[str, object]:
    """Return what the choice is good for, and how good any could be."""
    figures = table[["objective", "bound", "gap_pct"]].head(1).to_dict("records")
    return {"aim": result.asked.objective, "status": result.choice.status, **dict(*figures)}


def _lines(result: SitesResult) -> list[str]:
    choice, gained = result.choice, result.covered_after - result.covered_before
    proven = "proven to be the best" if choice.status == "optimal" else f"at most {choice.gap:.1%} below the best"
    before, after, every = result.covered_before, result.covered_after, result.scene.people.sum()
    lines = [
        f"Sites: {len(choice.chosen)} of {len(result.scene.sites)} candidates, {proven}",
        f"People within the cutoff: {before:,.0f} before, {after:,.0f} with them (+{gained:,.0f} of {every:,.0f})",
    ]
    if result.asked.objective == MEDIAN:
        lines.append(
            f"Minutes to the nearest place, in the mean: {choice.objective / result.people_with_a_way / 60:.1f}"
        )
    ids, names = (result.scene.sites[name].to_numpy() for name in ("site_id", "name"))
    for rank, (site, adds) in enumerate(zip(result.account.site, result.account.marginal_people, strict=True), 1):
        lines.append(f"  {rank}. {ids[site]} {names[site]}: +{adds:,.0f}")
    unknown = result.unknown_people
    lines += [f"Corridor pieces without a known flow, counted as nobody: {unknown}"] if unknown else []
    left = result.scene.set_aside["reason"].value_counts().sort_index()
    return [*lines, *(f"Candidates left out: {count} ({reason})" for reason, count in left.items())]
