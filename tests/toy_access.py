"""A straight road of 100 km, driven at 1.5 km a minute, whose clinics ask for different things.

::

    km   0    5      20     45        60          85  90  100
              a       b      c         d           e
          papers   lets all  nobody   says it is   in contact with
          asked    in        knows    closed       enforcement

People without papers: b is certain, c is possible, a, d and e are not. 30 minutes reach 45 km.
"""

from pathlib import Path

from doors import written
from osm_world import at_km, straight_road
from toy_study import corridor_geojson, demand_csv, prepared

COLUMNS = (
    *("facility_id", "name", "kind", "services", "lon", "lat", "visibility", "country", "status", "opening_hours"),
    *("documents_required", "insurance_required", "no_fixed_address_ok", "trusted", "capacity_per_day"),
)
OPEN_TO_ALL = {"documents_required": "no", "insurance_required": "no", "no_fixed_address_ok": "yes", "trusted": "yes"}
PEOPLE = [("near", 10, 0, 100), ("middle", 50, 0, 300), ("far", 90, 0, 600)]
# Of a study's own: maternal care, on foot.
MOTHER = """mode = "walk"
walking_kmh = 3.0
needs = ["maternal", "primary"]

[title]
es = "Madre a pie"
en = "Mother on foot"

[note]
es = "Camina despacio."
en = "Walks slowly."
"""


def _row(facility_id: str, km: float, services: str = "primary", kind: str = "clinic", **told: str) -> str:
    place = {"lon": repr(at_km(km)), "lat": "0", "visibility": "public", "services": services}
    cells = {"facility_id": facility_id, "name": f"Ejemplo {facility_id}", "kind": kind, **place, **told}
    return ",".join(cells.get(column, "") for column in COLUMNS)


def access_study(folder: Path) -> Path:
    """Make the study; it has a profile of its own, ``mother``."""
    rows = [
        _row("a", 5, **OPEN_TO_ALL | {"documents_required": "yes"}),
        _row("b", 20, **OPEN_TO_ALL, capacity_per_day="1", opening_hours="Mo-Fr 08:00-16:00"),
        _row("c", 45),
        _row("d", 60, **OPEN_TO_ALL, status="closed"),
        _row("e", 85, **OPEN_TO_ALL | {"trusted": "no"}),
        _row("l", 90, "legal", "legal_aid", **OPEN_TO_ALL),
        _row("s", 40, "education", "school"),
    ]
    osm, line = straight_road(folder), corridor_geojson(folder)
    clinics, people = written(folder / "clinics.csv", [",".join(COLUMNS), *rows]), demand_csv(folder, PEOPLE)
    given = ("--osm", osm, "--facilities", clinics, "--demand", people, "--corridors", line, "--complete-in", "all")
    prepared(folder / "study", *given)
    profiles = folder / "study" / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "mother.toml").write_text(MOTHER, encoding="utf-8")
    return folder / "study"
