"""healthsites.io: health places of OpenStreetMap as a flat table, read by the same rules as the map itself."""

from data.osm_kinds import kind_of, services_of
from data.recognise.form import Cells, Derived, Form

_TAGS = {
    "amenity": "amenity",
    "healthcare": "healthcare",
    "emergency": "emergency",
    "speciality": "healthcare:speciality",
}
_LETTERS = {"node": "n", "way": "w", "relation": "r"}


def _tags(cells: Cells) -> dict[str, str]:
    return {tag: cells[name].strip() for name, tag in _TAGS.items() if cells.get(name, "").strip()}


def _facility_id(cells: Cells) -> str:
    osm_id = cells.get("osm id", "").strip().removesuffix(".0")
    return f"osm:{_LETTERS.get(cells.get('osm type', '').strip().lower(), '')}{osm_id}" if osm_id else ""


def _services(cells: Cells, which: int) -> str:
    tags = _tags(cells)
    kind = kind_of(tags)
    return ";".join(services_of(kind, tags)[which]) if kind else ""


HEALTHSITES = Form(
    name="healthsites",
    nouns=("facilities",),
    signs=(
        frozenset({"osm id", "amenity", "completeness"}),
        frozenset({"osm id", "amenity", "healthcare"}),
        frozenset({"osm id", "amenity", "changeset id"}),
    ),
    columns={
        "name": ("name",),
        "lon": ("x", "longitude", "lon"),
        "lat": ("y", "latitude", "lat"),
        "organisation": ("operator",),
        "opening_hours": ("opening hours",),
        "status": ("operational status",),
        "beds": ("beds",),
        "phone": ("phone", "contact number"),
        "source": ("source",),
    },
    derived=(
        Derived("facility_id", "from osm_type and osm_id", _facility_id),
        Derived(
            "kind",
            "from amenity and healthcare, as for OpenStreetMap itself",
            lambda cells: kind_of(_tags(cells)) or "",
        ),
        Derived(
            "services", "what amenity, healthcare, speciality and emergency confirm", lambda cells: _services(cells, 0)
        ),
        Derived("services_possible", "what they leave possible", lambda cells: _services(cells, 1)),
    ),
)
