"""Promise 1, from the other side: attackers work on what is published, and learn no more than they are told.

What an attacker does learn, and may: that in a certain cell somebody gives certain services without being named, under
which numbers they can be asked, and, from two releases, that there this changed. A cell holds five settlements or more;
where in it the place is stays unknown, though somebody who takes it to be in a town may guess one of the five. Of a
hidden place nothing is learned, not even that there is one.

Each attack has a measure of its success, and is first shown to succeed on something that leaks. Every error is in
metres, beside that of somebody who names the middle of the cell (`blindly`), and the cell's half diagonal.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np
import pytest
from public_attackers import (
    Files,
    Record,
    Spot,
    areas_of,
    averaged,
    blindly,
    changed_records,
    every_spot,
    half_diagonal,
    located,
    metres,
    page_metres,
    straight_m,
    towns_of,
)
from public_bytes import index, without_version
from public_worlds import (
    EAST,
    NORTH,
    SOUTH,
    WEST,
    Row,
    luck_of,
    public_study,
    random_rows,
    rows_of,
    variants,
    with_places,
    world,
)
from toy_public_view import toy_parts

from data.public.prepare import prepare_view
from data.public.settlement_cells import Cell, cell_of
from data.study import Study
from layers.public.bundle import bundle_files
from layers.public.ground import Ground
from layers.public.script import call
from layers.public.towns import NEAR_PLACE_DEG

FULL = os.environ.get("ALCANCE_PROMISES") == "full"
WORLDS = 100 if FULL else 6
RELEASES = 12 if FULL else 5
PAIRS = WORLDS // 2
CONTROLS = 100
MEASURED = 300
NO_ROADS = {
    "roads.js": call("roads", {"x": [], "y": [], "e": [], "c": []})
}  # the page then tells straight distances alone
DAY = date(2026, 7, 1)
pytestmark = pytest.mark.promise
Places = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Target:
    """A restricted place: where it is, the cell that is told, and the bundle it is to be found with."""

    spot: Spot
    cell: Cell
    files: Files


@pytest.fixture(scope="module", autouse=True)
def _no_ground() -> Iterator[None]:
    """Leave the drawn ground out: it is made of nothing but the roads and towns told besides, and takes long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ground, "archive", lambda *_: b"")
        yield


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return public_study(tmp_path_factory.mktemp("attacks") / "study")


@pytest.fixture(scope="module")
def targets(study: Study) -> list[Target]:
    """Return the restricted places of random worlds, anywhere in their cells."""
    found = []
    for seed in range(WORLDS):
        places = told_world(luck_of(seed))
        files = release(study, places)
        found += [Target(spot_of(row), cell_around(row), files) for row in places["restricted"]]
    return found


def told_world(luck: Random) -> Places:
    """Return a world none of whose places is held back for its age or state; each is anywhere in its cell."""
    *_, (_, places) = variants(luck, world(luck))
    always = {"status": "open", "checked_on": "2025-02-01"}
    return {seen: [row | always for row in rows] for seen, rows in places.items()}


def release(study: Study, places: Places, day: date = DAY) -> Files:
    view = prepare_view(with_places(study, rows_of(places)), as_of=day, signed=True).view
    return bundle_files(view, toy_parts(), lambda _done, _of: None)


def spot_of(row: Row) -> Spot:
    return float(row["lon"]), float(row["lat"])


def cell_around(row: Row) -> Cell:
    cell = cell_of(*spot_of(row))
    assert cell is not None
    return cell


def tell(attack: str, guesses: Sequence[tuple[Spot, Target]]) -> float:
    """Print how an attack went; return its mean error by that of naming the middle of the cell."""
    error, blind, size = (
        float(np.mean(each))
        for each in zip(
            *((metres(guess, t.spot), metres(blindly(t.cell), t.spot), half_diagonal(t.cell)) for guess, t in guesses),
            strict=True,
        )
    )
    sys.stdout.write(
        f"{attack}: {len(guesses)} places, error {error:,.0f} m; naming the middle of the cell {blind:,.0f} m; "
        f"half diagonal of the cells {size:,.0f} m\n"
    )
    return error / blind


