"""Who may know where a place is: what its row says, unless that could put somebody in danger."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import pandas as pd

from data.cells import word, yes_no
from data.intake import Record, Row
from data.mends import FAULT, Mend
from data.raw import RawRow, RawTable
from data.reason_given import is_reason
from data.recognise.words import read_visibility
from data.said_services import begins_with_no
from data.secrecy import is_for_women_only, speaks_of_refuge, without_place_names
from data.secret_notes import asks_for_secrecy, may_be_told
from data.telling import IN_WORDS, Telling, find_telling, names_refuge, says_yes
from data.told_answers import may_say_no, may_say_yes, meant
from data.vocabulary import NO, SERVICES, VISIBILITIES, YES
from data.women_only import may_be_women_only

Origin = Literal["upload", "osm"]
HIDDEN, RESTRICTED, PUBLIC = "hidden", "restricted", "public"
_IN_ITS_WORDS = "speaks of violence or of a refuge: kept hidden, as no visibility_reason is given"
_BY_A_NOTE = "asks for secrecy: kept hidden, as no visibility_reason is given"
_BY_A_YES = "a yes that speaks of violence or of women: kept hidden, as no visibility_reason is given"


class Unsaid(NamedTuple):
    """How many places do not say who may know them and are hidden for what they are.

    Attributes
    ----------
    shelters
        Shelters, which somebody may decide about for the whole list.
    secret
        Places for women only or about violence, as their columns or their own words say, which only a reason in their
        own row can show.
    """

    shelters: int = 0
    secret: int = 0


def visibility(row: Row, record: Record, origin: Origin, telling: Telling, shelters: str = HIDDEN) -> str:
    """Return who may know the place: ``public``, ``restricted`` or ``hidden``.

    Parameters
    ----------
    row
        The row, whose cell ``visibility`` may be empty. A word that is none of the three hides the place.
    record
        Its kind, services, women_only, visibility_reason and geometry as they were read.
    origin
        ``upload``: somebody's file; ``osm``: OpenStreetMap.
    telling
        The columns of its file that have a say in it.
    shelters
        What a shelter is that does not say it, and is neither for women only nor about violence.
    """
    declared = HIDDEN if _is_to_be_kept(row, telling) else word(row, "visibility", VISIBILITIES, otherwise=HIDDEN)
    services = set(f"{record['services']};{record['services_possible']}".split(";"))
    gives_shelter = record["kind"] == "shelter" or "shelter" in services
    by_word = _is_secret(record["women_only"], services)
    hint = None if by_word else _hint(row.raw, telling, gives_shelter=gives_shelter)
    secret = by_word or hint is not None
    if secret and not _has_reason(row, record):
        _tell(row, hint, declared, origin)
        return HIDDEN
    if declared:
        return declared
    if gives_shelter:
        return HIDDEN if secret else shelters
    return PUBLIC if origin == "osm" or _lies_nowhere(record) else RESTRICTED


def _lies_nowhere(record: Record) -> bool:
    """Say whether it is a help line alone: it has no place to give away, and is there to be called by anybody."""
    return record["kind"] == "hotline" and record["geometry"] is None


def _is_to_be_kept(row: Row, telling: Telling) -> bool:
    """Say whether a column of the file itself asks that nobody learns of the place; it is listed."""
    asked = [name for name in telling.secret if may_say_yes(row.text(name), name)]
    asked += [
        name
        for name in telling.tellable
        if may_say_no(row.text(name), name) and not _is_read_as_ours(name, row.text(name), telling)
    ]
    lost = [name for name in telling.lost if yes_no(row.text(name)) in (YES, NO)]
    unread = {column for column, how, *_ in row.raw.notes if how == FAULT}.intersection(telling.hiding)
    if unread and not asked and row.text("visibility") != HIDDEN:
        row.mend(min(unread), "has no value where it says who may know the place: hidden")
        return True
    if asked and row.text("visibility") != HIDDEN:
        row.mend(asked[0], "asks that nobody learns of the place: hidden")
    elif lost and row.text("visibility") != HIDDEN:
        row.mend(lost[0], "its column's name was cut, and may ask that nobody learns of the place: hidden")
    return bool(asked or lost or unread)


def _has_reason(row: Row, record: Record) -> bool:
    reason = record["visibility_reason"]
    if reason and not is_reason(reason):
        row.mend("visibility_reason", "says no reason why everybody may know the place, counts as empty")
        return False
    return bool(reason)


def _tell(row: Row, hint: Mend | None, declared: str, origin: Origin) -> None:
    """List that a place is hidden for its own words, or against the word of its row."""
    if declared == HIDDEN:
        return
    if hint:
        row.mends.append(hint)
    # Nobody can give a reason in a row of OpenStreetMap, whose word on visibility is our own.
    if declared and not (hint and origin == "osm"):
        row.mend("visibility", "hidden: for women only or about violence, and no visibility_reason is given")


def count_unsaid(raw: RawTable, frame: pd.DataFrame) -> Unsaid:
    """Return how many places are hidden without their rows' saying so.

    Parameters
    ----------
    raw
        The rows a list of services was made of, under our names.
    frame
        The list, made with shelters hidden.
    """
    said = {_id(row) for row in raw.rows if row.cells.get("visibility", "").strip()}
    unsaid = frame[(frame["visibility"] == HIDDEN) & ~frame["facility_id"].isin(said)]
    services = unsaid["services"] + ";" + unsaid["services_possible"]
    rows, telling = {_id(row): row for row in raw.rows}, find_telling(raw.columns)
    columns = (unsaid["facility_id"], unsaid["kind"], unsaid["women_only"], services.str.split(";"))
    secret = 0
    for facility_id, kind, women_only, words in zip(*columns, strict=True):
        row = rows.get(facility_id)
        hint = row and _hint(row, telling, gives_shelter=kind == "shelter" or "shelter" in words)
        secret += bool(hint) or _is_secret(women_only, set(words))
    return Unsaid(len(unsaid) - secret, secret)


def _id(row: RawRow) -> str:
    return row.cells.get("facility_id", "")


def _is_secret(women_only: str, services: set[str]) -> bool:
    return women_only == YES or "gbv" in services


def _hint(row: RawRow, telling: Telling, *, gives_shelter: bool) -> Mend | None:
    """Return what is told of the cell whose words say that a place keeps somebody safe; None where none does."""
    if may_be_women_only(row.cells.get("women_only", "")):
        how = "neither yes nor no, counts as for women only: kept hidden, as no visibility_reason is given"
        return Mend("women_only", how)
    # What the file says too: of "safe house" our word for the kind no longer tells.
    for column, _, *file in row.notes:
        if column in IN_WORDS and any(_speaks(was, gives_shelter=gives_shelter) for was in file):
            return Mend(column, _IN_ITS_WORDS, file[0])
    doubtful = _doubtful(row, telling)
    for column in telling.words:
        if _speaks(_undenied(doubtful.get(column, "")), gives_shelter=gives_shelter):
            return Mend(column, _IN_ITS_WORDS)
    for column in telling.refuge:
        about = gives_shelter or names_refuge(column, gives_shelter=False)
        if about and says_yes(meant(row.cells.get(column, ""), column)):
            return Mend(column, _BY_A_YES)
    return _hint_elsewhere(doubtful, telling)


def _doubtful(row: RawRow, telling: Telling) -> dict[str, str]:
    """Return the cells that may ask for secrecy or speak of a refuge, by column: of most rows there are none."""
    columns = (*telling.words, *telling.others)
    cells = {column: text for column in columns if (text := row.cells.get(column, ""))}
    if may_be_told(tuple(cells.values())):
        return {}
    return {column: text for column, text in cells.items() if not may_be_told((text,))}


def _hint_elsewhere(doubtful: Mapping[str, str], telling: Telling) -> Mend | None:
    """Return what is told of a cell of any column that asks for secrecy, or speaks of a refuge by itself."""
    for column, text in doubtful.items():
        if asks_for_secrecy(text) and not _is_read_as_ours(column, text, telling):
            return Mend(column, _BY_A_NOTE)
    for column in telling.others:
        text = without_place_names(doubtful.get(column, ""))
        if _speaks(text, gives_shelter=False) and not (column in telling.refuge and begins_with_no(text)):
            return Mend(column, _IN_ITS_WORDS)
    return None


def _is_read_as_ours(column: str, text: str, telling: Telling) -> bool:
    """Tell of a cell that says who may know its place whether its bare word was read as ours, and hides nothing."""
    return column in telling.again and read_visibility(text) in (PUBLIC, RESTRICTED)


def _undenied(text: str) -> str:
    """Return a cell without the services it denies in our own words: a clinic without `gbv` is no refuge."""
    if "no " not in text:
        return text
    return ";".join(each for each in text.split(";") if each.strip().removeprefix("no ") not in SERVICES)


def _speaks(text: str, *, gives_shelter: bool) -> bool:
    return bool(text) and (speaks_of_refuge(text, gives_shelter=gives_shelter) or is_for_women_only(text))
