"""What was asked of the sites, as rules over positions among the candidates."""

from itertools import combinations

import geopandas as gpd
import numpy as np

from analysis.siting.asked import SET, SitesAsked
from analysis.siting.floor import Floor
from analysis.siting.rules import ANY_NUMBER, NO_PAIRS, Rules
from analysis.siting.scene import Scene
from analysis.siting.whom import areas_of
from geo.errors import QuestionError
from geo.geodesy import distance_m
from geo.roads import FloatArray, IntArray

ROUNDING = 1e-9


def rules_asked(scene: Scene, asked: SitesAsked, cutoff_s: float, areas: gpd.GeoDataFrame | None) -> Rules:
    """Return the rules a choice must keep to.

    Parameters
    ----------
    scene
        The candidates and who is to be reached.
    asked
        The question.
    cutoff_s
        The largest time that still counts, seconds.
    areas
        The study's areas, or None; only a floor needs them.

    Raises
    ------
    QuestionError
        There are fewer candidates than sites asked for, a locked or forbidden one is none of them, or a floor cannot be
        reached whatever is chosen.
    """
    count = ANY_NUMBER if asked.objective == SET else asked.count
    locked = _positions("--lock", asked.locked, scene)
    # One that nobody can reach is not chosen as it is.
    out_of_reach = set(scene.set_aside["site_id"])
    forbidden = _positions("--forbid", tuple(each for each in asked.forbidden if each not in out_of_reach), scene)
    may = len(scene.sites) - len(forbidden)
    if count > may:
        aside = f" ({len(scene.set_aside)} more are out of reach)" if len(scene.set_aside) else ""
        todo = f"Ask for at most {may}, or add candidates." if may else "Forbid fewer, or add candidates."
        raise QuestionError("--count", f"{count} sites from {may} candidates{aside}", todo)
    floor = None if not asked.floor else _floor(scene, asked.floor, cutoff_s, areas)
    return Rules(count, locked, forbidden, _apart(scene, asked.spacing_m), floor)


def _positions(option: str, ids: tuple[str, ...], scene: Scene) -> IntArray:
    known = {site_id: position for position, site_id in enumerate(scene.sites["site_id"])}
    aside = dict(zip(scene.set_aside["site_id"], scene.set_aside["reason"], strict=True))
    for site_id in ids:
        if site_id in aside:
            raise QuestionError(f"{option} {site_id}", f"cannot be chosen: {aside[site_id]}", "Leave it out.")
        if site_id not in known:
            raise QuestionError(f"{option} {site_id}", "is no candidate", "Use an id of the list of candidates.")
    return np.unique(np.array([known[site_id] for site_id in ids], dtype=np.int64))


def _apart(scene: Scene, spacing_m: float) -> IntArray:
    if spacing_m <= 0:
        return NO_PAIRS
    lon, lat = (scene.sites[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    pairs = np.array(list(combinations(range(len(lon)), 2)), dtype=np.int64).reshape(-1, 2)
    first, second = pairs.T
    return pairs[distance_m(lon[first], lat[first], lon[second], lat[second]) < spacing_m]


def _floor(scene: Scene, share: float, cutoff_s: float, areas: gpd.GeoDataFrame | None) -> Floor:
    if areas is None:
        raise QuestionError("--floor", "the study has no areas", "Add areas.geojson, or leave the floor out.")
    area, people, has = areas_of(scene.points, areas), scene.people, scene.has(cutoff_s)
    covers = scene.covers(cutoff_s)
    needed = share * _people_in(area, people, len(areas))
    reachable = _people_in(area, people * (has | covers.any(axis=1)), len(areas))
    short = np.flatnonzero(reachable < needed - ROUNDING * np.maximum(1.0, needed))
    if short.size:
        first = areas["area_id"].iloc[short[0]]
        best = reachable[short[0]] / needed[short[0]] * share
        todo = f"Give at most {np.floor(best * 100) / 100:g}, add candidates, or give a longer --cutoff-min."
        raise QuestionError("--floor", f"in area {first!r} no choice reaches more than {best:.0%} of the people", todo)
    least = needed - _people_in(area, people * has, len(areas))
    point, site = np.nonzero(covers & ~has[:, None])
    return Floor(point, site, people, area, least)


def _people_in(area: IntArray, people: FloatArray, areas: int) -> FloatArray:
    inside = area >= 0
    return np.bincount(area[inside], people[inside], minlength=areas).astype(np.float64)
