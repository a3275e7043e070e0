"""A study drafted from files: the extract's roads, and its services where no list was given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from data.built_roads import BuiltRoads
from data.door.read_roads import read_roads
from data.facilities import take_facilities
from data.intake import Intake, list_repaired, list_set_aside
from data.osm_passes import Progress
from data.osm_services import ServiceReport
from data.raw import raw_from_frame
from data.recognise.forms import OWN
from data.schemas import FACILITIES
from data.study import NETWORK
from data.study_file import EVERYWHERE, Source
from data.tables_of_study import agree
from data.taken_file import TakenFile
from data.write_study import StudyDraft
from geo.errors import InputError

OSM_TITLE = "OpenStreetMap contributors"
OSM_LICENCE = "ODbL 1.0"
OSM_PAGE = "https://www.openstreetmap.org/copyright"


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """A draft, and what its making found.

    Attributes
    ----------
    draft
        Ready for `write_study`.
    built
        The roads.
    services
        What the extract's service objects became; None where a list was given, which then counts instead.
    files
        The files as they were taken in, by table.
    set_aside, repaired
        Rows and cells of all tables, as `Intake` lists them.
    """

    draft: StudyDraft
    built: BuiltRoads
    services: ServiceReport | None
    files: Mapping[str, TakenFile]
    set_aside: pd.DataFrame
    repaired: pd.DataFrame


def draft_study(
    title: str,
    osm: Path,
    *,
    files: Mapping[str, TakenFile],
    complete_in: str | None,
    progress: Progress,
    latest: str = "",
) -> Drafted:
    """Return a study drafted from an extract and the tables at hand.

    Parameters
    ----------
    title
        What the study is called.
    osm
        The extract.
    files
        Files taken in, by table (keys of ``STUDY_TABLES``). Without ``facilities`` those of the extract are the list.
    complete_in
        ``all``, or area ids with ``;`` between, where the list of services is declared complete; None: nowhere.
    progress
        Told what is being read.
    latest
        The day it is, as for `take_facilities`.

    Raises
    ------
    InputError
        The extract cannot be used, or an area named in `complete_in` is not there.
    """
    tables = {noun: each.intake for noun, each in files.items()}
    declared = _complete(complete_in, tables.get("areas"))
    built = read_roads(osm, progress)
    dated = built.dated[:10]
    sources = [Source(OSM_TITLE, OSM_LICENCE, OSM_PAGE, dated, () if "facilities" in files else declared, NETWORK)]
    services = None
    if "facilities" not in files:
        services = built.services
        if len(built.facilities):
            raw = raw_from_frame(built.facilities, osm.name)
            tables["facilities"] = take_facilities(raw, origin="osm", latest=latest)
    sources += [source for noun, each in files.items() for source in _sources(noun, each, declared)]
    tables = agree(tables)
    draft = StudyDraft(
        title,
        tuple(sources),
        tables,
        columns={
            noun: each.columns.columns for noun, each in files.items() if each.columns and each.columns.form != OWN
        },
        left_out={each.file: each.left_out for each in files.values() if each.left_out},
        build_network=lambda folder: built.write(folder / NETWORK),
    )
    return Drafted(
        draft,
        built,
        services,
        files,
        pd.concat([list_set_aside([]), *(each.set_aside for each in tables.values())], ignore_index=True),
        pd.concat([list_repaired([]), *(each.repaired for each in tables.values())], ignore_index=True),
    )


def _sources(noun: str, file: TakenFile, declared: tuple[str, ...] | Literal["all"]) -> list[Source]:
    """Return the sources a file names, else the file itself; the first is the one that is declared complete."""
    named = [Source(*each, table=noun) for each in file.sources] or [Source(file.file, table=noun)]
    return [replace(named[0], complete_in=declared if noun == FACILITIES.noun else ()), *named[1:]]


def _complete(words: str | None, areas: Intake | None) -> tuple[str, ...] | Literal["all"]:
    if words is None:
        return ()
    if words == EVERYWHERE:
        return EVERYWHERE
    named = tuple(word.strip() for word in words.split(";") if word.strip())
    known = set() if areas is None else set(areas.frame["area_id"])
    unknown = [name for name in named if name not in known]
    if unknown or not named:
        todo = "Give all, or ids of the file given with --areas."
        raise InputError("--complete-in", f"{', '.join(unknown) or 'nothing'} is no area of this study", todo)
    return named
