"""Why not? For every place: whether it counts for this question, and each thing that keeps it from counting."""

import numpy as np
import pandas as pd

from analysis.conditions import HOURS, MET, UNMET, UNSURE
from analysis.usable import Usable

CERTAIN, POSSIBLE, BLOCKED, NOT_OFFERED = VERDICTS = ("certain", "possible", "blocked", "not_offered")
ALL_STOPPED = ("closed", "no_visits")  # nobody is let in, whoever they are


def verdicts(usable: Usable) -> pd.DataFrame:
    """Return what the answer says of every place it may tell of, ordered by ``facility_id``.

    Parameters
    ----------
    usable
        The part each facility takes.

    Returns
    -------
    pandas.DataFrame
        ``facility_id``; ``verdict``: ``certain``, ``possible`` (it would count if all went well that nobody knows),
        ``blocked``, or ``not_offered`` (nobody says that it gives the service); ``barrier``: what stands in the way
        first; ``unmet`` and ``unknown``: everything known to stand in the way and everything nobody knows, joined by
        ``;``; ``wait_s``: seconds until it opens, NaN where it does not, where nobody knows, and
        where no time of arrival was asked about.
    """
    conditions = usable.conditions
    names = np.array([kind.name for kind in conditions.kinds], dtype=object)
    concerned = usable.offers | (usable.barrier != "")
    gone = np.where(np.isin(usable.barrier, ALL_STOPPED), usable.barrier, "")
    unsure = np.where(usable.unsure_service, "service", "")
    verdict = np.select(
        [~concerned, usable.certain, usable.possible], [NOT_OFFERED, CERTAIN, POSSIBLE], BLOCKED
    ).astype(object)
    return pd.DataFrame(
        {
            "facility_id": usable.seen["facility_id"].to_numpy(),
            "verdict": verdict,
            "barrier": usable.barrier.astype(object),
            "unmet": np.where(concerned, _listed(gone, names, conditions.verdict == UNMET), ""),
            "unknown": np.where(concerned, _listed(unsure, names, conditions.verdict == UNSURE), ""),
            "wait_s": np.where(_opens(names, conditions.verdict), conditions.wait_s, np.nan),
        }
    )


def _opens(names: np.ndarray, verdict: np.ndarray) -> np.ndarray:
    """Return which places are known to be open, or to open in time, for the arrival asked about; none without one."""
    return np.asarray((verdict[:, names == HOURS.name] == MET).any(axis=1))


def _listed(first: np.ndarray, names: np.ndarray, marked: np.ndarray) -> np.ndarray:
    """Return for each row its first word and the marked names, joined."""
    words = [[str(word), *names[row]] for word, row in zip(first, marked, strict=True)]
    return np.array([";".join(filter(None, each)) for each in words], dtype=object)
