"""The tables of a study, column by column."""

from data.table import Column, Table
from data.vocabulary import TRISTATE_COLUMNS

LON = Column("lon", "number", "degrees east, EPSG:4326", required=True)
LAT = Column("lat", "number", "degrees north, EPSG:4326", required=True)
NAME = Column("name", required=True)
COUNTRY = "ISO 3166-1 alpha-2"
DATE = "ISO date"
VISIBILITY = "public, restricted or hidden"
OPENNESS = "open, closed or unknown"
HAZARD_KIND = "one of flood, stated"
PER = "km or hour"

FACILITIES = Table(
    noun="facilities",
    key=("facility_id",),
    columns=(
        Column("facility_id", required=True),
        NAME,
        Column("kind", unit="one of KINDS", required=True),
        Column("services", unit="SERVICES, split by ;"),
        # What the place may give though nobody confirmed it: used for the possible answers alone.
        Column("services_possible", unit="SERVICES, split by ;"),
        LON,
        LAT,
        Column("opening_hours", unit="OpenStreetMap syntax"),
        Column("languages", unit="BCP 47, split by ;"),
        *(Column(name, unit="yes, no or unknown") for name in TRISTATE_COLUMNS),
        Column("capacity_per_day", "number", "people a day"),
        Column("beds", "number", "people"),
        Column("phone"),
        Column("referral_phone"),
        Column("country", unit=COUNTRY),
        Column("adm1"),
        Column("pcode"),
        Column("organisation"),
        Column("visibility", unit=VISIBILITY),
        Column("visibility_reason"),
        Column("status", unit=OPENNESS),
        Column("source"),
        Column("checked_on", unit=DATE),
    ),
    geometry=("Point",),
    placeless=True,
)

DEMAND = Table(
    noun="demand",
    key=("demand_id",),
    columns=(
        Column("demand_id", required=True),
        LON,
        LAT,
        Column("population", "number", "people", required=True),
        Column("pcode"),
        Column("group"),
    ),
    geometry=("Point",),
)

CORRIDORS = Table(
    noun="corridors",
    key=("corridor_id",),
    columns=(Column("corridor_id", required=True), NAME),
    geometry=("LineString",),
)

AREAS = Table(
    noun="areas",
    key=("area_id",),
    columns=(
        Column("area_id", required=True),
        NAME,
        Column("pcode"),
        Column("level"),
        Column("population", "number", "people"),
    ),
    geometry=("Polygon", "MultiPolygon"),
)

BORDERS = Table(
    noun="borders",
    key=("border_id",),
    columns=(
        Column("border_id", required=True),
        Column("country_a", unit=COUNTRY, required=True),
        Column("country_b", unit=COUNTRY, required=True),
    ),
    geometry=("LineString", "MultiLineString"),
)

CROSSINGS = Table(
    noun="crossings",
    key=("crossing_id",),
    columns=(
        Column("crossing_id", required=True),
        NAME,
        LON,
        LAT,
        Column("country_from", unit=COUNTRY, required=True),
        Column("country_to", unit=COUNTRY, required=True),
        Column("hours", unit="OpenStreetMap syntax"),
        Column("delay_min", "number", "minutes"),
        Column("documents_required", unit="yes, no or unknown"),
    ),
    geometry=("Point",),
)

FLOWS = Table(
    noun="flows",
    key=("corridor_id", "start_km"),
    columns=(
        Column("corridor_id", required=True),
        Column("start_km", "number", "km along the corridor", required=True),
        Column("end_km", "number", "km along the corridor", required=True),
        Column("people_per_day", "number", "people a day", required=True),
        Column("source", required=True),
    ),
)

INCIDENTS = Table(
    noun="incidents",
    key=("incident_id",),
    columns=(
        Column("incident_id", required=True),
        LON,
        LAT,
        Column("date", unit=DATE, required=True),
        Column("kind", required=True),
        Column("source", required=True),
        Column("location_precision_m", "number", "metres"),
        Column("severity", "number"),
    ),
    geometry=("Point",),
)

HAZARDS = Table(
    noun="hazards",
    key=("hazard_id",),
    columns=(
        Column("hazard_id", required=True),
        NAME,
        Column("kind", unit=HAZARD_KIND, required=True),
        Column("source", required=True),
        Column("rate", "number", "events to one passage, per km or hour inside"),
        Column("per", unit=PER),
    ),
    geometry=("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
)

# Where a team or a service could stand.
CANDIDATES = Table(
    noun="candidates",
    key=("site_id",),
    columns=(
        Column("site_id", required=True),
        Column("name"),
        LON,
        LAT,
        Column("opening_hours", unit="OpenStreetMap syntax: when a team may stand there"),
        Column("service_min", "number", "minutes a team works there"),
        Column("revisit_days", "number", "most days between two visits"),
    ),
    geometry=("Point",),
)

VISITS = Table(
    noun="visits",
    key=("day", "team", "order"),
    columns=(
        Column("day", unit=DATE, required=True),
        Column("team", required=True),
        Column("order", "number", "which stop of the day", required=True),
        Column("site_id", required=True),
        Column("arrive", unit="HH:MM on the clock of the place", required=True),
        Column("depart", unit="HH:MM on the clock of the place", required=True),
        Column("drive_min", "number", "minutes"),
        Column("name"),
        LON,
        LAT,
        Column("service_min", "number", "minutes"),
        Column("wait_min", "number", "minutes"),
        Column("back_min", "number", "minutes"),
    ),
    geometry=("Point",),
)
