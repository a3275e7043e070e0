"""Which of our kinds an OpenStreetMap object is, and which services its tags confirm or leave possible.

A service is confirmed where the kind gives it by definition or a tag says so; what a place of its sort often gives and
nobody said is possible, never more: unknown is not yes.
"""

from collections.abc import Callable, Mapping

from data.vocabulary import KIND_MAY_GIVE, KIND_SERVICES, SERVICES

Tags = Mapping[str, str]

_CLINIC_CARE = frozenset(["clinic", "centre", "doctor"])
# A post, a nurse, a midwife: a place of care with no doctor implied.
_POST_CARE = frozenset(
    [
        "health_post",
        "yes",
        "community_health_worker",
        "nurse",
        "midwife",
        "birthing_centre",
        "birthing_center",
        "vaccination_centre",
    ]
)
# A value of `healthcare` that names what is given, instead of primary care.
_CARE_GIVES = {
    "midwife": "maternal",
    "birthing_centre": "maternal",
    "birthing_center": "maternal",
    "vaccination_centre": "vaccination",
}
_SAYS_PRIMARY = frozenset(["health_post"])
_SPECIALITY_GIVES: dict[str, tuple[str, ...]] = {
    "general": ("primary",),
    "family_medicine": ("primary",),
    "community": ("primary",),
    "obstetrics": ("maternal",),
    "maternity": ("maternal",),
    "midwifery": ("maternal",),
    "gynaecology": ("maternal", "sexual_health"),
    "family_planning": ("sexual_health",),
    "reproductive_health": ("sexual_health",),
    "venereology": ("sexual_health",),
    "paediatrics": ("child_health",),
    "psychiatry": ("mental_health",),
    "psychology": ("mental_health",),
    "child_psychiatry": ("mental_health",),
    "vaccination": ("vaccination",),
}
_NOT_IN_USE = ("disused", "abandoned", "demolished", "razed")
_WATER_SOURCES = {("man_made", "water_tap"), ("man_made", "water_well"), ("natural", "spring"), ("amenity", "fountain")}
_KEPT_FROM_US = frozenset(["no", "private"])


def listed(tags: Tags, key: str) -> list[str]:
    """Return the values of a tag that may hold several (``a;b``)."""
    return [part.strip() for part in tags.get(key, "").split(";") if part.strip()]


def kind_of(tags: Tags) -> str | None:
    """Return the kind of a service object; None where it is none of ours, or no longer in use."""
    if any(tags.get(word) == "yes" for word in _NOT_IN_USE):
        return None
    return next((kind for kind, is_kind in _RULES if is_kind(tags)), None)


def is_rain_roof(tags: Tags) -> bool:
    """Say whether an object is ``amenity=shelter``: a roof against the weather, no place of refuge."""
    return tags.get("amenity") == "shelter" and not _is_shelter(tags)


def _is_hospital(tags: Tags) -> bool:
    return "hospital" in (tags.get("amenity"), tags.get("healthcare"))


def _is_clinic(tags: Tags) -> bool:
    return tags.get("amenity") in ("clinic", "doctors") or tags.get("healthcare") in _CLINIC_CARE


def _is_pharmacy(tags: Tags) -> bool:
    return "pharmacy" in (tags.get("amenity"), tags.get("healthcare"))


def _is_post(tags: Tags) -> bool:
    return tags.get("amenity") == "health_post" or tags.get("healthcare") in _POST_CARE


def _is_shelter(tags: Tags) -> bool:
    if not {"animal", "animals"}.isdisjoint(listed(tags, "social_facility:for")):
        return False
    return "shelter" in listed(tags, "social_facility") or tags.get("amenity") == "refugee_site"


def _is_food(tags: Tags) -> bool:
    given = {*listed(tags, "social_facility"), tags.get("amenity")}
    return not given.isdisjoint({"food_bank", "soup_kitchen"})


def _is_water(tags: Tags) -> bool:
    if tags.get("drinking_water") == "no" or tags.get("access") in _KEPT_FROM_US:
        return False
    by_name = tags.get("amenity") in ("drinking_water", "water_point") or tags.get("emergency") == "drinking_water"
    source = any(tags.get(key) == value for key, value in _WATER_SOURCES)
    return by_name or (source and tags.get("drinking_water") == "yes")


def _is_consulate(tags: Tags) -> bool:
    posted = tags.get("office") == "consulate" or tags.get("diplomatic") in ("consulate", "embassy")
    return posted or tags.get("amenity") == "embassy"


def _is_legal_aid(tags: Tags) -> bool:
    # A lawyer's office or an NGO is not legal aid until a tag says so: most of them are not.
    return tags.get("legal_aid") == "yes" or "legal_aid" in listed(tags, "social_facility")


def _is_registry(tags: Tags) -> bool:
    # Other offices of government stay out, migration authorities first of all.
    return tags.get("office") == "government" and tags.get("government") == "register_office"


def _is_school(tags: Tags) -> bool:
    return tags.get("amenity") == "school"


# In this order: an object that is two things is what people come to it for in need.
_RULES: tuple[tuple[str, Callable[[Tags], bool]], ...] = (
    ("hospital", _is_hospital),
    ("clinic", _is_clinic),
    ("pharmacy", _is_pharmacy),
    ("health_post", _is_post),
    ("shelter", _is_shelter),
    ("food", _is_food),
    ("legal_aid", _is_legal_aid),
    ("consulate", _is_consulate),
    ("registry", _is_registry),
    ("school", _is_school),
    ("water", _is_water),
)


def services_of(kind: str, tags: Tags) -> tuple[list[str], list[str]]:
    """Return the services an object's tags confirm, and those they leave possible, both in the vocabulary's order."""
    confirmed = _by_kind(kind, tags) | _by_speciality(tags) | _emergency(kind, tags)
    possible = {*KIND_SERVICES[kind], *KIND_MAY_GIVE.get(kind, ())}
    if "emergency" in tags:
        possible.discard("emergency")  # whatever the tag says, it is not left open
    return _in_order(confirmed), _in_order(possible - confirmed)


def _in_order(services: set[str]) -> list[str]:
    return [service for service in SERVICES if service in services]


def _by_kind(kind: str, tags: Tags) -> set[str]:
    """Return what the kind gives by definition, unless the tags leave it open."""
    if kind == "consulate" and not _serves_citizens(tags):
        return set()
    if kind == "health_post" and tags.get("amenity") != "health_post" and tags["healthcare"] not in _SAYS_PRIMARY:
        return {_CARE_GIVES[tags["healthcare"]]} if tags["healthcare"] in _CARE_GIVES else set()
    if kind in ("clinic", "health_post") and listed(tags, "healthcare:speciality"):
        return set()
    return set(KIND_SERVICES[kind])


def _serves_citizens(tags: Tags) -> bool:
    """Say whether a mission issues documents: a consulate does, an embassy or an honorary consul only if a tag says."""
    if tags.get("diplomatic:services:citizen_services") == "yes":
        return True
    consulate = tags.get("diplomatic") == "consulate" or tags.get("office") == "consulate"
    return consulate and not tags.get("consulate", "").startswith("honorary")


def _by_speciality(tags: Tags) -> set[str]:
    return {gift for word in listed(tags, "healthcare:speciality") for gift in _SPECIALITY_GIVES.get(word, ())}


def _emergency(kind: str, tags: Tags) -> set[str]:
    """Return the emergency service if a place of care says that it has it."""
    return {"emergency"} if kind in ("hospital", "clinic") and tags.get("emergency") == "yes" else set()
