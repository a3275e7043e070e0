"""How fast each mode travels on a tagged road: the class table, the limits, and the state of the ground.

Marks: [S] a published source says so, [G] a guess that needs local calibration. The cascade is openrouteservice's [S]:
nine tenths of a tagged limit replace the class speed; the surface caps the result; smoothness and track grade scale it.
"""

import re
from collections.abc import Mapping

# OpenStreetMap's highway values and the class of road each is; a link road counts as the class it links. `road` says
# that nobody knows the class: the slowest class that still joins villages.
CLASS_OF_HIGHWAY: dict[str, str] = {
    "motorway": "motorway",
    "motorway_link": "motorway",
    "trunk": "trunk",
    "trunk_link": "trunk",
    "primary": "primary",
    "primary_link": "primary",
    "secondary": "secondary",
    "secondary_link": "secondary",
    "tertiary": "tertiary",
    "tertiary_link": "tertiary",
    "unclassified": "unclassified",
    "road": "unclassified",
    "residential": "residential",
    "living_street": "service",
    "service": "service",
    "track": "track",
    "path": "path",
    "footway": "path",
    "pedestrian": "path",
    "steps": "path",
    "cycleway": "path",
    "bridleway": "path",
}

WALK_KMH = 5.0  # [G] everyone, everywhere; a group with children walks 3.5, which is a profile's matter
FERRY_KMH = 5.0  # [S]
SLOWEST_KMH = 5.0  # [S] a passable road is never slower than walking

CAR_KMH: dict[str, float] = {
    "motorway": 90.0,  # [S] BLSQ 90, OSRM 90, OpenStreetMapSpeeds 80-100
    "trunk": 80.0,  # [S] 80, 85, 35-65
    "primary": 65.0,  # [S] 70, 65, 30-55
    "secondary": 50.0,  # [S] 60, 55, 30-45
    "tertiary": 40.0,  # [S] 50, 40, 25-35
    "unclassified": 30.0,  # [S] 40, 25, 20-25
    "residential": 25.0,  # [S] 30, 25, 15-20
    "service": 15.0,  # [S] 20, 10-15, 10
    "track": 15.0,  # [S] 20, 5
}
# [G] A loaded clinic: 80/65/50/40/30 read from the motorway down, because it is slower than a car on the same road
# and the slower reading is the safe one; what the list does not name is as slow as the car's lower figures.
LOADED_KMH: dict[str, float] = {
    "motorway": 80.0,
    "trunk": 65.0,
    "primary": 50.0,
    "secondary": 40.0,
    "tertiary": 30.0,
    "unclassified": 30.0,
    "residential": 25.0,
    "service": 10.0,
    "track": 15.0,
}
LOADED_TRACK_KMH: dict[str, float] = {  # [G]; the grade is in the figure, so it scales nothing a second time
    "grade1": 20.0,
    "grade2": 20.0,
    "grade3": 15.0,
    "grade4": 10.0,
    "grade5": 10.0,
}

SURFACE_CAP_KMH: dict[str, float] = {  # [S] openrouteservice
    "compacted": 80.0,
    "fine_gravel": 60.0,
    "gravel": 30.0,
    "unpaved": 30.0,
    "ground": 30.0,
    "dirt": 30.0,
    "grass": 30.0,
    "cobblestone": 20.0,
    "unhewn_cobblestone": 20.0,
    "clay": 20.0,
    "earth": 15.0,
    "sand": 15.0,
    "stone": 15.0,
    "mud": 10.0,
}
UNKNOWN_SURFACE_CAP_KMH = 30.0  # [S] a value nobody knows
PAVED_SURFACES = frozenset(
    [
        "paved",
        "asphalt",
        "chipseal",
        "concrete",
        "concrete:lanes",
        "concrete:plates",
        "paving_stones",
        "bricks",
        "metal",
    ]  # no cap
)

SMOOTHNESS_FACTOR: dict[str, float] = {  # [S] BLSQ
    "excellent": 1.0,
    "good": 1.0,
    "intermediate": 0.7,
    "bad": 0.6,
    "very_bad": 0.5,
    "horrible": 0.4,
    "very_horrible": 0.3,
    "impassable": 0.0,
}
TRACKTYPE_FACTOR: dict[str, float] = {  # [S] BLSQ
    "grade1": 1.0,
    "grade2": 0.9,
    "grade3": 0.8,
    "grade4": 0.7,
    "grade5": 0.6,
}

LIMIT_SHARE = 0.9  # [S] people drive at nine tenths of the limit
FASTEST_LIMIT_KMH = 150.0  # no country of the corridor signs more: a larger figure is a slip of the keyboard
_KMH_PER = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
_LIMIT = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph|knots|)")

