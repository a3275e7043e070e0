"""What new sites bring, in two sentences before any map or table."""

import geopandas as gpd

from layers.bilingual import both
from layers.text import number


def site_answer(sites: gpd.GeoDataFrame) -> str:
    """Return the answer in two sentences: what the sites bring, and how good any other choice could be."""
    adds = number(float(sites["marginal_population"].sum()), "", decimals=0)
    brings = both("{count} new sites bring {people} more people within the limit.", count=len(sites), people=adds)
    if (sites["status"] == "optimal").all():
        return f"{brings} {both('No other choice among these candidates is better: that is proven.')}"
    gap = f"{float(sites['gap_pct'].iloc[0]):.1f}\u00a0%"
    return f"{brings} {both('No other choice is better by more than {gap}.', gap=gap)}"
