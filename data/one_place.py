"""Rows that say one place and contradict each other: the more careful word counts.

A copy that is told of would give away one that is hidden; whoever walks to a place that one row calls closed may walk
in vain.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd

from data.duplicates import CLOSE_M, bare_names, close_alike, close_namesakes
from data.intake import Intake, Record, Row, list_repaired
from data.mends import Mend
from data.raw import RawTable
from data.vocabulary import VISIBILITIES
from geo.geodesy import distance_m

_LONGEST_ID = 200


def more_careful(one: str, other: str) -> str:
    """Return the one of two visibilities that tells fewer people of a place."""
    return max(one, other, key=VISIBILITIES.index)


def settle(row: Row, kept: Record, other: Record) -> Record:
    """Return the record that keeps its id, as careful as another of its id that says the same place; it is listed.

    A row that calls the place closed counts, unless the one that stays was checked on a later day.
    """
    if not _is_one_place(kept, other):
        return kept
    settled = dict(kept)
    word = more_careful(kept["visibility"], other["visibility"])
    if word != kept["visibility"]:
        row.mend("visibility", f"another row of its id is {word}: so is this one")
        settled["visibility"] = word
    is_later = bool(other["checked_on"]) and kept["checked_on"] > other["checked_on"]
    if other["status"] == "closed" != kept["status"] and not is_later:
        row.mend("status", "another row of its id is closed: so is this one")
        settled["status"] = "closed"
    return settled


def _is_one_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell of two rows with one id whether they say one place: by its name, or where it is."""
    first, second = bare_names(pd.Series([one["name"], other["name"]], dtype="str"))
    ends = (one["lon"], one["lat"], other["lon"], other["lat"])
    return first == second != "" or bool(distance_m(*ends) <= CLOSE_M)


def raised(facilities: gpd.GeoDataFrame) -> dict[str, str]:
    """Return the visibility of each place that another of its name, or much of it, within 100 m makes more careful.

    Parameters
    ----------
    facilities
        Checked rows; two that say different things of who may know one place are told by their names.
    """
    if facilities["visibility"].nunique() < 2:  # noqa: PLR2004 - one word contradicts nothing
        return {}
    words = facilities["visibility"].groupby(bare_names(facilities["name"])).transform("nunique")
    namesakes = close_namesakes(facilities[words > 1])
    # Two services under one roof have names of their own: at one point alone the word of one is not the other's.
    pairs = [*zip(namesakes["facility_id"], namesakes["other_id"], strict=True), *close_alike(facilities)]
    said = dict(zip(facilities["facility_id"], facilities["visibility"], strict=True))
    counts: dict[str, str] = dict(said)
    before: dict[str, str] = {}
    # A word goes from row to row, as far as each has the next within reach.
    while counts != before:
        before = dict(counts)
        for one, other in pairs:
            counts[one] = counts[other] = more_careful(counts[one], counts[other])
    return {name: word for name, word in counts.items() if word != said[name]}


def with_visibility(facilities: gpd.GeoDataFrame, words: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Return places with other visibilities, by id."""
    ids, said = facilities["facility_id"], facilities["visibility"]
    told = [words.get(name, word) for name, word in zip(ids, said, strict=True)]
    return facilities.assign(visibility=pd.Series(told, index=facilities.index, dtype="str"))


def raised_by_name(word: str) -> Mend:
    """Return what is told of a place that a namesake makes more careful."""
    return Mend("visibility", f"another row of its name, or much of it, within 100 m is {word}: so is this one")


def raised_by_row(word: str) -> Mend:
    """Return what is told of a study's place that a row added to it makes more careful."""
    return Mend("visibility", f"a row that was added is of the same place and {word}: so is this one")


def as_careful_as_namesakes(intake: Intake, raw: RawTable) -> Intake:
    """Return facilities of which none is told of where another row of the same place is held back; each is listed.

    Parameters
    ----------
    intake
        As taken in.
    raw
        The rows it was made of.
    """
    frame = intake.frame
    words = raised(frame) if isinstance(frame, gpd.GeoDataFrame) else {}
    if not words or not isinstance(frame, gpd.GeoDataFrame):
        return intake
    aside = set(intake.set_aside["row"])
    at = {row.cells.get("facility_id", ""): row.number for row in raw.rows if row.number not in aside}
    said = dict(zip(frame["facility_id"], frame["visibility"], strict=True))
    lines = [
        (raw.file, at.get(name), name[:_LONGEST_ID], "visibility", said[name], raised_by_name(word).mend)
        for name, word in words.items()
    ]
    repaired = pd.concat([intake.repaired, list_repaired(lines)], ignore_index=True)
    listed = repaired.sort_values("row", kind="stable", ignore_index=True)
    return replace(intake, frame=with_visibility(frame, words), repaired=listed)