def ranks(spots: Sequence[Spot], boxes: Sequence[Sequence[float]], known: Sequence[np.ndarray], luck: Random) -> float:
    """Return which share of random points of its box is nearer to a known point than a place is: half by chance."""
    shares = []
    for spot, (west, south, east, north), points in zip(spots, boxes, known, strict=True):
        drawn = [(luck.uniform(west, east), luck.uniform(south, north)) for _ in range(CONTROLS)]
        own, *others = (float(straight_m(points[:, 0], points[:, 1], each).min()) for each in (spot, *drawn))
        shares.append(float(np.mean(np.array(others) < own)))
    return float(np.mean(shares))


def by_chance(count: int) -> float:
    """Return how far from a half the mean of so many even chances may be: four of its standard deviations."""
    return 4 * float(np.sqrt(1 / 12 / count))


def test_inversion_no_published_number_is_nearer_to_a_restricted_place_than_to_any_spot_of_its_cell(
    targets: list[Target],
) -> None:
    """Even somebody who is told which of all numbers is the nearest gains nothing."""
    known = {id(files): every_spot(files) for files in {id(t.files): t.files for t in targets}.values()}
    spots, boxes = [t.spot for t in targets], [t.cell[:4] for t in targets]
    share = ranks(spots, boxes, [known[id(t.files)] for t in targets], luck_of(1))
    leaking = [np.vstack([known[id(t.files)], np.round(t.spot, 2)]) for t in targets]
    caught = ranks(spots, boxes, leaking, luck_of(1))
    sys.stdout.write(
        f"inversion, restricted: {len(spots)} places; {share:.1%} of random spots of the cell are nearer to a number "
        f"that is told (50% is chance; {caught:.1%} if two decimals of the place were among them)\n"
    )
    assert abs(share - 0.5) < by_chance(len(spots))
    assert caught < 0.5 - by_chance(len(spots))


def test_inversion_no_published_number_is_nearer_to_a_hidden_place_than_to_any_spot(study: Study) -> None:
    spots, known = [], []
    for seed in range(WORLDS):
        places = world(luck_of(seed))
        points = every_spot(release(study, places))
        spots += [spot_of(row) for row in places["hidden"]]
        known += [points] * len(places["hidden"])
    share = ranks(spots, [(WEST, SOUTH, EAST, NORTH)] * len(spots), known, luck_of(2))
    sys.stdout.write(
        f"inversion, hidden: {len(spots)} places; {share:.1%} of random spots are nearer to a number that is told\n"
    )
    assert abs(share - 0.5) < by_chance(len(spots))


def test_averaging_many_releases_tell_what_one_tells(study: Study) -> None:
    """Rebuilt as of other days; a jitter drawn afresh for each release would average out."""
    guesses: list[tuple[Spot, Target]] = []
    jittered: list[tuple[Spot, Target]] = []
    for seed in range(PAIRS):
        luck = luck_of(seed)
        places = told_world(luck)
        releases = [release(study, places, date(2026, 1 + n % 12, 1 + n)) for n in range(RELEASES)]
        for row in places["restricted"]:
            target = Target(spot_of(row), cell_around(row), releases[0])
            assert len({json.dumps(areas_of(files, target.cell)) for files in releases}) == 1
            guesses.append((averaged(releases, target.cell), target))
            drawn = [(luck.gauss(target.spot[0], 0.05), luck.gauss(target.spot[1], 0.05)) for _ in range(RELEASES)]
            jittered.append(((np.mean(drawn, axis=0)[0], np.mean(drawn, axis=0)[1]), target))
    assert tell(f"averaging over {RELEASES} releases", guesses) == pytest.approx(1.0, abs=1e-3)
    assert tell("  the same if a point were drawn anew around the place each time", jittered) < 0.5


