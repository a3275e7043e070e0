"""The door that says what is wrong with a study's inputs."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import typer

from alcance.day import latest_day
from alcance.opened import terrain_of
from alcance.options import AsJson, Mode, StudyFolder
from alcance.report import report
from analysis.completeness import ATTRIBUTES, completeness
from analysis.doctor import (
    KNOW,
    LOOK,
    MISLEADING_SHARE,
    MISLEADS,
    Finding,
    examine_areas,
    examine_completeness,
    examine_corridors,
    examine_duplicates,
    examine_points,
    examine_rows,
    examine_teams,
)
from analysis.risk.examined import examine_hazards
from analysis.weight import Weight, weigh_demand, weigh_facilities
from data.known_scenarios import read_scenarios
from data.network_store import load_roads
from data.recognise.plain import plain
from data.study import NETWORK, Study, load_study
from data.tables_of_study import STUDY_TABLES
from geo.network import Network
from layers.text import percent

MOST_ALIKE = 5  # rows with the same finding that are told one by one
_SUMS = ("total", "totales", "totals", "totaux", "totais", "subtotal", "sub total")
_TOTALS = frozenset([*_SUMS, "total general", "gran total", "grand total"])
LEVELS = {MISLEADS: "Answers would mislead", LOOK: "Look at", KNOW: "Know"}


def doctor(study: StudyFolder, *, mode: Mode = None, as_json: AsJson = False) -> None:
    """Say what is wrong with the inputs, row by row.

    The exit code is 1 if answers would mislead.
    """
    loaded = load_study(study, latest_day())
    found = examine(loaded, mode or loaded.plan_defaults.mode, latest_day()) + scenario_faults(study)
    found.sort(key=lambda finding: [*LEVELS].index(finding.level))
    lines = [_counts(loaded)]
    for level, title in LEVELS.items():
        these = [finding for finding in found if finding.level == level]
        lines += [f"{title}: {len(these)}"] if these else []
        lines += [f"  {line}" for line in _lines(these)]
    misleads = [finding for finding in found if finding.level == MISLEADS]
    unknown = None if loaded.facilities is None else completeness(loaded.facilities, loaded.areas)
    lines += [] if unknown is None else _unknown_lines(unknown)
    summary = {
        "study": str(study),
        "misleads": bool(misleads),
        "findings": [asdict(finding) for finding in found],
        "unknown": [] if unknown is None else unknown.to_dict("records"),
    }
    report([*lines, *([] if misleads else ["Nothing that would mislead was found."])], summary, as_json=as_json)
    if misleads:
        raise typer.Exit(1)


def examine(study: Study, mode: str, latest: str) -> list[Finding]:
    """Return all findings of a study, worst first.

    Parameters
    ----------
    study
        As loaded.
    mode
        How people travel.
    latest
        The day it is (ISO date): by it checks are old, or still to come.

    Raises
    ------
    StudyError
        The network is missing or altered.
    QuestionError
        No road is open to the mode.
    """
    weights = _weights_of(study)
    found = shares_set_aside(study) + examine_rows(study.set_aside, study.repaired, _nouns(study), weights)
    network = Network(load_roads(study.path / NETWORK), mode)
    if study.facilities is None:
        todo = "Add facilities.csv to the study's folder."
        found.append(Finding(MISLEADS, "facilities", "", "there is no list of facilities", todo))
    else:
        known = weights["facilities"]
        found += examine_points(study.facilities, network, table="facilities", id_column="facility_id", weights=known)
        found += examine_duplicates(study.facilities, known)
        teams = [] if study.visits is None else list(study.visits["team"])
        found += examine_completeness(study.facilities, latest, teams=teams)
        found += [] if study.visits is None else examine_teams(study.facilities, study.visits)
    if study.demand is not None:
        known = weights["demand"]
        found += examine_points(study.demand, network, table="demand", id_column="demand_id", weights=known)
    if study.areas is not None:
        found += examine_areas(study.areas, network)
    if study.hazards is not None:
        found += examine_hazards(study.hazards, network)
    if study.corridors is not None:
        found += examine_corridors(study.corridors, network) + _evidence(study)
    order = list(LEVELS)
    return sorted(found, key=lambda finding: (order.index(finding.level), *_heaviest_first(finding)))


def shares_set_aside(study: Study) -> list[Finding]:
    """Return the tables of which so many rows are set aside that answers made of the rest would mislead."""
    nouns = _nouns(study)
    # A line with the sum of the others was never a place.
    rows = study.set_aside[~study.set_aside["cells"].map(_is_total).astype(bool)]
    aside = rows["file"].map(lambda file: nouns.get(file, file)).value_counts()
    found = []
    for noun, count in sorted(aside.items()):
        frame = getattr(study, noun, None) if noun in STUDY_TABLES else None
        share = count / (count + (0 if frame is None else len(frame)))
        if noun in STUDY_TABLES and share > MISLEADING_SHARE:
            what = f"{share:.0%} of its rows are set aside, and take part in no answer"
            found.append(
                Finding(MISLEADS, noun, "", what, "Mend them in quarantine-TABLE.csv and give it to alcance add.")
            )
    return found


def scenario_faults(study_folder: Path) -> list[Finding]:
    """Return what is wrong with the scenarios a study keeps: none of those can be asked for."""
    folder = f"{study_folder}/"
    faults = read_scenarios(study_folder).faults
    return [Finding(LOOK, each.where.replace(folder, ""), "", each.what, each.todo) for each in faults]


def _nouns(study: Study) -> dict[str, str]:
    """Return what each file of a study holds, its own tables and the files they were made from."""
    own = {f"{noun}{suffix}": noun for noun in STUDY_TABLES for suffix in (".csv", ".geojson")}
    return own | {source.title: source.table for source in study.sources if source.table in STUDY_TABLES}


def _weights_of(study: Study) -> dict[str, Mapping[str, Weight]]:
    known: dict[str, Mapping[str, Weight]] = {}
    if study.facilities is not None:
        known["facilities"] = weigh_facilities(study.facilities, study.demand, study.corridors)
    if study.demand is not None:
        known["demand"] = weigh_demand(study.demand)
    return known


def _is_total(cells: str) -> bool:
    """Tell whether a row set aside is the sum of the others: one of its cells says no more than that."""
    try:
        told = json.loads(cells)
    except ValueError:  # a list that somebody mended by hand, or one too long to be kept whole
        return False
    return isinstance(told, dict) and any(plain(cell) in _TOTALS for cell in told.values() if isinstance(cell, str))


def _heaviest_first(finding: Finding) -> tuple[float, float, int]:
    """Return what sorts findings by the people, the kilometres and the rows they are about; no known weight is none."""
    people, km = (0.0 if math.isnan(weight) else weight for weight in (finding.people, finding.km))
    return -people, -km, -finding.rows


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each finding; where many rows of a table have the same, one for all of them."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings:
        alike.setdefault((each.table, each.what, each.todo), []).append(each)
    for group in alike.values():
        if len(group) <= MOST_ALIKE:
            yield from map(_line, group)
            continue
        ids = ", ".join(each.row_id for each in group[:MOST_ALIKE])
        people, km = (sum(value for value in values if value > 0) for values in zip(*_weights(group), strict=True))
        yield _line(replace(group[0], row_id=f"({len(group)} rows: {ids} …)", people=people, km=km))


def _weights(findings: Iterable[Finding]) -> Iterator[tuple[float, float]]:
    return ((each.people, each.km) for each in findings)


def _line(finding: Finding) -> str:
    weights = {f"{finding.people:,.0f} people": finding.people, f"{finding.km:,.1f} km": finding.km}
    told = ", ".join(text for text, weight in weights.items() if weight > 0)
    row = f"{finding.table} {finding.row_id}".strip()
    return f"{row}: {finding.what}{f' ({told})' if told else ''}. {finding.todo}".rstrip()


def _unknown_lines(unknown: pd.DataFrame) -> list[str]:
    """Return how much of which attribute nobody knows, an area a line, the least known first."""
    lines = []
    for row in unknown.to_dict("records"):
        shares = sorted(
            ((row[name], name) for name in ATTRIBUTES if row[name] > 0), key=lambda each: (-each[0], each[1])
        )
        told = ", ".join(f"{name} {percent(share)}" for share, name in shares)
        lines.append(f"  {row['area_id']} ({row['facilities']} places): {told or 'nothing'}")
    return ["Unknown, by area:", *lines] if lines else []


def _evidence(study: Study) -> list[Finding]:
    if terrain_of(study).complete is not None:
        return []
    what = "no list is declared complete: segments farther than 25 km from every known place are no data"
    return [Finding(KNOW, "study.toml", "", what, "If a list is complete, say where with complete_in.")]


def _counts(study: Study) -> str:
    tables = {
        "facilities": study.facilities,
        "demand": study.demand,
        "corridors": study.corridors,
        "areas": study.areas,
        "borders": study.borders,
        "crossings": study.crossings,
        "flows": study.flows,
        "incidents": study.incidents,
        "hazards": study.hazards,
        "candidates": study.candidates,
        "visits": study.visits,
    }
    return f"{study.title}: " + ", ".join(f"{len(t)} {name}" for name, t in tables.items() if t is not None)
