"""The four flags can be told apart by every reader, and on a photocopy."""

import re
from itertools import combinations

import numpy as np
import pytest

from data.vocabulary import KINDS
from layers.palette import DAY_STROKES, FLAG_STROKES, KIND_SIGNS, LAND
from layers.style import page_style

# Machado, Oliveira and Fernandes (2009), severity 1: what a reader without one kind of cone sees, in linear light.
SIGHTS = {
    "all cones": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def _linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    x, y, z = np.cbrt(np.clip(TO_XYZ @ linear, 1e-4, None) / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_flags_differ_clearly_for_every_kind_of_sight(sight: str) -> None:
    seen = {flag: _lab(SIGHTS[sight] @ _linear(stroke.colour)) for flag, stroke in FLAG_STROKES.items()}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 20, (one, other)


def test_in_grey_the_flags_step_apart_and_underserved_is_darkest() -> None:
    grey = {flag: _lab(_linear(stroke.colour))[0] for flag, stroke in FLAG_STROKES.items()}
    steps = np.diff(sorted(grey.values()))
    assert steps.min() > 9
    assert min(grey, key=grey.__getitem__) == "underserved"
    assert _lab(_linear(LAND))[0] - max(grey.values()) > 20


def test_no_two_flags_share_a_dash_and_a_width() -> None:
    assert len({(stroke.weight, stroke.dash) for stroke in FLAG_STROKES.values()}) == 4
    assert max(FLAG_STROKES, key=lambda flag: FLAG_STROKES[flag].weight) == "underserved"


def test_in_grey_the_days_of_a_treatment_differ_by_how_broken_and_how_wide_they_are() -> None:
    # Two of them are nearly as dark: neither their line nor their piece of the bar may differ by colour alone.
    assert len({stroke.dash for stroke in DAY_STROKES.values()}) == len(DAY_STROKES)
    weights = [stroke.weight for stroke in DAY_STROKES.values()]
    assert (np.diff(weights) <= -3).all()
    drawn = [re.search(rf"[.]strip [.]flag[.]{each}{{(.*?)}}", page_style()) for each in DAY_STROKES]
    looks = [re.sub("#[0-9A-F]{6}", "", each[1]) for each in drawn if each]
    assert len(set(looks)) == len(DAY_STROKES)


def test_every_kind_has_its_own_sign() -> None:
    assert set(KIND_SIGNS) == set(KINDS)
    assert len(set(KIND_SIGNS.values())) == len(KINDS)
