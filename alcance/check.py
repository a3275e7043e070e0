"""The door that says what is wrong with a study's inputs."""

import math
from dataclasses import asdict

import pandas as pd
import typer

from alcance.opened import terrain_of
from alcance.options import AsJson, Mode, StudyFolder
from alcance.report import report
from analysis.completeness import ATTRIBUTES, completeness
from analysis.doctor import (
    KNOW,
    LOOK,
    MISLEADS,
    Finding,
    examine_areas,
    examine_completeness,
    examine_corridors,
    examine_duplicates,
    examine_points,
    examine_rows,
)
from analysis.weight import weigh_demand, weigh_facilities
from data.network_store import load_roads
from data.study import NETWORK, Study, load_study
from geo.network import Network

LEVELS = {MISLEADS: "Answers would mislead", LOOK: "Look at", KNOW: "Know"}


def doctor(study: StudyFolder, *, mode: Mode = None, as_json: AsJson = False) -> None:
    """Say what is wrong with the inputs, row by row.

    The exit code is 1 if answers would mislead.
    """
    loaded = load_study(study)
    found = examine(loaded, mode or loaded.plan_defaults.mode)
    lines = [_counts(loaded)]
    for level, title in LEVELS.items():
        these = [finding for finding in found if finding.level == level]
        lines += [f"{title}: {len(these)}"] if these else []
        lines += [f"  {_line(each)}" for each in these]
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


def examine(study: Study, mode: str) -> list[Finding]:
    """Return all findings of a study, worst first.

    Raises
    ------
    StudyError
        The network is missing or altered.
    QuestionError
        No road is open to the mode.
    """
    found = examine_rows(study.set_aside, study.repaired)
    network = Network(load_roads(study.path / NETWORK), mode)
    if study.facilities is None:
        todo = "Add facilities.csv to the study's folder."
        found.append(Finding(MISLEADS, "facilities", "", "there is no list of facilities", todo))
    else:
        weights = weigh_facilities(study.facilities, study.demand, study.corridors)
        found += examine_points(study.facilities, network, table="facilities", id_column="facility_id", weights=weights)
        found += examine_duplicates(study.facilities, weights) + examine_completeness(study.facilities)
    if study.demand is not None:
        weights = weigh_demand(study.demand)
        found += examine_points(study.demand, network, table="demand", id_column="demand_id", weights=weights)
    if study.areas is not None:
        found += examine_areas(study.areas, network)
    if study.corridors is not None:
        found += examine_corridors(study.corridors, network) + _evidence(study)
    order = list(LEVELS)
    return sorted(found, key=lambda finding: (order.index(finding.level), *_heaviest_first(finding)))


def _heaviest_first(finding: Finding) -> tuple[float, float]:
    """Return what sorts findings by the people, then the kilometres they are about; those of no known weight last."""
    people, km = (0.0 if math.isnan(weight) else weight for weight in (finding.people, finding.km))
    return -people, -km


def _line(finding: Finding) -> str:
    weights = {f"{finding.people:,.0f} people": finding.people, f"{finding.km:,.1f} km": finding.km}
    told = ", ".join(text for text, weight in weights.items() if weight > 0)
    row = f"{finding.table} {finding.row_id}".strip()
    return f"{row}: {finding.what}{f' ({told})' if told else ''}. {finding.todo}"


def _unknown_lines(unknown: pd.DataFrame) -> list[str]:
    """Return how much of which attribute nobody knows, an area a line, the least known first."""
    lines = []
    for row in unknown.to_dict("records"):
        shares = sorted(
            ((row[name], name) for name in ATTRIBUTES if row[name] > 0), key=lambda each: (-each[0], each[1])
        )
        told = ", ".join(f"{name} {share:.0%}" for share, name in shares)
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
    }
    return f"{study.title}: " + ", ".join(f"{len(t)} {name}" for name, t in tables.items() if t is not None)
