"""Why a place counts or not, laid beside what is known of it."""

import geopandas as gpd

_TOLD = ("verdict", "unmet", "unknown", "wait_min")


def with_reasons(facilities: gpd.GeoDataFrame, access: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    """Return facilities with the verdict on each and its reasons, as access.csv has them; without one, as they are."""
    if access is None:
        return facilities
    told = access.set_index("facility_id")[list(_TOLD)].reindex(facilities["facility_id"])
    return facilities.assign(**{name: told[name].to_numpy() for name in _TOLD})
