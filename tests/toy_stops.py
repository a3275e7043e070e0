"""A straight road of 100 km, driven at 1.5 km a minute, with places where a site or a stop could be.

::

    km   0    5    10    15    20  …  85    90    95
         a    p5   c10   p15   c20 …  p85   c90   p95      off: on an island

There are 100 + 3 km people at each p. 12 minutes reach 18 km: a clinic at 0 has p5 and p15; c40 has p25 to p55, c80 has
p65 to p95, so the two bring all 2,240 others. c90 in the place of c80 loses the 295 of p65; with c90 kept, c50 is the
best other: 1,065 and 1,000 people.
"""

from pathlib import Path

from doors import written
from osm_world import at_km
from toy_study import demand_csv, road_study

HEADER = "site_id,name,lon,lat"
ASKED = ("--service", "primary", "--cutoff-min", "12", "--count", "2")
TIMES = ("--start", "2026-03-02", "--days", "7", "--revisit-days", "7", "--day-start", "08:00")


def stops_study(folder: Path) -> Path:
    """Make the study."""
    people = [(f"p{km}", km, 0, 100 + 3 * km) for km in range(5, 100, 10)]
    sites = [f"c{km},Plaza {km},{at_km(km)!r},0" for km in range(10, 100, 10)]
    given = written(folder / "candidates.csv", [HEADER, *sites, "off,Isla Ejemplo,-80,10"])
    return road_study(folder, {"a": 0}, "--demand", demand_csv(folder, people), "--candidates", given)
