"""The tables a study can have, and how each is read from a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from data.areas import take_areas
from data.demand import take_demand
from data.facilities import take_facilities
from data.flows import keep_known_corridors, take_flows
from data.hazards import take_hazards
from data.intake import Intake
from data.lines import take_borders, take_corridors
from data.points import take_candidates, take_crossings, take_incidents
from data.raw import RawTable
from data.read_table import read_table
from data.schemas import (
    AREAS,
    BORDERS,
    CANDIDATES,
    CORRIDORS,
    CROSSINGS,
    DEMAND,
    FACILITIES,
    FLOWS,
    HAZARDS,
    INCIDENTS,
    VISITS,
)
from data.table import Table
from data.visits import take_visits


@dataclass(frozen=True, slots=True)
class StudyTable:
    """One table of a study.

    Attributes
    ----------
    table
        What it looks like.
    take
        Takes raw rows in.
    suffix
        How the study keeps it: points and numbers as CSV, lines and areas as GeoJSON.
    """

    table: Table
    take: Callable[[RawTable], Intake]
    suffix: str

    @property
    def file_name(self) -> str:
        """Return the name of its file in a study this program wrote."""
        return self.table.noun + self.suffix


STUDY_TABLES: dict[str, StudyTable] = {
    each.table.noun: each
    for each in (
        StudyTable(FACILITIES, take_facilities, ".csv"),
        StudyTable(DEMAND, take_demand, ".csv"),
        StudyTable(CORRIDORS, take_corridors, ".geojson"),
        StudyTable(AREAS, take_areas, ".geojson"),
        StudyTable(BORDERS, take_borders, ".geojson"),
        StudyTable(CROSSINGS, take_crossings, ".csv"),
        StudyTable(FLOWS, take_flows, ".csv"),
        StudyTable(INCIDENTS, take_incidents, ".csv"),
        StudyTable(HAZARDS, take_hazards, ".geojson"),
        StudyTable(CANDIDATES, take_candidates, ".csv"),
        StudyTable(VISITS, take_visits, ".csv"),
    )
}


def load_table(noun: str, path: Path) -> Intake:
    """Read a file as one of the tables of a study.

    Parameters
    ----------
    noun
        A key of ``STUDY_TABLES``.
    path
        A CSV or GeoJSON file somebody gave us: facilities that don't say how visible they are count as uploaded.

    Raises
    ------
    InputError
        The file cannot be read, a required column is missing, or no row can be used.
    """
    raw = read_table(path)
    names = STUDY_TABLES[noun].table.names
    # What a study holds was written by us, with decimal points.
    is_ours = raw.spatial or raw.columns[: len(names)] == names
    return STUDY_TABLES[noun].take(replace(raw, numbers=frozenset(names)) if is_ours else raw)


def agree(intakes: dict[str, Intake]) -> dict[str, Intake]:
    """Return the tables of one study with the rows set aside that name what another table does not have.

    Parameters
    ----------
    intakes
        Tables by noun. Flows of a corridor the study lacks are set aside; their table may end up empty.
    """
    if FLOWS.noun not in intakes:
        return intakes
    corridors = intakes.get(CORRIDORS.noun)
    known = frozenset(corridors.frame["corridor_id"]) if corridors else frozenset()
    return intakes | {FLOWS.noun: keep_known_corridors(intakes[FLOWS.noun], known)}
