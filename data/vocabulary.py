"""The words of the tables: kinds, services, yes/no/unknown, and what a kind gives by definition."""

YES, NO, UNKNOWN = "yes", "no", "unknown"
TRISTATE = (YES, NO, UNKNOWN)

# What a place of this kind is for by definition. Used where a row names no service of its own; anything a kind
# merely tends to offer (a hospital's emergency room) is left for the row to say.
KIND_SERVICES: dict[str, tuple[str, ...]] = {
    "hospital": ("primary",),
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
KINDS = tuple(KIND_SERVICES)

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
