"""One world that could be: how fast the roads are, which there are, and which places count."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.border_roads import DELAY_S
from analysis.chances import chances
from analysis.supply import Supply
from data.scenario import WET_FACTOR
from data.speeds import SLOWEST_KMH, SURFACE_CAP_KMH
from geo.network import Network
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, FloatArray, IntArray, Roads, round_to_ticks

Mask = npt.NDArray[np.bool_]

SPEED_SIGMA = 0.2  # of the logarithm of the speed of a class of road [P]
WET_SHARE = 0.5  # rains fall from May to October [G]
WET_LOW, WET_HIGH = 0.4, 0.8  # what is left of the speed on unpaved roads when wet [G]
MISSING_SHARE = 0.05  # of the unpaved ways that are mapped and are not there, or cannot be passed [P]
DELAY_LOW_S, DELAY_HIGH_S = 300.0, 3_600.0  # at a border [G]
# How many of the ways whose ground nobody tagged are unpaved, by class [G].
UNPAVED_SHARE = {"tertiary": 0.3, "unclassified": 0.6, "residential": 0.5, "service": 0.5, "path": 1.0}
UNPAVED_KMH = SURFACE_CAP_KMH["unpaved"]
S_PER_M_OF_KMH = 3.6
WALK = "walk"


class Draw(NamedTuple):
    """What is drawn for one run.

    Attributes
    ----------
    speed
        Factor on the speed of each class of road.
    wet
        Factor on the speed of unpaved roads; 1: dry.
    unpaved, missing
        For each way: whether it is unpaved if nobody knows, and whether it is not there if it is unpaved.
    delay_s
        Seconds it takes to cross each border.
    counts
        For each place that certainly or possibly counts: whether it does.
    """

    speed: FloatArray
    wet: float
    unpaved: Mask
    missing: Mask
    delay_s: FloatArray
    counts: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Uncertain:
    """What nobody knows for sure about the roads and places of a question.

    Attributes
    ----------
    supply
        The question's places and roads.
    way
        For each edge the position of its way among all ways, in rising order of their ids.
    unpaved_share
        For each way the chance that it is unpaved; 0 where its ground is known.
    border
        For each edge the position of the land border it crosses; -1: none.
    borders
        How many borders there are.
    chance
        For each place that certainly or possibly counts the chance that it does.
    dry
        Whether the season is known already, and the times are those of it: then none is drawn.
    """

    supply: Supply
    way: IntArray
    unpaved_share: FloatArray
    border: IntArray
    borders: int
    chance: FloatArray
    dry: bool = False


def uncertain_of(supply: Supply, border: IntArray, borders: int, *, season_known: bool = False) -> Uncertain:
    """Return what is uncertain about a question.

    Parameters
    ----------
    supply
        Its places and roads.
    border, borders
        For each edge the position of the border it crosses, -1: none; and how many borders there are.
    season_known
        Whether the times of the roads are those of a season already.
    """
    roads = supply.network.roads
    _, first, way = np.unique(roads.way_id, return_index=True, return_inverse=True)
    by_class = np.array([UNPAVED_SHARE.get(name, 0.0) for name in ROAD_CLASSES])
    share = np.where(roads.ground[first] == UNKNOWN_GROUND, by_class[roads.road_class[first]], 0.0)
    chance = chances(supply.usable, supply.usable.possible)
    return Uncertain(supply, way.astype(np.int64), share, border, borders, chance, season_known)


def draw(uncertain: Uncertain, seed: int, run: int) -> Draw:
    """Return what is drawn for a run: the same for the same seed and number, whatever runs came before it."""
    rng = np.random.default_rng([seed, run])
    speed = np.exp(rng.normal(0.0, SPEED_SIGMA, len(ROAD_CLASSES)))
    is_wet, wet = rng.random() < WET_SHARE, rng.triangular(WET_LOW, WET_FACTOR, WET_HIGH)
    ground, there = rng.random((2, len(uncertain.unpaved_share)))
    # Places come last: another service or profile leaves the roads of a run as they are.
    delay_s = rng.triangular(DELAY_LOW_S, DELAY_S, DELAY_HIGH_S, uncertain.borders)
    counts = rng.random(len(uncertain.chance)) < uncertain.chance
    return Draw(
        speed=speed,
        wet=wet if is_wet and not uncertain.dry else 1.0,
        unpaved=ground < uncertain.unpaved_share,
        missing=there < MISSING_SHARE,
        delay_s=delay_s,
        counts=counts,
    )


def plain(uncertain: Uncertain) -> Draw:
    """Return the world the answer without runs is about."""
    nothing = np.zeros(len(uncertain.unpaved_share), dtype=np.bool_)
    return Draw(
        speed=np.ones(len(ROAD_CLASSES)),
        wet=1.0,
        unpaved=nothing,
        missing=nothing,
        delay_s=np.zeros(uncertain.borders),
        counts=uncertain.chance == 1.0,
    )


def network_of(uncertain: Uncertain, drawn: Draw) -> Network:
    """Return the roads of a run.

    Speed × class factor; for wheels, on unpaved roads, × the wet factor, where nobody tagged the ground at most what
    unpaved ground allows, and never below 5 km/h; unpaved ways that are missing are closed; crossing a border takes
    its delay.
    """
    network = uncertain.supply.network
    roads = network.roads
    guessed = drawn.unpaved[uncertain.way]
    unpaved = (roads.ground == UNPAVED) | guessed
    time_s = _time_s(roads, network.mode, drawn, unpaved, guessed)
    # The last of the delays is that of no border.
    time_s = time_s + np.append(drawn.delay_s, 0.0)[uncertain.border]
    closed = unpaved & drawn.missing[uncertain.way]
    return network.with_times(round_to_ticks(np.where(closed, np.inf, time_s)))


def _time_s(roads: Roads, mode: str, drawn: Draw, unpaved: Mask, guessed: Mask) -> FloatArray:
    time_s, factor = roads.time_s[mode], drawn.speed[roads.road_class]
    if mode == WALK:
        return np.asarray(time_s / factor)
    at_kmh = roads.length_m * S_PER_M_OF_KMH
    # What a tagged surface allows is in the time already.
    on_ground = np.where(guessed, np.maximum(time_s, at_kmh / UNPAVED_KMH), time_s)
    other_s = on_ground / (factor * np.where(unpaved, drawn.wet, 1.0))
    # A road that was slower already, as a ferry, may be as slow as it was.
    return np.minimum(other_s, np.maximum(at_kmh / SLOWEST_KMH, time_s))
