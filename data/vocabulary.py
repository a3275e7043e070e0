"""The words of the tables: kinds, services, yes/no/unknown, and what a kind gives by definition or may give."""

YES, NO, UNKNOWN = "yes", "no", "unknown"
TRISTATE = (YES, NO, UNKNOWN)

# What the very word for a kind says that it gives; certain where a row names no service of its own.
KIND_SERVICES: dict[str, tuple[str, ...]] = {
    # It keeps the sick for days: that it sees whoever comes by the day is for the row to say.
    "hospital": (),
    "clinic": ("primary",),
    "health_post": ("primary",),
    "pharmacy": ("pharmacy",),
    "mobile_clinic": ("primary",),
    "shelter": ("shelter",),
    "water": ("water",),
    "consulate": ("documents",),
    "legal_aid": ("legal",),
    "registry": ("documents",),
    "school": ("education",),
    "food": ("food",),
    "hotline": (),
}
# What a kind tends to give and its word does not promise; possible, never more, until somebody says so.
KIND_MAY_GIVE: dict[str, tuple[str, ...]] = {"hospital": ("primary", "emergency", "maternal", "child_health")}
KINDS = tuple(KIND_SERVICES)

# An area under water in the wet season; an area of which somebody states how often something happens, and per what.
FLOOD, STATED = HAZARD_KINDS = ("flood", "stated")
PER_KM, PER_HOUR = PERS = ("km", "hour")

SERVICES = (
    "primary",
    "emergency",
    "maternal",
    "sexual_health",
    "gbv",
    "child_health",
    "mental_health",
    "tb_dot",
    "chronic",
    "vaccination",
    "pharmacy",
    "shelter",
    "water",
    "wash",
    "food",
    "legal",
    "protection_minors",
    "documents",
    "education",
    "employment",
    "housing",
    "interpretation",
)
# In a list of services: its row says that the place gives none, and an empty cell would be filled by its kind.
NO_SERVICE = "none"

TRISTATE_COLUMNS = (
    "documents_required",
    "fee",
    "insurance_required",
    "interpretation",
    "trusted",
    "no_fixed_address_ok",
    "accepts_unaccompanied_minors",
    "women_only",
)
VISIBILITIES = ("public", "restricted", "hidden")
STATUSES = ("open", "closed", "unknown")
