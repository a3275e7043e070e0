"""Capacities in a file of a study that are no number of people: an answer says that they count as unknown."""

from collections.abc import Collection

from analysis.plan import Plan
from analysis.room import column_of_room
from data.study import Study
from data.words import say


def spoilt_room(study: Study, plan: Plan, seen: Collection[str], lang: str) -> list[str]:
    """Return in a line what cells of room could not be read, where they are and what to do; no line where all could.

    Parameters
    ----------
    study
        As loaded.
    plan
        The question: it decides which column counts.
    seen
        The ids of the facilities anything may be told about.
    lang
        The language.
    """
    column, mended, table = column_of_room(plan), study.mended_on_reading, study.facilities
    if table is None or column not in table:
        return []
    empty = set(table.loc[table[column].isna(), "facility_id"]) & set(seen)
    spoilt = mended[(mended["column"] == column) & mended["id"].isin(empty)].sort_values("row")
    if spoilt.empty:
        return []
    first = spoilt.iloc[0]
    told = say(
        "{file}: {count} × {column} is no number of people and counts as not known; the first in row {row} ({place}): "
        "{value}. Mend it in the file.",
        lang,
        file=first["file"],
        column=column,
        count=len(spoilt),
        row=first["row"],
        place=first["id"],
        value=repr(str(first["value"])),
    )
    return [told]
