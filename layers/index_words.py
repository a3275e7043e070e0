"""What the index of access and its inequality are made of, in plain words to stand beside their figures."""

from analysis.effective import EMERGENCY, EMERGENCY_FULL_S, EMERGENCY_TENTH_S, FULL_S, TENTH_S
from data.words import say


def about_index(service: str, lang: str) -> str:
    """Return what the index and the Gini tell, on what access they are computed and what is assumed, as plain text.

    Parameters
    ----------
    service
        The one asked about; emergencies count by shorter times.
    lang
        The language.
    """
    full_s, tenth_s = (EMERGENCY_FULL_S, EMERGENCY_TENTH_S) if service == EMERGENCY else (FULL_S, TENTH_S)
    index = say(
        "Index of access: what the best place that may count is worth to each person, in the mean: 1 where it is sure "
        "to let them in and within {full} min, a tenth at {tenth} min, less where nobody knows whether it lets them "
        "in. What nobody knows enters as a guessed chance (low: all taken as no; high: as yes). It puts units in "
        "order; it is no probability.",
        lang,
        full=f"{full_s / 60:g}",
        tenth=f"{tenth_s / 60:g}",
    )
    gini = say(
        "Inequality (Gini): how unevenly that same index, guesses included, is spread over people: 0 all have equally "
        "much, even if it is little; near 1 a few have nearly all of it.",
        lang,
    )
    return f"{index} {gini}"
