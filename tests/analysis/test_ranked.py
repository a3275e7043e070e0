"""Which unit has the least access, and whether an assumption nobody can check decides it."""

import numpy as np
import pandas as pd

from analysis.ranked import ranked


def _ranks(**units: tuple[float, float, float]) -> dict[str, tuple[float, str]]:
    rows = [
        {"unit_kind": "area", "unit_id": name, "eai": eai, "eai_bound_low": low, "eai_bound_high": high}
        for name, (eai, low, high) in units.items()
    ]
    other = {"unit_kind": "all", "unit_id": "all", "eai": 0.1, "eai_bound_low": 0.1, "eai_bound_high": 0.1}
    found = ranked(pd.DataFrame([*rows, other])).set_index("unit_id")
    assert found.loc["all", "eai_rank"] == 1  # units of another kind have no part in it
    return {name: (found.loc[name, "eai_rank"], found.loc[name, "rank_unstable"]) for name in units}


def test_the_least_access_comes_first_and_equals_share_a_rank() -> None:
    found = _ranks(a=(0.5, 0.5, 0.5), b=(0.2, 0.2, 0.2), c=(0.5, 0.5, 0.5), d=(0.9, 0.9, 0.9))
    assert found == {"a": (2, "no"), "b": (1, "no"), "c": (2, "no"), "d": (4, "no")}  # two are at 2: the next is fourth


def test_an_order_that_turns_between_the_bounds_is_unstable() -> None:
    # At the lower bounds a is worse than b, at the upper ones b is worse than a; c is the best either way.
    found = _ranks(a=(0.3, 0.1, 0.6), b=(0.35, 0.3, 0.4), c=(0.9, 0.9, 0.9))
    assert found == {"a": (1, "yes"), "b": (2, "yes"), "c": (3, "no")}


def test_two_that_the_bounds_do_not_tell_apart_are_both_unstable() -> None:
    found = _ranks(a=(0.3, 0.1, 0.6), b=(0.35, 0.1, 0.6), c=(0.9, 0.9, 0.9))
    assert found == {"a": (1, "yes"), "b": (2, "yes"), "c": (3, "no")}
    # The other way round: equal by the guesses, told apart by the bounds.
    assert _ranks(a=(0.3, 0.1, 0.6), b=(0.3, 0.2, 0.6)) == {"a": (1, "yes"), "b": (1, "yes")}


def test_where_nobody_lives_there_is_no_rank() -> None:
    found = _ranks(a=(0.3, 0.3, 0.3), b=(np.nan, np.nan, np.nan))
    assert found["a"] == (1, "no")
    assert np.isnan(found["b"][0])
    assert found["b"][1] == ""
