"""The own numbers of places that are not told of by name, looked for in what is told of any other."""

from collections.abc import Iterable, Iterator

import pandas as pd
from opening_hours import validate

from data.hours_rules import are_sure_times
from data.public.numbers_in_words import words_without
from data.public.phone_numbers import Numbers, pieces_of, rest_of
from data.week import are_certain_hours

_PHONES = ("phone", "referral_phone")
_WORDS = ("name", "organisation", "source", "languages")
# Every text of a place that somebody typed and that goes out.
TYPED = (*_PHONES, *_WORDS, "opening_hours")


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
    kept = "; ".join(rest_of(pieces_of(text), own.are_in))
    # A number in two parts, 962 123 / 4567, is found in the whole alone.
    return "" if own.are_in(kept) else kept


def hours_without(text: str, own: Numbers) -> str:
    """Return hours without some numbers: words to be read, but never hours to go by, for a time may have gone too."""
    kept = words_without(text, own)
    # Days that are left without their times look like hours too.
    looks_so = are_certain_hours(kept) or (validate(kept) and not are_sure_times(kept))
    return "" if kept != text and looks_so else kept


def places_without(places: pd.DataFrame, own: Numbers) -> pd.DataFrame:
    """Return places without some numbers, in whichever of their texts, `TYPED`, the table has."""
    by_column = dict.fromkeys(_PHONES, without_numbers) | dict.fromkeys(_WORDS, words_without)
    by_column["opening_hours"] = hours_without
    return places.assign(
        **{
            name: places[name].map(lambda text, mended=mended: mended(str(text), own)).astype(object)
            for name, mended in by_column.items()
            if name in places
        }
    )


def parts_with(texts: Iterable[str], own: Numbers) -> list[str]:
    """Return the parts of texts that tell one of some numbers, sorted, each once."""
    return sorted({part for text in texts if own.are_in(text) for part in _parts(text, own)})


def _parts(text: str, own: Numbers) -> Iterator[str]:
    found = [piece for piece in pieces_of(text) if own.are_in(piece)]
    yield from found or [" ".join(text.split())]
