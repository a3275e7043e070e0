"""The model that was asked for, with everything but its rules given."""

import numpy as np

from analysis.effective import effective_access, nearness
from analysis.room import room_of
from analysis.siting.alternatives import Solve
from analysis.siting.asked import ACCESS, BACKUP, CENTRE, MEDIAN, ROOM, SET, SitesAsked
from analysis.siting.models import (
    Choice,
    centre,
    cover_all,
    cover_most,
    cover_twice,
    cover_weighted,
    cover_with_room,
    median,
)
from analysis.siting.patience import Patience
from analysis.siting.rules import Rules
from analysis.siting.scene import Scene
from analysis.supply import Supply


def model_asked(scene: Scene, supply: Supply, asked: SitesAsked) -> Solve:
    """Return a function that chooses sites by the rules it is given, in the time it is given.

    Parameters
    ----------
    scene, supply
        Who is to be reached, from where, and who offers the service already.
    asked
        Its objective says which model.
    """
    plan, people, time_s, existing_s = supply.plan, scene.people, scene.time_s, scene.existing_s
    if asked.objective == ROOM:
        return _room(scene, supply, asked.room)
    if asked.objective in (MEDIAN, CENTRE):
        near = median if asked.objective == MEDIAN else centre
        return lambda rules, ends: near(time_s, people, rules, existing_s=existing_s, patience=ends)
    if asked.objective == ACCESS:
        access, has = nearness(time_s, plan), effective_access(scene.snaps, supply).central
        return lambda rules, ends: cover_weighted(access, people, rules, existing=has, patience=ends)
    if asked.objective == BACKUP:
        return _backup(scene, supply)
    if asked.objective == SET:
        return lambda rules, ends: cover_all(
            time_s, rules, cutoff_s=plan.cutoff_s, existing_s=existing_s, patience=ends
        )
    return lambda rules, ends: cover_most(
        time_s, people, rules, cutoff_s=plan.cutoff_s, existing_s=existing_s, patience=ends
    )


def _backup(scene: Scene, supply: Supply) -> Solve:
    cutoff_s = supply.plan.cutoff_s
    found = supply.network.within(scene.snaps, supply.certain.snaps, direction=supply.plan.direction, cutoff_s=cutoff_s)
    already = np.bincount(found.point, minlength=len(scene.points))

    def solve(rules: Rules, ends: Patience) -> Choice:
        return cover_twice(scene.time_s, scene.people, rules, cutoff_s=cutoff_s, already=already, patience=ends)

    return solve


def _room(scene: Scene, supply: Supply, room: float) -> Solve:
    plan, certain = supply.plan, supply.usable.certain
    existing_s = supply.network.matrix(
        scene.snaps, supply.certain.snaps, direction=plan.direction, cutoff_s=plan.cutoff_s
    )
    told = room_of(supply.usable.seen[certain], plan)
    every_s = np.column_stack([existing_s, scene.time_s])
    every_room = np.concatenate([told, np.full(len(scene.sites), room)])

    def solve(rules: Rules, ends: Patience) -> Choice:
        return cover_with_room(
            every_s,
            scene.people,
            every_room,
            rules,
            cutoff_s=plan.cutoff_s,
            existing=len(told),
            patience=ends,
        )

    return solve
