"""Takes in flows: how many people a day travel which part of a corridor. Never public."""

import json
from collections.abc import Hashable, Mapping

from data.cells import amount
from data.intake import Intake, Record, Row, SetAside, list_set_aside, take_rows
from data.raw import RawTable
from data.schemas import FLOWS


def take_flows(raw: RawTable) -> Intake:
    """Return flows; of two that overlap on one corridor the later is set aside. Touching is no overlap.

    Parameters
    ----------
    raw
        Rows with the columns of ``FLOWS``.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    taken: dict[str, list[tuple[float, float]]] = {}

    def judge(row: Row) -> Record:
        record = _judge(row)
        start_km, end_km = record["start_km"], record["end_km"]
        others = taken.setdefault(record["corridor_id"], [])
        if any(start_km < other_end and other_start < end_km for other_start, other_end in others):
            row.refuse("start_km", "overlaps an earlier row of its corridor")
        others.append((start_km, end_km))
        return record

    return take_rows(FLOWS, raw, judge)


def keep_known_corridors(flows: Intake, corridor_ids: frozenset[str]) -> Intake:
    """Return flows without those of corridors the study does not have: they are set aside.

    Parameters
    ----------
    flows
        As taken in.
    corridor_ids
        The corridors of the study. The frame may end up empty.
    """
    known = flows.frame["corridor_id"].isin(corridor_ids)
    strays = (_stray(record) for record in flows.frame[~known].to_dict("records"))
    lines = [*flows.set_aside.itertuples(index=False, name=None), *strays]
    return Intake(flows.frame[known].reset_index(drop=True), list_set_aside(lines), flows.repaired)


def _stray(record: Mapping[Hashable, object]) -> SetAside:
    corridor_id = str(record["corridor_id"])
    cells = json.dumps({str(name): str(value) for name, value in record.items()}, ensure_ascii=False)
    return SetAside(FLOWS.noun, None, corridor_id, "corridor_id", corridor_id, "is no corridor of the study", cells)


def _judge(row: Row) -> Record:
    start_km, end_km = amount(row, "start_km"), amount(row, "end_km")
    if start_km >= end_km:
        row.refuse("end_km", "is not beyond start_km")
    return {
        "corridor_id": row.text("corridor_id"),
        "start_km": start_km,
        "end_km": end_km,
        "people_per_day": amount(row, "people_per_day"),
        "source": row.text("source"),
    }
