"""Restricted places, told of by the area they lie in: what they give together, never how many or which."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from data.public.phone_numbers import Numbers, digits, is_plain_number, is_told_in, pieces_of, rest_of
from data.public.settlement_cells import Cell, cell_of
from data.public.view import CELL_COLUMNS
from data.vocabulary import NO_SERVICE, SERVICES

# Of fewer places than this nothing is told apart from the others of their area.
LEAST_GROUP = 5
# Beside words, what is shorter may be the number of a house or a postcode.
_LEAST_DIGITS = 7


class _Given(NamedTuple):
    kind: str
    services: frozenset[str]
    possible: frozenset[str]
    phones: frozenset[str]


def restricted_groups(restricted: pd.DataFrame, own: Numbers) -> pd.DataFrame:
    """Return the groups restricted places are published as.

    Parameters
    ----------
    restricted
        Facilities that lie in a cell each.
    own
        The own numbers of all restricted places: none of them refers people to any other.

    Returns
    -------
    DataFrame
        `CELL_COLUMNS`, sorted by the cell's sides and kind. A group is five places or more of one kind in one cell; the
        others of the cell make one group of several kinds (`kind` is empty), however few they are. No column says how
        many, and none holds anything of one place alone but the numbers that refer people to it (`numbers_told`).
    """
    by_cell: dict[Cell, list[_Given]] = {}
    for row in restricted.to_dict(orient="records"):
        cell = cell_of(float(row["lon"]), float(row["lat"]))
        if cell is not None:
            by_cell.setdefault(cell, []).append(_given(row, own))
    rows = [
        (cell.label, *cell[:4], *group, cell.countries) for cell in sorted(by_cell) for group in _groups(by_cell[cell])
    ]
    return pd.DataFrame(rows, columns=list(CELL_COLUMNS))


def referral_numbers(referral_phone: str, phone: str) -> list[str]:
    """Return the numbers that may be told of a restricted place, in the order they are written.

    Parameters
    ----------
    referral_phone
        As it was typed: numbers with ``;``, ``,``, ``/``, ``y`` or ``o`` between, or words. What is no plain number
        (`is_plain_number`) is left out, for it may name the place or tell where it is; beside such a part a number of
        fewer than seven digits is left out too.
    phone
        Of the place itself: a number that is one of these, with or without its country's code or an extension, is left
        out.
    """
    pieces = pieces_of(referral_phone)
    numbers = [piece for piece in pieces if is_plain_number(piece)]
    least = 0 if len(numbers) == len(pieces) else _LEAST_DIGITS
    long_enough = [each for each in numbers if len(digits(each)) >= least]
    return rest_of(long_enough, lambda number: is_told_in(number, phone))


def numbers_told(referral_phone: str, phone: str, own: Numbers) -> list[str]:
    """Return those of a restricted place's `referral_numbers` that are no restricted place's own number."""
    return rest_of(referral_numbers(referral_phone, phone), own.are_in)


def _given(row: Mapping[Hashable, object], own: Numbers) -> _Given:
    told = {name: frozenset(str(row[name]).split(";")) - {"", NO_SERVICE} for name in ("services", "services_possible")}
    phones = frozenset(numbers_told(str(row["referral_phone"]), str(row["phone"]), own))
    return _Given(str(row["kind"]), told["services"], told["services_possible"], phones)


def _groups(places: list[_Given]) -> Iterator[tuple[str, str, str, str]]:
    kinds = sorted({place.kind for place in places})
    of_kind = {kind: [place for place in places if place.kind == kind] for kind in kinds}
    few = [place for kind in kinds if len(of_kind[kind]) < LEAST_GROUP for place in of_kind[kind]]
    if few:
        yield ("", *_together(few))
    for kind in kinds:
        if len(of_kind[kind]) >= LEAST_GROUP:
            yield (kind, *_together(of_kind[kind]))


def _together(places: Iterable[_Given]) -> tuple[str, str, str]:
    places = list(places)
    services = frozenset[str]().union(*(place.services for place in places))
    possible = frozenset[str]().union(*(place.possible for place in places)) - services
    phones = frozenset[str]().union(*(place.phones for place in places))
    return _in_order(services), _in_order(possible), ";".join(sorted(phones))


def _in_order(services: frozenset[str]) -> str:
    return ";".join(service for service in SERVICES if service in services)
