"""Five segments by their exposure, one underserved and exposed, as a page of exposure shows them."""

import geopandas as gpd
import toy_view as toy
from shapely import LineString

NAN = float("nan")
ROWS = (
    # rank, hazard, reports, people, exposure, fifth, flag, verdict
    (2, 1.0, "yes", 50.0, 20.0, 2.0, "served", "no"),
    (1, 3.0, "yes", 50.0, 90.0, 1.0, "underserved", "yes"),
    (3, 0.5, "no_reports", 50.0, 10.0, 4.0, "served", "no"),
    (4, 2.0, "no_reports", NAN, NAN, NAN, "underserved", "unknown"),
    (5, NAN, "", NAN, NAN, NAN, "no_data", "unknown"),
)
ASKED = {
    "weights": {"incidents": 2.0, "help": 1.0},
    "wet": False,
    "incidents": {
        "short": {"es": "En corto, una estimación mínima", "en": f"In short, a minimum estimate: {toy.HOSTILE}"},
        "told": [{"es": f"Fuente: {toy.HOSTILE}", "en": f"Source: {toy.HOSTILE}"}],
    },
    "told": [{"es": "Peligros: 1", "en": "Hazards: 1"}],
}


def exposure() -> gpd.GeoDataFrame:
    """Return five segments of 10 km, in their order along the corridor."""
    names = ("rank", "hazard", "reports", "people_per_day", "exposure", "exposure_fifth", "flag")
    rows = [
        dict(zip((*names, "underserved_and_exposed"), row, strict=True))
        | {"corridor_id": "norte", "segment_id": f"norte:{i}", "start_km": 10.0 * i, "end_km": 10.0 * i + 10}
        | {"help_min": 30.0, "incidents_per_100km_year": row[1] / 2, "exposure_without_people": row[1] / 2}
        | {"km_beyond": 4.0, "geometry": LineString([(toy.lon(10 * i), toy.LAT), (toy.lon(10 * i + 10), toy.LAT)])}
        for i, row in enumerate(ROWS)
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
