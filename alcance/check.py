"""The door that says what is wrong with a study's inputs."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace

import pandas as pd
import typer

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
)
from analysis.weight import weigh_demand, weigh_facilities
from data.network_store import load_roads
from data.study import NETWORK, Study, load_study
from data.tables_of_study import STUDY_TABLES
from geo.network import Network
from layers.text import percent

MOST_ALIKE = 5  # rows with the same finding that are told one by one
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


def examine(study: Study, mode: str) -> list[Finding]:
    """Return all findings of a study, worst first.

    Raises
    ------
    StudyError
        The network is missing or altered.
    QuestionError
        No road is open to the mode.
    """
    found = shares_set_aside(study) + examine_rows(study.set_aside, study.repaired)
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


def shares_set_aside(study: Study) -> list[Finding]:
    """Return the tables of which so many rows are set aside that answers made of the rest would mislead."""
    nouns = {source.title: source.table for source in study.sources if source.table in STUDY_TABLES}
    aside = study.set_aside["file"].map(lambda file: nouns.get(file, file)).value_counts()
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


def _heaviest_first(finding: Finding) -> tuple[float, float]:
    """Return what sorts findings by the people, then the kilometres they are about; those of no known weight last."""
    people, km = (0.0 if math.isnan(weight) else weight for weight in (finding.people, finding.km))
    return -people, -km


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
    return f"{row}: {finding.what}{f' ({told})' if told else ''}. {finding.todo}"


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
    }
    return f"{study.title}: " + ", ".join(f"{len(t)} {name}" for name, t in tables.items() if t is not None)
