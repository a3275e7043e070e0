"""Ids for facilities whose list has none: numbers that no hidden place has a part in."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data.intake import Intake
from data.visibility import HIDDEN

_ID = "facility_id"


def renumber(intake: Intake) -> Intake:
    """Return facilities numbered anew: those that are not hidden from 1 in the order of their file, the hidden apart.

    Parameters
    ----------
    intake
        Facilities whose ids were made of their file and row, ``<file>-<number>``. A row's own number would tell that
        rows before it are hidden. Rows set aside lose theirs: mended and given again they get one that is free.
    """
    return _called(intake, _numbers(intake.frame))


def new_names(intake: Intake) -> dict[str, str]:
    """Return the ids that `renumber` gives, by those it takes."""
    return dict(zip(intake.frame[_ID], _numbers(intake.frame), strict=True))


def _numbers(frame: pd.DataFrame) -> pd.Series:
    parts = frame[_ID].str.rpartition("-")
    stem, number = parts[0], parts[2].astype(int)
    hidden = frame["visibility"] == HIDDEN
    rank = number.groupby([stem, hidden]).rank(method="first").astype(int).astype("str")
    return stem + hidden.map({True: "-hidden-", False: "-"}) + rank


def number_on(intake: Intake, had: Iterable[str]) -> Intake:
    """Return facilities that `renumber` numbered with numbers that go on where those of a study end.

    Parameters
    ----------
    intake
        Facilities whose ids were made.
    had
        The ids of the study.
    """
    if intake.frame.empty:
        return intake
    last: Counter[str] = Counter()
    for each in had:
        stem, _, number = each.rpartition("-")
        # A longer number is none of ours.
        if number.isascii() and number.isdigit() and len(number) < 10:  # noqa: PLR2004
            last[stem] = max(last[stem], int(number))
    parts = intake.frame[_ID].str.rpartition("-")
    numbers = [int(number) + last[stem] for stem, number in zip(parts[0], parts[2], strict=True)]
    return _called(intake, parts[0] + "-" + pd.Series(numbers, index=parts.index, dtype="int64").astype("str"))


def _called(intake: Intake, names: pd.Series) -> Intake:
    """Return facilities under other ids, in the lists of rows too."""
    ids = names.rename(_ID).astype("str")
    renamed = dict(zip(intake.frame[_ID], ids, strict=True))
    numbered = intake.frame.assign(facility_id=ids).sort_values(_ID, ignore_index=True)
    repaired = intake.repaired.assign(id=intake.repaired["id"].map(renamed).fillna("").astype("str"))
    return replace(intake, frame=numbered, repaired=repaired, set_aside=_without_ids(intake.set_aside))


def _without_ids(set_aside: pd.DataFrame) -> pd.DataFrame:
    cells = pd.Series([_without_id(text) for text in set_aside["cells"]], index=set_aside.index, dtype="str")
    return set_aside.assign(id=pd.Series("", index=set_aside.index, dtype="str"), cells=cells)


def _without_id(cells: str) -> str:
    try:
        row = json.loads(cells)
    except ValueError:
        return cells  # a row too long to be listed whole
    return json.dumps({name: text for name, text in row.items() if name != _ID}, ensure_ascii=False)
