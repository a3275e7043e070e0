"""The model in which a site serves no more people than it has room for."""

from dataclasses import dataclass

import numpy as np

from analysis.allocation import allocate
from analysis.pairs import Pairs, build_pairs
from analysis.siting.aim import Worth
from analysis.siting.program import Program, Rows
from geo.roads import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Who finds room when people are shared out among the sites in the best way (Current & Storbeck 1988, EJOR 34:265).

    Attributes
    ----------
    people
        People of each point, 0 or more.
    room
        People each site can take, finite, 0 or more: first those that exist, then the candidates.
    pairs
        The ways within the cutoff; facilities are positions in `room`.
    existing
        How many existing sites there are.
    """

    people: FloatArray
    room: FloatArray
    pairs: Pairs
    existing: int

    @property
    def sites(self) -> int:
        """How many sites there are to choose from."""
        return len(self.room) - self.existing

    @property
    def most(self) -> float:
        """The value of serving all whom existing sites have no room for."""
        return float(self.people.sum()) - self._served(np.empty(0, dtype=np.int64))

    def worth(self, chosen: IntArray) -> Worth:
        """Return how many more are served with a choice, and how many each site would add."""
        served = self._served(chosen)
        gains = np.zeros(self.sites)
        for site in np.setdiff1d(self._useful(), chosen):
            gains[site] = self._served(np.append(chosen, site)) - served
        return Worth(served - self._served(np.empty(0, dtype=np.int64)), gains)

    def program(self) -> Program:
        """Return the program: besides the sites, the people of each pair, and those nobody serves."""
        points, ways, sites = len(self.people), len(self.pairs.point), self.sites
        each, way = np.arange(points), sites + np.arange(ways)
        new = np.flatnonzero(self.pairs.facility >= self.existing)
        site = self.pairs.facility[new] - self.existing
        all_sites = np.arange(len(self.room))
        chosen = all_sites[self.existing :]
        # Everybody is served or not; nobody has more people than room, and a site not chosen has none, pair by pair.
        point_row, site_row, pair_row = each, points + all_sites, points + len(self.room) + np.arange(len(new))
        rows = Rows(
            np.concatenate(
                [
                    point_row[self.pairs.point],
                    point_row,
                    site_row[self.pairs.facility],
                    site_row[chosen],
                    pair_row,
                    pair_row,
                ]
            ),
            np.concatenate([way, sites + ways + each, way, chosen - self.existing, way[new], site]),
            np.concatenate(
                [
                    np.ones(ways + points + ways),
                    -self.room[chosen],
                    np.ones(len(new)),
                    -self.people[self.pairs.point[new]],
                ]
            ),
            np.concatenate([self.people, np.full(len(self.room) + len(new), -np.inf)]),
            np.concatenate([self.people, np.where(all_sites < self.existing, self.room, 0.0), np.zeros(len(new))]),
        )
        cost = np.concatenate([np.zeros(sites + ways), np.ones(points)])
        upper = np.concatenate([np.ones(sites), np.full(ways + points, np.inf)])
        whole = np.arange(len(cost)) < sites
        return Program(cost, np.zeros(len(cost)), upper, whole, rows)

    def _useful(self) -> IntArray:
        """Return the sites that have room and people in reach."""
        near = np.unique(self.pairs.facility[self.people[self.pairs.point] > 0])
        near = near[(near >= self.existing) & (self.room[near] > 0)]
        return near - self.existing

    def _served(self, chosen: IntArray) -> float:
        room = self.room.copy()
        closed = np.ones(len(room), dtype=np.bool_)
        closed[: self.existing] = False
        closed[self.existing + chosen] = False
        room[closed] = 0.0
        return allocate(self.pairs, self.people, room).served_people


def build_filled(time_s: FloatArray, people: FloatArray, room: FloatArray, *, cutoff_s: float, existing: int) -> Filled:
    """Return the model.

    Parameters
    ----------
    time_s
        Seconds, points × sites, the existing ones first; ``inf`` without a way.
    people, room
        As in `Filled`; ``NaN`` room, which nobody knows, is none.
    cutoff_s
        The largest time that still counts; a time equal to it does.
    existing
        As in `Filled`.
    """
    site, point = np.nonzero((time_s <= cutoff_s).T)
    room = np.where(np.isnan(room), 0.0, np.minimum(room, people.sum()))
    return Filled(people, room, build_pairs(point, site, time_s[point, site]), existing)