def test_multilateration_the_distances_the_page_computes_lead_nowhere(targets: list[Target]) -> None:
    """The page's own script measures from the towns to the area; the point that fits best is no nearer than chance."""
    guesses = [(_fitting(target, areas_of(target.files, target.cell)[0]), target) for target in targets[:MEASURED]]
    assert tell("multilateration", guesses) > 1 - by_chance(len(guesses))
    leaking = [(_fitting(target, {"x": target.spot[0], "y": target.spot[1]}), target) for target in targets[:20]]
    assert tell("  the same if the page measured to the place itself", leaking) < 0.1


def _fitting(target: Target, record: Record) -> Spot:
    (away_m,) = page_metres({**target.files, **NO_ROADS}, [record])
    return located(towns_of(target.files), away_m, target.cell)


@pytest.mark.parametrize("what", ["added", "removed", "moved within its cell", "moved anywhere"])
def test_difference_two_releases_tell_of_a_restricted_place_by_cells_alone(study: Study, what: str) -> None:
    named: list[tuple[Spot, Target]] = []
    for seed in range(PAIRS):
        luck = luck_of(seed)
        places = told_world(luck)
        old, new = _change(luck, places, what)
        rest = places["restricted"][1:]
        before, after = (release(study, places | {"restricted": [*rows, *rest]}) for rows in (old, new))
        cells = {cell_around(row) for row in (*old, *new)}
        boxes = {tuple(record["b"]) for record in changed_records(before, after)}
        assert boxes <= {tuple(round(side, 5) for side in cell[:4]) for cell in cells}
        _changed_of_cells_alone(before, after, cells)
        assert what != "moved within its cell" or before == after
        target = Target(spot_of((new or old)[0]), cell_around((new or old)[0]), after)
        named += [(blindly(target.cell), target)] * (before != after)
    sys.stdout.write(
        f"difference, restricted, {what}: {PAIRS - len(named)} of {PAIRS} pairs of releases are the same\n"
    )
    assert not named or tell("  of the others the cell is learned", named) == 1.0


def test_difference_two_releases_tell_nothing_of_a_hidden_place(study: Study) -> None:
    pairs = 0
    for seed in range(PAIRS):
        luck = luck_of(seed)
        places = world(luck)
        before = release(study, places)
        for name, other in variants(luck, places):
            assert release(study, other) == before, f"world {seed}: {name}"
            pairs += 1
    sys.stdout.write(f"difference, hidden: all {pairs} pairs are the same\n")


def _change(luck: Random, places: Places, what: str) -> tuple[list[Row], list[Row]]:
    """Return what stands for the first restricted place before and after."""
    row = places["restricted"][0]
    *_, (_, moved) = variants(luck, places)
    (other,) = random_rows(luck, "restricted", 1)
    anywhere = row | {axis: other[axis] for axis in ("lon", "lat")}
    return {
        "added": ([], [row]),
        "removed": ([row], []),
        "moved within its cell": ([row], [moved["restricted"][0]]),
        "moved anywhere": ([row], [anywhere]),
    }[what]


def _changed_of_cells_alone(before: Files, after: Files, cells: Iterable[Cell]) -> None:
    """Make sure that besides records only what is made of them differs: the index of the tiles, needs and towns."""
    was, is_now = without_version(before), without_version(after)
    paths = {path for path in (*was, *is_now) if was.get(path) != is_now.get(path)}
    of_all = {"index.js", "sw.js", "version.txt", "manifest.json"}
    assert all(path in of_all or path.startswith("places/p") for path in paths)
    one, other = index(before), index(after)
    assert {key for key in one if one[key] != other[key]} <= {"tiles", "needs", "towns", "version"}
    middles = [blindly(cell) for cell in cells]
    for _, _, lon, lat, *_ in {tuple(town) for town in one["towns"]} ^ {tuple(town) for town in other["towns"]}:
        assert min(np.hypot(lon - x, lat - y) for x, y in middles) <= NEAR_PLACE_DEG + 1e-4
