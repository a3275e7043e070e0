"""What a way is made of: paved, unpaved, or nobody knows. Rain softens the one and not the other."""

from collections.abc import Mapping

from data.speeds import PAVED_SURFACES, SURFACE_CAP_KMH, TRACKTYPE_FACTOR, road_class
from geo.roads import PAVED, UNKNOWN_GROUND, UNPAVED

# Cobbles are laid: they slow, but rain does not soften them.
_LAID = PAVED_SURFACES | {"cobblestone", "unhewn_cobblestone"}
_KNOWN = _LAID | frozenset(SURFACE_CAP_KMH)
# Untagged roads are uncertain below the secondary class [P].
_SURELY_PAVED = ("motorway", "trunk", "primary", "secondary", "ferry")


def ground_of(tags: Mapping[str, str]) -> int:
    """Return ``PAVED``, ``UNPAVED`` or ``UNKNOWN_GROUND`` of ``geo.roads`` for the tags of a way.

    Of several surfaces one unpaved is enough. Without a surface the grade of a track tells it (grade 1 is laid), a
    track without a grade counts as unpaved, and a road of the secondary class or above as paved.
    """
    surfaces = {part.strip() for part in tags.get("surface", "").split(";")} - {""}
    if surfaces:
        if surfaces & (_KNOWN - _LAID):
            return UNPAVED
        return PAVED if surfaces <= _LAID else UNKNOWN_GROUND
    grade, kind = tags.get("tracktype", ""), road_class(tags)
    if grade in TRACKTYPE_FACTOR:
        return PAVED if grade == "grade1" else UNPAVED
    if kind == "track":
        return UNPAVED
    return PAVED if kind in _SURELY_PAVED else UNKNOWN_GROUND
