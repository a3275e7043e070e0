"""Places of which somebody wrote in words we do not know whether they work: nobody may be told that they are open."""

import pandas as pd

from data.openness import read_openness
from data.recognise.plain import plain_whole
from data.recognise.words import load_words
from data.vocabulary import UNKNOWN


def unread_status(facilities: pd.DataFrame, repaired: pd.DataFrame) -> pd.Series:
    """Return what was written as the status of each facility where it was not understood.

    Parameters
    ----------
    facilities
        Of a study.
    repaired
        Its mended cells.

    Returns
    -------
    Series
        In the order of `facilities`, with its index; empty where the status was understood, where there is none, and
        where the row has been given another since.
    """
    status = repaired[repaired["column"] == "status"]
    lost = ~status["mend"].str.startswith("read as ") | status["value"].map(_is_doubted).astype(bool)
    written = dict(zip(status.loc[lost, "id"], status.loc[lost, "value"], strict=True))
    rows = zip(facilities["facility_id"], facilities["status"] == UNKNOWN, strict=True)
    told = [written.get(each, "") if is_unknown else "" for each, is_unknown in rows]
    return pd.Series(told, index=facilities.index, dtype=object)


def _is_doubted(text: str) -> bool:
    """Tell whether words leave open whether a place works without saying outright that nobody knows."""
    return read_openness(text) == UNKNOWN and load_words("status").get(plain_whole(text)) != UNKNOWN


def without_hours(places: pd.DataFrame, unread: pd.Series) -> pd.DataFrame:
    """Return places without the hours of those whose status was not understood: suspended, they would still say "open".

    Parameters
    ----------
    places
        Some of the facilities, with their index.
    unread
        Of all of them, as `unread_status` gives it.
    """
    return places.assign(opening_hours=places["opening_hours"].where(unread.loc[places.index] == "", ""))
