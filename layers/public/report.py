"""The report a person reads and signs before a public map goes out. It stays inside: it names what is held back."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from data.public.fates import AREA, HELD, HIDDEN_WHY, PLACE
from data.public.groups import referral_numbers
from data.public.near_copies import near_copies
from data.public.own_numbers import TYPED, numbers_of, parts_with
from data.public.prepare import Prepared
from data.public.view import PublicView
from data.study import Study
from data.visibility import HIDDEN, RESTRICTED
from data.vocabulary import STATUSES, YES
from data.words import mark, say
from layers.public.account import account

# Whoever goes to a place nobody checked for half a year may stand before a closed door.
STALE_DAYS = 180
VIOLENCE = "gbv"


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What a person is to know before a public map goes out.

    Attributes
    ----------
    study, prepared
        What is published, and what was made of it.
    listed
        Every place that is not hidden, as `account` gives them.
    left_out
        Numbers that would go out if they were not a restricted place's own.
    also_hidden
        Numbers that go out and are a hidden place's own too; of which is not told.
    beside
        Names of what goes out though a hidden or restricted place lies within 25 m, or their ids.
    """

    study: Study
    prepared: Prepared
    listed: pd.DataFrame
    left_out: list[str]
    also_hidden: list[str]
    beside: list[str]

    @classmethod
    def of(cls, study: Study, prepared: Prepared) -> "Report":
        """Return the report on a study."""
        facilities = study.facilities if study.facilities is not None else pd.DataFrame()
        listed = account(facilities, prepared)
        beside = [] if facilities.empty else _beside(facilities, prepared)
        return cls(study, prepared, listed, *_doubtful_numbers(study, facilities, prepared), beside)

    @property
    def hidden(self) -> int:
        """How many places are hidden."""
        return int((self.prepared.fates["why"] == HIDDEN_WHY).sum())

    @property
    def unread(self) -> int:
        """How many rows of the study's lists were set aside, and so never came this far."""
        return len(self.study.set_aside)

    def with_fate(self, fate: str) -> pd.DataFrame:
        """Return the places with one of the fates."""
        return self.listed[self.listed["fate"] == fate]

    def mute_areas(self) -> list[str]:
        """Return the areas told of without a number to call, each once."""
        cells = self.prepared.view.cells
        return sorted(set(cells.loc[cells["referral_phones"] == "", "label"]))

    @property
    def has_help_line(self) -> bool:
        """Whether somebody who is no place can be called."""
        places = self.prepared.view.places
        numbers = places.loc[places["lon"].isna(), ["phone", "referral_phone"]]
        return bool((numbers != "").to_numpy().any())

    def delicate(self) -> pd.DataFrame:
        """Return what goes out as it is though it is for women only or about violence; a reason was given."""
        out = self.with_fate(PLACE)
        rows = zip(out["women_only"], out["services"], strict=True)
        return out[[women == YES or VIOLENCE in str(services).split(";") for women, services in rows]]

    def named(self) -> Iterator[str]:
        """Yield what is named besides the places: the study's title, its corridors and the titles of its sources."""
        yield self.prepared.view.title
        yield from map(str, self.prepared.view.corridors["name"])
        yield from (source.title for source in self.prepared.view.sources)

    def unclear(self) -> pd.DataFrame:
        """Return what goes out without its hours because nobody knows what is written as its status."""
        out = self.with_fate(PLACE)
        return out[~out["status"].isin(STATUSES)]

    def stale(self) -> pd.DataFrame:
        """Return what goes out, if only by its area, though nobody checked it in `STALE_DAYS` days, or knows when."""
        out = self.listed[self.listed["fate"] != HELD]
        return out[~(out["days_since_check"] <= STALE_DAYS)]

    def undated(self) -> pd.DataFrame:
        """Return what goes out, if only by its area, and may be newer than the map's day: nobody wrote its own."""
        out = self.listed[self.listed["fate"] != HELD]
        return out[out["days_since_check"].isna()]


