"""The own numbers of places that are not told of by name, looked for in what is told of any other."""

from collections.abc import Iterable, Iterator

import pandas as pd

from data.public.phone_numbers import Numbers, pieces_of

_TEXTS = ("phone", "referral_phone")


def numbers_of(facilities: pd.DataFrame, visibility: str) -> Numbers:
    """Return the own numbers of the places of one visibility.

    Of restricted ones nobody is told any: whoever calls one, or looks it up elsewhere, knows which place it is. That is
    so for those that are held back too: a number may have been theirs long before they were checked. What goes out must
    not depend on those of hidden places, or it would show that there is one: they are for the report alone.
    """
    return Numbers(facilities.loc[facilities["visibility"] == visibility, "phone"])


def without_numbers(text: str, own: Numbers) -> str:
    """Return a text of numbers without the parts that tell one of some numbers; as it is where none does."""
    if not own.are_in(text):
        return text
    kept = "; ".join(piece for piece in pieces_of(text) if not own.are_in(piece))
    # A number in two parts, 962 123 / 4567, is found in the whole alone.
    return "" if own.are_in(kept) else kept


def places_without(places: pd.DataFrame, own: Numbers) -> pd.DataFrame:
    """Return places without some numbers: neither their own nor one that refers people to them is one of these."""
    return places.assign(
        **{name: places[name].map(lambda text: without_numbers(str(text), own)).astype(object) for name in _TEXTS}
    )


def parts_with(texts: Iterable[str], own: Numbers) -> list[str]:
    """Return the parts of texts that tell one of some numbers, sorted, each once."""
    return sorted({part for text in texts if own.are_in(text) for part in _parts(text, own)})


def _parts(text: str, own: Numbers) -> Iterator[str]:
    found = [piece for piece in pieces_of(text) if own.are_in(piece)]
    yield from found or [" ".join(text.split())]
