"""Finds the towns of a road by their names, and measures in a flat frame."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import NamedTuple

from pyproj import Transformer

from geo.errors import InputError

SOURCES = Path(__file__).parent / "sources"
CROSSING_MARK = "#"  # a stop of a road that is a border crossing, by its id
FLAT = "EPSG:6372"  # Mexico's own conformal cone: shapes stay true, lengths within 2 % from Honduras to Tijuana
LONGEST_HOP_M = 200_000.0  # two neighbours of a road farther apart than this are a wrong namesake or a slip
_DECIMALS = 5  # about a metre


class Town(NamedTuple):
    """A place roads can pass: a town of GeoNames, or a border crossing (then with no people).

    Attributes
    ----------
    node_id
        Of the map: GeoNames' own id, or one of ours.
    name, country, adm1
        As printed; country is ISO 3166-1 alpha-2, adm1 the name of the state or department ("" at a crossing).
    lon, lat, x, y
        Degrees (EPSG:4326) and metres (``FLAT``).
    population
        People.
    """

    node_id: int
    name: str
    country: str
    adm1: str
    lon: float
    lat: float
    x: float
    y: float
    population: int


@cache
def flat_frame(*, back: bool = False) -> Transformer:
    """Return what turns lon, lat into metres of the flat frame, or back."""
    ends = (FLAT, "EPSG:4326") if back else ("EPSG:4326", FLAT)
    return Transformer.from_crs(*ends, always_xy=True)


def rounded(degrees: float) -> float:
    """Return a coordinate as it is stored."""
    return round(degrees, _DECIMALS)


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the written-down tables."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def distance(one: Town, other: Town) -> float:
    """Return the flat distance of two places, metres."""
    return hypot(one.x - other.x, one.y - other.y)


def folded(name: str) -> str:
    """Return a name without accents, case and outer spaces."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold().strip()


class Gazetteer:
    """The towns of the four countries and the crossings between them, to be found by name.

    Parameters
    ----------
    towns
        All towns.
    other_names
        Their other names, by node id.
    crossings
        The border crossings, by crossing id.
    """

    def __init__(
        self, towns: Iterable[Town], other_names: Mapping[int, list[str]], crossings: Mapping[str, Town]
    ) -> None:
        self.towns = sorted(towns)
        self.crossings = dict(crossings)
        self._named: dict[tuple[str, str], list[Town]] = defaultdict(list)
        self._nicknamed: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in self.towns:
            self._named[town.country, folded(town.name)].append(town)
            for name in sorted({folded(each) for each in other_names.get(town.node_id, ())}):
                self._nicknamed[town.country, name].append(town)

    def candidates(self, country: str, stop: str) -> list[Town]:
        """Return the places a stop may mean: ``Huixtla``, ``Ciudad Hidalgo [Chiapas]`` or ``#crossing-id``."""
        if stop.startswith(CROSSING_MARK):
            crossing = self.crossings.get(stop.removeprefix(CROSSING_MARK))
            return [crossing] if crossing else []
        name, _, adm1 = stop.removesuffix("]").partition(" [")
        key = country, folded(name)
        named, nicknamed = (
            [town for town in towns.get(key, []) if folded(adm1) in ("", folded(town.adm1))]
            for towns in (self._named, self._nicknamed)
        )
        return named or nicknamed

    def resolve(self, country: str, road: str, stops: list[str]) -> list[Town]:
        """Return the places of a road: among namesakes, those that make it shortest.

        Parameters
        ----------
        country
            ISO 3166-1 alpha-2, of all its towns.
        road
            Its number, for messages.
        stops
            As `candidates` reads them, in order.

        Raises
        ------
        InputError
            A stop is unknown, or two neighbours lie more than 200 km apart.
        """
        best: dict[Town, tuple[float, list[Town]]] = {}
        for at, stop in enumerate(stops):
            places = self.candidates(country, stop)
            if not places:
                what = f"{stop} is no place of {country}"
                raise InputError(f"roads.csv, {road}", what, "Mend its name or leave it out")
            best = {place: min(_reached(best, place)) if at else (0.0, [place]) for place in places}
        path = min(best.values())[1]
        for one, other in pairwise(path):
            if distance(one, other) > LONGEST_HOP_M:
                hop = f"{one.name} to {other.name} is {distance(one, other) / 1000:.0f} km"
                raise InputError(f"roads.csv, {road}", hop, "Name a town between, or the state of a namesake")
        return path


def _reached(best: Mapping[Town, tuple[float, list[Town]]], place: Town) -> list[tuple[float, list[Town]]]:
    return [(length + distance(before, place), [*path, place]) for before, (length, path) in best.items()]