# What a manifest and the documentation print; the names are the tables' own.
SPEED_TABLE: dict[str, object] = {
    "walk_kmh": WALK_KMH,
    "ferry_kmh": FERRY_KMH,
    "slowest_kmh": SLOWEST_KMH,
    "car_kmh": CAR_KMH,
    "loaded_kmh": LOADED_KMH,
    "loaded_track_kmh": LOADED_TRACK_KMH,
    "surface_cap_kmh": SURFACE_CAP_KMH,
    "unknown_surface_cap_kmh": UNKNOWN_SURFACE_CAP_KMH,
    "smoothness_factor": SMOOTHNESS_FACTOR,
    "tracktype_factor": TRACKTYPE_FACTOR,
    "limit_share": LIMIT_SHARE,
}


def road_class(tags: Mapping[str, str]) -> str | None:
    """Return the one of ``ROAD_CLASSES`` a way belongs to; None where it is no road (a building site, a platform)."""
    if tags.get("route") == "ferry":
        return "ferry"
    return CLASS_OF_HIGHWAY.get(tags.get("highway", ""))


def parse_limit_kmh(text: str) -> float | None:
    """Return a speed limit as written in a tag, km/h.

    Parameters
    ----------
    text
        ``80``, ``50 mph``, ``30 knots``; of several (``80;60``) the lowest counts.

    Returns
    -------
        None where it is not understood (``none``, ``walk``, ``MX:rural``, 0, above 150).
    """
    matches = [_LIMIT.fullmatch(part.strip()) for part in text.split(";")]
    limits = [float(match[1]) * _KMH_PER[match[2]] for match in matches if match]
    if len(limits) < len(matches) or not all(0 < limit <= FASTEST_LIMIT_KMH for limit in limits):
        return None
    return min(limits)


def tagged_limit(tags: Mapping[str, str], *, forward: bool) -> str | None:
    """Return the limit tagged for one direction as it is written; None where there is none."""
    return tags.get("maxspeed:forward" if forward else "maxspeed:backward", tags.get("maxspeed"))


def speed_kmh(tags: Mapping[str, str], mode: str, *, forward: bool = True) -> float:
    """Return the speed of a mode on a way, km/h.

    Parameters
    ----------
    tags
        The way's tags. Who may enter, and in which direction, is not asked here.
    mode
        One of ``MODES``.
    forward
        Along the way as it is drawn, or against it.

    Returns
    -------
        At least 5; 0 where the mode cannot pass at all (no edge).
    """
    kind = road_class(tags)
    if kind is None:
        return 0.0
    if kind == "ferry":
        return FERRY_KMH
    if mode == "walk":
        return 0.0 if kind == "motorway" else WALK_KMH
    return _wheeled_kmh(tags, kind, loaded=mode == "4x4", forward=forward)


def _wheeled_kmh(tags: Mapping[str, str], kind: str, *, loaded: bool, forward: bool) -> float:
    """Return the cascade's speed for a vehicle; 0 on a path and on impassable ground."""
    base = _class_kmh(tags, kind, loaded=loaded)
    ground = _ground_factor(tags, grade_counts=not (loaded and kind == "track"))
    if base == 0 or ground == 0:
        return 0.0
    written = tagged_limit(tags, forward=forward)
    limit = parse_limit_kmh(written) if written is not None else None
    wanted = base if limit is None else LIMIT_SHARE * limit
    return max(SLOWEST_KMH, min(wanted, _surface_cap_kmh(tags.get("surface", ""))) * ground)


def _class_kmh(tags: Mapping[str, str], kind: str, *, loaded: bool) -> float:
    """Return the class speed before limits and ground; 0 for a class no vehicle can use."""
    if loaded and kind == "track":
        return LOADED_TRACK_KMH.get(tags.get("tracktype", ""), LOADED_KMH["track"])
    return (LOADED_KMH if loaded else CAR_KMH).get(kind, 0.0)


def _ground_factor(tags: Mapping[str, str], *, grade_counts: bool) -> float:
    """Return the product of smoothness and track grade; an unknown value scales nothing."""
    smooth = SMOOTHNESS_FACTOR.get(tags.get("smoothness", ""), 1.0)
    return smooth * (TRACKTYPE_FACTOR.get(tags.get("tracktype", ""), 1.0) if grade_counts else 1.0)


def _surface_cap_kmh(surface: str) -> float:
    """Return the fastest speed a surface allows; no cap when untagged or paved, the lowest of several."""
    caps = [
        SURFACE_CAP_KMH.get(part, UNKNOWN_SURFACE_CAP_KMH)
        for part in (piece.strip() for piece in surface.split(";"))
        if part and part not in PAVED_SURFACES
    ]
    return min(caps, default=float("inf"))