def _beside(facilities: pd.DataFrame, prepared: Prepared) -> list[str]:
    told = facilities[near_copies(facilities).beside & (prepared.fates["fate"] == PLACE).to_numpy()]
    return sorted(str(name or key) for name, key in zip(told["name"], told["facility_id"], strict=True))


def _doubtful_numbers(study: Study, facilities: pd.DataFrame, prepared: Prepared) -> tuple[list[str], list[str]]:
    """Return the numbers left out for a restricted place's sake, and those that go out and are a hidden one's too."""
    if facilities.empty:
        return [], []
    written, by_area = (facilities[(prepared.fates["fate"] == fate).to_numpy()] for fate in (PLACE, AREA))
    via = zip(by_area["referral_phone"], by_area["phone"], strict=True)
    wanted = chain(_typed(written), *(referral_numbers(*each) for each in via), _ground(study))
    view = prepared.view
    by_cell = (number for numbers in view.cells["referral_phones"] for number in numbers.split(";"))
    told = chain(_typed(view.places), by_cell, _ground(view))
    return parts_with(wanted, numbers_of(facilities, RESTRICTED)), parts_with(told, numbers_of(facilities, HIDDEN))


def _typed(places: pd.DataFrame) -> Iterator[str]:
    return chain.from_iterable(map(str, places[name]) for name in TYPED)


def _ground(of: Study | PublicView) -> Iterator[str]:
    """Yield the texts that are of no place: the title, the corridors, the sources."""
    yield of.title
    yield from () if of.corridors is None else map(str, of.corridors["name"])
    for source in of.sources:
        yield from (source.title, source.licence, source.url)


def sentences(report: Report, lang: str) -> Iterator[str]:
    """Yield what is to be known in sentences of plain text."""
    told = {
        mark("Go out as they are: {count}."): len(report.with_fate(PLACE)),
        mark("Told of by the area they lie in, never by name or place: {count}."): len(report.with_fate(AREA)),
        mark("Held back, besides hidden ones: {count}."): len(report.with_fate(HELD)),
        mark("Hidden, in no file that goes out: {count}."): report.hidden,
        mark("Rows set aside when the lists were read, and therefore missing: {count}."): report.unread,
    }
    for sentence, count in told.items():
        yield say(sentence, lang, count=f"{count:,}")
    if report.prepared.is_empty:
        yield say("Nothing goes out: no place, no area, no help line. A map of nothing is not made.", lang)
    yield from _to_be_seen(report, lang)
    stale = mark("Go out though nobody checked them in the last {days} days: {count}.")
    yield say(stale, lang, days=STALE_DAYS, count=f"{len(report.stale()):,}")
    if undated := len(report.undated()):
        newer = mark(
            "Go out though nobody knows when they were last changed: {count}. With a day to leave out what is newer "
            "(--as-of) they may be newer than that."
        )
        yield say(newer, lang, count=f"{undated:,}")
    yield say(
        "Named for all to read, the title, the corridors and the sources: {names}.",
        lang,
        names="; ".join(report.named()),
    )


def _to_be_seen(report: Report, lang: str) -> Iterator[str]:
    to_a_line = mark(
        "These areas are told of without a number to call, so people are sent to the help lines: {told}. Give "
        "their rows a referral_phone."
    )
    to_nobody = mark(
        "These areas are told of without a number to call, and there is no help line: {told}. Nobody can ask for them. "
        "Give their rows a referral_phone, or list a help line."
    )
    doubtful = {
        to_a_line if report.has_help_line else to_nobody: report.mute_areas(),
        mark(
            "Look at these places before you sign: they go out, and a hidden or restricted one is within 25 m: {told}."
        ): report.beside,
        mark(
            "Look at these numbers before you sign: they go out, and a hidden place has the same telephone: {told}."
        ): report.also_hidden,
        mark(
            "Numbers left out, as they are the telephone of a restricted place: {told}. If everybody may know one, "
            "take it out of that place's phone."
        ): report.left_out,
    }
    for sentence, told in doubtful.items():
        if told:
            yield say(sentence, lang, told="; ".join(told))
