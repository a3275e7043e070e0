"""One world that could be: how fast the roads are, which there are, and which places count."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.bands.luck import Names, luck, names_of
from analysis.border_roads import DELAY_S
from analysis.chances import chances
from analysis.supply import Supply
from data.scenario import WET_FACTOR
from data.speeds import SLOWEST_KMH, SURFACE_CAP_KMH
from geo.network import Network
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, WALK, FloatArray, IntArray, Roads, round_to_ticks

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
    way_names, place_names
        What the luck of each way, and of each place that certainly or possibly counts, goes by.
    unpaved_share
        For each way the chance that it is unpaved; 0 where its ground is known.
    border
        For each edge the position of the land border it crosses; -1: none.
    borders
        How many borders there are.
    chance
        For each place that certainly or possibly counts the chance that it does.
    season_known
        Whether it is known how wet it is.
    wet
        Factor on the speed of unpaved roads where that is known; in the times of those known to be unpaved it is
        already.
    """

    supply: Supply
    way: IntArray
    way_names: Names
    place_names: Names
    unpaved_share: FloatArray
    border: IntArray
    borders: int
    chance: FloatArray
    season_known: bool = False
    wet: float = 1.0


def uncertain_of(
    supply: Supply, border: IntArray, borders: int, *, season_known: bool = False, wet: float = 1.0
) -> Uncertain:
    """Return what is uncertain about a question.

    Parameters
    ----------
    supply
        Its places and roads.
    border, borders
        For each edge the position of the border it crosses, -1: none; and how many borders there are.
    season_known, wet
        As in `Uncertain`.
    """
    roads = supply.network.roads
    ids, first, way = np.unique(roads.way_id, return_index=True, return_inverse=True)
    by_class = np.array([UNPAVED_SHARE.get(name, 0.0) for name in ROAD_CLASSES])
    share = np.where(roads.ground[first] == UNKNOWN_GROUND, by_class[roads.road_class[first]], 0.0)
    chance = chances(supply.usable, supply.usable.possible)
    return Uncertain(
        supply=supply,
        way=way.astype(np.int64),
        way_names=ids.astype(np.uint64),
        place_names=names_of(supply.possible.ids),
        unpaved_share=share,
        border=border,
        borders=borders,
        chance=chance,
        season_known=season_known,
        wet=wet,
    )


def draw(uncertain: Uncertain, seed: int, run: int) -> Draw:
    """Return what is drawn for a run: the same for the same seed and number, whatever runs came before it.

    Ways and places go by their own luck, so that one more place, or a scenario, leaves all others of a run as they are.
    """
    rng = np.random.default_rng([seed, run])
    ground, there, counts = rng.integers(2**64, size=3, dtype=np.uint64)
    speed = np.exp(rng.normal(0.0, SPEED_SIGMA, len(ROAD_CLASSES)))
    is_wet, wet = rng.random() < WET_SHARE, rng.triangular(WET_LOW, WET_FACTOR, WET_HIGH)
    if uncertain.season_known:
        # How much rain slows is a guess also where it is known to fall.
        is_wet, wet = uncertain.wet < 1.0, min(1.0, wet * uncertain.wet / WET_FACTOR)
    return Draw(
        speed=speed,
        wet=wet if is_wet else 1.0,
        unpaved=luck(uncertain.way_names, ground) < uncertain.unpaved_share,
        missing=luck(uncertain.way_names, there) < MISSING_SHARE,
        delay_s=rng.triangular(DELAY_LOW_S, DELAY_S, DELAY_HIGH_S, uncertain.borders),
        counts=luck(uncertain.place_names, counts) < uncertain.chance,
    )


def plain(uncertain: Uncertain) -> Draw:
    """Return the world the answer without runs is about."""
    nothing = np.zeros(len(uncertain.unpaved_share), dtype=np.bool_)
    return Draw(
        speed=np.ones(len(ROAD_CLASSES)),
        wet=uncertain.wet,
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
    known, guessed = roads.ground == UNPAVED, drawn.unpaved[uncertain.way]
    unpaved = known | guessed
    rain = np.where(guessed, drawn.wet, np.where(known, drawn.wet / uncertain.wet, 1.0))
    time_s = _time_s(roads, network.mode, drawn, rain, guessed)
    # The last of the delays is that of no border.
    time_s = time_s + np.append(drawn.delay_s, 0.0)[uncertain.border]
    closed = unpaved & drawn.missing[uncertain.way]
    return network.with_times(round_to_ticks(np.where(closed, np.inf, time_s)))


def _time_s(roads: Roads, mode: str, drawn: Draw, rain: FloatArray, guessed: Mask) -> FloatArray:
    time_s, factor = roads.time_s[mode], drawn.speed[roads.road_class]
    if mode == WALK:
        return np.asarray(time_s / factor)
    at_kmh = roads.length_m * S_PER_M_OF_KMH
    # What a tagged surface allows is in the time already.
    on_ground = np.where(guessed, np.maximum(time_s, at_kmh / UNPAVED_KMH), time_s)
    other_s = on_ground / (factor * rain)
    # A road that was slower already, as a ferry, may be as slow as it was.
    return np.minimum(other_s, np.maximum(at_kmh / SLOWEST_KMH, time_s))
