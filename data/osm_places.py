"""Towns and villages of an OpenStreetMap extract, for names on a map."""

import numpy as np
import pandas as pd

from data.osm_file import OsmExtract

PLACE_TYPES = {
    "place_id": "str",
    "name": "str",
    "rank": "str",
    "lon": "float64",
    "lat": "float64",
    "population": "float64",
}


def places_from_osm(extract: OsmExtract) -> pd.DataFrame:
    """Return the named settlements of an extract, sorted by id.

    Columns: `place_id` (``osm:n<id>``), `name`, `rank` (city, town, village or hamlet), `lon`, `lat` (degrees,
    EPSG:4326), `population` (people; NaN where the map says nothing or something that is no number).
    """
    rows = [
        (f"osm:n{place.osm_id}", place.tags["name"], place.tags["place"], place.lon, place.lat, _people(place.tags))
        for place in extract.places
    ]
    frame = pd.DataFrame(rows, columns=list(PLACE_TYPES)).sort_values("place_id", ignore_index=True)
    return frame.astype(PLACE_TYPES)


def _people(tags: dict[str, str]) -> float:
    """Return the population as tagged; thousands may be parted by spaces, commas or points."""
    text = tags.get("population", "").translate(str.maketrans("", "", " ,."))
    return float(text) if text.isascii() and text.isdecimal() else np.nan
