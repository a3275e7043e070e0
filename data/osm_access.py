"""Who may enter a way, in which direction, and past which barrier, from OpenStreetMap's tags.

For a car the most specific of ``motor_vehicle``, ``vehicle``, ``access`` decides; on foot ``foot``, then ``access``.
"""

from collections.abc import Mapping

from data.speeds import road_class, speed_kmh
from geo.roads import MODES

_CHAIN = {
    "walk": ("foot", "access"),
    "drive": ("motor_vehicle", "vehicle", "access"),
    "4x4": ("motor_vehicle", "vehicle", "access"),
}
# `destination` and `customers` are open: whoever goes to a service is both. `use_sidepath` sends walkers to a path
# beside the road, which takes as long. Every other value (no, private, permit, delivery, agricultural, forestry,
# emergency, military, psv, residents…) lets in some people only, and unknown is not yes: closed.
_OPEN = frozenset(
    ["yes", "permissive", "designated", "official", "public", "destination", "customers", "discouraged", "use_sidepath"]
)
_SAYS_NOTHING = frozenset(["", "unknown"])

_ONEWAY_FORWARD = frozenset(["yes", "true", "1"])
_ONEWAY_BACKWARD = frozenset(["-1", "reverse"])
_RING = frozenset(["roundabout", "circular"])

# Barriers that stop nobody unless their own tags say so. An untagged gate is open, as routers on OpenStreetMap take it:
# most are farm or village gates, and those kept locked are tagged access=private.
_BARRIER_OPEN = frozenset(
    [
        "no",
        "entrance",
        "gate",
        "lift_gate",
        "swing_gate",
        "sliding_gate",
        "bump_gate",
        "hampshire_gate",
        "toll_booth",
        "border_control",
        "checkpoint",
        "cattle_grid",
        "sally_port",
        "height_restrictor",
        "kerb",
    ]
)
# Barriers that stop people on foot too. Any other value (bollard, block, chain, stile, turnstile, debris…, or one
# nobody knows) stops vehicles and lets walkers round.
_BARRIER_SHUT = frozenset(["fence", "wall", "city_wall", "retaining_wall", "ditch", "hedge", "guard_rail"])


def _says_open(tags: Mapping[str, str], mode: str) -> bool | None:
    """Return what the access tags say for a mode; None where they say nothing."""
    for key in _CHAIN[mode]:
        values = {part.strip() for part in tags.get(key, "").split(";")} - _SAYS_NOTHING
        if values:
            return not values.isdisjoint(_OPEN)
    return None


def may_enter(tags: Mapping[str, str], mode: str) -> bool:
    """Say whether a mode may use a way at all; a way without access tags is open."""
    if mode == "walk" and tags.get("motorroad") == "yes":
        return False
    return _says_open(tags, mode) is not False


def directions(tags: Mapping[str, str], mode: str) -> tuple[bool, bool]:
    """Return whether the one-way tags let a mode travel along the way as drawn, and against it.

    A vehicle may use a reversible way in neither direction, because nobody knows which one holds now. Walkers are
    bound by ``oneway:foot`` alone.
    """
    if mode == "walk":
        rule = tags.get("oneway:foot", "no")
    else:
        rule = tags.get("oneway", "yes" if _implies_oneway(tags) else "no")
    if is_reversible(tags) and mode != "walk":
        return False, False
    return rule not in _ONEWAY_BACKWARD, rule not in _ONEWAY_FORWARD


def _implies_oneway(tags: Mapping[str, str]) -> bool:
    return tags.get("junction") in _RING or tags.get("highway") == "motorway"


def is_reversible(tags: Mapping[str, str]) -> bool:
    """Say whether the direction of a way changes with the hour."""
    return tags.get("oneway") == "reversible"


def passable_kmh(tags: Mapping[str, str], mode: str) -> tuple[float, float]:
    """Return the speed of a mode along a way and against it, km/h; 0 where it may not or cannot pass."""
    if road_class(tags) is None or not may_enter(tags, mode):
        return 0.0, 0.0
    along, against = directions(tags, mode)
    return (
        speed_kmh(tags, mode) if along else 0.0,
        speed_kmh(tags, mode, forward=False) if against else 0.0,
    )


def modes_past_barrier(tags: Mapping[str, str]) -> tuple[str, ...]:
    """Return the modes that may pass a barrier on a road's node; its own access tags win over its kind."""
    return tuple(mode for mode in MODES if _passes(tags, mode))


def _passes(tags: Mapping[str, str], mode: str) -> bool:
    """Say whether one mode passes a barrier."""
    said = _says_open(tags, mode)
    if said is not None:
        return said
    kind = tags.get("barrier", "no")
    return kind in _BARRIER_OPEN or (mode == "walk" and kind not in _BARRIER_SHUT)
