"""The forms of file that are known."""

from data.recognise.clues import CLUES
from data.recognise.form import Form
from data.recognise.healthsites import HEALTHSITES

MISSING_MIGRANTS = Form(
    name="missing_migrants",
    nouns=("incidents",),
    signs=(frozenset({"cause death", "information source"}),),
    columns={
        "incident_id": ("web id", "incident id", "main id"),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "date": ("reported date", "incident date", "website date"),
        "kind": ("cause death",),
        "source": ("information source",),
        "severity": ("total dead and missing", "total number dead and missing"),
    },
)

INEGI = Form(
    name="inegi",
    nouns=("areas",),
    signs=(frozenset({"cvegeo", "nom agem"}), frozenset({"cvegeo", "nomgeo"})),
    columns={"area_id": ("cvegeo",), "name": ("nom agem", "nomgeo"), "population": ("pob", "pobtot")},
)

_KOBO_KEYS = ("uuid", "id", "index")
KOBO = Form(
    name="kobo",
    nouns=("facilities", "demand", "crossings", "incidents"),
    signs=(
        frozenset({"uuid", "submission time"}),
        frozenset({"uuid", "index"}),
        frozenset({"uuid", "validation status"}),
    ),
    columns={
        "facility_id": _KOBO_KEYS,
        "demand_id": _KOBO_KEYS,
        "crossing_id": _KOBO_KEYS,
        "incident_id": _KOBO_KEYS,
        "checked_on": ("today", "submission time"),
    },
)

FORMS: tuple[Form, ...] = (CLUES, HEALTHSITES, MISSING_MIGRANTS, INEGI, KOBO)
OWN, HXL, HEADERS = "own", "hxl", "headers"


def form_called(name: str, noun: str) -> Form | None:
    """Return the form of this name for a table; None for ``own``, ``hxl`` and ``headers``, which derive nothing."""
    return next((form for form in FORMS if form.name == name and noun in form.nouns), None)
