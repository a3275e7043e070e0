"""What new sites bring, in two sentences before any map or table."""

import pandas as pd

from data.words import say
from layers.text import number


def site_answer(sites: pd.DataFrame, lang: str) -> str:
    """Return the answer in two sentences, plain text: what the sites bring, and how good any other choice could be."""
    if sites.empty:
        return say("No new site is needed: everybody these candidates could reach has a place within the limit.", lang)
    adds = number(float(sites["marginal_population"].sum()), "", decimals=0)
    brings = say("{count} new sites bring {people} more people within the limit.", lang, count=len(sites), people=adds)
    if (sites["status"] == "optimal").all():
        return f"{brings} {say('No other choice among these candidates is better: that is proven.', lang)}"
    gap = f"{float(sites['gap_pct'].iloc[0]):.1f}\u00a0%"
    return f"{brings} {say('No other choice is better by more than {gap}.', lang, gap=gap)}"
